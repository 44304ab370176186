import { calls as words } from '../../../text/console/calls.js';
import { part, sim } from '../../api/client.js';
import { useResource } from '../../api/resource.js';
import type { Page } from '../../api/shapes.js';
import { number } from '../../state/format.js';
import { say } from '../../state/words.js';

interface Fault {
  readonly id: string;
  readonly match: Readonly<Record<string, string>>;
  readonly do: Readonly<Record<string, unknown>>;
  readonly matched: number;
  readonly acted: number;
}

const pairs = (of: Readonly<Record<string, unknown>>): string =>
  Object.entries(of)
    .map(([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join(', ');

/** Faults that still spoil calls; nothing where there is none. */
export const Faults = () => {
  const read = useResource(
    'faults',
    (signal) => sim<Page<Fault>>('GET', '/faults', { signal }),
    ({ event }) => event === 'journal',
  );
  const items = read.value?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section class="note warn" aria-label={say(words.faults)}>
      <h2>{say(words.faults)}</h2>
      <ul class="faults">
        {items.map((fault) => (
          <li key={fault.id}>
            <span>
              {say(words.faultActed, { id: fault.id, n: number(fault.acted), m: number(fault.matched) })}
              <br />
              <code>
                {pairs(fault.match)} → {pairs(fault.do)}
              </code>
            </span>
            <button
              type="button"
              class="small"
              onClick={() => void sim('DELETE', `/faults/${part(fault.id)}`).then(() => read.reload())}
            >
              {say(words.removeFault)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};
