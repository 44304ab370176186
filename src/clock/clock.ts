import type { Birth, Room, RoomContext, Step, Time } from '../sandbox/room.js';
import type { Agenda, AgendaItem } from './agenda.js';
import { createFlow } from './flow.js';
import { fromEpochMs, type Instant, type Micros } from './instant.js';
import type { Pace } from './mode.js';
import {
  atOnce,
  type Course,
  dueWork,
  type Executed,
  inSlices,
  type Move,
  type MoveResult,
  resultOf,
} from './moves.js';
import type { RealTime } from './real-time.js';
import { createTurns } from './turns.js';

/** Does the work of one item. Called at the item's own instant; throws without having changed anything. */
export type Execute = (item: AgendaItem) => readonly string[];

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
  /**
   * Runs what is due by itself (`scaled`) and waits for moves under way; undefined when there is nothing to wait for.
   * Requests call it until it is undefined, before they look at anything; what comes after must follow at once.
   */
  settle(): Promise<void> | undefined;
  /**
   * Moves the clock by hand, running due work at its own instants. Moves queue up behind each other.
   * @param plan asked when the turn has come; may throw, and may find that there is nothing to do (undefined)
   */
  move(plan: (now: Instant) => Move | undefined): Promise<MoveResult>;
  /** Does work that must meet neither a move nor a request: both wait for its end. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** Moves within a request, where the platform would have gone on by itself (`polls: 2`). Synchronous, short. */
  runNow(until: (executed: Executed) => boolean, target: Instant): void;
  /** Something was put on the agenda: it may be due before the timer rings. */
  wake(): void;
  /** Called when pace or pause changed, when a move ended, and when due work was done by itself. */
  onChanged(listener: () => void): void;
  /** Between `start` and `stop`: the sandbox lives, nothing is taken up from store any more. */
  readonly isRunning: boolean;
  /** Starts the timers of `scaled` and `auto`. */
  start(): void;
  stop(): void;
  /** A stored step was applied: time is not earlier than it. */
  noteStored(at: Instant): void;
}

interface ClockOptions {
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
  const freshFlow = () =>
    createFlow(agenda, realTime, { pace: options.pace, at: options.startsAt ?? fromEpochMs(realTime.nowMs()) });
  let flow = freshFlow();
  /** Set while an item runs: its own instant. */
  let itemInstant: Instant | undefined;
  let storageBase: Micros = 0;
  let storageAnchorMs = realTime.nowMs();
  let moveBirth: Birth | undefined;
  let cancelTimer: (() => void) | undefined;
  let armedFor: Instant | undefined;
  let running = false;
  /** Instant of the stored step that is being taken up. */
  let noted: Instant | undefined;

  const now = (): Instant => itemInstant ?? flow.now();
  const storageNow = (): Micros => storageBase + (realTime.nowMs() - storageAnchorMs) * 1_000;

  const run = (item: AgendaItem): Executed => {
    // An item that comes late (the term lay in the past) runs now, never before what already happened.
    const at = Math.max(item.at, flow.now()) as Instant;
    itemInstant = at;
    try {
      const categories = execute(item);
      agenda.remove(item.id);
      return {
        at,
        kind: item.kind,
        ...(item.iun === undefined ? {} : { iun: item.iun }),
        ...(item.recIndex === undefined ? {} : { recIndex: item.recIndex }),
        categories,
      };
    } finally {
      itemInstant = undefined;
    }
  };

  const course: Course = { agenda, run, arriveAt: (at) => flow.set(at) };

  /** Sets the timer for the next thing that happens by itself. */
  const arm = (): void => {
    cancelTimer?.();
    cancelTimer = undefined;
    armedFor = undefined;
    if (!running || flow.paused || flow.pace.mode === 'manual') return;
    const due = agenda.peek();
    if (!due) return;
    armedFor = due.at;
    const waitMs = flow.pace.mode === 'auto' ? autoPauseMs : (due.at - flow.reach()) / 1_000 / flow.pace.rate;
    cancelTimer = realTime.after(Math.max(0, Math.ceil(waitMs)), () => {
      if (flow.pace.mode === 'auto') jump();
      else if (!catchUp()) arm();
    });
  };

