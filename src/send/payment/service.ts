import { parseInstant } from '../../clock/instant.js';
import type { Iun, Notification } from '../notification/model.js';
import type { NotificationRoom } from '../notification/service.js';
import type { Caller } from '../sender/model.js';
import { refusals } from './errors.js';
import { f24BeingMade } from './f24-hints.js';
import { f24Errors, f24Missing } from './f24-rules.js';
import { int32 } from './facts.js';
import type { Payment, PaymentEvent } from './model.js';
import { f24Discriminator, paymentElement } from './rules.js';

/** What other rooms use of this one's rules. */
export type { F24Forms } from './f24-forms.js';
export { f24BeingMade, f24Discriminator, f24Errors, f24Missing, paymentElement };

export interface PaymentService {
  /**
   * Payments that the sender reports. All are looked up before any is written; the groups of the key do not matter.
   *
   * Errors: PN_DELIVERY_NOTIFICATIONNOTFOUND (404), PN_GENERIC_ERROR (500: an instant that the calendar does not have, or
   * one before 1970 or after 2250, which the simulator cannot hold)
   * Source: pn-delivery svc/PaymentEventsService.java
   */
  report(caller: Caller, events: readonly PaymentEvent[]): void;
}

interface PaymentParts {
  readonly notifications: Pick<NotificationRoom, 'get' | 'append'>;
  readonly holderOfNotice: (creditorTaxId: string, noticeCode: string) => Iun | undefined;
}

export const createPaymentService = ({ notifications, holderOfNotice }: PaymentParts): PaymentService => {
  const ownedBy = ({ sender }: Caller, event: PaymentEvent, index: number): Notification => {
    const iun = holderOfNotice(event.creditorTaxId, event.noticeCode);
    const notification = iun === undefined ? undefined : notifications.get(iun);
    if (!notification) throw refusals.unknownNotice(index, event);
    if (notification.sender.paId !== sender.paId) throw refusals.otherSender(index, event);
    return notification;
  };

  return {
    report: (caller, events) => {
      // A body that does not fit the types is refused before anything is looked up.
      for (const [index, { amount }] of events.entries()) {
        const cents = Math.trunc(amount);
        if (cents < int32.least || cents > int32.greatest) throw refusals.amountOutOfRange(index, { amount });
      }
      const payments = events.map((event, index) => {
        const notification = ownedBy(caller, event, index);
        const paidAt = parseInstant(event.paymentDate);
        if (paidAt === undefined) throw refusals.impossibleDate(index, event);
        const { noticeCode, creditorTaxId } = event;
        const payment: Payment = { noticeCode, creditorTaxId, paidAt, amount: Math.trunc(event.amount), channel: 'PA' };
        return { notification, payment };
      });
      for (const { notification, payment } of payments) {
        const paid = paymentElement(notification, payment);
        if (paid) notifications.append(notification.iun, { elements: [paid] });
      }
    },
  };
};
