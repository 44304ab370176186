import { describe, expect, it } from 'vitest';
import { gatewayHints, hintHeader } from '../../src/http/hints.js';
import { AdapterProblem, notExpressible } from '../../src/send/adapter-problem.js';
import { hints as attachmentHints } from '../../src/send/attachment/hints.js';
import { s3Errors } from '../../src/send/attachment/s3-errors.js';
import { refusals as cancellation } from '../../src/send/delivery/errors.js';
import { refusals as downtime } from '../../src/send/downtime/errors.js';
import { refusals as legalFacts } from '../../src/send/legal-fact/errors.js';
import { refusals as notifications } from '../../src/send/notification/errors.js';
import { refusals as payments } from '../../src/send/payment/errors.js';
import { refusals as prices } from '../../src/send/price/errors.js';
import { PlatformProblem } from '../../src/send/problem.js';
import { statusHints } from '../../src/send/request/status-hints.js';
import { adapterRefusals } from '../../src/send/request/wire/errors.js';
import { refusals as streams } from '../../src/send/stream/errors.js';
import { hints as streamHints } from '../../src/send/stream/hints.js';
import type { Stream } from '../../src/send/stream/model.js';
import type { Said } from '../../src/text/said.js';
import { readSources } from '../architecture/source.js';

/**
 * The catalogues of refusals and the hints, both ways: nothing is refused without an explanation, and no explanation is
 * written that nobody gives. The request room, whose refusals are data, has the same in its own test.
 */
const sources = readSources();

type Factory = (...facts: never[]) => unknown;
/** What each refusal of a catalogue is made from; the compiler asks for the missing ones. */
type Samples<Catalogue> = {
  readonly [Name in keyof Catalogue]: Catalogue[Name] extends (...facts: infer Facts) => unknown ? Facts : readonly [];
};

const made = (refusal: unknown, facts: readonly unknown[]): unknown =>
  typeof refusal === 'function' ? (refusal as Factory)(...(facts as never[])) : refusal;

const refusedBy = <Catalogue extends object>(catalogue: Catalogue, samples: Samples<Catalogue>): [string, unknown][] =>
  (Object.keys(catalogue) as (keyof Catalogue & string)[]).map((name) => [
    name,
    made(catalogue[name], samples[name] as readonly unknown[]),
  ]);

const iun = 'ABCD-EFGH-JKLM-202605-A-1';
const notice = { noticeCode: '302000100000019421', creditorTaxId: '77777777777' };
const stream: Stream = {
  streamId: '00000000-0000-4000-8000-000000000000',
  paId: 'pa-1',
  version: 'v29',
  title: 'All',
  eventType: 'TIMELINE',
  groups: ['g1'],
  filterValues: [],
  waitForAccepted: false,
  activationDate: 0 as Stream['activationDate'],
};
const access = { paId: 'pa-1', keyGroups: ['g2'], version: 'v28' } as const;

