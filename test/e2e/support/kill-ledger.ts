import type { Attachment } from '../../../src/send/request/model.js';

/** Something that can be made and removed; `isGone` is unknown (undefined) while a removal is asked for. */
interface Passing {
  isGone: boolean | undefined;
}

/** What a client knows to be there: everything that was answered 2xx. */
export interface Ledger {
  /** Request ids. */
  readonly requests: Set<string>;
  /** Those that were there after an earlier trial: `unfinished` looks at them again, at the end. */
  readonly found: Set<string>;
  readonly uploads: Map<string, Attachment>;
  /** `acknowledged`: up to which event; empty: none. */
  readonly streams: Map<string, Passing & { acknowledged: string }>;
  readonly sandboxes: Map<string, Passing & { readonly key: string }>;
  /** The last instant that a move of the clock was answered with. */
  clockAt: string;
  count(): number;
}

export const createLedger = (): Ledger => {
  let moves = 0;
  let clockAt = '';
  const ledger: Ledger = {
    requests: new Set(),
    found: new Set(),
    uploads: new Map(),
    streams: new Map(),
    sandboxes: new Map(),
    get clockAt() {
      return clockAt;
    },
    set clockAt(at) {
      moves++;
      if (at > clockAt) clockAt = at;
    },
    count: () => ledger.requests.size + ledger.uploads.size + ledger.streams.size + ledger.sandboxes.size + moves,
  };
  return ledger;
};
