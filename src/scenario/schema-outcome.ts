import type { PhysicalAddress } from '../send/request/model.js';
import type { Said } from '../text/said.js';
import type { Ocr } from './carrier-event.js';
import { physicalAddressSchema } from './schema-person.js';
import { saidSchema } from './schema-said.js';
import { documentPattern } from './sequence/item.js';

/** The forms in which a file says what a carrier reports: exactly one of them. */
export const scriptForms = ['sequence', 'events', 'byAttempt', 'byRetry'] as const;

export interface ScriptForms {
  readonly sequence?: string;
  readonly events?: readonly CarrierEventText[];
  readonly byAttempt?: readonly ScriptText[];
  readonly byRetry?: readonly ScriptText[];
}

/** An outcome as written. */
export interface OutcomeText extends ScriptForms {
  readonly title: Said;
  readonly narrative?: Said;
}

interface ScriptText {
  readonly events: readonly CarrierEventText[];
}

export interface CarrierEventText {
  readonly code: string;
  readonly after: string;
  readonly documents?: readonly string[];
  readonly failureCause?: string;
  readonly discovered?: PhysicalAddress;
  readonly pages?: number;
  readonly dateShift?: string;
  readonly documentDateShift?: string;
  readonly ownDate?: true;
  readonly ocr?: Ocr;
}

const shiftText = {
  type: 'string',
  pattern: '^[+-](\\d{1,6}(\\.\\d{1,3})?(ms|s|m|h|d)|P[0-9YWDTHMS.]{1,40})$',
  examples: ['-14d'],
};

const carrierEventSchema = {
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
        'Documents that come with the event: AR, 23L, ARCAD, CAD, Plico, Indagine; 7ZIP or ZIP for the archive of CON020. #Z1 to #Z5 after the type send an archive (XML and PDF) instead of a scan; :SCANNED:ORIGINAL and the like say how the document was made.',
      type: 'array',
      minItems: 1,
      maxItems: 20,
      items: {
        description: 'Type of the document.',
        type: 'string',
        pattern: documentPattern,
        examples: ['AR', '23L#Z1', 'AR:SCANNED:ORIGINAL'],
      },
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
    dateShift: {
      ...shiftText,
      description: 'How far the date that the carrier declares lies from the true one: -14d before it, +2d after it.',
    },
    documentDateShift: {
      ...shiftText,
      description: 'The same for the date of the documents alone. Default: as the event.',
    },
    ownDate: {
      description:
        'The event keeps its own date. Otherwise all codes of a send that end in A to F share the date of the first of them.',
      type: 'boolean',
      enum: [true],
    },
    ocr: {
      description: 'What a later look at the scan says: KO (not readable) or PENDING.',
      type: 'string',
      enum: ['KO', 'PENDING'],
    },
  },
};

/** Stands once in the schema, under `definitions`: the lists of events are many. */
export const eventsSchema = {
  description: 'Reports of the carrier, in order.',
  type: 'array',
  minItems: 1,
  maxItems: 500,
  items: carrierEventSchema,
};

const events = (description: string) => ({ $ref: '#/definitions/events', description });

const scriptSchema = {
  description: 'What happens to one of the sends.',
  type: 'object',
  additionalProperties: false,
  required: ['events'],
  properties: { events: events('Reports of the carrier, in order.') },
};

/** The four forms, as properties of a schema. */
export const scriptFormProperties = {
  sequence: {
    description:
      'The reports in the language that UAT reads in an address: "@sequence.<delay>-<CODE>[action;action].<delay>-<CODE>…". Here a delay may also be of days or hours, meant as written (7d, 20h, P7D).',
    type: 'string',
    minLength: 1,
    maxLength: 10_000,
    examples: ['@sequence.5s-CON080.2d-RECRN001A.5s-RECRN001B[DOC:AR].5s-RECRN001C'],
  },
  events: events('The same reports at every send.'),
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
};

export const outcomeSchema = {
  description: `What happens to a PEC or to a letter: one of ${scriptForms.join(', ')}.`,
  type: 'object',
  additionalProperties: false,
  required: ['title'],
  properties: {
    title: {
      ...saidSchema,
      description: 'What a trainer reads in the agenda, for instance "the letter is delivered".',
    },
    narrative: { ...saidSchema, description: 'The story behind the outcome.' },
    ...scriptFormProperties,
  },
};
