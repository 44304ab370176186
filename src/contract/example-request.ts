import type { Registry } from './example-people.js';

/** Versions of sending, as the command line and the paths of the API call them. */
export const exampleVersions = ['v1', 'v2.1', 'v2.3', 'v2.4', 'v2.5', 'v2.6'] as const;
export type ExampleVersion = (typeof exampleVersions)[number];

/** A file as a request names it. */
export interface NamedFile {
  readonly key: string;
  readonly versionToken: string;
  /** Base64. */
  readonly sha256: string;
}

/** Where files come from; those of one request must differ. */
export interface ExampleFiles {
  pdf(): NamedFile;
  /** @param applyCost whether one of its records carries the cost of the notification, as its payment says */
  f24(applyCost: boolean): NamedFile;
}

export interface ExampleSender {
  readonly taxId: string;
  readonly denomination: string;
  /** Id of the group in whose name it is sent; a key with groups needs one. */
  readonly group?: string;
}

/** A body of some version, as far as sense has to be made of it; all the rest is passed on. */
export interface RequestShape {
  readonly [name: string]: unknown;
  readonly recipients: readonly RecipientShape[];
  readonly documents: readonly object[];
  readonly notificationFeePolicy: string;
  readonly pagoPaIntMode?: string;
  readonly paFee?: number;
  readonly vat?: number;
  readonly additionalLanguages?: readonly string[];
}

export interface RecipientShape {
  readonly recipientType: string;
  readonly digitalDomicile?: { readonly type: string; readonly address: string };
  readonly physicalAddress?: AddressShape;
  readonly payments?: readonly PaymentShape[];
  /** Version 1. */
  readonly payment?: { readonly noticeCode: string; readonly pagoPaForm?: unknown };
}

interface AddressShape {
  readonly at?: string;
  /** `ITALIA` and absent mean Italy, anything else abroad. */
  readonly foreignState?: string;
}

interface PaymentShape {
  readonly pagoPa?: { readonly noticeCode: string; readonly applyCost: boolean; readonly attachment?: unknown };
  readonly f24?: { readonly title: string; readonly applyCost: boolean };
}

interface Sense {
  readonly version: ExampleVersion;
  readonly registry: Registry;
  readonly sender: ExampleSender;
  readonly files: ExampleFiles;
}

/** With payment (P) and without (N). */
const taxonomyCodes = ['010101P', '010201P', '010202N', '010302N', '020101P'] as const;

/**
 * Makes a body that the gateway takes into one that the service takes, too: sender, people and places that exist, files,
 * payments that fit the fee policy. Properties that may be absent stay absent, free texts stay as they are; `group` is that of
 * the sender.
 *
 * Source: pn-delivery svc/NotificationReceiverValidator.java, functions/versioningV1V21SendNewNotification
 */
export const withSense = ({ group: _, ...shape }: RequestShape, sense: Sense): RequestShape => {
  const { version, registry, sender } = sense;
  const isDelivery = shape.notificationFeePolicy === 'DELIVERY_MODE';
  const recipients = shape.recipients.map((recipient) => recipientWithSense(recipient, isDelivery, sense));
  const { pagoPaIntMode, additionalLanguages } = shape;
  const request: RequestShape = {
    ...shape,
    recipients,
    documents: shape.documents.map((document) => ({ ...document, ...attachment(sense.files.pdf(), pdfType) })),
    senderDenomination: sender.denomination,
    senderTaxId: sender.taxId,
    ...(sender.group === undefined ? {} : { group: sender.group }),
    taxonomyCode: registry.oneOf(taxonomyCodes),
    ...(pagoPaIntMode && { pagoPaIntMode: intMode(pagoPaIntMode, version, recipients) }),
    ...(additionalLanguages && { additionalLanguages: additionalLanguages.slice(0, 1).map(() => language(registry)) }),
  };
  return isDelivery ? { ...request, ...fees(request, version) } : request;
};

