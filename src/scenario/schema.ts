import type { Said } from '../text/said.js';
import { type DeclaredPosition, debtPositionsSchema } from './schema-debt-position.js';
import { type ExpectText, expectSchema } from './schema-expect.js';
import { type FaultText, faultsSchema } from './schema-fault.js';
import { eventsSchema, type OutcomeText, outcomeSchema } from './schema-outcome.js';
import {
  type RecipientText,
  recipientSchema,
  type ScriptSectionText,
  scriptSectionSchema,
  type ValidationText,
  validationSchema,
} from './schema-plan.js';
import { saidSchema } from './schema-said.js';
import {
  beforeSchema,
  type EarlierText,
  requestSchema,
  type SenderActsText,
  senderActsSchema,
} from './schema-sender.js';
import { type StoreText, storeSchema } from './schema-store.js';
import { whenSchema } from './schema-when.js';
import { type WorldText, worldSchema } from './schema-world.js';
import type { Selector } from './selector.js';

/** A scenario file as it is written. Everything optional may be absent, never null. */
export interface ScenarioFileText {
  readonly name: string;
  readonly title: Said;
  readonly narrative?: Said;
  readonly moral?: Said;
  readonly priority?: number;
  readonly when?: Selector;
  readonly script?: ScriptSectionText;
  readonly validation?: ValidationText;
  readonly recipient?: RecipientText;
  readonly store?: StoreText;
  readonly before?: readonly EarlierText[];
  readonly request?: Readonly<Record<string, unknown>>;
  readonly sender?: SenderActsText;
  readonly expect?: ExpectText;
  readonly outcomes?: Readonly<Record<string, OutcomeText>>;
  readonly generic?: Readonly<Partial<Record<GenericName, OutcomeText>>>;
  readonly world?: WorldText;
  readonly debtPositions?: readonly DeclaredPosition[];
  readonly faults?: readonly FaultText[];
}

/** What carriers do when nothing in the address names an outcome. */
export const genericNames = [
  'paperSuccess',
  'paperFailure',
  'pecSuccess',
  'pecFailure',
  'emailSuccess',
  'emailFailure',
  'smsSuccess',
  'smsFailure',
] as const;
export type GenericName = (typeof genericNames)[number];

const genericDescriptions: Readonly<Record<GenericName, string>> = {
  paperSuccess: 'A letter whose address asks for nothing.',
  paperFailure: 'A letter whose address asks to fail, without the name of a known outcome.',
  pecSuccess: 'A PEC whose address asks for nothing.',
  pecFailure: 'A PEC whose address asks to fail, without the name of a known outcome.',
  emailSuccess: 'A courtesy e-mail whose address asks for nothing.',
  emailFailure: 'A courtesy e-mail whose address asks to fail.',
  smsSuccess: 'A courtesy SMS whose number asks for nothing.',
  smsFailure: 'A courtesy SMS whose number asks to fail.',
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
  definitions: { events: eventsSchema },
  properties: {
    name: {
      description: 'Name of the scenario, unique among the files that are loaded together.',
      type: 'string',
      pattern: '^[a-z0-9][a-z0-9-]{0,79}$',
      examples: ['uat-paper'],
    },
    title: { ...saidSchema, description: 'One line that says what the file is about.' },
    narrative: { ...saidSchema, description: 'The story, for whoever teaches or learns with it.' },
    moral: { ...saidSchema, description: 'What is to be learnt from it, in one sentence.' },
    priority: {
      description: 'Among scenarios of the same level that fit, the one with the greatest number wins. Default: 0.',
      type: 'integer',
      minimum: -1_000,
      maximum: 1_000,
    },
    when: whenSchema,
    script: scriptSectionSchema,
    validation: validationSchema,
    recipient: recipientSchema,
    store: storeSchema,
    before: beforeSchema,
    request: requestSchema,
    sender: senderActsSchema,
    expect: expectSchema,
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
    world: worldSchema,
    debtPositions: debtPositionsSchema,
    faults: faultsSchema,
  },
};
