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
type PaymentSourceChannel = 'PA' | 'EXTERNAL_REGISTRY';

/** A payment that can be written into a timeline. */
export interface Payment extends Notice {
  readonly paidAt: Instant;
  /** Eurocent. */
  readonly amount: number;
  readonly channel: PaymentSourceChannel;
}

/** Where a notice stands at pagoPA. Unknown ones have no position. */
export type DebtPositionStatus =
  | 'OPEN'
  | 'IN_PROGRESS'
  | 'PAID'
  | 'EXPIRED'
  | 'CANCELLED'
  | 'DOMAIN_UNKNOWN'
  | 'UNAVAILABLE'
  | 'ERROR';

/**
 * How the platform takes what pagoPA answers when a cost is to be written on a notice. KO: unknown, or not to be changed any
 * more. RETRY: nobody knows, it is written again later.
 */
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
  /** HTTP status of pagoPA's answer. */
  readonly answer: number;
  readonly result: CostAnswer;
}

/** A notice at the simulated side of pagoPA. */
export interface DebtPosition extends Notice {
  /** Eurocent, without the notification; absent where nobody declared the position. */
  readonly amount?: number;
  readonly status: DebtPositionStatus;
  /** Cost of the notification written last, eurocent. */
  readonly notificationFee?: number;
  /** HTTP statuses that pagoPA answers to the next writes, one after another; then those of the status. */
  readonly answers?: readonly number[];
  /** Oldest first. */
  readonly history: readonly CostUpdate[];
}

/** What a recipient sees of a notice before paying it. */
export interface PaymentInfo extends Notice {
  readonly status: 'REQUIRED' | 'IN_PROGRESS' | 'SUCCEEDED' | 'FAILURE';
  readonly detail?: string;
  /** Text of the HTTP status where the payment node broke down. */
  readonly errorCode?: string;
  /** Eurocent; this and the next two only where the notice can be paid. */
  readonly amount?: number;
  readonly causaleVersamento?: string;
  readonly dueDate?: string;
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
