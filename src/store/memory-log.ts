import type { StepLog } from './ports.js';

/** Nothing outlives the process: the fold in the rooms is all there is. */
export const createMemoryLog = (): StepLog => ({
  place: 'memory',
  append: () => undefined,
  settle: () => undefined,
  pending: false,
  flushed: async () => undefined,
  read: async () => [],
  clear: async () => undefined,
  close: async () => undefined,
});
