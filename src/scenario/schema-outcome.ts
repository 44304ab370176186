import type { PhysicalAddress } from '../send/request/model.js';
import type { Said } from '../text/said.js';
import { physicalAddressSchema } from './schema-person.js';
import { saidSchema } from './schema-said.js';

/** An outcome as written: exactly one of `events`, `byAttempt`, `byRetry`. */
export interface OutcomeText {
  readonly title: Said;
  readonly narrative?: Said;
  readonly events?: readonly CarrierEventText[];
  readonly byAttempt?: readonly ScriptText[];
  readonly byRetry?: readonly ScriptText[];
}

export interface ScriptText {
  readonly events: readonly CarrierEventText[];
}

export interface CarrierEventText {
  readonly code: string;
  readonly after: string;
  readonly documents?: readonly string[];
  readonly failureCause?: string;
  readonly discovered?: PhysicalAddress;
  readonly pages?: number;
}

export const carrierEventSchema = {
  description: 'One report of the carrier.',
  type: 'object',
  additionalProperties: false,
  required: ['code', 'after'],
  properties: {
    code: {
      description: 'Code of the event: CON…, RECRN…, RECAG…, RECRS…, RECRI… on paper, C… for PEC.',
      type: 'string',
      pattern: '^[A-Z0-9]{1,40}$',
      examples: ['RECRN001C'],
    },
    after: {
      description:
        'Time since the previous event, or since the send. Hours, days and ISO 8601 lengths are meant as written (20h, 7d, P7D). Seconds and minutes of a letter are those of the UAT mock and stand for days of the post (5s is 20 hours, 60s is 11 days); those of a PEC are real.',
      type: 'string',
      pattern: '^(\\d{1,6}(\\.\\d{1,3})?(ms|s|m|h|d)|P[0-9YWDTHMS.]{1,40})$',
      examples: ['5s', '7d'],
    },
    documents: {
      description:
        'Documents that come with the event: AR, 23L, ARCAD, CAD, Plico, Indagine; 7ZIP or ZIP for the archive of CON020.',
      type: 'array',
      minItems: 1,
      maxItems: 20,
      items: { type: 'string', pattern: '^[A-Za-z0-9#]{1,20}$', examples: ['AR'] },
    },
    failureCause: {
      description: 'Why the letter was not delivered, for instance M01 (unreachable) or M05 (refused).',
      type: 'string',
      pattern: '^[A-Z0-9]{1,10}$',
      examples: ['M01'],
    },
    discovered: {
      ...physicalAddressSchema,
      description:
        'Address that the postman found: the second attempt goes there. Its text may itself name an outcome or be a @sequence.',
    },
    pages: {
      description: 'Pages of the PDF inside the archive of CON020.',
      type: 'integer',
      minimum: 1,
      maximum: 3,
    },
  },
};

const eventsSchema = {
  description: 'Reports of the carrier, in order.',
  type: 'array',
  minItems: 1,
  maxItems: 500,
  items: carrierEventSchema,
};

const scriptSchema = {
  description: 'What happens to one of the sends.',
  type: 'object',
  additionalProperties: false,
  required: ['events'],
  properties: { events: eventsSchema },
};

export const outcomeSchema = {
  description: 'What happens to a PEC or to a letter: one of events, byAttempt, byRetry.',
  type: 'object',
  additionalProperties: false,
  required: ['title'],
  properties: {
    title: {
      ...saidSchema,
      description: 'What a trainer reads in the agenda, for instance "the letter is delivered".',
    },
    narrative: { ...saidSchema, description: 'The story behind the outcome.' },
    events: { ...eventsSchema, description: 'The same reports at every send.' },
    byAttempt: {
      description:
        'One list per attempt of the workflow: first attempt; second one; for PEC a third list serves the second attempt at the current address, when the repetition at the old one (second list) has to differ. The last list serves what follows.',
      type: 'array',
      minItems: 1,
      maxItems: 3,
      items: scriptSchema,
    },
    byRetry: {
      description:
        'One list per print of the same letter: first print; print after a theft, a loss or a missing report; and so on. The last list repeats.',
      type: 'array',
      minItems: 1,
      maxItems: 10,
      items: scriptSchema,
    },
  },
};
