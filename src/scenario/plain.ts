import type { CarrierOutcome } from './carrier-outcome.js';
import { deepFreeze } from './compile.js';
import type { Scenarios } from './outcome.js';
import type { Person } from './person.js';

/** Scenarios as JSON, without their texts: what a build or a sandbox keeps of them, so that nobody has to understand the texts again. */
export interface PlainScenarios extends Omit<Scenarios, 'outcomes' | 'people' | 'texts'> {
  readonly outcomes: readonly (readonly [name: string, outcome: CarrierOutcome])[];
  readonly people: readonly (readonly [taxId: string, person: Person])[];
}

export const toPlain = ({ outcomes, people, texts: _, ...rest }: Scenarios): PlainScenarios => ({
  ...rest,
  outcomes: [...outcomes],
  people: [...people],
});

export const fromPlain = (plain: PlainScenarios, texts: Scenarios['texts'] = new Map()): Scenarios => {
  const { outcomes, people, ...rest } = deepFreeze(plain);
  return Object.freeze({ ...rest, outcomes: new Map(outcomes), people: new Map(people), texts });
};
