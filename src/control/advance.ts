import { formatDuration } from '../clock/duration.js';
import { days, type Instant, lastInstant, type Micros, plus, toIso } from '../clock/instant.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import type { NotificationRoom } from '../send/notification/service.js';
import type { ControlAnswer, ControlCall } from './call.js';
import { bodyChecker, durationOf, instantOf } from './checked.js';
import { type Condition, conditionSchema, watch } from './condition.js';
import { moveBody, moved, movedUntil, notMet } from './moved.js';
import { problems } from './problems.js';
import { SimProblem } from './sim-problem.js';

interface AdvanceWorld {
  readonly notifications: NotificationRoom;
}

export const longestMove = days(2 * 365);

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
    // What ages by storage time is no work of the agenda: both words mean the same as long as that is so.
    kinds: { type: 'string', enum: ['workflow', 'all'] },
    until: conditionSchema,
    max: { type: 'string' },
  },
});

/** Where a move shall end. @throws SimProblem for the past, and for what is too far away */
export const targetOf = (now: Instant, name: 'to' | 'now', to: Instant): Instant => {
  if (to < now) {
    throw problems.invalidValue(name, toIso(to), `an instant from ${toIso(now)} on: the clock moves forward only`);
  }
  if (to - now > longestMove) {
    throw problems.invalidValue(
      name,
      toIso(to),
      `at most two years ahead in one call: ${toIso(plus(now, longestMove))}`,
    );
  }
  return to;
};

const lengthOf = (name: 'by' | 'max', text: string): Micros => {
  const length = durationOf(name, text);
  if (length > longestMove) throw problems.invalidValue(name, text, 'at most two years (P2Y) in one call');
  return length;
};

const within = (now: Instant, length: Micros): Instant => {
  const target = plus(now, length);
  if (target > lastInstant)
    throw problems.invalidValue('by', formatDuration(length), `an end before ${toIso(lastInstant)}`);
  return target;
};

const answer = (result: Parameters<typeof moveBody>[0]): ControlAnswer => {
  const body = moveBody(result);
  const isIdle = body.executedCount === 0;
  const hint =
    result.nextDueAt === undefined
      ? 'nothing was due, and nothing is planned in this sandbox'
      : `nothing was due until ${body.to}; the next item is due at ${toIso(result.nextDueAt)}`;
  return { status: 200, body: { ...body, ...(isIdle ? { hint } : {}) } };
};

/** `POST /_sim/clock/advance`: moves the clock and answers when all due work is done. */
export const advance = async ({ sandbox, body: raw }: ControlCall<AdvanceWorld>): Promise<ControlAnswer> => {
  const body = advanceBody(raw);
  const { by, to, next, until, max, kinds } = body;
  const given = (['by', 'to', 'next', 'until'] as const).filter((name) => body[name] !== undefined);
  if (given.length !== 1) throw problems.invalidValue('body', given, 'exactly one of by, to, next, until');
  if (max !== undefined && until === undefined) {
    throw problems.invalidValue('max', max, '"max" together with "until" only');
  }
  if (kinds !== undefined && next === undefined) {
    throw problems.invalidValue('kinds', kinds, '"kinds" together with "next" only');
  }
  if (by !== undefined) {
    const length = lengthOf('by', by);
    return answer(await moved(sandbox, (now) => ({ target: within(now, length), landsOnTarget: true })));
  }
  if (to !== undefined) {
    const at = instantOf('to', to);
    return answer(await moved(sandbox, (now) => ({ target: targetOf(now, 'to', at), landsOnTarget: true })));
  }
  if (next !== undefined) {
    let left = next;
    const plan = (now: Instant) => ({
      target: plus(now, longestMove),
      landsOnTarget: false,
      enough: () => --left === 0,
    });
    return answer(await moved(sandbox, plan));
  }
  return advanceUntil(sandbox, until as Condition, max === undefined ? longestMove : lengthOf('max', max));
};

const advanceUntil = async (sandbox: Sandbox<AdvanceWorld>, until: Condition, max: Micros): Promise<ControlAnswer> => {
  const watched = watch(sandbox.rooms.notifications, until);
  const { ending, result } = await movedUntil(sandbox, watched, max);
  if (ending === 'met') return { status: 200, body: { ...moveBody(result), matched: until } };
  throw new SimProblem(
    409,
    'SIM_CLOCK_CONDITION_NOT_MET',
    'Condition not met',
    notMet(until, ending, formatDuration(max), watched.whereItStands()),
    ending === 'cutShort'
      ? 'give a longer "max", or look at GET /_sim/clock/agenda?iun='
      : 'look at what happened in "executed"',
    moveBody(result),
  );
};
