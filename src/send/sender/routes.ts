import type { Handlers } from '../../http/call.js';
import { refusals } from './errors.js';
import { groupStatuses } from './model.js';
import type { SenderRoom } from './service.js';

/** What a sender may ask about itself: its groups. */
export const senderHandlers = <World>(roomOf: (world: World) => SenderRoom): Handlers<World> => ({
  getGroupsB2B: ({ world, caller, query: { statusFilter } }) => {
    const status = groupStatuses.find((one) => one === statusFilter);
    if (statusFilter && !status) throw refusals.unknownStatus(statusFilter);
    return { status: 200, body: roomOf(world).groupsOf(caller, status) };
  },
});
