import type { PaymentItem } from '../../../src/send/request/model.js';
import { aNotice } from '../../support/simulator.js';
import { type Steps, walk } from './client.js';

/** A client that lacks one thing, and what is red for it. */
interface Lacking {
  readonly code: string;
  readonly what: string;
  readonly steps: Partial<Steps>;
  /** Codes that fail, in the order of the report. */
  readonly red: string;
  /** Codes that PagoPA's tool would show as false; absent: the same. */
  readonly compat?: string;
}

const withoutForm = (payments: readonly PaymentItem[]): readonly PaymentItem[] =>
  payments.flatMap(({ pagoPa }) => {
    if (!pagoPa) return [];
    const { attachment: _, ...notice } = pagoPa;
    return [{ pagoPa: notice }];
  });

const later =
  (change: Partial<Steps>): Steps['afterwards'] =>
  async ({ sandbox }) => {
    await walk(sandbox, {
      stream: undefined,
      price: 'none',
      document4: 'none',
      payment4: 'none',
      legalFact4: 'none',
      readsDetail: false,
      ...change,
    });
  };

/** What nobody can do with a notification that is refused in the validation; the stream still tells so. */
const refused = '03.3 03.4 03.6 04.1 04.2 04.3 04.4 04.5 04.6 C.3';
const unaccepted = `03.2 ${refused}`;
const unsent =
  '01.5 01.6 01.7 01.8 01.9 01.10 01.11 02.5 02.6 02.7 02.8 02.9 02.10 02.11 02.12 02.13 02.14 ' +
  '03.2 03.3 03.4 03.6 04.1 04.2 04.3 04.4 04.5 04.6 C.1 C.3';

