import type { Instant } from '../../clock/instant.js';

/** Payment of a pagoPA notice as its sender reports it. */
export interface PaymentEvent {
  readonly noticeCode: string;
  readonly creditorTaxId: string;
  /** ISO 8601 with offset; the contract checks the shape, not the calendar. */
  readonly paymentDate: string;
  /** Eurocent. */
  readonly amount: number;
}

/** Who told the platform of a payment: the sender, or the pagoPA node. */
export type PaymentSourceChannel = 'PA' | 'EXTERNAL_REGISTRY';

/** A payment that can be written into a timeline. */
export interface Payment {
  readonly noticeCode: string;
  readonly creditorTaxId: string;
  readonly paidAt: Instant;
  /** Eurocent. */
  readonly amount: number;
  readonly channel: PaymentSourceChannel;
}
