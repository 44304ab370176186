import { matchesPattern } from '../../scenario/pattern.js';
import type { CallView } from './call-view.js';

/** Values that a call must have, by dotted path into the call; objects within it say the same step by step. */
export type Where = Readonly<Record<string, unknown>>;

/** Where a call is not as it should be. */
export interface Difference {
  readonly path: string;
  readonly expected: unknown;
  /** Undefined: there is nothing at that place. */
  readonly received: unknown;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const inside = (value: unknown, step: string): readonly unknown[] => {
  if (Array.isArray(value)) {
    if (step === '*') return value;
    if (step === 'length') return [value.length];
    return /^\d{1,9}$/.test(step) && Number(step) < value.length ? [value[Number(step)]] : [];
  }
  if (!isObject(value)) return [];
  if (step === '*') return Object.values(value);
  return Object.hasOwn(value, step) ? [value[step]] : [];
};

const isMet = (expected: unknown, received: unknown): boolean => {
  if (expected === null) return received === undefined || received === null;
  if (typeof expected === 'string') {
    return (
      received === expected ||
      (typeof received === 'string' && expected.includes('*') && matchesPattern(expected, received))
    );
  }
  return received === expected;
};

/** What stands at a path: nothing, one value, or with `*` several. */
const found = (value: unknown, steps: readonly string[]): readonly unknown[] =>
  steps.reduce<readonly unknown[]>((values, step) => values.flatMap((one) => inside(one, step)), [value]);

const compared = (path: readonly string[], expected: unknown, received: readonly unknown[]): Difference[] => {
  if (isObject(expected)) {
    // With `*` one value must have all of it: the one that comes nearest is told.
    const tried = (received.length > 0 ? received : [undefined]).map((one) =>
      Object.entries(expected).flatMap(([name, inner]) => {
        const steps = name.split('.');
        return compared([...path, ...steps], inner, found(one, steps));
      }),
    );
    return tried.reduce((best, one) => (one.length < best.length ? one : best));
  }
  if (Array.isArray(expected)) {
    const lists = received.filter((one): one is unknown[] => Array.isArray(one));
    if (lists.length === 0) return [{ path: path.join('.'), expected, received: received[0] }];
    const tried = lists.map((list) => [
      ...compared([...path, 'length'], expected.length, [list.length]),
      ...expected.flatMap((inner, i) => compared([...path, String(i)], inner, i < list.length ? [list[i]] : [])),
    ]);
    return tried.reduce((best, one) => (one.length < best.length ? one : best));
  }
  const isThere = received.length === 0 ? isMet(expected, undefined) : received.some((one) => isMet(expected, one));
  if (isThere) return [];
  return [{ path: path.join('.'), expected, received: received.length > 1 ? received : received[0] }];
};

/**
 * Where a call differs from what is expected; empty: it is as expected. Texts with `*` are patterns (any run of
 * characters), `null` means absent or null, numbers and lists are exact, objects may have more than is expected. In a path
 * a number is a position in a list, `*` any of them, `length` their number; `body` is short for `requestBody`.
 */
export const differences = ({ fields }: CallView, where: Where): Difference[] =>
  Object.entries(where).flatMap(([name, expected]) => {
    const [first = '', ...rest] = name.split('.');
    const steps = [first === 'body' ? 'requestBody' : first, ...rest];
    return compared(steps, expected, found(fields, steps));
  });
