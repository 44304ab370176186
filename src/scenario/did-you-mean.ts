/**
 * The known word nearest to a mistyped one.
 * @returns undefined when none is near: more than a third of the letters would have to change
 */
export const didYouMean = (word: string, known: readonly string[]): string | undefined => {
  if (word.length > 80) return undefined;
  const lower = word.toLowerCase();
  let best: { readonly candidate: string; readonly distance: number } | undefined;
  for (const candidate of known) {
    const distance = editDistance(lower, candidate.toLowerCase());
    if (
      distance <= Math.max(1, Math.floor(candidate.length / 3)) &&
      distance < (best?.distance ?? Number.POSITIVE_INFINITY)
    ) {
      best = { candidate, distance };
    }
  }
  return best?.candidate;
};

/** Letters to insert, remove, replace or swap with their neighbour to get from one word to the other. */
const editDistance = (a: string, b: string): number => {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(previous, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(beforePrevious, j - 2) + 1 : replaced;
      current[j] = Math.min(replaced, swapped, at(previous, j) + 1, at(current, j - 1) + 1);
    }
    [beforePrevious, previous] = [previous, current];
  }
  return at(previous, b.length);
};

const at = (row: readonly number[], j: number): number => row[j] ?? Number.POSITIVE_INFINITY;
