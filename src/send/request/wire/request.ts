import { type AdapterRefusal, validationError } from '../../adapter-problem.js';
import { defaultPaFee, defaultVat } from '../facts.js';
import type { NotificationRequest, StoredRequest } from '../model.js';
import { adapterRefusals } from './errors.js';
import { unreadable, withPassedOnFields } from './passed-on.js';
import { fromV1, type RequestV1 } from './v1.js';
import { type RequestVersion, requestVersions } from './versions.js';

/** One step up: what the adapter refuses of this version, and how it becomes the next one. */
interface UpStep<Shape = NotificationRequest> {
  readonly from: RequestVersion;
  readonly refusals: (request: Shape) => readonly AdapterRefusal[];
  readonly up: (request: Shape) => NotificationRequest;
}

const refusalsOfV1 = (request: RequestV1): readonly AdapterRefusal[] => {
  // The mode is told alone.
  if (request.pagoPaIntMode === 'ASYNC') return [adapterRefusals.intModeNotInV1(request.pagoPaIntMode)];
  const repeated = request.recipients.flatMap(({ payment }, recIndex) =>
    payment && payment.noticeCodeAlternative === payment.noticeCode
      ? [adapterRefusals.sameAlternativeCode(recIndex, payment.noticeCode)]
      : [],
  );
  return [...repeated, ...missingAddress(request)];
};

/** Zero counts as missing here. */
const refusalsOfV21 = (request: NotificationRequest): readonly AdapterRefusal[] => {
  const { notificationFeePolicy, pagoPaIntMode, recipients, paFee, vat } = request;
  const hasF24 = recipients.some(({ payments = [] }) => payments.some(({ f24 }) => f24));
  const needsFees = notificationFeePolicy === 'DELIVERY_MODE' && (pagoPaIntMode === 'ASYNC' || hasF24);
  const missing = needsFees && (!paFee || !vat) ? [adapterRefusals.feesRequired(paFee, vat)] : [];
  return [...missing, ...missingAddress(request)];
};

/** Said once, for the first recipient without one. */
const missingAddress = ({ recipients }: Pick<RequestV1, 'recipients'>): readonly AdapterRefusal[] => {
  const recIndex = recipients.findIndex(({ physicalAddress }) => !physicalAddress);
  return recIndex < 0 ? [] : [adapterRefusals.addressMissing(recIndex)];
};

/** v2.1 → v2.3: both fees always stand there, and zero is replaced like an absent one. */
const withFees = (request: NotificationRequest): NotificationRequest => ({
  ...request,
  paFee: request.paFee || defaultPaFee,
  vat: request.vat || defaultVat,
});

const asItIs = (request: NotificationRequest): NotificationRequest => request;

/**
 * The way up to the newest version, oldest first. Only the step of the version that was called refuses; then all steps from
 * it on are taken. The first takes the shape of v1, which a body has when that version was called.
 *
 * Source: pn-delivery functions/versioningV1V21SendNewNotification/src/app/requestHelper.js
 */
const steps = [
  { from: '1', refusals: refusalsOfV1, up: fromV1 } satisfies UpStep<RequestV1>,
  { from: '2.1', refusals: refusalsOfV21, up: withFees },
  { from: '2.3', refusals: missingAddress, up: asItIs },
  { from: '2.4', refusals: missingAddress, up: asItIs },
  { from: '2.5', refusals: () => [], up: withPassedOnFields },
] as readonly UpStep[];

/**
 * The contract gives the items of `payments` no type: its gateway lets `null`, texts, numbers and lists pass.
 * unsure: with v2.1 the adapter may break over it before the service does.
 */
const assertPaymentsAreObjects = ({ recipients }: NotificationRequest): void => {
  for (const [recIndex, { payments = [] }] of recipients.entries()) {
    const i = payments.findIndex((item: unknown) => typeof item !== 'object' || item === null || Array.isArray(item));
    if (i >= 0) throw unreadable(`recipients[${recIndex}].payments[${i}]`, payments[i]);
  }
};

/**
 * A request in the newest shape.
 * @param body has passed the contract of its version
 * @throws AdapterProblem with everything that the adapter of the version refuses, PlatformProblem (500) for what cannot be read
 */
export const fromWireRequest = (version: RequestVersion, body: unknown): NotificationRequest => {
  const request = body as NotificationRequest;
  if (version !== '1') assertPaymentsAreObjects(request);
  const ahead = steps.slice(requestVersions.indexOf(version));
  const refusals = ahead[0]?.refusals(request) ?? [];
  if (refusals.length > 0) throw validationError(refusals);
  return ahead.reduce((older, { up }) => up(older), request);
};

/** The request as it is read back (v2.6): with its defaults, and `docIdx` recomputed from the position. */
export const toWireRequest = (request: StoredRequest) => ({
  ...request,
  documents: request.documents.map((document, i) => ({ ...document, docIdx: String(i) })),
});
