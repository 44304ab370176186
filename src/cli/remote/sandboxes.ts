import type { Target } from './target.js';

/** A sandbox as `GET /_sim/sandboxes` lists it, as far as commands look at it. */
export interface ShownSandbox {
  readonly id: string;
  readonly clock: {
    readonly mode: string;
    readonly paused: boolean;
    readonly now: string;
    readonly nextDueAt?: string;
    readonly pending: number;
  };
  readonly senders: readonly {
    readonly name: string;
    readonly apiKeys: readonly { readonly key: string; readonly status: string }[];
  }[];
}

/** The sandbox that a key selects. */
export const ownerOf = (key: string, sandboxes: readonly ShownSandbox[]): ShownSandbox | undefined =>
  sandboxes.find(({ senders }) => senders.some(({ apiKeys }) => apiKeys.some((one) => one.key === key)));

/** The sandbox that a command means, among all of them. */
export const sandboxMeant = (
  { key, selects }: Target,
  sandboxes: readonly ShownSandbox[],
): ShownSandbox | undefined => {
  if (selects === 'default') return sandboxes.find(({ id }) => id === 'default');
  return 'key' in selects ? ownerOf(key, sandboxes) : sandboxes.find(({ id }) => id === selects.sandbox);
};
