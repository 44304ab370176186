import { useState } from 'preact/hooks';
import { recipient as words } from '../../../text/console/recipient.js';
import { useAttempt } from '../../api/attempt.js';
import { part, sim } from '../../api/client.js';
import { useResource } from '../../api/resource.js';
import type { ListedDocument, NotificationView, Page } from '../../api/shapes.js';
import { Loaded, ProblemNote } from '../../parts/notes.js';
import { date, dateTime } from '../../state/format.js';
import { linkTo, place, refine } from '../../state/route.js';
import { say } from '../../state/words.js';
import { type Change, changeBetween, Effects } from './effects.js';
import { Papers } from './papers.js';
import { Payments } from './payments.js';
import { PersonForm } from './person-form.js';
import { type Due, effectOf, type Person, recipientOf, type Seen } from './shapes.js';

const read = async (iun: string, recIndex: number, signal?: AbortSignal): Promise<Seen> => {
  const path = `/notifications/${part(iun)}`;
  const [view, { items: documents }, { items: dues }] = await Promise.all([
    sim<NotificationView>('GET', path, { signal }),
    sim<Page<ListedDocument>>('GET', `${path}/documents`, { query: { recIndex }, signal }),
    sim<Page<Due>>('GET', `${path}/payments`, { signal }),
  ]);
  const taxId = recipientOf(view, recIndex)?.taxId ?? '';
  const person = await sim<Person>('GET', `/recipients/${part(taxId)}`, { signal });
  return { view, documents, dues: dues.filter((due) => due.recIndex === recIndex), person };
};

/** A notification as its recipient sees it. */
export const Citizen = ({ iun }: { readonly iun: string }) => {
  const recIndex = Number(place.value.query.r ?? 0) || 0;
  const seen = useResource(
    `citizen ${iun} ${recIndex}`,
    (signal) => read(iun, recIndex, signal),
    ({ event, data }) =>
      event === 'clock' || (event === 'timeline' && (data.iun === iun || data.notificationRequestId === iun)),
  );
  return (
    <>
      <p class="way-back">
        <a href={linkTo({ page: 'recipient' })}>← {say(words.back)}</a>
      </p>
      <Loaded resource={seen}>
        {(value) => <Side key={recIndex} seen={value} recIndex={recIndex} reload={seen.reload} />}
      </Loaded>
    </>
  );
};

interface SideProps {
  readonly seen: Seen;
  readonly recIndex: number;
  readonly reload: () => void;
}

const Side = ({ seen, recIndex, reload }: SideProps) => {
  const { view, documents, dues, person } = seen;
  const [change, setChange] = useState<Change>();
  const { attempt, isBusy, problem } = useAttempt();
  const self = recipientOf(view, recIndex);
  const act = (name: 'view' | 'pay' | 'radd', body: object): Promise<void> =>
    attempt(async () => {
      const { elements } = await sim<{ elements: readonly string[] }>(
        'POST',
        `/notifications/${part(view.iun)}/${name}`,
        { body: { recIndex, ...body } },
      );
      const after = await sim<NotificationView>('GET', `/notifications/${part(view.iun)}`);
      setChange(changeBetween(view, after, elements));
      reload();
    });
  const effect = effectOf(view, recIndex);
  const isOpen = effect.viewedAt !== undefined;
  return (
    <div class="sides">
      <div class="citizen">
        <header>
          <h1>{say(words.citizen, { name: self?.denomination ?? '' })}</h1>
          {view.detail.recipients.length > 1 && (
            <label class="compact">
              <span>{say(words.who)}</span>
              <select value={recIndex} onChange={(event) => refine({ r: event.currentTarget.value })}>
                {view.detail.recipients.map(({ denomination, taxId }, i) => (
                  <option key={`${taxId} ${i}`} value={i}>
                    {denomination}
                  </option>
                ))}
              </select>
            </label>
          )}
        </header>
        <section class="card letter" aria-label={view.subject}>
          <h2>{view.subject}</h2>
          <p class="fine">
            {say(words.from)} {view.sender.denomination} · {say(words.received)} {dateTime(view.createdAt)} ·{' '}
            <code>{view.iun}</code>
          </p>
          {view.status === 'CANCELLED' ? (
            <p class="note warn">{say(words.cancelled)}</p>
          ) : isOpen ? (
            <p>{say(words.opened, { instant: dateTime(effect.viewedAt ?? '') })}</p>
          ) : (
            <p>
              {effect.refinedAt === undefined ? say(words.closed) : say(words.served, { day: date(effect.refinedAt) })}
            </p>
          )}
          <Opening person={person} isOpen={isOpen} isBusy={isBusy} onAct={act} />
        </section>
        <Papers documents={documents} isOpen={isOpen || view.status === 'CANCELLED'} />
        <Payments
          view={view}
          dues={dues}
          effect={effect}
          isBusy={isBusy}
          onPay={(i) => void act('pay', { paymentIndex: i })}
        />
      </div>
      <div class="behind">
        <p>
          <a class="button" href={linkTo({ page: 'notifications', rest: [view.iun] })}>
            {say(words.seeLife)}
          </a>
        </p>
        {problem !== undefined && <ProblemNote problem={problem} />}
        {change !== undefined && <Effects change={change} />}
        <PersonForm key={person.taxId} person={person} onSaved={reload} />
      </div>
    </div>
  );
};

interface OpeningProps {
  readonly person: Person;
  readonly isOpen: boolean;
  readonly isBusy: boolean;
  readonly onAct: (name: 'view' | 'radd', body: object) => Promise<void>;
}

/** Opening by oneself or through a delegate, or at a desk. */
const Opening = ({ person: { delegates = [] }, isOpen, isBusy, onAct }: OpeningProps) => {
  const [delegate, setDelegate] = useState('');
  return (
    <div class="actions">
      {delegates.length > 0 && (
        <label class="compact">
          <span>{say(words.openAs)}</span>
          <select value={delegate} onChange={(event) => setDelegate(event.currentTarget.value)}>
            <option value="">{say(words.myself)}</option>
            {delegates.map((taxId) => (
              <option key={taxId} value={taxId}>
                {say(words.delegate, { taxId })}
              </option>
            ))}
          </select>
        </label>
      )}
      <button
        type="button"
        class={isOpen ? '' : 'primary'}
        disabled={isBusy}
        onClick={() => void onAct('view', delegate === '' ? {} : { delegate: { taxId: delegate } })}
      >
        {say(isOpen ? words.openAgain : words.open)}
      </button>
      <button type="button" disabled={isBusy} title={say(words.raddHint)} onClick={() => void onAct('radd', {})}>
        {say(words.radd)}
      </button>
    </div>
  );
};
