import { useState } from 'preact/hooks';
import { notifications as words } from '../../../text/console/notifications.js';
import { pageTitles } from '../../../text/console/shell.js';
import { statuses } from '../../../text/console/statuses.js';
import { sim } from '../../api/client.js';
import { useResource } from '../../api/resource.js';
import type { NotificationRow, NotificationStatus, Page } from '../../api/shapes.js';
import { StatusBadge } from '../../parts/badge.js';
import { Copy } from '../../parts/copy.js';
import { Choice, SearchBox } from '../../parts/filter.js';
import { Instant } from '../../parts/instant.js';
import { Empty, Loaded } from '../../parts/notes.js';
import { type Column, Table } from '../../parts/table.js';
import { number } from '../../state/format.js';
import { linkTo, place, refine, sandbox } from '../../state/route.js';
import { thisSandbox } from '../../state/sandboxes.js';
import { say } from '../../state/words.js';
import './notifications.css';

/** More rows than that at once make a page heavy, and nobody reads them: search and filter find the others. */
const pageSize = 100;

const columns: readonly Column<NotificationRow>[] = [
  {
    title: words.subject,
    cell: ({ iun, notificationRequestId, subject }) => (
      <a class="subject" href={linkTo({ page: 'notifications', rest: [iun ?? notificationRequestId] })}>
        <strong>{subject}</strong>
        <code class={iun === undefined ? '' : 'iun'}>{iun ?? say(words.request, { id: notificationRequestId })}</code>
      </a>
    ),
  },
  { title: words.status, kind: 'tight', cell: ({ status }) => <StatusBadge status={status} /> },
  {
    title: words.recipients,
    kind: 'tight',
    cell: ({ recipients }) => (
      <>
        <code>{recipients[0]}</code>
        {recipients.length > 1 && (
          <span class="soft" title={recipients.slice(1).join(', ')}>
            {' '}
            {say(words.and, { n: recipients.length - 1 })}
          </span>
        )}
      </>
    ),
  },
  { title: words.sender, cell: ({ sender }) => <span title={sender.taxId}>{sender.denomination}</span> },
  { title: words.scenario, cell: ({ scenario }) => <span class="fine">{scenario}</span> },
  { title: words.created, kind: 'tight', cell: ({ createdAt }) => <Instant at={createdAt} /> },
  { title: words.version, kind: 'tight', cell: ({ version }) => version },
];

const Filters = ({ shown }: { readonly shown: string }) => {
  const senders = thisSandbox()?.senders ?? [];
  return (
    <search class="filters">
      <SearchBox label={say(words.search)} hint={say(words.searchHint)} />
      <Choice
        name="status"
        label={say(words.status)}
        all={say(words.anyStatus)}
        options={Object.entries(statuses).map(([code, { word }]) => [code, say(word)])}
      />
      {senders.length > 1 && (
        <Choice
          name="sender"
          label={say(words.sender)}
          all={say(words.anySender)}
          options={[...new Map(senders.map(({ taxId, denomination }) => [taxId, denomination]))]}
        />
      )}
      <p class="shown" role="status">
        {shown}
      </p>
    </search>
  );
};

const Nothing = () => {
  const { q = '', status = '', sender = '' } = place.value.query;
  if (q + status + sender !== '') {
    return (
      <Empty title={say(words.noMatch)}>
        <button type="button" onClick={() => refine({ q: '', status: '', sender: '' })}>
          {say(words.clear)}
        </button>
      </Empty>
    );
  }
  const key = thisSandbox()?.senders[0]?.apiKeys[0]?.key;
  const command = `npx send-simulator example send --url ${location.origin}${
    sandbox.value === 'default' || key === undefined ? '' : ` --key ${key}`
  }`;
  return (
    <Empty title={say(words.empty)}>
      <p>{say(words.emptyHint)}</p>
      <p>
        <code>{command}</code> <Copy text={command} />
      </p>
    </Empty>
  );
};

interface Way {
  readonly filter: string;
  readonly cursors: readonly string[];
}

/** All notifications of the sandbox, the newest first, those refused or being validated too. */
export const NotificationList = () => {
  const { q = '', status = '', sender = '' } = place.value.query;
  const filter = `${status} ${sender} ${q}`;
  // Where the pages before this one began; another filter begins anew.
  const [way, setWay] = useState<Way>({ filter, cursors: [] });
  const cursors = way.filter === filter ? way.cursors : [];
  const cursor = cursors.at(-1);
  const rows = useResource(
    `notifications ${cursor ?? ''} ${filter}`,
    (signal) =>
      sim<Page<NotificationRow>>('GET', '/notifications', {
        query: { limit: pageSize, cursor, status: status as NotificationStatus, senderTaxId: sender, q },
        signal,
      }),
    ({ event, data }) => event === 'timeline' || (event === 'journal' && `${data.operation}`.startsWith('sendNew')),
  );
  // While another filter is read the rows of the last one stay: the page does not jump at every letter.
  const [last, setLast] = useState<Page<NotificationRow>>();
  if (rows.value !== undefined && rows.value !== last) setLast(rows.value);
  const page = rows.value ?? (rows.problem === undefined ? last : undefined);
  const count = page?.items.length ?? 0;
  const shown =
    page === undefined
      ? ''
      : count === 1
        ? say(words.countOne)
        : say(cursor !== undefined ? words.countOlder : page.next === undefined ? words.count : words.countMore, {
            n: number(count),
          });
  return (
    <>
      <h1 class="unseen">{say(pageTitles.notifications)}</h1>
      <Filters shown={shown} />
      <Loaded resource={{ ...rows, value: page, isLoading: rows.isLoading && page === undefined }}>
        {({ items, next }) =>
          items.length === 0 ? (
            <Nothing />
          ) : (
            <>
              <Table
                caption={say(pageTitles.notifications)}
                columns={columns}
                rows={items}
                keyOf={({ notificationRequestId }) => notificationRequestId}
              />
              <p class="pages">
                {cursors.length > 0 && (
                  <button type="button" onClick={() => setWay({ filter, cursors: cursors.slice(0, -1) })}>
                    ← {say(words.newer)}
                  </button>
                )}
                {next !== undefined && (
                  <button type="button" onClick={() => setWay({ filter, cursors: [...cursors, next] })}>
                    {say(words.older)} →
                  </button>
                )}
              </p>
            </>
          )
        }
      </Loaded>
    </>
  );
};
