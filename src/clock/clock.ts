import type { Birth, Room, RoomContext, Step, Time } from '../sandbox/room.js';
import type { Agenda, AgendaItem } from './agenda.js';
import { fromEpochMs, type Instant, type Micros, plus, toEpochMs } from './instant.js';
import type { Pace } from './mode.js';
import type { RealTime } from './real-time.js';

/** What an executed item did, for the answer of `advance`. */
export interface Executed {
  readonly at: Instant;
  readonly kind: string;
  readonly iun?: string;
  readonly recIndex?: number;
  readonly categories: readonly string[];
}

/** Does the work of one item. Called at the item's own instant; throws without having changed anything. */
export type Execute = (item: AgendaItem) => readonly string[];

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
  readonly stopped: 'enough' | 'target';
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
/** Pause of real time between two jumps of `auto`: clients get a chance to look. */
const autoPauseMs = 15;

export interface ClockData {
  readonly now: Instant;
  readonly pace: Pace;
  readonly paused: boolean;
  readonly storage: Micros;
  /** Storage time that things born in the move just ended were written with: at restart they get `storage` instead. */
  readonly bornInMove?: Micros;
}

/** The clock of one sandbox (contract: ux 11.4). */
export interface Clock extends Time, Room<ClockData> {
  readonly pace: Pace;
  readonly paused: boolean;
  /** Birth of what is stored now. */
  birth(): Birth;
  /** Changes mode or rate; never makes time jump. */
  setPace(pace: Pace): void;
  pause(): void;
  resume(): void;
  /** Runs what is due by itself (`scaled`); undefined when nothing is. Requests call it before they look at anything. */
  settle(): Promise<void> | undefined;
  /** Moves the clock by hand, running due work at its own instants. Moves queue up behind each other. */
  move(plan: (now: Instant) => Move): Promise<MoveResult>;
  /** Moves within a request, where the platform would have gone on by itself (`polls: 2`). Synchronous, short. */
  runNow(until: (executed: Executed) => boolean, target: Instant): void;
  /** Something was put on the agenda: it may be due before the timer rings. */
  wake(): void;
  /** Starts the timers of `scaled` and `auto`. */
  start(): void;
  stop(): void;
  /** A stored step was applied: time is not earlier than it. */
  noteStored(at: Instant): void;
}

export interface ClockOptions {
  readonly agenda: Agenda;
  readonly realTime: RealTime;
  readonly pace: Pace;
  /** Absent: the real now. */
  readonly startsAt?: Instant;
  readonly context: () => Pick<RoomContext, 'record'>;
  readonly execute: Execute;
  /** Work that ran by itself failed: for the log. */
  readonly onFailure: (error: unknown) => void;
}

