/** Case and word separators are not what a person means by a different name. */
const bare = (name: string): string => name.toLowerCase().replace(/[-_]/g, '');

/**
 * Number of letters to add, drop, replace or swap with their neighbour to get from one word to the other.
 * @param limit once it is clear that the distance reaches this, counting stops: the answer is then some number not below
 */
export const distance = (a: string, b: string, limit = Number.POSITIVE_INFINITY): number => {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const replaced = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (beforeLast[j - 2] ?? 0) + 1 : replaced;
      const steps = Math.min(replaced, swapped, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      row.push(steps);
      least = Math.min(least, steps);
    }
    // A swap reaches two rows back and costs one: from here on nothing gets below this.
    if (least > limit) return limit;
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
};

/**
 * The known name that somebody probably meant: the nearest one, when at most a third of its letters differ.
 * @returns undefined when nothing is near enough to be worth a guess
 */
export const nearest = (given: string, known: readonly string[]): string | undefined => {
  // A pasted novel is no typing mistake, and comparing it letter by letter would take long.
  if (given.length > 64) return undefined;
  const ranked = known
    .map((name) => ({ name, far: distance(bare(given), bare(name)), limit: Math.max(1, Math.floor(name.length / 3)) }))
    .filter(({ far, limit }) => far <= limit)
    .sort((a, b) => a.far - b.far);
  return ranked[0]?.name;
};
