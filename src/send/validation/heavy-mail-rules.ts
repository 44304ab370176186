import type { NotificationHead } from '../notification/model.js';
import type { FileView } from '../notification/workflow.js';
import type { StoredRequest } from '../request/model.js';
import { type RefusalReason, refusals } from './errors.js';
import { withoutPrefix } from './rules.js';

/** Pages that a document may have, by the number of documents; more documents are refused whatever their pages. */
const maxPages: Readonly<Record<number, number>> = { 1: 4, 2: 2 };

const hasPaymentAttachment = ({ recipients }: StoredRequest): boolean =>
  recipients.some(({ payments = [] }) => payments.some(({ f24, pagoPa }) => f24 || pagoPa?.attachment));

/**
 * What a body that may not send above 20 grams sends too much: an attachment of a payment, more than two documents, or too
 * many pages in one of them. A file that cannot be counted is one page.
 *
 * Source: pn-delivery-push-validator LegalNotificationValidationStrategy.java (quickWorkAroundForPN9116)
 */
export const heavyMailRefusal = (
  { heavyMailDisabled, request, sender: { taxId } }: Pick<NotificationHead, 'heavyMailDisabled' | 'request' | 'sender'>,
  fileOf: (key: string) => FileView | undefined,
): RefusalReason | undefined => {
  if (!heavyMailDisabled) return undefined;
  if (hasPaymentAttachment(request)) return refusals.tooHeavy(taxId, 'Payment attachments are disabled');
  const { documents } = request;
  const max = maxPages[documents.length];
  if (max === undefined) {
    return refusals.tooHeavy(taxId, `${documents.length} documents and an AAR exceed 3 sheets`);
  }
  for (const { ref } of documents) {
    const key = withoutPrefix(ref.key);
    const pages = fileOf(key)?.pages ?? 1;
    if (pages <= max) continue;
    const what =
      documents.length === 1 ? 'The attachment document exceed 4 pages.' : 'One of two documents exceed one sheet.';
    return refusals.tooManyPages(what, taxId, key, pages, max);
  }
  return undefined;
};
