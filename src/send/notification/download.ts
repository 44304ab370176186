import type { Attachment } from '../request/model.js';
import { refusals } from './errors.js';
import type { Iun, Notification } from './model.js';

/** What of a notification a download asks for. */
export interface Wanted {
  readonly attachment: Attachment;
  /** Middle part of the file name: title of the document, `PAGOPA`. */
  readonly name: string;
}

/** The document at a position. @throws PlatformProblem */
export const documentAt = ({ request }: Notification, docIdx: number): Wanted => {
  const document = request.documents[docIdx];
  if (!document) throw refusals.noSuchDocument(docIdx, request.documents.length);
  return { attachment: document, name: document.title ?? 'null' };
};

/**
 * A recipient's payment attachment; pagoPA and F24 are counted together.
 * @throws PlatformProblem
 */
export const paymentAttachmentAt = (
  { request }: Notification,
  recipientIdx: number,
  attachmentName: string,
  attachmentIdx: number,
): Wanted => {
  const recipient = request.recipients[recipientIdx];
  if (!recipient) throw refusals.noSuchRecipient(recipientIdx, request.recipients.length);
  const payments = recipient.payments ?? [];
  if (payments.length === 0) throw refusals.noPayments(recipientIdx);
  const item = payments[attachmentIdx];
  if (!item) throw refusals.noSuchPayment(attachmentIdx, payments.length);
  if (attachmentName === 'F24') {
    if (!item.f24) throw refusals.noF24Here(attachmentIdx);
    throw refusals.f24NotSimulated();
  }
  const attachment = item.pagoPa?.attachment;
  if (!attachment) throw refusals.noAttachmentHere(attachmentIdx);
  return { attachment, name: 'PAGOPA' };
};

/**
 * `<iun>__<name>` with everything outside letters, digits, dash and underscore replaced, plus the extension.
 *
 * Source: pn-delivery svc/NotificationAttachmentService.java
 */
export const filenameOf = (iun: Iun, { name, attachment }: Wanted): string =>
  `${`${iun}__${name}`.replace(/[^A-Za-z0-9\-_]/g, '_')}${attachment.contentType === 'application/json' ? '.json' : '.pdf'}`;