export const createClock = (options: ClockOptions): Clock => {
  const { agenda, realTime, execute } = options;
  const startsAt = options.startsAt ?? fromEpochMs(realTime.nowMs());
  let pace = options.pace;
  let paused = false;
  /** Virtual instant at `realAnchorMs`; in `scaled` the present one is computed from both. */
  let anchor = startsAt;
  let realAnchorMs = realTime.nowMs();
  /** Set while an item runs: its own instant. */
  let itemInstant: Instant | undefined;
  let storageBase: Micros = 0;
  let storageAnchorMs = realTime.nowMs();
  let moveBirth: Birth | undefined;
  let busy: Promise<unknown> | undefined;
  let cancelTimer: (() => void) | undefined;
  let armedFor: Instant | undefined;
  let running = false;

  const flows = (): boolean => pace.mode === 'scaled' && !paused;
  const flowing = (): Instant =>
    flows() ? plus(anchor, Math.round((realTime.nowMs() - realAnchorMs) * 1_000 * pace.rate)) : anchor;
  const now = (): Instant => itemInstant ?? flowing();
  const setNow = (at: Instant): void => {
    anchor = at;
    realAnchorMs = realTime.nowMs();
  };
  const storageNow = (): Micros => storageBase + (realTime.nowMs() - storageAnchorMs) * 1_000;

  const runItem = (item: AgendaItem): Executed => {
    // An item that comes late (the term lay in the past) runs now, never before what already happened.
    itemInstant = Math.max(item.at, anchor) as Instant;
    try {
      const categories = execute(item);
      agenda.remove(item.id);
      return {
        at: itemInstant,
        kind: item.kind,
        ...(item.iun === undefined ? {} : { iun: item.iun }),
        ...(item.recIndex === undefined ? {} : { recIndex: item.recIndex }),
        categories,
      };
    } finally {
      itemInstant = undefined;
    }
  };

  /** Runs due items one by one up to the target; yields between slices when `breathe` is given. */
  function* dueWork(move: Move, from: Instant): Generator<void, MoveResult, void> {
    const executed: Executed[] = [];
    let executedCount = 0;
    const perNotification = new Map<string, number>();
    const result = (stopped: MoveResult['stopped']): MoveResult => ({
      from,
      to: anchor,
      executed,
      executedCount,
      stopped,
    });
    for (;;) {
      const item = agenda.peek();
      if (!item || item.at > move.target) break;
      let done: Executed;
      try {
        done = runItem(item);
      } catch (cause) {
        setNow(Math.max(item.at, anchor) as Instant);
        throw new ItemFailed(item, result('target'), cause);
      }
      setNow(done.at);
      executedCount++;
      if (executed.length < listedItems) executed.push(done);
      if (item.iun !== undefined) {
        const count = (perNotification.get(item.iun) ?? 0) + 1;
        perNotification.set(item.iun, count);
        if (count > runawayItems) throw new Runaway(item.kind, item.iun, result('target'));
      }
      if (move.enough?.(done)) return result('enough');
      yield;
    }
    if (move.landsOnTarget && move.target > anchor) setNow(move.target);
    return result('target');
  }

  const runInSlices = async (work: Generator<void, MoveResult, void>): Promise<MoveResult> => {
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

  /** One thing at a time: moves, and what runs by itself, wait for each other. */
  const exclusively = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = (busy ?? Promise.resolve()).then(work, work);
    const held = turn.then(
      () => undefined,
      () => undefined,
    );
    busy = held;
    void held.then(() => {
      if (busy === held) busy = undefined;
      arm();
    });
    return turn;
  };

  const catchUp = (): Promise<void> | undefined => {
    const due = agenda.peek();
    const present = flowing();
    if (!flows() || !due || due.at > present) return undefined;
    return exclusively(async () => {
      const target = flowing();
      const rate = pace;
      // Time goes on by itself meanwhile: stand still for the items, then go on from where the real clock says.
      const realMs = realTime.nowMs();
      const work = dueWork({ target, landsOnTarget: true }, anchor);
      try {
        await runInSlices(work);
      } catch (error) {
        options.onFailure(error);
      }
      if (pace === rate) {
        anchor = Math.max(anchor, target) as Instant;
        realAnchorMs = realMs;
      }
    });
  };

  const jump = (): void => {
    const due = agenda.peek();
    if (!due || pace.mode !== 'auto' || paused) return;
    void exclusively(async () => {
      const next = agenda.peek();
      if (!next || pace.mode !== 'auto' || paused) return;
      try {
        await runInSlices(dueWork({ target: Math.max(next.at, anchor) as Instant, landsOnTarget: false }, anchor));
      } catch (error) {
        options.onFailure(error);
        paused = true;
      }
    });
  };

  /** Sets the timer for the next thing that happens by itself. */
  const arm = (): void => {
    cancelTimer?.();
    cancelTimer = undefined;
    armedFor = undefined;
    if (!running || paused || pace.mode === 'manual') return;
    const due = agenda.peek();
    if (!due) return;
    armedFor = due.at;
    const waitMs = pace.mode === 'auto' ? autoPauseMs : (due.at - flowing()) / 1_000 / pace.rate;
    cancelTimer = realTime.after(Math.ceil(waitMs), () => {
      if (pace.mode === 'auto') jump();
      else if (!catchUp()) arm();
    });
  };

  const note = (bornInMove?: Micros): void => {
    options.context().record(clock, {
      now: now(),
      pace,
      paused,
      storage: storageNow(),
      ...(bornInMove === undefined ? {} : { bornInMove }),
    });
  };

  const clock: Clock = {
    name: 'clock',
    now,
    storageNow,
    get pace() {
      return pace;
    },
    get paused() {
      return paused;
    },
    birth: () => moveBirth ?? { at: storageNow() },
    setPace: (wanted) => {
      setNow(flowing());
      pace = wanted;
      note();
      arm();
    },
    pause: () => {
      setNow(flowing());
      paused = true;
      note();
      arm();
    },
    resume: () => {
      setNow(flowing());
      paused = false;
      note();
      arm();
    },
    settle: () => {
      if (busy) return busy.then(() => undefined);
      return catchUp();
    },
    move: (plan) =>
      exclusively(async () => {
        setNow(flowing());
        const from = anchor;
        moveBirth = { at: storageNow() };
        try {
          return await runInSlices(dueWork(plan(from), from));
        } finally {
          const born = moveBirth;
          const bornInMove = born.at;
          storageBase += anchor - from;
          born.at = storageNow();
          moveBirth = undefined;
          note(bornInMove);
        }
      }),
    runNow: (until, target) => {
      const work = dueWork({ target, enough: until, landsOnTarget: false }, anchor);
      while (!work.next().done);
    },
    wake: () => {
      if (!running || pace.mode === 'manual' || busy) return;
      const due = agenda.peek();
      if (due && (armedFor === undefined || due.at < armedFor)) arm();
    },
    start: () => {
      running = true;
      arm();
    },
    stop: () => {
      running = false;
      cancelTimer?.();
    },
    noteStored: (at) => {
      if (at > anchor) setNow(at);
    },
    apply: ({ data }: Step<ClockData>) => {
      pace = data.pace;
      paused = data.paused;
      if (toEpochMs(data.now) >= toEpochMs(anchor)) setNow(data.now);
      storageBase = data.storage;
      storageAnchorMs = realTime.nowMs();
    },
    reset: () => {
      pace = options.pace;
      paused = false;
      setNow(options.startsAt ?? fromEpochMs(realTime.nowMs()));
      moveBirth = undefined;
    },
  };
  return clock;
};
