import type { Said } from '../text/said.js';
import type { Plays } from './plays.js';
import type { ExpectText } from './schema-expect.js';
import type { Selector } from './selector.js';

/** A scenario that notifications can be given. */
export interface Scenario {
  readonly name: string;
  /** `file:line`. */
  readonly source: string;
  readonly title: Said;
  readonly narrative?: Said;
  readonly moral?: Said;
  /** Absent: only the header names it. */
  readonly when?: Selector;
  readonly priority: number;
  readonly plays: Plays;
  /** What `validate --run` sends: a merge patch on a plain notification. */
  readonly request?: Readonly<Record<string, unknown>>;
  readonly expect?: ExpectText;
}
