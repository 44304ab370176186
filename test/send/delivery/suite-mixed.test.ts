import { beforeAll, describe, expect, it } from 'vitest';
import { days } from '../../../src/clock/instant.js';
import type { Recipient } from '../../../src/send/request/model.js';
import { aPaperRecipient } from '../../support/simulator.js';
import { loadWorlds, type TestWorld, type WorldMaker } from '../../support/world.js';
import { lifeIn, type ToldLife } from './life.js';
import { galileo, has, leonardo, letterTo, milano, nobody, pecTo } from './suite-people.js';

/** What the platform's own suite expects of recipients who fare differently, of death beside view and cancellation. */

let worlds: WorldMaker;
beforeAll(async () => {
  worlds = await loadWorlds();
});

describe('recipients who fare differently', () => {
  const livedBy = async (recipients: readonly Recipient[], length = days(120)): Promise<ToldLife> => {
    const world = worlds();
    const iun = world.send({ physicalCommunicationType: 'REGISTERED_LETTER_890', recipients });
    await world.advance(length);
    return lifeIn(world, iun);
  };

  it('a letter and a PEC: each its own end, no paper for the PEC', async () => {
    const life = await livedBy([letterTo('Via@ok_890'), pecTo('x@pec.it')]);

    expect([has(life, 'ANALOG_SUCCESS_WORKFLOW', 0), has(life, 'DIGITAL_SUCCESS_WORKFLOW', 1)]).toEqual([true, true]);
    expect([has(life, 'SEND_ANALOG_DOMICILE', 1), has(life, 'SCHEDULE_ANALOG_WORKFLOW', 1)]).toEqual([false, false]);
  });

  it('two letters: both delivered, DELIVERED', async () => {
    const life = await livedBy([letterTo('Via1@ok_890'), letterTo('Via2@ok_890', leonardo)]);

    expect([0, 1].map((r) => has(life, 'ANALOG_SUCCESS_WORKFLOW', r))).toEqual([true, true]);
    expect(life.history.map((h) => h.status)).toContain('DELIVERED');
  });

  it.each([
    ['no address in the registry', leonardo, milano, 'D00'],
    ['one that cannot be served', 'NNVFNC80A01H501G', milano, 'D01'],
    ['the one already tried', 'CNCGPP80A01H501J', { zip: '40121', municipality: 'BOLOGNA', province: 'BO' }, 'D02'],
  ])('an unreachable letter (%s) and a PEC', async (_, taxId, place, cause) => {
    const letter = aPaperRecipient({
      taxId,
      physicalAddress: {
        address: cause === 'D02' ? 'Via @FAIL-Irreperibile_AR 16' : '@FAIL-Irreperibile_890',
        ...place,
      },
    });
    const life = await livedBy([letter, pecTo('x@pec.it')]);

    expect(life.one('PREPARE_ANALOG_DOMICILE_FAILURE').details.failureCause).toBe(cause);
    expect([has(life, 'ANALOG_FAILURE_WORKFLOW', 0), has(life, 'DIGITAL_SUCCESS_WORKFLOW', 1)]).toEqual([true, true]);
  });

  it('a storage whose receipt is missing, and a PEC: the terms of both end', async () => {
    const life = await livedBy([letterTo('@OK-MISSING-ARCAD-1'), pecTo('x@pec.it')]);

    expect([0, 1].map((r) => has(life, 'REFINEMENT', r))).toEqual([true, true]);
  });
});

