import type { Agenda, AgendaItem } from './agenda.js';
import type { Instant } from './instant.js';
import type { RealTime } from './real-time.js';

/** What an executed item did, for the answer of `advance`. */
export interface Executed {
  readonly at: Instant;
  readonly kind: string;
  readonly iun?: string;
  readonly recIndex?: number;
  readonly categories: readonly string[];
}

export interface Move {
  /** Where to stop at the latest. */
  readonly target: Instant;
  /** Asked after every item: true ends the move at that item's instant. */
  readonly enough?: (executed: Executed) => boolean;
  /** Whether an undisturbed end leaves the clock at the target (by, to) or at the last item (next, until). */
  readonly landsOnTarget: boolean;
}

export interface MoveResult {
  readonly from: Instant;
  readonly to: Instant;
  /** The first thousand; `executedCount` has the whole number. */
  readonly executed: readonly Executed[];
  readonly executedCount: number;
  /** The agenda as the move left it. */
  readonly nextDueAt?: Instant;
  readonly pending: number;
}

/** An item whose work threw: the clock stands at its instant, the item is still on the agenda. */
export class ItemFailed extends Error {
  constructor(
    readonly item: AgendaItem,
    readonly result: MoveResult,
    override readonly cause: unknown,
  ) {
    super(
      `${item.kind} of ${item.iun ?? 'the sandbox'} failed: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
  }
}

/** More work for one notification than any life can have. */
export class Runaway extends Error {
  constructor(
    readonly kind: string,
    readonly iun: string,
    readonly result: MoveResult,
  ) {
    super(`more than ${runawayItems} items for ${iun}, most of them ${kind}`);
  }
}

const runawayItems = 10_000;
const listedItems = 1_000;
/** Longest stretch of due work before other requests get their turn. */
const sliceMs = 8;

/** The kind that a notification's listed work is mostly made of. */
const mostFrequentKind = (executed: readonly Executed[], last: Executed): string => {
  const counts = new Map([[last.kind, 1]]);
  for (const { iun, kind } of executed) if (iun === last.iun) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most?.[0] ?? last.kind;
};

/** What a move works on. */
export interface Course {
  readonly agenda: Pick<Agenda, 'peek' | 'size'>;
  /** Does the work of one item at its own instant and takes it off the agenda; throws without having changed anything. */
  readonly run: (item: AgendaItem) => Executed;
  /** It is that instant now. */
  readonly arriveAt: (at: Instant) => void;
}

/** What a move from here has done so far, nothing at first. */
export const resultOf = (
  { agenda }: Pick<Course, 'agenda'>,
  from: Instant,
  to: Instant = from,
  executed: readonly Executed[] = [],
  executedCount = 0,
): MoveResult => {
  const next = agenda.peek();
  return { from, to, executed, executedCount, ...(next ? { nextDueAt: next.at } : {}), pending: agenda.size };
};

/**
 * Runs due items one by one up to the target, each at its own instant, in order of (instant, insertion); work that they
 * plan within the target runs too. Yields after each.
 * @throws ItemFailed, Runaway: the clock stands at the item, everything before it is done
 */
export function* dueWork(course: Course, move: Move, from: Instant): Generator<void, MoveResult, void> {
  const { agenda, run, arriveAt } = course;
  const executed: Executed[] = [];
  const perNotification = new Map<string, number>();
  let executedCount = 0;
  let reached = from;
  const arrive = (at: Instant): void => {
    if (at <= reached) return;
    reached = at;
    arriveAt(at);
  };
  const result = (): MoveResult => resultOf(course, from, reached, executed, executedCount);
  for (let item = agenda.peek(); item && item.at <= move.target; item = agenda.peek()) {
    let done: Executed;
    try {
      done = run(item);
    } catch (cause) {
      arrive(item.at);
      throw new ItemFailed(item, result(), cause);
    }
    arrive(done.at);
    executedCount++;
    if (executed.length < listedItems) executed.push(done);
    if (done.iun !== undefined) {
      const count = (perNotification.get(done.iun) ?? 0) + 1;
      perNotification.set(done.iun, count);
      if (count > runawayItems) throw new Runaway(mostFrequentKind(executed, done), done.iun, result());
    }
    if (move.enough?.(done)) return result();
    yield;
  }
  if (move.landsOnTarget) arrive(move.target);
  return result();
}

/** Does all the work, in slices between which waiting requests and timers have their turn. */
export const inSlices = async (
  work: Generator<void, MoveResult, void>,
  realTime: Pick<RealTime, 'nowMs' | 'breathe'>,
): Promise<MoveResult> => {
  let sliceEndsMs = realTime.nowMs() + sliceMs;
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
    if (realTime.nowMs() >= sliceEndsMs) {
      await realTime.breathe();
      sliceEndsMs = realTime.nowMs() + sliceMs;
    }
  }
};

/** Does all the work without a pause: for short moves within a request. */
export const atOnce = (work: Generator<void, MoveResult, void>): MoveResult => {
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
  }
};
