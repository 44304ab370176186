import { createHash } from 'node:crypto';

/**
 * Source of every id and every draw of one sandbox. Keyed, not sequential: what comes out depends on seed, kind and
 * ordinal alone, so a call added elsewhere does not shift the ids of others, and two sandboxes with one seed and the
 * same calls give the same bytes.
 */
export interface Seed {
  /** The text it was made from. */
  readonly value: string;
  /** `length` bytes for the `ordinal`-th thing of this kind. */
  bytes(kind: string, ordinal: number | string, length: number): Buffer;
  /** A random-looking version 4 UUID. */
  uuid(kind: string, ordinal: number | string): string;
  /** 32 hexadecimal digits for a text, quick: for what every call needs and nobody has to keep secret. */
  mark(text: string): string;
  /** The next ordinal of a kind: 0, 1, 2 … */
  next(kind: string): number;
  /** Last ordinals given out. */
  counters(): Record<string, number>;
  /** Ordinals given out since this was asked last, for the store; undefined when there are none. And the way back. */
  takeNew(): Record<string, number> | undefined;
  restore(counters: Record<string, number>): void;
  /** Forgets all ordinals: the same calls give the same ids again. */
  reset(): void;
}

const firstBasis = 0x811c9dc5;
const secondBasis = 0x9747b28c;

/** Eight hexadecimal digits. Source: Fowler, Noll, Vo: FNV-1a, 32 bits */
const fnv1a = (text: string, basis: number): string => {
  let hash = basis;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
};

export const createSeed = (value: string): Seed => {
  const given = new Map<string, number>();
  let fresh: Record<string, number> | undefined;
  const bytes = (kind: string, ordinal: number | string, length: number): Buffer =>
    createHash('shake256', { outputLength: length }).update(`${value}\u0000${kind}\u0000${ordinal}`).digest();
  let base: string | undefined;
  return {
    value,
    bytes,
    mark: (text) => {
      base ??= bytes('mark', '', 8).toString('hex');
      return `${fnv1a(text, firstBasis)}${base}${fnv1a(text, secondBasis)}`;
    },
    uuid: (kind, ordinal) => {
      const b = bytes(kind, ordinal, 16);
      b[6] = ((b[6] as number) & 0x0f) | 0x40;
      b[8] = ((b[8] as number) & 0x3f) | 0x80;
      const hex = b.toString('hex');
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
    },
    next: (kind) => {
      const n = given.get(kind) ?? 0;
      given.set(kind, n + 1);
      fresh = { ...fresh, [kind]: n + 1 };
      return n;
    },
    counters: () => Object.fromEntries(given),
    takeNew: () => {
      const taken = fresh;
      fresh = undefined;
      return taken;
    },
    restore: (counters) => {
      for (const [kind, n] of Object.entries(counters)) given.set(kind, n);
    },
    reset: () => {
      given.clear();
      fresh = undefined;
    },
  };
};
