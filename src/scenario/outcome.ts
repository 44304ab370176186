import type { Micros } from '../clock/instant.js';
import type { PhysicalAddress } from '../send/request/model.js';
import type { Said } from '../text/said.js';
import type { Person } from './person.js';
import type { GenericName } from './schema.js';

/**
 * A delay of a carrier: a length of time, or seconds of the mock, whose meaning depends on the channel and on the
 * setting `paperSeconds`.
 */
export type Delay = { readonly length: Micros } | { readonly mockSeconds: number };

/** A report of a carrier, as a file or a sequence says it. */
export interface CarrierEvent {
  readonly code: string;
  readonly after: Delay;
  readonly documents?: readonly string[];
  readonly failureCause?: string;
  readonly discovered?: PhysicalAddress;
  readonly pages?: number;
}

/** An outcome ready to be played. */
export interface CarrierOutcome {
  readonly name: string;
  /** `file:line`. */
  readonly source: string;
  readonly title: Said;
  /** What tells the sends apart: the attempt of the workflow, or the print of the same letter. */
  readonly chosenBy: 'attempt' | 'retry';
  /** Never empty; the last one serves all later sends. */
  readonly scripts: readonly [readonly CarrierEvent[], ...(readonly CarrierEvent[])[]];
}

/** Everything the scenario files say. Frozen: sandboxes share it. */
export interface Scenarios {
  /** By name in lower case. */
  readonly outcomes: ReadonlyMap<string, CarrierOutcome>;
  readonly generic: Readonly<Partial<Record<GenericName, CarrierOutcome>>>;
  /** By tax id. */
  readonly people: ReadonlyMap<string, Person>;
}

/** Which of several sends is being made. */
export interface SendNumber {
  readonly attempt: number;
  /** PEC only: the second attempt first repeats the old address. */
  readonly repeat?: boolean;
  /** Paper only. */
  readonly retry?: number;
}

/**
 * The events of one send.
 *
 * Source: pn-external-channels README.md (separators `attempt` and `@retry`): the true second attempt of a PEC takes the
 * third list where there is one.
 */
export const eventsOf = (outcome: CarrierOutcome, send: SendNumber): readonly CarrierEvent[] => {
  const isTrueSecond = send.attempt === 1 && send.repeat === false;
  const wanted = outcome.chosenBy === 'retry' ? (send.retry ?? 0) : isTrueSecond ? 2 : send.attempt;
  return outcome.scripts[Math.min(wanted, outcome.scripts.length - 1)] ?? outcome.scripts[0];
};