const language = ({ oneOf }: Registry): string => oneOf(['DE', 'FR', 'SL'] as const);

/** ASYNC exists since v2.1, and wants a payment for everybody. */
const intMode = (mode: string, version: ExampleVersion, recipients: readonly RecipientShape[]): string => {
  const areAllPaying = recipients.every(({ payments = [] }) => payments.length > 0);
  return mode === 'ASYNC' && (version === 'v1' || !areAllPaying) ? 'SYNC' : mode;
};

/** With DELIVERY_MODE both fees are needed since v2.3; in v2.1 only for ASYNC and F24, where zero counts as missing. */
const fees = (request: RequestShape, version: ExampleVersion): { paFee?: number; vat?: number } => {
  const { paFee, vat, pagoPaIntMode, recipients } = request;
  if (version === 'v1') return {};
  if (version !== 'v2.1') return { paFee: paFee ?? 100, vat: vat ?? 22 };
  const hasF24 = recipients.some(({ payments = [] }) => payments.some(({ f24 }) => f24));
  return hasF24 || pagoPaIntMode === 'ASYNC' ? { paFee: paFee || 100, vat: vat || 22 } : {};
};

const recipientWithSense = (recipient: RecipientShape, isDelivery: boolean, sense: Sense): RecipientShape => {
  const { registry, files } = sense;
  const { pec, ...who } = recipient.recipientType === 'PG' ? registry.company() : registry.person();
  const { digitalDomicile, physicalAddress, payments, payment } = recipient;
  return {
    ...recipient,
    ...who,
    ...(digitalDomicile && { digitalDomicile: { ...digitalDomicile, address: pec } }),
    ...(physicalAddress && { physicalAddress: addressWithSense(physicalAddress, registry) }),
    ...(payments && { payments: paymentsWithSense(payments, isDelivery, files) }),
    ...(payment && {
      payment: { ...payment, ...(payment.pagoPaForm ? { pagoPaForm: attachment(files.pdf(), pdfType) } : {}) },
    }),
  };
};

const addressWithSense = ({ at, foreignState, ...address }: AddressShape, registry: Registry): AddressShape => {
  const isItalian = foreignState === undefined || foreignState === 'ITALIA';
  return {
    // The one sign of the printable ones that may not stand in a name.
    ...(at === undefined ? {} : { at: at.replaceAll('|', '/') }),
    ...address,
    ...(isItalian ? registry.addressInItaly() : registry.addressAbroad()),
    ...(isItalian && foreignState !== undefined ? { foreignState } : {}),
  };
};

/** With DELIVERY_MODE one payment of each kind carries the cost, with FLAT_RATE none does. */
const paymentsWithSense = (
  payments: readonly PaymentShape[],
  isDelivery: boolean,
  files: ExampleFiles,
): readonly PaymentShape[] =>
  payments.map(({ pagoPa, f24 }, i) => {
    const carries = (kind: 'pagoPa' | 'f24', isAsked: boolean): boolean =>
      isDelivery && (isAsked || payments.findIndex((payment) => payment[kind]) === i);
    return {
      ...(pagoPa && {
        pagoPa: {
          ...pagoPa,
          applyCost: carries('pagoPa', pagoPa.applyCost),
          ...(pagoPa.attachment ? { attachment: attachment(files.pdf(), pdfType) } : {}),
        },
      }),
      ...(f24 && { f24: f24WithSense({ ...f24, applyCost: carries('f24', f24.applyCost) }, files) }),
    };
  });

const f24WithSense = (f24: NonNullable<PaymentShape['f24']>, files: ExampleFiles) => ({
  ...f24,
  title: f24.title.trim() === '' ? 'F24' : f24.title,
  metadataAttachment: attachment(files.f24(f24.applyCost), 'application/json'),
});

const pdfType = 'application/pdf';

const attachment = ({ key, versionToken, sha256 }: NamedFile, contentType: string) => ({
  digests: { sha256 },
  contentType,
  ref: { key, versionToken },
});
