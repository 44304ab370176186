import { debtStates } from '../send/payment/facts.js';
import type { DebtPositionStatus, Notice } from '../send/payment/model.js';

/** A position at pagoPA as it is put, in a file or by `PUT /_sim/debt-positions`. */
export interface PutPosition {
  /** Eurocent, without the notification. */
  readonly amount: number;
  readonly status: DebtPositionStatus;
  /** HTTP statuses that pagoPA answers to the next costs written on it. */
  readonly answers?: readonly number[];
}

/** A position that pagoPA has before anybody puts it. */
export type DeclaredPosition = Notice & PutPosition;

const positionProperties = {
  amount: {
    description: 'Debt in eurocents, without the cost of the notification.',
    type: 'integer',
    minimum: 0,
    maximum: 999_999_999_999,
  },
  status: {
    description: 'State of the notice at pagoPA.',
    type: 'string',
    // Unknown is what is not there.
    enum: Object.keys(debtStates).filter((state) => state !== 'UNKNOWN'),
  },
  answers: {
    description:
      'HTTP statuses that pagoPA answers to the next costs written on it, whatever its state: 503 is tried again, 404 or 422 refuses.',
    type: 'array',
    maxItems: 100,
    items: { description: 'HTTP status.', type: 'integer', minimum: 100, maximum: 599 },
  },
};

/** Body of `PUT /_sim/debt-positions/{creditorTaxId}/{noticeCode}`. */
export const putPositionSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['amount', 'status'],
  properties: positionProperties,
};

export const debtPositionsSchema = {
  description:
    'Positions that pagoPA has. What notifications and tests do to them belongs to the sandbox. With the setting debtPositions "declared" there are no others.',
  type: 'array',
  minItems: 1,
  maxItems: 1_000,
  items: {
    description: 'A position.',
    type: 'object',
    additionalProperties: false,
    required: ['creditorTaxId', 'noticeCode', 'amount', 'status'],
    properties: {
      creditorTaxId: {
        description: 'Tax id of the creditor; in quotation marks.',
        type: 'string',
        pattern: '^\\d{11}$',
        examples: ['77777777777'],
      },
      noticeCode: {
        description: 'Code of the notice; in quotation marks.',
        type: 'string',
        pattern: '^\\d{18}$',
        examples: ['302000100000019421'],
      },
      ...positionProperties,
    },
  },
};
