import { networkInterfaces } from 'node:os';
import type { RequestHandler } from 'express';
import type { RealTime } from './clock/real-time.js';
import type { Cluster } from './control/cluster-route.js';
import type { SandboxMaker } from './control/sandbox-routes.js';
import { sandboxShape } from './control/sandbox-shape.js';
import { storeAway } from './not-now.js';
import { createDoor } from './replica/door.js';
import { createForwarder, forwardedHeader } from './replica/forward.js';
import { createOwnership, type Ownership } from './replica/ownership.js';
import type { OutsideSeed } from './sandbox/random.js';
import { defaultSandboxId, type Registry } from './sandbox/registry.js';
import type { Sandbox } from './sandbox/sandbox.js';
import { SandboxKnown, type SharedStore } from './store/ports.js';
import type { Tenants } from './tenants.js';
import type { Language } from './text/said.js';
import type { World } from './world.js';

export interface ReplicaParts {
  readonly store: SharedStore;
  readonly registry: Registry<World>;
  readonly tenants: Tenants;
  readonly realTime: RealTime;
  readonly outside: OutsideSeed;
  readonly version: string;
  readonly language: Language;
  readonly simHeaders: boolean;
  readonly log: (line: object) => void;
}

/** This process as one of several that work on the same sandboxes. */
export interface Replica {
  /** Stands before everything else. */
  readonly door: RequestHandler;
  readonly maker: SandboxMaker<World>;
  /** Whether the database answered a moment ago. */
  isReady(): boolean;
  /** Other replicas reach this one at that port from now on. */
  announce(url: string, host: string): Promise<void>;
  readonly cluster: () => Promise<Cluster>;
  /** Gives all sandboxes back. */
  leave(): Promise<void>;
}

/** Joins the others: from then on this process has leases, and the default sandbox is somebody's. */
export const joinReplicas = async (parts: ReplicaParts): Promise<Replica> => {
  const { store, registry, tenants, realTime, outside, version, log } = parts;
  const { leases } = store;
  const ownership: Ownership = createOwnership<World>({
    store,
    registry,
    realTime,
    version,
    log,
    open: async (id) => {
      const stored = await store.sandbox(id);
      if (stored) await tenants.open(stored);
    },
    abandon: ({ clock, rooms }) => {
      clock.stop();
      rooms.events.end('stopped');
    },
  });
  const secret = await store.shared('forwarding', outside.apiKey);
  const forwarder = createForwarder(secret, realTime, leases.lengthMs);
  const refuse = storeAway(parts);

  await ownership.join();
  // Whoever comes first makes it.
  while (!(await leases.ofSandbox(defaultSandboxId))) {
    await ownership.during(defaultSandboxId, tenants.makeDefault).catch((error: unknown) => {
      if (!(error instanceof SandboxKnown)) throw error;
    });
  }
  await ownership.acquire(defaultSandboxId);

  /** The sandboxes of the other replicas as they show them, by id. */
  const shapesElsewhere = async (authorization: string | undefined): Promise<ReadonlyMap<string, unknown>> => {
    const others = (await leases.replicas()).filter(
      ({ id, leaseEndsInMs }) => id !== leases.replica && leaseEndsInMs > 0,
    );
    const answers = await Promise.all(
      others.map(({ address }) =>
        address === undefined ? [] : forwarder.ask(address, '/_sim/sandboxes', authorization).catch(() => []),
      ),
    );
    const items = answers.flatMap(
      (answer) => (answer as { readonly items?: readonly { readonly id: string }[] }).items ?? [],
    );
    return new Map(items.map((item) => [item.id, item]));
  };

  /** Which of these are still there, and whose they are; the others were removed while the replicas were asked. */
  const unanswered = async (leftOut: readonly { readonly sandbox: string }[]) => {
    const [present, replicas] = [await leases.all(), await leases.replicas()];
    return present
      .filter(({ sandbox }) => leftOut.some((one) => one.sandbox === sandbox))
      .map(({ sandbox, replica }) => {
        const address = replicas.find(({ id }) => id === replica)?.address;
        return {
          id: sandbox,
          ...(replica === undefined ? {} : { replica }),
          ...(address === undefined ? {} : { address }),
        };
      });
  };

  const { maker } = tenants;
  return {
    door: createDoor({
      ownership,
      registry,
      forwarder,
      realTime,
      replica: () => leases.replica,
      leaseMs: leases.lengthMs,
      refuse,
    }) as RequestHandler,
    maker: {
      ...maker,
      count: leases.count,
      ownersOfKeys: leases.ownersOfKeys,
      list: async (header) => {
        const isForwarded = header(forwardedHeader) !== undefined;
        const all = await leases.all();
        // What nobody has is taken up, and what this one gave up after a failed write, before its turn comes by itself.
        for (const { sandbox, replica } of all) {
          if (replica === leases.replica || (replica === undefined && !isForwarded)) await ownership.acquire(sandbox);
        }
        if (isForwarded) return maker.list(header);
        const elsewhere = await shapesElsewhere(header('authorization'));
        const here = registry.all().map((sandbox) => [sandbox.id, sandboxShape(sandbox)] as const);
        const shapes = new Map<string, unknown>([...elsewhere, ...here]);
        const items = all.flatMap(({ sandbox }) => shapes.get(sandbox) ?? []);
        if (items.length === all.length) return { items };
        const missing = await unanswered(all.filter(({ sandbox }) => !shapes.has(sandbox)));
        return { items, ...(missing.length > 0 ? { missing } : {}) };
      },
      create: (spec) => {
        const id = spec.id ?? outside.sandboxId();
        return ownership.during(id, () => maker.create({ ...spec, id }));
      },
      remove: (sandbox: Sandbox<World>) => ownership.during(sandbox.id, () => maker.remove(sandbox)),
    },
    isReady: ownership.isHeld,
    cluster: async () => ({
      replica: leases.replica,
      leaseMs: leases.lengthMs,
      replicas: await leases.replicas(),
      leases: await leases.all(),
      forwards: { ...forwarder.counts },
    }),
    announce: (url, host) => ownership.announce(addressOf(url, host)),
    leave: async () => {
      await ownership.leave((sandbox) => sandbox.close());
      forwarder.close();
    },
  };
};

/** Where another machine reaches this one: the address it listens on, or the first one of its network. */
const addressOf = (url: string, host: string): string => {
  if (!/^(0\.0\.0\.0|::|\[::\])$/.test(host)) return url;
  const own = Object.values(networkInterfaces())
    .flat()
    .find((one) => one !== undefined && !one.internal && one.family === 'IPv4')?.address;
  return own === undefined ? url : `http://${own}:${new URL(url).port}`;
};
