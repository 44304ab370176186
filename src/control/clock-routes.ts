import { type Clock, type Executed, ItemFailed, type MoveResult, Runaway } from '../clock/clock.js';
import { days, type Instant, plus, toIso } from '../clock/instant.js';
import { type ClockMode, type ClockPreset, maxRate, type Pace, presetRates } from '../clock/mode.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import type { NotificationRoom } from '../send/notification/service.js';
import type { ControlRoute } from './call.js';
import { bodyChecker, countOf, durationOf, instantOf } from './checked.js';
import { type Condition, conditionSchema, watch } from './condition.js';
import { problems } from './problems.js';
import { SimProblem } from './sim-problem.js';

interface ClockWorld {
  readonly notifications: NotificationRoom;
}

const longestMove = days(2 * 365);

/** The clock as it is read. */
export const clockState = (sandbox: Pick<Sandbox<unknown>, 'clock' | 'agenda'>): Record<string, unknown> => {
  const { clock, agenda } = sandbox;
  const next = agenda.peek();
  return {
    mode: clock.pace.mode,
    ...(clock.pace.preset ? { preset: clock.pace.preset } : {}),
    rate: clock.pace.rate,
    paused: clock.paused,
    now: toIso(clock.now()),
    ...(next ? { nextDueAt: toIso(next.at) } : {}),
    pending: agenda.size,
  };
};

/** `mode`, `preset` and `rate` of a body as one pace; they may not contradict each other. */
export const paceOf = (
  { mode, preset, rate }: { readonly mode?: ClockMode; readonly preset?: ClockPreset; readonly rate?: number },
  present: Pace,
): Pace => {
  if (preset !== undefined && rate !== undefined && rate !== presetRates[preset]) {
    throw problems.invalidValue('rate', rate, `${presetRates[preset]}, as preset "${preset}" says, or no preset`);
  }
  const isScaled = mode === 'scaled' || (mode === undefined && (preset !== undefined || rate !== undefined));
  if (!isScaled) {
    if (mode === undefined) return present;
    if (preset !== undefined || rate !== undefined) {
      throw problems.invalidValue('mode', mode, '"scaled", when a preset or a rate is given');
    }
    return { mode, rate: 0 };
  }
  if (preset !== undefined) return { mode: 'scaled', preset, rate: presetRates[preset] };
  if (rate === undefined) return present.mode === 'scaled' ? present : { mode: 'scaled', preset: 'real', rate: 1 };
  return { mode: 'scaled', rate };
};

export const paceProperties = {
  mode: { type: 'string', enum: ['manual', 'scaled', 'auto'] },
  preset: { type: 'string', enum: ['real', 'uat', 'demo'] },
  rate: { type: 'number', exclusiveMinimum: 0, maximum: maxRate },
} as const;

interface AdvanceBody {
  readonly by?: string;
  readonly to?: string;
  readonly next?: number;
  readonly kinds?: 'workflow' | 'all';
  readonly until?: Condition;
  readonly max?: string;
}

const advanceBody = bodyChecker<AdvanceBody>({
  type: 'object',
  additionalProperties: false,
  properties: {
    by: { type: 'string' },
    to: { type: 'string' },
    next: { type: 'integer', minimum: 1, maximum: 10_000 },
    kinds: { type: 'string', enum: ['workflow', 'all'] },
    until: conditionSchema,
    max: { type: 'string' },
  },
});

const putBody = bodyChecker<{ mode?: ClockMode; preset?: ClockPreset; rate?: number; now?: string }>({
  type: 'object',
  additionalProperties: false,
  properties: { ...paceProperties, now: { type: 'string' } },
});

const executedRow = ({ at, kind, iun, recIndex, categories }: Executed): Record<string, unknown> => ({
  at: toIso(at),
  kind,
  ...(iun === undefined ? {} : { iun }),
  ...(recIndex === undefined ? {} : { recIndex }),
  ...(categories[0] === undefined ? {} : { category: categories[0], categories }),
});

const moveBody = (sandbox: Sandbox<unknown>, result: MoveResult): Record<string, unknown> => {
  const next = sandbox.agenda.peek();
  return {
    from: toIso(result.from),
    to: toIso(result.to),
    executed: result.executed.map(executedRow),
    executedCount: result.executedCount,
    ...(next ? { nextDueAt: toIso(next.at) } : {}),
    pending: sandbox.agenda.size,
  };
};

/** Moves the clock; an item that fails stops it there, and says which one it was. */
const moved = async (sandbox: Sandbox<unknown>, plan: Parameters<Clock['move']>[0]): Promise<MoveResult> => {
  try {
    return await sandbox.clock.move(plan);
  } catch (error) {
    if (error instanceof ItemFailed) {
      throw new SimProblem(
        500,
        'SIM_CLOCK_ITEM_FAILED',
        'An item failed',
        error.message,
        'the clock stands at that instant and the item is still on the agenda: this is a bug, please report it',
        moveBody(sandbox, error.result),
      );
    }
    if (error instanceof Runaway) {
      throw new SimProblem(
        409,
        'SIM_CLOCK_RUNAWAY',
        'Endless work',
        error.message,
        'a scenario keeps planning work: look at the agenda',
        moveBody(sandbox, error.result),
      );
    }
    throw error;
  }
};

