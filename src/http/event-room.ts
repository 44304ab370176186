import type { Room } from '../sandbox/room.js';

export type EventKind = 'journal' | 'timeline' | 'clock' | 'scenario';

/** Something that happened in a sandbox, for whoever follows it. */
export interface SandboxEvent {
  /** 1, 2, 3 … as long as the process runs, over a reset too. */
  readonly number: number;
  readonly kind: EventKind;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Why there is nothing more to follow. */
export type EventsEnd = 'reset' | 'removed' | 'stopped';

export interface EventListener {
  /** There is an event more; it is fetched with `next`. */
  onEvent(): void;
  onEnd(reason: EventsEnd): void;
}

/**
 * What happened last in a sandbox: a ring. Whoever follows keeps a place in it and fetches at its own pace, so nobody who
 * is slow costs memory: it finds out how many events it missed.
 */
export interface EventRoom extends Room {
  /** Number of the last event. */
  readonly last: number;
  /** The event after that number that is still there, and how many are gone in between. */
  next(after: number): { readonly event: SandboxEvent; readonly missed: number } | undefined;
  /** @param describe called when somebody reads the event, if ever: hundreds happen for each that is read */
  publish(kind: EventKind, describe: () => SandboxEvent['data']): void;
  /** Returns how to stop listening. A listener that was told the end is forgotten. */
  listen(listener: EventListener): () => void;
  end(reason: Exclude<EventsEnd, 'reset'>): void;
  readonly listeners: number;
}

const usualLimit = 1_000;

export const createEventRoom = (limit = usualLimit): EventRoom => {
  let events: { readonly number: number; readonly kind: EventKind; readonly describe: () => SandboxEvent['data'] }[] =
    [];
  let last = 0;
  let over: EventsEnd | undefined;
  const listeners = new Set<EventListener>();
  const tellEnd = (reason: EventsEnd): void => {
    const told = [...listeners];
    listeners.clear();
    for (const listener of told) listener.onEnd(reason);
  };
  return {
    name: 'events',
    get last() {
      return last;
    },
    get listeners() {
      return listeners.size;
    },
    next: (after) => {
      const first = last - events.length + 1;
      const found = events[Math.max(0, after + 1 - first)];
      if (!found) return undefined;
      const { number, kind, describe } = found;
      return { event: { number, kind, data: describe() }, missed: Math.max(0, first - after - 1) };
    },
    publish: (kind, describe) => {
      events.push({ number: ++last, kind, describe });
      if (events.length > limit) events.shift();
      if (listeners.size > 0) for (const listener of [...listeners]) listener.onEvent();
    },
    listen: (listener) => {
      if (over) {
        listener.onEnd(over);
        return () => undefined;
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    end: (reason) => {
      over = reason;
      tellEnd(reason);
    },
    apply: () => undefined,
    snapshot: () => [],
    reset: () => {
      events = [];
      tellEnd('reset');
    },
  };
};
