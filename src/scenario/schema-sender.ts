import { lengthSchema } from './schema-plan.js';

/** What the sender does beside the request, when the file is played (`validate --run`). */
export interface SenderActsText {
  readonly sendsAt?: string;
  readonly cancels?: SenderActText;
  readonly reportsPayment?: SenderActText;
}

interface SenderActText {
  readonly after: string;
}

/** A request of the same sender that came before. */
export interface EarlierText {
  readonly request: Readonly<Record<string, unknown>>;
  readonly cancelled?: true;
}

/** Monday, 10:00 in Rome. */
export const usualSendingInstant = '2026-03-02T09:00:00Z';

const actSchema = (description: string) => ({
  description,
  type: 'object',
  additionalProperties: false,
  required: ['after'],
  properties: { after: lengthSchema('Counted from the acceptance, as written: 2d, PT6H.') },
});

export const requestSchema = {
  description:
    'The notification that "validate --run" sends (v2.6): a JSON merge patch on a plain one (one recipient, an 890, one document, no payment). Items of recipients and of payments are patches on a plain one, too: payments: [{}] is one pagoPA notice. An attachment without ref is uploaded first: content (a text, or the JSON of an F24) or pages (of a PDF) says what is in it. Null takes away.',
  type: 'object',
};

export const senderActsSchema = {
  description:
    'What the sender does beside sending the request. Only "validate --run" does this: at other times your program is the sender.',
  type: 'object',
  additionalProperties: false,
  minProperties: 1,
  properties: {
    sendsAt: {
      description: `When the request is sent, an instant with Z or offset. Default: ${usualSendingInstant}, a Monday.`,
      type: 'string',
      pattern: '^20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?(Z|[+-]\\d\\d:\\d\\d)$',
      examples: ['2026-03-06T21:30:00+01:00'],
    },
    cancels: actSchema('The sender cancels the notification.'),
    reportsPayment: actSchema('The sender reports that the first notice was paid at its counter.'),
  },
};

export const beforeSchema = {
  description:
    'Requests of the same sender that "validate --run" sends first, a week before: each is validated before the next one is sent.',
  type: 'array',
  minItems: 1,
  maxItems: 20,
  items: {
    description: 'A request that came before.',
    type: 'object',
    additionalProperties: false,
    required: ['request'],
    properties: {
      request: { ...requestSchema, description: 'What it holds: a patch on a plain one, as in request.' },
      cancelled: {
        description: 'The sender cancelled it after its validation.',
        type: 'boolean',
        enum: [true],
      },
    },
  },
};
