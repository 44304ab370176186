import type { Micros } from '../../clock/instant.js';
import type { Iun, NotificationStatus } from '../notification/model.js';
import type { NotificationRoom } from '../notification/service.js';
import type { Arrival, KeptArrival, KeptStreams } from './model.js';
import type { Streams } from './state.js';

/** All that the room remembers. */
interface Pieces {
  readonly streams: Streams;
  readonly beforeReturn: Map<Iun, NotificationStatus>;
  readonly quietUntil: Map<string, Micros>;
}

/** A written element, also one that does not count any more, with what an arrival tells of its notification. */
export type Written = (
  iun: Iun,
  elementId: string,
) => Pick<Arrival, 'notificationRequestId' | 'sentAt' | 'group' | 'element'> | undefined;

const keptArrival = ({ iun, element, status, statusBefore, statusBeforeReturn, at, birth }: Arrival): KeptArrival => ({
  iun,
  elementId: element.elementId,
  status,
  statusBefore,
  ...(statusBeforeReturn === undefined ? {} : { statusBeforeReturn }),
  at,
  birth,
});

/** The whole room for a snapshot: events are named by their elements, each once for all streams. */
export const wholeOf = ({ streams, beforeReturn, quietUntil }: Pieces, storageNow: Micros): readonly KeptStreams[] => {
  const all = streams.all(storageNow);
  if (all.length + beforeReturn.size === 0) return [];
  const numbers = new Map<Arrival, number>();
  const numbersOf = (arrivals: readonly Arrival[]): number[] =>
    arrivals.map((arrival) => {
      const number = numbers.get(arrival) ?? numbers.size;
      numbers.set(arrival, number);
      return number;
    });
  const kept = all.map((collector) => {
    const { stream } = collector;
    const { events, waiting, ...collected } = collector.collected();
    const disabledSince = streams.disabledSince(stream.streamId);
    return {
      stream,
      ...collected,
      events: numbersOf(events),
      waiting: numbersOf(waiting),
      ...(disabledSince && { disabledSince }),
    };
  });
  return [
    {
      kind: 'whole',
      arrivals: [...numbers.keys()].map(keptArrival),
      streams: kept,
      beforeReturn: [...beforeReturn],
      quietUntil: [...quietUntil],
    },
  ];
};

/** The way back. @throws Error when an event is about an element that is not there */
export const takeUp = (kept: KeptStreams, written: Written, { streams, beforeReturn, quietUntil }: Pieces): void => {
  const arrivals: Arrival[] = [];
  // One notification after the other: each one is unfolded once.
  const inOrder = [...kept.arrivals.entries()].sort(([, a], [, b]) => (a.iun < b.iun ? -1 : a.iun > b.iun ? 1 : 0));
  for (const [number, { elementId, iun, statusBeforeReturn, ...arrival }] of inOrder) {
    const found = written(iun, elementId);
    if (!found) throw new Error(`an event names the element ${elementId} of ${iun}, which is not there`);
    const { element, ...notification } = found;
    arrivals[number] = { iun, ...notification, ...(statusBeforeReturn && { statusBeforeReturn }), element, ...arrival };
  }
  const arrivalOf = (number: number): Arrival => {
    const arrival = arrivals[number];
    if (!arrival) throw new Error(`a stream has the event ${number}, which is not there`);
    return arrival;
  };
  streams.takeUp(
    kept.streams.map(({ stream, disabledSince, events, waiting, ...collected }) => ({
      stream,
      collected: { ...collected, events: events.map(arrivalOf), waiting: waiting.map(arrivalOf) },
      ...(disabledSince && { disabledSince }),
    })),
  );
  for (const [iun, status] of kept.beforeReturn) beforeReturn.set(iun, status);
  for (const [streamId, until] of kept.quietUntil) quietUntil.set(streamId, until);
};

export const writtenIn =
  (notifications: Pick<NotificationRoom, 'get' | 'row'>): Written =>
  (iun, elementId) => {
    const life = notifications.get(iun);
    const row = notifications.row(iun);
    const element = [...(life?.elements ?? []), ...(life?.invalidated ?? [])].find((e) => e.elementId === elementId);
    if (!row || !element) return undefined;
    const { notificationRequestId, sentAt, group } = row;
    return { notificationRequestId, sentAt, ...(group === undefined ? {} : { group }), element };
  };
