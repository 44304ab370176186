import { date, dateTime, timeToSecond, utc } from '../state/format.js';

interface InstantProps {
  readonly at: string;
  /** `day`: without the time; `second`: the time alone. */
  readonly as?: 'full' | 'day' | 'second';
}

/** An instant on the wall clock of Rome; in UTC for whoever points at it. */
export const Instant = ({ at, as = 'full' }: InstantProps) => {
  const text = as === 'full' ? dateTime(at) : as === 'day' ? date(at) : timeToSecond(at);
  return (
    <time class="instant" dateTime={at} title={utc(at)}>
      {text}
    </time>
  );
};
