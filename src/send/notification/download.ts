import type { Attachment, F24Payment } from '../request/model.js';
import { refusals } from './errors.js';
import type { Category, Iun, Notification } from './model.js';

/** An uploaded file of a notification that a download asks for. */
export interface Wanted {
  readonly attachment: Attachment;
  /** Middle part of the file name: title of the document, `PAGOPA`. */
  readonly name: string;
}

/** A form that the platform prints. */
export interface WantedForm {
  readonly f24: F24Payment;
  readonly recIndex: number;
  readonly paymentIndex: number;
}

/** The document at a position. @throws PlatformProblem */
export const documentAt = ({ request }: Notification, docIdx: number): Wanted => {
  const document = request.documents[docIdx];
  if (!document) throw refusals.noSuchDocument(docIdx, request.documents.length);
  return { attachment: document, name: document.title ?? 'null' };
};

/**
 * A recipient's payment attachment; pagoPA and F24 are counted together. The price of an F24 is asked for even where
 * nothing is added to it, and a notification without one has no F24.
 * @throws PlatformProblem
 */
export const paymentAttachmentAt = (
  { iun, request, elements }: Notification,
  recipientIdx: number,
  attachmentName: string,
  attachmentIdx: number,
): Wanted | WantedForm => {
  const recipient = request.recipients[recipientIdx];
  if (!recipient) throw refusals.noSuchRecipient(recipientIdx, request.recipients.length);
  const payments = recipient.payments ?? [];
  if (payments.length === 0) throw refusals.noPayments(recipientIdx);
  const item = payments[attachmentIdx];
  if (!item) throw refusals.noSuchPayment(attachmentIdx, payments.length);
  if (attachmentName === 'F24') {
    if (!item.f24) throw refusals.noF24Here(attachmentIdx);
    const has = (category: Category): boolean => elements.some((element) => element.category === category);
    if (has('NOTIFICATION_CANCELLATION_REQUEST')) throw refusals.f24OfCancelled(iun);
    if (!has('REQUEST_ACCEPTED')) throw refusals.f24NotAccepted(iun);
    return { f24: item.f24, recIndex: recipientIdx, paymentIndex: attachmentIdx };
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
export const filenameOf = (iun: Iun, name: string, contentType: string): string =>
  `${`${iun}__${name}`.replace(/[^A-Za-z0-9\-_]/g, '_')}${contentType === 'application/json' ? '.json' : '.pdf'}`;

/** Until an F24 is there; the platform counts it in milliseconds. Source: pn-f24 service/impl/F24ServiceImpl.java */
export const f24RetryAfterMs = 10_000;
