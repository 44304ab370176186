import { elements } from '../../../text/console/elements.js';
import { recipient as words } from '../../../text/console/recipient.js';
import type { AgendaItem, Explained, NotificationView } from '../../api/shapes.js';
import { StatusBadge } from '../../parts/badge.js';
import { Instant } from '../../parts/instant.js';
import { say } from '../../state/words.js';

/** What an act did to a life. */
export interface Change {
  readonly written: readonly Explained[];
  readonly gone: readonly AgendaItem[];
  readonly planned: readonly AgendaItem[];
}

const without = (all: readonly AgendaItem[], others: readonly AgendaItem[]): readonly AgendaItem[] =>
  all.filter(
    (item) =>
      !others.some((other) => other.kind === item.kind && other.at === item.at && other.recIndex === item.recIndex),
  );

export const changeBetween = (before: NotificationView, after: NotificationView, ids: readonly string[]): Change => ({
  written: after.explained.filter(({ elementId }) => ids.includes(elementId)),
  gone: without(before.agenda, after.agenda),
  planned: without(after.agenda, before.agenda),
});

const Planned = ({ items }: { readonly items: readonly AgendaItem[] }) => (
  <ul>
    {items.map(({ at, kind, why }) => (
      <li key={`${at} ${kind}`}>
        {say(why)} (<Instant at={at} />)
      </li>
    ))}
  </ul>
);

/** What the last act changed: what was written, what will not happen any more, what is planned instead. */
export const Effects = ({ change: { written, gone, planned } }: { readonly change: Change }) => (
  <section class="note effects" role="status" aria-label={say(words.effects)}>
    <h2>{say(words.effects)}</h2>
    {written.length === 0 && gone.length === 0 && planned.length === 0 && <p>{say(words.nothing)}</p>}
    {written.map(({ elementId, category, meaning, rule, status }) => (
      <div key={elementId}>
        <p>
          <strong>{say(elements[category as keyof typeof elements] ?? { it: category, en: category })}.</strong>{' '}
          {say(meaning)}
        </p>
        {rule !== undefined && (
          <p class="fine">
            {say(words.rule)}: {say(rule)}
            {rule.law !== undefined && ` (${rule.law})`}
          </p>
        )}
        {status.before !== status.after && (
          <p>
            {say(words.statusBecomes)} <StatusBadge status={status.after} />
          </p>
        )}
      </div>
    ))}
    {gone.length > 0 && (
      <>
        <h3>{say(words.noMore)}</h3>
        <Planned items={gone} />
      </>
    )}
    {planned.length > 0 && (
      <>
        <h3>{say(words.newlyPlanned)}</h3>
        <Planned items={planned} />
        <p class="fine">{say(words.nowWaits)}</p>
      </>
    )}
  </section>
);
