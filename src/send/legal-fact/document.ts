import type { Instant } from '../../clock/instant.js';
import type { PaperProduct } from '../../scenario/oracle.js';
import type { Functionality } from '../downtime/model.js';
import type { Iun } from '../notification/model.js';
import type { PhysicalAddress } from '../request/model.js';

/**
 * A document made by the platform or by its carriers, as data: everything that is written on it and nothing else.
 * Instants are virtual; `issuedAt` is the date of the file itself and decides its bytes.
 *
 * Source: pn-delivery-push-workflow legalfacts/LegalFactGeneratorTemplates.java (which data each certificate states)
 */
export type PlatformDocument =
  | SenderAck
  | DigitalDelivery
  | AnalogFailureDelivery
  | AnalogDeliveryTimeout
  | RecipientAccess
  | NotificationCancelled
  | DepositNotice
  | PostalScan
  | PecReceipt
  | DowntimeCertificate
  | F24Form;

interface DocumentHead {
  readonly issuedAt: Instant;
}

interface NotificationHead extends DocumentHead {
  readonly iun: Iun;
  /** A second language of the sender's territory: the whole text follows in it. */
  readonly language?: AdditionalLanguage;
}

/** Source: pn-delivery svc/search/AllowedAdditionalLanguages.java */
export const additionalLanguages = ['DE', 'FR', 'SL'] as const;
export type AdditionalLanguage = (typeof additionalLanguages)[number];

/** A sender, a recipient or a delegate. */
export interface Party {
  readonly denomination: string;
  readonly taxId: string;
}

/** What the sender filed: taken in charge by the platform. */
export interface SenderAck extends NotificationHead {
  readonly kind: 'SENDER_ACK';
  readonly sender: Party;
  readonly subject: string;
  readonly filedAt: Instant;
  readonly recipients: readonly FiledRecipient[];
  readonly files: readonly FiledFile[];
}

interface FiledRecipient extends Party {
  readonly digitalDomicile?: string;
  readonly physicalAddress?: PhysicalAddress;
}

export interface FiledFile {
  readonly kind: 'DOCUMENT' | 'PAYMENT' | 'F24';
  readonly title?: string;
  /** Of a payment file: whose it is, from 0. */
  readonly recIndex?: number;
  readonly sha256Base64: string;
}

/** End of the digital workflow of one recipient; a failure is also the notice of failed delivery. */
export interface DigitalDelivery extends NotificationHead {
  readonly kind: 'DIGITAL_DELIVERY';
  readonly outcome: 'SUCCESS' | 'FAILURE';
  readonly recipient: Party;
  readonly attempts: readonly DigitalAttempt[];
  readonly completedAt: Instant;
}

export interface DigitalAttempt {
  readonly address: string;
  readonly addressType: 'PEC' | 'SERCQ';
  readonly source: 'PLATFORM' | 'SPECIAL' | 'GENERAL';
  readonly isDelivered: boolean;
  readonly at: Instant;
}

/** Deposit of the notice on the platform for a recipient whom no letter reached. */
export interface AnalogFailureDelivery extends NotificationHead {
  readonly kind: 'ANALOG_FAILURE_DELIVERY';
  readonly recipient: Party;
  readonly depositedAt: Instant;
}

/** Nothing was heard of a letter abroad; kept by the platform, in no list of a sender. */
export interface AnalogDeliveryTimeout extends NotificationHead {
  readonly kind: 'ANALOG_DELIVERY_TIMEOUT';
  readonly recipient: Party;
  readonly address: PhysicalAddress;
  /** From 0. */
  readonly attempt: number;
  readonly timeoutAt: Instant;
}

export interface RecipientAccess extends NotificationHead {
  readonly kind: 'RECIPIENT_ACCESS';
  readonly recipient: Party;
  readonly delegate?: Party;
  readonly accessedAt: Instant;
}

export interface NotificationCancelled extends NotificationHead {
  readonly kind: 'NOTIFICATION_CANCELLED';
  readonly sender: Party;
  readonly recipients: readonly Party[];
  readonly requestedAt: Instant;
}

/** The notice that a notification is deposited for a recipient (AAR), always two pages in each language. */
export interface DepositNotice extends NotificationHead {
  readonly kind: 'AAR';
  readonly sender: Party;
  readonly recipient: Party;
  readonly subject: string;
  /** What the QR code of the notice opens: one per notice. */
  readonly accessUrl: string;
}

