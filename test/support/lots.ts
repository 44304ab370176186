/** Lots that fall the same way for the same seed (mulberry32). */
export interface Lots {
  /** From 0 up to 1. */
  next(): number;
  /** A whole number below this. */
  below(count: number): number;
  chance(probability: number): boolean;
  oneOf<T>(choices: readonly T[]): T;
}

export const drawLots = (seed: number): Lots => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number): number => Math.floor(next() * count);
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    oneOf: <T>(choices: readonly T[]): T => {
      if (choices.length === 0) throw new Error('nothing to choose from');
      return choices[below(choices.length)] as T;
    },
  };
};