const targetOf = (now: Instant, to: Instant): Instant => {
  if (to < now) {
    throw problems.invalidValue('to', toIso(to), `an instant from ${toIso(now)} on: the clock moves forward only`);
  }
  if (to - now > longestMove) throw problems.invalidValue('to', toIso(to), 'at most two years ahead in one call');
  return to;
};

const advance: ControlRoute<ClockWorld>['run'] = async ({ sandbox, body: raw }) => {
  const body = advanceBody(raw);
  const given = (['by', 'to', 'next', 'until'] as const).filter((name) => body[name] !== undefined);
  if (given.length !== 1) throw problems.invalidValue('body', given, 'exactly one of by, to, next, until');
  const { by, to, next, until } = body;
  if (body.max !== undefined && until === undefined) {
    throw problems.invalidValue('max', body.max, '"max" together with "until" only');
  }
  if (by !== undefined || to !== undefined) {
    const length = by === undefined ? undefined : durationOf('by', by);
    const fixed = to === undefined ? undefined : instantOf('to', to);
    const result = await moved(sandbox, (now) => ({
      target: targetOf(now, fixed ?? plus(now, length ?? 0)),
      landsOnTarget: true,
    }));
    return { status: 200, body: moveBody(sandbox, result) };
  }
  if (next !== undefined) {
    let left = next;
    const result = await moved(sandbox, (now) => ({
      target: plus(now, longestMove),
      landsOnTarget: false,
      enough: () => --left === 0,
    }));
    return { status: 200, body: moveBody(sandbox, result) };
  }
  const max = body.max === undefined ? longestMove : durationOf('max', body.max);
  return advanceUntil(sandbox, until as Condition, max);
};

const advanceUntil = async (sandbox: Sandbox<ClockWorld>, until: Condition, max: number) => {
  const watched = watch(sandbox.rooms.notifications, until);
  if (watched.isMet()) {
    const now = sandbox.clock.now();
    const nothing = { from: now, to: now, executed: [], executedCount: 0, stopped: 'enough' } as const;
    return { status: 200, body: { ...moveBody(sandbox, nothing), matched: until } };
  }
  const result = await moved(sandbox, (now) => ({
    target: plus(now, max),
    landsOnTarget: false,
    enough: ({ iun }) => iun === watched.iun && (watched.isMet() || !watched.hasWork()),
  }));
  if (watched.isMet()) return { status: 200, body: { ...moveBody(sandbox, result), matched: until } };
  const hasWork = watched.hasWork();
  throw new SimProblem(
    409,
    'SIM_CLOCK_CONDITION_NOT_MET',
    'Condition not met',
    hasWork
      ? `${JSON.stringify(until)} was not met within the given time; ${watched.whereItStands()}`
      : `${JSON.stringify(until)} cannot be met any more: nothing is planned for the notification; ${watched.whereItStands()}`,
    hasWork ? 'give a longer "max", or look at GET /_sim/clock/agenda?iun=' : 'look at what happened in "executed"',
    moveBody(sandbox, result),
  );
};

/** `/_sim/clock`: reading, moving, pausing (contract: ux 11.4). */
export const clockRoutes = <World extends ClockWorld>(): readonly ControlRoute<World>[] => [
  { method: 'get', path: '/clock', run: ({ sandbox }) => ({ status: 200, body: clockState(sandbox) }) },
  {
    method: 'put',
    path: '/clock',
    run: async ({ sandbox, body: raw }) => {
      const body = putBody(raw);
      const pace = paceOf(body, sandbox.clock.pace);
      if (body.now !== undefined) {
        const target = instantOf('now', body.now);
        await moved(sandbox, (now) => ({ target: targetOf(now, target), landsOnTarget: true }));
      }
      if (pace !== sandbox.clock.pace) sandbox.clock.setPace(pace);
      return { status: 200, body: clockState(sandbox) };
    },
  },
  {
    method: 'post',
    path: '/clock/pause',
    run: ({ sandbox }) => {
      sandbox.clock.pause();
      return { status: 200, body: clockState(sandbox) };
    },
  },
  {
    method: 'post',
    path: '/clock/resume',
    run: ({ sandbox }) => {
      sandbox.clock.resume();
      return { status: 200, body: clockState(sandbox) };
    },
  },
  { method: 'post', path: '/clock/advance', isTimeless: true, run: advance as ControlRoute<World>['run'] },
  {
    method: 'get',
    path: '/clock/agenda',
    run: ({ sandbox, query }) => {
      const limit = countOf('limit', query.limit, 100, 10_000);
      const items = sandbox.agenda.list(limit, query.iun).map(({ id: _, at, ...item }) => ({ at: toIso(at), ...item }));
      return { status: 200, body: { now: toIso(sandbox.clock.now()), items } };
    },
  },
];
