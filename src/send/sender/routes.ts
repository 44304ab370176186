import type { Handlers } from '../../http/call.js';
import type { GroupStatus } from './model.js';
import type { SenderRoom } from './service.js';

/** What a sender may ask about itself: its groups. */
export const senderHandlers = <World>(roomOf: (world: World) => SenderRoom): Handlers<World> => ({
  getGroupsB2B: ({ world, caller, query }) => {
    // The contract knows the three statuses; an empty one is none.
    const status = (query.statusFilter || undefined) as GroupStatus | undefined;
    return { status: 200, body: roomOf(world).groupsOf(caller, status) };
  },
});