  /** Moves, and what runs by itself, wait for each other. */
  const turns = createTurns(arm);

  const present = (): ClockData => ({ now: now(), pace: flow.pace, paused: flow.paused, storage: storageNow() });

  const listeners: (() => void)[] = [];
  const tell = (): void => {
    for (const listener of listeners) listener();
  };

  const note = (bornInMove?: Micros): void => {
    options.context().record(clock, { ...present(), ...(bornInMove === undefined ? {} : { bornInMove }) });
    tell();
  };

  const change = (to: Parameters<typeof flow.change>[0]): void => {
    flow.change(to);
    note();
    arm();
  };

  /** What runs by itself stops at an item that fails, or it would fail again and again. */
  const byItself = async (move: Move): Promise<void> => {
    try {
      await inSlices(dueWork(course, move, flow.now()), realTime);
    } catch (error) {
      change({ paused: true });
      options.onFailure(error);
    }
  };

  const isDue = (): boolean => {
    const due = agenda.peek();
    return due !== undefined && flow.pace.mode === 'scaled' && !flow.paused && due.at <= flow.reach();
  };

  const catchUp = (): Promise<void> | undefined => {
    if (!isDue()) return undefined;
    return turns.take(async () => {
      if (!isDue()) return;
      const sinceMs = realTime.nowMs();
      const target = flow.reach();
      await byItself({ target, landsOnTarget: true });
      // The time that the work took counts too.
      if (!flow.paused) flow.set(target, sinceMs);
      tell();
    });
  };

  const jump = (): void => {
    void turns.take(async () => {
      const due = agenda.peek();
      if (!due || flow.pace.mode !== 'auto' || flow.paused) return;
      await byItself({ target: Math.max(due.at, flow.now()) as Instant, landsOnTarget: false });
      tell();
    });
  };

  const clock: Clock = {
    name: 'clock',
    now,
    storageNow,
    get pace() {
      return flow.pace;
    },
    get paused() {
      return flow.paused;
    },
    birth: () => moveBirth ?? { at: storageNow() },
    setPace: (pace) => change({ pace }),
    pause: () => change({ paused: true }),
    resume: () => change({ paused: false }),
    settle: () => turns.busy ?? catchUp(),
    move: (plan) =>
      turns.take(async () => {
        const from = flow.now();
        const move = plan(from);
        if (!move) return resultOf(course, from);
        flow.set(from);
        // Told apart from births in the same real millisecond before the move.
        const born = { at: storageNow() + 1 };
        const bornInMove = born.at;
        moveBirth = born;
        try {
          return await inSlices(dueWork(course, move, from), realTime);
        } finally {
          storageBase += flow.now() - from;
          born.at = storageNow();
          moveBirth = undefined;
          note(bornInMove);
        }
      }),
    alone: turns.take,
    onChanged: (listener) => {
      listeners.push(listener);
    },
    runNow: (until, target) => {
      atOnce(dueWork(course, { target, enough: until, landsOnTarget: false }, flow.now()));
      tell();
    },
    wake: () => {
      if (!running || flow.pace.mode === 'manual' || turns.busy) return;
      const due = agenda.peek();
      if (due && (armedFor === undefined || due.at < armedFor)) arm();
    },
    get isRunning() {
      return running;
    },
    start: () => {
      noted = undefined;
      running = true;
      arm();
    },
    stop: () => {
      running = false;
      cancelTimer?.();
    },
    noteStored: (at) => {
      noted = at;
      if (at > flow.now()) flow.set(at);
    },
    apply: ({ data }: Step<ClockData>) => {
      flow.change(data);
      // While stored steps are taken up no time passes, however long that takes.
      if (noted !== undefined) flow.set(Math.max(data.now, noted) as Instant);
      else if (data.now > flow.now()) flow.set(data.now);
      storageBase = data.storage;
      storageAnchorMs = realTime.nowMs();
    },
    reset: () => {
      flow = freshFlow();
      moveBirth = undefined;
      storageBase = 0;
      storageAnchorMs = realTime.nowMs();
      arm();
    },
    counts: () => ({ plannedItems: agenda.size }),
    snapshot: () => [present()],
  };
  return clock;
};
