import { scenarios as words } from '../../../text/console/scenarios.js';
import { useAttempt } from '../../api/attempt.js';
import { part, sim } from '../../api/client.js';
import { useResource } from '../../api/resource.js';
import type { NotificationView } from '../../api/shapes.js';
import { StatusBadge } from '../../parts/badge.js';
import { Copy } from '../../parts/copy.js';
import { Loaded, ProblemNote } from '../../parts/notes.js';
import { readClock } from '../../state/clock.js';
import { linkTo, place, refine } from '../../state/route.js';
import { thisSandbox } from '../../state/sandboxes.js';
import { type Said, say } from '../../state/words.js';
import { act, keyOf, play, type Sending, sendingOf } from './play.js';

interface Told {
  readonly name: string;
  readonly title: Said;
  readonly source: string;
  readonly uses: number;
  readonly narrative?: Said;
  readonly moral?: Said;
  readonly text?: string;
}

/** A story: what it tells, what it teaches, and the button that makes it happen. */
export const Story = ({ name }: { readonly name: string }) => {
  const read = useResource(
    `scenario ${name}`,
    (signal) => sim<Told>('GET', `/scenarios/${part(name)}`, { signal }),
    ({ event }) => event === 'scenario',
  );
  return (
    <>
      <p class="way-back">
        <a href={linkTo({ page: 'scenarios', rest: ['stories'] })}>← {say(words.backToStories)}</a>
      </p>
      <Loaded resource={read}>{(told) => <Page told={told} />}</Loaded>
    </>
  );
};

const Page = ({ told: { name, title, narrative, moral, text, source } }: { readonly told: Told }) => (
  <article class="story">
    <h2>{say(title)}</h2>
    {narrative !== undefined && (
      <section>
        <h3>{say(words.narrative)}</h3>
        <p>{say(narrative)}</p>
      </section>
    )}
    {moral !== undefined && (
      <section class="moral">
        <h3>{say(words.moral)}</h3>
        <p>{say(moral)}</p>
      </section>
    )}
    <Player name={name} />
    <details>
      <summary>{say(words.file)}</summary>
      <p class="fine">
        {say(words.source)}: <code>{source}</code> · {say(words.byHeader)}: <code>{name}</code> <Copy text={name} />
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is wider than its box is scrolled by keyboard too */}
      <pre class="code" tabIndex={0}>
        {text}
      </pre>
    </details>
  </article>
);

/** Plays, and shows what was played last; its request id stands in the address, so that a reload keeps it. */
const Player = ({ name }: { readonly name: string }) => {
  const { attempt, isBusy, problem } = useAttempt();
  const { id = '' } = place.value.query;
  const sandbox = thisSandbox();
  const key = keyOf(sandbox);
  const run = async (work: () => Promise<void>): Promise<void> => {
    await attempt(work).finally(readClock);
  };
  if (key === undefined) return sandbox === undefined ? null : <p class="note warn">{say(words.noKey)}</p>;
  return (
    <section class="player card">
      <p class="actions">
        <button
          type="button"
          class={id === '' ? 'primary' : ''}
          disabled={isBusy}
          onClick={() => void run(async () => refine({ id: await play(name, key), done: '' }))}
        >
          {say(isBusy ? words.playing : id === '' ? words.play : words.playAgain)}
        </button>
      </p>
      <p class="fine">{say(words.playHint, { sender: sandbox?.senders[0]?.denomination ?? '' })}</p>
      {problem !== undefined && <ProblemNote problem={problem} />}
      {id !== '' && <Played id={id} name={name} apiKey={key} isBusy={isBusy} run={run} />}
    </section>
  );
};

interface PlayedProps {
  readonly id: string;
  readonly name: string;
  readonly apiKey: string;
  readonly isBusy: boolean;
  readonly run: (work: () => Promise<void>) => Promise<void>;
}

const Played = ({ id, name, apiKey, isBusy, run }: PlayedProps) => {
  const view = useResource(
    `played ${id}`,
    (signal) => sim<NotificationView>('GET', `/notifications/${part(id)}`, { signal }),
    ({ event, data }) => event === 'clock' || (event === 'timeline' && data.notificationRequestId === id),
  );
  const sending = useResource(`sending ${name}`, () => sendingOf(name, apiKey));
  return (
    <Loaded resource={view}>
      {({ iun, subject, status }) => (
        <div class="played">
          <p>
            <strong>{say(words.sent)}:</strong> {subject} <StatusBadge status={status} />
          </p>
          <p class="actions">
            <a class="button primary" href={linkTo({ page: 'notifications', rest: [iun] })}>
              {say(words.seeLife)}
            </a>
            <a class="button" href={linkTo({ page: 'recipient', rest: [iun] })}>
              {say(words.seeRecipient)}
            </a>
            <a class="button" href={linkTo({ page: 'lesson', rest: [iun], query: { story: name } })}>
              {say(words.tell)}
            </a>
            <a class="button" href={linkTo({ page: 'scenarios', rest: ['compare'], query: { a: iun } })}>
              {say(words.compareThis)}
            </a>
          </p>
          {sending.value !== undefined && (
            <Later id={id} sending={sending.value} apiKey={apiKey} isBusy={isBusy} run={run} />
          )}
        </div>
      )}
    </Loaded>
  );
};

const Later = ({ id, sending, apiKey, isBusy, run }: Omit<PlayedProps, 'name'> & { readonly sending: Sending }) => {
  const { done = '' } = place.value.query;
  const acts = (['cancels', 'reportsPayment'] as const).flatMap((kind) => {
    const after = sending[kind]?.after;
    return after === undefined ? [] : [{ kind, after }];
  });
  if (acts.length === 0) return null;
  return (
    <>
      <h3>{say(words.later)}</h3>
      <p class="fine">{say(words.laterHint)}</p>
      <ul class="later">
        {acts.map(({ kind, after }) => {
          const isDone = done.split(' ').includes(kind);
          return (
            <li key={kind}>
              <button
                type="button"
                disabled={isBusy || isDone}
                onClick={() =>
                  void run(async () => {
                    await act(kind, after, apiKey, id);
                    refine({ done: `${done} ${kind}`.trim() });
                  })
                }
              >
                {say(words[kind], { after })}
              </button>
              {isDone && ` ${say(words.done)}`}
            </li>
          );
        })}
      </ul>
    </>
  );
};
