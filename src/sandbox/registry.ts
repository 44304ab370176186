import type { Sandbox } from './sandbox.js';

/** All sandboxes of a process, and which of them a virtual key selects. */
export interface Registry<World> {
  add(sandbox: Sandbox<World>): void;
  get(id: string): Sandbox<World> | undefined;
  remove(id: string): void;
  all(): readonly Sandbox<World>[];
  /** Blocked and deleted keys still select. */
  ofKey(key: string): Sandbox<World> | undefined;
  bindKey(key: string, sandboxId: string): void;
  releaseKey(key: string): void;
  isKeyFree(key: string): boolean;
}

export const defaultSandboxId = 'default';
export const sandboxIdPattern = /^[a-z0-9][a-z0-9-]{0,62}$/;

export const createRegistry = <World>(): Registry<World> => {
  const byId = new Map<string, Sandbox<World>>();
  const byKey = new Map<string, string>();
  return {
    add: (sandbox) => {
      byId.set(sandbox.id, sandbox);
    },
    get: (id) => byId.get(id),
    remove: (id) => {
      byId.delete(id);
      for (const [key, owner] of byKey) if (owner === id) byKey.delete(key);
    },
    all: () => [...byId.values()],
    ofKey: (key) => {
      const id = byKey.get(key);
      return id === undefined ? undefined : byId.get(id);
    },
    bindKey: (key, id) => {
      byKey.set(key, id);
    },
    releaseKey: (key) => {
      byKey.delete(key);
    },
    isKeyFree: (key) => !byKey.has(key),
  };
};
