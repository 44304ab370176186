/**
 * Prism collects every violation, and where V8 gives up on a pattern it accepts without a word: ten megabytes of `{},` end
 * the process, ten megabytes of postal code pass. So it sees a body through windows of bounded size. One window holds
 * every body that anybody would send in earnest.
 */
const mostItems = 100;
/** Longer than every limit of the contract: what is cut here is too long with or without the rest. */
const longestText = 4_096;
/** Deeper than every schema of a request. */
const deepest = 16;

interface BodyWindow {
  readonly body: unknown;
  /** Index of the first item that the long lists show; short ones are shown whole. */
  readonly start: number;
}

/** First index shown of one list: one that ended in an earlier window goes on showing its last items. */
const firstShown = (list: readonly unknown[], start: number): number =>
  list.length <= mostItems ? 0 : Math.min(start, list.length - mostItems);

/** Whether nothing of it would be cut: so it is of nearly every body, which then needs no copy. */
const isWhole = (value: unknown, knownNames: ReadonlySet<string>, depth = 0): boolean => {
  if (typeof value === 'string') return value.length <= longestText;
  if (typeof value !== 'object' || value === null || depth > deepest) return true;
  if (Array.isArray(value)) {
    return value.length <= mostItems && value.every((item) => isWhole(item, knownNames, depth + 1));
  }
  let count = 0;
  for (const name in value) {
    if (++count > mostItems) return false;
    if (knownNames.has(name) && !isWhole(Reflect.get(value, name), knownNames, depth + 1)) return false;
  }
  return true;
};

/**
 * The windows of a body, in order.
 * @param knownNames property names that the schema knows: nothing is looked at below others
 */
export function* bodyWindows(body: unknown, knownNames: ReadonlySet<string>): Generator<BodyWindow> {
  if (isWhole(body, knownNames)) {
    yield { body, start: 0 };
    return;
  }
  let longestList = 0;
  const show = (value: unknown, start: number, depth: number): unknown => {
    if (typeof value === 'string') return value.length > longestText ? value.slice(0, longestText) : value;
    if (typeof value !== 'object' || value === null || depth > deepest) return value;
    if (Array.isArray(value)) {
      longestList = Math.max(longestList, value.length);
      const first = firstShown(value, start);
      return value.slice(first, first + mostItems).map((item) => show(item, start, depth + 1));
    }
    const entries = Object.entries(value).filter(([name], i) => i < mostItems || knownNames.has(name));
    return Object.fromEntries(
      entries.map(([name, item]) => [name, knownNames.has(name) ? show(item, start, depth + 1) : item]),
    );
  };
  for (let start = 0; start === 0 || start < longestList; start += mostItems) {
    yield { body: show(body, start, 0), start };
  }
}

/** The value that a path through a window leads to, with the path it has in the body itself. */
export const inBody = (
  body: unknown,
  windowPath: readonly string[],
  start: number,
): { readonly path: readonly string[]; readonly value: unknown } => {
  const path: string[] = [];
  let value = body;
  for (const step of windowPath) {
    const key = Array.isArray(value) ? String(Number(step) + firstShown(value, start)) : step;
    const isThere = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
    value = isThere ? Reflect.get(value as object, key) : undefined;
    path.push(key);
  }
  return { path, value };
};
