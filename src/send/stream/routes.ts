import type { Answer, Call, Handlers } from '../../http/call.js';
import type { StreamCreationRequest, StreamMetadata, StreamRequest } from './model.js';
import type { StreamRoom } from './service.js';
import { toWireEvent, toWireStream } from './wire/v29.js';

/** Event streams, version 2.9: its bodies are the internal model. */
export const streamHandlers = <World>(roomOf: (world: World) => StreamRoom): Handlers<World> => {
  const version = 'v29';
  const idOf = ({ params }: Call<World>): string => String(params.streamId);
  const told = (stream: StreamMetadata): Answer => ({
    status: 200,
    body: toWireStream(stream),
    about: { streamId: stream.streamId },
  });

  return {
    createEventStreamV29: ({ world, caller, body }) =>
      told(roomOf(world).create(caller, version, body as StreamCreationRequest)),

    listEventStreamsV29: ({ world, caller }) => ({
      status: 200,
      body: roomOf(world)
        .list(caller)
        .map(({ streamId, title }) => ({ streamId, title })),
    }),

    retrieveEventStreamV29: (call) => told(roomOf(call.world).get(call.caller, version, idOf(call))),

    updateEventStreamV29: (call) =>
      told(roomOf(call.world).update(call.caller, version, idOf(call), call.body as StreamRequest)),

    disableEventStreamV29: (call) => told(roomOf(call.world).disable(call.caller, version, idOf(call))),

    removeEventStreamV29: (call) => {
      const streamId = idOf(call);
      roomOf(call.world).remove(call.caller, version, streamId);
      return { status: 204, about: { streamId } };
    },

    consumeEventStreamV29: (call) => {
      const streamId = idOf(call);
      const { lastEventId } = call.query;
      const { events, retryAfterMs } = roomOf(call.world).consume(call.caller, version, streamId, lastEventId);
      return {
        status: 200,
        // In milliseconds, unlike the header of this name everywhere else.
        headers: { 'retry-after': String(retryAfterMs) },
        body: events.map(toWireEvent),
        about: { streamId },
      };
    },
  };
};
