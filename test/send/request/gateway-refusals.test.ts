import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aBody, aBodyWithout, aFile, anF24, expectGatewayRefusal } from '../../support/refusals.js';
import {
  aNotice,
  aPaperRecipient,
  aSimulator,
  type SandboxClient,
  type TestSimulator,
} from '../../support/simulator.js';

/** Bodies that the schema of the gateway refuses (400 PN_INVALID_BODY) or lets pass, field by field, at the newest version. */
let simulator: TestSimulator;
let client: SandboxClient;

beforeAll(async () => {
  simulator = await aSimulator();
  client = await simulator.sandbox();
});
afterAll(() => simulator.stop());

const send = (body: unknown, version = '/v2.6') => client.call('POST', `/delivery${version}/requests`, { body });

const nullText = (type: string) =>
  `instance type (null) does not match any allowed primitive type (allowed: ["${type}"])`;
const tooLong = (value: string, max: number) =>
  `string "${value}" is too long (length: ${value.length}, maximum allowed: ${max})`;
const tooShort = (value: string, min: number) =>
  `string "${value}" is too short (length: ${value.length}, required minimum: ${min})`;
const pattern = (regex: string, value: string) =>
  `ECMA 262 regex "${regex}" does not match input string ${JSON.stringify(value)}`;
const notInEnum = (value: string, values: readonly string[]) =>
  `instance value ("${value}") not found in enum (possible values: ${JSON.stringify(values)})`;
const missing = (...names: readonly string[]) => `object has missing required properties (${JSON.stringify(names)})`;
const notAllowed = (...names: readonly string[]) =>
  `object instance has properties which are not allowed by the schema: ${JSON.stringify(names)}`;
const wrongType = (found: string, ...allowed: readonly string[]) =>
  `instance type (${found}) does not match any allowed primitive type (allowed: ${JSON.stringify(allowed)})`;
const below = (n: number) => `numeric instance is lower than the required minimum (minimum: 0, found: ${n})`;
const above = (n: number) => `numeric instance is greater than the required maximum (maximum: 100, found: ${n})`;

const x = (n: number): string => 'x'.repeat(n);
const line = '^.*$';
const ascii = '^[ -~]*$';
const iun = '^[A-Z]{4}-[A-Z]{4}-[A-Z]{4}-[0-9]{6}-[A-Z]{1}-[0-9]{1}$';
const date = '^([0-9]{4})-(1[0-2]|0[1-9])-(3[01]|[12][0-9]|0[1-9])$';
const taxonomy = '^([0-9]{6}[A-Z]{1})$';

type Row = readonly [name: string, change: object, ...messages: string[]];

