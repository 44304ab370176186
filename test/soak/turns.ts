/** Many at once, or one alone: who wants to be alone waits for the others, and they for him. */
interface Turns {
  together<T>(work: () => Promise<T>): Promise<T>;
  alone<T>(work: () => Promise<T>): Promise<T>;
}

export const createTurns = (): Turns => {
  let last: Promise<unknown> = Promise.resolve();
  const under = new Set<Promise<unknown>>();
  return {
    together: async (work) => {
      await last;
      const done = work();
      const entry = done.catch(() => undefined);
      under.add(entry);
      try {
        return await done;
      } finally {
        under.delete(entry);
      }
    },
    alone: (work) => {
      const done = last.then(() => Promise.all([...under])).then(work);
      last = done.catch(() => undefined);
      return done;
    },
  };
};
