import { describe, expect, it } from 'vitest';
import { fromEpochMs, plus, seconds } from '../../../src/clock/instant.js';
import type { Category, NotificationStatus, TimelineElement } from '../../../src/send/notification/model.js';
import { statusHistory, statusOf } from '../../../src/send/notification/status.js';

const start = fromEpochMs(Date.parse('2026-02-03T09:00:00Z'));

type Told = Category | readonly [Category, recIndex: number];

/** A sorted timeline, a second between elements. */
const timelineOf = (told: readonly Told[]): readonly TimelineElement[] =>
  told.map((one, i) => {
    const [category, recIndex] = typeof one === 'string' ? [one, 0] : one;
    const at = plus(start, seconds(i + 1));
    const elementId = `${category}.${recIndex}.${i}`;
    return { elementId, category, ingestedAt: at, eventAt: at, legalFactsIds: [], details: { recIndex } };
  });

/** The shortest way to a status, for one recipient. */
const ways: Partial<Record<NotificationStatus, readonly Category[]>> = {
  IN_VALIDATION: [],
  ACCEPTED: ['REQUEST_ACCEPTED'],
  REFUSED: ['REQUEST_REFUSED'],
  DELIVERING: ['REQUEST_ACCEPTED', 'SEND_ANALOG_DOMICILE'],
  DELIVERED: ['REQUEST_ACCEPTED', 'SEND_ANALOG_DOMICILE', 'ANALOG_SUCCESS_WORKFLOW'],
  VIEWED: ['REQUEST_ACCEPTED', 'NOTIFICATION_VIEWED'],
  UNREACHABLE: ['REQUEST_ACCEPTED', 'COMPLETELY_UNREACHABLE'],
  EFFECTIVE_DATE: ['REQUEST_ACCEPTED', 'SEND_ANALOG_DOMICILE', 'ANALOG_SUCCESS_WORKFLOW', 'REFINEMENT'],
  RETURNED_TO_SENDER: ['REQUEST_ACCEPTED', 'SEND_ANALOG_DOMICILE', 'ANALOG_WORKFLOW_RECIPIENT_DECEASED'],
  CANCELLED: ['REQUEST_ACCEPTED', 'NOTIFICATION_CANCELLED'],
};
const columns: readonly Category[] = [
  'SEND_DIGITAL_DOMICILE',
  'SEND_ANALOG_DOMICILE',
  'DIGITAL_DELIVERY_CREATION_REQUEST',
  'ANALOG_SUCCESS_WORKFLOW',
  'COMPLETELY_UNREACHABLE',
  'ANALOG_WORKFLOW_RECIPIENT_DECEASED',
  'ANALOG_FAILURE_WORKFLOW_TIMEOUT',
  'NOTIFICATION_VIEWED',
  'REFINEMENT',
  'NOTIFICATION_CANCELLED',
  'NOT_HANDLED',
  'PAYMENT',
];

/** Every pair that changes the status of a notification with one recipient. Source: pn-timeline-service utils/StateMap.java */
const changes: Readonly<Partial<Record<NotificationStatus, Partial<Record<Category, NotificationStatus>>>>> = {
  ACCEPTED: {
    SEND_DIGITAL_DOMICILE: 'DELIVERING',
    SEND_ANALOG_DOMICILE: 'DELIVERING',
    NOTIFICATION_VIEWED: 'VIEWED',
    COMPLETELY_UNREACHABLE: 'UNREACHABLE',
    NOTIFICATION_CANCELLED: 'CANCELLED',
    NOT_HANDLED: 'CANCELLED',
  },
  DELIVERING: {
    DIGITAL_DELIVERY_CREATION_REQUEST: 'DELIVERED',
    ANALOG_SUCCESS_WORKFLOW: 'DELIVERED',
    COMPLETELY_UNREACHABLE: 'UNREACHABLE',
    NOTIFICATION_VIEWED: 'VIEWED',
    ANALOG_WORKFLOW_RECIPIENT_DECEASED: 'RETURNED_TO_SENDER',
    NOTIFICATION_CANCELLED: 'CANCELLED',
  },
  DELIVERED: {
    NOTIFICATION_VIEWED: 'VIEWED',
    REFINEMENT: 'EFFECTIVE_DATE',
    NOTIFICATION_CANCELLED: 'CANCELLED',
    NOT_HANDLED: 'CANCELLED',
  },
  UNREACHABLE: { NOTIFICATION_VIEWED: 'VIEWED', REFINEMENT: 'EFFECTIVE_DATE', NOTIFICATION_CANCELLED: 'CANCELLED' },
  EFFECTIVE_DATE: { NOTIFICATION_VIEWED: 'VIEWED', NOTIFICATION_CANCELLED: 'CANCELLED' },
  VIEWED: { ANALOG_WORKFLOW_RECIPIENT_DECEASED: 'RETURNED_TO_SENDER', NOTIFICATION_CANCELLED: 'CANCELLED' },
  RETURNED_TO_SENDER: { NOTIFICATION_CANCELLED: 'CANCELLED' },
};

