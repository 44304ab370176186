import type { Operation } from '../contract/operations.js';
import { distance } from '../text/nearest.js';

/** What a caller of an unknown path most likely meant; undefined when nothing is close. */
export const nearestOperation = (
  operations: readonly Operation[],
  method: string,
  path: string,
): string | undefined => {
  const wanted = path.slice(0, 120);
  let best: { readonly text: string; readonly score: number } | undefined;
  for (const { method: m, pathTemplate } of operations) {
    const score = distance(wanted, pathTemplate, best?.score) + (m.toUpperCase() === method ? 0 : 4);
    if (!best || score < best.score) best = { text: `${m.toUpperCase()} ${pathTemplate}`, score };
  }
  return best && best.score < wanted.length ? best.text : undefined;
};
