import type { Answer, Call, Handler, Handlers } from '../../http/call.js';
import { Refused } from '../../http/passage.js';
import { PlatformProblem } from '../problem.js';
import { streamVersions } from './facts.js';
import { hints } from './hints.js';
import type { StreamMetadata, StreamVersion } from './model.js';
import type { StreamRoom } from './service.js';
import { fromWireStream, toWireDisabledStream, toWireEvent, toWireStream } from './wire/versions.js';

/** Event streams, in every version. Version 1 has no operation to disable one. */
export const streamHandlers = <World>(roomOf: (world: World) => StreamRoom): Handlers<World> => {
  const { disableEventStream: _, ...first } = handlersOf(roomOf, 'v10');
  const later = (Object.keys(streamVersions) as StreamVersion[]).filter((version) => version !== 'v10');
  return Object.fromEntries([
    ...Object.entries(first).map(([name, handler]) => [name, answeringAsV1(handler, name !== 'removeEventStream')]),
    ...later.flatMap((version) =>
      Object.entries(handlersOf(roomOf, version)).map(([name, handler]) => [name + version.toUpperCase(), handler]),
    ),
  ]);
};

/** Statuses that the contract of version 1 does not have. */
const unknownToV1: readonly number[] = [403, 404];

/**
 * The adapter of version 1 makes 400 of 403 and 404, and leaves the body as it is: there the status is still the old one.
 * @param hasBody a removal is refused without a body
 *
 * Source: pn-stream functions/versioningV1V2Stream/src/app/eventHandler.js; removal: pdnd-interop-frontend issue 1294
 */
const answeringAsV1 =
  <World>(handler: Handler<World>, hasBody: boolean): Handler<World> =>
  async (call) => {
    try {
      return await handler(call);
    } catch (error) {
      if (!(error instanceof PlatformProblem) || !unknownToV1.includes(error.status)) throw error;
      throw new Refused({
        status: 400,
        ...(hasBody ? { body: error } : {}),
        hint: hints.inV1(error.hint, error.status),
        problem: error.errors.map(({ code }) => code).join(','),
      });
    }
  };

/** The operations of one version, by operationId without its ending. */
const handlersOf = <World>(roomOf: (world: World) => StreamRoom, version: StreamVersion) => {
  const idOf = ({ params }: Call<World>): string => String(params.streamId);
  const told = (stream: StreamMetadata, body = toWireStream(version, stream)): Answer => ({
    status: 200,
    body,
    about: { streamId: stream.streamId },
  });

  return {
    createEventStream: ({ world, caller, body }) =>
      told(roomOf(world).create(caller, version, fromWireStream(version, body))),

    listEventStreams: ({ world, caller }) => ({
      status: 200,
      body: roomOf(world)
        .list(caller)
        .map(({ streamId, title }) => ({ streamId, title })),
    }),

    retrieveEventStream: (call) => told(roomOf(call.world).get(call.caller, version, idOf(call))),

    updateEventStream: (call) =>
      told(roomOf(call.world).update(call.caller, version, idOf(call), fromWireStream(version, call.body))),

    disableEventStream: (call) => {
      const stream = roomOf(call.world).disable(call.caller, version, idOf(call));
      return told(stream, toWireDisabledStream(version, stream));
    },

    removeEventStream: (call) => {
      const streamId = idOf(call);
      roomOf(call.world).remove(call.caller, version, streamId);
      return { status: 204, about: { streamId } };
    },

    consumeEventStream: (call) => {
      const streamId = idOf(call);
      const { lastEventId } = call.query;
      const { events, retryAfterMs } = roomOf(call.world).consume(call.caller, version, streamId, lastEventId);
      return {
        status: 200,
        // In milliseconds, unlike the header of this name everywhere else.
        headers: { 'retry-after': String(retryAfterMs) },
        body: events.map((event) => toWireEvent(version, event)),
        about: { streamId },
      };
    },
  } as const satisfies Handlers<World>;
};
