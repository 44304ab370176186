import { describe, expect, it } from 'vitest';
import { chooseScenario, explainChoice, type Layers } from '../../src/scenario/choose.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import { type Facts, factsOf, type Selector, unmetConditions } from '../../src/scenario/selector.js';
import { aRequest } from '../send/request/a-request.js';

const facts: Facts = {
  taxId: 'FRMTTR76M06B715E',
  address: 'Via  Roma 12',
  zip: '87100',
  country: 'ITALIA',
  subject: 'Avviso di accertamento',
  protocol: 'PROT-0042',
  sender: '01199250158',
  product: '890',
};
const scenario = (name: string, when?: Selector, priority = 0): Scenario => ({
  name,
  source: `${name}.yaml:1`,
  title: { it: name, en: name },
  ...(when && { when }),
  priority,
  plays: {},
});
const layers = (some: Partial<Layers>): Layers => ({ runtime: [], user: [], shipped: [], ...some });
const everybody: Selector = { taxId: { pattern: '*' } };
const chosen = (some: Partial<Layers>, extra: Facts = {}) => chooseScenario(layers(some), { ...facts, ...extra })?.name;

describe('the conditions of a scenario', () => {
  it.each<[Selector, boolean]>([
    [{ taxId: 'frmttr76m06b715e' }, true],
    [{ taxId: 'BNRMHL75C06G702B' }, false],
    [{ address: 'VIA ROMA 12' }, true],
    [{ address: 'VIA ROMA' }, false],
    [{ address: { prefix: 'via roma' } }, true],
    [{ protocol: { pattern: 'PROT-####' } }, true],
    [{ digitalAddress: { pattern: '*' } }, false],
    [{ zip: '87100', product: '890' }, true],
    [{ zip: '87100', product: 'AR' }, false],
  ])('%j fit or not', (selector, fits) => {
    expect(unmetConditions(selector, facts).length === 0).toBe(fits);
  });

  it('say which of them do not hold, and what is there instead', () => {
    expect(unmetConditions({ zip: '20121', digitalAddress: { prefix: 'x' } }, facts).map((s) => s.en)).toEqual([
      'the digital address is absent; expected a text that begins with "x"',
      'the postal code is "87100"; expected "20121"',
    ]);
  });

  it('look at the request as it came', () => {
    const request = aRequest();
    const { recipients } = request;
    expect(factsOf(request, 0, '01199250158', 'my-story')).toMatchObject({
      taxId: recipients[0]?.taxId,
      address: recipients[0]?.physicalAddress?.address,
      country: 'ITALIA',
      sender: '01199250158',
      header: 'my-story',
    });
    expect(factsOf(request, 7, '01199250158')).not.toHaveProperty('taxId');
  });
});

describe('among scenarios that fit', () => {
  const one = scenario('one', everybody);
  const two = scenario('two', everybody);

  it('the level decides: run time, user, shipped', () => {
    expect(chosen({ shipped: [one], user: [two] })).toBe('two');
    expect(chosen({ runtime: [one], user: [scenario('two', everybody, 900)] })).toBe('one');
  });

  it('then the priority, then the later in the list', () => {
    expect(chosen({ user: [scenario('one', everybody, 1), two] })).toBe('one');
    expect(chosen({ user: [one, two] })).toBe('two');
  });

  it('the one that the header names wins, if its other conditions hold', () => {
    const named = scenario('named', { zip: '87100' });
    expect(chosen({ runtime: [one], shipped: [named] }, { header: 'Named' })).toBe('named');
    expect(chosen({ runtime: [one], shipped: [named] }, { header: 'named', zip: '20121' })).toBe('one');
  });

  it('one without conditions is chosen by its name alone', () => {
    expect(chosen({ user: [scenario('quiet')] })).toBeUndefined();
    expect(chosen({ user: [scenario('quiet')] }, { header: 'quiet' })).toBe('quiet');
  });

  it('what is chosen is plain data', () => {
    const found = chooseScenario(layers({ user: [one] }), facts);
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });
});

it('every scenario is told with its reason', () => {
  const told = explainChoice(
    layers({
      user: [scenario('a', everybody, 5), scenario('b', everybody), scenario('c', { zip: '1' })],
      shipped: [scenario('d', everybody), scenario('e')],
    }),
    facts,
  );

  expect(told.map((c) => [c.name, c.verdict, ...c.reasons.map((r) => r.en)])).toEqual([
    ['a', 'chosen'],
    ['b', 'beaten', '"a" has priority 5, this one 0'],
    ['d', 'beaten', '"a" is of the user’s folder, this one is shipped with the simulator'],
    ['c', 'unfit', 'the postal code is "87100"; expected "1"'],
    ['e', 'unfit', 'it has no conditions: only the header x-send-sim-scenario: e chooses it'],
  ]);
});
