import type { PlatformDocument } from '../document.js';
import type { DocumentTexts } from './texts/italian.js';

/** What a document is called: at its head, in its file, in lists. */
export const titleOf = (document: PlatformDocument, texts: DocumentTexts): string => {
  switch (document.kind) {
    case 'SENDER_ACK':
      return texts.senderAck.title;
    case 'DIGITAL_DELIVERY':
      return document.outcome === 'SUCCESS' ? texts.digitalDelivery.successTitle : texts.digitalDelivery.failureTitle;
    case 'ANALOG_FAILURE_DELIVERY':
      return texts.analogFailure.title;
    case 'ANALOG_DELIVERY_TIMEOUT':
      return texts.analogTimeout.title;
    case 'RECIPIENT_ACCESS':
      return texts.recipientAccess.title;
    case 'NOTIFICATION_CANCELLED':
      return texts.cancelled.title;
    case 'AAR':
      return texts.depositNotice.title;
    case 'ANALOG_DELIVERY':
      return texts.postal.title[document.documentType];
    case 'PEC_RECEIPT':
      return texts.pecReceipt[document.type];
    case 'DOWNTIME':
      return texts.downtime.title;
    case 'F24':
      return `${texts.f24.name[document.form]} – ${document.title.slice(0, 200)}`;
  }
};
