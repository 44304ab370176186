import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aBody,
  aBodyWithout,
  aFile,
  anF24,
  constraint,
  type ErrorEntry,
  expectProblem,
  generic,
} from '../../support/refusals.js';
import {
  aNotice,
  aPaperRecipient,
  aSimulator,
  type SandboxClient,
  type TestSimulator,
} from '../../support/simulator.js';

/** Every check of the service after the gateway, through HTTP: status, code, element and detail as the platform has them. */
let simulator: TestSimulator;

beforeAll(async () => {
  simulator = await aSimulator();
});
afterAll(() => simulator.stop());

const send = (client: SandboxClient, body: unknown, key = client.key) =>
  client.call<{ notificationRequestId: string }>('POST', '/delivery/v2.6/requests', {
    body,
    headers: { 'x-api-key': key },
  });

const aRecipient = aPaperRecipient;
const second = (change: object = {}) => ({ ...aRecipient({ taxId: 'FRMTTR76M06B715E' }), ...change });
const withRecipient = (change: object) => ({ recipients: [{ ...aRecipient(), ...change }] });
const withAddress = (change: object) =>
  withRecipient({ physicalAddress: { ...aRecipient().physicalAddress, ...change } });
const withPayments = (...payments: readonly object[]) => withRecipient({ payments });
const noCost = (ordinal = 0) => ({ pagoPa: { ...aNotice(ordinal).pagoPa, applyCost: false } });
const flatRate = { notificationFeePolicy: 'FLAT_RATE' };
const x = (n: number): string => 'x'.repeat(n);

interface Row {
  readonly name: string;
  readonly change: object;
  readonly errors: readonly ErrorEntry[];
  readonly status?: number;
  /** Settings of the sandbox, and of its sender. */
  readonly sandbox?: object;
  readonly sender?: object;
}

const row = (name: string, change: object, ...errors: readonly (string | ErrorEntry)[]): Row => ({
  name,
  change,
  errors: errors.map((error) => (typeof error === 'string' ? generic(error) : error)),
});

const taxIdForm =
  '^([A-Z]{6}[0-9LMNPQRSTUV]{2}[A-Z]{1}[0-9LMNPQRSTUV]{2}[A-Z]{1}[0-9LMNPQRSTUV]{3}[A-Z]{1})|([0-9]{11})$';
const noLatin1 = 'Łódź';
const strict = { addressProfile: 'strict' };

