import type { Said } from '../../text/said.js';
import type { Evidence } from './evidence.js';
import type { Proof } from './proof.js';

/** `notSeen`: nothing happened that could be judged. `notNeeded`: PagoPA does not ask it of a client like this one. */
export type State = 'passed' | 'failed' | 'notSeen' | 'notNeeded';

export interface Verdict {
  readonly state: State;
  /** What PagoPA's own tool would say; absent: it has no such check. */
  readonly compat?: boolean;
  /** The calls that prove it, or that came closest. */
  readonly calls: readonly Proof[];
  /** Why it is not passed. */
  readonly why?: Said;
}

/** One question of the checklist. */
export interface Check {
  /** `01.4`, as the integration checklist numbers it; further ones have words. */
  readonly code: string;
  /** Titles of the steps around it, outermost first. */
  readonly group: readonly Said[];
  /** What it proves. */
  readonly proves: Said;
  /** When it is passed; so also what to do. */
  readonly how: Said;
  readonly judge: (evidence: Evidence) => Verdict;
}

/** A test case of PagoPA, or our further checks. */
export interface Case {
  readonly id: string;
  readonly title: Said;
  readonly checks: readonly Check[];
}
