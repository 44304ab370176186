import { useState } from 'preact/hooks';
import { clockBar } from '../../../text/console/shell.js';
import { timePage as words } from '../../../text/console/time.js';
import { useAttempt } from '../../api/attempt.js';
import type { Clock } from '../../api/shapes.js';
import { ProblemNote } from '../../parts/notes.js';
import { pauseClock, resumeClock, setClock } from '../../state/clock.js';
import { say } from '../../state/words.js';

const paces = ['manual', 'demo', 'uat', 'real', 'auto', 'rate'] as const;
type PaceName = (typeof paces)[number];

const nameOf = ({ mode, preset }: Clock): PaceName => (mode === 'scaled' ? (preset ?? 'rate') : mode);

const changeTo = (name: PaceName, rate: number): Readonly<Record<string, unknown>> => {
  if (name === 'manual' || name === 'auto') return { mode: name };
  return name === 'rate' ? { mode: 'scaled', rate } : { mode: 'scaled', preset: name };
};

const firstRate = 3600;

/** How the clock runs by itself, if it does. */
export const Pace = ({ clock }: { readonly clock: Clock }) => {
  const { attempt, problem } = useAttempt();
  const current = nameOf(clock);
  // What was chosen stays chosen while the simulator is asked.
  const [wanted, setWanted] = useState<PaceName>();
  const choose = async (name: PaceName): Promise<void> => {
    setWanted(name);
    await attempt(() => setClock(changeTo(name, firstRate))).finally(() => setWanted(undefined));
  };
  return (
    <fieldset class="paces">
      <legend class="unseen">{say(words.pace)}</legend>
      {paces.map((name) => (
        <label class="check" key={name}>
          <input type="radio" name="pace" checked={(wanted ?? current) === name} onChange={() => void choose(name)} />
          {say(words[name])}
        </label>
      ))}
      {current === 'rate' && (
        <label class="check">
          <span>{say(words.rateLabel)}</span>
          <input
            class="rate"
            type="number"
            min="1"
            value={clock.rate}
            onChange={(event) =>
              void attempt(() => setClock({ mode: 'scaled', rate: event.currentTarget.valueAsNumber }))
            }
          />
        </label>
      )}
      {problem !== undefined && <ProblemNote problem={problem} />}
      {clock.mode !== 'manual' && (
        <p>
          <button type="button" onClick={() => void attempt(clock.paused ? resumeClock : pauseClock)}>
            {say(clock.paused ? clockBar.resume : clockBar.pause)}
          </button>
        </p>
      )}
    </fieldset>
  );
};
