import type { Handlers } from '../../http/call.js';
import { refusals } from './errors.js';
import { price } from './rules.js';
import type { PriceService } from './service.js';

/** Price of a notice; any key may ask for any notice, as on the platform. */
export const priceHandlers = <World>(serviceOf: (world: World) => PriceService): Handlers<World> => ({
  retrieveNotificationPriceV23: ({ world, params }) => {
    const paTaxId = String(params.paTaxId);
    const noticeCode = String(params.noticeCode);
    const found = serviceOf(world).find(paTaxId, noticeCode);
    if (!found) throw refusals.unknownNotice(paTaxId, noticeCode);
    if (found.status === 'IN_VALIDATION') throw refusals.notAcceptedYet(found.iun);
    if (found.status === 'CANCELLED') throw refusals.cancelled(found.iun);
    return { status: 200, body: { iun: found.iun, ...price(found.terms, found.inputs) }, about: { iun: found.iun } };
  },
});
