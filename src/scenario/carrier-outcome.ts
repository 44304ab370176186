import type { Said } from '../text/said.js';
import type { Sequence } from './sequence/model.js';

/** An outcome ready to be played. Plain data. */
export interface CarrierOutcome {
  readonly name: string;
  /** `file:line`. */
  readonly source: string;
  readonly title: Said;
  readonly sequence: Sequence;
}
