import type { Instant, Micros } from '../clock/instant.js';

/** A call as it ended, whole: what the journal keeps of it may be shorter. Nobody may change it. */
export interface SeenCall {
  /** Of the journal. */
  readonly id: string;
  readonly operation: string;
  readonly method: string;
  /** Without query. */
  readonly path: string;
  /** 0: the client got no answer, or half of one. */
  readonly status: number;
  readonly virtualAt: Instant;
  /** Real time plus what the clock was moved by. */
  readonly storageAt: Micros;
  /** It carried a key, and its parameters and body were those of the contract. */
  readonly isUnderstood: boolean;
  readonly params: Readonly<Record<string, string>>;
  readonly request: unknown;
  /** Undefined where there was no answer. */
  readonly answer: unknown;
  /** Pause that the answer asks for, in milliseconds. */
  readonly retryAfterMs: number;
}

/** Whoever follows the calls of a sandbox. Told of each one, so it has to be quick. */
export interface Witness {
  saw(call: SeenCall): void;
}