const rooms: Readonly<Record<string, readonly [string, unknown][]>> = {
  notification: refusedBy(notifications, {
    notFound: [iun],
    notAcceptedYet: [iun, 'IN_VALIDATION'],
    noSuchRecipient: [1, 1],
    noSuchDocument: [1, 1],
    noPayments: [0],
    noSuchPayment: [1, 1],
    noF24Here: [0],
    noAttachmentHere: [0],
    fileUnknown: ['key'],
    f24NotAccepted: [iun],
    f24OfCancelled: [iun],
  }),
  price: refusedBy(prices, {
    unknownNotice: ['77777777777', '302000100000019421'],
    notAcceptedYet: [iun],
    cancelled: [iun],
  }),
  payment: refusedBy(payments, {
    unknownNotice: [0, notice],
    otherSender: [0, notice],
    impossibleDate: [0, { paymentDate: '2026-13-01T00:00:00Z' }],
    amountOutOfRange: [0, { amount: 2 ** 31 }],
  }),
  'legal-fact': refusedBy(legalFacts, {
    otherSender: [iun],
    unknownIun: [iun],
    fileGone: ['key'],
    unknownFile: ['key'],
  }),
  downtime: refusedBy(downtime, {
    incidentOpen: [['NOTIFICATION_CREATE']],
    unknownCertificate: ['key'],
    notAnInstant: ['fromTime', 'yesterday'],
    unknownFunctionality: ['NOTIFICATION_BURN'],
    notANumber: ['page', 'one'],
    impossiblePage: ['size', 0],
  }),
  delivery: refusedBy(cancellation, { notYours: [iun], unknownIun: [iun] }),
  stream: refusedBy(streams, {
    streamNotFound: [stream.streamId],
    noUuid: ['a-stream'],
    metadataNotFound: [stream.streamId],
    tooManyStreams: [10, 10],
    emptyGroups: [access],
    foreignGroups: [['g1'], ['g2']],
    groupMismatch: [access, stream],
    masterOnly: [access, stream],
    versionMismatch: [access, stream],
    metadataVersionMismatch: [access, stream],
    tooEarly: [1_500, 60_000],
    updateOfDisabled: [stream],
    groupsOfUpdate: [stream, ['g1']],
    alreadyDisabled: [stream],
  }),
  adapters: refusedBy(adapterRefusals, {
    intModeNotInV1: ['ASYNC'],
    sameAlternativeCode: [0, notice.noticeCode],
    feesRequired: [undefined, 0],
    addressMissing: [0],
    noQuery: [],
    incompleteQuery: [],
    tooManyPayments: [0, 3],
    f24: [0],
    addressType: [0, 'SERCQ'],
    unknownValue: ['PagoPaIntMode', 'ASYNC'],
  }).map(([name, refusal]) => [name, notExpressible(refusal as Parameters<typeof notExpressible>[0])]),
};

describe.each(Object.entries(rooms))('the catalogue of %s', (_, refusals) => {
  it.each(refusals)('explains %s in one line of each language', (_name, problem) => {
    expect(problem instanceof PlatformProblem || problem instanceof AdapterProblem).toBe(true);
    const { hint, status } = problem as { readonly hint: Said; readonly status: number };

    expect(status).toBeGreaterThanOrEqual(400);
    expect(hint.it).not.toBe(hint.en);
    for (const language of ['it', 'en'] as const) {
      expect(hint[language]).not.toMatch(/undefined|\[object|NaN|\n/);
      expect(hintHeader(hint, language)).toMatch(/^[\x20-\x7e]{10,1024}$/);
    }
  });
});

describe('no orphans: each entry is given by somebody', () => {
  /** Name of the object as it is written in the code that uses it, and the folder where that is. */
  const catalogues: readonly (readonly [words: string, folder: string, object: object])[] = [
    ['refusals', 'send/notification/', notifications],
    ['refusals', 'send/price/', prices],
    ['refusals', 'send/payment/', payments],
    ['refusals', 'send/legal-fact/', legalFacts],
    ['refusals', 'send/delivery/', cancellation],
    ['refusals', 'send/downtime/', downtime],
    ['refusals', 'send/stream/', streams],
    ['adapterRefusals', 'send/', adapterRefusals],
    ['hints', 'send/stream/', streamHints],
    ['hints', 'send/attachment/', attachmentHints],
    ['s3Errors', 'send/attachment/', s3Errors],
    ['statusHints', 'send/request/', statusHints],
    ['gatewayHints', '', gatewayHints],
  ];

  it.each(catalogues)('%s of %s', (words, folder, object) => {
    const code = sources
      .filter(({ path }) => path.startsWith(folder))
      .map((file) => file.code)
      .join('\n');
    const orphans = Object.keys(object).filter((name) => !new RegExp(`\\b${words}\\.${name}\\b`).test(code));

    expect(orphans).toEqual([]);
  });
});
