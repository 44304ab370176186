import type { Instant, Micros } from '../../clock/instant.js';
import type { Birth, Step } from '../../sandbox/room.js';
import { type Collector, createCollector, type Limits } from './collector.js';
import type { CollectedState, KeptStreams, Stream, StreamAndCounter, StreamChange } from './model.js';

interface StreamLimits extends Limits {
  /** How long a disabled stream is kept; Infinity: for ever. */
  readonly disabledLife: Micros;
}

/** A stream of a snapshot with all that it collected. */
interface TakenUp {
  readonly stream: Stream;
  readonly collected: CollectedState;
  readonly disabledSince?: Birth;
}

/** What the room knows: the fold of its steps. A disabled stream that is too old is not there any more. */
export interface Streams {
  /** Streams of a body in order of creation. */
  of(paId: string, storageNow: Micros): readonly Collector[];
  find(paId: string, streamId: string, storageNow: Micros): Collector | undefined;
  all(storageNow: Micros): readonly Collector[];
  /** Streams of a body that take events. */
  collecting(paId: string): readonly Collector[];
  has(streamId: string): boolean;
  disabledSince(streamId: string): Birth | undefined;
  /** Streams of a snapshot, in their order. */
  takeUp(streams: readonly TakenUp[]): void;
  apply(step: Step<Exclude<StreamChange, KeptStreams>>): void;
  reset(): void;
}

export const createStreams = (limits: StreamLimits): Streams => {
  const byId = new Map<string, Collector>();
  /** Index of `byId` for those that take events, by body: all that the writing of an element looks at. */
  const active = new Map<string, readonly Collector[]>();
  /** Disabled streams, since when. */
  const disabled = new Map<string, Birth>();

  const isThere = (streamId: string, storageNow: Micros): boolean =>
    storageNow - (disabled.get(streamId)?.at ?? storageNow) <= limits.disabledLife;
  const all = (storageNow: Micros): readonly Collector[] =>
    [...byId.values()].filter(({ stream }) => isThere(stream.streamId, storageNow));

  const put = (made: StreamAndCounter, birth: Birth): void => {
    const collector = createCollector(made, limits);
    const { streamId, paId, disabledDate } = made.stream;
    byId.set(streamId, collector);
    if (disabledDate !== undefined) disabled.set(streamId, birth);
    else active.set(paId, [...(active.get(paId) ?? []), collector]);
  };
  const stop = (streamId: string): Collector | undefined => {
    const collector = byId.get(streamId);
    if (!collector) return undefined;
    const { paId } = collector.stream;
    active.set(
      paId,
      (active.get(paId) ?? []).filter((other) => other !== collector),
    );
    return collector;
  };
  const disable = (streamId: string, at: Instant, birth: Birth): void => {
    stop(streamId)?.change({ disabledDate: at });
    disabled.set(streamId, birth);
  };
  const remove = (streamId: string): void => {
    stop(streamId);
    byId.delete(streamId);
    disabled.delete(streamId);
  };
  const reset = (): void => {
    byId.clear();
    active.clear();
    disabled.clear();
  };

  return {
    of: (paId, storageNow) => all(storageNow).filter(({ stream }) => stream.paId === paId),
    find: (paId, streamId, storageNow) => {
      const collector = byId.get(streamId);
      return collector?.stream.paId === paId && isThere(streamId, storageNow) ? collector : undefined;
    },
    all,
    collecting: (paId) => active.get(paId) ?? [],
    has: (streamId) => byId.has(streamId),
    disabledSince: (streamId) => disabled.get(streamId),
    takeUp: (all) => {
      reset();
      for (const { stream, collected, disabledSince = { at: 0 } } of all) {
        put({ stream, counter: collected.counter }, disabledSince);
        byId.get(stream.streamId)?.takeUp(collected);
      }
    },
    apply: ({ data, at, birth }) => {
      switch (data.kind) {
        case 'created':
          for (const streamId of disabled.keys()) if (!isThere(streamId, birth.at)) remove(streamId);
          if (data.replaces !== undefined) disable(data.replaces, at, birth);
          put(data, birth);
          return;
        case 'updated': {
          const { kind, streamId, ...changes } = data;
          byId.get(streamId)?.change(changes);
          return;
        }
        case 'disabled':
          disable(data.streamId, at, birth);
          return;
        case 'removed':
          remove(data.streamId);
          return;
        case 'acknowledged':
          byId.get(data.streamId)?.dropUpTo(data.upTo);
          return;
        case 'kept':
          reset();
          for (const { stream, counter } of data.streams) {
            // The reset may have set the clock back: no stream began later than now.
            const activationDate = Math.min(stream.activationDate, at) as Instant;
            put({ stream: { ...stream, activationDate }, counter }, birth);
          }
      }
    },
    reset,
  };
};