const rows: readonly Row[] = [
  {
    ...row('0: an amount beyond 32 bits', { amount: 3_000_000_000 }, { code: 'PN_GENERIC_ERROR', detail: 'none' }),
    status: 500,
  },
  row(
    '1: a taxonomy code that is not in the table',
    { taxonomyCode: '000000X' },
    { code: 'PN_GENERIC_INVALIDPARAMETER_TAXONOMYCODE', element: '000000X', detail: 'none' },
  ),
  {
    ...row(
      '2: a body for which sending is switched off',
      {},
      {
        code: 'PN_DELIVERY_SEND_IS_DISABLED',
        detail: 'Piattaforma Notifiche non é abilitata alla comunicazione di notifiche.',
      },
    ),
    sender: { active: false },
  },

  row(
    '3: more documents than the maximum, told alone',
    {
      documents: Array.from({ length: 16 }, (_, n) => aFile(n)),
      additionalLanguages: ['XX'],
      ...withRecipient({ taxId: 'FRMTTR76F06B715E' }),
    },
    'Max attachment count reached',
  ),
  row(
    '3: more recipients than the maximum, told alone',
    { recipients: Array.from({ length: 16 }, () => aRecipient()) },
    'Max recipient count reached',
  ),
  row(
    '3: DELIVERY_MODE without paFee',
    { paFee: undefined },
    'paFee or vat field not filled in for notification with notificationFeePolicy DELIVERY_MODE',
  ),
  row(
    '3: DELIVERY_MODE without vat',
    { vat: undefined },
    'paFee or vat field not filled in for notification with notificationFeePolicy DELIVERY_MODE',
  ),
  row(
    '3: a company with a personal code',
    withRecipient({ recipientType: 'PG', taxId: 'FRMTTR76M06B715E' }),
    'SEND accepts only numerical taxId for PG recipient 0',
  ),
  row('3: a month that no tax id has', withRecipient({ taxId: 'FRMTTR76F06B715E' }), 'Invalid taxId for recipient 0'),
  row('3: a wrong check letter', withRecipient({ taxId: 'LNALNI80A01H501X' }), 'Invalid taxId for recipient 0'),
  row('3: a person with a numeric tax id', withRecipient({ taxId: '12345678903' }), 'Invalid taxId for recipient 0'),
  row(
    '3: a company with a wrong check digit',
    withRecipient({ recipientType: 'PG', taxId: '12345678901' }),
    'Invalid taxId for recipient 0',
  ),
  row(
    '3: the same recipient three times gives two errors',
    { recipients: [aRecipient(), aRecipient(), aRecipient()] },
    'Duplicated recipient taxId',
    'Duplicated recipient taxId',
  ),
  row(
    '3: DELIVERY_MODE, no pagoPA notice carries the cost',
    withPayments(noCost(1), noCost(2)),
    'PagoPA applyCostFlg must be valorized for at least one payment',
  ),
  row(
    '3: DELIVERY_MODE, no F24 carries the cost',
    withPayments(anF24({ applyCost: false })),
    'F24 applyCostFlg must be valorized for at least one payment',
  ),
  row(
    '3: FLAT_RATE, a pagoPA notice carries the cost',
    { ...flatRate, ...withPayments(noCost(1), aNotice(2)) },
    'PagoPA applyCostFlg must not be valorized for any payment',
  ),
  row(
    '3: FLAT_RATE, an F24 carries the cost',
    { ...flatRate, ...withPayments(anF24()) },
    'F24 applyCostFlg must not be valorized for any payment',
  ),
  row('3: a blank title of an F24', withPayments(anF24({ title: ' ' })), 'F24 description is mandatory'),
  row(
    '3: the same notice on two recipients',
    { recipients: [aRecipient({ payments: [aNotice()] }), second({ payments: [aNotice()] })] },
    'Duplicated iuv { 77777777777302000100000019421 } on recipient with index 1 in payment with index 0',
  ),
  row(
    '3: a pdf under the key of an F24',
    withPayments({
      pagoPa: {
        ...aNotice().pagoPa,
        attachment: { ...aFile(), ref: { key: 'PN_F24_META-x.json', versionToken: 'v1' } },
      },
    }),
    'Key: PN_F24_META-x.json does not conform to the expected content type: application/pdf',
  ),
  row(
    '3: a pdf under a key that ends with .json',
    withPayments({
      pagoPa: {
        ...aNotice().pagoPa,
        attachment: { ...aFile(), ref: { key: 'PN_NOTIFICATION_ATTACHMENTS-x.json', versionToken: 'v1' } },
      },
    }),
    'Key: PN_NOTIFICATION_ATTACHMENTS-x.json does not conform to the expected content type: application/pdf',
  ),
  row(
    '3: an F24 under the key of a document',
    withPayments(anF24({ metadataAttachment: aFile('x', '.pdf', 'application/json') })),
    'Key: PN_NOTIFICATION_ATTACHMENTS-x.pdf does not conform to the expected content type: application/json',
  ),
  row(
    '3: a document under another kind of key',
    { documents: [{ ...aFile(), ref: { key: 'pn_notification_attachments-x.pdf', versionToken: 'v1' } }] },
    'Document Attachments key pn_notification_attachments-x.pdf does not contain the expected value: PN_NOTIFICATION_ATTACHMENTS',
  ),
  row(
    '3: the same document twice',
    { documents: [aFile(), aFile()] },
    'Same attachment compares more then once in the same request',
  ),
  row(
    '3: a document that is also the attachment of a payment',
    withPayments({ pagoPa: { ...aNotice().pagoPa, attachment: aFile() } }),
    'Same attachment compares more then once in the same request',
  ),
  row(
    '3: one attachment on two notices of a recipient',
    withPayments(
      { pagoPa: { ...aNotice(1).pagoPa, attachment: aFile('slip') } },
      { pagoPa: { ...aNotice(2).pagoPa, attachment: aFile('slip') } },
    ),
    'Same attachment compares more then once in the same request',
  ),
  row('3: no physical address', withRecipient({ physicalAddress: undefined }), 'PhysicalAddress cannot be null'),
  ...(['address', 'addressDetails', 'province', 'foreignState', 'municipality', 'municipalityDetails'] as const).map(
    (field) =>
      row(
        `3: letters outside ISO Latin 1 in ${field}`,
        withAddress({ foreignState: 'POLONIA', [field]: noLatin1 }),
        `Field ${field} in recipient 0 contains invalid characters.`,
      ),
  ),
  row(
    '3: letters outside ISO Latin 1 in at, told by both checks',
    withAddress({ at: noLatin1 }),
    'Field at in recipient 0 contains invalid characters.',
    'Field at in recipient 0 contains invalid characters.',
  ),
  {
    ...row(
      '3, strict profile: an accent in the address',
      withAddress({ address: 'VIA LIBERTÀ 1' }),
      'Field address in recipient 0 contains invalid characters.',
    ),
    sandbox: strict,
  },
  ...(
    [
      ['at and municipalityDetails', { at: x(30), municipalityDetails: x(30) }],
      ['addressDetails', { addressDetails: x(45) }],
      ['address', { address: x(45) }],
      ['zip, municipality and Province', { municipality: x(40) }],
      ['foreignState', { foreignState: x(45) }],
    ] as const
  ).map(([name, change]) => ({
    ...row(
      `3, strict profile: a row of more than 44 characters, ${name}`,
      withAddress(change),
      `Field ${name} in recipient 0 exceed max length of 44 chars`,
    ),
    sandbox: strict,
  })),
  row(
    '3: an Italian address without province',
    withAddress({ province: undefined, foreignState: ' italia' }),
    'No province provided in physical address',
  ),
  row(
    '3: a character of the denomination that is excluded',
    withRecipient({ denomination: 'Rossi|Bianchi' }),
    'Field denomination in recipient 0 contains invalid characters.',
  ),
  row(
    '3: a denomination outside ISO Latin 1',
    withRecipient({ denomination: '5 €' }),
    'Field denomination in recipient 0 contains invalid characters.',
  ),
  row(
    '3: the whole tax id must match, where the gateway searches',
    withRecipient({ recipientType: 'PG', taxId: 'XY12345678903' }),
    'SEND accepts only numerical taxId for PG recipient 0',
    'Invalid taxId for recipient 0',
    constraint('PATTERN', 'recipients[0].taxId', `must match "${taxIdForm}"`),
  ),
  row(
    '3: a subject too long for a service that counts UTF-16',
    { subject: '📮'.repeat(68) },
    constraint('SIZE', 'subject', 'size must be between 0 and 134'),
  ),

  {
    ...row(
      '3b, MVP: two recipients',
      { recipients: [aRecipient({ payments: [aNotice()] }), second()] },
      'Max one recipient',
    ),
    sender: { mvp: true },
  },
  { ...row('3b, MVP: no payment', {}, 'No recipient payment'), sender: { mvp: true } },
  {
    ...row('3b, MVP: both', { recipients: [aRecipient(), second()] }, 'Max one recipient', 'No recipient payment'),
    sender: { mvp: true },
  },
  row(
    '4: two additional languages',
    { additionalLanguages: ['DE', 'FR'] },
    {
      code: 'PN_DELIVERY_REQUIREDADDITIONALLANG',
      detail: 'È obbligatorio fornire una sola lingua aggiuntiva.',
    },
  ),
  ...['SI', 'de'].map((language) =>
    row(
      `5: the language ${language}`,
      { additionalLanguages: [language] },
      {
        code: 'PN_DELIVERY_INVALIDADDITIONALLANGS',
        detail: 'Lingua aggiuntiva non valida, i valori accettati sono DE,FR,SL',
      },
    ),
  ),
  {
    ...row(
      '6: the tax id of another body',
      { senderTaxId: '77777777777' },
      { code: 'PN_DELIVERY_INVALID_SENDER_TAX_ID', detail: 'none' },
    ),
    status: 403,
  },
  row(
    '7a: a group that the body does not have',
    { group: 'nobody' },
    {
      code: 'PN_DELIVERY_INVALIDPARAMETER_GROUP',
      element: 'nobody',
      detail: 'Group=nobody not present or suspended/deleted in pa_groups=null',
    },
  ),
  {
    ...row(
      '9: the allowance of the month is used up',
      {},
      { code: 'PN_DELIVERY_NOTIFICATION_LIMIT_EXCEEDED', detail: 'none' },
    ),
    sender: { monthlyLimit: 0 },
  },
  {
    ...row(
      '10: more notices than one transaction can hold',
      withPayments(...Array.from({ length: 98 }, (_, n) => aNotice(n))),
      { code: 'PN_GENERIC_ERROR', detail: 'none' },
    ),
    status: 500,
  },
];

