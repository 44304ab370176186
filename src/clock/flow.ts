import type { Agenda } from './agenda.js';
import { type Instant, lastInstant, plus } from './instant.js';
import type { Pace } from './mode.js';
import type { RealTime } from './real-time.js';

/**
 * Where virtual time is. In `scaled` it flows with the real clock, else it stands. It never runs backwards, and it never
 * overtakes due work: whoever asks for the time sees everything done that was due before it.
 */
interface Flow {
  readonly pace: Pace;
  readonly paused: boolean;
  now(): Instant;
  /** Where the real clock has brought time, due work or not: work up to there may run. */
  reach(): Instant;
  /** It is that instant, and goes on from there. @param sinceMs real time at which it was; absent: now */
  set(at: Instant, sinceMs?: number): void;
  /** Changes how time goes on; it is the same instant before and after. */
  change(to: { readonly pace?: Pace; readonly paused?: boolean }): void;
}

export const createFlow = (
  agenda: Pick<Agenda, 'peek'>,
  realTime: Pick<RealTime, 'nowMs'>,
  start: { readonly pace: Pace; readonly at: Instant },
): Flow => {
  let { pace } = start;
  let paused = false;
  let anchor = start.at;
  let anchorMs = realTime.nowMs();
  /** The latest instant that anybody was told. */
  let told = anchor;

  const reach = (): Instant => {
    if (pace.mode !== 'scaled' || paused) return anchor;
    const flowed = plus(anchor, Math.round((realTime.nowMs() - anchorMs) * 1_000 * pace.rate));
    return Math.min(flowed, lastInstant) as Instant;
  };
  const now = (): Instant => {
    const reached = reach();
    const due = agenda.peek();
    told = Math.max(told, due && due.at < reached ? due.at : reached) as Instant;
    return told;
  };
  const set = (at: Instant, sinceMs = realTime.nowMs()): void => {
    anchor = at;
    anchorMs = sinceMs;
    told = at;
  };
  return {
    get pace() {
      return pace;
    },
    get paused() {
      return paused;
    },
    now,
    reach,
    set,
    change: (to) => {
      const present = now();
      pace = to.pace ?? pace;
      paused = to.paused ?? paused;
      set(present);
    },
  };
};
