import type { Said } from '../text/said.js';
import { type OutcomeText, outcomeSchema } from './schema-outcome.js';
import { type PersonText, personSchema } from './schema-person.js';
import { saidSchema } from './schema-said.js';

/** A scenario file as it is written: the first form of the format. Everything optional may be absent, never null. */
export interface ScenarioFileText {
  readonly name: string;
  readonly title: Said;
  readonly narrative?: Said;
  readonly outcomes?: Readonly<Record<string, OutcomeText>>;
  readonly generic?: Readonly<Partial<Record<GenericName, OutcomeText>>>;
  readonly world?: WorldText;
}

export interface WorldText {
  readonly people?: readonly PersonText[];
  readonly companies?: readonly PersonText[];
}

/** What carriers do when nothing in the address names an outcome. */
export const genericNames = ['paperSuccess', 'paperFailure', 'pecSuccess', 'pecFailure'] as const;
export type GenericName = (typeof genericNames)[number];

const genericDescriptions: Readonly<Record<GenericName, string>> = {
  paperSuccess: 'A letter whose address asks for nothing.',
  paperFailure: 'A letter whose address asks to fail, without the name of a known outcome.',
  pecSuccess: 'A PEC whose address asks for nothing.',
  pecFailure: 'A PEC whose address asks to fail, without the name of a known outcome.',
};

/**
 * The one description of a scenario file: it validates, it documents every property, it feeds the completion of editors.
 * The types beside it say the same to TypeScript.
 */
export const scenarioSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'send-simulator scenario',
  description: 'What the world outside SEND does: who exists, where they can be reached, what the carriers report.',
  type: 'object',
  additionalProperties: false,
  required: ['name', 'title'],
  properties: {
    name: {
      description: 'Name of the scenario, unique among the files that are loaded together.',
      type: 'string',
      pattern: '^[a-z0-9][a-z0-9-]{0,79}$',
      examples: ['uat-paper'],
    },
    title: { ...saidSchema, description: 'One line that says what the file is about.' },
    narrative: { ...saidSchema, description: 'The story, for whoever teaches or learns with it.' },
    outcomes: {
      description:
        'Outcomes by name. An address holding "@<name>" (any case, ended by a blank) chooses the outcome, if the name begins with OK or FAIL.',
      type: 'object',
      propertyNames: { pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$', examples: ['OK_AR'] },
      additionalProperties: outcomeSchema,
    },
    generic: {
      description: 'What carriers do when no outcome is named.',
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(
        genericNames.map((name) => [name, { ...outcomeSchema, description: genericDescriptions[name] }]),
      ),
    },
    world: {
      description:
        'Who there is and what registries know. Whoever is not listed exists, has no contacts, no digital domicile and no address in the registries.',
      type: 'object',
      additionalProperties: false,
      properties: {
        people: { description: 'Natural persons (PF).', type: 'array', items: personSchema },
        companies: { description: 'Legal persons (PG).', type: 'array', items: personSchema },
      },
    },
  },
};