const topLevel: readonly Row[] = [
  ['idempotenceToken of 257 characters', { idempotenceToken: x(257) }, tooLong(x(257), 256)],
  ['idempotenceToken with an accent', { idempotenceToken: 'è' }, pattern(ascii, 'è')],
  ['paProtocolNumber of 257 characters', { paProtocolNumber: x(257) }, tooLong(x(257), 256)],
  ['paProtocolNumber with a line feed', { paProtocolNumber: 'a\nb' }, pattern(line, 'a\nb')],
  ['subject of 135 characters', { subject: x(135) }, tooLong(x(135), 134)],
  ['subject with a line feed', { subject: 'a\nb' }, pattern(line, 'a\nb')],
  ['abstract of 1025 characters', { abstract: x(1025) }, tooLong(x(1025), 1024)],
  ['abstract with a line feed', { abstract: 'a\nb' }, pattern(line, 'a\nb')],
  [
    'no recipients',
    { recipients: [] },
    'array is too short: must have at least 1 elements but instance has 0 elements',
  ],
  ['no documents', { documents: [] }, 'array is too short: must have at least 1 elements but instance has 0 elements'],
  [
    'another notificationFeePolicy',
    { notificationFeePolicy: 'FREE' },
    notInEnum('FREE', ['FLAT_RATE', 'DELIVERY_MODE']),
  ],
  ['an empty notificationFeePolicy', { notificationFeePolicy: '' }, notInEnum('', ['FLAT_RATE', 'DELIVERY_MODE'])],
  [
    'cancelledIun of 24 characters',
    { cancelledIun: 'ABCD-EFGH-JKLM-202605-A-' },
    tooShort('ABCD-EFGH-JKLM-202605-A-', 25),
    pattern(iun, 'ABCD-EFGH-JKLM-202605-A-'),
  ],
  [
    'cancelledIun of 26 characters',
    { cancelledIun: 'ABCD-EFGH-JKLM-202605-A-12' },
    tooLong('ABCD-EFGH-JKLM-202605-A-12', 25),
    pattern(iun, 'ABCD-EFGH-JKLM-202605-A-12'),
  ],
  [
    'cancelledIun of another form',
    { cancelledIun: 'abcd-EFGH-JKLM-202605-A-1' },
    pattern(iun, 'abcd-EFGH-JKLM-202605-A-1'),
  ],
  [
    'another physicalCommunicationType',
    { physicalCommunicationType: 'PEC' },
    notInEnum('PEC', ['AR_REGISTERED_LETTER', 'REGISTERED_LETTER_890']),
  ],
  ['an empty senderDenomination', { senderDenomination: '' }, tooShort('', 1)],
  ['senderDenomination of 89 characters', { senderDenomination: x(89) }, tooLong(x(89), 88)],
  ['senderDenomination with a line feed', { senderDenomination: 'a\nb' }, pattern(line, 'a\nb')],
  ['senderTaxId of 10 digits', { senderTaxId: '1234567890' }, tooShort('1234567890', 11)],
  ['senderTaxId of 12 digits', { senderTaxId: '123456789012' }, tooLong('123456789012', 11)],
  ['senderTaxId with a letter', { senderTaxId: '1234567890A' }, pattern('^\\d+$', '1234567890A')],
  ['group of 1025 characters', { group: x(1025) }, tooLong(x(1025), 1024)],
  ['group with an accent', { group: 'è' }, pattern(ascii, 'è')],
  ['amount as a text', { amount: '100' }, wrongType('string', 'integer', 'number')],
  [
    'paymentExpirationDate of 9 characters',
    { paymentExpirationDate: '2026-12-3' },
    tooShort('2026-12-3', 10),
    pattern(date, '2026-12-3'),
  ],
  [
    'paymentExpirationDate of 11 characters',
    { paymentExpirationDate: '2026-12-031' },
    tooLong('2026-12-031', 10),
    pattern(date, '2026-12-031'),
  ],
  ['paymentExpirationDate with letters', { paymentExpirationDate: '2026-DIC-3' }, pattern(date, '2026-DIC-3')],
  ['taxonomyCode of 6 characters', { taxonomyCode: '01010P' }, tooShort('01010P', 7), pattern(taxonomy, '01010P')],
  ['taxonomyCode of 8 characters', { taxonomyCode: '0101010P' }, tooLong('0101010P', 7), pattern(taxonomy, '0101010P')],
  ['taxonomyCode of another form', { taxonomyCode: '010101p' }, pattern(taxonomy, '010101p')],
  ['paFee below 0', { paFee: -1 }, below(-1)],
  ['paFee above 100', { paFee: 101 }, above(101)],
  ['vat below 0', { vat: -1 }, below(-1)],
  ['vat above 100', { vat: 101 }, above(101)],
  ['another pagoPaIntMode', { pagoPaIntMode: 'sync' }, notInEnum('sync', ['NONE', 'SYNC', 'ASYNC'])],
  ['a language that is no text', { additionalLanguages: [1] }, wrongType('integer', 'string')],
  ['physicalCommunicationPriority above 100', { physicalCommunicationPriority: 101 }, above(101)],
  ['physicalCommunicationPriority below 0', { physicalCommunicationPriority: -1 }, below(-1)],
];

const recipientForm =
  '^([A-Z]{6}[0-9LMNPQRSTUV]{2}[A-Z]{1}[0-9LMNPQRSTUV]{2}[A-Z]{1}[0-9LMNPQRSTUV]{3}[A-Z]{1})|([0-9]{11})$';

