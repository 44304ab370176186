import type { Masking } from '../../http/masking.js';
import type { CallView } from './call-view.js';
import type { CallPattern, Expectation, Failure } from './judge.js';
import type { Difference } from './where.js';

const longest = 80;
const mostListed = 10;

const cut = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);

/** What a place holds, in one cell of the report. */
const cell = (value: unknown): string => (value === undefined ? '(absent)' : cut(JSON.stringify(value)));

/** A difference with what must not be seen masked, whichever step of the path names it. */
const masked = ({ path, expected, received }: Difference, masking: Masking): Difference => {
  const shown = (value: unknown): unknown =>
    value === undefined
      ? undefined
      : path.split('.').reduce<unknown>((inner, step) => masking.value(inner, step), value);
  return { path, expected: shown(expected), received: shown(received) };
};

/** Side by side: field, expected, received. */
const table = (found: readonly Difference[], call: CallView): readonly string[] => {
  const rows = [
    ['field', 'expected', 'received'],
    ...found.map((one) => [one.path, cell(one.expected), receivedCell(one, call)]),
  ];
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) => row.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | '));
};

/** Bodies that are too long are not kept: then nothing can be said of what is in them. */
const receivedCell = ({ path, received }: Difference, { entry }: CallView): string => {
  if (received !== undefined) return cell(received);
  const isLost = (name: string, bytes: number | undefined, body: unknown): boolean =>
    path.startsWith(name) && bytes !== undefined && bytes > 0 && body === undefined;
  const lost =
    isLost('requestBody', entry.requestBytes, entry.requestBody) ||
    isLost('responseBody', entry.responseBytes, entry.responseText);
  return lost ? '(body not kept in the journal)' : '(absent)';
};

const callLine = ({ entry }: CallView, masking: Masking): string =>
  `${entry.id} ${entry.operation}: ${entry.method} ${cut(masking.text(entry.path))} ${entry.status}`;

const patternText = ({ operation, where }: CallPattern, masking: Masking): string =>
  where === undefined || Object.keys(where).length === 0
    ? operation
    : `${operation} where ${Object.entries(where)
        .map(
          ([path, expected]) => `${path} = ${cell(masked({ path, expected, received: undefined }, masking).expected)}`,
        )
        .join(', ')}`;

const times = ({ atLeast, atMost }: Pick<Failure, 'atLeast' | 'atMost'>): string => {
  if (atMost === 0) return 'never';
  if (atLeast === atMost) return `${atLeast} time${atLeast === 1 ? '' : 's'}`;
  if (atMost === Number.POSITIVE_INFINITY) return `at least ${atLeast === 1 ? 'once' : `${atLeast} times`}`;
  return `${atLeast === 0 ? '' : `at least ${atLeast} and `}at most ${atMost === 1 ? 'once' : `${atMost} times`}`;
};

/** One line: what was expected, what was found. */
const summary = (failure: Failure, masking: Masking): string => {
  const { expectation, counted, bound, tooLate } = failure;
  const { before } = expectation;
  const end = before ? `, before ${patternText(before, masking)}` : '';
  const head = `${patternText(expectation, masking)}${end}: expected ${times(failure)}`;
  if (before && !bound) return `${head}, but there is no call to be before`;
  const after = tooLate.length > 0 ? `, ${tooLate.length} after it (${tooLate.map(({ id }) => id).join(', ')})` : '';
  return `${head}, found ${counted.length}${bound ? ` before ${bound.id}${after}` : ''}`;
};

/** How often each operation was called: what to look at when nothing comes near. */
const seen = (calls: readonly CallView[]): string => {
  const counts = new Map<string, number>();
  for (const { operation } of calls) counts.set(operation, (counts.get(operation) ?? 0) + 1);
  const told = [...counts].sort((a, b) => b[1] - a[1]).map(([operation, count]) => `${count} ${operation}`);
  return told.length === 0 ? 'no call at all' : told.slice(0, mostListed).join(', ');
};

const section = (
  failure: Failure,
  position: number,
  calls: readonly CallView[],
  masking: Masking,
): readonly string[] => {
  const { nearest, counted, atMost } = failure;
  const details =
    nearest.length > 0
      ? nearest.flatMap((near) => [
          `nearest: ${callLine(near.call, masking)}`,
          ...table(
            near.differences.map((one) => masked(one, masking)),
            near.call,
          ).map((line) => `  ${line}`),
        ])
      : counted.length > atMost
        ? counted.slice(0, mostListed).map((call) => `found: ${callLine(call, masking)}`)
        : [`the journal has ${seen(calls)}`];
  return [`#${position} ${summary(failure, masking)}`, ...details.map((line) => `   ${line}`)];
};

interface Verdict {
  readonly expected: readonly Expectation[];
  /** By position in `expected`. */
  readonly failures: readonly (readonly [position: number, failure: Failure])[];
  readonly calls: readonly CallView[];
  /** Calls that the journal does not have any more. */
  readonly dropped: number;
}

/** What went wrong, in one line, as a text for people, and as data. */
export const reportOf = ({ expected, failures, calls, dropped }: Verdict, masking: Masking) => {
  const count = `${failures.length} of ${expected.length} expectation${expected.length === 1 ? '' : 's'} failed`;
  const lost = dropped > 0 ? [`${dropped} older calls are no longer in the journal: they were not looked at`] : [];
  const first = failures[0]?.[1];
  const sections = failures.map(([i, failure]) => section(failure, i + 1, calls, masking));
  return {
    detail: `${count}${first ? `; ${summary(first, masking)}` : ''}`,
    report: [count, ...lost, ...sections.flatMap((lines) => ['', ...lines])].join('\n'),
    failures: failures.map(([i, failure], at) => ({
      expectation: i,
      message: summary(failure, masking),
      report: (sections[at] ?? []).join('\n'),
      found: failure.counted.length,
      calls: failure.counted.slice(0, mostListed).map(({ id }) => id),
      nearest: failure.nearest.map(({ call, differences }) => {
        const { id, operation, entry } = call;
        return {
          id,
          operation,
          method: entry.method,
          path: masking.text(entry.path),
          status: entry.status,
          differences: differences.map((one) => masked(one, masking)),
        };
      }),
    })),
  };
};
