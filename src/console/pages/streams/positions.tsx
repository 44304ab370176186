import { useState } from 'preact/hooks';
import { streams as words } from '../../../text/console/streams.js';
import { useAttempt } from '../../api/attempt.js';
import { part, sim } from '../../api/client.js';
import { CallProblem } from '../../api/problem.js';
import { useResource } from '../../api/resource.js';
import type { NotificationRow, Page } from '../../api/shapes.js';
import { Badge } from '../../parts/badge.js';
import { Field, TextField } from '../../parts/field.js';
import { Empty, Loaded, ProblemNote } from '../../parts/notes.js';
import { type Column, Table } from '../../parts/table.js';
import { euro } from '../../state/format.js';
import { linkTo, place, refine } from '../../state/route.js';
import { say } from '../../state/words.js';

interface Position {
  readonly amount?: number;
  readonly status: string;
  readonly notificationFee?: number;
}

interface Row {
  readonly creditorTaxId: string;
  readonly noticeCode: string;
  readonly subject: string;
  readonly iun: string;
  readonly position: Position | undefined;
}

const most = 50;

const positionOf = async (creditorTaxId: string, noticeCode: string, signal: AbortSignal) => {
  try {
    return await sim<Position>('GET', `/debt-positions/${part(creditorTaxId)}/${part(noticeCode)}`, { signal });
  } catch (error) {
    // Nobody declared it: it exists all the same.
    if (error instanceof CallProblem && error.status === 404) return undefined;
    throw error;
  }
};

const readRows = async (signal: AbortSignal): Promise<readonly Row[]> => {
  const { items } = await sim<Page<NotificationRow>>('GET', '/notifications', { query: { limit: most }, signal });
  const rows = await Promise.all(
    items.map(async ({ iun, subject }) => {
      if (iun === undefined) return [];
      const dues = await sim<Page<{ creditorTaxId: string; noticeCode: string }>>(
        'GET',
        `/notifications/${part(iun)}/payments`,
        { signal },
      );
      return Promise.all(
        dues.items.map(async ({ creditorTaxId, noticeCode }) => ({
          creditorTaxId,
          noticeCode,
          subject,
          iun,
          position: await positionOf(creditorTaxId, noticeCode, signal),
        })),
      );
    }),
  );
  return rows.flat();
};

const states = { OPEN: words.open, PAID: words.paid, EXPIRED: words.expired } as const;
const wordOf = (status: string): string => say(states[status as keyof typeof states] ?? { it: status, en: status });

const columns: readonly Column<Row>[] = [
  {
    title: words.noticeCode,
    cell: ({ creditorTaxId, noticeCode, subject, iun }) => (
      <>
        <code>{noticeCode}</code>
        <br />
        <span class="fine">
          {creditorTaxId} · <a href={linkTo({ page: 'notifications', rest: [iun] })}>{subject}</a>
        </span>
      </>
    ),
  },
  {
    title: words.state,
    kind: 'tight',
    cell: ({ position }) => (
      <Badge tone={position?.status === 'PAID' ? 'good' : 'quiet'}>
        {position === undefined ? say(words.undeclared) : wordOf(position.status)}
      </Badge>
    ),
  },
  {
    title: words.cents,
    kind: 'number',
    cell: ({ position }) => position?.amount !== undefined && euro(position.amount),
  },
  {
    title: words.fee,
    kind: 'number',
    cell: ({ position }) => position?.notificationFee !== undefined && euro(position.notificationFee),
  },
  {
    title: words.edit,
    kind: 'tight',
    cell: ({ creditorTaxId, noticeCode, position }) => (
      <button
        type="button"
        class="small"
        onClick={() => refine({ creditor: creditorTaxId, notice: noticeCode, amount: String(position?.amount ?? '') })}
      >
        {say(words.edit)}
        <span class="unseen"> {noticeCode}</span>
      </button>
    ),
  },
];

/** Notices as the simulated pagoPA knows them, to be declared and changed. */
export const Positions = () => {
  const read = useResource('positions', readRows, ({ event }) => event === 'timeline');
  const { creditor = '', notice = '', amount = '' } = place.value.query;
  return (
    <>
      <p class="soft wide">{say(words.positionsIntro)}</p>
      <div class="with-form">
        <div>
          <h2>{say(words.find)}</h2>
          <Loaded resource={read}>
            {(rows) =>
              rows.length === 0 ? (
                <Empty title={say(words.noNotices)} />
              ) : (
                <Table
                  caption={say(words.find)}
                  columns={columns}
                  rows={rows}
                  keyOf={({ iun, noticeCode }) => `${iun} ${noticeCode}`}
                />
              )
            }
          </Loaded>
        </div>
        <PositionForm
          key={`${creditor} ${notice}`}
          creditor={creditor}
          notice={notice}
          amount={amount}
          onSaved={read.reload}
        />
      </div>
    </>
  );
};

interface FormProps {
  readonly creditor: string;
  readonly notice: string;
  readonly amount: string;
  readonly onSaved: () => void;
}

const PositionForm = ({ creditor, notice, amount, onSaved }: FormProps) => {
  const [fields, setFields] = useState({ creditor: creditor || '77777777777', notice, amount, status: 'OPEN' });
  const { attempt, forget, isDone, problem } = useAttempt();
  const change = (part: Partial<typeof fields>): void => {
    setFields({ ...fields, ...part });
    forget();
  };
  const save = (): Promise<void> =>
    attempt(async () => {
      await sim('PUT', `/debt-positions/${part(fields.creditor)}/${part(fields.notice)}`, {
        body: { amount: Number(fields.amount), status: fields.status },
      });
      onSaved();
    });
  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        label={say(words.creditor)}
        required
        value={fields.creditor}
        onChange={(text) => change({ creditor: text })}
      />
      <TextField
        label={say(words.noticeCode)}
        required
        value={fields.notice}
        onChange={(text) => change({ notice: text })}
      />
      <Field label={say(words.amount)}>
        {(bound) => (
          <input
            {...bound}
            type="number"
            min="0"
            required
            value={fields.amount}
            onInput={(event) => change({ amount: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={say(words.state)}>
        {(bound) => (
          <select {...bound} value={fields.status} onChange={(event) => change({ status: event.currentTarget.value })}>
            {Object.entries(states).map(([id, word]) => (
              <option key={id} value={id}>
                {say(word)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {problem !== undefined && <ProblemNote problem={problem} />}
      <p class="actions">
        <button type="submit" class="primary">
          {say(words.save)}
        </button>
        <span role="status">{isDone && say(words.saved)}</span>
      </p>
    </form>
  );
};