/** Of the checks that two cases share the first one is named; 02.11 and 03.4 are red beside others only. */
export const lacking: readonly Lacking[] = [
  {
    code: '01.1',
    what: 'asks for no slot',
    steps: { preload: () => [] },
    red: `01.1 01.2 01.3 01.4 01.10 01.11 02.1 02.2 02.3 02.4 02.12 02.13 02.14 ${unaccepted}`,
  },
  {
    code: '01.2',
    what: 'gives its slots no index',
    steps: { preload: (wanted) => wanted.map(({ preloadIdx: _, ...slot }) => slot) },
    red: '01.2 02.2',
    compat: '01.2 01.3 02.2 02.3',
  },
  {
    code: '01.3',
    what: 'asks for slots of another type',
    steps: { preload: (wanted) => wanted.map((slot) => ({ ...slot, contentType: 'application/json' })) },
    red: `01.2 01.3 01.11 02.2 02.3 02.14 ${unaccepted} unused-uploads`,
    compat: `01.3 02.3 ${unaccepted}`,
  },
  {
    code: '01.4',
    what: 'uploads nothing',
    steps: { uploads: 0 },
    red: `01.4 01.10 01.11 02.4 02.12 02.13 02.14 ${refused}`,
  },
  {
    code: '01.4',
    what: 'uploads other bytes than announced',
    steps: { put: (put) => ({ ...put, body: Buffer.from(put.body.map((byte) => byte ^ 1)) }) },
    red: `01.4 01.10 01.11 02.4 02.12 02.13 02.14 ${refused} digests`,
    compat: `01.4 01.10 01.11 02.4 02.12 02.13 02.14 ${refused}`,
  },
  {
    code: '01.4',
    what: 'changes the link',
    steps: { put: (put) => ({ ...put, url: `${put.url}0` }) },
    red: `01.4 01.10 01.11 02.4 02.12 02.13 02.14 ${refused} digests`,
    compat: `01.4 01.10 01.11 02.4 02.12 02.13 02.14 ${refused}`,
  },
  {
    code: '01.5',
    what: 'sends no request',
    steps: { sends: false },
    red: `${unsent} unused-uploads`,
    compat: `${unsent}`,
  },
  {
    code: '01.6',
    what: 'wants another letter',
    steps: { request: { physicalCommunicationType: 'AR_REGISTERED_LETTER' } },
    red: '01.6 01.11 02.6 02.14',
  },
  {
    code: '01.7',
    what: 'has no tax id',
    steps: { recipient: { taxId: undefined as unknown as string } },
    red: `${unsent} unused-uploads`,
    compat: `${unsent}`,
  },
  {
    code: '01.8',
    what: 'has no digital domicile',
    steps: { recipient: { digitalDomicile: undefined as never } },
    red: '01.8 01.11 02.8 02.14',
  },
  {
    code: '01.9',
    what: 'has no physical address',
    steps: { recipient: { physicalAddress: undefined as never } },
    red: `01.9 01.11 02.9 02.14 ${unaccepted} unused-uploads`,
    compat: `01.9 01.11 02.9 02.14 ${unaccepted}`,
  },
  {
    code: '01.10',
    what: 'names another version of the file',
    steps: { document: (document) => ({ ...document, ref: { ...document.ref, versionToken: 'v1' } }) },
    red: '01.10 01.11 02.13 02.14 digests',
    compat: '01.10 01.11 02.13 02.14',
  },
  {
    code: '01.11',
    what: 'does not wait for the acceptance',
    steps: { accepts: false },
    red: `01.11 02.14 ${unaccepted}`,
    compat: `${unaccepted}`,
  },
  {
    code: '01.11',
    what: 'has all only in two requests',
    steps: {
      recipient: { digitalDomicile: undefined as never },
      afterwards: later({
        request: { physicalCommunicationType: 'AR_REGISTERED_LETTER', paProtocolNumber: 'PROT-2' },
        payments: () => [],
      }),
    },
    red: '01.11 02.14 unused-uploads',
    compat: '01.11 02.14',
  },
  {
    code: '02.3',
    what: 'asks for one slot',
    steps: { preload: (wanted) => wanted.slice(0, 1), payments: withoutForm },
    red: '02.3 02.4 02.12 02.14 04.3 04.4',
  },
  {
    code: '02.4',
    what: 'uploads one file',
    steps: { uploads: 1, payments: withoutForm },
    red: '02.4 02.12 02.14 04.3 04.4',
  },
  {
    code: '02.10',
    what: 'has no payment',
    steps: { payments: () => [] },
    red: '02.10 02.11 02.12 02.14 04.3 04.4 C.1 C.3 unused-uploads',
    compat: '02.11 02.12 02.14 04.3 04.4 C.1 C.3',
  },
  {
    code: '02.10',
    what: 'has an F24 among its payments',
    steps: {
      payments: (payments, form) => [
        ...payments,
        {
          f24: { title: 'F24', applyCost: true, metadataAttachment: { ...form, contentType: 'application/json' } },
        },
      ],
    },
    red: `01.11 02.14 ${unaccepted} unused-uploads`,
    compat: `02.10 02.14 ${unaccepted}`,
  },
  {
    code: '02.12',
    what: 'has no document of the payment',
    steps: { payments: withoutForm },
    red: '02.12 02.14 04.3 04.4 unused-uploads',
    compat: '02.12 02.14 04.3 04.4',
  },
  { code: '03.1', what: 'creates no timeline stream', steps: { stream: { eventType: 'STATUS' } }, red: '03.1' },
  { code: '03.1', what: 'creates no stream', steps: { stream: undefined }, red: '03.1 03.2 03.3 03.4 03.6' },
  {
    code: '03.2',
    what: 'does not read the stream',
    steps: { reads: async () => undefined },
    red: '03.2 03.3 03.4 03.6',
  },
  { code: '03.2', what: 'removes the stream in the end', steps: { removesStream: true }, red: '', compat: '03.1 03.2' },
  {
    code: '03.3',
    what: 'filters the acceptance out',
    steps: {
      stream: { eventType: 'TIMELINE', filterValues: ['SEND_DIGITAL_DOMICILE'] },
      reads: async (read, sandbox) => {
        await sandbox.advance({ by: '1d' });
        await read();
      },
    },
    red: '03.3 03.6',
  },
  {
    code: '03.5',
    what: 'reads without a pause',
    steps: {
      reads: async (read) => {
        await read();
        await read();
      },
    },
    red: '03.5',
  },
  {
    code: '03.5',
    what: 'reads two streams at a time',
    steps: { afterwards: later({ stream: { eventType: 'TIMELINE' }, sends: false, preload: () => [] }) },
    red: '',
    compat: '03.5',
  },
  { code: '04.1', what: 'asks for no document', steps: { document4: 'none' }, red: '04.1 04.2' },
  { code: '04.2', what: 'downloads no document', steps: { document4: 'metadata' }, red: '04.2' },
  { code: '04.2', what: 'changes the link of the document', steps: { document4: 'broken' }, red: '04.2' },
  { code: '04.3', what: 'asks for no pagoPA form', steps: { payment4: 'none' }, red: '04.3 04.4' },
  { code: '04.4', what: 'downloads no pagoPA form', steps: { payment4: 'metadata' }, red: '04.4' },
  { code: '04.5', what: 'does not read the detail', steps: { readsDetail: false }, red: '04.5 04.6' },
  { code: '04.5', what: 'asks for no legal fact', steps: { legalFact4: 'none' }, red: '04.5 04.6' },
  { code: '04.6', what: 'downloads no legal fact', steps: { legalFact4: 'metadata' }, red: '04.6' },
  {
    code: 'C.1',
    what: 'sends for another creditor',
    steps: {
      payments: (payments) =>
        payments.map(({ pagoPa = aNotice().pagoPa }) => ({ pagoPa: { ...pagoPa, creditorTaxId: '77777777777' } })),
    },
    red: 'C.1 C.3',
  },
  { code: 'C.2', what: 'asks for no price', steps: { price: 'none' }, red: 'C.2 C.3' },
  { code: 'C.3', what: 'asks for the price of another notice', steps: { price: 'wrong' }, red: 'C.3' },
];

