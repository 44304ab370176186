import { createReadStream, existsSync } from 'node:fs';
import { asUnreadable, damaged } from './ports.js';
import { isIntact, type Row } from './row.js';

interface Line {
  readonly number: number;
  readonly text: string;
  /** Whether its end was written too. */
  readonly isEnded: boolean;
}

/** What a file holds: the rows that are in force, by id, each with its line. */
export interface Found {
  readonly rows: ReadonlyMap<string, { readonly row: Row; readonly line: number }>;
  readonly lines: number;
}

/**
 * Looks at every line of a NeDB file before the engine does, because the engine drops what it cannot read and rewrites
 * the file. A last line without its end is what a killed process leaves: it was never acknowledged and may go.
 *
 * @returns nothing found when there is no file
 * @throws StoreUnreadable naming file and line
 */
export const inspect = async (file: string): Promise<Found> => {
  const rows: Rows = new Map();
  let lines = 0;
  if (!existsSync(file)) return { rows, lines };
  try {
    for await (const line of linesOf(file)) {
      apply(line, file, rows);
      lines = line.number;
    }
  } catch (error) {
    throw asUnreadable(error, file, 'it cannot be read');
  }
  return { rows, lines };
};

/** The file as lines, never as a whole: it may be large. */
async function* linesOf(file: string): AsyncGenerator<Line> {
  let pieces: Buffer[] = [];
  let number = 1;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      pieces.push(chunk.subarray(start, end));
      yield { number: number++, text: Buffer.concat(pieces).toString('utf8'), isEnded: true };
      pieces = [];
      start = end + 1;
    }
    pieces.push(chunk.subarray(start));
  }
  const text = Buffer.concat(pieces).toString('utf8');
  if (text !== '') yield { number, text, isEnded: false };
}

type Rows = Map<string, { readonly row: Row; readonly line: number }>;
type Record = Partial<Row> & { readonly $$deleted?: unknown; readonly $$indexCreated?: unknown };

const apply = ({ number, text, isEnded }: Line, file: string, rows: Rows): void => {
  if (text === '') return;
  const record = parsed(text);
  if (!record) {
    if (!isEnded && isTorn(text)) return;
    throw damaged(file, number, 'the line is not the JSON it was written as');
  }
  if (record.$$indexCreated !== undefined) return;
  if (record.$$deleted === true && typeof record._id === 'string') rows.delete(record._id);
  else if (isIntact(record)) rows.set(record._id, { row: record, line: number });
  else throw damaged(file, number, 'the checksum of the line does not match its content');
};

const parsed = (text: string): Record | undefined => {
  try {
    const value = JSON.parse(text) as Record | null;
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
};

const beginnings = ['{"_id":"', '{"$$deleted":', '{"$$indexCreated":'];

/** Whether a text can be the beginning of a line that was cut off: it starts like one, and is not a whole one and more. */
const isTorn = (text: string): boolean =>
  beginnings.some((start) => text.startsWith(start) || start.startsWith(text)) && !parsed(text.slice(0, -1));
