import type { NotificationView, PaymentCost } from '../../api/shapes.js';

/** The price of a notice from an instant on. */
export interface Step {
  readonly at: string;
  /** Category of the element that brought it; absent at the beginning. */
  readonly category?: string;
  readonly addedCents: number;
  readonly totalCents: number;
}

interface PricedCost extends PaymentCost {
  readonly sendFee?: number;
  readonly paFee?: number;
  readonly vat?: number;
}

/**
 * How the price of a notice came about: the base with the acceptance, then each letter with the VAT on all of them.
 * Empty where the sum does not come out, as with a flat rate.
 */
export const growthOf = (view: NotificationView, recIndex: number, cost: PricedCost): readonly Step[] => {
  const { sendFee = 0, paFee = 0, vat = 0, totalPrice } = cost;
  const accepted = view.explained.find(({ category }) => category === 'REQUEST_ACCEPTED')?.at ?? view.createdAt;
  let letters = 0;
  let total = sendFee + paFee;
  const steps: Step[] = [{ at: accepted, addedCents: total, totalCents: total }];
  for (const { category, timestamp, details } of view.detail.timeline) {
    const own = details?.analogCost;
    if (typeof own !== 'number' || (details?.recIndex ?? recIndex) !== recIndex) continue;
    letters += own;
    const next = sendFee + paFee + letters + Math.round((letters * vat) / 100);
    steps.push({ at: timestamp, category, addedCents: next - total, totalCents: next });
    total = next;
  }
  return total === totalPrice ? steps : [];
};
