import { elements } from '../../../text/console/elements.js';
import { streams as words } from '../../../text/console/streams.js';
import { part, sim } from '../../api/client.js';
import { useResource } from '../../api/resource.js';
import type { NotificationRow, NotificationView, Page, PaymentCost } from '../../api/shapes.js';
import { Instant } from '../../parts/instant.js';
import { Empty, Loaded } from '../../parts/notes.js';
import { clock } from '../../state/clock.js';
import { euro } from '../../state/format.js';
import { place, refine } from '../../state/route.js';
import { say } from '../../state/words.js';
import { growthOf, type Step } from './growth.js';

/** The price of the notices of one notification, and how it came about. */
export const Price = () => {
  const listed = useResource(
    'notifications with a price',
    (signal) => sim<Page<NotificationRow>>('GET', '/notifications', { query: { limit: 200 }, signal }),
    ({ event }) => event === 'timeline',
  );
  return (
    <>
      <p class="soft wide">{say(words.priceIntro)}</p>
      <Loaded resource={listed}>
        {({ items }) => {
          const accepted = items.flatMap((row) => (row.iun === undefined ? [] : [{ ...row, iun: row.iun }]));
          const chosen = place.value.query.iun || accepted[0]?.iun;
          if (chosen === undefined) return <Empty title={say(words.noPriced)} />;
          return (
            <>
              <div class="filters">
                <label class="compact grow">
                  <span>{say(words.choose)}</span>
                  <select class="long" value={chosen} onChange={(event) => refine({ iun: event.currentTarget.value })}>
                    {accepted.map(({ iun, subject, scenario }) => (
                      <option key={iun} value={iun}>
                        {[scenario?.split(',')[0], subject, iun].filter(Boolean).join(' · ')}
                      </option>
                    ))}
                  </select>
                </label>
              </div>
              <Notices key={chosen} iun={chosen} />
            </>
          );
        }}
      </Loaded>
    </>
  );
};

const Notices = ({ iun }: { readonly iun: string }) => {
  const read = useResource(
    `price ${iun}`,
    (signal) => sim<NotificationView>('GET', `/notifications/${part(iun)}`, { signal }),
    ({ event, data }) => event === 'clock' || (event === 'timeline' && data.iun === iun),
  );
  return (
    <Loaded resource={read}>
      {(view) => {
        const all = view.costs.flatMap(({ recIndex, payments }) => payments.map((cost) => ({ recIndex, cost })));
        if (all.length === 0) return <p class="note">{say(words.noNotice)}</p>;
        return all.map(({ recIndex, cost }) => (
          <Notice key={`${recIndex} ${cost.paymentIndex}`} view={view} recIndex={recIndex} cost={cost} />
        ));
      }}
    </Loaded>
  );
};

interface NoticeProps {
  readonly view: NotificationView;
  readonly recIndex: number;
  readonly cost: PaymentCost;
}

const Notice = ({ view, recIndex, cost }: NoticeProps) => {
  const steps = growthOf(view, recIndex, cost);
  const name = cost.noticeCode === undefined ? (cost.title ?? '') : say(words.notice, { code: cost.noticeCode });
  return (
    <section class="card notice" aria-label={name}>
      <h2>
        {view.detail.recipients[recIndex]?.denomination} · {name}
      </h2>
      {cost.totalPrice === 0 ? (
        <p>{say(words.flat)}</p>
      ) : (
        <>
          {steps.length > 1 && <Staircase steps={steps} />}
          {steps.length > 0 && (
            <table class="table">
              <caption class="unseen">{say(words.growth)}</caption>
              <thead>
                <tr>
                  <th scope="col">{say(words.when)}</th>
                  <th scope="col">{say(words.term)}</th>
                  <th scope="col" class="number">
                    {say(words.cents)}
                  </th>
                  <th scope="col" class="number">
                    {say(words.sum)}
                  </th>
                </tr>
              </thead>
              <tbody>
                {steps.map(({ at, category, addedCents, totalCents }) => (
                  <tr key={`${at} ${category}`}>
                    <td data-title={say(words.when)}>
                      <Instant at={at} />
                    </td>
                    <td data-title={say(words.term)}>
                      {category === undefined
                        ? say(words.base)
                        : say(words.letterCost, { name: say(elements[category as keyof typeof elements]) })}
                    </td>
                    <td data-title={say(words.cents)} class="number">
                      + {euro(addedCents)}
                    </td>
                    <td data-title={say(words.sum)} class="number">
                      <strong>{euro(totalCents)}</strong>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          <dl class="figures terms">
            {cost.terms.map(({ label, cents }) => (
              <div key={label.en}>
                <dt>{say(label)}</dt>
                <dd>{euro(cents)}</dd>
              </div>
            ))}
            <div>
              <dt>{say(words.sum)}</dt>
              <dd>
                <strong>{euro(cost.totalPrice)}</strong>
              </dd>
            </div>
          </dl>
        </>
      )}
    </section>
  );
};

const [width, height, margin] = [600, 150, 24] as const;

/** The total over time; the table below says the same in words. */
const Staircase = ({ steps }: { readonly steps: readonly Step[] }) => {
  const begin = Date.parse(steps[0]?.at ?? '');
  const end = Math.max(Date.parse(clock.value?.told.now ?? ''), Date.parse(steps.at(-1)?.at ?? ''), begin + 1);
  const most = Math.max(...steps.map(({ totalCents }) => totalCents));
  const x = (at: number): number => ((at - begin) / (end - begin)) * width;
  const y = (cents: number): number => height - (cents / most) * (height - margin);
  const line = steps
    .map(({ at, totalCents }, i) => {
      const left = x(Date.parse(at));
      return i === 0 ? `M${left} ${y(totalCents)}` : `H${left}V${y(totalCents)}`;
    })
    .join('');
  return (
    <svg class="staircase" viewBox={`-4 0 ${width + 8} ${height + 4}`} aria-hidden="true">
      <path class="ground" d={`M0 ${height}H${width}`} />
      <path class="area" d={`${line}H${width}V${height}H0Z`} />
      <path class="line" d={`${line}H${width}`} />
      {steps.map(({ at, totalCents }) => (
        <text key={at} x={Math.min(x(Date.parse(at)) + 4, width - 60)} y={y(totalCents) - 6}>
          {euro(totalCents)}
        </text>
      ))}
    </svg>
  );
};
