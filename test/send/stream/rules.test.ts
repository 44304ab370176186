import { describe, expect, it } from 'vitest';
import { days, fromEpochMs, plus } from '../../../src/clock/instant.js';
import { type Category, diagnosticCategories, visibleCategories } from '../../../src/send/notification/model.js';
import { defaultCategories, streamVersions } from '../../../src/send/stream/facts.js';
import type { Arrival, Stream, StreamVersion } from '../../../src/send/stream/model.js';
import {
  effectiveCategories,
  effectiveStatuses,
  enters,
  numberOf,
  placementOf,
  toEventId,
  wantedBy,
  withoutRepetitions,
} from '../../../src/send/stream/rules.js';
import { anElement, iunOf } from './a-stream-room.js';

const now = fromEpochMs(Date.parse('2026-05-04T10:00:00Z'));

const aStream = (changes: Partial<Stream> = {}): Stream => ({
  streamId: 'a-stream',
  paId: 'pa-1',
  version: 'v29',
  title: 'All',
  eventType: 'TIMELINE',
  groups: [],
  filterValues: [],
  waitForAccepted: false,
  activationDate: now,
  ...changes,
});

const anArrival = (category: Category, changes: Partial<Arrival> = {}): Arrival => ({
  iun: iunOf(0),
  notificationRequestId: 'r',
  sentAt: now,
  element: anElement(category, now),
  status: 'ACCEPTED',
  statusBefore: 'ACCEPTED',
  at: now,
  birth: { at: 0 },
  ...changes,
});

const doesEnter = (stream: Stream, arrival: Arrival): boolean => enters(stream, wantedBy(stream), arrival);

describe('the categories of a TIMELINE stream', () => {
  const versions: readonly (readonly [StreamVersion, number])[] = [
    ['v10', 37],
    ['v23', 42],
    ['v24', 42],
    ['v25', 42],
    ['v26', 43],
    ['v27', 43],
    ['v28', 45],
    ['v29', 46],
  ];

  it.each(versions)('without a filter are those that version %s knows: %i', (version, count) => {
    expect(effectiveCategories(version, []).size).toBe(count);
  });

  it('of version 2.9 are all that are visible', () => {
    expect([...effectiveCategories('v29', [])].sort()).toEqual([...visibleCategories].sort());
  });

  it.each([
    ['NOTIFICATION_CANCELLED', 'v10', 'v23'],
    ['PREPARE_ANALOG_DOMICILE_FAILURE', 'v10', 'v23'],
    ['PROBABLE_SCHEDULING_ANALOG_DATE', 'v10', 'v23'],
    ['NOTIFICATION_CANCELLATION_REQUEST', 'v10', 'v23'],
    ['NOTIFICATION_RADD_RETRIEVED', 'v10', 'v23'],
    ['ANALOG_WORKFLOW_RECIPIENT_DECEASED', 'v25', 'v26'],
    ['PUBLIC_REGISTRY_VALIDATION_CALL', 'v27', 'v28'],
    ['PUBLIC_REGISTRY_VALIDATION_RESPONSE', 'v27', 'v28'],
    ['NOTIFICATION_TIMELINE_REWORKED', 'v28', 'v29'],
  ] as const)('include %s from version %s on not yet, from %s on, listed or not', (category, last, first) => {
    expect(effectiveCategories(last, []).has(category)).toBe(false);
    expect(effectiveCategories(last, [category]).has(category)).toBe(false);
    expect(effectiveCategories(first, []).has(category)).toBe(true);
    expect(effectiveCategories(first, [category]).has(category)).toBe(true);
  });

  it('are the listed ones where a filter is given; an unknown value never matches', () => {
    expect([...effectiveCategories('v29', ['REFINEMENT', 'NO_SUCH_THING'])]).toEqual(['REFINEMENT']);
    expect([...effectiveCategories('v29', ['NO_SUCH_THING'])]).toEqual([]);
  });

  it('are nineteen for DEFAULT, with anything listed beside it', () => {
    expect([...effectiveCategories('v29', ['DEFAULT'])].sort()).toEqual([...defaultCategories].sort());
    expect(effectiveCategories('v29', ['DEFAULT', 'AAR_GENERATION']).size).toBe(20);
    expect(effectiveCategories('v29', ['DEFAULT']).has('NOTIFICATION_TIMELINE_REWORKED')).toBe(false);
  });

  it('for DEFAULT stay within the version', () => {
    expect(effectiveCategories('v10', ['DEFAULT']).size).toBe(16);
  });

  it.each(diagnosticCategories)('never include the diagnostic %s, not even listed', (category) => {
    expect(effectiveCategories('v29', [category]).size).toBe(0);
  });
});

describe('the statuses of a STATUS stream', () => {
  const withReturned = Object.keys(streamVersions).filter((version) =>
    effectiveStatuses(version as StreamVersion, []).has('RETURNED_TO_SENDER'),
  );

  it('include RETURNED_TO_SENDER from version 2.6 on', () => {
    expect(withReturned).toEqual(['v26', 'v27', 'v28', 'v29']);
    expect(effectiveStatuses('v25', ['RETURNED_TO_SENDER']).size).toBe(0);
  });

  it('are all of the version without a filter, else the listed ones', () => {
    expect(effectiveStatuses('v29', []).size).toBe(11);
    expect([...effectiveStatuses('v29', ['VIEWED', 'NO_SUCH_STATUS'])]).toEqual(['VIEWED']);
  });

  it('do not know DEFAULT', () => {
    expect(effectiveStatuses('v29', ['DEFAULT']).size).toBe(0);
  });
});

