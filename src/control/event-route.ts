import type { EventRoom } from '../http/event-room.js';
import type { ControlRoute } from './call.js';
import { followEvents, type StreamParts } from './event-stream.js';
import { problems } from './problems.js';

interface EventWorld {
  readonly events: EventRoom;
}

const numberOf = (name: string, id: string | undefined): number | undefined => {
  if (id === undefined) return undefined;
  if (/^e\d{1,15}$/.test(id)) return Number(id.slice(1));
  throw problems.invalidValue(name, id, 'the id of an event, such as e42, or e0 for all that are kept');
};

/** `GET /_sim/events`: what happens in the sandbox, as it happens. */
export const eventRoute = <World extends EventWorld>(parts: StreamParts): ControlRoute<World> => ({
  method: 'get',
  path: '/events',
  query: ['since'],
  isTimeless: true,
  run: ({ sandbox, query, header }) => {
    // A client that comes back has read further than the address that it was given says.
    const lastRead = header('last-event-id') || undefined;
    const since = numberOf('last-event-id', lastRead) ?? numberOf('since', query.since);
    return { status: 200, follow: (outlet) => followEvents(sandbox.rooms.events, since, outlet, parts) };
  },
});
