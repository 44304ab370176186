import { type RealTime, startWatch } from '../clock/real-time.js';
import type { Naming, Registry } from '../sandbox/registry.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { type SharedStore, StoreAway, type Whereabouts } from '../store/ports.js';

export interface OwnershipParts<World> {
  readonly store: SharedStore;
  readonly registry: Registry<World>;
  readonly realTime: Pick<RealTime, 'after'>;
  /** Folds the log of a sandbox whose lease this process has, and puts it into the registry. */
  readonly open: (id: string) => Promise<void>;
  /** Takes a sandbox out of memory; what is not stored is lost. */
  readonly abandon: (sandbox: Sandbox<World>) => void;
  readonly version: string;
  readonly log: (line: object) => void;
}

/** Which sandboxes this process works on, and how it comes to them. */
export interface Ownership {
  /** Whether the leases of this process are alive, as far as it can know by itself. */
  isHeld(): boolean;
  /** Resolves when they are. @throws StoreAway */
  confirm(): Promise<void>;
  /** @param isFresh what was found a moment ago does not count */
  find(naming: Naming, isFresh: boolean): Promise<Whereabouts | undefined>;
  /** Where it was found is wrong. */
  forget(naming: Naming): void;
  /** @returns whether the sandbox is here now, ready for calls: nobody else works on it */
  acquire(id: string): Promise<boolean>;
  /** Nobody opens a sandbox while this is done with it. */
  during<T>(id: string, work: () => Promise<T>): Promise<T>;
  join(): Promise<void>;
  /** @param address where other replicas reach this process from now on */
  announce(address: string): Promise<void>;
  /** Takes no sandbox any more; gives back all, each closed in order. */
  leave(close: (sandbox: Sandbox<unknown>) => Promise<void>): Promise<void>;
}

const renewalsPerLease = 3;
const retryMs = 300;
/** Sandboxes that nobody has are taken up a few at a time: calls come first. */
const takenAtOnce = 20;
const handedOverAtOnce = 10;
const keptMs = 1_000;
const mostKept = 10_000;

export const createOwnership = <World>(parts: OwnershipParts<World>): Ownership => {
  const { store, registry, realTime, log } = parts;
  const { leases } = store;
  let sinceRenewal = (): number => Number.POSITIVE_INFINITY;
  let address: string | undefined;
  /** Grows whenever all leases are lost. */
  let life = 0;
  let renewing: Promise<void> | undefined;
  let isLeaving = false;
  let isAway = false;
  let cancelTick: () => void = () => undefined;
  const busy = new Map<string, Promise<unknown>>();
  /** Their memory was no longer what is stored: they are folded anew. */
  const dropped = new Set<string>();
  const kept = new Map<string, { readonly found: Whereabouts; readonly age: () => number }>();

  const drop = (sandbox: Sandbox<World>): void => {
    registry.suspend(sandbox.id);
    parts.abandon(sandbox);
    leases.forget(sandbox.id);
  };

  store.onFailed((id, failure) => {
    const sandbox = registry.all().find((one) => one.id === id);
    log({ level: 'warn', msg: 'sandbox is taken up again', sandbox: id, reason: failure.message });
    if (sandbox) drop(sandbox);
    dropped.add(id);
  });

  const isHeld = (): boolean => sinceRenewal() < leases.lengthMs;

  const renewNow = async (): Promise<void> => {
    const watch = startWatch();
    if (await leases.renew()) {
      sinceRenewal = watch;
      return;
    }
    // Somebody else may work on them since: what is in memory counts no longer.
    life++;
    const lost = registry.all();
    for (const sandbox of lost) drop(sandbox);
    log({ level: 'warn', msg: 'leases ran out: all sandboxes are given up', sandboxes: lost.length });
    await joinNow();
  };

  const joinNow = async (): Promise<void> => {
    const watch = startWatch();
    await leases.join(address, parts.version);
    sinceRenewal = watch;
  };

  const renew = (): Promise<void> => {
    renewing ??= renewNow().finally(() => {
      renewing = undefined;
    });
    return renewing;
  };

  const during = <T>(id: string, work: () => Promise<T>): Promise<T> => {
    const before = busy.get(id) ?? Promise.resolve();
    const done = before.catch(() => undefined).then(work);
    const entry = done.finally(() => {
      if (busy.get(id) === entry) busy.delete(id);
    });
    entry.catch(() => undefined);
    busy.set(id, entry);
    return done;
  };

  const takeUp = async (id: string): Promise<boolean> => {
    if (registry.has({ id })) return true;
    if (isLeaving) return false;
    const began = life;
    if (!(await leases.take(id))) return false;
    try {
      await parts.open(id);
    } catch (error) {
      await leases.release(id).catch(() => undefined);
      throw error;
    }
    dropped.delete(id);
    if (began === life) return true;
    const sandbox = registry.all().find((one) => one.id === id);
    if (sandbox) drop(sandbox);
    return false;
  };

  const acquire = (id: string): Promise<boolean> => during(id, () => takeUp(id));

  const sweep = async (): Promise<void> => {
    const ids = [...dropped, ...(await leases.orphans(takenAtOnce))];
    dropped.clear();
    for (const id of ids) {
      if (isLeaving) return;
      await acquire(id).catch((error: unknown) => {
        if (error instanceof StoreAway) dropped.add(id);
        log({ level: 'error', msg: 'sandbox cannot be taken up', sandbox: id, reason: String(error) });
      });
    }
  };

  const tick = async (): Promise<number> => {
    try {
      await renew();
      if (isAway) log({ level: 'info', msg: 'the database answers again' });
      isAway = false;
      if (!isLeaving) await sweep();
      return leases.lengthMs / renewalsPerLease;
    } catch (error) {
      if (!isAway) log({ level: 'error', msg: 'the database does not answer', reason: String(error) });
      isAway = true;
      return retryMs;
    }
  };

  const beat = (ms: number): void => {
    cancelTick = realTime.after(ms, () => void tick().then(beat));
  };

  const keptName = (naming: Naming): string => ('key' in naming ? `k${naming.key}` : `i${naming.id}`);

  return {
    isHeld,
    confirm: async () => {
      if (!isHeld()) await renew();
    },
    find: async (naming, isFresh) => {
      const name = keptName(naming);
      const known = isFresh ? undefined : kept.get(name);
      if (known && known.age() < keptMs) return known.found;
      const found = await ('key' in naming ? leases.ofKey(naming.key) : leases.ofSandbox(naming.id));
      if (kept.size >= mostKept) kept.clear();
      if (found?.owner && found.owner.replica !== leases.replica) kept.set(name, { found, age: startWatch() });
      else kept.delete(name);
      return found;
    },
    forget: (naming) => void kept.delete(keptName(naming)),
    acquire,
    during,
    announce: (reachedAt) => {
      address = reachedAt;
      return leases.announce(reachedAt);
    },
    join: async () => {
      await joinNow();
      beat(leases.lengthMs / renewalsPerLease);
    },
    leave: async (close) => {
      isLeaving = true;
      await Promise.all([...busy.values()].map((work) => work.catch(() => undefined)));
      const waiting = [...registry.all()];
      const handOver = async (): Promise<void> => {
        for (let sandbox = waiting.shift(); sandbox; sandbox = waiting.shift()) {
          registry.remove(sandbox.id);
          await close(sandbox);
          await leases.release(sandbox.id).catch(() => undefined);
        }
      };
      await Promise.all(Array.from({ length: handedOverAtOnce }, handOver));
      cancelTick();
      await renewing?.catch(() => undefined);
      await leases.leave().catch(() => undefined);
    },
  };
};
