import { describe, expect, it } from 'vitest';
import { AdapterProblem } from '../../../../src/send/adapter-problem.js';
import { type Category, visibleCategories } from '../../../../src/send/notification/model.js';
import type { WireDetail } from '../../../../src/send/notification/wire/detail.js';
import type { WireElement } from '../../../../src/send/notification/wire/element.js';
import { type DetailVersion, detailSteps, toWireDetail } from '../../../../src/send/notification/wire/versions.js';
import { aDocument, anF24, aPagoPa, aRecipient, aRequest } from '../../request/a-request.js';

const at = '2026-06-10T09:12:33.444Z';

/** Every field that some step removes somewhere, in every element: a step must know where to stop. */
const details = {
  recIndex: 0,
  eventTimestamp: at,
  schedulingDate: at,
  serviceLevel: 'AR_REGISTERED_LETTER',
  legalFactId: 'safestorage://PN_LEGAL_FACTS-1.pdf',
  notificationRequestId: 'id',
  paProtocolNumber: '302',
  idempotenceToken: 'a1',
};

const anElement = (category: Category): WireElement => ({
  elementId: `${category}.id`,
  timestamp: at,
  legalFactsIds: [{ key: 'safestorage://PN_LEGAL_FACTS-1.pdf', category: 'SENDER_ACK' }],
  category,
  details,
  ingestionTimestamp: at,
  eventTimestamp: at,
  notificationSentAt: at,
});

const idsOf = (...categories: readonly Category[]): readonly string[] => categories.map((c) => `${c}.id`);

/** A newest answer with every category, and a history as long as none of them together would make. */
const newest: WireDetail = {
  ...aRequest(),
  additionalLanguages: ['DE'],
  physicalCommunicationPriority: 3,
  pagoPaIntMode: 'SYNC',
  recipients: [aRecipient({ payments: [aPagoPa(0), aPagoPa(1)] })],
  documents: [{ ...aDocument(), docIdx: '0' }],
  senderPaId: 'pa',
  iun: 'NMDX-NVHP-UEZE-202606-Y-1',
  sentAt: at,
  documentsAvailable: true,
  usedServices: { physicalAddressLookup: true },
  notificationStatus: 'CANCELLED',
  notificationStatusHistory: [
    {
      status: 'ACCEPTED',
      activeFrom: at,
      relatedTimelineElements: idsOf(
        'PUBLIC_REGISTRY_VALIDATION_CALL',
        'REQUEST_ACCEPTED',
        'NOTIFICATION_TIMELINE_REWORKED',
      ),
    },
    {
      status: 'DELIVERING',
      activeFrom: at,
      relatedTimelineElements: idsOf(
        'SEND_ANALOG_DOMICILE',
        'PREPARE_ANALOG_DOMICILE_FAILURE',
        'NOTIFICATION_CANCELLATION_REQUEST',
      ),
    },
    // Goes with its status, although an element of it stays.
    {
      status: 'RETURNED_TO_SENDER',
      activeFrom: at,
      relatedTimelineElements: idsOf('ANALOG_WORKFLOW_RECIPIENT_DECEASED', 'PAYMENT'),
    },
    { status: 'CANCELLED', activeFrom: at, relatedTimelineElements: idsOf('NOTIFICATION_CANCELLED') },
  ],
  timeline: visibleCategories.map(anElement),
};

const versions: readonly DetailVersion[] = ['2.9', '2.8', '2.7', '2.6', '2.5', '2.4', '2.3', '2.1', '2.0', '1'];

/** The whole answer as names and values, so that two answers can be compared name by name. */
const flat = (detail: WireDetail): ReadonlyMap<string, string> => {
  const { timeline, notificationStatusHistory, ...fields } = detail;
  const entries: (readonly [string, unknown])[] = [
    ...Object.entries(fields),
    ...notificationStatusHistory.map((entry) => [`history ${entry.status}`, entry] as const),
    ...timeline.flatMap(({ details: inner, ...element }) => [
      [element.category, 'there'] as const,
      ...Object.entries(element).map(([field, value]) => [`${element.category}.${field}`, value] as const),
      ...Object.entries(inner).map(([field, value]) => [`${element.category}.details.${field}`, value] as const),
    ]),
  ];
  return new Map(entries.map(([name, value]) => [name, JSON.stringify(value)]));
};

interface Change {
  readonly gone?: readonly string[];
  readonly fresh?: readonly string[];
  readonly changed?: readonly string[];
}

