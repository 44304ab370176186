import { type AgendaItem, createAgenda } from '../../src/clock/agenda.js';
import { createClock } from '../../src/clock/clock.js';
import { type Instant, type Micros, parseInstant, plus } from '../../src/clock/instant.js';
import { type Pace, parsePace } from '../../src/clock/mode.js';
import type { RealTime } from '../../src/clock/real-time.js';
import type { Step } from '../../src/sandbox/room.js';

export const noon = parseInstant('2026-05-04T12:00:00Z') as Instant;

export const paceOf = (text: string): Pace => {
  const pace = parsePace(text);
  if (!pace) throw new Error(`${text} is no pace`);
  return pace;
};

/** Lets everything that waits for a promise go on. */
export const quiet = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The same for work that breathes in between. */
const allQuiet = async (): Promise<void> => {
  for (let i = 0; i < 5; i++) await quiet();
};

/** Real time that passes when the test says so. */
const aRealTime = () => {
  let nowMs = 1_000;
  let timers: { readonly atMs: number; readonly call: () => void }[] = [];
  let breaths = 0;
  let onBreath: () => void = () => undefined;
  const realTime: RealTime = {
    nowMs: () => nowMs,
    after: (ms, call) => {
      const timer = { atMs: nowMs + ms, call };
      timers.push(timer);
      return () => {
        timers = timers.filter((t) => t !== timer);
      };
    },
    breathe: async () => {
      breaths++;
      onBreath();
      await quiet();
    },
  };
  return {
    realTime,
    /** The machine is at work: time passes, no timer rings. */
    work: (ms: number): void => {
      nowMs += ms;
    },
    /** Time passes, timers ring when theirs has come. */
    pass: async (ms: number): Promise<void> => {
      await allQuiet();
      const endMs = nowMs + ms;
      for (;;) {
        const [first] = timers.filter((t) => t.atMs <= endMs).sort((a, b) => a.atMs - b.atMs);
        if (!first) break;
        timers = timers.filter((t) => t !== first);
        nowMs = Math.max(nowMs, first.atMs);
        first.call();
        await allQuiet();
      }
      nowMs = Math.max(nowMs, endMs);
      await allQuiet();
    },
    get breaths() {
      return breaths;
    },
    get timers() {
      return timers.length;
    },
    onBreath: (call: () => void): void => {
      onBreath = call;
    },
  };
};

interface AClockOptions {
  readonly pace?: string;
  readonly startsAt?: Instant;
  /** What an item does; absent: nothing. */
  readonly execute?: (item: AgendaItem, clock: ReturnType<typeof createClock>) => readonly string[];
}

/** A clock with its agenda, as a sandbox ties them together. */
export const aClock = ({ pace = 'manual', startsAt = noon, execute = () => [] }: AClockOptions = {}) => {
  const time = aRealTime();
  const heap = createAgenda();
  const ran: { readonly id: string; readonly at: Instant }[] = [];
  const steps: Step[] = [];
  const failures: unknown[] = [];
  let ordinal = 0;
  const clock = createClock({
    agenda: heap,
    realTime: time.realTime,
    pace: paceOf(pace),
    startsAt,
    context: () => ({
      record: (room, data) => {
        const at = clock.now();
        const step = { seq: steps.length + 1, at, room: room.name, birth: clock.birth(), data };
        steps.push(step);
        room.apply(step);
        return step;
      },
    }),
    execute: (item) => {
      const categories = execute(item, clock);
      ran.push({ id: item.id, at: clock.now() });
      return categories;
    },
    onFailure: (error) => failures.push(error),
  });
  /** Plans work for that instant, or that long after noon. */
  const plan = (at: Instant | Micros, rest: Partial<AgendaItem> = {}): string => {
    const id = rest.id ?? `item-${ordinal++}`;
    const instant = (at < noon / 2 ? plus(noon, at) : at) as Instant;
    heap.add({ kind: 'test.work', why: { it: 'prova', en: 'test' }, ...rest, id, at: instant });
    clock.wake();
    return id;
  };
  return { clock, agenda: heap, time, plan, ran, steps, failures };
};

/** A move of that length. */
export const by = (length: Micros) => (now: Instant) => ({ target: plus(now, length), landsOnTarget: true });
