import { describe, expect, it } from 'vitest';
import { createAgenda } from '../../../src/clock/agenda.js';
import { days, fromEpochMs, hours, type Instant, seconds } from '../../../src/clock/instant.js';
import type { Room, Step } from '../../../src/sandbox/room.js';
import type { NewElement, NotificationHead } from '../../../src/send/notification/model.js';
import { createNotificationRoom, type NotificationRoom } from '../../../src/send/notification/service.js';
import { numberOf } from '../../../src/send/stream/rules.js';
import { createStreamRoom, type StreamRoom } from '../../../src/send/stream/service.js';
import { toWireEventV29 } from '../../../src/send/stream/wire/v29.js';
import { aRoomContext, type FakeContext } from '../../support/room-context.js';
import { aRequest as aNotificationRequest } from '../request/a-request.js';
import { aCaller, aRequest, iunOf, requestIdOf } from './a-stream-room.js';

interface Rooms {
  readonly notifications: NotificationRoom;
  readonly streams: StreamRoom;
}

/** The rooms of a sandbox as the composition root joins them: streams listen to notifications. */
const roomsOf = (context: FakeContext): Rooms => {
  const notifications = createNotificationRoom(context, createAgenda());
  const streams = createStreamRoom(context, { retention: 'platform', written: () => undefined });
  notifications.onAppended(streams.onAppended);
  return { notifications, streams };
};

const aSandbox = (sandboxId = 'sandbox-1'): Rooms & { readonly context: FakeContext } => {
  const context = aRoomContext({ sandboxId });
  return { context, ...roomsOf(context) };
};

/** Fresh rooms from stored steps, as after a restart. */
const rebuilt = (context: FakeContext): Rooms => {
  const rooms = roomsOf(context);
  const byName = new Map<string, Room>([rooms.notifications as Room, rooms.streams as Room].map((r) => [r.name, r]));
  for (const step of context.steps) byName.get(step.room)?.apply(structuredClone(step) as Step);
  return rooms;
};

const headOf = (n: number, sentAt: Instant): NotificationHead => {
  const request = {
    ...aNotificationRequest(),
    paFee: 0,
    vat: 0,
    pagoPaIntMode: 'NONE',
    physicalCommunicationPriority: 0,
  };
  return {
    iun: iunOf(n),
    notificationRequestId: requestIdOf(iunOf(n)),
    sentAt,
    sender: { paId: 'pa-1', taxId: '12345678903', denomination: 'Comune di Esempio' },
    request: request as NotificationHead['request'],
    version: '2.6',
  };
};

const elementOf = (n: number, category: NewElement['category'], idx = 0): NewElement => ({
  elementId: `${category}.IUN_${iunOf(n)}.IDX_${idx}`,
  category,
});

/** From validation to refinement, a step at a time. */
const life: readonly NewElement['category'][] = [
  'REQUEST_ACCEPTED',
  'AAR_CREATION_REQUEST',
  'AAR_GENERATION',
  'SEND_DIGITAL_DOMICILE',
  'SEND_DIGITAL_PROGRESS',
  'SEND_DIGITAL_FEEDBACK',
  'DIGITAL_DELIVERY_CREATION_REQUEST',
  'SCHEDULE_REFINEMENT',
  'DIGITAL_SUCCESS_WORKFLOW',
  'REFINEMENT',
];

const send = ({ notifications, context }: ReturnType<typeof aSandbox>, n: number): void =>
  notifications.create(headOf(n, context.time.now()), {
    elements: [elementOf(n, 'SENDER_ACK_CREATION_REQUEST')],
  });
const live = ({ notifications, context }: ReturnType<typeof aSandbox>, n: number): void => {
  for (const [i, category] of life.entries()) {
    notifications.append(iunOf(n), { elements: [elementOf(n, category, i)] });
    context.advance(seconds(1));
  }
};

const readAll = (streams: StreamRoom, streamId: string): readonly unknown[] =>
  streams.consume(aCaller(), 'v29', streamId).events.map(toWireEventV29);