const sorted = ({ gone = [], fresh = [], changed = [] }: Change): Required<Change> => ({
  gone: [...gone].sort(),
  fresh: [...fresh].sort(),
  changed: [...changed].sort(),
});

/** Fields of an element that is gone as a whole are not named again. */
const changeBetween = (newer: WireDetail, older: WireDetail): Required<Change> => {
  const [before, after] = [flat(newer), flat(older)];
  const gone = [...before.keys()].filter((name) => !after.has(name));
  return sorted({
    gone: gone.filter((name) => !gone.includes(name.split('.')[0] ?? '') || !name.includes('.')),
    fresh: [...after.keys()].filter((name) => !before.has(name)),
    changed: [...after.keys()].filter((name) => before.has(name) && before.get(name) !== after.get(name)),
  });
};

const creations = [
  'COMPLETELY_UNREACHABLE_CREATION_REQUEST',
  'DIGITAL_DELIVERY_CREATION_REQUEST',
  'NOTIFICATION_VIEWED_CREATION_REQUEST',
];
const afterV26 = [
  'NOTIFICATION_TIMELINE_REWORKED',
  'PUBLIC_REGISTRY_VALIDATION_CALL',
  'PUBLIC_REGISTRY_VALIDATION_RESPONSE',
  'ANALOG_WORKFLOW_RECIPIENT_DECEASED',
];

const expected: Readonly<Record<string, Change>> = {
  '2.8': { gone: ['physicalCommunicationPriority'] },
  '2.7': {
    gone: ['NOTIFICATION_TIMELINE_REWORKED', ...creations.map((c) => `${c}.details.legalFactId`)],
    fresh: creations.map((c) => `${c}.details.legalfactId`),
    changed: ['history ACCEPTED'],
  },
  '2.6': {
    gone: [
      'usedServices',
      'PUBLIC_REGISTRY_VALIDATION_CALL',
      'PUBLIC_REGISTRY_VALIDATION_RESPONSE',
      'REQUEST_ACCEPTED.details.notificationRequestId',
      'REQUEST_ACCEPTED.details.paProtocolNumber',
      'REQUEST_ACCEPTED.details.idempotenceToken',
    ],
    changed: ['history ACCEPTED'],
  },
  '2.5': { gone: ['ANALOG_WORKFLOW_RECIPIENT_DECEASED', 'history RETURNED_TO_SENDER'] },
  '2.4': { gone: ['additionalLanguages'], changed: ['NOTIFICATION_CANCELLED.legalFactsIds'] },
  '2.3': {
    gone: visibleCategories
      .filter((category) => !afterV26.includes(category))
      .flatMap((c) => [`${c}.ingestionTimestamp`, `${c}.eventTimestamp`, `${c}.notificationSentAt`]),
  },
  '2.1': {
    gone: [
      'vat',
      'NOTIFICATION_RADD_RETRIEVED',
      'SEND_ANALOG_PROGRESS.details.serviceLevel',
      'NOTIFICATION_VIEWED.details.eventTimestamp',
      'REFINEMENT.details.eventTimestamp',
      'SEND_DIGITAL_PROGRESS.details.eventTimestamp',
      'PAYMENT.details.eventTimestamp',
      'SCHEDULE_ANALOG_WORKFLOW.details.schedulingDate',
      'SCHEDULE_DIGITAL_WORKFLOW.details.schedulingDate',
    ],
  },
  '2.0': { gone: ['paFee'], changed: ['recipients'] },
  '1': {
    gone: [
      'NOTIFICATION_CANCELLATION_REQUEST',
      'NOTIFICATION_CANCELLED',
      'PREPARE_ANALOG_DOMICILE_FAILURE',
      'history CANCELLED',
    ],
    changed: ['history DELIVERING', 'notificationStatus'],
  },
};

describe('each step of the detail changes what the table says, and nothing else', () => {
  it('there is a step to every older version, newest first', () => {
    expect(detailSteps.map(({ to }) => to)).toEqual(versions.slice(1));
  });

  it.each(versions.slice(1).map((to, i) => [versions[i] as DetailVersion, to] as const))('v%s → v%s', (from, to) => {
    const change = changeBetween(toWireDetail(from, newest), toWireDetail(to, newest));

    expect(change).toEqual(sorted(expected[to] ?? {}));
  });

  it('v2.9 is not touched at all', () => {
    expect(toWireDetail('2.9', newest)).toBe(newest);
  });

  it('the newest answer itself stays as it was', () => {
    const before = JSON.stringify(newest);

    toWireDetail('1', newest);

    expect(JSON.stringify(newest)).toBe(before);
  });

  it.each([
    ['2.9', 46],
    ['2.8', 46],
    ['2.7', 45],
    ['2.6', 43],
    ['2.5', 42],
    ['2.4', 42],
    ['2.3', 42],
    ['2.1', 41],
    ['2.0', 41],
    ['1', 38],
  ] as const)('v%s knows %i categories', (version, count) => {
    expect(toWireDetail(version, newest).timeline).toHaveLength(count);
  });
});

