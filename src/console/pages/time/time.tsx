import { clockBar, pageTitles } from '../../../text/console/shell.js';
import { timePage as words } from '../../../text/console/time.js';
import { clock } from '../../state/clock.js';
import { dateTime } from '../../state/format.js';
import { isMoving, lastStep, stepBack } from '../../state/moves.js';
import { say } from '../../state/words.js';
import { Agenda } from './agenda.js';
import { Done } from './done.js';
import { Moves } from './moves.js';
import { Pace } from './pace.js';
import './time.css';

/** Time under one's hand: how it runs, where it goes, and what waits. */
export const Time = () => {
  const told = clock.value?.told;
  const back = lastStep.value;
  return (
    <>
      <h1 class="unseen">{say(pageTitles.time)}</h1>
      <div class="time-parts">
        <section class="card" aria-label={say(words.moves)}>
          <h2>{say(words.moves)}</h2>
          <Moves />
        </section>
        {told !== undefined && (
          <section class="card" aria-label={say(words.pace)}>
            <h2>{say(words.pace)}</h2>
            <Pace clock={told} />
          </section>
        )}
        <section class="card" aria-label={say(words.back)}>
          <h2>{say(words.back)}</h2>
          <p class="fine">{say(words.backHint)}</p>
          {back === undefined ? (
            <p>{say(clockBar.noBack)}.</p>
          ) : (
            <p>
              <button type="button" disabled={isMoving.value} onClick={() => void stepBack()}>
                {say(words.backTo, { instant: dateTime(back.now) })}
              </button>
            </p>
          )}
        </section>
      </div>
      <Done />
      <Agenda />
    </>
  );
};
