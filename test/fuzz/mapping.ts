import type { ExampleVersion } from '../../src/contract/example-request.js';

/*
 * What a sent request reads back as, written down once more from the documents of the platform and not from our code: the
 * defaults of the service, and what the adapter of each version takes away or cannot express.
 */

export const detailVersions = ['v1', 'v2.0', 'v2.1', 'v2.3', 'v2.4', 'v2.5', 'v2.6', 'v2.7', 'v2.8', 'v2.9'] as const;
export type DetailVersion = (typeof detailVersions)[number];

/** A body in the shape of some version. */
export type Body = Readonly<Record<string, unknown>>;

interface Payment {
  readonly pagoPa?: { readonly noticeCode: string; readonly creditorTaxId: string; readonly attachment?: unknown };
  readonly f24?: unknown;
}
type Recipient = Body & { readonly payments?: readonly Payment[] };

interface PaymentV1 {
  readonly noticeCode: string;
  readonly creditorTaxId: string;
  readonly noticeCodeAlternative?: string;
  readonly pagoPaForm?: unknown;
}

/** The request as it is kept: v2.6, with the defaults. */
export interface Kept extends Body {
  readonly recipients: readonly Recipient[];
  readonly documents: readonly Body[];
  readonly pagoPaIntMode: string;
}

/** What a read must answer: these fields, or the 400 of the adapter with this text. */
export type Expected = { readonly fields: Body } | { readonly refusal: string };

const defaultFee = 100;
const defaultVat = 22;

export const keptOf = (version: ExampleVersion, body: Body): Kept => {
  const isDelivery = body.notificationFeePolicy === 'DELIVERY_MODE';
  const recipients = (body.recipients as readonly Body[]).map((recipient) =>
    version === 'v1' ? fromV1(recipient, isDelivery) : (recipient as Recipient),
  );
  const isOld = version === 'v1' || version === 'v2.1';
  const hasPayments = recipients.some(({ payments = [] }) => payments.length > 0);
  const { paFee, vat } = body as { readonly paFee?: number; readonly vat?: number };
  return {
    ...body,
    recipients,
    documents: (body.documents as readonly Body[]).map((document, i) => ({ ...document, docIdx: String(i) })),
    // The oldest two take zero for absent.
    paFee: isOld ? paFee || defaultFee : (paFee ?? defaultFee),
    vat: isOld ? vat || defaultVat : (vat ?? defaultVat),
    pagoPaIntMode: (body.pagoPaIntMode as string | undefined) ?? (isDelivery && hasPayments ? 'SYNC' : 'NONE'),
    physicalCommunicationPriority: body.physicalCommunicationPriority ?? 0,
  };
};

/** One payment of v1 is one notice, and a second one without attachment where it names an alternative. */
const fromV1 = ({ payment, ...recipient }: Body, applyCost: boolean): Recipient => {
  if (payment === undefined) return recipient;
  const { noticeCode, creditorTaxId, noticeCodeAlternative, pagoPaForm } = payment as PaymentV1;
  const first = { noticeCode, creditorTaxId, applyCost, ...(pagoPaForm ? { attachment: pagoPaForm } : {}) };
  const second = noticeCodeAlternative && { noticeCode: noticeCodeAlternative, creditorTaxId, applyCost };
  return { ...recipient, payments: [{ pagoPa: first }, ...(second ? [{ pagoPa: second }] : [])] };
};

const tooManyPayments = 'Unable to map payments, more than 2';
const hasF24 = 'Unable to map payment f24 type';
const unknownMode = 'PagoPaIntMode value not supported';

/** Recipients with one payment each, or why that cannot be: the first recipient that does not fit tells. */
const recipientsInV1 = (recipients: readonly Recipient[]): readonly Body[] | string => {
  const mapped: Body[] = [];
  for (const { payments = [], ...recipient } of recipients) {
    if (payments.length > 2) return tooManyPayments;
    if (payments.some(({ f24 }) => f24)) return hasF24;
    const [first, second] = payments.map(({ pagoPa }) => pagoPa);
    const payment = first && {
      noticeCode: first.noticeCode,
      creditorTaxId: first.creditorTaxId,
      ...(second ? { noticeCodeAlternative: second.noticeCode } : {}),
      ...(first.attachment ? { pagoPaForm: first.attachment } : {}),
    };
    mapped.push({ ...recipient, ...(payment ? { payment } : {}) });
  }
  return mapped;
};

const without = (body: Body, names: readonly string[]): Body =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)));

/** Fields that a version of the status check does not have. */
const notInStatus: Readonly<Record<ExampleVersion, readonly string[]>> = {
  'v2.6': [],
  'v2.5': ['physicalCommunicationPriority'],
  'v2.4': ['physicalCommunicationPriority'],
  'v2.3': ['physicalCommunicationPriority', 'additionalLanguages'],
  'v2.1': ['physicalCommunicationPriority', 'additionalLanguages', 'vat'],
  v1: ['physicalCommunicationPriority', 'additionalLanguages', 'vat', 'paFee'],
};

/** Of the request; what a version of the detail lacks beside that is no matter of the request. */
const notInDetail: Readonly<Record<DetailVersion, readonly string[]>> = {
  'v2.9': [],
  'v2.8': ['physicalCommunicationPriority'],
  'v2.7': ['physicalCommunicationPriority'],
  'v2.6': ['physicalCommunicationPriority'],
  'v2.5': ['physicalCommunicationPriority'],
  'v2.4': ['physicalCommunicationPriority', 'additionalLanguages'],
  'v2.3': ['physicalCommunicationPriority', 'additionalLanguages'],
  'v2.1': ['physicalCommunicationPriority', 'additionalLanguages', 'vat'],
  'v2.0': ['physicalCommunicationPriority', 'additionalLanguages', 'vat', 'paFee'],
  v1: ['physicalCommunicationPriority', 'additionalLanguages', 'vat', 'paFee'],
};

export const expectedStatus = (kept: Kept, version: ExampleVersion): Expected => {
  const fields = without(kept, notInStatus[version]);
  if (version !== 'v1') return { fields };
  // The mode is looked at before the payments.
  if (kept.pagoPaIntMode === 'ASYNC') return { refusal: unknownMode };
  const recipients = recipientsInV1(kept.recipients);
  return typeof recipients === 'string' ? { refusal: recipients } : { fields: { ...fields, recipients } };
};

export const expectedDetail = (kept: Kept, version: DetailVersion): Expected => {
  const fields = without(kept, notInDetail[version]);
  if (version !== 'v1' && version !== 'v2.0') return { fields };
  // The payments are looked at before the mode.
  const recipients = recipientsInV1(kept.recipients);
  if (typeof recipients === 'string') return { refusal: recipients };
  return kept.pagoPaIntMode === 'ASYNC' ? { refusal: unknownMode } : { fields: { ...fields, recipients } };
};
