import { StoreAway } from '../store/ports.js';
import type { Said } from '../text/said.js';
import type { Sandbox } from './sandbox.js';

/** How a call names its sandbox. */
export type Naming = { readonly key: string } | { readonly id: string };

/** A sandbox that was removed without being asked to. */
export interface Gone {
  readonly id: string;
  /** Completes a sentence whose subject is the sandbox. */
  readonly why: Said;
}

/** All sandboxes of a process, and which of them a virtual key selects. */
export interface Registry<World> {
  add(sandbox: Sandbox<World>): void;
  /** Counts as a use, as `ofKey`. @throws StoreAway while it is suspended */
  get(id: string): Sandbox<World> | undefined;
  /** @param why it goes by itself: who comes later is told */
  remove(id: string, why?: Said): void;
  /**
   * What is in memory of it counts no longer: it is taken up again, here or by another process. A call that was let in
   * before must not hear that there is no such sandbox, or no such key.
   */
  suspend(id: string): void;
  /** Somebody who knows all sandboxes says that this one, or the one of this key, is no longer there. */
  forget(naming: Naming): void;
  /** Whether it is here. That is no use. */
  has(naming: Naming): boolean;
  all(): readonly Sandbox<World>[];
  /** Blocked and deleted keys still select. @throws StoreAway while its sandbox is suspended */
  ofKey(key: string): Sandbox<World> | undefined;
  bindKey(key: string, sandboxId: string): void;
  releaseKey(key: string): void;
  /** Real time of the last use. */
  usedAtMs(id: string): number;
  /** The sandbox that had this id, or this key, and went by itself. The last ones are remembered. */
  goneOf(idOrKey: string): Gone | undefined;
  /** How many went by themselves. */
  readonly goneCount: number;
}

export const defaultSandboxId = 'default';
export const sandboxIdPattern = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Ids and keys of sandboxes that went by themselves, or are suspended: the last ones. */
const mostRemembered = 10_000;

const remember = <Value>(memory: Map<string, Value>, idOrKey: string, value: Value): void => {
  memory.set(idOrKey, value);
  const [oldest] = memory.keys();
  if (memory.size > mostRemembered && oldest !== undefined) memory.delete(oldest);
};

/** @param nowMs real time */
export const createRegistry = <World>(nowMs: () => number): Registry<World> => {
  const byId = new Map<string, Sandbox<World>>();
  const byKey = new Map<string, string>();
  const usedAt = new Map<string, number>();
  const gone = new Map<string, Gone>();
  /** Suspended sandboxes with the keys that selected them. */
  const suspended = new Map<string, Set<string>>();
  let goneCount = 0;

  const used = (id: string | undefined): Sandbox<World> | undefined => {
    const sandbox = id === undefined ? undefined : byId.get(id);
    if (sandbox) usedAt.set(sandbox.id, nowMs());
    return sandbox;
  };
  const refuseSuspended = (id: string | undefined): void => {
    if (id !== undefined && suspended.has(id)) throw new StoreAway(`the sandbox "${id}" is taken up again: ask again`);
  };
  const suspendedOf = (key: string): string | undefined => [...suspended].find(([, keys]) => keys.has(key))?.[0];

  /** @returns its keys; undefined: it is not here */
  const takeOut = (id: string): readonly string[] | undefined => {
    if (!byId.delete(id)) return undefined;
    usedAt.delete(id);
    const keys = [...byKey].flatMap(([key, owner]) => (owner === id ? [key] : []));
    for (const key of keys) byKey.delete(key);
    return keys;
  };

  return {
    add: (sandbox) => {
      byId.set(sandbox.id, sandbox);
      gone.delete(sandbox.id);
      suspended.delete(sandbox.id);
      used(sandbox.id);
    },
    get: (id) => {
      const sandbox = used(id);
      if (!sandbox) refuseSuspended(id);
      return sandbox;
    },
    remove: (id, why) => {
      const keys = takeOut(id);
      if (!why || !keys) return;
      goneCount++;
      for (const idOrKey of [id, ...keys]) remember(gone, idOrKey, { id, why });
    },
    suspend: (id) => {
      const keys = takeOut(id);
      if (keys) remember(suspended, id, new Set(keys));
    },
    forget: (naming) => {
      if ('id' in naming) suspended.delete(naming.id);
      else suspended.get(suspendedOf(naming.key) ?? '')?.delete(naming.key);
    },
    has: (naming) => byId.has('id' in naming ? naming.id : (byKey.get(naming.key) ?? '')),
    all: () => [...byId.values()],
    ofKey: (key) => {
      const sandbox = used(byKey.get(key));
      if (!sandbox) refuseSuspended(suspendedOf(key));
      return sandbox;
    },
    bindKey: (key, id) => {
      byKey.set(key, id);
      gone.delete(key);
    },
    releaseKey: (key) => {
      byKey.delete(key);
    },
    usedAtMs: (id) => usedAt.get(id) ?? 0,
    goneOf: (idOrKey) => gone.get(idOrKey),
    get goneCount() {
      return goneCount;
    },
  };
};
