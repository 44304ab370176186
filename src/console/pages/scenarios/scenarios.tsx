import { scenarios as words } from '../../../text/console/scenarios.js';
import { pageTitles } from '../../../text/console/shell.js';
import { linkTo, place } from '../../state/route.js';
import { say } from '../../state/words.js';
import { Compare } from './compare.js';
import { Own } from './own.js';
import { Stories } from './stories.js';
import { Story } from './story.js';
import './scenarios.css';

const views = [
  { id: 'stories', title: words.stories },
  { id: 'own', title: words.own },
  { id: 'compare', title: words.compare },
] as const;

/** What can happen to a notification: stories to play, a request of one's own, two lives side by side. */
export const Scenarios = () => {
  const [view = 'stories', name] = place.value.rest;
  return (
    <>
      <h1>{say(pageTitles.scenarios)}</h1>
      <nav class="tabs" aria-label={say(words.views)}>
        {views.map(({ id, title }) => (
          <a
            key={id}
            href={linkTo({ page: 'scenarios', rest: [id] })}
            aria-current={view === id ? (name === undefined ? 'page' : 'true') : undefined}
          >
            {say(title)}
          </a>
        ))}
      </nav>
      {view === 'own' && <Own />}
      {view === 'compare' && <Compare />}
      {view === 'stories' && (name === undefined ? <Stories /> : <Story name={name} key={name} />)}
    </>
  );
};
