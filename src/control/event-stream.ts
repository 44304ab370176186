import type { EventRoom } from '../http/event-room.js';
import type { Masking } from '../http/masking.js';

/** The connection of somebody who follows, Express aside. */
export interface Outlet {
  /** False: it is full; `onDrain` tells when it is not any more. */
  write(text: string): boolean;
  onDrain(call: () => void): void;
  onClose(call: () => void): void;
  end(): void;
}

export interface StreamParts {
  readonly masking: Masking;
  /** Real time: calls once after so many milliseconds, unless it is taken back. */
  readonly after: (ms: number, call: () => void) => () => void;
}

/** Proxies and clients give a connection up where nothing comes for a minute. */
const heartbeatMs = 15_000;
/** How long a client waits before it connects again. */
const retryMs = 2_000;

const eventId = (number: number): string => `e${number}`;

const message = (event: string, data: unknown, id?: string): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/**
 * Writes the events of a sandbox to a connection, as server-sent events, until one of both ends. What a slow reader misses
 * it is told as `dropped`; `end` says why there is nothing more.
 * @param since number of the last event that the client has; absent: only new ones
 */
export const followEvents = (
  events: EventRoom,
  since: number | undefined,
  outlet: Outlet,
  { masking, after }: StreamParts,
): void => {
  // A number that was not given yet is one of before a restart.
  const isOfBefore = since !== undefined && since > events.last;
  let place = isOfBefore ? 0 : (since ?? events.last);
  let isFull = false;
  let isOver = false;
  let cancelBeat: () => void = () => undefined;

  const write = (text: string): void => {
    isFull = !outlet.write(text);
  };
  const pump = (): void => {
    for (let next = events.next(place); next && !isFull && !isOver; next = events.next(place)) {
      const { event, missed } = next;
      if (missed > 0) write(message('dropped', { dropped: missed }, eventId(event.number - 1)));
      write(message(event.kind, masking.value(event.data), eventId(event.number)));
      place = event.number;
    }
  };
  const beat = (): void => {
    cancelBeat = after(heartbeatMs, () => {
      if (!isFull) write(': still here\n\n');
      beat();
    });
  };
  const close = (): void => {
    isOver = true;
    cancelBeat();
  };

  write(`retry: ${retryMs}\nid: ${eventId(place)}\n\n`);
  if (isOfBefore) {
    write(message('dropped', { dropped: null }));
    // What is gone since then is said already.
    place = (events.next(0)?.event.number ?? 1) - 1;
  }
  beat();
  const unlisten = events.listen({
    onEvent: pump,
    onEnd: (reason) => {
      pump();
      close();
      outlet.write(message('end', { reason }));
      outlet.end();
    },
  });
  outlet.onDrain(() => {
    isFull = false;
    pump();
  });
  outlet.onClose(() => {
    close();
    unlisten();
  });
  pump();
};
