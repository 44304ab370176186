import { one as words } from '../../../text/console/one.js';
import type { NotificationView, OracleAnswer } from '../../api/shapes.js';
import { Instant } from '../../parts/instant.js';
import { type Column, Table } from '../../parts/table.js';
import { say } from '../../state/words.js';

/** Registries, providers and the post: what the platform asked, what it was told, and which line said so. */
export const World = ({ view }: { readonly view: NotificationView }) => {
  const { oracle, waits } = view;
  const { recipients } = view.detail;
  const columns: readonly Column<OracleAnswer>[] = [
    { title: words.at, kind: 'tight', cell: ({ at }) => <Instant at={at} /> },
    {
      title: words.asked,
      cell: ({ asked, about, recIndex }) => (
        <>
          {say(asked)}{' '}
          <span class="fine">
            {[about, recipients.length > 1 ? recipients[recIndex ?? -1]?.denomination : undefined]
              .filter((text) => text !== undefined)
              .join(' · ')}
          </span>
        </>
      ),
    },
    { title: words.answered, cell: ({ answered }) => say(answered) },
    { title: words.from, cell: ({ from }) => <span class="fine">{say(from)}</span> },
  ];
  return (
    <>
      {waits.length > 0 && (
        <section aria-label={say(words.waits)}>
          <h2>{say(words.waits)}</h2>
          <ul>
            {waits.map(({ at, code, why }) => (
              <li key={`${at} ${code}`}>
                <Instant at={at} /> {code !== undefined && <code>{code}</code>} {say(why)}
              </li>
            ))}
          </ul>
        </section>
      )}
      {oracle.length > 0 && (
        <details class="world">
          <summary>
            <h2>{say(words.world)}</h2>
          </summary>
          <p class="soft">{say(words.worldHint)}</p>
          <Table
            caption={say(words.world)}
            columns={columns}
            rows={oracle}
            keyOf={({ at, question, about, recIndex, answered }) =>
              `${at} ${question} ${about} ${recIndex} ${answered.en}`
            }
          />
        </details>
      )}
    </>
  );
};
