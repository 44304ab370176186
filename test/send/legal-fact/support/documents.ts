import { type Instant, parseInstant } from '../../../../src/clock/instant.js';
import type {
  AdditionalLanguage,
  F24Form,
  F24FormKind,
  PlatformDocument,
  PostalScan,
  ScanType,
} from '../../../../src/send/legal-fact/document.js';
import { f24Kinds } from '../../../../src/send/payment/f24-facts.js';
import { f24Payer, f24Sections, f24Size } from '../../../../src/send/payment/f24-form-rules.js';
import { readObject } from '../../../../src/send/payment/f24-read.js';
import { completeForms } from '../../payment/f24-forms.js';

const instant = (text: string): Instant => {
  const at = parseInstant(text);
  if (at === undefined) throw new Error(`not an instant: ${text}`);
  return at;
};

const iun = 'KWXP-LQRU-TVEH-202606-Y-1';
const issuedAt = instant('2026-06-03T08:15:30Z');
const sender = { denomination: 'Comune di Sampletown – Ufficio Tributi', taxId: '80012345678' };
const recipient = { denomination: 'Galileo Galilei', taxId: 'GLLGLL64B15G702I' };
const physicalAddress = {
  address: 'Via Roma 15',
  addressDetails: 'Scala B, interno 7',
  zip: '56121',
  municipality: 'Pisa',
  province: 'PI',
  foreignState: 'ITALIA',
};

/** A scan with everything it can say; parts of it are replaced by `change`. */
export const aScan = (documentType: ScanType, change: Partial<PostalScan> = {}): PostalScan => ({
  kind: 'ANALOG_DELIVERY',
  iun,
  issuedAt,
  documentType,
  product: 'AR',
  registeredLetterCode: '0f3c5a7e9b1d2f4a6c8e0a1b3d5f7092',
  sender,
  recipient,
  address: physicalAddress,
  eventCode: 'RECRN001B',
  eventAt: instant('2026-06-10T09:40:00Z'),
  ...change,
});

/** A printed form with the cost of a notification that has sent a letter. */
export const aForm = (
  form: F24FormKind,
  costCents = 645,
  metadata: unknown = completeForms[form],
  title = 'F24 – prima rata',
): F24Form => {
  const record = readObject(f24Kinds[form], metadata);
  return {
    kind: 'F24',
    iun,
    issuedAt,
    form,
    title,
    payer: f24Payer(record),
    sections: f24Sections(form, record, costCents),
    ...f24Size(form, record),
    costCents,
  };
};

/** One document of every kind and variant, by a name for pictures and failures. */
export const everyDocument = (): Readonly<Record<string, PlatformDocument>> => {
  const italian = italianDocuments();
  const inBoth = (name: string, language: AdditionalLanguage): PlatformDocument =>
    ({ ...italian[name], language }) as PlatformDocument;
  return {
    ...italian,
    'aar-de': inBoth('aar', 'DE'),
    'aar-fr': inBoth('aar', 'FR'),
    'aar-sl': inBoth('aar', 'SL'),
    'sender-ack-de': inBoth('sender-ack', 'DE'),
    'digital-success-sl': inBoth('digital-success', 'SL'),
    'digital-failure-fr': inBoth('digital-failure', 'FR'),
    'analog-failure-de': inBoth('analog-failure', 'DE'),
    'access-delegate-sl': inBoth('access-delegate', 'SL'),
    'cancelled-fr': inBoth('cancelled', 'FR'),
    'scan-copy-de': inBoth('scan-copy', 'DE'),
  };
};

