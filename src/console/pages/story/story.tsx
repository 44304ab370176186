import { lesson as words } from '../../../text/console/lesson.js';
import { one } from '../../../text/console/one.js';
import { shell } from '../../../text/console/shell.js';
import type { NotificationView } from '../../api/shapes.js';
import { ahead, type Happening, happened } from '../../life/happening.js';
import { useLife } from '../../life/read-life.js';
import { useStory } from '../../life/read-story.js';
import { StatusBadge } from '../../parts/badge.js';
import { Costs } from '../../parts/costs.js';
import { Instant } from '../../parts/instant.js';
import { Loaded } from '../../parts/notes.js';
import { number } from '../../state/format.js';
import { daysBetween } from '../../state/rome-day.js';
import { linkTo, place } from '../../state/route.js';
import { say } from '../../state/words.js';
import './story.css';

/** What happened to a notification, on paper: for whoever was in the lesson, and for the file. */
export const StoryPage = () => {
  const life = useLife(place.value.rest[0] ?? '');
  return <Loaded resource={life}>{({ view }) => <Told view={view} />}</Loaded>;
};

const Told = ({ view }: { readonly view: NotificationView }) => {
  const story = useStory(place.value.query.story ?? view.scenario ?? '');
  const past = happened(view).filter(({ isStep }) => !isStep);
  const future = ahead(view);
  const id = view.iun;
  return (
    <article class="on-paper">
      <p class="actions unprinted">
        <a class="button" href={linkTo({ page: 'notifications', rest: [id] })}>
          ← {view.subject}
        </a>
        <button type="button" class="primary" onClick={() => print()}>
          {say(words.printNow)}
        </button>
      </p>
      <p class="mark-on-paper">{say(shell.mark)}</p>
      <h1>{story === undefined ? say(words.storyTitle) : say(story.title)}</h1>
      {story?.narrative !== undefined && <p class="tale">{say(story.narrative)}</p>}
      <dl class="facts">
        <div>
          <dt>{say(one.subject)}</dt>
          <dd>{view.subject}</dd>
        </div>
        <div>
          <dt>{say(one.iun)}</dt>
          <dd>
            <code>{view.iun}</code>
          </dd>
        </div>
        <div>
          <dt>{say(one.sender)}</dt>
          <dd>{view.sender.denomination}</dd>
        </div>
        <div>
          <dt>{say(one.lanes)}</dt>
          <dd>{view.detail.recipients.map(({ denomination }) => denomination).join(', ')}</dd>
        </div>
        <div>
          <dt>{say(one.status)}</dt>
          <dd>
            <StatusBadge status={view.status} />
          </dd>
        </div>
      </dl>
      <Events title={say(words.happened)} items={past} view={view} />
      {future.length > 0 && <Events title={say(words.ahead)} items={future} view={view} />}
      {story?.moral !== undefined && (
        <section class="moral">
          <h2>{say(words.closing)}</h2>
          <p>{say(story.moral)}</p>
        </section>
      )}
      <Costs view={view} />
    </article>
  );
};

interface EventsProps {
  readonly title: string;
  readonly items: readonly Happening[];
  readonly view: NotificationView;
}

const Events = ({ title, items, view }: EventsProps) => {
  const { recipients } = view.detail;
  return (
    <section>
      <h2>{title}</h2>
      <table class="events">
        <thead>
          <tr>
            <th scope="col">{say(words.day)}</th>
            <th scope="col">{say(words.date)}</th>
            <th scope="col">{say(words.what)}</th>
            {recipients.length > 1 && <th scope="col">{say(words.who)}</th>}
          </tr>
        </thead>
        <tbody>
          {items.map(({ id, at, name, more, recIndex, element }) => (
            <tr key={id}>
              <td class="number">{number(daysBetween(view.createdAt, at))}</td>
              <td>
                <Instant at={at} />
              </td>
              <td>
                <strong>{say(name)}</strong>
                {more.length > 0 && <> ({more.map((said) => say(said)).join('; ')})</>}
                {element !== undefined && <p class="fine">{say(element.explained.meaning)}.</p>}
              </td>
              {recipients.length > 1 && (
                <td>{recIndex === undefined ? say(words.all) : recipients[recIndex]?.denomination}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
