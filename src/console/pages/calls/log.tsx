import { useState } from 'preact/hooks';
import { calls as words } from '../../../text/console/calls.js';
import { shell } from '../../../text/console/shell.js';
import { sim } from '../../api/client.js';
import { useResource } from '../../api/resource.js';
import { Badge } from '../../parts/badge.js';
import { Copy } from '../../parts/copy.js';
import { Choice, SearchBox } from '../../parts/filter.js';
import { Empty, Loaded } from '../../parts/notes.js';
import { type Column, Table } from '../../parts/table.js';
import { number, timeToSecond, utc } from '../../state/format.js';
import { linkTo, place } from '../../state/route.js';
import { thisSandbox } from '../../state/sandboxes.js';
import { say } from '../../state/words.js';
import { type Call, isRefused, type Journal } from './call.js';
import { Faults } from './faults.js';

const pageSize = 100;
const mostRows = 1_000;
const refusalsOnTop = 3;

export const Outcome = ({ call }: { readonly call: Call }) => (
  <Badge tone={isRefused(call) ? 'bad' : 'good'}>{call.status === 0 ? say(words.lost) : call.status}</Badge>
);

const columns: readonly Column<Call>[] = [
  {
    title: words.when,
    kind: 'tight',
    cell: ({ at }) => <time title={utc(at)}>{timeToSecond(at)}</time>,
  },
  {
    title: words.what,
    cell: ({ id, operation, method, path }) => (
      <a class="call-name" href={linkTo({ page: 'calls', rest: [id] })}>
        <strong>{operation}</strong>
        <code>
          {method} {path.split('?')[0]}
        </code>
      </a>
    ),
  },
  {
    title: words.outcome,
    kind: 'tight',
    cell: (call) => (
      <>
        <Outcome call={call} />
        {call.fault !== undefined && <Badge tone="warn">{say(words.fault)}</Badge>}
      </>
    ),
  },
  {
    title: words.about,
    cell: ({ iun, notificationRequestId }) =>
      (iun ?? notificationRequestId) !== undefined && (
        <a href={linkTo({ page: 'notifications', rest: [String(iun ?? notificationRequestId)] })}>
          <code>{iun ?? notificationRequestId}</code>
        </a>
      ),
  },
  { title: words.took, kind: 'number', cell: ({ durationMs }) => say(words.ms, { n: number(Math.round(durationMs)) }) },
];

/** The newest calls, refusals on top of them. */
export const Log = () => {
  const [size, setSize] = useState(pageSize);
  const read = useResource(
    `journal ${size}`,
    (signal) => sim<Journal>('GET', '/journal', { query: { order: 'newest', limit: size }, signal }),
    ({ event }) => event === 'journal',
  );
  return (
    <>
      <p class="soft">{say(words.intro)}</p>
      <Faults />
      <Loaded resource={read}>
        {(journal) =>
          journal.items.length === 0 ? (
            <Nothing />
          ) : (
            <Rows journal={journal} onMore={size < mostRows ? () => setSize(size + pageSize) : undefined} />
          )
        }
      </Loaded>
    </>
  );
};

const Nothing = () => {
  const key = thisSandbox()?.senders[0]?.apiKeys[0]?.key;
  return (
    <Empty title={say(words.none)}>
      <p>{say(words.noneHint)}</p>
      <p>
        {say(words.address)}: <code>{location.origin}</code> <Copy text={location.origin} />
      </p>
      {key !== undefined && (
        <p>
          {say(words.key)}: <code>{key}</code> <Copy text={key} />
        </p>
      )}
    </Empty>
  );
};

const Rows = ({ journal, onMore }: { readonly journal: Journal; readonly onMore: (() => void) | undefined }) => {
  const { q = '', only = '' } = place.value.query;
  const wanted = q.toLowerCase();
  const { items, dropped, next } = journal;
  const shown = items.filter(
    (call) =>
      (only === '' || isRefused(call)) &&
      `${call.operation} ${call.path} ${call.iun ?? ''}`.toLowerCase().includes(wanted),
  );
  const refusals = only === '' && q === '' ? items.filter(isRefused).slice(0, refusalsOnTop) : [];
  return (
    <>
      {refusals.length > 0 && (
        <section class="refusals" aria-label={say(words.refusals)}>
          <h2>{say(words.refusals)}</h2>
          {refusals.map((call) => (
            <Refusal key={call.id} call={call} />
          ))}
        </section>
      )}
      <h2>{say(words.log)}</h2>
      <div class="filters">
        <SearchBox label={say(words.search)} hint={say(words.searchHint)} />
        <Choice
          name="only"
          label={say(words.show)}
          all={say(words.all)}
          options={[['refused', say(words.refusedOnly)]]}
        />
      </div>
      <Table caption={say(words.log)} columns={columns} rows={shown} keyOf={({ id }) => id} />
      {next !== undefined && onMore !== undefined && (
        <p>
          <button type="button" onClick={onMore}>
            {say(shell.more)}
          </button>
        </p>
      )}
      {dropped > 0 && <p class="fine">{say(words.dropped, { n: number(dropped) })}</p>}
    </>
  );
};

const Refusal = ({ call }: { readonly call: Call }) => (
  <a class="refusal card" href={linkTo({ page: 'calls', rest: [call.id] })}>
    <span class="head-line">
      <Outcome call={call} />
      <strong>{call.operation}</strong>
      <span class="fine">
        <time title={utc(call.at)}>{timeToSecond(call.at)}</time>
      </span>
    </span>
    {call.hint !== undefined && <span>{say(call.hint)}</span>}
    {call.fault !== undefined && <span>{say(words.faultHint, { id: call.fault })}</span>}
  </a>
);
