import { timePage as words } from '../../text/console/time.js';
import { number } from './format.js';
import { say } from './words.js';

/** How long it is until then, in the largest unit that says it: `3 giorni`. */
export const spanOf = (ms: number): string => {
  const [seconds, minutes, hours] = [ms / 1000, ms / 60_000, ms / 3_600_000];
  const days = Math.round(hours / 24);
  if (seconds < 90) return say(words.seconds, { n: number(Math.max(0, Math.round(seconds))) });
  if (minutes < 90) return say(words.minutes, { n: number(Math.round(minutes)) });
  if (hours < 36) return say(words.hours, { n: number(Math.round(hours)) });
  return days === 1 ? say(words.dayOne) : say(words.days, { n: number(days) });
};
