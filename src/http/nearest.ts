import type { Operation } from '../contract/operations.js';

const distance = (a: string, b: string): number => {
  const row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    let diagonal = row[0] as number;
    row[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const above = row[j] as number;
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(above + 1, (row[j - 1] as number) + 1, diagonal + cost);
      diagonal = above;
    }
  }
  return row[b.length] as number;
};

/** What a caller of an unknown path most likely meant; undefined when nothing is close. */
export const nearestOperation = (
  operations: readonly Operation[],
  method: string,
  path: string,
): string | undefined => {
  const wanted = path.slice(0, 120);
  let best: { readonly text: string; readonly score: number } | undefined;
  for (const { method: m, pathTemplate } of operations) {
    const score = distance(wanted, pathTemplate) + (m.toUpperCase() === method ? 0 : 4);
    if (!best || score < best.score) best = { text: `${m.toUpperCase()} ${pathTemplate}`, score };
  }
  return best && best.score < wanted.length ? best.text : undefined;
};
