import { type StepLog, StoreFailure } from './ports.js';

/** Nothing outlives the process: the fold in the rooms is all there is. */
export const createMemoryLog = (): StepLog => {
  let isClosed = false;
  let isLosing = false;
  return {
    place: 'memory',
    append: () => {
      isLosing = isClosed;
    },
    bindKey: () => undefined,
    get pending() {
      return isLosing;
    },
    flushed: async () => {
      if (isLosing) throw new StoreFailure('memory is closed');
    },
    async *read() {},
    clear: async () => undefined,
    close: async () => {
      isClosed = true;
    },
  };
};
