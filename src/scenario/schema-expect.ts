import { type Category, type NotificationStatus, statuses, visibleCategories } from '../send/notification/model.js';
import { refusalCodes } from './refusal-codes.js';

/** The end of the story, checked by `validate --run`. */
export interface ExpectText {
  readonly answer?: ExpectedAnswerText;
  readonly status?: NotificationStatus;
  readonly refusal?: readonly { readonly code: string; readonly detail?: string }[];
  readonly timeline?: readonly ExpectedElementText[];
  readonly absent?: readonly ExpectedElementText[];
  readonly price?: ExpectedPriceText;
}

/** A refusal at once. */
interface ExpectedAnswerText {
  readonly status: number;
  readonly errors?: readonly { readonly code: string; readonly element?: string; readonly detail?: string }[];
}

export interface ExpectedElementText {
  readonly category: Category;
  readonly code?: string;
  readonly day?: number;
  readonly recipient?: number;
  readonly attempt?: number;
}

/** Eurocents. */
interface ExpectedPriceText {
  readonly partial?: number;
  readonly total?: number;
  readonly analog?: number;
}

const whole = (description: string, maximum: number) => ({ description, type: 'integer', minimum: 0, maximum });

const elementSchema = {
  description: 'One element of the timeline.',
  type: 'object',
  additionalProperties: false,
  required: ['category'],
  properties: {
    category: { description: 'Its category.', type: 'string', enum: [...visibleCategories] },
    code: {
      description: 'Its code: deliveryDetailCode, for instance RECRN001C or C003.',
      type: 'string',
      pattern: '^[A-Z0-9]{1,40}$',
      examples: ['RECRN001C'],
    },
    day: whole('Calendar days in Rome between the request and the date of the element.', 3_660),
    recipient: whole('Index of its recipient, from 0.', 200),
    attempt: whole('Attempt that it belongs to: 0 or 1.', 1),
  },
};

export const expectSchema = {
  description: 'The expected end: makes the file a test, run by "send-simulator validate --run".',
  type: 'object',
  additionalProperties: false,
  minProperties: 1,
  properties: {
    answer: {
      description: 'The request is refused at once, with this answer. Default: it is taken, with 202.',
      type: 'object',
      additionalProperties: false,
      required: ['status'],
      properties: {
        status: { description: 'HTTP status.', type: 'integer', minimum: 400, maximum: 599 },
        errors: {
          description: 'Errors in the body: all of them, in order.',
          type: 'array',
          minItems: 1,
          maxItems: 50,
          items: {
            description: 'One error.',
            type: 'object',
            additionalProperties: false,
            required: ['code'],
            properties: {
              code: {
                description: 'Its code.',
                type: 'string',
                pattern: '^[A-Z][A-Z0-9_]{0,99}$',
                examples: ['PN_GENERIC_INVALIDPARAMETER_DUPLICATED'],
              },
              element: { description: 'What it is about, exactly.', type: 'string', minLength: 1, maxLength: 200 },
              detail: {
                description: 'Text that goes with it; * stands for any run of characters, as in patterns.',
                type: 'string',
                minLength: 1,
                maxLength: 1_000,
              },
            },
          },
        },
      },
    },
    status: {
      description: 'Last status of the notification.',
      type: 'string',
      // No life comes to this one.
      enum: statuses.filter((status) => status !== 'PAID'),
    },
    refusal: {
      description: 'Why the request is refused: all reasons, in order.',
      type: 'array',
      minItems: 1,
      maxItems: 20,
      items: {
        description: 'One reason.',
        type: 'object',
        additionalProperties: false,
        required: ['code'],
        properties: {
          code: { description: 'Code of the refusal.', type: 'string', enum: [...refusalCodes] },
          detail: {
            description: 'Text that goes with it; * stands for any run of characters, as in patterns.',
            type: 'string',
            minLength: 1,
            maxLength: 1_000,
          },
        },
      },
    },
    timeline: {
      description: 'Elements that are written, in this order; others may lie between them.',
      type: 'array',
      minItems: 1,
      maxItems: 200,
      items: elementSchema,
    },
    absent: {
      description: 'Elements that are never written.',
      type: 'array',
      minItems: 1,
      maxItems: 200,
      items: elementSchema,
    },
    price: {
      description: 'Price of the first notice at the end, in eurocents.',
      type: 'object',
      additionalProperties: false,
      minProperties: 1,
      properties: {
        partial: whole(
          'partialPrice: cost of SEND and of the letters, without the fee of the sender and VAT.',
          1_000_000,
        ),
        total: whole('totalPrice: with the fee of the sender and VAT.', 1_000_000),
        analog: whole('analogCost: the letters alone.', 1_000_000),
      },
    },
  },
};
