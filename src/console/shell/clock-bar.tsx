import { useEffect, useState } from 'preact/hooks';
import { clockBar } from '../../text/console/shell.js';
import type { Clock } from '../api/shapes.js';
import { Badge } from '../parts/badge.js';
import { ProblemNote } from '../parts/notes.js';
import { clock, isRunning, nowMs, pauseClock, resumeClock } from '../state/clock.js';
import { date, dateTime, number, timeToSecond, utc } from '../state/format.js';
import { isMoving, lastStep, move, outcome, stepBack } from '../state/moves.js';
import { linkTo } from '../state/route.js';
import { say } from '../state/words.js';

/** How a clock runs, in words. */
const paceOf = ({ mode, preset, rate, paused }: Clock): string => {
  if (paused) return say(clockBar.paused);
  if (mode !== 'scaled') return say(clockBar[mode]);
  return preset === undefined ? say(clockBar.scaled, { rate: number(rate) }) : say(clockBar[preset]);
};

const tickMs = 250;

/** The virtual instant; of a clock that runs, as it goes on. */
const Now = () => {
  const [, tick] = useState(0);
  const state = clock.value;
  const runs = state !== undefined && isRunning(state.told);
  useEffect(() => {
    if (!runs) return;
    const timer = setInterval(() => tick((n) => n + 1), tickMs);
    return () => clearInterval(timer);
  }, [runs]);
  if (state === undefined) return <span class="now">…</span>;
  const at = new Date(nowMs(state)).toISOString();
  return (
    <time class="now" dateTime={at} title={utc(at)}>
      <span>{date(at)}</span> <span class="hour">{timeToSecond(at)}</span>
    </time>
  );
};

/** What the last move of the clock did. */
const Outcome = () => {
  const last = outcome.value;
  if (last?.kind === 'problem') return <ProblemNote problem={last.problem} />;
  return (
    <p class="outcome" role="status">
      {isMoving.value && say(clockBar.moving)}
      {last?.kind === 'back' && say(clockBar.wentBack, { instant: dateTime(last.now) })}
      {last?.kind === 'moved' &&
        (last.move.executedCount === 0
          ? say(clockBar.happenedNone)
          : last.move.executedCount === 1
            ? say(clockBar.happenedOne)
            : say(clockBar.happened, { n: number(last.move.executedCount) }))}
    </p>
  );
};

const MoveButtons = () => {
  const told = clock.value?.told;
  const back = lastStep.value;
  const isBusy = isMoving.value || told === undefined;
  return (
    <>
      {told !== undefined && told.mode !== 'manual' && (
        <button type="button" onClick={() => void (told.paused ? resumeClock() : pauseClock())}>
          {say(told.paused ? clockBar.resume : clockBar.pause)}
        </button>
      )}
      <button
        type="button"
        class="primary"
        disabled={isBusy || told?.nextDueAt === undefined}
        onClick={() => void move({ next: 1 })}
      >
        {say(clockBar.next)}
      </button>
      <button type="button" disabled={isBusy} onClick={() => void move({ by: 'P1D' })}>
        {say(clockBar.day)}
      </button>
      <button type="button" disabled={isBusy} onClick={() => void move({ by: 'P7D' })}>
        {say(clockBar.week)}
      </button>
      <button
        type="button"
        disabled={isBusy || back === undefined}
        title={back === undefined ? say(clockBar.noBack) : say(clockBar.backHint, { instant: dateTime(back.now) })}
        onClick={() => void stepBack()}
      >
        {say(clockBar.back)}
      </button>
    </>
  );
};

/** Time on every page: the instant in Rome, how it runs, what comes next, and the moves. */
export const ClockBar = () => {
  const told = clock.value?.told;
  return (
    <section class="clock-bar" aria-label={say(clockBar.label)}>
      <a class="instant-now" href={linkTo({ page: 'time' })} title={say(clockBar.now)}>
        <Now />
      </a>
      {told !== undefined && (
        <p class="state">
          <Badge tone={told.paused ? 'quiet' : 'busy'}>{paceOf(told)}</Badge>
          <span class="soft">
            {told.nextDueAt === undefined ? (
              say(clockBar.nothingPlanned)
            ) : (
              <span title={utc(told.nextDueAt)}>{say(clockBar.nextAt, { instant: dateTime(told.nextDueAt) })}</span>
            )}
          </span>
        </p>
      )}
      <div class="moves">
        <MoveButtons />
      </div>
      <Outcome />
    </section>
  );
};
