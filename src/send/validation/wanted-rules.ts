import type { WantedReason } from '../../scenario/validation-world.js';
import type { NotificationHead } from '../notification/model.js';
import { f24Missing } from '../payment/service.js';
import { type RefusalReason, refusals } from './errors.js';
import { f24sOf } from './f24-rules.js';
import { addressErrors, maxPdfBytes } from './facts.js';
import { withoutPrefix } from './rules.js';

/** The platform's words for a code, about the first thing of the notification that they fit. */
const usualReason = ({ iun, request, sender }: NotificationHead, { code, about = 0 }: WantedReason): RefusalReason => {
  const { documents, recipients, notificationFeePolicy, pagoPaIntMode } = request;
  const [document] = documents;
  const key = withoutPrefix(document?.ref.key ?? '');
  switch (code) {
    case 'PAYMENT_NOT_VALID': {
      const notice = recipients.flatMap(({ payments = [] }) => payments.flatMap(({ pagoPa }) => pagoPa ?? []))[0];
      return notice ? refusals.noticeNotValid(notice) : refusals.noPayments(notificationFeePolicy, pagoPaIntMode);
    }
    case 'FILE_NOTFOUND':
      return refusals.fileNotFound(key);
    case 'FILE_GONE':
      return refusals.fileGone(key);
    case 'FILE_SHA_ERROR':
      return refusals.fileAltered(document?.digests.sha256 ?? '', null);
    case 'FILE_PDF_TOOBIG_ERROR':
      return refusals.fileTooBig(maxPdfBytes + 1);
    case 'FILE_PDF_INVALID_ERROR':
      return refusals.fileNoPdf();
    case 'TAXID_NOT_VALID':
      return refusals.unknownTaxId();
    case 'SENDER_DISABLED_MORE_THAN_20_GRAMS':
      return refusals.tooHeavy(sender.taxId, `${documents.length} documents and an AAR exceed 3 sheets`);
    case 'F24_METADATA_NOT_VALID':
      return refusals.f24NotValid(withoutPrefix(f24sOf(request)[0]?.metadataAttachment.ref.key ?? key), f24Missing);
    case 'ADDRESS_NOT_FOUND':
      return refusals.addressNotFound(about);
    case 'ADDRESS_SEARCH_FAILED':
      return refusals.addressSearchFailed(about);
    case 'NOT_VALID_ADDRESS':
      return refusals.addressNotValid(addressErrors.nonMailable, iun, about);
    case 'SERVICE_UNAVAILABLE':
      return refusals.serviceUnavailable();
    case 'RECIPIENT_ID_NOT_VALID':
      // unsure: declared by the platform, raised nowhere.
      return { errorCode: code, detail: 'Recipient id not valid' };
  }
};

/** An error of the normaliser alone is a detail that wants the sentence around it. */
const detailOf = ({ iun }: NotificationHead, { code, detail, about = 0 }: WantedReason): string | undefined => {
  const isError = code === 'NOT_VALID_ADDRESS' && Object.values<string | undefined>(addressErrors).includes(detail);
  return isError && detail !== undefined ? refusals.addressNotValid(detail, iun, about).detail : detail;
};

/** A reason as a scenario wants it; what it leaves open is said as the platform says it. */
export const wantedReason = (notification: NotificationHead, wanted: WantedReason): RefusalReason => {
  const detail = detailOf(notification, wanted);
  return {
    ...usualReason(notification, wanted),
    ...(detail === undefined ? {} : { detail }),
    ...(wanted.recIndex === undefined ? {} : { recIndex: wanted.recIndex }),
  };
};
