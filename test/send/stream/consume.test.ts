import { describe, expect, it } from 'vitest';
import { days, hours, seconds } from '../../../src/clock/instant.js';
import { toEventId } from '../../../src/send/stream/rules.js';
import { aCaller, aStreamWorld, iunOf, refusalOf, type StreamWorld } from './a-stream-room.js';

const writeMany = ({ write }: StreamWorld, count: number): void => {
  for (let i = 0; i < count; i++) write('SEND_ANALOG_PROGRESS');
};
const numbers = (page: { readonly events: readonly { readonly number: number }[] }): readonly number[] =>
  page.events.map(({ number }) => number);
const upTo = (last: number, first = 1): readonly number[] =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i);

describe('reading a stream', () => {
  it('numbers the events from one, in order of arrival', () => {
    const world = aStreamWorld();
    const streamId = world.create();
    for (const n of [2, 0, 1]) world.write('AAR_GENERATION', { iun: iunOf(n) });

    const { events } = world.consume(streamId);

    expect(events.map(({ number, arrival }) => [number, arrival.iun])).toEqual([
      [1, iunOf(2)],
      [2, iunOf(0)],
      [3, iunOf(1)],
    ]);
  });

  it('gives only what was written while the stream existed', () => {
    const world = aStreamWorld();
    world.write('REQUEST_ACCEPTED');
    const streamId = world.create();
    world.write('AAR_GENERATION');

    expect(world.read(streamId)).toEqual(['AAR_GENERATION']);
  });

  it('gives only what was written for the body', () => {
    const world = aStreamWorld();
    const streamId = world.create();
    world.write('AAR_GENERATION', { paId: 'pa-2' });

    expect(world.read(streamId)).toEqual([]);
  });

  it('gives fifty at most, then what comes after the last one', () => {
    const world = aStreamWorld();
    const streamId = world.create();
    writeMany(world, 120);

    const first = world.consume(streamId);
    const second = world.consume(streamId, toEventId(50));
    const third = world.consume(streamId, toEventId(100));

    expect([first, second, third].map(numbers)).toEqual([upTo(50), upTo(100, 51), upTo(120, 101)]);
    expect([first, second, third].map(({ retryAfterMs }) => retryAfterMs)).toEqual([0, 0, 0]);
  });

  it('asks for a minute of patience when the page is empty, or for what is configured', () => {
    const world = aStreamWorld();
    const patient = aStreamWorld({ retryAfterMs: 5 });

    expect(world.consume(world.create())).toEqual({ events: [], retryAfterMs: 60_000 });
    expect(patient.consume(patient.create()).retryAfterMs).toBe(5);
    const caller = aCaller({ settings: { retryAfterMs: 900_000 } });
    expect(patient.consume(patient.create(), undefined, caller).retryAfterMs).toBe(900_000);
  });

  it('too early is answered all the same, unless the pause of the body is enforced: then 429 until it is over', () => {
    const world = aStreamWorld();
    const streamId = world.create();
    const strict = aCaller({ settings: { retryAfterMs: 1_000, enforceRetryAfter: true } });
    const tooEarly = { status: 429, code: 'PN_STREAM_RETRY_AFTER_ERROR', detail: undefined };
    const read = () => world.consume(streamId, undefined, strict);
    world.consume(streamId);
    world.consume(streamId);

    expect(world.consume(world.create(), undefined, strict).retryAfterMs).toBe(1_000);
    expect(refusalOf(read)).toEqual(tooEarly);
    world.write('REQUEST_ACCEPTED');
    expect(refusalOf(read)).toEqual(tooEarly);
    world.context.waitReally(seconds(59));
    expect(refusalOf(read)).toEqual(tooEarly);
    world.context.advance(seconds(1));
    expect(read().events).toHaveLength(1);
    expect(read().events).toHaveLength(1);
  });

  it('consumes nothing: the same question has the same answer', () => {
    const world = aStreamWorld();
    const streamId = world.create();
    writeMany(world, 60);

    expect(numbers(world.consume(streamId))).toEqual(upTo(50));
    expect(numbers(world.consume(streamId))).toEqual(upTo(50));
    expect(numbers(world.consume(streamId, ''))).toEqual(upTo(50));
    expect(numbers(world.consume(streamId, toEventId(50)))).toEqual(upTo(60, 51));
    expect(numbers(world.consume(streamId, toEventId(50)))).toEqual(upTo(60, 51));
  });

  it('acknowledges up to lastEventId: nobody sees those again', () => {
    const world = aStreamWorld();
    const streamId = world.create();
    writeMany(world, 5);

    world.consume(streamId, toEventId(3));

    expect(numbers(world.consume(streamId))).toEqual([4, 5]);
    expect(numbers(world.consume(streamId, toEventId(1)))).toEqual([4, 5]);
  });

  it('with an id beyond the last event acknowledges all, and what comes later is still there', () => {
    const world = aStreamWorld();
    const streamId = world.create();
    writeMany(world, 3);

    expect(world.consume(streamId, '0'.padEnd(38, '9'))).toEqual({ events: [], retryAfterMs: 60_000 });
    writeMany(world, 1);

    expect(numbers(world.consume(streamId))).toEqual([4]);
  });

  it('stores a step only where something was acknowledged', () => {
    const world = aStreamWorld();
    const streamId = world.create();
    writeMany(world, 2);

    for (const id of [undefined, toEventId(2), toEventId(2), toEventId(1)]) world.consume(streamId, id);

    expect(world.context.steps.map(({ data }) => (data as { readonly kind: string }).kind)).toEqual([
      'created',
      'acknowledged',
    ]);
  });

  it('remembers what a notification was before it returned to its sender, also from before the stream', () => {
    const world = aStreamWorld();
    const statusesOf = (streamId: string) =>
      world.consume(streamId).events.map(({ arrival }) => [arrival.status, arrival.statusBeforeReturn]);
    const returned = { status: 'RETURNED_TO_SENDER' } as const;
    world.write('ANALOG_WORKFLOW_RECIPIENT_DECEASED', { ...returned, before: 'VIEWED' });
    const streamId = world.create();

    world.write('AAR_GENERATION', returned);
    world.write('AAR_GENERATION', { iun: iunOf(1) });
    expect(statusesOf(streamId)).toEqual([
      ['RETURNED_TO_SENDER', 'VIEWED'],
      ['ACCEPTED', undefined],
    ]);

    world.room.reset();
    const another = world.create();
    world.write('AAR_GENERATION', returned);
    expect(statusesOf(another)).toEqual([['RETURNED_TO_SENDER', undefined]]);
  });

  it('shows an element once in a page', () => {
    const world = aStreamWorld();
    const streamId = world.create();
    for (let i = 0; i < 2; i++) world.write('AAR_GENERATION', { elementId: 'AAR_GEN.IUN_X' });
    world.write('REFINEMENT');

    expect(numbers(world.consume(streamId))).toEqual([1, 3]);
  });
});

