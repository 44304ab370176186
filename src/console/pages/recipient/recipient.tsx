import { recipient as words } from '../../../text/console/recipient.js';
import { pageTitles } from '../../../text/console/shell.js';
import { sim } from '../../api/client.js';
import { useResource } from '../../api/resource.js';
import type { NotificationRow, Page } from '../../api/shapes.js';
import { StatusBadge } from '../../parts/badge.js';
import { Empty, Loaded } from '../../parts/notes.js';
import { type Column, Table } from '../../parts/table.js';
import { linkTo, place } from '../../state/route.js';
import { say } from '../../state/words.js';
import { Citizen } from './citizen.js';
import './recipient.css';

/** The side of whoever is notified. */
export const Recipient = () => {
  const [iun] = place.value.rest;
  return iun === undefined ? <Choice /> : <Citizen iun={iun} key={iun} />;
};

const columns: readonly Column<NotificationRow>[] = [
  {
    title: words.notification,
    cell: ({ iun, subject }) => (
      <span class="subject">
        <strong>{subject}</strong>
        <code>{iun}</code>
      </span>
    ),
  },
  {
    title: words.people,
    cell: ({ iun = '', recipients }) => (
      <ul class="people">
        {recipients.map((taxId, i) => (
          <li key={`${taxId} ${i}`}>
            <a class="button" href={linkTo({ page: 'recipient', rest: [iun], query: { r: i === 0 ? '' : String(i) } })}>
              {taxId}
            </a>
          </li>
        ))}
      </ul>
    ),
  },
  { title: words.status, kind: 'tight', cell: ({ status }) => <StatusBadge status={status} /> },
];

const Choice = () => {
  const read = useResource(
    'recipients',
    (signal) => sim<Page<NotificationRow>>('GET', '/notifications', { query: { limit: 200 }, signal }),
    ({ event }) => event === 'timeline',
  );
  return (
    <>
      <h1>{say(pageTitles.recipient)}</h1>
      <p class="soft wide">{say(words.choose)}</p>
      <Loaded resource={read}>
        {({ items }) => {
          const accepted = items.filter(({ iun }) => iun !== undefined);
          return accepted.length === 0 ? (
            <Empty title={say(words.none)}>
              <p>{say(words.noneHint)}</p>
              <p>
                <a class="button" href={linkTo({ page: 'scenarios' })}>
                  {say(words.toStories)}
                </a>
              </p>
            </Empty>
          ) : (
            <Table
              caption={say(pageTitles.recipient)}
              columns={columns}
              rows={accepted}
              keyOf={({ notificationRequestId }) => notificationRequestId}
            />
          );
        }}
      </Loaded>
    </>
  );
};
