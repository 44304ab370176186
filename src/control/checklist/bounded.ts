/** A map that forgets its oldest entries: evidence of a long run must stay small. */
export interface Bounded<Value> {
  get(key: string): Value | undefined;
  /** An entry that is there keeps its place. */
  set(key: string, value: Value): void;
  delete(key: string): void;
  values(): readonly Value[];
  readonly size: number;
}

export const createBounded = <Value>(limit: number): Bounded<Value> => {
  const entries = new Map<string, Value>();
  return {
    get: (key) => entries.get(key),
    set: (key, value) => {
      entries.set(key, value);
      if (entries.size <= limit) return;
      const [oldest] = entries.keys();
      if (oldest !== undefined) entries.delete(oldest);
    },
    delete: (key) => entries.delete(key),
    values: () => [...entries.values()],
    get size() {
      return entries.size;
    },
  };
};
