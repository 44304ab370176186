import type { SeenCall } from '../../http/seen-call.js';
import type { Said } from '../../text/said.js';

/** A call as the report shows it. The journal, which its `id` is of, may have dropped it since. */
export type Proof = Pick<SeenCall, 'id' | 'operation' | 'method' | 'path' | 'status' | 'virtualAt'>;

/** Something that calls did wrong: how often, and the first ones. */
export interface Lapse {
  count: number;
  readonly first: { readonly proof: Proof; readonly what: Said }[];
}

const longestPath = 300;

export const proofOf = ({ id, operation, method, path, status, virtualAt }: SeenCall): Proof => ({
  id,
  operation,
  method,
  path: path.slice(0, longestPath),
  status,
  virtualAt,
});

export const noLapse = (): Lapse => ({ count: 0, first: [] });

/** Lapses that are shown; all are counted. */
const shown = 20;

export const note = (lapse: Lapse, call: SeenCall, what: Said): void => {
  lapse.count++;
  if (lapse.first.length < shown) lapse.first.push({ proof: proofOf(call), what });
};