describe('an element that was written', () => {
  it('enters a stream without groups, whatever the group of its notification', () => {
    expect(doesEnter(aStream(), anArrival('AAR_GENERATION'))).toBe(true);
    expect(doesEnter(aStream(), anArrival('AAR_GENERATION', { group: 'first' }))).toBe(true);
  });

  it('enters a stream with groups only when its notification has one of them', () => {
    const stream = aStream({ groups: ['first', 'second'] });

    expect(doesEnter(stream, anArrival('AAR_GENERATION', { group: 'second' }))).toBe(true);
    expect(doesEnter(stream, anArrival('AAR_GENERATION', { group: 'last' }))).toBe(false);
    expect(doesEnter(stream, anArrival('AAR_GENERATION'))).toBe(false);
  });

  it('enters a STATUS stream only when it changed the status', () => {
    const stream = aStream({ eventType: 'STATUS' });
    const changing = anArrival('REQUEST_ACCEPTED', { statusBefore: 'IN_VALIDATION' });

    expect(doesEnter(stream, changing)).toBe(true);
    expect(doesEnter(stream, anArrival('AAR_GENERATION'))).toBe(false);
    expect(doesEnter({ ...stream, filterValues: ['VIEWED'] }, changing)).toBe(false);
  });

  it.each(diagnosticCategories)('enters no stream as the diagnostic %s', (category) => {
    const changing = anArrival(category, { status: 'UNREACHABLE', statusBefore: 'DELIVERING' });

    expect(doesEnter(aStream(), changing)).toBe(false);
    expect(doesEnter(aStream({ eventType: 'STATUS' }), changing)).toBe(false);
  });

  it('that returns to the sender enters a STATUS stream of version 2.6, not of 2.5', () => {
    const changes = { status: 'RETURNED_TO_SENDER', statusBefore: 'DELIVERING' } as const;
    const returned = anArrival('ANALOG_WORKFLOW_RECIPIENT_DECEASED', changes);

    expect(doesEnter(aStream({ eventType: 'STATUS', version: 'v26' }), returned)).toBe(true);
    expect(doesEnter(aStream({ eventType: 'STATUS', version: 'v25' }), returned)).toBe(false);
  });
});

describe('with waitForAccepted', () => {
  const waiting = aStream({ waitForAccepted: true });

  it.each([
    'SENDER_ACK_CREATION_REQUEST',
    'VALIDATE_NORMALIZE_ADDRESSES_REQUEST',
    'NORMALIZED_ADDRESS',
    'VALIDATE_F24_REQUEST',
    'VALIDATED_F24',
    'PUBLIC_REGISTRY_VALIDATION_CALL',
    'PUBLIC_REGISTRY_VALIDATION_RESPONSE',
  ] as const)('%s passes at once', (category) => {
    expect(placementOf(waiting, anArrival(category), false)).toBe('enter');
  });

  it.each(['REQUEST_ACCEPTED', 'REQUEST_REFUSED'] as const)('%s unlocks', (category) => {
    expect(placementOf(waiting, anArrival(category), false)).toBe('unlock');
  });

  it('anything else is held until its notification is unlocked', () => {
    expect(placementOf(waiting, anArrival('AAR_GENERATION'), false)).toBe('hold');
    expect(placementOf(waiting, anArrival('AAR_GENERATION'), true)).toBe('enter');
    expect(placementOf(aStream(), anArrival('AAR_GENERATION'), false)).toBe('enter');
  });

  it('a notification older than two days is not held, and sets everything free', () => {
    const written = (length: number): Arrival => anArrival('AAR_GENERATION', { at: plus(now, length) });

    expect(placementOf(waiting, written(days(2)), false)).toBe('hold');
    expect(placementOf(waiting, written(days(2) + 1), false)).toBe('releaseAll');
  });

  it('a notification sent before the stream began is not held', () => {
    const younger = aStream({ waitForAccepted: true, activationDate: plus(now, 1) });

    expect(placementOf(younger, anArrival('AAR_GENERATION'), false)).toBe('enter');
  });
});

describe('an event id', () => {
  it('is padded to 38 digits, so that it sorts as text', () => {
    expect(toEventId(42)).toBe('00000000000000000000000000000000000042');
    expect(toEventId(9) < toEventId(10)).toBe(true);
  });

  it('is read back; missing, empty or no number stand before the first event', () => {
    expect(numberOf(toEventId(1_042))).toBe(1_042);
    expect([undefined, '', 'x', '-1', '1e3', '0x10'].map(numberOf)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(numberOf('0'.padEnd(38, '9'))).toBeGreaterThan(Number.MAX_SAFE_INTEGER);
  });
});

it('the same element twice in a page is shown once, the first time', () => {
  const arrival = anArrival('AAR_GENERATION');
  const other = anArrival('REFINEMENT');

  expect(
    withoutRepetitions([
      { number: 1, arrival },
      { number: 2, arrival: other },
      { number: 3, arrival },
    ]).map(({ number }) => number),
  ).toEqual([1, 2]);
});
