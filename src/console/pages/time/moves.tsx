import { useState } from 'preact/hooks';
import { clockBar } from '../../../text/console/shell.js';
import { timePage as words } from '../../../text/console/time.js';
import { sim } from '../../api/client.js';
import { useResource } from '../../api/resource.js';
import type { NotificationRow, Page } from '../../api/shapes.js';
import { clock } from '../../state/clock.js';
import { isMoving, move, moveToEnd } from '../../state/moves.js';
import { fromRomeInput, toRomeInput } from '../../state/rome-input.js';
import { say } from '../../state/words.js';

const spans = [
  { name: 'hour', by: 'PT1H', word: words.hour },
  { name: 'day', by: 'P1D', word: clockBar.day },
  { name: 'week', by: 'P7D', word: clockBar.week },
  { name: 'month', by: 'P30D', word: words.month },
] as const;

/** All ways forward. */
export const Moves = () => {
  const told = clock.value?.told;
  const [to, setTo] = useState('');
  if (told === undefined) return null;
  const least = toRomeInput(told.now);
  const isBusy = isMoving.value;
  return (
    <>
      <p class="actions">
        <button
          type="button"
          class="primary"
          disabled={isBusy || told.nextDueAt === undefined}
          onClick={() => void move({ next: 1 })}
        >
          {say(clockBar.next)}
        </button>
        {spans.map(({ name, by, word }) => (
          <button type="button" key={name} disabled={isBusy} onClick={() => void move({ by })}>
            {say(word)}
          </button>
        ))}
      </p>
      <form
        class="move-form"
        onSubmit={(event) => {
          event.preventDefault();
          void move({ to: fromRomeInput(to) });
        }}
      >
        <label class="compact">
          <span>{say(words.toDate)}</span>
          <input
            type="datetime-local"
            required
            min={least}
            value={to}
            onInput={(event) => setTo(event.currentTarget.value)}
          />
        </label>
        <button type="submit" disabled={isBusy}>
          {say(words.go)}
        </button>
      </form>
      <OfNotification />
    </>
  );
};

const mostListed = 200;

/** Moves that end when something happened to one notification. */
const OfNotification = () => {
  const [chosen, setChosen] = useState<string>();
  const rows = useResource(
    'notifications with a future',
    (signal) => sim<Page<NotificationRow>>('GET', '/notifications', { query: { limit: mostListed }, signal }),
    ({ event }) => event === 'timeline' || event === 'clock',
  );
  const open = (rows.value?.items ?? []).filter(({ status }) => status !== 'REFUSED' && status !== 'CANCELLED');
  const row = open.find(({ notificationRequestId }) => notificationRequestId === chosen) ?? open[0];
  if (row === undefined) return null;
  const id = row.iun ?? row.notificationRequestId;
  const which = row.iun === undefined ? { notificationRequestId: id } : { iun: id };
  return (
    <div class="move-form">
      <label class="compact grow">
        <span>{say(words.ofNotification)}</span>
        <select value={row.notificationRequestId} onChange={(event) => setChosen(event.currentTarget.value)}>
          {open.map(({ notificationRequestId, subject, iun }) => (
            <option key={notificationRequestId} value={notificationRequestId}>
              {subject} · {iun ?? notificationRequestId}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        disabled={isMoving.value}
        onClick={() => void move({ until: { ...which, category: 'REFINEMENT' } })}
      >
        {say(words.untilRefinement)}
      </button>
      {row.iun !== undefined && (
        <button type="button" disabled={isMoving.value} onClick={() => void moveToEnd(id)}>
          {say(words.untilEnd)}
        </button>
      )}
    </div>
  );
};