/** Changes of the only recipient; `undefined` takes a field away. */
const recipientRows: readonly Row[] = [
  ['without taxId and denomination', { taxId: undefined, denomination: undefined }, missing('denomination', 'taxId')],
  ['with a property that it does not have, payment of v1', { payment: {} }, notAllowed('payment')],
  ['another recipientType', { recipientType: 'PA' }, notInEnum('PA', ['PF', 'PG'])],
  ['taxId of 10 digits', { taxId: '1234567890' }, tooShort('1234567890', 11), pattern(recipientForm, '1234567890')],
  ['taxId of 17 characters', { taxId: 'FRMTTR76M06B715EX' }, tooLong('FRMTTR76M06B715EX', 16)],
  ['taxId of 15 characters', { taxId: 'FRMTTR76M06B715' }, pattern(recipientForm, 'FRMTTR76M06B715')],
  ['taxId with a letter for a digit', { taxId: 'FRMTTRZ6M06B715E' }, pattern(recipientForm, 'FRMTTRZ6M06B715E')],
  ['taxId in lower case', { taxId: 'frmttr76m06b715e' }, pattern(recipientForm, 'frmttr76m06b715e')],
  ['an empty denomination', { denomination: '' }, tooShort('', 1)],
  ['denomination of 89 characters', { denomination: x(89) }, tooLong(x(89), 88)],
  ['denomination with a line feed', { denomination: 'a\nb' }, pattern(line, 'a\nb')],
  ['digitalDomicile without its fields', { digitalDomicile: {} }, missing('address', 'type')],
  [
    'digitalDomicile of another type',
    { digitalDomicile: { type: 'EMAIL', address: 'a@pec.it' } },
    notInEnum('EMAIL', ['PEC']),
  ],
  [
    'an empty payment item',
    { payments: [{}] },
    'object has too few properties (found 0 but schema requires at least 1)',
  ],
  ['a payment item of another kind', { payments: [{ ...aNotice(), cbill: {} }] }, notAllowed('cbill')],
  ['pagoPa without its fields', { payments: [{ pagoPa: {} }] }, missing('applyCost', 'creditorTaxId', 'noticeCode')],
  ['f24 without its fields', { payments: [{ f24: {} }] }, missing('applyCost', 'metadataAttachment', 'title')],
];

const notice = (change: object) => ({ payments: [{ pagoPa: { ...aNotice().pagoPa, ...change } }] });
const noticeRows: readonly Row[] = [
  ['noticeCode of 17 digits', { noticeCode: '30200010000001942' }, tooShort('30200010000001942', 18)],
  ['noticeCode of 19 digits', { noticeCode: '3020001000000194211' }, tooLong('3020001000000194211', 18)],
  ['noticeCode with a letter', { noticeCode: 'A02000100000019421' }, pattern('^\\d+$', 'A02000100000019421')],
  ['creditorTaxId of 10 digits', { creditorTaxId: '7777777777' }, tooShort('7777777777', 11)],
  ['creditorTaxId with a letter', { creditorTaxId: '7777777777A' }, pattern('^\\d+$', '7777777777A')],
  ['applyCost as a text', { applyCost: 'true' }, wrongType('string', 'boolean')],
];

const address = (change: object) => ({ physicalAddress: { ...aPaperRecipient().physicalAddress, ...change } });
const zipForm = '^(\\w|\\ |\\-)*$';
const addressRows: readonly Row[] = [
  ['without its fields', { address: undefined, municipality: undefined }, missing('address', 'municipality')],
  ['at of 45 characters', { at: x(45) }, tooLong(x(45), 44)],
  ['address of 1 character', { address: 'V' }, tooShort('V', 2)],
  ['address of 1025 characters', { address: x(1025) }, tooLong(x(1025), 1024)],
  ['addressDetails of 1025 characters', { addressDetails: x(1025) }, tooLong(x(1025), 1024)],
  ['zip of 16 characters', { zip: x(16) }, tooLong(x(16), 15)],
  ['zip with other signs', { zip: '[]!=+' }, pattern(zipForm, '[]!=+')],
  ['municipality of 1 character', { municipality: 'M' }, tooShort('M', 2)],
  ['municipality of 257 characters', { municipality: x(257) }, tooLong(x(257), 256)],
  ['municipalityDetails of 257 characters', { municipalityDetails: x(257) }, tooLong(x(257), 256)],
  ['province of 257 characters', { province: x(257) }, tooLong(x(257), 256)],
  ['foreignState of 257 characters', { foreignState: x(257) }, tooLong(x(257), 256)],
  ['address with a line feed', { address: 'VIA\nROMA' }, pattern(line, 'VIA\nROMA')],
];

