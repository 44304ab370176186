import type { ControlRoute } from './call.js';

/** The replicas that share a store, as one of them sees them. */
export interface Cluster {
  /** Id of the one that answers. */
  readonly replica: string;
  /** How long a lease lives that nobody renews. */
  readonly leaseMs: number;
  readonly replicas: readonly {
    readonly id: string;
    readonly address: string | undefined;
    readonly version: string;
    readonly startedAt: string;
    /** Below 0: it has run out. */
    readonly leaseEndsInMs: number;
    readonly sandboxes: number;
  }[];
  readonly leases: readonly {
    readonly sandbox: string;
    readonly replica: string | undefined;
    readonly number: number;
    readonly steps: number;
  }[];
  /** Since the start of the one that answers. */
  readonly forwards: { readonly sent: number; readonly received: number; readonly unreachable: number };
}

/** `GET /_sim/cluster`: who works on what. A single process has neither replicas nor leases. */
export const clusterRoute = <World>(
  store: string,
  look: (() => Promise<Cluster>) | undefined,
): ControlRoute<World> => ({
  method: 'get',
  path: '/cluster',
  isOfProcess: true,
  run: async () => {
    const alone = { replicas: [], leases: [], forwards: { sent: 0, received: 0, unreachable: 0 } };
    return { status: 200, body: { store, ...(look ? await look() : alone) } };
  },
});
