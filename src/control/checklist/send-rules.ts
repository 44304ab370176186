import type { Attachment, NotificationRequest, PaymentItem, Recipient } from '../../send/request/model.js';
import type { Said } from '../../text/said.js';

/** An uploaded file, as far as a request has to name it rightly. */
interface UploadedFile {
  readonly sha256Base64: string;
  readonly versionId: string;
}

export type FileOf = (key: string) => UploadedFile | undefined;

/** What a request has, each the condition of one check. */
const traits = [
  'registered890',
  'taxIds',
  'digitalDomiciles',
  'physicalAddresses',
  'documents',
  'creditors',
  'noticeCodes',
  'paymentDocuments',
  'creditorsCompat',
  'ownCreditor',
] as const;
export type Trait = (typeof traits)[number];

const withoutPayment: readonly Trait[] = [
  'registered890',
  'taxIds',
  'digitalDomiciles',
  'physicalAddresses',
  'documents',
];

/** What one single request must have: TC-INVIO-01, TC-INVIO-02. */
export const wanted = {
  '01': withoutPayment,
  '02': [...withoutPayment, 'creditors', 'noticeCodes', 'paymentDocuments'],
} as const satisfies Readonly<Record<string, readonly Trait[]>>;
export type SendCase = keyof typeof wanted;

/** The same in the reading of PagoPA's tool. */
export const wantedCompat: Readonly<Record<SendCase, readonly Trait[]>> = {
  '01': wanted['01'],
  '02': [...withoutPayment, 'creditorsCompat', 'noticeCodes', 'paymentDocuments'],
};

export const traitWords: Readonly<Record<Trait, Said>> = {
  registered890: {
    it: 'physicalCommunicationType REGISTERED_LETTER_890',
    en: 'physicalCommunicationType REGISTERED_LETTER_890',
  },
  taxIds: { it: 'taxId di ogni destinatario', en: 'taxId of every recipient' },
  digitalDomiciles: { it: 'digitalDomicile di ogni destinatario', en: 'digitalDomicile of every recipient' },
  physicalAddresses: { it: 'physicalAddress di ogni destinatario', en: 'physicalAddress of every recipient' },
  documents: {
    it: 'documents con key, versionToken e sha256 di file caricati',
    en: 'documents with key, versionToken and sha256 of uploaded files',
  },
  creditors: { it: 'creditorTaxId dei pagamenti pagoPA', en: 'creditorTaxId of the pagoPA payments' },
  creditorsCompat: { it: 'pagoPa.creditorTaxId di ogni pagamento', en: 'pagoPa.creditorTaxId of every payment' },
  noticeCodes: {
    it: 'un pagamento con noticeCode per ogni destinatario',
    en: 'a payment with noticeCode for every recipient',
  },
  paymentDocuments: {
    it: 'un pagamento con allegato caricato per ogni destinatario',
    en: 'a payment with an uploaded attachment for every recipient',
  },
  ownCreditor: { it: 'creditorTaxId uguale a senderTaxId', en: 'creditorTaxId equal to senderTaxId' },
};

/** A file is named rightly with the key, the version and the digest of its upload. */
export const isUploaded = (attachment: Attachment | undefined, fileOf: FileOf): boolean => {
  const file = attachment && fileOf(attachment.ref.key);
  return (
    file !== undefined &&
    file.sha256Base64 === attachment?.digests.sha256 &&
    file.versionId === attachment.ref.versionToken
  );
};

export const paymentsOf = ({ payments }: Recipient): readonly PaymentItem[] => payments ?? [];

/** Every file that a request names. */
export const attachmentsOf = ({ documents, recipients }: NotificationRequest): readonly Attachment[] => [
  ...documents,
  ...recipients
    .flatMap(paymentsOf)
    .flatMap(({ pagoPa, f24 }) => [pagoPa?.attachment, f24?.metadataAttachment])
    .filter((one) => one !== undefined),
];

