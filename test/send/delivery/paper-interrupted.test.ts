import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { days, hours } from '../../../src/clock/instant.js';
import type { Category, TimelineElement } from '../../../src/send/notification/model.js';
import { aPaperRecipient } from '../../support/simulator.js';
import { loadWorlds, type TestWorld, type WorldMaker } from '../../support/world.js';

/** Letters that meet other lives: several recipients, views, cancellations in the middle of the way. */

let aWorld: WorldMaker;
beforeAll(async () => {
  aWorld = await loadWorlds();
});

const taxIds = ['LRTFNC80A01F205B', 'DSRDNI00A01A225I', 'SNCLNN65D19Z131V'];
const milano = { zip: '20121', municipality: 'MILANO', province: 'MI' };
/** Addresses that differ, as two recipients of one notification need them. */
const recipientsAt = (names: readonly string[]) =>
  names.map((name, i) =>
    aPaperRecipient({ taxId: taxIds[i] as string, physicalAddress: { address: `VIA${i} @${name}`, ...milano } }),
  );

const delivered = 'OK_AR';
const unreachable = 'FAIL-Irreperibile_AR';
const dead = 'FAIL_DECEDUTO_AR';

const has = (elements: readonly TimelineElement[], category: Category): boolean =>
  elements.some((e) => e.category === category);
const costsOf = (elements: readonly TimelineElement[], category: Category) =>
  elements.filter((e) => e.category === category).map((e) => e.details.notificationCost);

describe('the ends of several letters', () => {
  const statuses = async (names: readonly string[], during?: (world: TestWorld, iun: string) => void) => {
    const world = aWorld();
    const iun = world.send({ recipients: recipientsAt(names) });
    // Everybody's workflow is over, nobody's term.
    await world.advance(days(8));
    during?.(world, iun);
    await world.advance(hours(1));
    return world.history(iun).map((h) => h.status);
  };

  it.each([
    ['delivered, unreachable and dead', [delivered, unreachable, dead], 'DELIVERED'],
    ['delivered and dead', [delivered, dead], 'DELIVERED'],
    ['delivered and unreachable', [delivered, unreachable], 'DELIVERED'],
    ['unreachable and dead', [unreachable, dead], 'UNREACHABLE'],
    ['unreachable twice', [unreachable, unreachable], 'UNREACHABLE'],
    ['dead twice', [dead, dead], 'RETURNED_TO_SENDER'],
    ['dead alone', [dead], 'RETURNED_TO_SENDER'],
  ] as const)('%s', async (_, names, status) => {
    expect(await statuses(names)).toEqual(['ACCEPTED', 'DELIVERING', status]);
  });

  it('give way to a view by one of two, and to none of one who is dead', async () => {
    const viewed = (world: TestWorld, iun: string) => void world.rooms.delivery.view(iun, { recIndex: 0 });

    expect(await statuses([delivered, dead], viewed)).toEqual(['ACCEPTED', 'DELIVERING', 'DELIVERED', 'VIEWED']);
    expect(await statuses([dead], viewed)).toEqual(['ACCEPTED', 'DELIVERING', 'RETURNED_TO_SENDER']);
  });

  it.each([
    ['dead', [dead], 'RETURNED_TO_SENDER'],
    ['unreachable and dead', [unreachable, dead], 'UNREACHABLE'],
  ] as const)('give way to a cancellation: %s', async (_, names, before) => {
    const all = await statuses(names, (world, iun) => void world.rooms.delivery.cancel(iun));

    expect(all).toEqual(['ACCEPTED', 'DELIVERING', before, 'CANCELLED']);
  });

  it('stay cancelled where the death is reported later', async () => {
    const world = aWorld();
    const iun = world.send({ recipients: recipientsAt([dead]) });
    await world.advance(hours(2));
    world.rooms.delivery.cancel(iun);
    await world.advance(days(60));

    const { elements } = world.notification(iun);
    expect(world.history(iun).at(-1)?.status).toBe('CANCELLED');
    expect(has(elements, 'SEND_ANALOG_FEEDBACK')).toBe(true);
    expect(has(elements, 'ANALOG_WORKFLOW_RECIPIENT_DECEASED')).toBe(false);
  });

  it('bear the base fee once: where the death comes after a view the view has borne it, and the other way round', async () => {
    const world = aWorld();
    const [late, early] = [world, world].map((w) => w.send({ recipients: recipientsAt([dead]) })) as [string, string];
    await world.advance(hours(2));
    world.rooms.delivery.view(late, { recIndex: 0 });
    await world.advance(days(30));
    world.rooms.delivery.view(early, { recIndex: 0 });
    await world.advance(days(1));

    const costs = (iun: string) => {
      const { elements } = world.notification(iun);
      return [costsOf(elements, 'NOTIFICATION_VIEWED'), costsOf(elements, 'ANALOG_WORKFLOW_RECIPIENT_DECEASED')];
    };
    expect(costs(late)).toEqual([[100], [undefined]]);
    expect(costs(early)).toEqual([[undefined], [100]]);
    expect([late, early].map((iun) => world.history(iun).at(-1)?.status)).toEqual([
      'RETURNED_TO_SENDER',
      'RETURNED_TO_SENDER',
    ]);
  });
});

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
      const iun = world.send({ recipients: recipientsAt([name]) });
      await world.advance(days(120));
      lives.set(name, world.notification(iun).elements);
    }
  });

  /** The same life with an interruption after so many hours, and what was there at that moment. */
  const interrupted = async (name: string, after: number, act: (world: TestWorld, iun: string) => void) => {
    const world = aWorld({ seed });
    const iun = world.send({ recipients: recipientsAt([name]) });
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