describe('the status of a notification with one recipient', () => {
  it.each(Object.entries(ways).filter(([status]) => status !== 'IN_VALIDATION') as [NotificationStatus, Category[]][])(
    'in %s follows every element as the state map says',
    (status, way) => {
      const found = columns.map((category) => [category, statusOf(timelineOf([...way, category]), 1)]);
      expect(found).toEqual(columns.map((category) => [category, changes[status]?.[category] ?? status]));
    },
  );
});

describe('the status of a notification with several recipients', () => {
  const sent: readonly Told[] = ['REQUEST_ACCEPTED', ['SEND_ANALOG_DOMICILE', 0], ['SEND_ANALOG_DOMICILE', 1]];
  const digital: Told = ['DIGITAL_DELIVERY_CREATION_REQUEST', 0];
  const delivered = (r: number): Told => ['ANALOG_SUCCESS_WORKFLOW', r];
  const unreachable = (r: number): Told => ['COMPLETELY_UNREACHABLE', r];
  const deceased = (r: number): Told => ['ANALOG_WORKFLOW_RECIPIENT_DECEASED', r];
  const timeout = (r: number): Told => ['ANALOG_FAILURE_WORKFLOW_TIMEOUT', r];

  it.each<readonly [string, readonly Told[], NotificationStatus]>([
    ['delivered and still open', [delivered(0)], 'DELIVERING'],
    ['delivered twice', [delivered(0), delivered(1)], 'DELIVERED'],
    ['delivered and unreachable', [delivered(0), unreachable(1)], 'DELIVERED'],
    ['unreachable, then delivered', [unreachable(1), delivered(0)], 'DELIVERED'],
    ['delivered and deceased', [delivered(0), deceased(1)], 'DELIVERED'],
    ['digital end and unreachable', [digital, unreachable(1)], 'DELIVERED'],
    ['unreachable twice', [unreachable(0), unreachable(1)], 'UNREACHABLE'],
    ['unreachable and deceased', [unreachable(0), deceased(1)], 'UNREACHABLE'],
    ['deceased twice', [deceased(0), deceased(1)], 'RETURNED_TO_SENDER'],
    ['time-out and deceased', [timeout(0), deceased(1)], 'DELIVERING'],
    ['one viewed, the other open', [['NOTIFICATION_VIEWED', 0]], 'VIEWED'],
    ['one viewed, the other deceased', [['NOTIFICATION_VIEWED', 0], deceased(1)], 'VIEWED'],
    ['a view by the deceased one', [deceased(1), ['NOTIFICATION_VIEWED', 1]], 'DELIVERING'],
    [
      'a view by the deceased one, after all ended',
      [deceased(1), delivered(0), ['NOTIFICATION_VIEWED', 1]],
      'DELIVERED',
    ],
    ['a view by the other one', [deceased(1), ['NOTIFICATION_VIEWED', 0]], 'VIEWED'],
    ['a term over while the other is open', [delivered(0), ['REFINEMENT', 0]], 'EFFECTIVE_DATE'],
    ['and the other unreachable after it', [delivered(0), ['REFINEMENT', 0], unreachable(1)], 'EFFECTIVE_DATE'],
    ['unreachable and deceased, then cancelled', [unreachable(0), deceased(1), 'NOTIFICATION_CANCELLED'], 'CANCELLED'],
  ])('%s', (_, ends, status) => {
    expect(statusOf(timelineOf([...sent, ...ends]), 2)).toBe(status);
  });
});

describe('the status history', () => {
  it('hangs every element under the status in force; ACCEPTED begins with the sending', () => {
    const timeline = timelineOf([
      'NORMALIZED_ADDRESS',
      'REQUEST_ACCEPTED',
      'AAR_GENERATION',
      'SEND_DIGITAL_DOMICILE',
      'PAYMENT',
    ]);
    const history = statusHistory(timeline, 1, start);

    expect(history.map(({ status, activeFrom }) => [status, activeFrom])).toEqual([
      ['ACCEPTED', start],
      ['DELIVERING', plus(start, seconds(4))],
    ]);
    expect(history.map((h) => h.relatedTimelineElements.map((id) => id.split('.')[0]))).toEqual([
      ['REQUEST_ACCEPTED', 'AAR_GENERATION'],
      ['SEND_DIGITAL_DOMICILE', 'PAYMENT'],
    ]);
  });

  it('keeps the own instant of a refusal', () => {
    expect(statusHistory(timelineOf(['REQUEST_REFUSED']), 1, start)).toMatchObject([
      { status: 'REFUSED', activeFrom: plus(start, seconds(1)) },
    ]);
  });
});