const own = (request: NotificationRequest): boolean =>
  request.recipients
    .flatMap(paymentsOf)
    .some(({ pagoPa }) => pagoPa !== undefined && pagoPa.creditorTaxId === request.senderTaxId);

/** A list of payments that is not there is an empty one. */
export const traitsOf = (request: NotificationRequest, fileOf: FileOf): ReadonlySet<Trait> => {
  const { recipients, documents, physicalCommunicationType } = request;
  const payments = recipients.flatMap(paymentsOf);
  const pagoPa = payments.filter((payment) => payment.pagoPa !== undefined);
  const has: Readonly<Record<Trait, boolean>> = {
    registered890: physicalCommunicationType === 'REGISTERED_LETTER_890',
    taxIds: recipients.every(({ taxId }) => Boolean(taxId)),
    digitalDomiciles: recipients.every(({ digitalDomicile }) => Boolean(digitalDomicile)),
    physicalAddresses: recipients.every(({ physicalAddress }) => Boolean(physicalAddress)),
    documents: documents.every((document) => isUploaded(document, fileOf)),
    creditors: pagoPa.length > 0 && pagoPa.every((payment) => Boolean(payment.pagoPa?.creditorTaxId)),
    creditorsCompat: payments.every((payment) => Boolean(payment.pagoPa?.creditorTaxId)),
    noticeCodes: recipients.every((one) => paymentsOf(one).some((payment) => Boolean(payment.pagoPa?.noticeCode))),
    paymentDocuments: recipients.every((one) =>
      paymentsOf(one).some((payment) =>
        isUploaded(payment.pagoPa?.attachment ?? payment.f24?.metadataAttachment, fileOf),
      ),
    ),
    ownCreditor: own(request),
  };
  return new Set(traits.filter((trait) => has[trait]));
};

const personalCode = /\b[A-Z]{6}[\dLMNP-V]{2}[ABCDEHLMPRST][\dLMNP-V]{2}[A-Z][\dLMNP-V]{3}[A-Z]\b/i;
/** One letter before the sign is enough, and a search for more would take the square of the length of a text without any. */
const mailAddress = /[^\s@]@[^\s@]+\.[A-Z]{2,}/i;
const iban = /\bIT\d{2}[A-Z]\d{10}[\dA-Z]{12}\b/i;

const wordsOf = (text: string): readonly string[] => text.toUpperCase().match(/\p{L}+/gu) ?? [];

/**
 * Personal data in a text that everybody sees who handles the notification: courtesy messages carry the subject.
 * @returns what was found, without repeating it
 */
export const personalDataIn = (text: string, recipients: readonly Recipient[]): Said | undefined => {
  if (personalCode.test(text)) return { it: 'un codice fiscale', en: 'a personal tax code' };
  if (mailAddress.test(text)) return { it: 'un indirizzo e-mail', en: 'an e-mail address' };
  if (iban.test(text)) return { it: 'un IBAN', en: 'an IBAN' };
  const words = new Set(wordsOf(text));
  const at = recipients.findIndex(({ recipientType, denomination }) => {
    const name = wordsOf(denomination);
    return recipientType === 'PF' && name.length > 1 && name.every((word) => words.has(word));
  });
  if (at < 0) return undefined;
  return { it: `il nome di recipients[${at}]`, en: `the name of recipients[${at}]` };
};

/** Every text of a request that is read before the documents are opened, with its place. */
export const openTextsOf = (request: NotificationRequest): readonly (readonly [place: string, text: string])[] => [
  ['subject', request.subject],
  ...(request.abstract === undefined ? [] : [['abstract', request.abstract] as const]),
  ...request.documents.flatMap(({ title }, i) =>
    title === undefined ? [] : [[`documents[${i}].title`, title] as const],
  ),
  ...request.recipients.flatMap((one, i) =>
    paymentsOf(one).flatMap(({ f24 }, j) =>
      f24?.title === undefined ? [] : [[`recipients[${i}].payments[${j}].f24.title`, f24.title] as const],
    ),
  ),
];