/** The same for our further checks. */
export const lackingFurther: readonly Lacking[] = [
  {
    code: 'retry-after',
    what: 'reads a stream again before the pause that an empty page asked for is over',
    steps: {
      reads: async (read, sandbox) => {
        for (const by of ['2s', '2s', '2s']) {
          await read();
          await sandbox.advance({ by });
        }
      },
      stream: { eventType: 'TIMELINE', filterValues: ['NOTIFICATION_VIEWED'] },
    },
    red: '03.2 03.3 03.4 03.6 retry-after',
    compat: '03.2 03.3 03.4 03.6',
  },
  {
    code: 'digests',
    what: 'names another digest',
    steps: { document: (document) => ({ ...document, digests: { sha256: 'A'.repeat(43).concat('=') } }) },
    red: `01.10 01.11 02.13 02.14 ${refused} digests`,
    compat: `01.10 01.11 02.13 02.14 ${refused}`,
  },
  {
    code: 'idempotence',
    what: 'sends without a token',
    steps: { request: { idempotenceToken: undefined as never } },
    red: 'idempotence',
    compat: '',
  },
  {
    code: 'unused-uploads',
    what: 'uploads what it does not use',
    steps: { afterwards: ({ sandbox }) => sandbox.upload() },
    red: 'unused-uploads',
    compat: '',
  },
  {
    code: 'personal-data',
    what: 'names the recipient in the subject',
    steps: { request: { subject: 'Multa a FRANCO Loretta' } },
    red: 'personal-data',
    compat: '',
  },
  {
    code: 'personal-data',
    what: 'has a tax code in the abstract',
    steps: { request: { abstract: 'Pratica di rssmra80a01h501u' } },
    red: 'personal-data',
    compat: '',
  },
  {
    code: 'personal-data',
    what: 'has an e-mail address in a title',
    steps: { document: (document) => ({ ...document, title: 'Per mario@example.it' }) },
    red: 'personal-data',
    compat: '',
  },
  {
    code: 'flat-costs',
    what: 'charges a flat sum',
    steps: {
      request: { notificationFeePolicy: 'FLAT_RATE' },
      payments: (payments) =>
        payments.map(({ pagoPa = aNotice().pagoPa }) => ({ pagoPa: { ...pagoPa, applyCost: false } })),
    },
    red: 'flat-costs',
    compat: '',
  },
  {
    code: 'price-before-payment',
    what: 'is paid before it asks for the price',
    steps: {
      price: 'none',
      afterwards: async ({ sandbox, iun, noticeCode }) => {
        await sandbox.call('POST', `/_sim/notifications/${iun}/pay`, { body: {} });
        await sandbox.call('GET', `/delivery/v2.3/price/${sandbox.shape.senders[0]?.taxId}/${noticeCode}`);
      },
    },
    red: 'price-before-payment',
    compat: '',
  },
];