describe('streams of one body', () => {
  it('count and acknowledge each for itself', () => {
    const world = aStreamWorld();
    const everything = world.create();
    const end = world.create({ filterValues: ['REFINEMENT'] });
    const statuses = world.create({ eventType: 'STATUS' });
    world.write('REQUEST_ACCEPTED', { before: 'IN_VALIDATION', status: 'ACCEPTED' });
    world.write('AAR_GENERATION');
    world.write('REFINEMENT', { before: 'DELIVERED', status: 'EFFECTIVE_DATE' });

    world.consume(everything, toEventId(2));

    expect(numbers(world.consume(everything))).toEqual([3]);
    expect(numbers(world.consume(end))).toEqual([1]);
    expect(world.read(statuses)).toEqual(['REQUEST_ACCEPTED', 'REFINEMENT']);
  });

  it('hold the same arrival, not copies of it', () => {
    const world = aStreamWorld();
    const ids = Array.from({ length: 10 }, () => world.create());
    world.write('AAR_GENERATION');

    const arrivals = new Set(ids.map((id) => world.consume(id).events[0]?.arrival));

    expect(arrivals.size).toBe(1);
  });

  it('get what their groups may see', () => {
    const world = aStreamWorld();
    const first = world.create({ groups: ['first'] });
    const all = world.create();
    for (const group of ['first', 'last']) world.write('AAR_GENERATION', { group });
    world.write('AAR_GENERATION');

    expect(world.consume(first, undefined, aCaller({ keyGroups: ['first', 'last'] })).events).toHaveLength(1);
    expect(world.consume(all).events).toHaveLength(3);
  });
});