const italianDocuments = (): Readonly<Record<string, PlatformDocument>> => ({
  'sender-ack': {
    kind: 'SENDER_ACK',
    iun,
    issuedAt,
    sender,
    subject: 'Avviso di accertamento IMU – anno d’imposta 2024',
    filedAt: issuedAt,
    recipients: [
      { ...recipient, digitalDomicile: 'galileo.galilei@pec.example.it', physicalAddress },
      { denomination: 'Società Agricola Perché No? S.r.l.', taxId: '01234567890', physicalAddress },
    ],
    files: [
      {
        kind: 'DOCUMENT',
        title: 'Avviso di accertamento',
        sha256Base64: 'jezIVxlG1M1woCSUngM6KipUN3/p8cG5RMIPnuEanlE=',
      },
      { kind: 'PAYMENT', recIndex: 0, sha256Base64: '2cF24DBA5FB0A30E26E83B2AC5B9E29E1B161E5C1FA=' },
      {
        kind: 'F24',
        title: 'F24 – prima rata',
        recIndex: 1,
        sha256Base64: 'MV9b23bQeMQ7isAGTkoBZGErH853yGk0W/yUx1iU7dM=',
      },
    ],
  },
  'digital-success': {
    kind: 'DIGITAL_DELIVERY',
    iun,
    issuedAt,
    outcome: 'SUCCESS',
    recipient,
    attempts: [
      {
        address: 'galileo.galilei@pec.example.it',
        addressType: 'PEC',
        source: 'SPECIAL',
        isDelivered: true,
        at: instant('2026-06-03T08:16:10Z'),
      },
    ],
    completedAt: instant('2026-06-03T08:16:10Z'),
  },
  'digital-failure': {
    kind: 'DIGITAL_DELIVERY',
    iun,
    issuedAt,
    outcome: 'FAILURE',
    recipient,
    attempts: (['PLATFORM', 'SPECIAL', 'GENERAL', 'SPECIAL'] as const).map((source, i) => ({
      address: 'prova@fail.it',
      addressType: 'PEC' as const,
      source,
      isDelivered: false,
      at: instant(`2026-06-0${i + 3}T08:16:10Z`),
    })),
    completedAt: instant('2026-06-10T08:17:00Z'),
  },
  'analog-failure': {
    kind: 'ANALOG_FAILURE_DELIVERY',
    iun,
    issuedAt,
    recipient,
    depositedAt: instant('2026-07-01T08:17:00Z'),
  },
  'analog-timeout': {
    kind: 'ANALOG_DELIVERY_TIMEOUT',
    iun,
    issuedAt,
    recipient,
    address: { address: 'Rue de la Paix 5', zip: '75002', municipality: 'Paris', foreignState: 'FRANCIA' },
    attempt: 0,
    timeoutAt: instant('2026-12-01T08:17:00Z'),
  },
  access: { kind: 'RECIPIENT_ACCESS', iun, issuedAt, recipient, accessedAt: instant('2026-06-05T18:02:00Z') },
  'access-delegate': {
    kind: 'RECIPIENT_ACCESS',
    iun,
    issuedAt,
    recipient,
    delegate: { denomination: 'Lucrezia Borgia', taxId: 'BRGLRZ80D58H501Q' },
    accessedAt: instant('2026-06-05T18:02:00Z'),
  },
  cancelled: {
    kind: 'NOTIFICATION_CANCELLED',
    iun,
    issuedAt,
    sender,
    recipients: [recipient, { denomination: 'Lucrezia Borgia', taxId: 'BRGLRZ80D58H501Q' }],
    requestedAt: instant('2026-06-05T18:02:00Z'),
  },
  downtime: {
    kind: 'DOWNTIME',
    incidentId: '6c1f0a52-2f0e-4d0b-9d0c-8a5be7f0a1c3',
    issuedAt,
    functionality: 'NOTIFICATION_WORKFLOW',
    startedAt: instant('2026-06-05T07:30:00Z'),
    endedAt: instant('2026-06-05T18:02:00Z'),
  },
  aar: {
    kind: 'AAR',
    iun,
    issuedAt,
    sender,
    recipient,
    subject: 'Avviso di accertamento IMU – anno d’imposta 2024',
    accessUrl: 'https://send.simulatore.example/?aar=3f8e1c0a9b7d4e52a6c1f0d98b7a6543',
  },
  'scan-ar': aScan('AR'),
  'scan-ar-storage': aScan('AR', { eventCode: 'RECRN003B' }),
  'scan-plico': aScan('Plico', { eventCode: 'RECRN002E', failureCause: 'M04' }),
  'scan-plico-storage': aScan('Plico', { product: '890', eventCode: 'RECAG008B' }),
  'scan-indagine': aScan('Indagine', {
    eventCode: 'RECRN002E',
    failureCause: 'M01',
    newAddress: { ...physicalAddress, address: 'Via Nuova 3', zip: '20121', municipality: 'Milano', province: 'MI' },
  }),
  'scan-indagine-nothing': aScan('Indagine', { eventCode: 'RECRN002E', failureCause: 'M03' }),
  'scan-23l': aScan('23L', { product: '890', eventCode: 'RECAG002B' }),
  'scan-arcad': aScan('ARCAD', { product: '890', eventCode: 'RECAG011B' }),
  'scan-cad': aScan('CAD', { product: '890', eventCode: 'RECAG011B' }),
  'scan-can': aScan('CAN', { product: '890', eventCode: 'RECAG002B' }),
  'scan-copy': aScan('Copia Conforme AAR', { eventCode: 'CON020', subject: 'Avviso di accertamento IMU', pages: 3 }),
  'f24-standard': aForm('f24Standard'),
  'f24-simplified': aForm('f24Simplified'),
  'f24-excise': aForm('f24Excise'),
  'f24-elid': aForm('f24Elid', 0),
  'pec-delivered': {
    kind: 'PEC_RECEIPT',
    iun,
    issuedAt,
    type: 'avvenuta-consegna',
    senderAddress: 'send@pec.simulatore.example',
    recipientAddress: 'galileo.galilei@pec.example.it',
    at: instant('2026-06-03T08:16:10Z'),
    identifier: 'mock-5f0f1c8e',
  },
  'pec-failed': {
    kind: 'PEC_RECEIPT',
    iun,
    issuedAt,
    type: 'errore-consegna',
    senderAddress: 'send@pec.simulatore.example',
    recipientAddress: '"<&>"@fail.it',
    at: instant('2026-06-03T08:16:10Z'),
    identifier: 'mock-5f0f1c8e',
    error: 'casella & dominio <inesistente>',
  },
});

