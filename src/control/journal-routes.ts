import type { Journal } from '../http/journal.js';
import { entryInFull } from '../http/journal-entry.js';
import type { Masking } from '../http/masking.js';
import type { ControlRoute } from './call.js';
import { countOf, wordOf } from './checked.js';
import { problems } from './problems.js';

interface JournalWorld {
  readonly journal: Journal;
}

/** Ids of entries go out in the header `x-send-sim-trace` too. */
const entryId = (name: string, text: string | undefined): string | undefined => {
  if (text === undefined || /^c\d{1,15}$/.test(text)) return text;
  throw problems.invalidValue(name, text, 'the id of a journal entry, such as c42');
};

/** `GET /_sim/journal`: the calls of the sandbox. */
export const journalRoute = <World extends JournalWorld>(masking: Masking): ControlRoute<World> => ({
  method: 'get',
  path: '/journal',
  query: ['operation', 'iun', 'status', 'since', 'order', 'limit', 'cursor'],
  run: ({ sandbox, query }) => {
    const { operation, iun, status } = query;
    const since = entryId('since', query.since);
    const cursor = entryId('cursor', query.cursor);
    const { journal } = sandbox.rooms;
    const { items, next } = journal.find({
      limit: countOf('limit', query.limit, 100, 2_000),
      isNewestFirst: wordOf('order', query.order, ['oldest', 'newest']) === 'newest',
      ...(operation === undefined ? {} : { operation }),
      ...(iun === undefined ? {} : { iun }),
      ...(since === undefined ? {} : { since }),
      ...(cursor === undefined ? {} : { cursor }),
      ...(status === undefined ? {} : { status: countOf('status', status, 200, 599) }),
    });
    return {
      status: 200,
      body: {
        items: items.map((entry) => masking.value(entryInFull(entry))),
        dropped: journal.dropped,
        ...(next === undefined ? {} : { next }),
      },
    };
  },
});
