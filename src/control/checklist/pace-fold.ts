import { type Micros, milliseconds } from '../../clock/instant.js';
import type { SeenCall } from '../../http/seen-call.js';
import { type Bounded, createBounded } from './bounded.js';
import type { Lapse, Proof } from './proof.js';
import { noLapse, note, proofOf } from './proof.js';

/** Pauses that answers asked for. */
export interface PaceFacts {
  /** By method and path. */
  readonly pending: Bounded<{ readonly asked: Proof; readonly ms: number; readonly until: Micros }>;
  /** First call that was not repeated before its time. */
  honoured?: Proof;
  readonly ignored: Lapse;
}

const pendingLimit = 1_000;

export const noPace = (): PaceFacts => ({ pending: createBounded(pendingLimit), ignored: noLapse() });

/** Of the answer: its header, or what a document that is not ready says in seconds. */
const pauseOf = ({ retryAfterMs, answer }: SeenCall): number => {
  if (retryAfterMs > 0) return retryAfterMs;
  const { retryAfter } = (answer ?? {}) as { readonly retryAfter?: unknown };
  return typeof retryAfter === 'number' ? retryAfter * 1_000 : 0;
};

/**
 * Measured as the pages of a stream are: in real time, and what the client itself moved the clock by. The status of a
 * request is left out: many requests share its path.
 */
export const foldPace = (facts: PaceFacts, call: SeenCall): void => {
  const ms = pauseOf(call);
  if (ms === 0 && facts.pending.size === 0) return;
  const what = `${call.method} ${call.path}`;
  const before = facts.pending.get(what);
  facts.pending.delete(what);
  if (ms > 0) facts.pending.set(what, { asked: proofOf(call), ms, until: call.storageAt + milliseconds(ms) });
  if (!before) return;
  if (call.storageAt >= before.until) facts.honoured ??= proofOf(call);
  else {
    note(facts.ignored, call, {
      it: `ripetuta prima dei ${before.ms} ms chiesti da ${before.asked.id}`,
      en: `repeated before the ${before.ms} ms that ${before.asked.id} had asked for`,
    });
  }
};
