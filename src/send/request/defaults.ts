import { defaultPaFee, defaultVat } from './facts.js';
import type {
  Attachment,
  DigitalDomicile,
  NotificationDocument,
  NotificationRequest,
  PagoPaIntMode,
  PaymentItem,
  PhysicalAddress,
  Recipient,
  StoredRequest,
} from './model.js';

/**
 * Step 8: the request as it is stored and read back. Defaults are filled in, fractions of whole numbers cut, and what the
 * contract does not know is dropped, `docIdx` too (it is told again from the position).
 *
 * Source: pn-delivery svc/NotificationReceiverService.java
 */
export const withDefaults = (request: NotificationRequest): StoredRequest => ({
  ...known(request, requestFields),
  recipients: request.recipients.map(knownRecipient),
  documents: request.documents.map((document) => ({
    ...known(document, documentFields),
    ...knownAttachment(document),
  })),
  ...(request.amount === undefined ? {} : { amount: Math.trunc(request.amount) }),
  paFee: Math.trunc(request.paFee ?? defaultPaFee),
  vat: Math.trunc(request.vat ?? defaultVat),
  pagoPaIntMode: request.pagoPaIntMode ?? defaultIntMode(request),
  physicalCommunicationPriority: Math.trunc(request.physicalCommunicationPriority ?? 0),
});

const defaultIntMode = ({ recipients, notificationFeePolicy }: NotificationRequest): PagoPaIntMode => {
  const hasPayments = recipients.some(({ payments = [] }) => payments.length > 0);
  return hasPayments && notificationFeePolicy === 'DELIVERY_MODE' ? 'SYNC' : 'NONE';
};

/** The fields of a type, all of them: the compiler asks for those that are missing. */
type Fields<T> = Readonly<Record<keyof T, true>>;

/** Only the named fields, in the order of the list; the absent ones stay absent. */
const known = <T extends object>(from: T, fields: Partial<Fields<T>>): T => {
  const names = Object.keys(fields) as (keyof T)[];
  return Object.fromEntries(names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]]))) as T;
};

const knownRecipient = (recipient: Recipient): Recipient => {
  const { digitalDomicile, physicalAddress, payments } = recipient;
  return {
    ...known(recipient, recipientFields),
    ...(digitalDomicile && { digitalDomicile: known(digitalDomicile, domicileFields) }),
    ...(physicalAddress && { physicalAddress: known(physicalAddress, addressFields) }),
    ...(payments && { payments: payments.map(knownPayment) }),
  };
};

const knownPayment = ({ pagoPa, f24 }: PaymentItem): PaymentItem => ({
  ...(pagoPa && {
    pagoPa: {
      noticeCode: pagoPa.noticeCode,
      creditorTaxId: pagoPa.creditorTaxId,
      applyCost: pagoPa.applyCost,
      ...(pagoPa.attachment && { attachment: knownAttachment(pagoPa.attachment) }),
    },
  }),
  ...(f24 && {
    f24: {
      title: f24.title,
      applyCost: f24.applyCost,
      metadataAttachment: knownAttachment(f24.metadataAttachment),
    },
  }),
});

const knownAttachment = ({ digests, contentType, ref }: Attachment): Attachment => ({
  digests: { sha256: digests.sha256 },
  contentType,
  ref: { key: ref.key, versionToken: ref.versionToken },
});

const requestFields: Fields<NotificationRequest> = {
  idempotenceToken: true,
  paProtocolNumber: true,
  subject: true,
  abstract: true,
  recipients: true,
  documents: true,
  notificationFeePolicy: true,
  cancelledIun: true,
  physicalCommunicationType: true,
  senderDenomination: true,
  senderTaxId: true,
  group: true,
  amount: true,
  paymentExpirationDate: true,
  taxonomyCode: true,
  paFee: true,
  vat: true,
  pagoPaIntMode: true,
  additionalLanguages: true,
  physicalCommunicationPriority: true,
};

const recipientFields: Fields<Recipient> = {
  recipientType: true,
  taxId: true,
  denomination: true,
  digitalDomicile: true,
  physicalAddress: true,
  payments: true,
};

const domicileFields: Fields<DigitalDomicile> = { type: true, address: true };

const addressFields: Fields<PhysicalAddress> = {
  at: true,
  address: true,
  addressDetails: true,
  zip: true,
  municipality: true,
  municipalityDetails: true,
  province: true,
  foreignState: true,
};

const documentFields: Fields<Omit<NotificationDocument, 'docIdx'>> = {
  digests: true,
  contentType: true,
  ref: true,
  title: true,
};
