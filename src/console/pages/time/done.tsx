import { elements } from '../../../text/console/elements.js';
import { timePage as words } from '../../../text/console/time.js';
import { Instant } from '../../parts/instant.js';
import { number } from '../../state/format.js';
import { outcome } from '../../state/moves.js';
import { linkTo } from '../../state/route.js';
import { say } from '../../state/words.js';

const mostShown = 50;

const nameOf = (category: string | undefined, kind: string): string => {
  const said = elements[category as keyof typeof elements];
  return said === undefined ? kind : say(said);
};

/** What the last move did, the last things first. */
export const Done = () => {
  const last = outcome.value;
  if (last?.kind !== 'moved' || last.move.executed.length === 0) return null;
  const { executed, executedCount } = last.move;
  const shown = executed.slice(-mostShown).toReversed();
  return (
    <section class="done" aria-label={say(words.done)}>
      <h2>
        {say(words.done)}{' '}
        {executedCount > shown.length && <span class="fine">{say(words.doneShown, { n: number(shown.length) })}</span>}
      </h2>
      <ol>
        {shown.map(({ at, kind, category, iun, recIndex }, i) => (
          <li key={`${at} ${kind} ${iun} ${recIndex} ${i}`}>
            <Instant at={at} />
            <strong>{nameOf(category, kind)}</strong>
            {iun !== undefined && (
              <a href={linkTo({ page: 'notifications', rest: [iun] })}>
                <code>{iun}</code>
              </a>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
};