describe('events of real notifications', () => {
  it('follow the status: STATUS streams show its changes, TIMELINE streams everything', () => {
    const sandbox = aSandbox();
    const { streams } = sandbox;
    const timeline = streams.create(aCaller(), 'v29', aRequest()).streamId;
    const statuses = streams.create(aCaller(), 'v29', aRequest({ eventType: 'STATUS' })).streamId;
    send(sandbox, 0);
    live(sandbox, 0);

    const told = streams.consume(aCaller(), 'v29', statuses).events.map(({ arrival }) => arrival.status);
    const all = readAll(streams, timeline) as readonly { readonly iun?: string; readonly newStatus: string }[];

    expect(told).toEqual(['ACCEPTED', 'DELIVERING', 'DELIVERED', 'EFFECTIVE_DATE']);
    expect(all).toHaveLength(life.length + 1);
    expect(all[0]).toMatchObject({ newStatus: 'IN_VALIDATION', notificationRequestId: requestIdOf(iunOf(0)) });
    expect(all[0]).not.toHaveProperty('iun');
    expect(all[1]).toMatchObject({ newStatus: 'ACCEPTED', iun: iunOf(0) });
  });

  it('go to the streams of the group that the notification was sent for', () => {
    const sandbox = aSandbox();
    const { streams, notifications, context } = sandbox;
    const ids = ['first', 'last'].map(
      (group) => streams.create(aCaller(), 'v29', aRequest({ groups: [group] })).streamId,
    );
    const head = headOf(0, context.time.now());
    notifications.create(
      { ...head, request: { ...head.request, group: 'first' } },
      { elements: [elementOf(0, 'SENDER_ACK_CREATION_REQUEST')] },
    );

    expect(ids.map((id) => readAll(streams, id).length)).toEqual([1, 0]);
  });

  it('come once, however often an element is written', () => {
    const sandbox = aSandbox();
    const { streamId } = sandbox.streams.create(aCaller(), 'v29', aRequest());
    send(sandbox, 0);
    for (let i = 0; i < 3; i++) sandbox.notifications.append(iunOf(0), { elements: [elementOf(0, 'AAR_GENERATION')] });

    expect(readAll(sandbox.streams, streamId)).toHaveLength(2);
  });
});

it('writing an element stores the same with one stream as with ten', () => {
  const storedWith = (count: number): string => {
    const sandbox = aSandbox();
    for (let i = 0; i < count; i++)
      sandbox.streams.create(aCaller(), 'v29', aRequest({ waitForAccepted: i % 2 === 1 }));
    send(sandbox, 0);
    live(sandbox, 0);
    expect(sandbox.streams.counts?.()).toEqual({ streams: count, streamEvents: count * (life.length + 1) });
    return JSON.stringify(sandbox.context.steps.slice(count).map(({ seq: _, ...step }) => step));
  };

  expect(storedWith(10)).toBe(storedWith(1));
});

describe('a client that polls while events arrive', () => {
  it('ends with exactly the timelines, in order, each event once', () => {
    const sandbox = aSandbox();
    const { streams, notifications, context } = sandbox;
    const { streamId } = streams.create(aCaller(), 'v29', aRequest());
    const seen: string[] = [];
    let lastEventId: string | undefined;
    const poll = (): number => {
      const events = streams.consume(aCaller(), 'v29', streamId, lastEventId).events.map(toWireEventV29);
      for (const { eventId, element } of events) {
        expect(lastEventId === undefined || eventId > lastEventId).toBe(true);
        lastEventId = eventId;
        seen.push(element.elementId);
      }
      return events.length;
    };

    for (let n = 0; n < 20; n++) send(sandbox, n);
    for (const [i, category] of life.entries()) {
      for (let n = 0; n < 20; n++) {
        notifications.append(iunOf(n), { elements: [elementOf(n, category, i)] });
        if ((n + i) % 7 === 0) poll();
      }
      context.advance(hours(1));
    }
    while (poll() > 0);

    const written = Array.from({ length: 20 }, (_, n) =>
      notifications.timeline(iunOf(n)).map((e) => e.elementId),
    ).flat();
    expect(seen).toHaveLength(20 * (life.length + 1));
    expect([...seen].sort()).toEqual([...written].sort());
    expect(streams.counts?.()).toEqual({ streams: 1, streamEvents: 0 });
    expect(numberOf(lastEventId)).toBe(seen.length);
  });
});

