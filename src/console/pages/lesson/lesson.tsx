import { lesson as words } from '../../../text/console/lesson.js';
import { pageTitles } from '../../../text/console/shell.js';
import { sim } from '../../api/client.js';
import { useResource } from '../../api/resource.js';
import type { NotificationRow, Page } from '../../api/shapes.js';
import { StatusBadge } from '../../parts/badge.js';
import { Instant } from '../../parts/instant.js';
import { Empty, Loaded } from '../../parts/notes.js';
import { linkTo, place } from '../../state/route.js';
import { say } from '../../state/words.js';
import { Classroom } from './classroom.js';
import './lesson.css';
import { Stage } from './stage.js';

const mostListed = 20;

/** What a trainer needs in front of a class: the stage, and a world for each participant. */
export const Lesson = () => {
  const id = place.value.rest[0];
  return id === undefined ? <Preparation /> : <Stage id={id} key={id} />;
};

const Preparation = () => {
  const rows = useResource(
    'notifications to tell',
    (signal) => sim<Page<NotificationRow>>('GET', '/notifications', { query: { limit: mostListed }, signal }),
    ({ event }) => event === 'timeline',
  );
  return (
    <>
      <h1 class="unseen">{say(pageTitles.lesson)}</h1>
      <section aria-label={say(words.present)}>
        <h2>{say(words.present)}</h2>
        <p class="soft measure">{say(words.presentHint)}</p>
        <p class="fine">{say(words.keys)}</p>
        <Loaded resource={rows}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={say(words.none)}>
                <p>{say(words.noneHint)}</p>
                <p>
                  <a class="button" href={linkTo({ page: 'scenarios' })}>
                    {say(words.toScenarios)}
                  </a>
                </p>
              </Empty>
            ) : (
              <ul class="tellable">
                {items.map((row) => (
                  <Tellable key={row.notificationRequestId} row={row} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </section>
      <Classroom />
    </>
  );
};

const Tellable = ({ row }: { readonly row: NotificationRow }) => {
  const { iun, notificationRequestId, subject, status, createdAt, sender } = row;
  const id = iun ?? notificationRequestId;
  return (
    <li>
      <div class="what-it-is">
        <strong>{subject}</strong> <StatusBadge status={status} />
        <p class="fine">
          {sender.denomination} · <Instant at={createdAt} />
        </p>
      </div>
      <a class="button primary" href={linkTo({ page: 'lesson', rest: [id] })}>
        {say(words.start)}
      </a>
      <a class="button" href={linkTo({ page: 'story', rest: [id] })}>
        {say(words.print)}
      </a>
    </li>
  );
};
