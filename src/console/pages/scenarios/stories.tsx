import { topics, scenarios as words } from '../../../text/console/scenarios.js';
import { sim } from '../../api/client.js';
import { useResource } from '../../api/resource.js';
import type { Page } from '../../api/shapes.js';
import { Choice, SearchBox } from '../../parts/filter.js';
import { Empty, Loaded } from '../../parts/notes.js';
import { number } from '../../state/format.js';
import { linkTo, place } from '../../state/route.js';
import { language, type Said, say } from '../../state/words.js';
import { type Topic, topicOf } from './topic.js';

interface ScenarioRow {
  readonly name: string;
  readonly title: Said;
  readonly source: string;
  readonly hasRequest?: boolean;
}

const order = Object.keys(topics) as readonly Topic[];

/** Every file that says what to send, by topic. */
export const Stories = () => {
  const read = useResource(
    'scenarios',
    (signal) => sim<Page<ScenarioRow>>('GET', '/scenarios', { signal }),
    ({ event }) => event === 'scenario',
  );
  return (
    <>
      <p class="soft wide">{say(words.intro)}</p>
      <Loaded resource={read}>{({ items }) => <Shelf stories={items.filter(({ hasRequest }) => hasRequest)} />}</Loaded>
    </>
  );
};

const Shelf = ({ stories }: { readonly stories: readonly ScenarioRow[] }) => {
  const { q = '', topic = '' } = place.value.query;
  const wanted = q.toLowerCase();
  const found = stories.filter(
    ({ name, title }) =>
      (topic === '' || topicOf(name) === topic) && `${name} ${title[language.value]}`.toLowerCase().includes(wanted),
  );
  const present = order.filter((one) => stories.some(({ name }) => topicOf(name) === one));
  return (
    <>
      <div class="filters">
        <SearchBox label={say(words.search)} hint={say(words.searchHint)} />
        <Choice
          name="topic"
          label={say(words.topics)}
          all={say(words.allTopics)}
          options={present.map((one) => [one, say(topics[one])])}
        />
        <p class="shown" role="status">
          {say(words.found, { n: number(found.length) })}
        </p>
      </div>
      {found.length === 0 && <Empty title={say(words.foundNone)} />}
      {present
        .map((one) => ({ one, own: found.filter(({ name }) => topicOf(name) === one) }))
        .filter(({ own }) => own.length > 0)
        .map(({ one, own }) => (
          <section class="topic" key={one}>
            <h2>{say(topics[one])}</h2>
            <ul class="story-list">
              {own.map(({ name, title }) => (
                <li key={name}>
                  <a href={linkTo({ page: 'scenarios', rest: ['stories', name] })}>
                    <strong>{say(title)}</strong>
                    <code>{name}</code>
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
    </>
  );
};