describe('the service refuses a request', () => {
  it.each(rows)('$name', async ({ change, errors, status = 400, sandbox = {}, sender = {} }) => {
    const client = await simulator.sandbox({ settings: sandbox, senders: [{ settings: sender }] });

    expectProblem(await send(client, aBody(change)), status, errors);
  });

  it('and tells everything that the validator found at once', async () => {
    const client = await simulator.sandbox();
    const called = await send(
      client,
      aBody({ vat: undefined, ...withAddress({ province: '' }), documents: [aFile(), aFile()] }),
    );

    expectProblem(called, 400, [
      generic('paFee or vat field not filled in for notification with notificationFeePolicy DELIVERY_MODE'),
      generic('No province provided in physical address'),
      generic('Same attachment compares more then once in the same request'),
    ]);
  });
});

describe('groups', () => {
  const withGroups = (keyGroups: readonly string[]) =>
    simulator.sandbox({
      senders: [
        { groups: ['Tributi', 'Polizia', 'Scuola'], suspendedGroups: ['Scuola'], apiKeys: [{ groups: keyGroups }] },
      ],
    });
  const idOf = ({ shape }: SandboxClient, name: string): string =>
    shape.senders[0]?.groups.find((group) => group.name === name)?.id ?? '';
  const groupError = (detail: string, element?: string): ErrorEntry => ({
    code: 'PN_DELIVERY_INVALIDPARAMETER_GROUP',
    ...(element === undefined ? {} : { element }),
    detail,
  });

  it('7a: a suspended one is refused, and so is a name where the id is wanted', async () => {
    const client = await withGroups([]);

    for (const group of [idOf(client, 'Scuola'), 'Tributi']) {
      expectProblem(await send(client, aBody({ group })), 400, [
        groupError(`Group=${group} not present or suspended/deleted in pa_groups=null`, group),
      ]);
    }
  });

  it('7b: one that the key does not have is refused', async () => {
    const client = await withGroups(['Tributi', 'Scuola']);
    const group = idOf(client, 'Polizia');

    expectProblem(await send(client, aBody({ group })), 400, [
      groupError(
        `Group=${group} not present in cx_groups=[${idOf(client, 'Tributi')}, ${idOf(client, 'Scuola')}]`,
        group,
      ),
    ]);
  });

  it.each([undefined, '', ' '])('7c: a key with groups must name one (%j)', async (group) => {
    const client = await withGroups(['Tributi']);

    expectProblem(await send(client, aBody({ group })), 400, [
      groupError(`Specify a group in cx_groups=[${idOf(client, 'Tributi')}]`),
    ]);
  });

  it('are free for a key without groups, and one of its own for a key with some', async () => {
    const master = await withGroups([]);
    const grouped = await withGroups(['Tributi']);

    expect((await send(master, aBody({ paProtocolNumber: '1' }))).status).toBe(202);
    expect((await send(master, aBody({ paProtocolNumber: '2', group: idOf(master, 'Polizia') }))).status).toBe(202);
    expect((await send(grouped, aBody({ group: idOf(grouped, 'Tributi') }))).status).toBe(202);
  });
});

