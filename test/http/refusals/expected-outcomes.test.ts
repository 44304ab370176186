import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aBody, aFile, anF24 } from '../../support/refusals.js';
import {
  aNotice,
  aPaperRecipient,
  aSimulator,
  type SandboxClient,
  type TestSimulator,
} from '../../support/simulator.js';

/**
 * What the platform's own end-to-end suite expects, case by case: the status, and a text that the body must contain. Cases
 * that `test/send/request` checks to the letter are here too: this is the list to read beside that suite.
 *
 * Source: pn-b2b-client SyncValidation.feature, AddressValidation.feature, IvaApiValidation.feature
 */
let simulator: TestSimulator;
let client: SandboxClient;
let sent = 0;

beforeAll(async () => {
  simulator = await aSimulator();
  client = await simulator.sandbox();
});
afterAll(() => simulator.stop());

const recipient = (change: object) => ({ recipients: [{ ...aPaperRecipient(), ...change }] });
const address = (change: object) => recipient({ physicalAddress: { ...aPaperRecipient().physicalAddress, ...change } });
const abroad = (change: object) => address({ foreignState: 'FRANCIA', province: undefined, ...change });
const notice = (change: object = {}) => ({ pagoPa: { ...aNotice(++sent).pagoPa, ...change } });
const payments = (...items: readonly object[]) => recipient({ payments: items });
const company = (change: object) => recipient({ recipientType: 'PG', taxId: '12345678903', ...change });
const x = (n: number): string => 'x'.repeat(n);
const nullText = 'instance type (null)';
const regex = 'ECMA 262 regex';
const twice = notice();

type Case = readonly [name: string, change: object, status: number, text?: string];