describe('the age of events', () => {
  it('ends after seven days of storage time, read or not', () => {
    const world = aStreamWorld();
    const streamId = world.create();
    world.write('AAR_GENERATION');
    world.context.advance(days(3));
    world.write('REFINEMENT');

    world.context.waitReally(days(4));
    expect(numbers(world.consume(streamId))).toEqual([1, 2]);
    world.context.waitReally(1);
    expect(numbers(world.consume(streamId))).toEqual([2]);
    world.context.advance(days(3));

    expect(numbers(world.consume(streamId))).toEqual([]);
  });

  it('begins at the end of the move in which they were written', () => {
    const world = aStreamWorld();
    const streamId = world.create();
    const birth = { at: world.context.time.storageNow() };
    world.write('AAR_GENERATION', { birth });
    world.write('REFINEMENT', { birth });
    world.context.advance(days(120));
    birth.at = world.context.time.storageNow();

    world.context.waitReally(days(7));
    world.write('PAYMENT');

    expect(numbers(world.consume(streamId))).toEqual([1, 2, 3]);
  });

  it('does not count where retention is off', () => {
    const world = aStreamWorld({ retention: 'off' });
    const streamId = world.create();
    world.write('AAR_GENERATION');
    world.context.advance(days(365));
    world.write('REFINEMENT');

    expect(numbers(world.consume(streamId))).toEqual([1, 2]);
  });

  it('is looked at when events are written too, so that an unread stream does not grow', () => {
    const world = aStreamWorld();
    world.create();
    writeMany(world, 10);
    world.context.advance(days(7) + hours(1));
    writeMany(world, 1);

    expect(world.room.counts?.()).toEqual({ streams: 1, streamEvents: 1 });
  });
});

describe('a stream that nobody reads', () => {
  it('drops the oldest events beyond its capacity, and says so', () => {
    const world = aStreamWorld({ keptEvents: 3 });
    const streamId = world.create();
    writeMany(world, 5);

    expect(numbers(world.consume(streamId))).toEqual([3, 4, 5]);
    expect(world.room.state()).toMatchObject([{ counter: 5, stored: 3, held: 0, dropped: 2 }]);
  });

  it('drops what it holds back beyond its capacity too', () => {
    const world = aStreamWorld({ keptEvents: 3 });
    const streamId = world.create({ waitForAccepted: true, filterValues: ['AAR_GENERATION'] });
    for (let i = 0; i < 5; i++) world.write('AAR_GENERATION', { iun: iunOf(i) });

    expect(world.consume(streamId).events).toEqual([]);
    expect(world.room.state()).toMatchObject([{ stored: 0, held: 3, dropped: 2 }]);
  });
});

