import type { TimelineElement } from '../notification/model.js';
import type { BillLine } from './model.js';

const feeOf = ({ details, internal }: TimelineElement): number =>
  Number(details.notificationCost ?? internal?.notificationCost ?? 0);

/** Recipients whose base cost an element bears. */
const recipientsOf = ({ category, details, internal }: TimelineElement): number => {
  if (category === 'REQUEST_REFUSED') return Number(internal?.numberOfRecipients ?? 1);
  const { notRefinedRecipientIndexes: cancelled } = details;
  return category === 'NOTIFICATION_CANCELLED' && Array.isArray(cancelled) ? cancelled.length : 1;
};

/**
 * What an element puts on the bill of its sender: the base cost of a recipient, once in a life (perfected, cancelled or
 * refused), or a letter that was handed to the post. The policy of the notification does not matter. Eurocent, without VAT.
 *
 * Source: pn-delivery-push-workflow action/notificationview/NotificationCost.java, action/refinement/RefinementHandler.java,
 * service/impl/NotificationCancellationServiceImpl.java; pn-delivery-push utils/RefusalCostCalculator.java
 */
export const billed = (element: TimelineElement): BillLine | undefined => {
  const { category, details } = element;
  if (category === 'SEND_ANALOG_DOMICILE' || category === 'SEND_SIMPLE_REGISTERED_LETTER') {
    return { kind: 'PAPER', of: String(details.productType), count: 1, cents: Number(details.analogCost ?? 0) };
  }
  const cents = feeOf(element);
  return cents > 0 ? { kind: 'RECIPIENTS', of: category, count: recipientsOf(element), cents } : undefined;
};

/** A bill with one line more, or less where `sign` is -1: lines of the same thing are one, and none is empty. */
export const withLine = (lines: readonly BillLine[], line: BillLine, sign: 1 | -1 = 1): readonly BillLine[] => {
  const isSame = ({ kind, of }: BillLine): boolean => kind === line.kind && of === line.of;
  const old = lines.find(isSame) ?? { count: 0, cents: 0 };
  const next = { ...line, count: old.count + sign * line.count, cents: old.cents + sign * line.cents };
  return [...lines.filter((other) => !isSame(other)), ...(next.count > 0 ? [next] : [])];
};
