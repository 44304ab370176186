import { elements } from '../../../text/console/elements.js';
import { compare as words } from '../../../text/console/scenarios.js';
import { part, sim } from '../../api/client.js';
import { useResource } from '../../api/resource.js';
import type { NotificationRow, NotificationView, Page } from '../../api/shapes.js';
import { StatusBadge } from '../../parts/badge.js';
import { Instant } from '../../parts/instant.js';
import { Empty, Loaded } from '../../parts/notes.js';
import { euro, number } from '../../state/format.js';
import { linkTo, place, refine } from '../../state/route.js';
import { say } from '../../state/words.js';
import { type DayRow, daysOf, rowsOf } from './days.js';

/** Two lives by days since the request. */
export const Compare = () => {
  const { a = '', b = '' } = place.value.query;
  const listed = useResource(
    'notifications to compare',
    (signal) => sim<Page<NotificationRow>>('GET', '/notifications', { query: { limit: 200 }, signal }),
    ({ event }) => event === 'timeline',
  );
  return (
    <>
      <p class="soft wide">{say(words.intro)}</p>
      <Loaded resource={listed}>
        {({ items }) =>
          items.length < 2 ? (
            <Empty title={say(words.few)} />
          ) : (
            <>
              <div class="filters">
                <Chooser label={say(words.first)} rows={items} value={a} onChoose={(id) => refine({ a: id })} />
                <Chooser label={say(words.second)} rows={items} value={b} onChoose={(id) => refine({ b: id })} />
              </div>
              {a !== '' && b !== '' && <Both key={`${a} ${b}`} a={a} b={b} />}
            </>
          )
        }
      </Loaded>
    </>
  );
};

interface ChooserProps {
  readonly label: string;
  readonly rows: readonly NotificationRow[];
  readonly value: string;
  readonly onChoose: (id: string) => void;
}

const Chooser = ({ label, rows, value, onChoose }: ChooserProps) => (
  <label class="compact grow">
    <span>{label}</span>
    <select class="long" value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
      <option value="">{say(words.choose)}</option>
      {rows.map(({ iun, notificationRequestId, subject, scenario }) => (
        <option key={notificationRequestId} value={iun ?? notificationRequestId}>
          {[scenario, subject, iun ?? notificationRequestId].filter(Boolean).join(' · ')}
        </option>
      ))}
    </select>
  </label>
);

const Both = ({ a, b }: { readonly a: string; readonly b: string }) => {
  const read = useResource(
    `compare ${a} ${b}`,
    (signal) => Promise.all([a, b].map((id) => sim<NotificationView>('GET', `/notifications/${part(id)}`, { signal }))),
    ({ event, data }) => event === 'clock' || (event === 'timeline' && (data.iun === a || data.iun === b)),
  );
  return <Loaded resource={read}>{([one, other]) => one && other && <Lives lives={[one, other]} />}</Loaded>;
};

const costOf = ({ costs }: NotificationView): string => {
  const payments = costs.flatMap((cost) => cost.payments);
  return payments.length === 0 ? say(words.noCost) : payments.map(({ totalPrice }) => euro(totalPrice)).join(' · ');
};

const effectOf = (view: NotificationView): string => {
  const day = daysOf(view).find(({ categories }) =>
    categories.some((category) => category === 'REFINEMENT' || category === 'NOTIFICATION_VIEWED'),
  );
  return day === undefined ? say(words.notYet) : say(words.onDay, { n: number(day.day) });
};

const Lives = ({ lives }: { readonly lives: readonly [NotificationView, NotificationView] }) => (
  <table class="table lives">
    <thead>
      <tr>
        <th scope="col">
          <span class="unseen">{say(words.title)}</span>
        </th>
        {lives.map(({ iun, subject, scenario }, i) => (
          <th key={`${iun} ${i}`} scope="col">
            <a href={linkTo({ page: 'notifications', rest: [iun] })}>{scenario?.split(',')[0] || subject}</a>
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      <tr>
        <th scope="row">{say(words.status)}</th>
        {lives.map((view, i) => (
          <td key={`${view.iun} ${i}`}>
            <StatusBadge status={view.status} />
          </td>
        ))}
      </tr>
      <tr>
        <th scope="row">{say(words.effect)}</th>
        {lives.map((view, i) => (
          <td key={`${view.iun} ${i}`}>{effectOf(view)}</td>
        ))}
      </tr>
      <tr>
        <th scope="row">{say(words.cost)}</th>
        {lives.map((view, i) => (
          <td key={`${view.iun} ${i}`}>{costOf(view)}</td>
        ))}
      </tr>
      {rowsOf(lives[0], lives[1]).map(({ day, sides }) => (
        <tr key={day}>
          <th scope="row">{say(words.day, { n: number(day) })}</th>
          {sides.map((side, i) => (
            <td key={i === 0 ? 'a' : 'b'}>
              <Happened {...side} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);

const Happened = ({ at, entries }: DayRow['sides'][number]) => (
  <>
    {at !== undefined && (
      <span class="fine">
        <Instant at={at} as="day" />
      </span>
    )}
    <ol class="happened">
      {entries.map(({ category, isOnly }, i) => (
        <li key={`${category} ${i}`} class={isOnly ? 'only' : ''}>
          {say(elements[category as keyof typeof elements] ?? { it: category, en: category })}
        </li>
      ))}
    </ol>
  </>
);
