import { type Refusal, type ValidationStep, validationSteps } from './plays.js';
import { refusalCodes } from './refusal-codes.js';
import { type OutcomeText, outcomeSchema, scriptFormProperties, scriptForms } from './schema-outcome.js';
import { saidSchema } from './schema-said.js';

/** What a carrier does in a scenario: the name of an outcome, or an outcome written out. */
export type PlayText = Partial<OutcomeText> & { readonly outcome?: string };

export interface ScriptSectionText {
  readonly pec?: PlayText;
  readonly paper?: PlayText;
  readonly simpleLetter?: PlayText;
}

export interface ValidationText {
  readonly never?: true;
  readonly delay?: string;
  readonly refuse?: Refusal;
  readonly technicalFailure?: { readonly step: ValidationStep; readonly times: number };
}

export interface RecipientActText {
  readonly after: string;
  readonly since?: 'accepted' | 'delivered';
  readonly via?: 'web' | 'io';
  readonly delegate?: string;
}

export interface RecipientText {
  readonly opens?: RecipientActText;
  readonly pays?: RecipientActText;
}

export const lengthSchema = (description: string) => ({
  description,
  type: 'string',
  pattern: '^(\\d{1,6}(\\.\\d{1,3})?(ms|s|m|h|d)|P[0-9YWDTHMS.]{1,40})$',
  examples: ['2d', 'PT6H'],
});

const playSchema = (description: string) => ({
  description: `${description} One of outcome, ${scriptForms.join(', ')}.`,
  type: 'object',
  additionalProperties: false,
  properties: {
    outcome: {
      description:
        'Name of an outcome, of this file or of any other: OK_AR, FAIL-Irreperibile_890, FAIL-pecFirstKO.it.',
      type: 'string',
      pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$',
      examples: ['OK-Retry_AR'],
    },
    title: { ...saidSchema, description: outcomeSchema.properties.title.description },
    narrative: outcomeSchema.properties.narrative,
    ...scriptFormProperties,
  },
});

export const scriptSectionSchema = {
  description: 'What the carriers do. What is not said here is decided by the text of the address, as in UAT.',
  type: 'object',
  additionalProperties: false,
  minProperties: 1,
  properties: {
    pec: playSchema('What happens to PECs.'),
    paper: playSchema('What happens to registered letters (AR, 890, RIR).'),
    simpleLetter: playSchema('What happens to the simple letter (RS, RIS) that informs of a failed digital delivery.'),
  },
};

export const validationSchema = {
  description: 'What happens to the asynchronous validation of the request.',
  type: 'object',
  additionalProperties: false,
  minProperties: 1,
  properties: {
    never: { description: 'The request stays in validation for ever.', type: 'boolean', enum: [true] },
    delay: lengthSchema('How long the validation waits before it begins.'),
    refuse: {
      description: 'The request is refused, whatever is in it.',
      type: 'object',
      additionalProperties: false,
      required: ['code'],
      properties: {
        code: { description: 'Code of the refusal.', type: 'string', enum: [...refusalCodes] },
        detail: {
          description: 'Text that goes with the code. Default: the one of the platform.',
          type: 'string',
          minLength: 1,
          maxLength: 1_000,
        },
        recipient: {
          description: 'Index of the recipient whom the refusal names, from 0. Default: none.',
          type: 'integer',
          minimum: 0,
          maximum: 200,
        },
      },
    },
    technicalFailure: {
      description:
        'A service that the validation asks is down: the step is tried again, after longer and longer pauses.',
      type: 'object',
      additionalProperties: false,
      required: ['step', 'times'],
      properties: {
        step: {
          description:
            'payments (debt positions), files (the store), taxIds (the tax registry), f24, addressLookup (ANPR, Registro Imprese), normalisation (the postal normaliser).',
          type: 'string',
          enum: [...validationSteps],
        },
        times: { description: 'How often it fails.', type: 'integer', minimum: 1, maximum: 1_000 },
      },
    },
  },
};

const actSchema = (description: string) => ({
  description,
  type: 'object',
  additionalProperties: false,
  required: ['after'],
  properties: {
    after: lengthSchema('When, as written: 2d, PT6H.'),
    since: {
      description:
        'What the time is counted from: accepted (the notification is accepted; the default) or delivered (its delivery to this recipient succeeded).',
      type: 'string',
      enum: ['accepted', 'delivered'],
    },
    via: { description: 'Where: web (the portal; the default) or io (the app).', type: 'string', enum: ['web', 'io'] },
    delegate: {
      description: 'Tax id of the delegate who does it instead of the recipient.',
      type: 'string',
      pattern: '^([A-Z0-9]{16}|\\d{11})$',
      examples: ['MNDLCU98T68C933T'],
    },
  },
});

export const recipientSchema = {
  description: 'What the recipient does by themselves.',
  type: 'object',
  additionalProperties: false,
  minProperties: 1,
  properties: {
    opens: actSchema('The recipient opens the notification.'),
    pays: actSchema('The recipient pays the first notice.'),
  },
};