describe('the order of the steps', () => {
  it('is that of the platform: each repair uncovers the next refusal', async () => {
    const client = await simulator.sandbox({
      senders: [{ groups: ['Tributi'], apiKeys: [{ groups: ['Tributi'] }], settings: { mvp: true, monthlyLimit: 0 } }],
    });
    const group = client.shape.senders[0]?.groups[0]?.id ?? '';
    const repairs: readonly [object, string][] = [
      [
        {
          amount: 1e12,
          taxonomyCode: '000000X',
          recipients: [aRecipient({ denomination: 'a|b' }), second()],
          additionalLanguages: ['XX', 'YY'],
          senderTaxId: '77777777777',
        },
        'PN_GENERIC_ERROR',
      ],
      [{ amount: 1 }, 'PN_GENERIC_INVALIDPARAMETER_TAXONOMYCODE'],
      [{ taxonomyCode: '010101P' }, 'contains invalid characters'],
      [{ recipients: [aRecipient(), second()] }, 'Max one recipient'],
      [{ recipients: [aRecipient({ payments: [aNotice()] })] }, 'PN_DELIVERY_REQUIREDADDITIONALLANG'],
      [{ additionalLanguages: ['XX'] }, 'PN_DELIVERY_INVALIDADDITIONALLANGS'],
      [{ additionalLanguages: ['SL'] }, 'PN_DELIVERY_INVALID_SENDER_TAX_ID'],
      [{ senderTaxId: '12345678903' }, 'PN_DELIVERY_INVALIDPARAMETER_GROUP'],
      [{ group }, 'PN_DELIVERY_NOTIFICATION_LIMIT_EXCEEDED'],
    ];
    let change = {};
    for (const [repair, expected] of repairs) {
      change = { ...change, ...repair };
      expect((await send(client, aBody(change))).text).toContain(expected);
    }
  });

  it('2 looks at the body named in the request, before anybody asks whose the key is', async () => {
    const client = await simulator.sandbox({
      senders: [{}, { taxId: '77777777777', settings: { active: false } }],
    });

    expect((await send(client, aBody({ senderTaxId: '77777777777' }))).text).toContain('PN_DELIVERY_SEND_IS_DISABLED');
  });
});

