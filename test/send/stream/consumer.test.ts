import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { days, minutes } from '../../../src/clock/instant.js';
import { spoilt } from '../../../src/http/fault-effects.js';
import { isVisible } from '../../../src/send/notification/wire/detail.js';
import { toWireEventV29, type WireEvent } from '../../../src/send/stream/wire/v29.js';
import { aDigitalRecipient, aPaperRecipient } from '../../support/simulator.js';
import { aWorld, type TestWorld } from '../../support/world.js';

/** A back office that follows its notifications by a stream alone, as integrators are told to write it. */
const data = mkdtempSync(join(tmpdir(), 'consumer-'));
let world: TestWorld;
beforeAll(async () => {
  world = await aWorld({ data });
});
afterAll(async () => {
  await world.close();
  rmSync(data, { recursive: true });
});

const restarted = async (): Promise<TestWorld> => {
  await world.close();
  return aWorld({ data });
};

/** A page as it comes over the wire, where faults give its events twice, or keep them for later. */
const pageOf = (streamId: string, lastEventId: string | undefined): readonly WireEvent[] => {
  const { streams, faults } = world.rooms;
  const body = streams.consume(world.caller, 'v29', streamId, lastEventId).events.map(toWireEventV29);
  const path = `/delivery-progresses/v2.9/streams/${streamId}/events`;
  const fault = faults.next({ operation: 'consumeEventStreamV29', method: 'GET', path, iun: undefined });
  return (fault ? spoilt(fault, { status: 200, body }).body : body) as readonly WireEvent[];
};

/** What it keeps: how far it read, and what it knows of each notification. */
const createBackOffice = () => {
  let lastEventId: string | undefined;
  const known = new Map<string, string[]>();
  let seenTwice = 0;
  return {
    known,
    get seenTwice() {
      return seenTwice;
    },
    /** Reads until there is nothing more. @param forgets the place of the last page is not kept: it comes again */
    read: (streamId: string, forgets = false): void => {
      for (;;) {
        const from = lastEventId;
        const events = pageOf(streamId, from);
        for (const { eventId, notificationRequestId, element } of events) {
          if (from !== undefined && eventId <= from) throw new Error(`${eventId} comes after ${from}`);
          const elements = known.get(notificationRequestId) ?? [];
          known.set(notificationRequestId, elements);
          if (elements.includes(element.elementId)) seenTwice++;
          else elements.push(element.elementId);
          lastEventId = eventId;
        }
        if (events.length === 0) return;
        if (forgets) {
          lastEventId = from;
          return;
        }
      }
    },
  };
};

const recipients = [
  aDigitalRecipient(),
  aDigitalRecipient('prova@fail.it'),
  aPaperRecipient(),
  aPaperRecipient({ taxId: 'LNALNI80A01H501T' }),
];

it('ends with exactly the timelines of 1,000 notifications, through restarts, events that come twice and late', async () => {
  const { streamId } = world.rooms.streams.create(world.caller, 'v29', {
    title: 'Back office',
    eventType: 'TIMELINE',
    groups: [],
  });
  const office = createBackOffice();
  const match = { operation: 'consumeEventStreamV29' };
  // Who takes an empty page for the end comes back the next day: often late would be later than the seven days of an event.
  world.rooms.faults.add({ match, do: { stream: 'duplicate' }, times: 1_000, probability: 0.2 });
  world.rooms.faults.add({ match, do: { stream: 'late' }, times: 1_000, probability: 0.02 });

  for (let day = 0; day < 45; day++) {
    for (let n = 0; day < 10 && n < 100; n++) {
      world.send({ recipients: [recipients[n % recipients.length] ?? aPaperRecipient()] });
      if (n % 25 === 0) await world.advance(minutes(1));
      if (n % 10 === 0) office.read(streamId, n % 30 === 0);
    }
    await world.advance(days(1));
    office.read(streamId, day % 3 === 0);
    if ([4, 14].includes(day)) world = await restarted();
  }
  world.rooms.faults.removeAll();
  office.read(streamId);

  const rows = [...world.rooms.notifications.rows()];
  const written = rows.map(({ iun, notificationRequestId }): [string, string[]] => {
    const visible = world.notification(iun).elements.filter(isVisible);
    return [notificationRequestId, visible.map(({ elementId }) => elementId)];
  });
  expect(rows).toHaveLength(1_000);
  expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['EFFECTIVE_DATE', 'REFUSED']));
  expect(office.seenTwice).toBeGreaterThan(1_000);
  expect(Object.fromEntries(office.known)).toEqual(Object.fromEntries(written));
  expect(world.rooms.streams.state()).toMatchObject([{ stored: 0, held: 0, dropped: 0 }]);
}, 120_000);
