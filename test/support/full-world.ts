import { days, hours, seconds } from '../../src/clock/instant.js';
import { aDigitalRecipient, aNotice, aPaperRecipient } from './simulator.js';
import type { TestWorld } from './world.js';

const scenario = `
name: added
title: { it: Aggiunto, en: Added }
validation: { technicalFailure: { step: taxIds, times: 2 } }
request: { recipients: [{ taxId: RSSMRA80A01H501U }] }
`;

const letterTo = (address: string) =>
  aPaperRecipient({ physicalAddress: { address, zip: '20121', municipality: 'MILANO', province: 'MI' } });

const noticeOf = (ordinal: number) => aNotice(ordinal).pagoPa;
const charged = { pagoPaIntMode: 'ASYNC', notificationFeePolicy: 'DELIVERY_MODE' } as const;

/**
 * Something in every room, and lives in many states: over, cancelled, refused, corrected, in the middle of a letter, of a
 * validation, of a poll.
 * @returns the stream that was read a little
 */
export const fill = async (world: TestWorld): Promise<string> => {
  const { rooms, caller } = world;
  const { scenarios, people, faults, journal, downtime, streams, debtPositions, delivery, attachments } = rooms;
  await scenarios.add(scenario);
  people.patch('LRTFNC80A01F205B', { platform: { courtesy: { email: 'loretta@example.org' } } });
  faults.add({ match: { operation: 'sendNewNotification*' }, do: { status: 503 }, times: 3 });
  faults.next({ operation: 'sendNewNotificationV26', method: 'POST', path: '/delivery/v2.6/requests' });
  journal.nextId();
  const incident = downtime.declare('NOTIFICATION_CREATE');
  await world.advance(hours(1));
  downtime.close(incident.id);
  await world.advance(hours(1));

  const all = { title: 'all', eventType: 'TIMELINE', groups: [] } as const;
  const { streamId } = streams.create(caller, 'v29', all);
  streams.create(caller, 'v29', { ...all, eventType: 'STATUS' });
  streams.create(caller, 'v26', { ...all, waitForAccepted: true });
  const disabled = streams.create(caller, 'v29', { ...all, title: 'disabled' }).streamId;

  debtPositions.put(noticeOf(1), { amount: 1_000, status: 'OPEN', answers: [200, 503, 503, 503] });
  debtPositions.put(noticeOf(7), { amount: 2_000, status: 'OPEN' });
  debtPositions.remove(noticeOf(7));
  world.send({ recipients: [aDigitalRecipient()] });
  world.send({ recipients: [aPaperRecipient({ payments: [aNotice(1)] })], ...charged });
  world.send({ recipients: [aDigitalRecipient('prova@fail.it', { payments: [aNotice(2)] })], ...charged });
  world.send({ recipients: [letterTo('VIA @FAIL_IRREP_RESTART_1_CONS_AT1_AR')] });
  world.send({ recipients: [letterTo('VIA @FAIL-Irreperibile_AR')] });
  const cancelled = world.send({ recipients: [aPaperRecipient({ payments: [aNotice(3)] })], ...charged });
  await world.advance(days(1));
  streams.disable(caller, 'v29', disabled);
  streams.consume(caller, 'v29', streamId, '3');
  delivery.cancel(cancelled);
  await world.advance(days(40));

  world.send({ recipients: [aPaperRecipient({ payments: [aNotice(3)] })], ...charged });
  world.send({ recipients: [aDigitalRecipient(), aPaperRecipient({ taxId: 'RSSMRA80A01H501U' })] });
  world.send({ recipients: [aPaperRecipient()] });
  await world.advance(seconds(1));
  const [file] = world.notification(cancelled).request.documents;
  attachments.linkTo(file?.ref.key ?? '', { baseUrl: 'http://127.0.0.1:1' });
  // An incident that is over, whose certificate is still to come.
  const last = downtime.declare('NOTIFICATION_VISUALIZATION');
  downtime.close(last.id);
  world.poll(world.send({ recipients: [aDigitalRecipient()] }));
  return streamId;
};

/** All that can be seen of a world, as text: equal where two worlds are equal. */
export const everythingIn = (world: TestWorld, streamId: string): string => {
  const { sandbox, rooms, caller } = world;
  const events = (after: number) => rooms.streams.consume(caller, 'v29', streamId, String(after)).events;
  const seen = {
    clock: [sandbox.clock.now(), sandbox.clock.storageNow(), sandbox.clock.pace, sandbox.clock.paused],
    agenda: sandbox.agenda.list(1_000),
    notifications: [...rooms.notifications.rows()].map(({ seq: _, ...row }) => ({
      ...row,
      whole: rooms.notifications.get(row.iun),
      timeline: rooms.notifications.timeline(row.iun),
      history: rooms.notifications.history(row.iun),
    })),
    senders: rooms.senders.all(),
    scenarios: rooms.scenarios.list(),
    people: [...rooms.people.overrides.values()],
    faults: rooms.faults.list(),
    incidents: rooms.downtime.all(),
    prices: [1, 2, 3].map((n) => rooms.prices.find(noticeOf(n).creditorTaxId, noticeOf(n).noticeCode)),
    holders: [1, 2, 3].map((n) => rooms.requests.holderOfNotice(noticeOf(n).creditorTaxId, noticeOf(n).noticeCode)),
    positions: [1, 2, 3, 7].map((n) => rooms.debtPositions.get(noticeOf(n))),
    bills: ['2026-02', '2026-03', '2026-04'].map((month) => rooms.billing.bill(caller.sender.paId, month)),
    streams: rooms.streams.state(),
    events: [events(3), events(40)],
    files: [...rooms.notifications.rows()].map(({ iun }) =>
      rooms.notifications.get(iun)?.request.documents.map(({ ref }) => rooms.attachments.fileOf(ref.key)),
    ),
    trace: rooms.journal.nextId(),
  };
  return JSON.stringify(seen, undefined, 1);
};
