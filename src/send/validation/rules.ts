import type { AddressVerdict } from '../../italy/places.js';
import type { Oracle } from '../../scenario/oracle.js';
import type { FileView } from '../notification/workflow.js';
import type { Attachment, StoredRequest } from '../request/model.js';
import { maxPdfBytes, unknownTaxIdCode } from './facts.js';

/** Why an accepted call is refused afterwards; `errorCode` and `detail` are the platform's. */
export interface RefusalReason {
  readonly errorCode: string;
  readonly detail: string;
  readonly recIndex?: number;
}

export const withoutPrefix = (key: string): string => key.replace(/^safestorage:\/\//, '');

/** Files that validation opens: documents in order, then the pagoPA attachments of each recipient (not F24 metadata). */
const checkedAttachments = (request: StoredRequest): readonly Attachment[] => [
  ...request.documents,
  ...request.recipients.flatMap((r) => (r.payments ?? []).flatMap((p) => p.pagoPa?.attachment ?? [])),
];

/**
 * The first bad file decides; for one file the order is exists, digest, size, signature of a PDF.
 *
 * Source: pn-delivery-push-validator AttachmentUtils.java
 */
export const fileRefusal = (
  request: StoredRequest,
  fileOf: (key: string) => FileView | undefined,
): RefusalReason | undefined => {
  for (const { ref, digests } of checkedAttachments(request)) {
    const key = withoutPrefix(ref.key);
    const file = fileOf(key);
    if (!file) return { errorCode: 'FILE_NOTFOUND', detail: `Allegato non trovato. fileKey=${key}` };
    if (file.sha256Base64 !== digests.sha256) {
      return {
        errorCode: 'FILE_SHA_ERROR',
        detail: `Validation failed, different sha256 expected=${digests.sha256} actual=${file.sha256Base64}`,
      };
    }
    if (file.contentLength > maxPdfBytes) {
      return {
        errorCode: 'FILE_PDF_TOOBIG_ERROR',
        detail: `Validation failed, file too big, max expected=${maxPdfBytes}B  actual=${file.contentLength}B`,
      };
    }
    if (!file.isPdf) return { errorCode: 'FILE_PDF_INVALID_ERROR', detail: 'Validation failed, file pdf check failed' };
  }
  return undefined;
};

/**
 * With costs pushed to pagoPA at each phase every recipient needs a payment.
 *
 * Source: pn-delivery-push-validator PaymentValidator.java
 */
export const paymentRefusal = (request: StoredRequest): RefusalReason | undefined => {
  const { notificationFeePolicy: policy, pagoPaIntMode: mode } = request;
  if (policy !== 'DELIVERY_MODE' || mode !== 'ASYNC') return undefined;
  if (request.recipients.every((r) => (r.payments ?? []).length > 0)) return undefined;
  return {
    errorCode: 'PAYMENT_NOT_VALID',
    detail: `There isn't payments for recipient. With notificationFeePolicy=${policy} and pagoPaIntMode=${mode} payments are mandatory`,
  };
};

/** The revenue agency does not know a tax id. Source: pn-delivery-push-validator TaxIdPivaValidator.java */
export const taxIdRefusal = (
  request: StoredRequest,
  oracle: Pick<Oracle, 'personExists'>,
): RefusalReason | undefined => {
  const unknown = request.recipients.find((r) => !oracle.personExists(r.taxId));
  return unknown && { errorCode: 'TAXID_NOT_VALID', detail: unknownTaxIdCode };
};

/**
 * The first recipient whose address the normaliser refuses decides.
 *
 * Source: pn-delivery-push-validator AddressValidator.java (the blank at the end is the platform's)
 */
export const addressRefusal = (
  iun: string,
  verdicts: readonly { readonly recIndex: number; readonly verdict: AddressVerdict }[],
): RefusalReason | undefined => {
  for (const { recIndex, verdict } of verdicts) {
    if (verdict.ok) continue;
    return {
      errorCode: 'NOT_VALID_ADDRESS',
      detail: `Validation failed, address is not valid. Error=${verdict.error} - iun=${iun} id=${recIndex} `,
    };
  }
  return undefined;
};
