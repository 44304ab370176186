import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { StoredStep } from './ports.js';

/**
 * A line of a NeDB file. What it holds travels as text: NeDB refuses field names with dots, and the checksum needs
 * bytes. The checksum covers the whole line.
 */
export interface Row {
  readonly _id: string;
  /** What the step belongs to. */
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

export const stepRow = (step: StoredStep): Row =>
  sealed({ _id: `s${step.seq}`, ...(step.key === undefined ? {} : { key: step.key }), body: textOf(step) });

/** All steps of one key in one row, deflated. */
export const foldedRow = (key: string, steps: readonly StoredStep[]): Row =>
  sealed({
    _id: `f${steps.at(-1)?.seq}`,
    key,
    folded: steps.map(({ seq }) => seq),
    body: deflateRawSync(JSON.stringify(steps), { level: 1 }).toString('base64'),
  });

/** Numbers of the steps in a row, without unpacking it. */
export const seqsOf = ({ _id, folded }: Row): readonly number[] => folded ?? [Number(_id.slice(1))];

/** The steps of rows in order of `seq`; a step that lies in two rows counts once. */
export const stepsOf = (rows: Iterable<Row>): StoredStep[] => {
  const bySeq = new Map<number, StoredStep>();
  for (const { folded, body } of rows) {
    const text = folded ? inflateRawSync(Buffer.from(body, 'base64')).toString('utf8') : `[${body}]`;
    for (const step of JSON.parse(text) as StoredStep[]) bySeq.set(step.seq, step);
  }
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
};