describe('conflicts', () => {
  const duplicated = (what: string, key: string): ErrorEntry => ({
    code: 'PN_GENERIC_INVALIDPARAMETER_DUPLICATED',
    element: `Duplicated notification for ${what}`,
    detail: `Duplicated notification for ${what}=${key}`,
  });
  const ofProtocol = (key: string) => duplicated('senderPaId##paProtocolNumber##idempotenceToken', key);
  const ofNotice = (key: string) => duplicated('creditorTaxId##noticeCode', key);
  const paIdOf = ({ shape }: SandboxClient): string => shape.senders[0]?.paId ?? '';

  it('the same protocol number and token: 409, even for the very same body', async () => {
    const client = await simulator.sandbox();
    const body = aBody({ paProtocolNumber: '302011', idempotenceToken: 'token-1' });
    await send(client, body);

    expectProblem(await send(client, body), 409, [ofProtocol(`${paIdOf(client)}##302011##token-1`)]);
  });

  it('the same protocol number without a token: 409, as if the token were the text null', async () => {
    const client = await simulator.sandbox();
    await send(client, aBody({ paProtocolNumber: '302011' }));

    for (const change of [{}, { idempotenceToken: 'null' }]) {
      expectProblem(await send(client, aBody({ paProtocolNumber: '302011', ...change })), 409, [
        ofProtocol(`${paIdOf(client)}##302011##null`),
      ]);
    }
  });

  it('the same protocol number with another token: accepted', async () => {
    const client = await simulator.sandbox();

    for (const idempotenceToken of ['1', '2']) {
      expect((await send(client, aBody({ paProtocolNumber: 'A', idempotenceToken }))).status).toBe(202);
    }
  });

  it('the same protocol number and token of another body: accepted, the notice of another body: 409', async () => {
    const client = await simulator.sandbox({ senders: [{}, { taxId: '77777777777' }] });
    const otherKey = client.shape.senders[1]?.apiKeys[0]?.key;
    const other = { senderTaxId: '77777777777' };
    await send(client, aBody(withPayments(aNotice())));

    expect((await send(client, aBody(other), otherKey)).status).toBe(202);
    expectProblem(
      await send(client, aBody({ ...other, paProtocolNumber: 'PROT-2', ...withPayments(aNotice()) }), otherKey),
      409,
      [ofNotice('77777777777##302000100000019421')],
    );
  });

  it('protocol number and notice taken: both are told, of several notices only one', async () => {
    const client = await simulator.sandbox();
    const body = aBody(withPayments(aNotice(1), aNotice(2)));
    await send(client, body);

    expectProblem(await send(client, body), 409, [
      ofProtocol(`${paIdOf(client)}##PROT-1##null`),
      ofNotice('77777777777##302000100000019422'),
    ]);
  });

  it('a refusal gives the notices back, and keeps the protocol number', async () => {
    const client = await simulator.sandbox();
    const body = aBody(withPayments(aNotice()));
    // The file was never uploaded.
    const { notificationRequestId } = (await send(client, body)).body;
    await client.advance({ until: { notificationRequestId, requestStatus: 'REFUSED' } });

    expectProblem(await send(client, body), 409, [ofProtocol(`${paIdOf(client)}##PROT-1##null`)]);
    expect((await send(client, { ...body, idempotenceToken: 'again' })).status).toBe(202);
  });

  it('an alternative notice code of v1 counts as a notice of its own', async () => {
    const client = await simulator.sandbox();
    const { noticeCode, creditorTaxId } = aNotice(1).pagoPa;
    const payment = { noticeCode, creditorTaxId, noticeCodeAlternative: aNotice(2).pagoPa.noticeCode };
    const v1 = {
      ...aBodyWithout('paFee', 'vat'),
      subject: 'Oggetto di prova',
      recipients: [{ ...aRecipient(), payment }],
    };
    expect((await client.call('POST', '/delivery/requests', { body: v1 })).status).toBe(202);

    expectProblem(await send(client, aBody({ paProtocolNumber: 'PROT-2', ...withPayments(aNotice(2)) })), 409, [
      ofNotice('77777777777##302000100000019423'),
    ]);
  });
});