const keyForm = '^(safestorage:\\/\\/)?[A-Za-z0-9._-]+$';
const shaForm = '^[A-Za-z0-9+\\/]{43}=|[A-Za-z0-9+\\/]{44}$';
const file = aFile();
const documentRows: readonly Row[] = [
  [
    'without its fields',
    { digests: undefined, contentType: undefined, ref: undefined },
    missing('contentType', 'digests', 'ref'),
  ],
  ['without sha256', { digests: {} }, missing('sha256')],
  ['sha256 of 43 characters', { digests: { sha256: x(43) } }, tooShort(x(43), 44), pattern(shaForm, x(43))],
  ['sha256 in hexadecimal', { digests: { sha256: 'a'.repeat(64) } }, tooLong('a'.repeat(64), 44)],
  ['sha256 that is no base64', { digests: { sha256: '!'.repeat(44) } }, pattern(shaForm, '!'.repeat(44))],
  [
    'another contentType',
    { contentType: 'text/plain' },
    tooShort('text/plain', 15),
    pattern('^application\\/pdf$', 'text/plain'),
  ],
  ['without key and versionToken', { ref: {} }, missing('key', 'versionToken')],
  ['key with a slash', { ref: { ...file.ref, key: 'a/b' } }, pattern(keyForm, 'a/b')],
  ['key of 513 characters', { ref: { ...file.ref, key: x(513) } }, tooLong(x(513), 512)],
  ['versionToken of 257 characters', { ref: { ...file.ref, versionToken: x(257) } }, tooLong(x(257), 256)],
  ['versionToken with a line feed', { ref: { ...file.ref, versionToken: 'a\nb' } }, pattern(line, 'a\nb')],
  ['an empty title', { title: '' }, tooShort('', 1)],
  ['title of 513 characters', { title: x(513) }, tooLong(x(513), 512)],
  ['docIdx of 4 digits', { docIdx: '1234' }, tooLong('1234', 3)],
  ['docIdx with a letter', { docIdx: 'a' }, pattern('^\\d+$', 'a')],
];

const named = (rows: readonly Row[]) => rows.map(([name, change, ...messages]) => ({ name, change, messages }));

/** Without what is undefined, as JSON has it; then every message is there, in whatever order. */
const expectRefused = async (body: unknown, messages: readonly string[], version?: string): Promise<void> => {
  const called = await send(body, version);
  const detail = (called.body as { errors?: { detail: string }[] }).errors?.[0]?.detail ?? '';
  const inOrder = [...messages].sort((a, b) => detail.indexOf(a) - detail.indexOf(b));
  expectGatewayRefusal(called, inOrder);
};

describe('the gateway refuses a request', () => {
  it('that is an empty object, naming everything that is missing', async () => {
    expectGatewayRefusal(await send({}), [
      missing(
        'documents',
        'notificationFeePolicy',
        'paProtocolNumber',
        'physicalCommunicationType',
        'recipients',
        'senderDenomination',
        'senderTaxId',
        'subject',
        'taxonomyCode',
      ),
    ]);
  });

  it.each(named(topLevel))('with $name', ({ change, messages }) => expectRefused(aBody(change), messages));

  it.each(named(recipientRows))('with a recipient: $name', ({ change, messages }) =>
    expectRefused(aBody({ recipients: [{ ...aPaperRecipient(), ...change }] }), messages),
  );

  it.each(named(noticeRows))('with a pagoPA notice: $name', ({ change, messages }) =>
    expectRefused(aBody({ recipients: [aPaperRecipient(notice(change))] }), messages),
  );

  it.each(named(addressRows))('with a physical address: $name', ({ change, messages }) =>
    expectRefused(aBody({ recipients: [{ ...aPaperRecipient(), ...address(change) }] }), messages),
  );

  it.each(named(documentRows))('with a document: $name', ({ change, messages }) =>
    expectRefused(aBody({ documents: [{ ...file, ...change }] }), messages),
  );

  it('with an address of a digital domicile that is none, or too long', async () => {
    const withDomicile = (of: string) =>
      aBody({ recipients: [aPaperRecipient({ digitalDomicile: { type: 'PEC', address: of } })] });

    for (const of of ['no address', `${x(320)}@pec.it`]) {
      const called = await send(withDomicile(of));
      expect(called.status).toBe(400);
      expect(called.text).toContain(
        of === 'no address' ? 'ECMA 262 regex' : 'is too long (length: 327, maximum allowed: 320)',
      );
    }
  });

  it('with a file of an F24 that is no JSON', () =>
    expectRefused(aBody({ recipients: [aPaperRecipient({ payments: [anF24({ metadataAttachment: file })] })] }), [
      tooShort('application/pdf', 16),
      pattern('^application\\/json$', 'application/pdf'),
    ]));

  it.each([
    ['paProtocolNumber', { paProtocolNumber: null }, 'string'],
    ['abstract, which is optional', { abstract: null }, 'string'],
    ['documents', { documents: null }, 'array'],
    ['notificationFeePolicy', { notificationFeePolicy: null }, 'string'],
    ['physicalCommunicationType', { physicalCommunicationType: null }, 'string'],
    ['senderDenomination', { senderDenomination: null }, 'string'],
    ['physicalAddress', { recipients: [{ ...aPaperRecipient(), physicalAddress: null }] }, 'object'],
    ['taxId of a recipient', { recipients: [{ ...aPaperRecipient(), taxId: null }] }, 'string'],
    [
      'address of a digital domicile',
      { recipients: [{ ...aPaperRecipient(), digitalDomicile: { type: 'PEC', address: null } }] },
      'string',
    ],
    ['applyCost', { recipients: [{ ...aPaperRecipient(), ...notice({ applyCost: null }) }] }, 'boolean'],
    ['noticeCode', { recipients: [{ ...aPaperRecipient(), ...notice({ noticeCode: null }) }] }, 'string'],
    ['creditorTaxId', { recipients: [{ ...aPaperRecipient(), ...notice({ creditorTaxId: null }) }] }, 'string'],
    ['title of an F24', { recipients: [{ ...aPaperRecipient(), payments: [anF24({ title: null })] }] }, 'string'],
    [
      'metadataAttachment of an F24',
      { recipients: [{ ...aPaperRecipient(), payments: [anF24({ metadataAttachment: null })] }] },
      'object',
    ],
  ])('with null for %s', async (_, change, type) => {
    const called = await send(aBody(change));

    expect(called.status).toBe(400);
    expect((called.body as { errors: { detail: string }[] }).errors[0]?.detail).toContain(nullText(type));
  });

  it('with all that it finds told in one answer', async () => {
    const called = await send(aBody({ subject: 'a\nb', taxonomyCode: '01', vat: 101, documents: [] }));

    for (const message of [pattern(line, 'a\nb'), tooShort('01', 7), above(101), 'array is too short']) {
      expect(called.text).toContain(JSON.stringify(message).slice(1, -1));
    }
  });

  it('with a number for a text', () =>
    expectRefused(aBody({ senderTaxId: 12345678903 }), [wrongType('integer', 'string')]));
});

