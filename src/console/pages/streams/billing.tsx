import { elements } from '../../../text/console/elements.js';
import { streams as words } from '../../../text/console/streams.js';
import { sim } from '../../api/client.js';
import { download } from '../../api/download.js';
import { useResource } from '../../api/resource.js';
import { Loaded } from '../../parts/notes.js';
import { type Column, Table } from '../../parts/table.js';
import { clock } from '../../state/clock.js';
import { euro, number } from '../../state/format.js';
import { place, refine } from '../../state/route.js';
import { say } from '../../state/words.js';

interface Line {
  readonly kind: 'RECIPIENTS' | 'PAPER';
  readonly of: string;
  readonly count: number;
  readonly cents: number;
}

interface Bill {
  readonly sender: { readonly paId: string; readonly denomination: string };
  readonly lines: readonly Line[];
  readonly totalCents: number;
}

const columns: readonly Column<Line>[] = [
  {
    title: words.what,
    cell: ({ kind, of }) => (
      <>
        {say(kind === 'RECIPIENTS' ? words.recipients : words.paper)}{' '}
        <span class="soft">{say(elements[of as keyof typeof elements] ?? { it: of, en: of })}</span>
      </>
    ),
  },
  { title: words.count, kind: 'number', cell: ({ count }) => number(count) },
  { title: words.cents, kind: 'number', cell: ({ cents }) => euro(cents) },
];

/** The month in Rome at an instant: `2026-03`. */
const monthOf = (instant: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Rome', year: 'numeric', month: '2-digit' })
    .format(new Date(instant))
    .slice(0, 7);

/** What each sender owes for a month. */
export const Billing = () => {
  const now = clock.value?.told.now;
  const month = place.value.query.month || (now === undefined ? '' : monthOf(now));
  const read = useResource(
    `billing ${month}`,
    (signal) => sim<{ items: readonly Bill[] }>('GET', '/billing', { query: { month: month || undefined }, signal }),
    ({ event }) => event === 'timeline' || event === 'clock',
  );
  return (
    <>
      <p class="soft wide">{say(words.billingIntro)}</p>
      <div class="filters">
        <label class="compact">
          <span>{say(words.month)}</span>
          <input
            type="month"
            value={month}
            required
            onChange={(event) => refine({ month: event.currentTarget.value })}
          />
        </label>
        <button type="button" onClick={() => void download('/billing', { month, format: 'csv' }, `${month}.csv`)}>
          {say(words.csv)}
        </button>
      </div>
      <Loaded resource={read}>
        {({ items }) =>
          items.map(({ sender, lines, totalCents }) => (
            <section class="card bill" key={sender.paId} aria-label={sender.denomination}>
              <h2>
                {sender.denomination} <span class="sum-of">{euro(totalCents)}</span>
              </h2>
              {lines.length === 0 ? (
                <p class="soft">{say(words.emptyMonth)}</p>
              ) : (
                <Table
                  caption={sender.denomination}
                  columns={columns}
                  rows={lines}
                  keyOf={({ kind, of }) => `${kind} ${of}`}
                />
              )}
            </section>
          ))
        }
      </Loaded>
    </>
  );
};
