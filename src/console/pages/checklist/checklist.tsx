import { checklist as words } from '../../../text/console/checklist.js';
import { sim } from '../../api/client.js';
import { download } from '../../api/download.js';
import { useResource } from '../../api/resource.js';
import { Badge, type Tone } from '../../parts/badge.js';
import { Instant } from '../../parts/instant.js';
import { Loaded } from '../../parts/notes.js';
import { number } from '../../state/format.js';
import { linkTo } from '../../state/route.js';
import { language, type Said, say } from '../../state/words.js';
import './checklist.css';

type State = 'passed' | 'failed' | 'notSeen' | 'notNeeded';

interface Check {
  readonly code: string;
  readonly proves: Said;
  readonly how: Said;
  readonly state: State;
  readonly why?: Said;
  readonly calls: readonly { readonly id: string; readonly operation: string }[];
}

interface Report {
  readonly sandbox: string;
  readonly now: string;
  readonly passed: boolean;
  readonly counts: Readonly<Record<State, number>>;
  readonly cases: readonly {
    readonly id: string;
    readonly title: Said;
    readonly passed: boolean;
    readonly checks: readonly Check[];
  }[];
}

const states: readonly State[] = ['passed', 'failed', 'notSeen', 'notNeeded'];
const verdicts: Readonly<Record<State, { readonly tone: Tone; readonly word: Said }>> = {
  passed: { tone: 'good', word: words.onePassed },
  failed: { tone: 'bad', word: words.oneFailed },
  notSeen: { tone: 'quiet', word: words.oneNotSeen },
  notNeeded: { tone: 'quiet', word: words.oneNotNeeded },
};

/** PagoPA's checklist over the calls of this sandbox, to read and to print. */
export const Checklist = () => {
  const read = useResource(
    'checklist',
    (signal) => sim<Report>('GET', '/checklist', { signal }),
    ({ event }) => event === 'journal',
  );
  return (
    <>
      <header class="checklist-head">
        <h1>{say(words.title)}</h1>
        <p class="actions">
          <button type="button" class="primary" onClick={() => print()}>
            {say(words.print)}
          </button>
          <button
            type="button"
            onClick={() => void download('/checklist', { format: 'html', lang: language.value }, 'checklist.html')}
          >
            {say(words.page)}
          </button>
          <button
            type="button"
            onClick={() => void download('/checklist', { format: 'junit', lang: language.value }, 'checklist.xml')}
          >
            {say(words.junit)}
          </button>
        </p>
      </header>
      <p class="soft wide not-printed">{say(words.intro)}</p>
      <Loaded resource={read}>{(report) => <Whole report={report} />}</Loaded>
    </>
  );
};

const Whole = ({ report: { sandbox, now, passed, counts, cases } }: { readonly report: Report }) => (
  <>
    <section class="card verdict" aria-label={say(words.summary)}>
      <p>
        <Badge tone={passed ? 'good' : 'bad'}>{say(passed ? words.allPassed : words.notPassed)}</Badge>{' '}
        {states
          .filter((state) => counts[state] > 0)
          .map((state) => `${number(counts[state])} ${say(words[state])}`)
          .join(' · ')}
      </p>
      <p class="soft">
        {say(words.sandbox)} <strong>{sandbox}</strong> · {say(words.at)} <Instant at={now} />
      </p>
    </section>
    {cases.map(({ id, title, passed: isPassed, checks }) => (
      <section class="case" key={id} aria-label={say(title)}>
        <h2>
          {say(title)}{' '}
          <Badge tone={isPassed ? 'good' : 'bad'}>{say(isPassed ? words.allPassed : words.notPassed)}</Badge>
        </h2>
        <p class="soft">{id}</p>
        <table class="table checks">
          <caption class="unseen">{say(title)}</caption>
          <thead>
            <tr>
              <th scope="col">{say(words.check)}</th>
              <th scope="col">{say(words.result)}</th>
              <th scope="col">{say(words.calls)}</th>
            </tr>
          </thead>
          <tbody>
            {checks.map((check) => (
              <Row key={check.code} check={check} />
            ))}
          </tbody>
        </table>
      </section>
    ))}
  </>
);

const Row = ({ check: { code, proves, how, state, why, calls } }: { readonly check: Check }) => (
  <tr>
    <td data-title={say(words.check)}>
      <span>
        <code>{code}</code> {say(proves)}
        {state !== 'passed' && (
          <>
            <br />
            <span class="soft">{why === undefined ? `${say(words.how)}: ${say(how)}` : say(why)}</span>
          </>
        )}
      </span>
    </td>
    <td data-title={say(words.result)} class="tight">
      <Badge tone={verdicts[state].tone}>{say(verdicts[state].word)}</Badge>
    </td>
    <td data-title={say(words.calls)}>
      <span>
        {calls.map(({ id, operation }, i) => (
          <span key={id}>
            {i > 0 && ', '}
            <a href={linkTo({ page: 'calls', rest: [id] })} title={operation}>
              {id}
            </a>
          </span>
        ))}
      </span>
    </td>
  </tr>
);
