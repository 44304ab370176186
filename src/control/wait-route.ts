import { toIso } from '../clock/instant.js';
import type { RealTime } from '../clock/real-time.js';
import type { EventRoom } from '../http/event-room.js';
import type { NotificationRoom } from '../send/notification/service.js';
import { longestMove } from './advance.js';
import type { ControlRoute } from './call.js';
import { bodyChecker } from './checked.js';
import { type Condition, conditionSchema, watch } from './condition.js';
import { type Ending, movedUntil, notMet } from './moved.js';
import { SimProblem } from './sim-problem.js';

interface WaitWorld {
  readonly events: EventRoom;
  readonly notifications: NotificationRoom;
}

const waitBody = bodyChecker<{ readonly until: Condition; readonly timeoutMs?: number; readonly advance?: boolean }>({
  type: 'object',
  additionalProperties: false,
  required: ['until'],
  properties: {
    until: conditionSchema,
    timeoutMs: { type: 'integer', minimum: 0, maximum: 600_000 },
    advance: { type: 'boolean' },
  },
});

const defaultTimeoutMs = 10_000;

/** Waits for something to happen in the sandbox, at most that long; false: it was emptied or removed, or all is stopping. */
const happens = (events: EventRoom, ms: number, after: RealTime['after']): Promise<boolean> =>
  new Promise((resolve) => {
    let release = (): void => undefined;
    const done = (isStillThere: boolean): void => {
      release();
      resolve(isStillThere);
    };
    const cancel = after(ms, () => done(true));
    const unlisten = events.listen({ onEvent: () => done(true), onEnd: () => done(false) });
    release = () => {
      cancel();
      unlisten();
    };
  });

/** `/_sim/wait`: until a condition holds, or 408. With `advance` the clock is moved instead of waiting for it. */
export const waitRoute = <World extends WaitWorld>({
  nowMs,
  after,
}: Pick<RealTime, 'nowMs' | 'after'>): ControlRoute<World> => ({
  method: 'post',
  path: '/wait',
  isTimeless: true,
  run: async ({ sandbox, body: raw }) => {
    const { until, timeoutMs = defaultTimeoutMs, advance = false } = waitBody(raw);
    const { clock, rooms } = sandbox;
    const watched = watch(rooms.notifications, until);
    const endsMs = nowMs() + timeoutMs;
    const hasPatience = (): boolean => nowMs() < endsMs;

    /** On a clock that is left alone a recipient may still act, so nothing is given up before the time is over. */
    const waited = async (): Promise<Ending> => {
      for (;;) {
        for (let due = clock.settle(); due; due = clock.settle()) await due;
        if (watched.isMet()) return 'met';
        if (!hasPatience() || !(await happens(rooms.events, endsMs - nowMs(), after))) return 'cutShort';
      }
    };
    const ending = advance ? (await movedUntil(sandbox, watched, longestMove, hasPatience)).ending : await waited();
    if (ending === 'met') return { status: 200, body: { matched: true, now: toIso(clock.now()) } };
    throw new SimProblem(
      408,
      'SIM_WAIT_TIMEOUT',
      'Condition not met',
      notMet(until, ending, `${timeoutMs} ms`, watched.whereItStands()),
      clock.pace.mode === 'manual' && !advance
        ? 'the clock stands still: say "advance": true, or move it with POST /_sim/clock/advance'
        : 'GET /_sim/clock/agenda?iun= shows what is still to come',
    );
  },
});
