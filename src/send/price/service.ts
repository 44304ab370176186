import type { NotificationStatus } from '../notification/model.js';
import type { Appended, NotificationRoom } from '../notification/service.js';
import { noticeKey, noticeKeys } from '../request/service.js';
import type { FeeTerms, PriceInputs } from './model.js';
import { advanceInputs, noInputs, priceInputs } from './rules.js';

/** What the price of one notice is computed from. */
interface PricedNotice {
  readonly iun: string;
  readonly status: NotificationStatus;
  /** Cancellation was requested, the notice is not yet free. */
  readonly isBeingCancelled: boolean;
  readonly terms: FeeTerms;
  readonly inputs: PriceInputs;
}

export interface PriceService {
  /** Constant in the number of stored notifications. */
  find(creditorTaxId: string, noticeCode: string): PricedNotice | undefined;
  onAppended(appended: Appended): void;
  reset(): void;
}

interface Row {
  readonly iun: string;
  readonly recIndex: number;
  readonly terms: FeeTerms;
}

/** Rows follow from the appended elements; they are never stored. */
export const createPriceService = (notifications: NotificationRoom): PriceService => {
  const rows = new Map<string, Row>();
  const inputs = new Map<string, readonly PriceInputs[]>();
  const beingCancelled = new Set<string>();

  /** The notices of a cancelled notification are free again. */
  const release = (iun: string): void => {
    for (const key of noticeKeys(notifications.get(iun)?.request ?? { recipients: [] })) {
      if (rows.get(key)?.iun === iun) rows.delete(key);
    }
    inputs.delete(iun);
    beingCancelled.delete(iun);
  };

  const take = (head: NonNullable<Appended['head']>): void => {
    const { request, iun } = head;
    const { notificationFeePolicy, paFee, vat } = request;
    let hasNotice = false;
    request.recipients.forEach(({ payments = [] }, recIndex) => {
      for (const { pagoPa } of payments) {
        if (!pagoPa) continue;
        hasNotice = true;
        const terms = { notificationFeePolicy, applyCost: pagoPa.applyCost, paFee, vat };
        rows.set(noticeKey(pagoPa.creditorTaxId, pagoPa.noticeCode), { iun, recIndex, terms });
      }
    });
    if (hasNotice)
      inputs.set(
        iun,
        request.recipients.map((_, recIndex) => noInputs(recIndex)),
      );
  };

  return {
    find: (creditorTaxId, noticeCode) => {
      const found = rows.get(noticeKey(creditorTaxId, noticeCode));
      const status = found && notifications.row(found.iun)?.status;
      if (!found || !status || status === 'REFUSED') return undefined;
      const { iun, recIndex, terms } = found;
      const isBeingCancelled = beingCancelled.has(iun);
      return { iun, status, isBeingCancelled, terms, inputs: inputs.get(iun)?.[recIndex] ?? noInputs(recIndex) };
    },
    onAppended: ({ notification: { iun }, head, added, rework }) => {
      if (head) take(head);
      for (const { element } of added) {
        if (element.category === 'NOTIFICATION_CANCELLATION_REQUEST') beingCancelled.add(iun);
        if (element.category === 'NOTIFICATION_CANCELLED_DOCUMENT_CREATION_REQUEST') release(iun);
      }
      const present = inputs.get(iun);
      if (!present || (added.length === 0 && !rework)) return;
      if (rework) {
        // A letter that does not count any more is not paid: the sum is made again from what still counts.
        const valid = notifications.get(iun)?.elements ?? [];
        inputs.set(
          iun,
          present.map((_, recIndex) => priceInputs(valid, recIndex)),
        );
        return;
      }
      const next = present.map((one) => added.reduce((sum, { element }) => advanceInputs(sum, element), one));
      if (next.some((one, i) => one !== present[i])) inputs.set(iun, next);
    },
    reset: () => {
      rows.clear();
      inputs.clear();
      beingCancelled.clear();
    },
  };
};