/** Paper turned into a file by the carrier. */
export interface PostalScan extends NotificationHead {
  readonly kind: 'ANALOG_DELIVERY';
  readonly documentType: ScanType;
  readonly product: PaperProduct;
  readonly registeredLetterCode: string;
  readonly sender: Party;
  readonly recipient: Party;
  readonly address: PhysicalAddress;
  /** Code of the postal event that brought the document, for instance `RECRN001B`. */
  readonly eventCode: string;
  readonly eventAt: Instant;
  /** For instance `M04`. */
  readonly failureCause?: string;
  /** The address found by the enquiry; meant for `Indagine`. */
  readonly newAddress?: PhysicalAddress;
  /** Subject of the notification, access, and pages of each language to show; meant for `Copia Conforme AAR`. */
  readonly subject?: string;
  readonly accessUrl?: string;
  readonly pages?: number;
  /** The file is an archive that holds the scan and what the carrier declares of it, as of a fully digital report. */
  readonly isArchive?: true;
}

/** Source: reference of the scan types for ANALOG_DELIVERY; pn-paper-channel, required documents per event */
export const scanTypes = ['AR', 'Plico', 'Indagine', '23L', 'ARCAD', 'CAD', 'CAN', 'Copia Conforme AAR'] as const;
export type ScanType = (typeof scanTypes)[number];

/** What the provider of the sender's PEC mailbox, or the recipient's one, says about a message. */
export interface PecReceipt extends NotificationHead {
  readonly kind: 'PEC_RECEIPT';
  readonly type: PecReceiptType;
  readonly senderAddress: string;
  readonly recipientAddress: string;
  readonly at: Instant;
  /** Id of the message the receipt is about. */
  readonly identifier: string;
  readonly error?: string;
}

/** With the codes of the PEC events that carry them: C001, C002, C003, C004, C006. */
export type PecReceiptType =
  | 'accettazione'
  | 'non-accettazione'
  | 'avvenuta-consegna'
  | 'errore-consegna'
  | 'rilevazione-virus';

/** A malfunction of the platform and its end; belongs to no notification. */
export interface DowntimeCertificate extends DocumentHead {
  readonly kind: 'DOWNTIME';
  readonly incidentId: string;
  readonly functionality: Functionality;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
}

/** A payment form as it is printed: the metadata of the sender, with the cost of the notification where it is to be paid. */
export interface F24Form extends NotificationHead {
  readonly kind: 'F24';
  readonly form: F24FormKind;
  /** Of the payment, as the recipient reads it. */
  readonly title: string;
  /** Fields of the metadata by their names; absent ones stay empty. */
  readonly payer: Readonly<Record<string, string>>;
  readonly sections: readonly F24Section[];
  readonly copies: number;
  readonly pagesPerCopy: number;
  /** Pages of each copy that are not drawn: of a form longer than any that is posted. */
  readonly pagesLeftOut?: number;
  /** Cost of the notification inside the record that bears it, eurocent. */
  readonly costCents: number;
}

export type F24FormKind = 'f24Standard' | 'f24Simplified' | 'f24Excise' | 'f24Elid';

export type F24SectionName =
  | 'treasury'
  | 'inps'
  | 'region'
  | 'localTax'
  | 'inail'
  | 'socialSecurity'
  | 'excise'
  | 'payments'
  | 'elid';

export interface F24Section {
  readonly name: F24SectionName;
  /** What stands beside the records: office, document, operation. */
  readonly fields: Readonly<Record<string, string>>;
  readonly rowsPerPage: number;
  readonly rows: readonly F24Row[];
}

/** A record of a section; amounts in eurocent, the cost of the notification included. */
export interface F24Row {
  readonly fields: Readonly<Record<string, string>>;
  readonly debitCents: number;
  readonly creditCents: number;
  readonly bearsCost: boolean;
}

export type ContentType = 'application/pdf' | 'application/xml' | 'application/zip';

/** Content type of a file: receipts of the PEC are XML, some reports of the post an archive, everything else is PDF. */
export const contentTypeOf = (document: PlatformDocument): ContentType => {
  if (document.kind === 'ANALOG_DELIVERY' && document.isArchive) return 'application/zip';
  return document.kind === 'PEC_RECEIPT' ? 'application/xml' : 'application/pdf';
};

/** Pages of a notice of deposit, as the timeline shows it (`numberOfPages`). Source: UAT samples of June 2026 */
export const depositNoticePages = 2;
