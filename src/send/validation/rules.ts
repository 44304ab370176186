import type { Instant, Micros } from '../../clock/instant.js';
import type { AddressVerdict } from '../../italy/places.js';
import type { Oracle } from '../../scenario/oracle.js';
import type { UploadState } from '../../scenario/plays.js';
import type { NotificationHead } from '../notification/model.js';
import type { FileView } from '../notification/workflow.js';
import type { CostAnswer, Notice } from '../payment/model.js';
import type { Attachment, Recipient, StoredRequest } from '../request/model.js';
import { type RefusalReason, refusals } from './errors.js';
import {
  lastRetryInterval,
  maxPdfBytes,
  promisedAnswer,
  refusalCosts,
  retryIntervals,
  technicalCodes,
} from './facts.js';

export const withoutPrefix = (key: string): string => key.replace(/^safestorage:\/\//, '');

/** Files that validation opens: documents in order, then the pagoPA attachments of each recipient (not F24 metadata). */
const checkedAttachments = (request: StoredRequest): readonly Attachment[] => [
  ...request.documents,
  ...request.recipients.flatMap((r) => (r.payments ?? []).flatMap((p) => p.pagoPa?.attachment ?? [])),
];

/** The files as the store has them at the validation: as uploaded, unless a scenario says something of one of them. */
export const asStored = (
  { request, scenarios = [] }: Pick<NotificationHead, 'request' | 'scenarios'>,
  fileOf: (key: string) => FileView | undefined,
): ((key: string) => FileView | undefined) => {
  const upload = scenarios.flatMap((chosen) => chosen?.plays.store?.upload ?? [])[0];
  const meant = upload && request.documents[upload.document]?.ref.key;
  if (!upload || meant === undefined) return fileOf;
  return (key) => {
    const file = fileOf(key);
    return file && withoutPrefix(meant) === key ? turnedOut(file, upload.is) : file;
  };
};

const turnedOut = (file: FileView, is: UploadState): FileView | undefined => {
  switch (is) {
    case 'missing':
      return undefined;
    case 'gone':
      return { ...file, isGone: true };
    case 'altered':
      return { ...file, sha256Base64: otherDigest(file.sha256Base64) };
    case 'tooBig':
      return { ...file, contentLength: maxPdfBytes + 1 };
    case 'notPdf':
      return { ...file, isPdf: false };
  }
};

/** Of as many bytes, and never the same. */
const otherDigest = (digest: string): string => `${digest.startsWith('A') ? 'B' : 'A'}${digest.slice(1)}`;

/**
 * The first bad file decides; for one file the order is exists, kept, digest, size, signature of a PDF.
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
    if (!file) return refusals.fileNotFound(key);
    if (file.isGone) return refusals.fileGone(key);
    if (file.sha256Base64 !== digests.sha256) return refusals.fileAltered(digests.sha256, file.sha256Base64);
    if (file.contentLength > maxPdfBytes) return refusals.fileTooBig(file.contentLength);
    if (!file.isPdf) return refusals.fileNoPdf();
  }
  return undefined;
};

/**
 * With costs pushed to pagoPA every recipient needs a payment, and every notice that bears the cost has to take it.
 * @returns `noAnswer` when pagoPA did not say: nobody is refused for that
 *
 * Source: pn-delivery-push-validator PaymentValidator.java, action/utils/PaymentUtils.java
 */
export const paymentRefusal = (
  request: StoredRequest,
  answerOf: (notice: Notice) => CostAnswer,
): RefusalReason | 'noAnswer' | undefined => {
  const { notificationFeePolicy: policy, pagoPaIntMode: mode, recipients } = request;
  if (policy !== 'DELIVERY_MODE' || mode !== 'ASYNC') return undefined;
  if (recipients.some(({ payments = [] }) => payments.length === 0)) return refusals.noPayments(policy, mode);
  for (const { payments = [] } of recipients) {
    for (const { pagoPa } of payments) {
      if (!pagoPa?.applyCost) continue;
      const answer = answerOf(pagoPa);
      if (answer === 'KO') return refusals.noticeNotValid(pagoPa);
      if (answer === 'RETRY') return 'noAnswer';
    }
  }
  return undefined;
};

/** The revenue agency does not know a tax id. Source: pn-delivery-push-validator TaxIdPivaValidator.java */
export const taxIdRefusal = (
  request: StoredRequest,
  oracle: Pick<Oracle, 'personExists'>,
): RefusalReason | undefined =>
  request.recipients.some((r) => !oracle.personExists(r.taxId)) ? refusals.unknownTaxId() : undefined;

/**
 * One reason per recipient without an address that the registries do not know either.
 *
 * Source: pn-delivery-push-validator LookupAddressHandler.java
 */
export const addressLookupRefusals = (
  recipients: readonly Recipient[],
  oracle: Pick<Oracle, 'registryAddress'>,
): readonly RefusalReason[] =>
  recipients.flatMap(({ physicalAddress, taxId, recipientType }, recIndex) =>
    physicalAddress || oracle.registryAddress(taxId, recipientType) ? [] : [refusals.addressNotFound(recIndex)],
  );

/**
 * The first recipient whose address the normaliser refuses decides.
 *
 * Source: pn-delivery-push-validator AddressValidator.java
 */
export const addressRefusal = (
  iun: string,
  verdicts: readonly { readonly recIndex: number; readonly verdict: AddressVerdict }[],
): RefusalReason | undefined => {
  for (const { recIndex, verdict } of verdicts) {
    if (!verdict.ok) return refusals.addressNotValid(verdict.error, iun, recIndex);
  }
  return undefined;
};

/**
 * What the sender is billed for a refusal, eurocent.
 *
 * Source: pn-delivery-push-validator utils/RefusalCostCalculator.java
 */
export const refusalCost = (recipients: number, reasons: readonly Pick<RefusalReason, 'errorCode'>[]): number => {
  const technical = reasons.filter(({ errorCode }) => technicalCodes.includes(errorCode)).length;
  return technical * refusalCosts.perTechnicalRecipient + (recipients - technical) * refusalCosts.perRecipient;
};

/**
 * Wait before a step is tried again.
 * @param failures how often it failed before
 */
export const retryInterval = (failures: number): Micros => retryIntervals[failures] ?? lastRetryInterval;

/** Whether an answer at that instant keeps the promise of 24 hours. */
export const isInTime = (sentAt: Instant, at: number): boolean => at - sentAt <= promisedAnswer;
