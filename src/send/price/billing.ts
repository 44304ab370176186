import { romanMonth } from '../../italy/rome-calendar.js';
import type { TimelineElement } from '../notification/model.js';
import type { Appended, NotificationRoom } from '../notification/service.js';
import { billed, withLine } from './billing-rules.js';
import type { BillLine } from './model.js';

export interface BillingService {
  /**
   * What a body owes for a month of the calendar in Rome, such as `2026-05`: first its recipients, then its letters.
   *
   * unsure: the month is the one in which the platform wrote the element, whatever the date that the post reports.
   */
  bill(paId: string, month: string): readonly BillLine[];
  onAppended(appended: Appended): void;
  reset(): void;
}

const byKind = (a: BillLine, b: BillLine): number =>
  a.kind === b.kind ? a.of.localeCompare(b.of) : a.kind === 'RECIPIENTS' ? -1 : 1;

/** Bills follow from the appended elements; they are never stored. */
export const createBillingService = (notifications: Pick<NotificationRoom, 'get'>): BillingService => {
  const bills = new Map<string, readonly BillLine[]>();
  const keyOf = (paId: string, month: string): string => `${paId} ${month}`;

  const book = (paId: string, element: TimelineElement, sign: 1 | -1): void => {
    const line = billed(element);
    if (!line) return;
    const key = keyOf(paId, romanMonth(element.ingestedAt));
    bills.set(key, withLine(bills.get(key) ?? [], line, sign));
  };

  return {
    bill: (paId, month) => (bills.get(keyOf(paId, month)) ?? []).toSorted(byKind),
    onAppended: ({ notification: { iun, paId }, added, rework }) => {
      // A letter that does not count any more is not paid, as in the price.
      const fallen = rework ? (notifications.get(iun)?.invalidated ?? []) : [];
      for (const element of fallen) if (rework?.invalidated.includes(element.elementId)) book(paId, element, -1);
      for (const { element } of added) book(paId, element, 1);
    },
    reset: () => bills.clear(),
  };
};
