import type { Row } from '../row.js';

interface PartOptions {
  /** Length of each of the measurements that a ratio is made of. */
  readonly seconds: number;
  /** Length of the run that shows whether the rate stays flat. */
  readonly flatSeconds: number;
}

/** A part of the bench; starts and stops its own programs. */
export type Part = (options: PartOptions) => Promise<readonly Row[]>;
