import { createMemoryBytes } from './memory-bytes.js';
import { createMemoryLog } from './memory-log.js';
import type { ByteStore, Store } from './ports.js';

export { openFolderStore } from './folder-store.js';

/** The default: everything ends with the process. */
export const createMemoryStore = (): Store => {
  const bytes = new Map<string, ByteStore>();
  return {
    sandboxes: async () => [],
    putSandbox: async () => undefined,
    removeSandbox: async (id) => {
      bytes.delete(id);
    },
    log: () => createMemoryLog(),
    bytes: (id) => {
      const known = bytes.get(id) ?? createMemoryBytes();
      bytes.set(id, known);
      return known;
    },
    close: async () => undefined,
  };
};
