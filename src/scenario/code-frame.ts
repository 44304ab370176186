/** Characters of a line that are shown: a long line is cut around the column. */
const width = 100;

/**
 * The line of a problem between its neighbours, with a mark below the column.
 * @param line counted from 1
 * @param column counted from 1
 */
export const codeFrame = (source: string, line: number, column: number): string => {
  const starts = lineStarts(source, line + 1);
  const lastLine = Math.min(line + 1, starts.length);
  const digits = String(lastLine).length;
  // All lines are cut at the same place, so that they stand as in the file.
  const from = column <= width - 10 ? 0 : column - width / 2;
  const cut = (text: string): string => {
    const shown = text.slice(from, from + width).replace(/\p{Cc}/gu, ' ');
    return `${from > 0 && text !== '' ? '…' : ''}${shown}${text.length > from + width ? '…' : ''}`;
  };
  const rows: string[] = [];
  for (let n = Math.max(1, line - 1); n <= lastLine; n++) {
    const begin = starts[n - 1] ?? 0;
    const end = source.indexOf('\n', begin);
    const text = source.slice(begin, end === -1 ? source.length : end).replace(/\r$/, '');
    rows.push(`${n === line ? '>' : ' '} ${String(n).padStart(digits)} | ${cut(text)}`.trimEnd());
    if (n === line) rows.push(`  ${' '.repeat(digits)} | ${' '.repeat(column - 1 - from + (from > 0 ? 1 : 0))}^`);
  }
  return rows.join('\n');
};

/** Where the first lines begin, as far as they are wanted. */
const lineStarts = (source: string, wanted: number): readonly number[] => {
  const starts = [0];
  for (let at = source.indexOf('\n'); at !== -1 && starts.length < wanted; at = source.indexOf('\n', at + 1)) {
    starts.push(at + 1);
  }
  return starts;
};
