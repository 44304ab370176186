import type { Instant } from '../../clock/instant.js';
import type { Iun } from '../notification/model.js';

/** What tells one pagoPA notice from all others. */
export interface Notice {
  readonly noticeCode: string;
  readonly creditorTaxId: string;
}

/** Payment of a pagoPA notice as its sender reports it. */
export interface PaymentEvent extends Notice {
  /** ISO 8601 with offset; the contract checks the shape, not the calendar. */
  readonly paymentDate: string;
  /** Eurocent. */
  readonly amount: number;
}

/** Who told the platform of a payment: the sender, or the pagoPA node. */
export type PaymentSourceChannel = 'PA' | 'EXTERNAL_REGISTRY';

/** A payment that can be written into a timeline. */
export interface Payment extends Notice {
  readonly paidAt: Instant;
  /** Eurocent. */
  readonly amount: number;
  readonly channel: PaymentSourceChannel;
}

export type DebtPositionStatus = 'OPEN' | 'PAID' | 'EXPIRED';

/** What pagoPA answers when a cost is to be written on a notice. KO: unknown, or not to be changed any more. */
export type CostAnswer = 'OK' | 'KO' | 'RETRY';

/** Moments at which the platform writes the cost of a notification on its notices. */
export type CostPhase =
  | 'VALIDATION'
  | 'SEND_SIMPLE_REGISTERED_LETTER'
  | 'SEND_ANALOG_DOMICILE_ATTEMPT_0'
  | 'SEND_ANALOG_DOMICILE_ATTEMPT_1'
  | 'NOTIFICATION_TIMELINE_REWORKED'
  | 'REQUEST_REFUSED'
  | 'NOTIFICATION_CANCELLED';

/** A cost that the platform wrote, or could not write. */
export interface CostUpdate {
  readonly at: Instant;
  readonly iun: Iun;
  readonly phase: CostPhase;
  /** Eurocent. */
  readonly notificationFee: number;
  readonly result: CostAnswer;
}

/** A notice at the simulated side of pagoPA. */
export interface DebtPosition extends Notice {
  /** Eurocent, without the notification; absent where nobody declared the position. */
  readonly amount?: number;
  readonly status: DebtPositionStatus;
  /** Cost of the notification written last, eurocent. */
  readonly notificationFee?: number;
  /** Oldest first. */
  readonly history: readonly CostUpdate[];
}

/** An error of a metadata file of an F24 form; code and message are the platform's. */
export interface F24Error {
  readonly code: string;
  readonly message: string;
}

/** What the validation needs to know of a metadata file: read once, when its upload completes. */
export interface F24Facts {
  /** It cannot be read, or breaks the schema. */
  readonly errors: readonly F24Error[];
  /** Forms in it; one is right. */
  readonly kinds: number;
  /** Records that bear the cost of the notification and have no credit. */
  readonly flagged: number;
  readonly flaggedWithCredit: number;
  /** Of the form when it is printed, all copies together. */
  readonly pages: number;
  /** Rule of the library of forms that it breaks. */
  readonly broken?: string;
}
