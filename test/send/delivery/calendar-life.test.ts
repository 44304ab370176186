import { beforeAll, describe, expect, it } from 'vitest';
import { days, type Instant, parseInstant, toIso } from '../../../src/clock/instant.js';
import { romanDaysBetween } from '../../../src/italy/rome-calendar.js';
import type { Recipient } from '../../../src/send/request/model.js';
import { aDigitalRecipient, aPaperRecipient } from '../../support/simulator.js';
import { loadWorlds, type TestWorld } from '../../support/world.js';
import { laws } from './lives/laws.js';
import { lawsOfDocuments } from './lives/laws-of-documents.js';
import { replayed } from './lives/status-replay.js';

/**
 * One notification from October 2027 to April 2028: over the change to winter time (31 October, 01:00 UTC), the end of the
 * year, the 29th of February and the change to summer time (26 March, 01:00 UTC). Each recipient's term goes over one of them.
 */
const sentAt = '2027-10-24T08:00:00Z';

/** Delay of a script that stands for so many days of the post: a month is 80 s, a day more is another minute. */
const after = (n: number): string => `${80 + (n - 31) * 60}s`;
const milano = { zip: '20121', municipality: 'MILANO', province: 'MI' };
const letterTo = (taxId: string, address: string): Recipient =>
  aPaperRecipient({ taxId, physicalAddress: { address, ...milano } });
const arrivesAfter = (n: number): string =>
  `@sequence.5s-CON080.${after(n)}-RECRN001A.0s-RECRN001B[DOC:AR].0s-RECRN001C`;

const recipients: readonly Recipient[] = [
  // In storage from the 25th of October to the 28th of March: complete at midnight in Rome of the tenth day, in winter time.
  letterTo('LRTFNC80A01F205B', `@sequence.5s-RECRN010.${after(155)}-RECRN005A.0s-RECRN005B[DOC:Plico].0s-RECRN005C`),
  // Two rounds of seven days and a term of fifteen.
  aDigitalRecipient('prova@fail.it', { taxId: 'GLLGLL64B15G702I' }),
  // Delivered between Christmas and New Year, before the leap day, before summer time.
  letterTo('DVNLRD52D15M059P', arrivesAfter(64)),
  letterTo('CSRGGL44L13H501E', arrivesAfter(123)),
  letterTo('DRCGNN12A46A326K', arrivesAfter(149)),
];

let world: TestWorld;
let iun: string;
beforeAll(async () => {
  world = (await loadWorlds())({ now: sentAt });
  iun = world.send({ recipients });
  await world.advance(days(200));
});

const one = (category: string, recIndex: number) => {
  const found = world
    .notification(iun)
    .elements.filter((e) => e.category === category && e.details.recIndex === recIndex);
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} elements ${category} of ${recIndex}`);
  return found[0];
};
const instant = (text: unknown): Instant => parseInstant(String(text)) as Instant;
const scheduled = (recIndex: number): Instant => instant(one('SCHEDULE_REFINEMENT', recIndex).details.schedulingDate);

describe('a life over a whole winter', () => {
  it('counts terms in whole days of 24 hours, whatever the clocks of Rome do', () => {
    const paper = [0, 2, 3, 4].map((r) => (scheduled(r) - one('SEND_ANALOG_FEEDBACK', r).eventAt) / days(1));
    const digital = (scheduled(1) - one('DIGITAL_DELIVERY_CREATION_REQUEST', 1).eventAt) / days(1);

    expect([...paper, Math.round(digital * 1e6) / 1e6]).toEqual([10, 10, 10, 10, 15]);
    for (const r of recipients.keys()) expect(one('REFINEMENT', r).eventAt).toBe(scheduled(r));
  });

  it('goes over what it is meant to go over', () => {
    const span = (r: number) =>
      [one('SCHEDULE_REFINEMENT', r).eventAt, scheduled(r)].map((at) => toIso(at).slice(0, 10));

    expect([1, 2, 3, 4].map(span)).toEqual([
      ['2027-10-31', '2027-11-15'],
      ['2027-12-28', '2028-01-07'],
      ['2028-02-25', '2028-03-06'],
      ['2028-03-22', '2028-04-01'],
    ]);
  });

  it('ends a storage at midnight in Rome of the tenth day, an hour later in UTC than it began', () => {
    const { details, eventAt } = one('SEND_ANALOG_FEEDBACK', 0);
    const began = world.notification(iun).elements.find((e) => e.details.deliveryDetailCode === 'RECRN010');

    expect(details.deliveryDetailCode).toBe('PNRN012');
    expect(toIso(began?.eventAt as Instant)).toMatch(/^2027-10-25T/);
    // Midnight of the 4th of November is 23:00 UTC in winter; in the summer time of its beginning it would be 22:00.
    expect(toIso(eventAt)).toBe('2027-11-03T23:00:00Z');
    expect(romanDaysBetween(began?.eventAt as Instant, eventAt)).toBe(10);
  });

  it('gives the second digital attempt its seven days of 24 hours over the change to winter time', () => {
    const { elements } = world.notification(iun);
    const feedbacks = elements.filter((e) => e.category === 'SEND_DIGITAL_FEEDBACK');
    const second = elements.filter((e) => e.elementId.includes('SOURCE_SPECIAL.ATTEMPT_1.CORRELATIONID'));

    expect(second.map((e) => e.eventAt - (feedbacks[0]?.eventAt as number))).toEqual([days(7)]);
    expect(toIso(second[0]?.eventAt as Instant)).toMatch(/^2027-10-31T08:/);
  });

  it('bears the month of its sending, and obeys all laws', () => {
    const notification = world.notification(iun);
    const timeline = world.rooms.notifications.timeline(iun);
    const lived = {
      life: { seed: 0, startsAt: sentAt, request: { recipients }, acts: [], length: days(200) },
      world,
      iun,
      notification,
      timeline,
      history: world.history(iun),
      status: world.history(iun).at(-1)?.status ?? '',
      heard: [],
      answers: [],
      told: '',
    };
    const { isAppendOnly: _, ...others } = laws;

    expect(iun).toContain('-202710-');
    expect(Object.values({ ...others, ...lawsOfDocuments }).flatMap((law) => law(lived))).toEqual([]);
    expect(replayed(timeline, recipients.length).map((stay) => stay.status)).toEqual([
      ...['IN_VALIDATION', 'ACCEPTED', 'DELIVERING', 'EFFECTIVE_DATE'],
    ]);
  });
});
