import { days, minutes } from '../../clock/instant.js';
import type { DebtPositionStatus, PaymentInfo } from './model.js';

/** What an amount can hold: a Java int. */
export const int32 = { least: -(2 ** 31), greatest: 2 ** 31 - 1 } as const;

/**
 * By state of a notice: the HTTP status that pagoPA answers to a cost written on it, and what its recipient is told.
 *
 * Source: pn-external-registries services/InfoPaymentService.java, CommunicationResultGroupMapper.java,
 * docs/wsclient/gpd/openapi-gpd.yaml; unsure: which of the two answers goes with which state
 */
export const debtStates: Readonly<
  Record<DebtPositionStatus | 'UNKNOWN', { readonly answer: number } & Pick<PaymentInfo, 'status' | 'detail'>>
> = {
  OPEN: { answer: 200, status: 'REQUIRED' },
  IN_PROGRESS: { answer: 209, status: 'IN_PROGRESS', detail: 'PAYMENT_ONGOING' },
  PAID: { answer: 422, status: 'SUCCEEDED', detail: 'PAYMENT_DUPLICATED' },
  EXPIRED: { answer: 422, status: 'FAILURE', detail: 'PAYMENT_EXPIRED' },
  CANCELLED: { answer: 422, status: 'FAILURE', detail: 'PAYMENT_CANCELED' },
  UNKNOWN: { answer: 404, status: 'FAILURE', detail: 'PAYMENT_UNKNOWN' },
  DOMAIN_UNKNOWN: { answer: 404, status: 'FAILURE', detail: 'DOMAIN_UNKNOWN' },
  UNAVAILABLE: { answer: 503, status: 'FAILURE', detail: 'PAYMENT_UNAVAILABLE' },
  ERROR: { answer: 502, status: 'FAILURE', detail: 'GENERIC_ERROR' },
};

/** What the platform is told where the payment node itself breaks down. */
export const nodeError = 'Bad Gateway';

/** A cost that could not be written is written again: after this long, then twice as long, up to a day. unsure */
export const firstCostRetry = minutes(5);
export const lastCostRetry = days(1);
