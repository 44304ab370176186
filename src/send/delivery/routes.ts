import type { Handlers } from '../../http/call.js';
import type { NotificationRoom } from '../notification/service.js';
import { refusals } from './errors.js';
import type { CancellationAnswer, Delivery } from './service.js';

export interface CancellationRooms {
  readonly notifications: NotificationRoom;
  readonly delivery: Delivery;
}

/** What the sender is told: the request is always taken, and says what it meets. Wire strings of the platform. */
const told: Readonly<
  Record<CancellationAnswer, { readonly code: string; readonly level: string; readonly detail: string }>
> = {
  taken: {
    code: 'NOTIFICATION_CANCELLATION_ACCEPTED',
    level: 'INFO',
    detail: 'La richiesta di annullamento è stata presa in carico',
  },
  already: {
    code: 'NOTIFICATION_ALREADY_CANCELLED',
    level: 'WARN',
    detail: "E' già presente una richiesta di annullamento per questa notifica",
  },
  refused: { code: 'NOTIFICATION_REFUSED', level: 'WARN', detail: 'Notifica rifiutata' },
};

/** Cancellation by the sender. */
export const deliveryHandlers = <World>(roomsOf: (world: World) => CancellationRooms): Handlers<World> => ({
  notificationCancellation: ({ world, caller, params }) => {
    const { notifications, delivery } = roomsOf(world);
    const iun = String(params.iun);
    const row = notifications.row(iun);
    if (!row) throw refusals.unknownIun(iun);
    const { groups } = caller.key;
    const isOfGroup = groups.length === 0 || (row.group !== undefined && groups.includes(row.group));
    if (row.paId !== caller.sender.paId || !isOfGroup) throw refusals.notYours(iun);
    return { status: 202, body: { status: 'OK', details: [told[delivery.cancel(iun)]] }, about: { iun } };
  },
});
