/** A map that forgets its oldest entries: evidence of a long run must stay small. */
export interface Bounded<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  delete(key: string): void;
  /** Oldest first. */
  values(): readonly Value[];
  readonly size: number;
}

/**
 * In two generations, of which the older one is dropped whole: forgetting one by one would cost more than remembering.
 * @param limit entries at the most; the newest half of them is always there
 */
export const createBounded = <Value>(limit: number): Bounded<Value> => {
  let young = new Map<string, Value>();
  let old = new Map<string, Value>();
  return {
    get: (key) => young.get(key) ?? old.get(key),
    set: (key, value) => {
      if (old.size > 0) old.delete(key);
      young.set(key, value);
      if (young.size < limit / 2) return;
      old = young;
      young = new Map();
    },
    delete: (key) => {
      if (!young.delete(key)) old.delete(key);
    },
    values: () => [...old.values(), ...young.values()],
    get size() {
      return young.size + old.size;
    },
  };
};
