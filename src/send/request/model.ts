/**
 * A notification request in the shape of the newest version (v2.6): the one internal model. Older versions are mapped to
 * it before any rule sees them. Absent fields are absent, never null.
 */
export interface NotificationRequest {
  readonly idempotenceToken?: string;
  readonly paProtocolNumber: string;
  readonly subject: string;
  readonly abstract?: string;
  readonly recipients: readonly Recipient[];
  readonly documents: readonly NotificationDocument[];
  readonly notificationFeePolicy: NotificationFeePolicy;
  readonly cancelledIun?: string;
  readonly physicalCommunicationType: PhysicalCommunicationType;
  readonly senderDenomination: string;
  readonly senderTaxId: string;
  readonly group?: string;
  readonly amount?: number;
  readonly paymentExpirationDate?: string;
  readonly taxonomyCode: string;
  readonly paFee?: number;
  readonly vat?: number;
  readonly pagoPaIntMode?: PagoPaIntMode;
  readonly additionalLanguages?: readonly string[];
  readonly physicalCommunicationPriority?: number;
}

/** A request after the defaults of the platform were filled in (sync-validation 8): what is stored and read back. */
export interface StoredRequest extends NotificationRequest {
  readonly paFee: number;
  readonly vat: number;
  readonly pagoPaIntMode: PagoPaIntMode;
  readonly physicalCommunicationPriority: number;
}

export type NotificationFeePolicy = 'FLAT_RATE' | 'DELIVERY_MODE';
export type PhysicalCommunicationType = 'AR_REGISTERED_LETTER' | 'REGISTERED_LETTER_890';
export type PagoPaIntMode = 'NONE' | 'SYNC' | 'ASYNC';
export type RecipientType = 'PF' | 'PG';

export interface Recipient {
  readonly recipientType: RecipientType;
  readonly taxId: string;
  readonly denomination: string;
  readonly digitalDomicile?: DigitalDomicile;
  readonly physicalAddress?: PhysicalAddress;
  readonly payments?: readonly PaymentItem[];
}

export interface DigitalDomicile {
  readonly type: 'PEC';
  readonly address: string;
}

export interface PhysicalAddress {
  readonly at?: string;
  readonly address: string;
  readonly addressDetails?: string;
  readonly zip?: string;
  readonly municipality: string;
  readonly municipalityDetails?: string;
  readonly province?: string;
  readonly foreignState?: string;
}

/** One item may hold a pagoPA notice, an F24, or both. */
export interface PaymentItem {
  readonly pagoPa?: PagoPaPayment;
  readonly f24?: F24Payment;
}

export interface PagoPaPayment {
  readonly noticeCode: string;
  readonly creditorTaxId: string;
  readonly applyCost: boolean;
  readonly attachment?: Attachment;
}

export interface F24Payment {
  readonly title: string;
  readonly applyCost: boolean;
  readonly metadataAttachment: Attachment;
}

export interface Attachment {
  readonly digests: { readonly sha256: string };
  readonly contentType: string;
  readonly ref: { readonly key: string; readonly versionToken: string };
}

export interface NotificationDocument extends Attachment {
  readonly title?: string;
  /** Ignored when sent; recomputed from the position when read. */
  readonly docIdx?: string;
}
