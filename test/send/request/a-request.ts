import type {
  Attachment,
  F24Payment,
  NotificationDocument,
  NotificationRequest,
  PagoPaPayment,
  PaymentItem,
  PhysicalAddress,
  Recipient,
} from '../../../src/send/request/model.js';
import {
  type ApiKey,
  type Caller,
  defaultSenderSettings,
  type Group,
  type SenderSettings,
} from '../../../src/send/sender/model.js';

export interface CallerSpec {
  readonly taxId?: string;
  readonly settings?: Partial<SenderSettings>;
  readonly groups?: readonly Group[];
  /** Ids of groups. */
  readonly keyGroups?: readonly string[];
}

/** A body with a master key. */
export const aCaller = ({
  taxId = '00000000000',
  settings = {},
  groups = [],
  keyGroups = [],
}: CallerSpec = {}): Caller => {
  const key: ApiKey = {
    id: 'key-1',
    name: 'default',
    key: 'k',
    groups: keyGroups,
    pdnd: 'any',
    status: 'ENABLED',
    statusHistory: [],
  };
  const name = 'Comune di Prova';
  const all = { ...defaultSenderSettings, ...settings };
  return {
    sender: { paId: 'pa-1', name, taxId, denomination: name, groups, apiKeys: [key], deletedKeys: [], settings: all },
    key,
  };
};

export const aGroup = (id: string, status: Group['status'] = 'ACTIVE'): Group => ({ id, name: `Group ${id}`, status });

/** Tax ids of people and of companies with the right check character. */
export const personalCodes = ['FRMTTR76M06B715E', 'FRNSST75D50A717N', 'MRNLCU00A01H50MB'] as const;
export const numericCodes = ['12345678903', '44444444440', '74700694370'] as const;

const digest = 'jezIVxlG1M1woCSUngM6KipUN3/p8cG5RMIPnuEanlE=';

export const anAttachment = (key: string, contentType = 'application/pdf', sha256 = digest): Attachment => ({
  digests: { sha256 },
  contentType,
  ref: { key, versionToken: 'v1' },
});

export const aDocument = (n = 0, change: Partial<NotificationDocument> = {}): NotificationDocument => ({
  ...anAttachment(`PN_NOTIFICATION_ATTACHMENTS-document-${n}.pdf`),
  ...change,
});

export const aPagoPa = (n = 0, change: Partial<PagoPaPayment> = {}): PaymentItem => ({
  pagoPa: {
    noticeCode: String(302000100000019421n + BigInt(n)),
    creditorTaxId: '77777777777',
    applyCost: true,
    ...change,
  },
});

export const anF24 = (change: Partial<F24Payment> = {}): PaymentItem => ({
  f24: {
    title: 'IMU',
    applyCost: true,
    metadataAttachment: anAttachment('PN_F24_META-form.json', 'application/json'),
    ...change,
  },
});

export const anAddress = (change: Partial<PhysicalAddress> = {}): PhysicalAddress => ({
  address: 'VIA ROMA 1',
  zip: '20121',
  municipality: 'MILANO',
  province: 'MI',
  ...change,
});

export const aRecipient = (change: Partial<Recipient> = {}): Recipient => ({
  recipientType: 'PF',
  taxId: personalCodes[0],
  denomination: 'Ettore Fieramosca',
  physicalAddress: anAddress(),
  ...change,
});

/** The same without the named fields, as a body that leaves them out. */
export const without = <T extends object, Name extends keyof T>(from: T, ...names: Name[]): Omit<T, Name> =>
  Object.fromEntries(Object.entries(from).filter(([name]) => !names.includes(name as Name))) as Omit<T, Name>;

/** A request without fault; the sender is `00000000000`. */
export const aRequest = (change: Partial<NotificationRequest> = {}): NotificationRequest => ({
  paProtocolNumber: '302/2026',
  idempotenceToken: 'a1',
  subject: 'Avviso di prova',
  notificationFeePolicy: 'DELIVERY_MODE',
  paFee: 100,
  vat: 22,
  physicalCommunicationType: 'AR_REGISTERED_LETTER',
  senderDenomination: 'Comune di Prova',
  senderTaxId: '00000000000',
  taxonomyCode: '010101P',
  recipients: [aRecipient({ payments: [aPagoPa()] })],
  documents: [aDocument()],
  ...change,
});
