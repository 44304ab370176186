import { pageTitles } from '../../../text/console/shell.js';
import { streams as words } from '../../../text/console/streams.js';
import { linkTo, place } from '../../state/route.js';
import { say } from '../../state/words.js';
import { Billing } from './billing.js';
import { Positions } from './positions.js';
import { Price } from './price.js';
import { StreamList } from './stream-list.js';
import './streams.css';

const views = [
  { id: 'streams', title: words.streams, component: StreamList },
  { id: 'price', title: words.price, component: Price },
  { id: 'billing', title: words.billing, component: Billing },
  { id: 'positions', title: words.positions, component: Positions },
] as const;

/** What consumers read, and what all of it costs. */
export const Streams = () => {
  const [view = 'streams'] = place.value.rest;
  const Shown = views.find(({ id }) => id === view)?.component ?? StreamList;
  return (
    <>
      <h1>{say(pageTitles.streams)}</h1>
      <nav class="tabs" aria-label={say(words.views)}>
        {views.map(({ id, title }) => (
          <a key={id} href={linkTo({ page: 'streams', rest: [id] })} aria-current={view === id ? 'page' : undefined}>
            {say(title)}
          </a>
        ))}
      </nav>
      <Shown />
    </>
  );
};
