import { elements } from '../../../text/console/elements.js';
import { statuses } from '../../../text/console/statuses.js';
import { streams as words } from '../../../text/console/streams.js';
import { sim } from '../../api/client.js';
import { useResource } from '../../api/resource.js';
import type { NotificationStatus, Page } from '../../api/shapes.js';
import { Badge } from '../../parts/badge.js';
import { Copy } from '../../parts/copy.js';
import { Instant } from '../../parts/instant.js';
import { Empty, Loaded } from '../../parts/notes.js';
import { type Column, Table } from '../../parts/table.js';
import { number } from '../../state/format.js';
import { linkTo } from '../../state/route.js';
import { say } from '../../state/words.js';

interface WaitingEvent {
  readonly eventId: string;
  readonly at: string;
  readonly iun: string;
  readonly category: string;
  readonly newStatus?: NotificationStatus;
}

interface StreamState {
  readonly streamId: string;
  readonly version: string;
  readonly title: string;
  readonly eventType: 'STATUS' | 'TIMELINE';
  readonly disabledDate?: string;
  readonly sender: { readonly denomination: string };
  readonly acknowledgedEventId?: string;
  readonly unread: number;
  readonly held: number;
  readonly dropped: number;
  readonly events: readonly WaitingEvent[];
}

const columns: readonly Column<WaitingEvent>[] = [
  { title: words.number, kind: 'tight', cell: ({ eventId }) => number(Number(eventId)) },
  { title: words.when, kind: 'tight', cell: ({ at }) => <Instant at={at} /> },
  {
    title: words.event,
    cell: ({ category, newStatus }) => (
      <>
        {say(elements[category as keyof typeof elements] ?? { it: category, en: category })}
        {newStatus !== undefined && <span class="soft"> → {say(statuses[newStatus].word)}</span>}
      </>
    ),
  },
  {
    title: words.notification,
    cell: ({ iun }) => (
      <a href={linkTo({ page: 'notifications', rest: [iun] })}>
        <code>{iun}</code>
      </a>
    ),
  },
];

/** Every stream with what its consumer has read, and what waits. */
export const StreamList = () => {
  const read = useResource(
    'streams',
    (signal) => sim<Page<StreamState>>('GET', '/streams', { signal }),
    ({ event, data }) => event === 'timeline' || (event === 'journal' && /Stream/i.test(String(data.operation))),
  );
  return (
    <>
      <p class="soft wide">{say(words.streamsIntro)}</p>
      <Loaded resource={read}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={say(words.noStreams)}>
              <p>{say(words.noStreamsHint)}</p>
            </Empty>
          ) : (
            items.map((stream) => <One key={stream.streamId} stream={stream} />)
          )
        }
      </Loaded>
    </>
  );
};

const One = ({ stream }: { readonly stream: StreamState }) => {
  const { streamId, version, title, eventType, disabledDate, sender, acknowledgedEventId } = stream;
  const { unread, held, dropped, events } = stream;
  return (
    <section class="card stream" aria-label={title}>
      <h2>
        {title} {disabledDate !== undefined && <Badge tone="quiet">{say(words.disabled)}</Badge>}
      </h2>
      <p class="fine">
        {say(eventType === 'STATUS' ? words.kindSTATUS : words.kindTIMELINE)} · {version} · {sender.denomination} ·{' '}
        <code>{streamId}</code> <Copy text={streamId} />
      </p>
      <dl class="figures">
        <div>
          <dt>{say(words.read)}</dt>
          <dd>
            {acknowledgedEventId === undefined
              ? say(words.readNone)
              : say(words.readUpTo, { n: number(Number(acknowledgedEventId)) })}
          </dd>
        </div>
        <div>
          <dt>{say(words.unread)}</dt>
          <dd>{number(unread)}</dd>
        </div>
        {held > 0 && (
          <div>
            <dt>{say(words.held)}</dt>
            <dd>{number(held)}</dd>
          </div>
        )}
        {dropped > 0 && (
          <div>
            <dt>{say(words.dropped)}</dt>
            <dd>{number(dropped)}</dd>
          </div>
        )}
      </dl>
      {events.length === 0 ? (
        <p class="soft">{say(words.nothingUnread)}</p>
      ) : (
        <Table
          caption={`${title}: ${say(words.unread)}`}
          columns={columns}
          rows={events}
          keyOf={({ eventId }) => eventId}
        />
      )}
      {unread > events.length && <p class="fine">{say(words.more, { n: number(unread - events.length) })}</p>}
    </section>
  );
};
