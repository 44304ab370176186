import { toIso } from '../clock/instant.js';
import { type ClockMode, type ClockPreset, maxRate, type Pace, presetRates } from '../clock/mode.js';
import { clockState } from '../clock/state.js';
import type { NotificationRoom } from '../send/notification/service.js';
import { advance, targetOf } from './advance.js';
import type { ControlRoute } from './call.js';
import { bodyChecker, countOf, instantOf } from './checked.js';
import { iunNamed } from './condition.js';
import { moved } from './moved.js';
import { problems } from './problems.js';

interface ClockWorld {
  readonly notifications: NotificationRoom;
}

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

const putBody = bodyChecker<{ mode?: ClockMode; preset?: ClockPreset; rate?: number; now?: string }>({
  type: 'object',
  additionalProperties: false,
  properties: { ...paceProperties, now: { type: 'string' } },
});

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
        const to = instantOf('now', body.now);
        await moved(sandbox, (now) => ({ target: targetOf(now, 'now', to), landsOnTarget: true }));
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
  { method: 'post', path: '/clock/advance', isTimeless: true, run: advance },
  {
    method: 'get',
    path: '/clock/agenda',
    query: ['iun', 'limit'],
    run: async ({ sandbox, query }) => {
      const { explainItem } = await import('./explain/explain.js');
      const limit = countOf('limit', query.limit, 100, 10_000);
      const iun = query.iun === undefined ? undefined : iunNamed(sandbox.rooms.notifications, query.iun);
      const { notifications } = sandbox.rooms;
      const items = sandbox.agenda
        .list(limit, iun)
        .map((item) => explainItem(item, item.iun === undefined ? undefined : notifications.get(item.iun)));
      return { status: 200, body: { now: toIso(sandbox.clock.now()), items } };
    },
  },
];