const long = (text: string, length: number): string => text.repeat(Math.ceil(length / text.length)).slice(0, length);
const fifteen = <T>(make: (i: number) => T): readonly T[] => Array.from({ length: 15 }, (_, i) => make(i));

const longParty = { denomination: 'W'.repeat(88), taxId: 'GLLGLL64B15G702I' };
const longPec = `${'w'.repeat(308)}@pec.mmm.it`;
const longAddress = {
  at: long('Studio Associato Wwwwwwwwww ', 100),
  address: long('Via dell’Amministrazione Provinciale ', 200),
  addressDetails: long('Palazzo M, scala W, interno MMXLVIII ', 200),
  zip: '56121',
  municipality: long('San Benedetto del Tronto ', 100),
  municipalityDetails: long('Frazione Wwwwwww ', 100),
  province: 'MM',
  foreignState: long('Repubblica Wwwww ', 60),
};

/** The same document with the longest values that may come, and fifteen of whatever may be many. */
const lengthened = (document: PlatformDocument): PlatformDocument => {
  switch (document.kind) {
    case 'SENDER_ACK':
      return {
        ...document,
        sender: longParty,
        subject: 'W'.repeat(512),
        recipients: fifteen(() => ({ ...longParty, digitalDomicile: longPec, physicalAddress: longAddress })),
        files: fifteen((recIndex) => ({
          kind: 'F24',
          title: long('Modello Wwwwwww ', 256),
          recIndex,
          sha256Base64: 'jezIVxlG1M1woCSUngM6KipUN3/p8cG5RMIPnuEanlE=',
        })),
      };
    case 'DIGITAL_DELIVERY':
      return {
        ...document,
        recipient: longParty,
        attempts: fifteen(() => ({
          address: longPec,
          addressType: 'SERCQ',
          source: 'PLATFORM',
          isDelivered: false,
          at: issuedAt,
        })),
      };
    case 'NOTIFICATION_CANCELLED':
      return { ...document, sender: longParty, recipients: fifteen(() => longParty) };
    case 'ANALOG_FAILURE_DELIVERY':
      return { ...document, recipient: longParty };
    case 'ANALOG_DELIVERY_TIMEOUT':
      return { ...document, recipient: longParty, address: longAddress };
    case 'RECIPIENT_ACCESS':
      return { ...document, recipient: longParty, delegate: longParty };
    case 'AAR':
      return { ...document, sender: longParty, recipient: longParty, subject: 'W'.repeat(512) };
    case 'ANALOG_DELIVERY':
      return {
        ...document,
        sender: longParty,
        recipient: longParty,
        address: longAddress,
        newAddress: longAddress,
        subject: 'W'.repeat(512),
      };
    case 'PEC_RECEIPT':
      return { ...document, recipientAddress: longPec };
    case 'F24':
      return {
        ...document,
        title: 'W'.repeat(512),
        payer: Object.fromEntries(Object.entries(document.payer).map(([name]) => [name, long('WWWW ', 40)])),
        sections: document.sections.map((section) => ({
          ...section,
          fields: 'deduction' in section.fields ? { ...section.fields, deduction: '9'.repeat(15) } : section.fields,
          rows: fifteen(() => ({
            fields: section.rows[0]?.fields ?? {},
            debitCents: 2_147_483_647,
            creditCents: 2_147_483_647,
            bearsCost: true,
          })),
        })),
        copies: 1,
        pagesPerCopy: 2,
      };
    case 'DOWNTIME':
      return { ...document, functionality: 'NOTIFICATION_VISUALIZATION' };
  }
};

export const everyLongDocument = (): Readonly<Record<string, PlatformDocument>> =>
  Object.fromEntries(Object.entries(everyDocument()).map(([name, document]) => [name, lengthened(document)]));
