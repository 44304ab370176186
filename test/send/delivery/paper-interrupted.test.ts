import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { days, hours } from '../../../src/clock/instant.js';
import type { Category, TimelineElement } from '../../../src/send/notification/model.js';
import { aPaperRecipient } from '../../support/simulator.js';
import { loadWorlds, type TestWorld, type WorldMaker } from '../../support/world.js';

/** Views and cancellations in the middle of a letter. */

let aWorld: WorldMaker;
beforeAll(async () => {
  aWorld = await loadWorlds();
});

const milano = { zip: '20121', municipality: 'MILANO', province: 'MI' };
const letterTo = (name: string) => [aPaperRecipient({ physicalAddress: { address: `VIA @${name}`, ...milano } })];

const has = (elements: readonly TimelineElement[], category: Category): boolean =>
  elements.some((e) => e.category === category);
const costsOf = (elements: readonly TimelineElement[], category: Category) =>
  elements.filter((e) => e.category === category).map((e) => e.details.notificationCost);

/** Names whose letters go through every handler, one attempt or two, with storage, new prints, late reports. */
const names = [
  'OK_AR',
  'FAIL_AR',
  'FAIL-Irreperibile_AR',
  'FAIL-Discovery_AR',
  'FAIL-DiscoveryIrreperibile_AR',
  'OK-Giacenza-gt10_AR',
  'FAIL-CompiutaGiacenza_AR',
  'OK-Retry_AR',
  'FAIL_DECEDUTO_AR',
  'OK-GiacenzaDelegato-gt10_890',
  'FAIL-Giacenza-gt10_890_no_recag012',
  'FAIL-Discovery_890',
  'FAIL_CON996_PCRETRY_FURTO_AR',
  'OK_AR_EVENTS_AFTER',
  'OK-WO_890',
] as const;

const reports: readonly Category[] = ['SEND_ANALOG_PROGRESS', 'SEND_ANALOG_FEEDBACK'];
const reportsOf = (elements: readonly TimelineElement[], attempt: number) =>
  elements
    .filter((e) => reports.includes(e.category) && e.elementId.includes(`.ATTEMPT_${attempt}`))
    .map((e) => [e.elementId, e.details.deliveryDetailCode, e.details.responseStatus]);

describe('a letter on its way', () => {
  const lives = new Map<string, readonly TimelineElement[]>();
  const seed = 'interrupted';
  beforeAll(async () => {
    for (const name of names) {
      const world = aWorld({ seed });
      const iun = world.send({ recipients: letterTo(name) });
      await world.advance(days(120));
      lives.set(name, world.notification(iun).elements);
    }
  });

  /** The same life with an interruption after so many hours, and what was there at that moment. */
  const interrupted = async (name: string, after: number, act: (world: TestWorld, iun: string) => void) => {
    const world = aWorld({ seed });
    const iun = world.send({ recipients: letterTo(name) });
    await world.advance(hours(after));
    const before = world.notification(iun).elements;
    if (has(before, 'REQUEST_ACCEPTED')) act(world, iun);
    await world.advance(days(120));
    return { before, elements: world.notification(iun).elements, history: world.history(iun), ...{ iun, world } };
  };

  const moment = fc.record({ name: fc.constantFrom(...names), after: fc.integer({ min: 1, max: 24 * 40 }) });
  const runs = { numRuns: 60, seed: 42 };

  it('goes on reporting after a cancellation, and nothing follows from it', async () => {
    await fc.assert(
      fc.asyncProperty(moment, async ({ name, after }) => {
        const { before, elements, history } = await interrupted(
          name,
          after,
          (world, iun) => void world.rooms.delivery.cancel(iun),
        );
        const whole = lives.get(name) ?? [];
        const posted = before.filter((e) => e.category === 'SEND_ANALOG_DOMICILE').length;

        expect(history.at(-1)?.status).toBe('CANCELLED');
        // Every letter that was posted reports all that it would have; no other is posted.
        for (let attempt = 0; attempt < posted; attempt++) {
          expect(reportsOf(elements, attempt)).toEqual(reportsOf(whole, attempt));
        }
        const allowed: readonly Category[] = [
          ...reports,
          'NOTIFICATION_CANCELLATION_REQUEST',
          'NOTIFICATION_CANCELLED_DOCUMENT_CREATION_REQUEST',
          'NOTIFICATION_CANCELLED',
        ];
        const since = elements.slice(before.length).map((e) => e.category);
        expect(since.filter((category) => !allowed.includes(category))).toEqual([]);
      }),
      runs,
    );
  });

  it('goes on reporting after a view, and no other letter is posted', async () => {
    await fc.assert(
      fc.asyncProperty(moment, async ({ name, after }) => {
        const { before, elements, history, iun, world } = await interrupted(
          name,
          after,
          (w, i) => void w.rooms.delivery.view(i, { recIndex: 0 }),
        );
        const whole = lives.get(name) ?? [];
        const sends = (all: readonly TimelineElement[]) =>
          all.filter((e) => e.category === 'SEND_ANALOG_DOMICILE').length;

        expect(sends(elements)).toBe(sends(before));
        for (let attempt = 0; attempt < sends(before); attempt++) {
          expect(reportsOf(elements, attempt)).toEqual(reportsOf(whole, attempt));
        }
        expect(['VIEWED', 'RETURNED_TO_SENDER']).toContain(history.at(-1)?.status);
        // The base fee is borne once, and nothing is left to do.
        const bearers: readonly Category[] = [
          'NOTIFICATION_VIEWED',
          'REFINEMENT',
          'ANALOG_WORKFLOW_RECIPIENT_DECEASED',
        ];
        expect(bearers.flatMap((c) => costsOf(elements, c)).filter((cost) => cost !== undefined)).toEqual([100]);
        expect(world.notification(iun).planned).toEqual([]);
      }),
      runs,
    );
  });
});