describe('status and history of an older detail', () => {
  const statusesOf = (version: DetailVersion, detail: WireDetail = newest): readonly string[] =>
    toWireDetail(version, detail).notificationStatusHistory.map(({ status }) => status);

  it('history names no element that is not in the timeline', () => {
    for (const version of versions) {
      const { timeline, notificationStatusHistory } = toWireDetail(version, newest);
      const ids = timeline.map(({ elementId }) => elementId);

      const related = notificationStatusHistory.flatMap((entry) => entry.relatedTimelineElements);

      expect(ids).toEqual(expect.arrayContaining(related as string[]));
    }
  });

  it('a cancelled notification shows in v1 what it was before, and in v2.0 that it is cancelled', () => {
    expect(toWireDetail('2.0', newest).notificationStatus).toBe('CANCELLED');
    expect(toWireDetail('1', newest).notificationStatus).toBe('DELIVERING');
    expect(statusesOf('1')).toEqual(['ACCEPTED', 'DELIVERING']);
  });

  it('a notification that came back to the sender is in v2.5 what it was before', () => {
    const returned: WireDetail = {
      ...newest,
      notificationStatus: 'RETURNED_TO_SENDER',
      notificationStatusHistory: newest.notificationStatusHistory.slice(0, 3),
    };

    expect(toWireDetail('2.6', returned).notificationStatus).toBe('RETURNED_TO_SENDER');
    expect(toWireDetail('2.5', returned).notificationStatus).toBe('DELIVERING');
  });
});

describe('payments of a recipient in v2.0 and v1', () => {
  it.each(['2.0', '1'] as const)('v%s has one payment, with the second notice as the alternative', (version) => {
    expect(toWireDetail(version, newest).recipients).toEqual([
      {
        ...aRecipient(),
        payment: {
          noticeCode: '302000100000019421',
          creditorTaxId: '77777777777',
          noticeCodeAlternative: '302000100000019422',
        },
      },
    ]);
  });

  it('v2.1 has the list', () => {
    expect(toWireDetail('2.1', newest).recipients).toEqual(newest.recipients);
  });
});

describe('what v2.0 and v1 cannot express', () => {
  const threeNotices = [aRecipient({ payments: [aPagoPa(0), aPagoPa(1), aPagoPa(2)] })];
  const anF24Too = [aRecipient(), aRecipient({ payments: [aPagoPa(0), anF24()] })];
  const noPec = [{ ...aRecipient(), digitalDomicile: { type: 'SERCQ', address: 'a' } }];
  const rows: readonly (readonly [what: string, change: object, code: string])[] = [
    ['three payments', { recipients: threeNotices }, 'Unable to map payments, more than 2'],
    ['an F24', { recipients: anF24Too }, 'Unable to map payment f24 type'],
    ['a digital domicile that is no PEC', { recipients: noPec }, 'Address type not supported '],
    ['another fee policy', { notificationFeePolicy: 'NONE' }, 'NotificationFeePolicy value not supported'],
    ['another kind of letter', { physicalCommunicationType: 'RS' }, 'PhysicalCommunicationType value not supported'],
    ['ASYNC', { pagoPaIntMode: 'ASYNC' }, 'PagoPaIntMode value not supported'],
    // The other way round than the status check.
    ['ASYNC and an F24', { pagoPaIntMode: 'ASYNC', recipients: anF24Too }, 'Unable to map payment f24 type'],
  ];

  it.each(rows.flatMap(([what, ...row]) => (['2.0', '1'] as const).map((v) => [what, v, ...row] as const)))(
    '%s in v%s',
    (_, version, change, code) => {
      const read = () => toWireDetail(version, { ...newest, ...change } as WireDetail);

      expect(read).toThrow(AdapterProblem);
      expect(read).toThrow(expect.objectContaining({ status: 400, body: { status: 400, errors: [{ code }] } }));
    },
  );

  it.each(rows)('%s is no trouble in v2.1', (_, change) => {
    expect(toWireDetail('2.1', { ...newest, ...change } as WireDetail).timeline).toHaveLength(41);
  });
});
