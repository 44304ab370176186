import { toIso } from '../../clock/instant.js';
import type { NewElement, Notification } from '../notification/model.js';
import { element } from '../notification/workflow.js';
import type { StoredRequest } from '../request/model.js';
import type { Payment } from './model.js';

/**
 * The element that a payment writes, dated by the payment; its id follows from the notice, so a repeated report adds
 * nothing. The status never changes, and letters not prepared yet are no longer sent to that recipient.
 * @returns undefined when the notification does not have the notice
 *
 * Source: pn-delivery-push-workflow action/notificationpaid/*, dto/timeline/TimelineEventId.java
 */
export const paymentElement = (
  notification: Pick<Notification, 'iun' | 'request'>,
  { noticeCode, creditorTaxId, paidAt, amount, channel }: Payment,
): NewElement | undefined => {
  const { recipients } = notification.request;
  const recIndex = recipients.findIndex(({ payments = [] }) =>
    payments.some(({ pagoPa }) => pagoPa?.noticeCode === noticeCode && pagoPa.creditorTaxId === creditorTaxId),
  );
  const recipient = recipients[recIndex];
  if (!recipient) return undefined;
  return element(
    notification,
    'PAYMENT',
    { code: `PPA${noticeCode}${creditorTaxId}` },
    {
      eventAt: paidAt,
      details: {
        recIndex,
        recipientType: recipient.recipientType,
        amount,
        creditorTaxId,
        noticeCode,
        paymentSourceChannel: channel,
        uncertainPaymentDate: false,
        eventTimestamp: toIso(paidAt),
      },
    },
  );
};

/**
 * What tells one printed F24 from another one: its payment and, where it bears the cost, the letters that the cost counts.
 * @param letters sent to the recipient, the one that carries the form included
 */
export const f24Discriminator = (
  { recipients, notificationFeePolicy }: Pick<StoredRequest, 'recipients' | 'notificationFeePolicy'>,
  recIndex: number,
  paymentIndex: number,
  letters: number,
): string => {
  const { applyCost = false } = recipients[recIndex]?.payments?.[paymentIndex]?.f24 ?? {};
  const costs = applyCost && notificationFeePolicy === 'DELIVERY_MODE' && letters > 0;
  return `${recIndex}-${paymentIndex}${costs ? `-${letters}` : ''}`;
};
