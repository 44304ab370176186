import type { Said } from '../text/said.js';
import type { Sandbox } from './sandbox.js';

/** A sandbox that was removed without being asked to. */
export interface Gone {
  readonly id: string;
  /** Completes a sentence whose subject is the sandbox. */
  readonly why: Said;
}

/** All sandboxes of a process, and which of them a virtual key selects. */
export interface Registry<World> {
  add(sandbox: Sandbox<World>): void;
  /** Counts as a use, as `ofKey`. */
  get(id: string): Sandbox<World> | undefined;
  /** @param why it goes by itself: who comes later is told */
  remove(id: string, why?: Said): void;
  all(): readonly Sandbox<World>[];
  /** Blocked and deleted keys still select. */
  ofKey(key: string): Sandbox<World> | undefined;
  bindKey(key: string, sandboxId: string): void;
  releaseKey(key: string): void;
  isKeyFree(key: string): boolean;
  /** Real time of the last use. */
  usedAtMs(id: string): number;
  /** The sandbox that had this id, or this key, and went by itself. The last ones are remembered. */
  goneOf(idOrKey: string): Gone | undefined;
  /** How many went by themselves. */
  readonly goneCount: number;
}

export const defaultSandboxId = 'default';
export const sandboxIdPattern = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Ids and keys of sandboxes that went by themselves, the last ones. */
const rememberedGone = 10_000;

/** @param nowMs real time */
export const createRegistry = <World>(nowMs: () => number): Registry<World> => {
  const byId = new Map<string, Sandbox<World>>();
  const byKey = new Map<string, string>();
  const usedAt = new Map<string, number>();
  const gone = new Map<string, Gone>();
  let goneCount = 0;

  const used = (sandbox: Sandbox<World> | undefined): Sandbox<World> | undefined => {
    if (sandbox) usedAt.set(sandbox.id, nowMs());
    return sandbox;
  };
  const remember = (idOrKey: string, one: Gone): void => {
    gone.set(idOrKey, one);
    const [oldest] = gone.keys();
    if (gone.size > rememberedGone && oldest !== undefined) gone.delete(oldest);
  };

  return {
    add: (sandbox) => {
      byId.set(sandbox.id, sandbox);
      gone.delete(sandbox.id);
      used(sandbox);
    },
    get: (id) => used(byId.get(id)),
    remove: (id, why) => {
      if (why && byId.has(id)) {
        goneCount++;
        remember(id, { id, why });
        for (const [key, owner] of byKey) if (owner === id) remember(key, { id, why });
      }
      byId.delete(id);
      usedAt.delete(id);
      for (const [key, owner] of byKey) if (owner === id) byKey.delete(key);
    },
    all: () => [...byId.values()],
    ofKey: (key) => {
      const id = byKey.get(key);
      return id === undefined ? undefined : used(byId.get(id));
    },
    bindKey: (key, id) => {
      byKey.set(key, id);
      gone.delete(key);
    },
    releaseKey: (key) => {
      byKey.delete(key);
    },
    isKeyFree: (key) => !byKey.has(key),
    usedAtMs: (id) => usedAt.get(id) ?? 0,
    goneOf: (idOrKey) => gone.get(idOrKey),
    get goneCount() {
      return goneCount;
    },
  };
};
