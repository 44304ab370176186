import type { Handlers } from '../../http/call.js';
import { Refused } from '../../http/passage.js';
import { f24NotImplemented } from './errors.js';
import type { PaymentEvent } from './model.js';
import type { PaymentService } from './service.js';

/** Payments that the sender reports. */
export const paymentHandlers = <World>(serviceOf: (world: World) => PaymentService): Handlers<World> => ({
  paymentEventsRequestPagoPa: ({ world, caller, body }) => {
    serviceOf(world).report(caller, (body as { readonly events: readonly PaymentEvent[] }).events);
    return { status: 204 };
  },
  paymentEventsRequestF24: () => {
    throw new Refused({ status: 501, hint: f24NotImplemented });
  },
});
