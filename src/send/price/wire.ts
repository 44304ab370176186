import type { Price } from './model.js';

/** Answer of the price call, v2.3. */
export const toWirePriceV23 = (iun: string, price: Price) => ({ iun, ...price });

/**
 * v1 knows one amount only: the price without the sender's fee and without VAT.
 *
 * Source: pn-delivery functions/versioningV1V23GetNotificationPrice/src/app/eventHandler.js
 */
export const toWirePriceV1 = (iun: string, { partialPrice, refinementDate, notificationViewDate }: Price) => ({
  iun,
  amount: partialPrice,
  ...(refinementDate === undefined ? {} : { refinementDate }),
  ...(notificationViewDate === undefined ? {} : { notificationViewDate }),
});
