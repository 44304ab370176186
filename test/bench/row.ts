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

export type Verdict = 'ok' | 'under' | '';

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

const headings = ['part', 'what', 'figure', 'bar', '', 'note'];

/** The table as text, columns aligned. */
export const tableOf = (rows: readonly Row[]): string => {
  const cells = rows.map((row) => [
    row.part,
    row.what,
    shown(row.figure, row.unit),
    barText(row),
    verdictOf(row),
    row.note ?? '',
  ]);
  const widths = headings.map((heading, i) =>
    Math.max(...[headings, ...cells].map((line) => line[i]?.length ?? 0), heading.length),
  );
  const lines = [headings, widths.map((width) => '-'.repeat(width)), ...cells];
  return `${lines
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')}\n`;
};