describe('the allowance of the month', () => {
  const limited = (now: string) =>
    simulator.sandbox({ clock: { mode: 'manual', now }, senders: [{ settings: { monthlyLimit: 2 } }] });

  it('counts by calendar month, in UTC', async () => {
    const client = await limited('2026-01-31T23:59:00Z');
    const statuses: number[] = [];
    const sendNext = async (): Promise<void> => {
      statuses.push((await send(client, aBody({ paProtocolNumber: `P${statuses.length}` }))).status);
    };

    for (let n = 0; n < 3; n++) await sendNext();
    await client.advance({ by: 'PT2M' });
    for (let n = 0; n < 3; n++) await sendNext();

    expect(statuses).toEqual([202, 202, 400, 202, 202, 400]);
  });

  it('is not used by a request that ends in a conflict', async () => {
    const client = await limited('2026-01-10T10:00:00Z');

    await send(client, aBody());
    expect((await send(client, aBody())).status).toBe(409);
    expect((await send(client, aBody({ paProtocolNumber: 'PROT-2' }))).status).toBe(202);
    expect((await send(client, aBody({ paProtocolNumber: 'PROT-3' }))).status).toBe(400);
  });

  it('is used up before the conflict is looked for', async () => {
    const client = await limited('2026-01-10T10:00:00Z');
    for (const paProtocolNumber of ['1', '2']) await send(client, aBody({ paProtocolNumber }));

    expect((await send(client, aBody({ paProtocolNumber: '1' }))).status).toBe(400);
  });

  it('is that of one body: another of the same sandbox has its own', async () => {
    const client = await simulator.sandbox({
      senders: [{ settings: { monthlyLimit: 0 } }, { taxId: '12345678903' }],
    });
    const otherKey = client.shape.senders[1]?.apiKeys[0]?.key;

    expect((await send(client, aBody())).status).toBe(400);
    expect((await send(client, aBody(), otherKey)).status).toBe(202);
  });
});

describe('defaults, read back', () => {
  it.each([
    ['vat and paFee', { ...flatRate, vat: undefined, paFee: undefined }, { vat: 22, paFee: 100 }],
    ['pagoPaIntMode without payments', {}, { pagoPaIntMode: 'NONE' }],
    ['pagoPaIntMode with DELIVERY_MODE', withPayments(aNotice()), { pagoPaIntMode: 'SYNC' }],
    ['pagoPaIntMode with FLAT_RATE', { ...flatRate, ...withPayments(noCost()) }, { pagoPaIntMode: 'NONE' }],
    ['physicalCommunicationPriority', {}, { physicalCommunicationPriority: 0 }],
    ['paFee 0 stays 0', { paFee: 0 }, { paFee: 0 }],
  ])('%s', async (_, change, expected) => {
    const client = await simulator.sandbox();
    const { notificationRequestId } = (await send(client, aBody(change))).body;

    expect((await client.requestStatus(notificationRequestId)).body).toMatchObject(expected);
  });
});

describe('settings of the request', () => {
  it('addressLookup: a recipient without address is accepted', async () => {
    const client = await simulator.sandbox({ senders: [{ settings: { addressLookup: true } }] });

    expect((await send(client, aBody(withRecipient({ physicalAddress: undefined })))).status).toBe(202);
  });

  it('taxIdWhiteList: a tax id with a wrong check letter is accepted where it is listed', async () => {
    const client = await simulator.sandbox({ settings: { taxIdWhiteList: ['LNALNI80A01H501X'] } });

    expect((await send(client, aBody(withRecipient({ taxId: 'LNALNI80A01H501X' })))).status).toBe(202);
  });

  it('maxDocuments and maxRecipients: 0 switches the check off', async () => {
    const client = await simulator.sandbox({ settings: { maxDocuments: 0, maxRecipients: 1 } });
    const documents = Array.from({ length: 16 }, (_, n) => aFile(n));

    expect((await send(client, aBody({ documents }))).status).toBe(202);
    expectProblem(await send(client, aBody({ recipients: [aRecipient(), second()] })), 400, [
      generic('Max recipient count reached'),
    ]);
  });
});