describe('waitForAccepted', () => {
  const validation = { before: 'IN_VALIDATION', status: 'IN_VALIDATION' } as const;

  it('holds back what comes before the acceptance, then gives it numbers after it', () => {
    const world = aStreamWorld();
    const waiting = world.create({ waitForAccepted: true });
    const plain = world.create();
    world.write('NOTIFICATION_CANCELLATION_REQUEST', validation);
    world.write('SENDER_ACK_CREATION_REQUEST', validation);
    expect(world.read(waiting)).toEqual(['SENDER_ACK_CREATION_REQUEST']);
    expect(world.room.state().map(({ held }) => held)).toEqual([1, 0]);

    world.write('REQUEST_ACCEPTED', { before: 'IN_VALIDATION', status: 'ACCEPTED' });
    world.write('AAR_GENERATION');

    expect(world.read(waiting)).toEqual([
      'SENDER_ACK_CREATION_REQUEST',
      'REQUEST_ACCEPTED',
      'NOTIFICATION_CANCELLATION_REQUEST',
      'AAR_GENERATION',
    ]);
    expect(world.read(plain)[0]).toBe('NOTIFICATION_CANCELLATION_REQUEST');
  });

  it('is ended by a refusal too, for that notification alone', () => {
    const world = aStreamWorld();
    const streamId = world.create({ waitForAccepted: true });
    for (const n of [0, 1]) world.write('AAR_GENERATION', { iun: iunOf(n), ...validation });

    world.write('REQUEST_REFUSED', { iun: iunOf(1), before: 'IN_VALIDATION', status: 'REFUSED' });

    const events = world.consume(streamId).events.map(({ arrival }) => [arrival.iun, arrival.element.category]);
    expect(events).toEqual([
      [iunOf(1), 'REQUEST_REFUSED'],
      [iunOf(1), 'AAR_GENERATION'],
    ]);
  });

  it('makes released events as old as their release', () => {
    const world = aStreamWorld();
    const streamId = world.create({ waitForAccepted: true });
    world.write('AAR_GENERATION', validation);
    world.context.waitReally(days(6));
    world.write('REQUEST_ACCEPTED');
    world.consume(streamId, toEventId(1));
    world.context.waitReally(days(7));

    expect(world.read(streamId)).toEqual(['AAR_GENERATION']);
  });

  it('holds everything for two days where the filter keeps acceptance and refusal out', () => {
    const world = aStreamWorld();
    const streamId = world.create({ waitForAccepted: true, eventType: 'STATUS', filterValues: ['VIEWED'] });
    const sentAt = world.context.time.now();
    world.write('REQUEST_ACCEPTED', { sentAt, before: 'IN_VALIDATION', status: 'ACCEPTED' });
    world.write('NOTIFICATION_VIEWED', { sentAt, before: 'ACCEPTED', status: 'VIEWED' });
    expect(world.read(streamId)).toEqual([]);

    world.context.advance(days(2) + seconds(1));
    world.write('NOTIFICATION_VIEWED', { iun: iunOf(1), sentAt, before: 'ACCEPTED', status: 'VIEWED' });

    expect(world.consume(streamId).events.map(({ arrival }) => arrival.iun)).toEqual([iunOf(1), iunOf(0)]);
    expect(world.room.state()).toMatchObject([{ held: 0 }]);
  });

  it('does not concern notifications sent before the stream began', () => {
    const world = aStreamWorld();
    const sentAt = world.context.time.now();
    world.context.advance(hours(1));
    const streamId = world.create({ waitForAccepted: true });
    world.write('AAR_GENERATION', { sentAt });

    expect(world.read(streamId)).toEqual(['AAR_GENERATION']);
  });

  it('remembers for two days that a notification was accepted, and needs it no longer', () => {
    const world = aStreamWorld();
    const streamId = world.create({ waitForAccepted: true });
    const sentAt = world.context.time.now();
    world.write('REQUEST_ACCEPTED', { sentAt });
    world.context.advance(days(1));
    world.write('AAR_GENERATION', { sentAt });
    world.context.advance(days(3));
    world.write('REQUEST_ACCEPTED', { iun: iunOf(1) });
    world.write('REFINEMENT', { sentAt });

    expect(world.read(streamId)).toEqual(['REQUEST_ACCEPTED', 'AAR_GENERATION', 'REQUEST_ACCEPTED', 'REFINEMENT']);
  });
});

it('a removed stream is gone with its events', () => {
  const world = aStreamWorld();
  const streamId = world.create();
  writeMany(world, 3);
  world.room.remove(aCaller(), 'v29', streamId);
  writeMany(world, 1);

  expect(refusalOf(() => world.consume(streamId)).status).toBe(404);
  expect(world.room.counts?.()).toEqual({ streams: 0, streamEvents: 0 });
});
