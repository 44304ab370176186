import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { deflateRaw, inflateRawSync } from 'node:zlib';
import type { StoredStep } from './ports.js';

/**
 * A line of a NeDB file. What it holds travels as text: NeDB refuses field names with dots, and the checksum needs
 * bytes. The checksum covers the whole line.
 */
export interface Row {
  readonly _id: string;
  /** What the steps belong to, in files of an earlier version: there a row packed the steps of one notification. */
  readonly key?: string;
  /** Numbers of the steps that lie deflated in the body, where there are several. */
  readonly folded?: readonly number[];
  readonly body: string;
  readonly sum: string;
}

const sumOf = ({ _id, key = '', folded = [], body }: Omit<Row, 'sum'>): string =>
  createHash('sha1')
    .update([_id, key, folded.join(','), body].join('\n'))
    .digest('hex')
    .slice(0, 10);

export const sealed = (row: Omit<Row, 'sum'>): Row => ({ ...row, sum: sumOf(row) });

export const isIntact = (row: Partial<Row>): row is Row =>
  typeof row._id === 'string' && typeof row.body === 'string' && row.sum === sumOf(row as Row);

/** JSON in which nothing looks like the end of a line: to NeDB these characters are one. */
export const textOf = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[\u0085\u2028\u2029]/g,
    (end) => `\\u${end.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

export const stepRow = (step: StoredStep): Row => sealed({ _id: `s${step.seq}`, body: textOf(step) });

/**
 * So many steps lie in one row, and are given at once to who reads. The engine keeps all rows in memory: packed ones are a
 * tenth of it.
 */
export const packLength = 250;

const deflated = promisify(deflateRaw);

/**
 * Several steps in one row, deflated: one looks like the next.
 * @param bodies the text of each step
 */
export const packedRow = async (seqs: readonly number[], bodies: readonly string[]): Promise<Row> => {
  const body = await deflated(`[${bodies.join(',')}]`, { level: 1 });
  return sealed({ _id: `f${seqs.at(-1)}`, folded: seqs, body: body.toString('base64') });
};

/** Steps as they are written: packed as far as they are many, the rest in single rows. */
export const rowsOf = async (steps: readonly StoredStep[]): Promise<readonly Row[]> => {
  const many = steps.length - (steps.length % packLength);
  const packs: Promise<Row>[] = [];
  // All at once: between two of them a move of the clock would bring more than one of them takes away.
  for (let from = 0; from < many; from += packLength) {
    const together = steps.slice(from, from + packLength);
    const seqs = together.map(({ seq }) => seq);
    packs.push(packedRow(seqs, together.map(textOf)));
  }
  return [...(await Promise.all(packs)), ...steps.slice(many).map(stepRow)];
};

/** Numbers of the steps in a row, without unpacking it; in ascending order. */
export const seqsOf = ({ _id, folded }: Row): readonly number[] => folded ?? [Number(_id.slice(1))];

export const isSingle = ({ folded }: Row): boolean => folded === undefined;

export const firstOf = (row: Row): number => seqsOf(row)[0] ?? 0;

const stepsOf = ({ folded, body }: Row): readonly StoredStep[] =>
  folded
    ? (JSON.parse(inflateRawSync(Buffer.from(body, 'base64')).toString('utf8')) as StoredStep[])
    : [JSON.parse(body) as StoredStep];

/**
 * The steps of rows in order of `seq`, some hundreds at a time: there are more than fit into memory. A step that lies in two rows
 * comes once.
 * @param rows that hold all steps from the first one on, in any order
 */
export function* pagesOf(rows: readonly Row[]): Generator<readonly StoredStep[]> {
  // Of rows that overlap, as those of an earlier version, the later steps wait for their turn.
  const waiting = new Map<number, StoredStep>();
  let page: StoredStep[] = [];
  let next = 1;
  for (const row of [...rows].sort((a, b) => firstOf(a) - firstOf(b))) {
    for (const step of stepsOf(row)) if (step.seq >= next) waiting.set(step.seq, step);
    for (let step = waiting.get(next); step; step = waiting.get(next)) {
      page.push(step);
      waiting.delete(next++);
    }
    if (page.length >= packLength) {
      yield page;
      page = [];
    }
  }
  if (page.length > 0) yield page;
}
