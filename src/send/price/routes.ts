import type { Handler, Handlers } from '../../http/call.js';
import { refusals } from './errors.js';
import type { Price } from './model.js';
import { price } from './rules.js';
import type { PriceService } from './service.js';
import { toWirePriceV1, toWirePriceV23 } from './wire.js';

/** Price of a notice, in both versions; any key may ask for any notice, as on the platform. */
export const priceHandlers = <World>(serviceOf: (world: World) => PriceService): Handlers<World> => {
  const priceIn =
    (toWire: (iun: string, price: Price) => object): Handler<World> =>
    ({ world, params }) => {
      const paTaxId = String(params.paTaxId);
      const noticeCode = String(params.noticeCode);
      const found = serviceOf(world).find(paTaxId, noticeCode);
      if (!found) throw refusals.unknownNotice(paTaxId, noticeCode);
      const { iun, status, isBeingCancelled, terms, inputs } = found;
      if (status === 'IN_VALIDATION') throw refusals.notAcceptedYet(iun);
      if (isBeingCancelled) throw refusals.cancelled(iun);
      return { status: 200, body: toWire(iun, price(terms, inputs)), about: { iun } };
    };

  return {
    retrieveNotificationPrice: priceIn(toWirePriceV1),
    retrieveNotificationPriceV23: priceIn(toWirePriceV23),
  };
};
