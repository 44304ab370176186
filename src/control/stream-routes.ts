import { toIso } from '../clock/instant.js';
import type { SenderRoom } from '../send/sender/service.js';
import type { StreamEvent, StreamState } from '../send/stream/model.js';
import { toEventId } from '../send/stream/rules.js';
import type { StreamRoom } from '../send/stream/service.js';
import type { ControlRoute } from './call.js';
import { countOf } from './checked.js';

interface StreamWorld {
  readonly streams: StreamRoom;
  readonly senders: SenderRoom;
}

const usualEvents = 20;

const shownEvent = ({ number, arrival }: StreamEvent) => {
  const { iun, notificationRequestId, element, status, statusBefore, at } = arrival;
  return {
    eventId: toEventId(number),
    at: toIso(at),
    iun,
    notificationRequestId,
    category: element.category,
    ...(status === statusBefore ? {} : { newStatus: status }),
  };
};

const shown = ({ stream, counter, stored, held, dropped }: StreamState) => {
  const { activationDate, disabledDate, paId: _, ...rest } = stream;
  const acknowledged = counter - stored;
  return {
    ...rest,
    activationDate: toIso(activationDate),
    ...(disabledDate === undefined ? {} : { disabledDate: toIso(disabledDate) }),
    ...(acknowledged > 0 ? { acknowledgedEventId: toEventId(acknowledged) } : {}),
    unread: stored,
    held,
    dropped,
  };
};

/** `GET /_sim/streams`: every stream of the sandbox with what its consumer has not acknowledged yet. Reads nothing away. */
export const streamRoute = <World extends StreamWorld>(): ControlRoute<World> => ({
  method: 'get',
  path: '/streams',
  query: ['events'],
  run: ({ sandbox, query }) => {
    const { streams, senders } = sandbox.rooms;
    const limit = countOf('events', query.events, usualEvents, 1_000);
    const senderOf = (paId: string) => {
      const { taxId = '', denomination = '' } = senders.all().find((one) => one.paId === paId) ?? {};
      return { paId, taxId, denomination };
    };
    const items = streams.state().map((state) => ({
      ...shown(state),
      sender: senderOf(state.stream.paId),
      events: streams.unread(state.stream.streamId, limit).map(shownEvent),
    }));
    return { status: 200, body: { items } };
  },
});
