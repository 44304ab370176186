import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { days } from '../../../src/clock/instant.js';
import type { PersonFacts } from '../../../src/scenario/schema-person.js';
import { loadWorlds, type TestWorld, type WorldMaker } from '../../support/world.js';
import { lifeIn, type ToldElement, type ToldLife } from './life.js';
import { galileo, has, leonardo, letterTo, nobody, pecTo } from './suite-people.js';

/** What the platform's own suite expects of digital lives. */

let worlds: WorldMaker;
beforeAll(async () => {
  worlds = await loadWorlds();
});

/** `<attempt>[r] <result>` of every feedback, in order of writing; `r` where the old address was tried again. */
const feedbacks = ({ elements }: ToldLife): readonly string[] =>
  [...elements]
    .filter((e) => e.category === 'SEND_DIGITAL_FEEDBACK')
    .sort((a, b) => a.ingestedAt - b.ingestedAt)
    .map(({ id, details }) => {
      const attempt = id.slice(-1);
      return `${attempt}${id.includes('REPEAT_true') ? 'r' : ''} ${details.responseStatus}`;
    });
const addressOf = ({ details }: ToldElement): string => (details.digitalAddress as { address: string }).address;

describe('the named PECs in whole lives', () => {
  it.each([
    ['OK-pecSuccess.it', ['0 OK'], ['C001', 'C003'], 'SUCCESS'],
    ['FAIL-pecFirstKO.it', ['0 KO', '1 KO'], ['C001', 'C004', 'C001', 'C004'], 'FAILURE'],
    ['OK-pecFirstFailSecondSuccess.it', ['0 KO', '1 OK'], ['C001', 'C004', 'C001', 'C003'], 'SUCCESS'],
    ['FAIL-pecFirstKOSecondKO.it', ['0 KO', '1 KO'], ['C001', 'C004', 'C001', 'C004'], 'FAILURE'],
    ['OK-PEC-SLOW-2.it', ['0 OK'], ['C001', 'C003'], 'SUCCESS'],
    ['OK-PEC-SLOW.it', ['0 OK'], ['C001', 'C003'], 'SUCCESS'],
  ])('%s', async (domain, results, codes, end) => {
    const world = worlds();
    const iun = world.send({ recipients: [pecTo(`x@${domain}`)] });
    await world.advance(days(60));
    const life = lifeIn(world, iun);

    expect(feedbacks(life)).toEqual(results);
    const digital = life.elements.filter((e) => /^SEND_DIGITAL_(PROGRESS|FEEDBACK)$/.test(e.category));
    expect(digital.map(({ details }) => details.deliveryDetailCode)).toEqual(codes);
    expect(life.one('DIGITAL_DELIVERY_CREATION_REQUEST').details.endWorkflowStatus).toBe(end);
    expect(has(life, 'SEND_SIMPLE_REGISTERED_LETTER')).toBe(end === 'FAILURE');
    expect(life.history.map((h) => h.status)).toEqual(['ACCEPTED', 'DELIVERING', 'DELIVERED', 'EFFECTIVE_DATE']);
  });

  const reference = '../shared/reference/outcomes.yaml';
  const known = existsSync(reference) ? parse(readFileSync(reference, 'utf8')).digitalSequences : [];
  it.skipIf(known.length === 0)('are all that the reference knows', () => {
    expect(known.map(({ name }: { name: string }) => name)).toEqual([
      ...['OK-pecSuccess.it', 'FAIL-pecFirstKO.it', 'OK-pecFirstFailSecondSuccess.it', 'FAIL-pecFirstKOSecondKO.it'],
      ...['OK-PEC-SLOW-2.it', 'OK-PEC-SLOW.it'],
    ]);
  });
});

/** A platform or general address that changes between the rounds: results, then the address that the end names. */
const changed = [
  [
    'first one repeated, new one fails',
    'OK-pecFirstFailSecondSuccess',
    'FAIL-pecFirstKO',
    ['0 KO', '1r OK', '1 KO'],
    'old',
  ],
  [
    'first one repeated, new one delivers',
    'OK-pecFirstFailSecondSuccess',
    'OK-pecSuccess',
    ['0 KO', '1r OK', '1 OK'],
    'new',
  ],
  ['only the new one delivers', 'FAIL-pecFirstKOSecondKO', 'OK-pecSuccess', ['0 KO', '1r KO', '1 OK'], 'new'],
  ['none delivers', 'FAIL-pecFirstKOSecondKO', 'FAIL-pecFirstKO', ['0 KO', '1r KO', '1 KO'], undefined],
] as const;

const digitalEnd = (life: ToldLife, names: string | undefined): void => {
  if (names !== undefined) {
    expect(addressOf(life.one('DIGITAL_SUCCESS_WORKFLOW'))).toBe(names);
    expect(life.one('DIGITAL_SUCCESS_WORKFLOW').legalFacts).toEqual(['DIGITAL_DELIVERY']);
  } else {
    expect(life.one('DIGITAL_FAILURE_WORKFLOW').legalFacts).toEqual(['DIGITAL_DELIVERY']);
    expect(life.one('SEND_SIMPLE_REGISTERED_LETTER').details.analogCost).toBeGreaterThan(0);
  }
  expect([has(life, 'SCHEDULE_REFINEMENT'), has(life, 'REFINEMENT')]).toEqual([true, true]);
};