const cases: readonly Case[] = [
  ['physicalAddress null', recipient({ physicalAddress: null }), 400, nullText],
  ['taxId null', recipient({ taxId: null }), 400, nullText],
  ['digitalDomicile.address null', recipient({ digitalDomicile: { type: 'PEC', address: null } }), 400, nullText],
  ['documents null', { documents: null }, 400, nullText],
  ['notificationFeePolicy null', { notificationFeePolicy: null }, 400, nullText],
  ['physicalCommunicationType null', { physicalCommunicationType: null }, 400, nullText],
  ['paProtocolNumber null', { paProtocolNumber: null }, 400, nullText],
  ['senderDenomination null', { senderDenomination: null }, 400, nullText],
  ['applyCost null', payments(notice({ applyCost: null })), 400, nullText],
  ['F24 title null', payments(anF24({ title: null })), 400, nullText],
  ['metadataAttachment null', payments(anF24({ metadataAttachment: null })), 400, nullText],
  ['noticeCode null', payments(notice({ noticeCode: null })), 400, nullText],
  ['creditorTaxId null', payments(notice({ creditorTaxId: null })), 400, nullText],

  ['taxonomyCode 000000X', { taxonomyCode: '000000X' }, 400, 'INVALIDPARAMETER_TAXONOMYCODE'],
  ['taxonomyCode of 6 characters', { taxonomyCode: '01010P' }, 400, 'too short'],
  ['taxonomyCode of 8 characters', { taxonomyCode: '0101010P' }, 400, 'too long'],
  ['16 documents', { documents: Array.from({ length: 16 }, (_, n) => aFile(n)) }, 400, 'Max attachment count reached'],
  [
    '16 recipients',
    { recipients: Array.from({ length: 16 }, () => aPaperRecipient()) },
    400,
    'Max recipient count reached',
  ],

  ['taxId FRMTTR76F06B715E', recipient({ taxId: 'FRMTTR76F06B715E' }), 400, 'Invalid taxId'],
  ['taxId FRRTTR76M0MB715H', recipient({ taxId: 'FRRTTR76M0MB715H' }), 400, 'Invalid taxId'],
  ['PF 20517460320', recipient({ taxId: '20517460320' }), 400, 'Invalid taxId'],
  ['taxId of 10 digits', recipient({ taxId: '2051746032' }), 400, 'too short'],
  ['taxId of 17 characters', recipient({ taxId: 'FRMTTR76M06B715EE' }), 400, 'too long'],
  ['taxId FRMTTR76M06B715', recipient({ taxId: 'FRMTTR76M06B715' }), 400, regex],
  ['taxId FRMTTRZ6M06B715E', recipient({ taxId: 'FRMTTRZ6M06B715E' }), 400, regex],
  ['PG GLLGLL64B15G702I', company({ taxId: 'GLLGLL64B15G702I' }), 400, 'SEND accepts only numerical taxId for PG'],
  ['PG 1266681029H', company({ taxId: '1266681029H' }), 400, regex],
  ['test people with a wrong check letter', recipient({ taxId: 'CLMCST42R12D969Z' }), 202],
  ['test companies with a wrong check digit', company({ taxId: '12666810299' }), 202],
  ['omocodia', recipient({ taxId: 'MRNLCU00A01H50MB' }), 202],

  [
    'the same recipient twice',
    { recipients: [aPaperRecipient(), aPaperRecipient()] },
    400,
    'Duplicated recipient taxId',
  ],
  [
    'the same notice on two recipients',
    {
      recipients: [
        aPaperRecipient({ payments: [twice] }),
        aPaperRecipient({ taxId: 'FRMTTR76M06B715E', payments: [twice] }),
      ],
    },
    400,
    'Duplicated iuv',
  ],

  ['denomination with accents, digits and signs', recipient({ denomination: "Àèìòù 1 -'./@_" }), 202],
  [
    'denomination with |',
    recipient({ denomination: 'a|b' }),
    400,
    'Field denomination in recipient 0 contains invalid characters.',
  ],
  ['denomination with €', recipient({ denomination: '€' }), 400],
  ['denomination with a line feed', recipient({ denomination: 'a\nb' }), 400],
  ['denomination with Ł', recipient({ denomination: 'Łukasz' }), 400],
  ['denomination over the limit', recipient({ denomination: x(89) }), 400],

  ['subject of 135 characters', { subject: x(135) }, 400],
  ['subject with a line feed', { subject: 'a\nb' }, 400],
  ['subject null', { subject: null }, 400],
  ['subject with accents', { subject: 'Perché città più' }, 202],
  ['abstract of 1025 characters', { abstract: x(1025) }, 400],
  ['abstract with a line feed', { abstract: 'a\nb' }, 400],

  ['Italy without province', address({ province: undefined }), 400],
  ['Italy with an empty province', address({ province: '' }), 400],
  ['Italy with province null', address({ province: null }), 400],
  ['France without province', abroad({}), 202],
  ...['06000', '13', '1212_', 'ZONA 1', '0123456789'].map((zip): Case => [`foreign zip ${zip}`, abroad({ zip }), 202]),
  ['foreign zip of 16 characters', abroad({ zip: x(16) }), 400],
  ['foreign zip with signs', abroad({ zip: '[]!=+' }), 400],
  ...['address', 'addressDetails', 'municipality', 'municipalityDetails', 'foreignState', 'zip', 'province', 'at'].map(
    (field): Case => [`${field} outside ISO Latin 1`, address({ [field]: 'ŁŚŽ' }), 400],
  ),
  ['accents of ISO Latin 1', address({ address: "VIA DELL'UNITÀ, 1", addressDetails: 'é', at: 'ü' }), 202],
  ['an address of 60 characters', address({ address: x(60) }), 202],

  ...(
    [
      ['idempotenceToken', 257],
      ['paProtocolNumber', 257],
      ['group', 1025],
      ['senderDenomination', 89],
    ] as const
  ).flatMap(([field, over]): Case[] => [
    [`${field} over the maximum`, { [field]: x(over) }, 400, 'too long'],
    [`${field} with a line feed`, { [field]: 'a\nb' }, 400, regex],
  ]),
  ...(
    [
      ['at', 45],
      ['province', 257],
      ['addressDetails', 1025],
    ] as const
  ).flatMap(([field, over]): Case[] => [
    [`${field} over the maximum`, address({ [field]: x(over) }), 400, 'too long'],
    [`${field} with a line feed`, address({ [field]: 'a\nb' }), 400, regex],
  ]),
  ['cancelledIun of 24 characters', { cancelledIun: 'ABCD-EFGH-JKLM-202605-A-' }, 400, 'too short'],
  ['cancelledIun of 26 characters', { cancelledIun: 'ABCD-EFGH-JKLM-202605-A-11' }, 400, 'too long'],
  ['cancelledIun of another form', { cancelledIun: 'ABCD-EFGH-JKLM-202605-1-A' }, 400, regex],
  ['paymentExpirationDate of 9 characters', { paymentExpirationDate: '2026-12-1' }, 400, 'too short'],
  ['paymentExpirationDate of 11 characters', { paymentExpirationDate: '2026-12-012' }, 400, 'too long'],
  ['paymentExpirationDate with letters', { paymentExpirationDate: '2026-AA-01' }, 400, regex],
  ['address of 1 character', address({ address: 'V' }), 400, 'too short'],
  ['municipality of 1 character', address({ municipality: 'M' }), 400, 'too short'],

  ['a payment without pdf, of a company', company({ payments: [notice()] }), 202],
  [
    'a document equal to the attachment of a payment',
    payments(notice({ attachment: aFile() })),
    400,
    'Same attachment compares more then once in the same request',
  ],
  ['FLAT_RATE with applyCost true', { notificationFeePolicy: 'FLAT_RATE', ...payments(notice()) }, 400],
  ['DELIVERY_MODE with applyCost false', payments(notice({ applyCost: false })), 400],
  ...['SYNC', 'ASYNC'].flatMap((pagoPaIntMode): Case[] => [
    [`DELIVERY_MODE ${pagoPaIntMode} without vat`, { pagoPaIntMode, vat: undefined, ...payments(notice()) }, 400],
    [`DELIVERY_MODE ${pagoPaIntMode} without paFee`, { pagoPaIntMode, paFee: undefined, ...payments(notice()) }, 400],
  ]),
  ['DELIVERY_MODE F24 without vat', { vat: undefined, ...payments(anF24()) }, 400],
  ['vat below 0', { vat: -1 }, 400],
  ['vat above 100', { vat: 101 }, 400],
  ['paFee below 0', { paFee: -1 }, 400],
  ['paFee above 100', { paFee: 101 }, 400],
  ['paFee 0 with DELIVERY_MODE', { paFee: 0, ...payments(notice()) }, 202],
  ['PEC V.S.-SRL@pecOk.it', recipient({ digitalDomicile: { type: 'PEC', address: 'V.S.-SRL@pecOk.it' } }), 202],
  ['F24 metadata never uploaded', payments(anF24()), 202],
  ['120 F24 of one recipient', payments(...Array.from({ length: 120 }, (_, n) => anF24({}, n))), 202],
  ['a file never uploaded', {}, 202],
];

