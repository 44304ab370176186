import type { Micros } from '../../clock/instant.js';
import type { Birth } from '../../sandbox/room.js';
import type { Iun } from '../notification/model.js';
import type { Arrival, CollectedState, Stream, StreamAndCounter, StreamEvent, StreamState } from './model.js';
import { enters, placementOf, wantedBy } from './rules.js';

export interface Limits {
  /** Most events kept. */
  readonly events: number;
  /** How long an event is kept; Infinity: for ever. */
  readonly eventLife: Micros;
}

/** One stream at work: takes what it wants of what was written, and gives it out in pages. */
export interface Collector {
  readonly stream: Stream;
  /** Number of the last event. */
  readonly counter: number;
  change(changes: Partial<Stream>): void;
  take(arrival: Arrival): void;
  /** At most `limit` events with a number above `after`, oldest first. */
  page(after: number, limit: number): readonly StreamEvent[];
  /** Whether an event up to this number is still kept. */
  keeps(upTo: number): boolean;
  dropUpTo(upTo: number): void;
  /** Forgets events that are too old. */
  dropOld(storageNow: Micros): void;
  state(): StreamState;
  /** What it has collected, and the way back. */
  collected(): CollectedState;
  takeUp(collected: CollectedState): void;
}

/**
 * Events are references to arrivals, numbered without gaps: what is kept are always the last ones, so that the oldest
 * number follows from how many there are.
 */
export const createCollector = (made: StreamAndCounter, { events, eventLife }: Limits): Collector => {
  let { stream, counter } = made;
  let wanted = wantedBy(stream);
  let dropped = 0;
  const kept = new Map<number, Arrival>();
  const held = new Map<Iun, Arrival[]>();
  let heldCount = 0;
  /** Notifications whose acceptance or refusal entered the stream. */
  const unlocked = new Set<Iun>();

  const oldest = (): number => counter - kept.size + 1;

  /** From the oldest on, by number: an iterator of the map would walk over all that was deleted before. */
  const dropWhile = (isGone: (arrival: Arrival, number: number) => boolean): void => {
    for (let number = oldest(); ; number++) {
      const arrival = kept.get(number);
      if (!arrival || !isGone(arrival, number)) return;
      kept.delete(number);
    }
  };
  const dropOld = (storageNow: Micros): void => dropWhile(({ birth }) => storageNow - birth.at > eventLife);

  const enter = (arrival: Arrival): void => {
    dropOld(arrival.birth.at);
    counter++;
    kept.set(counter, arrival);
    if (kept.size > events) {
      kept.delete(oldest());
      dropped++;
    }
  };

  const hold = (arrival: Arrival): void => {
    if (heldCount >= events) {
      dropped++;
      return;
    }
    heldCount++;
    const waiting = held.get(arrival.iun);
    if (waiting) waiting.push(arrival);
    else held.set(arrival.iun, [arrival]);
  };

  /** What was held back enters now, and is as old as its entry. */
  const release = (iun: Iun, birth: Birth): void => {
    const waiting = held.get(iun) ?? [];
    held.delete(iun);
    heldCount -= waiting.length;
    for (const arrival of waiting) enter({ ...arrival, birth });
  };

  return {
    get stream() {
      return stream;
    },
    get counter() {
      return counter;
    },
    change: (changes) => {
      stream = { ...stream, ...changes };
      wanted = wantedBy(stream);
    },
    take: (arrival) => {
      if (!enters(stream, wanted, arrival)) return;
      const { iun, birth } = arrival;
      switch (placementOf(stream, arrival, unlocked.has(iun))) {
        case 'enter':
          enter(arrival);
          return;
        case 'hold':
          hold(arrival);
          return;
        case 'unlock':
          enter(arrival);
          unlocked.add(iun);
          release(iun, birth);
          return;
        case 'releaseAll':
          enter(arrival);
          for (const waiting of held.keys()) release(waiting, birth);
      }
    },
    page: (after, limit) => {
      const page: StreamEvent[] = [];
      for (let number = Math.max(after + 1, oldest()); number <= counter && page.length < limit; number++) {
        page.push({ number, arrival: kept.get(number) as Arrival });
      }
      return page;
    },
    keeps: (upTo) => kept.size > 0 && oldest() <= upTo,
    dropUpTo: (upTo) => dropWhile((_, number) => number <= upTo),
    dropOld,
    collected: () => ({
      counter,
      dropped,
      events: [...kept.values()],
      waiting: [...held.values()].flat(),
      unlocked: [...unlocked],
    }),
    takeUp: (collected) => {
      ({ counter, dropped } = collected);
      kept.clear();
      collected.events.forEach((arrival, i) => void kept.set(counter - collected.events.length + 1 + i, arrival));
      held.clear();
      heldCount = collected.waiting.length;
      for (const arrival of collected.waiting) held.set(arrival.iun, [...(held.get(arrival.iun) ?? []), arrival]);
      unlocked.clear();
      for (const iun of collected.unlocked) unlocked.add(iun);
    },
    state: () => ({ stream, counter, stored: kept.size, held: heldCount, dropped }),
  };
};