describe('an address of the platform that changes after the first attempt (DIGITAL_SEND_1 to 5)', () => {
  const set = (world: TestWorld, address: string): void =>
    world.change(galileo, { platform: { digital: { type: 'PEC', address } } } satisfies PersonFacts);

  it('that is delivered at once needs no second', async () => {
    const world = worlds();
    set(world, 'x@pecSuccess.it');
    const iun = world.send({ recipients: [letterTo('VIA ROMA 1', galileo)] });
    await world.advance(days(30));
    const life = lifeIn(world, iun);

    expect(life.one('GET_ADDRESS').details).toMatchObject({ digitalAddressSource: 'PLATFORM', isAvailable: true });
    expect(feedbacks(life)).toEqual(['0 OK']);
    digitalEnd(life, 'x@pecSuccess.it');
  });

  it.each(changed)('%s', async (_, first, second, results, names) => {
    const world = worlds();
    set(world, `x@${first}.it`);
    const iun = world.send({ recipients: [letterTo('VIA ROMA 1', galileo)] });
    await world.advance(days(1));
    set(world, `y@${second}.it`);
    await world.advance(days(60));
    const life = lifeIn(world, iun);

    expect(feedbacks(life)).toEqual(results);
    digitalEnd(life, names === 'old' ? `x@${first}.it` : names === 'new' ? `y@${second}.it` : undefined);
    if (names === undefined) return;
    // The term runs from the repetition where that one delivered, else from the new address.
    const counts = life.one(
      'SEND_DIGITAL_FEEDBACK',
      results[1] === '1r OK' ? 'REPEAT_true.ATTEMPT_1' : 'REPEAT_false.ATTEMPT_1',
    );
    expect(life.one('REFINEMENT').at - counts.at).toBe(days(7) / 1e6);
  });
});

describe('an address of the registries that changes before the second look-up (DIGITAL_SEND_9 to 13)', () => {
  const people = ['SHRSWP58T71D544X', 'PGVCKH47H05A521N', 'PTRVTL34D21F890A', 'VHGRBT95E07L215U'];

  it.each(changed.map((row, i) => [row[0], people[i] as string, row] as const))('%s', async (_, taxId, row) => {
    const world = worlds();
    const iun = world.send({ recipients: [letterTo('VIA ROMA 1', taxId)] });
    await world.advance(days(60));
    const life = lifeIn(world, iun);

    const [, first, second, results, names] = row;
    expect(feedbacks(life)).toEqual(results);
    expect(
      life.elements.filter((e) => e.category === 'SEND_DIGITAL_DOMICILE').every((e) => e.id.includes('GENERAL')),
    ).toBe(true);
    digitalEnd(life, names === 'old' ? `example@${first}.it` : names === 'new' ? `example@${second}.it` : undefined);
  });
});

describe('other digital rows of the suite', () => {
  it('a special address is used when the platform has none (DIGITAL_SEND_6)', async () => {
    const world = worlds();
    const iun = world.send({ recipients: [pecTo('testpagopa1@pec.pagopa.it')] });
    await world.advance(days(1));
    const life = lifeIn(world, iun);

    expect(life.elements.flatMap((e) => e.details.isAvailable ?? [])).toEqual([false, true]);
    expect(feedbacks(life)).toEqual(['0 OK']);
  });

  it('a failed feedback tells code and cause (DIGITAL_FAILURE_3)', async () => {
    const world = worlds();
    const iun = world.send({ recipients: [pecTo('test@fail.it')] });
    await world.advance(days(1));

    const { deliveryDetailCode, deliveryFailureCause } = lifeIn(world, iun).one('SEND_DIGITAL_FEEDBACK').details;
    expect([deliveryDetailCode, typeof deliveryFailureCause]).toEqual(['C004', 'string']);
  });

  it('nothing found anywhere goes to paper (CHOOSE-DELIVERY-MODE-4)', async () => {
    const world = worlds();
    const iun = world.send({ recipients: [letterTo('VIA ROMA 1', leonardo)] });
    await world.advance(days(1));
    const life = lifeIn(world, iun);

    expect(life.elements.flatMap((e) => e.details.isAvailable ?? [])).toEqual([false, false, false]);
    expect(has(life, 'SCHEDULE_ANALOG_WORKFLOW')).toBe(true);
  });

  it('two delivered PECs make DELIVERED (DIGITAL_SPECIAL_20)', async () => {
    const world = worlds();
    const iun = world.send({
      recipients: [pecTo('test@OK-pecSuccess.it'), pecTo('test1@OK-pecSuccess.it', nobody)],
    });
    await world.advance(days(1));

    expect(lifeIn(world, iun).status).toBe('DELIVERED');
  });
});