describe('death beside other ends', () => {
  const dead = '@FAIL_DECEDUTO_AR';
  const unreachable = '@FAIL-DiscoveryIrreperibile_AR';
  const others = [nobody, galileo, leonardo];
  /** @param acts what happens on which day */
  const livedBy = async (
    addresses: readonly string[],
    acts: readonly (readonly [day: number, act: (world: TestWorld, iun: string) => unknown])[] = [],
    length = 12,
  ): Promise<ToldLife> => {
    const world = worlds();
    const iun = world.send({ recipients: addresses.map((address, i) => letterTo(address, others[i])) });
    const start = world.now;
    for (const [day, act] of acts) {
      await world.moveTo((start + days(day)) as typeof start);
      act(world, iun);
    }
    await world.moveTo((start + days(length)) as typeof start);
    return lifeIn(world, iun);
  };
  const views = (recIndex: number) => (world: TestWorld, iun: string) => world.rooms.delivery.view(iun, { recIndex });
  const cancels = (world: TestWorld, iun: string) => world.rooms.delivery.cancel(iun);
  const costOfDeath = (life: ToldLife) => life.one('ANALOG_WORKFLOW_RECIPIENT_DECEASED').details.notificationCost;

  it('alone: RETURNED_TO_SENDER with the base fee, and nothing is refined', async () => {
    const life = await livedBy([dead], [], 60);
    expect([life.status, costOfDeath(life), has(life, 'REFINEMENT')]).toEqual(['RETURNED_TO_SENDER', 100, false]);
  });

  it('after a view: RETURNED_TO_SENDER, the fee is borne already', async () => {
    const life = await livedBy([dead], [[1, views(0)]]);
    expect([life.status, costOfDeath(life)]).toEqual(['RETURNED_TO_SENDER', undefined]);
  });

  it('then viewed: RETURNED_TO_SENDER, the view without cost', async () => {
    const life = await livedBy([dead], [[10, views(0)]]);
    expect([life.status, life.one('NOTIFICATION_VIEWED').details.notificationCost]).toEqual([
      'RETURNED_TO_SENDER',
      undefined,
    ]);
  });

  it('then cancelled: CANCELLED', async () => {
    expect((await livedBy([dead], [[10, cancels]])).status).toBe('CANCELLED');
  });

  it('reported after the cancellation: CANCELLED', async () => {
    const life = await livedBy([dead], [[1, cancels]]);
    expect([life.status, has(life, 'ANALOG_WORKFLOW_RECIPIENT_DECEASED')]).toEqual(['CANCELLED', false]);
    expect(life.one('SEND_ANALOG_FEEDBACK').details.deliveryFailureCause).toBe('M02');
  });

  it.each([
    ['delivered + unreachable + deceased', ['VIA @OK_AR', unreachable, dead], 'DELIVERED'],
    ['unreachable + deceased', [unreachable, dead], 'UNREACHABLE'],
    ['all deceased', [dead, dead, dead], 'RETURNED_TO_SENDER'],
    ['delivered + deceased', ['VIA @OK_AR', dead], 'DELIVERED'],
  ])('%s: %s', async (_, addresses, status) => {
    expect((await livedBy(addresses)).status).toBe(status);
  });

  it('viewed + deceased: VIEWED', async () => {
    expect((await livedBy(['VIA @OK_AR', dead], [[1, views(0)]])).status).toBe('VIEWED');
  });

  it('unreachable + deceased, then cancelled: CANCELLED', async () => {
    expect((await livedBy([unreachable, dead], [[12, cancels]], 13)).status).toBe('CANCELLED');
  });

  it.each(['@FAIL_DECEDUTO_890', '@FAIL_DECEDUTO_SLOW_AR', '@FAIL_DECEDUTO_PROG', '@FAIL-CON996_PCRETRY_DECEDUTO-AR'])(
    '%s is reported dead too',
    async (address) => {
      expect((await livedBy([address], [], 150)).status).toBe('RETURNED_TO_SENDER');
    },
  );
});

describe('views and payments', () => {
  it.each(['view', 'pay'] as const)('right after acceptance: %s leaves no letter', async (act) => {
    const world = worlds();
    const notice = { noticeCode: '302000100000019421', creditorTaxId: '77777777777', applyCost: true };
    const iun = world.send({ recipients: [{ ...letterTo('VIA @OK_AR'), payments: [{ pagoPa: notice }] }] });
    await world.advance(days(0.0006));
    if (act === 'view') world.rooms.delivery.view(iun, { recIndex: 0 });
    else world.rooms.delivery.pay(iun, { recIndex: 0, paymentIndex: 0 });
    await world.advance(days(60));

    expect(has(lifeIn(world, iun), 'SEND_ANALOG_DOMICILE')).toBe(false);
  });

  it('after the failure of the digital workflow: no simple letter', async () => {
    const world = worlds();
    const iun = world.send({ recipients: [pecTo('test@fail.it')] });
    while (await world.step((world.now + days(10)) as typeof world.now)) {
      if (has(lifeIn(world, iun), 'DIGITAL_DELIVERY_CREATION_REQUEST')) break;
    }
    world.rooms.delivery.view(iun, { recIndex: 0 });
    await world.advance(days(60));
    const life = lifeIn(world, iun);

    expect([has(life, 'DIGITAL_FAILURE_WORKFLOW'), has(life, 'SEND_SIMPLE_REGISTERED_LETTER')]).toEqual([true, false]);
  });

  it('after the term was scheduled: no refinement', async () => {
    const world = worlds();
    const iun = world.send({ recipients: [letterTo('VIA @OK_AR')] });
    await world.advance(days(6));
    world.rooms.delivery.view(iun, { recIndex: 0 });
    await world.advance(days(60));
    const life = lifeIn(world, iun);

    expect([has(life, 'SCHEDULE_REFINEMENT'), has(life, 'REFINEMENT'), life.status]).toEqual([true, false, 'VIEWED']);
  });
});