describe('after a restart', () => {
  it('the same streams give the same events with the same ids', () => {
    const sandbox = aSandbox();
    const { streams, context } = sandbox;
    send(sandbox, 0);
    const all = streams.create(aCaller(), 'v29', aRequest()).streamId;
    const waiting = streams.create(aCaller(), 'v29', aRequest({ waitForAccepted: true })).streamId;
    const old = streams.create(aCaller(), 'v29', aRequest({ eventType: 'STATUS' })).streamId;
    const removed = streams.create(aCaller(), 'v29', aRequest()).streamId;
    live(sandbox, 0);
    streams.remove(aCaller(), 'v29', removed);
    const replacing = streams.create(aCaller(), 'v29', aRequest({ replacedStreamId: old })).streamId;
    streams.update(aCaller(), 'v29', replacing, aRequest({ filterValues: ['DEFAULT'] }));
    send(sandbox, 1);
    sandbox.notifications.append(iunOf(1), { elements: [elementOf(1, 'NOTIFICATION_CANCELLATION_REQUEST')] });
    const third = streams.consume(aCaller(), 'v29', all).events[2];
    streams.consume(aCaller(), 'v29', all, String(third?.number).padStart(38, '0'));
    live(sandbox, 1);

    const again = rebuilt(context);

    expect(again.streams.state()).toEqual(streams.state());
    expect(again.streams.list(aCaller())).toEqual(streams.list(aCaller()));
    for (const id of [all, waiting, old, replacing]) {
      expect(readAll(streams, id).length).toBeGreaterThan(0);
      expect(readAll(again.streams, id)).toEqual(readAll(streams, id));
    }
    expect(streams.state()[0]).toMatchObject({ counter: 22, stored: 19 });
  });

  it('what the stream held back is held back still', () => {
    const sandbox = aSandbox();
    const { streamId } = sandbox.streams.create(aCaller(), 'v29', aRequest({ waitForAccepted: true }));
    send(sandbox, 0);
    sandbox.notifications.append(iunOf(0), { elements: [elementOf(0, 'NOTIFICATION_CANCELLATION_REQUEST')] });

    const { streams } = rebuilt(sandbox.context);

    expect(streams.state()).toMatchObject([{ held: 1, stored: 1 }]);
    expect(readAll(streams, streamId)).toEqual(readAll(sandbox.streams, streamId));
  });
});

describe('a reset', () => {
  it('empties the room', () => {
    const sandbox = aSandbox();
    sandbox.streams.create(aCaller(), 'v29', aRequest());
    send(sandbox, 0);

    expect(sandbox.streams.counts?.()).toEqual({ streams: 1, streamEvents: 1 });
    sandbox.streams.reset();

    expect(sandbox.streams.counts?.()).toEqual({ streams: 0, streamEvents: 0 });
    send(sandbox, 1);
    expect(sandbox.streams.state()).toEqual([]);
  });

  it('that keeps the streams empties them, and their numbers go on', () => {
    const sandbox = aSandbox();
    const { streams, notifications, context } = sandbox;
    const kept = streams.create(aCaller(), 'v29', aRequest({ filterValues: ['SENDER_ACK_CREATION_REQUEST'] })).streamId;
    const disabled = streams.create(aCaller(), 'v29', aRequest()).streamId;
    send(sandbox, 0);
    streams.disable(aCaller(), 'v29', disabled);
    const before = streams.list(aCaller());

    notifications.reset();
    context.seed.reset();
    for (const data of streams.keep?.() ?? []) context.record(streams, data);

    expect(streams.list(aCaller())).toEqual(before);
    expect(streams.counts?.()).toEqual({ streams: 2, streamEvents: 0 });
    send(sandbox, 1);
    expect(streams.consume(aCaller(), 'v29', kept).events.map(({ number }) => number)).toEqual([2]);
    expect(readAll(streams, disabled)).toEqual([]);
    expect(streams.create(aCaller(), 'v29', aRequest()).streamId).not.toBe(kept);
    expect(streams.list(aCaller())).toHaveLength(3);
    context.waitReally(days(14) + 1);
    expect(streams.list(aCaller()).map(({ streamId }) => streamId)).not.toContain(disabled);
  });

  it('that sets the clock back leaves no stream that begins in the future', () => {
    const sandbox = aSandbox();
    const { streamId } = sandbox.streams.create(aCaller(), 'v29', aRequest({ waitForAccepted: true }));
    const earlier = aRoomContext({ now: fromEpochMs(0) });
    const room = createStreamRoom(earlier, { retention: 'platform', written: () => undefined });

    for (const data of sandbox.streams.keep?.() ?? []) earlier.record(room, data);

    expect(room.get(aCaller(), 'v29', streamId).activationDate).toBe(0);
  });
});

describe('two sandboxes', () => {
  it('never meet, and with one seed and the same calls are alike', () => {
    const [one, two] = [aSandbox('sandbox-1'), aSandbox('sandbox-2')];
    const inOne = one.streams.create(aCaller(), 'v29', aRequest()).streamId;
    send(one, 0);

    expect(two.streams.list(aCaller())).toEqual([]);
    expect(two.streams.create(aCaller(), 'v29', aRequest()).streamId).toBe(inOne);
    expect(readAll(two.streams, inOne)).toEqual([]);
    send(two, 0);

    expect(readAll(two.streams, inOne)).toEqual(readAll(one.streams, inOne));
  });
});
