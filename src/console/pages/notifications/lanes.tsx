import { one as words } from '../../../text/console/one.js';
import type { NotificationView } from '../../api/shapes.js';
import type { Happening } from '../../life/happening.js';
import { Empty } from '../../parts/notes.js';
import { clock } from '../../state/clock.js';
import { dateTime, number, shortDate, time, utc } from '../../state/format.js';
import { keep, kept } from '../../state/kept.js';
import { place, refine } from '../../state/route.js';
import { say } from '../../state/words.js';
import { axisOf, type Gap, type Moment, type Row } from './axis.js';
import { Chip } from './chip.js';
import './lanes.css';

interface LanesProps {
  readonly view: NotificationView;
  readonly past: readonly Happening[];
  readonly future: readonly Happening[];
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
}

/** A lane per recipient, time downwards; what is planned stands below the present. */
export const Lanes = ({ view, past, future, chosen, onChoose }: LanesProps) => {
  const { steps = kept('steps', ['all', 'main']), scale = '' } = place.value.query;
  const mainOnly = steps === 'main';
  const isReal = scale === 'real';
  const shown = mainOnly ? past.filter(({ isStep }) => !isStep) : past;
  const { recipients } = view.detail;
  const now = clock.value?.told.now ?? view.createdAt;
  const rows = axisOf(shown, future, now, view.createdAt);
  const lanes = recipients.length;
  const chip = (happening: Happening) => (
    <Chip
      key={happening.id}
      happening={happening}
      tag={lanes > 1 && happening.recIndex !== undefined ? recipients[happening.recIndex]?.denomination : undefined}
      isChosen={happening.id === chosen}
      onChoose={onChoose}
    />
  );
  return (
    <div class="life">
      <header>
        <h2>{say(words.life)}</h2>
        <label class="check">
          <input
            type="checkbox"
            checked={mainOnly}
            onChange={(event) => {
              const chosenSteps = event.currentTarget.checked ? 'main' : 'all';
              keep('steps', chosenSteps);
              refine({ steps: chosenSteps });
            }}
          />
          {say(words.mainOnly)}
        </label>
        <label class="check">
          <input
            type="checkbox"
            checked={isReal}
            onChange={(event) => refine({ scale: event.currentTarget.checked ? 'real' : '' })}
          />
          {say(words.realDistances)}
        </label>
        {mainOnly && past.length > shown.length && (
          <span class="fine">{say(words.hiddenSteps, { n: past.length - shown.length })}</span>
        )}
      </header>
      {past.length === 0 && <Empty title={say(words.noElements)} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is wider than the page is scrolled by keyboard too */}
      <section class="axis" style={{ '--lanes': String(lanes) }} tabIndex={0} aria-label={say(words.life)}>
        <ol class="lane-heads" aria-label={say(words.lanes)}>
          {recipients.map(({ denomination, taxId, recipientType }, i) => (
            <li key={`${taxId} ${i}`}>
              <strong>{denomination}</strong>
              <span class="fine">
                <code>{taxId}</code> · {say(recipientType === 'PF' ? words.person : words.company)}
              </span>
            </li>
          ))}
        </ol>
        {rows.map((row, i) => {
          if (row.kind === 'now') {
            return (
              <p class="present" key="now">
                <span>
                  {say(words.now)} · <span title={utc(row.at)}>{dateTime(row.at)}</span>
                </span>
                {future.length === 0 && <span class="fine">{say(words.nothingPlanned)}</span>}
              </p>
            );
          }
          if (row.kind === 'gap') return <GapRow key={`gap ${row.length}`} gap={row} isReal={isReal} lanes={lanes} />;
          return (
            <MomentRow
              key={`${row.isPlanned} ${row.at} ${row.items[0]?.id}`}
              moment={row}
              beside={momentBefore(rows, i) ?? view.createdAt}
              lanes={lanes}
            >
              {chip}
            </MomentRow>
          );
        })}
      </section>
    </div>
  );
};

/** When the last thing before a row happened. */
const momentBefore = (rows: readonly Row<Happening>[], i: number): string | undefined =>
  rows.slice(0, i).findLast((row) => row.kind === 'moment')?.at;

const cells = (lanes: number): readonly number[] => Array.from({ length: lanes }, (_, lane) => lane);

/** Time in which nothing happened: folded to a line, or as long as it really was. */
const GapRow = ({ gap, isReal, lanes }: { readonly gap: Gap; readonly isReal: boolean; readonly lanes: number }) => {
  const { quietDays, length } = gap;
  if (!isReal && quietDays === 0) return null;
  return (
    <div class={isReal ? 'gap real' : 'gap'} style={isReal ? { '--days': String(length) } : {}}>
      <span class="fine">
        {quietDays > 0 && (quietDays === 1 ? say(words.quietOne) : say(words.quiet, { n: number(quietDays) }))}
      </span>
      {cells(lanes).map((lane) => (
        <span key={lane} class="rail" />
      ))}
    </div>
  );
};

/** Neighbours that are about the whole notification, or about recipients, stand together. */
const runsOf = (items: readonly Happening[]): readonly (readonly Happening[])[] => {
  const runs: Happening[][] = [];
  for (const item of items) {
    const last = runs.at(-1);
    const isSame = last !== undefined && (last[0]?.recIndex === undefined) === (item.recIndex === undefined);
    if (isSame) last.push(item);
    else runs.push([item]);
  }
  return runs;
};

interface MomentRowProps {
  readonly moment: Moment<Happening>;
  /** An instant whose year need not be said again. */
  readonly beside: string;
  readonly lanes: number;
  readonly children: (happening: Happening) => preact.ComponentChildren;
}

const MomentRow = ({ moment, beside, lanes, children }: MomentRowProps) => {
  const { at, day, opensDay, isPlanned, items } = moment;
  return (
    <div class={isPlanned ? 'moment planned' : 'moment'}>
      <p class="when" title={utc(at)}>
        {opensDay && (
          <>
            <strong>{shortDate(at, beside)}</strong>
            <span class="fine">{say(words.day, { n: number(day) })}</span>
          </>
        )}
        <span class="hour">{time(at)}</span>
      </p>
      <div class="runs">
        {(lanes > 1 ? runsOf(items) : [items]).map((run) =>
          lanes > 1 && run[0]?.recIndex === undefined ? (
            <div key={run[0]?.id} class="rail whole">
              {run.map(children)}
            </div>
          ) : (
            <div key={run[0]?.id} class="run">
              {cells(lanes).map((lane) => (
                <div key={lane} class="rail">
                  {run.filter(({ recIndex = 0 }) => recIndex === lane).map(children)}
                </div>
              ))}
            </div>
          ),
        )}
      </div>
    </div>
  );
};