const protocolNumber = (): string => `CASE-${++sent}`;
const post = (change: object) =>
  client.call('POST', '/delivery/v2.6/requests', { body: aBody({ paProtocolNumber: protocolNumber(), ...change }) });

describe('the end-to-end suite expects', () => {
  it.each(cases.map(([name, change, status, text]) => ({ name, change, status, text })))('$name', async (expected) => {
    const { change, status, text } = expected;
    const called = await post(change);

    expect([called.status, called.headers.get('x-send-sim-hint')]).toEqual([
      status,
      status === 202 ? null : expect.anything(),
    ]);
    if (text !== undefined) expect(called.text.replaceAll('\\"', '"')).toContain(text);
  });

  it('every taxonomy code of the table to be accepted', async () => {
    const { taxonomyCodes } = await import('../../../src/send/request/facts.js');
    const statuses = new Set<number>();
    for (const taxonomyCode of taxonomyCodes) statuses.add((await post({ taxonomyCode })).status);

    expect([taxonomyCodes.length, [...statuses]]).toEqual([59, [202]]);
  });

  it('an ASYNC notification to be refused to the detail of v1 and v2.0', async () => {
    const iun = await client.accepted({
      pagoPaIntMode: 'ASYNC',
      paProtocolNumber: protocolNumber(),
      recipients: [aPaperRecipient({ payments: [notice()] as never })],
    });

    for (const version of ['', '/v2.0']) {
      const { status, text } = await client.call('GET', `/delivery${version}/notifications/sent/${iun}`);
      expect([status, text]).toEqual([400, expect.stringContaining('PagoPaIntMode value not supported')]);
    }
  });
});