describe('the gateway of an older version refuses', () => {
  it('v1: a subject of 9 characters', () => expectRefused(aBody({ subject: x(9) }), [tooShort(x(9), 10)], ''));

  it.each(['', '/v2.1', '/v2.3', '/v2.4'])('%s: a recipient without physical address', (version) =>
    expectRefused(
      aBody({ recipients: [{ ...aPaperRecipient(), physicalAddress: undefined }] }),
      [missing('physicalAddress')],
      version,
    ),
  );

  it('v2.5: two additional languages', () =>
    expectRefused(
      aBody({ additionalLanguages: ['DE', 'FR'] }),
      ['array is too long: must have at most 1 elements but instance has 2 elements'],
      '/v2.5',
    ));
});

describe('the gateway lets pass', () => {
  it.each([
    ['an empty paProtocolNumber', { paProtocolNumber: '', idempotenceToken: 'empty protocol' }],
    ['an empty idempotenceToken', { paProtocolNumber: 'empty token', idempotenceToken: '' }],
    ['an empty subject', { paProtocolNumber: 'empty subject', subject: '' }],
    ['a day that no calendar has', { paProtocolNumber: 'no such day', paymentExpirationDate: '2025-02-31' }],
    ['unknown properties at the top', { paProtocolNumber: 'unknown', somethingElse: null }],
    [
      'unknown properties of an address',
      { paProtocolNumber: 'address', recipients: [{ ...aPaperRecipient(), ...address({ floor: 3 }) }] },
    ],
    [
      'a payment that is both',
      {
        paProtocolNumber: 'both',
        recipients: [aPaperRecipient({ payments: [{ ...aNotice(900), ...anF24() }] })],
      },
    ],
  ])('%s', async (_, change) => {
    expect((await send(aBody(change))).status).toBe(202);
  });

  it('a fraction for amount, which is cut', async () => {
    const { body } = await send(aBody({ paProtocolNumber: 'fraction', amount: 1.5 }));
    const status = await client.requestStatus(String(body.notificationRequestId));

    expect(status.body).toMatchObject({ amount: 1 });
  });

  it('a body without the optional fields', async () => {
    const body = { ...aBodyWithout('paFee', 'vat'), notificationFeePolicy: 'FLAT_RATE', paProtocolNumber: 'least' };

    expect((await send(body)).status).toBe(202);
  });
});
