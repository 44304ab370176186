/** A line of the table: what was measured, what it should be. */
export interface Row {
  readonly part: string;
  readonly what: string;
  readonly figure: number;
  readonly unit: string;
  /** Absent: a figure for information. */
  readonly bar?: { readonly atLeast: number } | { readonly atMost: number };
  readonly note?: string;
}

type Verdict = 'ok' | 'under' | '';

/** `under`: the figure misses its bar, whichever side of it is the right one. */
export const verdictOf = ({ figure, bar }: Row): Verdict => {
  if (!bar) return '';
  return ('atLeast' in bar ? figure >= bar.atLeast : figure <= bar.atMost) ? 'ok' : 'under';
};

const shown = (value: number, unit: string): string => {
  const text = Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
  return unit === '' ? text : `${text} ${unit}`;
};

const barText = ({ bar, unit }: Row): string => {
  if (!bar) return '';
  return 'atLeast' in bar ? `≥ ${shown(bar.atLeast, unit)}` : `≤ ${shown(bar.atMost, unit)}`;
};

const idOf = ({ part, what }: Row): string => `${part}/${what}`;

/** @param earlier rows of an earlier run, to see what has changed */
const cellsOf = (rows: readonly Row[], earlier: readonly Row[] | undefined): readonly (readonly string[])[] => {
  const before = new Map(earlier?.map((row) => [idOf(row), row]));
  const earlierText = (row: Row): readonly string[] => {
    const found = before.get(idOf(row));
    return earlier === undefined ? [] : [found === undefined ? '' : shown(found.figure, found.unit)];
  };
  return [
    ['part', 'what', 'figure', ...(earlier === undefined ? [] : ['earlier']), 'bar', '', 'note'],
    ...rows.map((row) => [
      row.part,
      row.what,
      shown(row.figure, row.unit),
      ...earlierText(row),
      barText(row),
      verdictOf(row),
      row.note ?? '',
    ]),
  ];
};

/** The table as text, columns aligned. */
export const tableOf = (rows: readonly Row[], earlier?: readonly Row[]): string => {
  const cells = cellsOf(rows, earlier);
  const widths = (cells[0] ?? []).map((_, i) => Math.max(...cells.map((line) => line[i]?.length ?? 0)));
  const [heading = [], ...body] = cells;
  return `${[heading, widths.map((width) => '-'.repeat(width)), ...body]
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')}\n`;
};

/** The same table for a document. */
export const markdownOf = (rows: readonly Row[], earlier?: readonly Row[]): string => {
  const [heading = [], ...body] = cellsOf(rows, earlier);
  return `${[heading, heading.map(() => '---'), ...body].map((line) => `| ${line.join(' | ')} |`).join('\n')}\n`;
};
