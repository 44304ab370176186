import type { Agenda } from './agenda.js';
import type { Clock } from './clock.js';
import { toIso } from './instant.js';

/** The clock as it is read. */
export const clockState = ({
  clock,
  agenda,
}: {
  readonly clock: Clock;
  readonly agenda: Pick<Agenda, 'peek' | 'size'>;
}): Record<string, unknown> => {
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
