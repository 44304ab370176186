import { timePage as words } from '../../../text/console/time.js';
import { sim } from '../../api/client.js';
import { useResource } from '../../api/resource.js';
import type { AgendaItem } from '../../api/shapes.js';
import { Instant } from '../../parts/instant.js';
import { Empty, Loaded } from '../../parts/notes.js';
import { type Column, Table } from '../../parts/table.js';
import { clock } from '../../state/clock.js';
import { number } from '../../state/format.js';
import { isMoving, move } from '../../state/moves.js';
import { linkTo } from '../../state/route.js';
import { spanOf } from '../../state/span.js';
import { say } from '../../state/words.js';

const mostShown = 100;

interface Read {
  readonly now: string;
  readonly items: readonly AgendaItem[];
}

/** All that is planned, the next first, with its reason. */
export const Agenda = () => {
  const agenda = useResource(
    'agenda',
    (signal) => sim<Read>('GET', '/clock/agenda', { query: { limit: mostShown }, signal }),
    ({ event }) => event === 'clock' || event === 'timeline',
  );
  const pending = clock.value?.told.pending ?? 0;
  return (
    <section class="agenda" aria-label={say(words.agenda)}>
      <h2>
        {say(words.agenda)}{' '}
        {agenda.value !== undefined && pending > agenda.value.items.length && (
          <span class="fine">{say(words.shownOf, { n: number(agenda.value.items.length), all: number(pending) })}</span>
        )}
      </h2>
      <p class="soft">{say(words.agendaHint)}</p>
      <Loaded resource={agenda}>
        {({ now, items }) =>
          items.length === 0 ? (
            <Empty title={say(words.empty)}>
              <p>{say(words.emptyHint)}</p>
            </Empty>
          ) : (
            <Table caption={say(words.agenda)} columns={columnsAt(now)} rows={items} keyOf={keyOf} />
          )
        }
      </Loaded>
    </section>
  );
};

const keyOf = ({ at, kind, iun, recIndex, why }: AgendaItem): string => `${at} ${kind} ${iun} ${recIndex} ${why.en}`;

const columnsAt = (now: string): readonly Column<AgendaItem>[] => [
  {
    title: words.when,
    kind: 'tight',
    cell: ({ at }) => (
      <>
        <Instant at={at} />
        <br />
        <span class="fine">{say(words.in, { span: spanOf(Date.parse(at) - Date.parse(now)) })}</span>
      </>
    ),
  },
  {
    title: words.what,
    cell: ({ why, rule }) => (
      <>
        <strong>{say(why)}</strong>
        {rule !== undefined && (
          <details class="fine">
            <summary>{say(words.rule)}</summary>
            {say(rule)}.
          </details>
        )}
      </>
    ),
  },
  {
    title: words.whose,
    kind: 'tight',
    cell: ({ iun, recIndex }) =>
      iun === undefined ? null : (
        <>
          <a href={linkTo({ page: 'notifications', rest: [iun] })}>
            <code>{iun}</code>
          </a>
          {recIndex !== undefined && <p class="fine">{say(words.recipient, { n: number(recIndex + 1) })}</p>}
        </>
      ),
  },
  {
    title: words.stops,
    cell: ({ stoppedBy = [] }) => <span class="fine">{stoppedBy.map((stop) => say(stop)).join('; ')}</span>,
  },
  {
    title: words.act,
    kind: 'tight',
    cell: ({ at }) => (
      <button type="button" class="small" disabled={isMoving.value} onClick={() => void move({ to: at })}>
        {say(words.here)}
      </button>
    ),
  },
];
