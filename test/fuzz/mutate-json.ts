import type { Lots } from '../support/lots.js';

/** Names that mean something to a careless program. */
export const treacherousNames = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'length',
  'then',
  'toJSON',
  '$ref',
  '',
  ' ',
  'a/b~1',
  'ключ',
] as const;

/** Names that only some versions know, some of them handed on unseen. */
const newerNames = [
  'paFee',
  'vat',
  'additionalLanguages',
  'physicalCommunicationPriority',
  'payments',
  'payment',
] as const;

/** Texts that programs trip over. */
export const treacherousTexts = [
  '',
  ' ',
  '\u0000',
  'null',
  'undefined',
  'true',
  '0',
  '-1',
  '1e309',
  '\ud800',
  '\udfff\ud800',
  '\u0085',
  '\u2028',
  '\n',
  '\r\nx: y',
  '\u202eabc',
  'e\u0301',
  'İı',
  'ß',
  '😀'.repeat(50),
  '\ufeff',
  '../../etc/passwd',
  '%00%2e%2e',
  '#{1+1}',
  '<script>',
  "'; DROP TABLE x; --",
  '(a+)+$',
  '*'.repeat(300),
  '0'.repeat(40),
  '2025-02-31',
  '9999-99-99T99:99:99Z',
  '@sequence.5s-CON080.5s-RECRN001C',
  'VIA @FAIL-Irreperibile_AR',
  'prova@fail.it',
  ...treacherousNames,
] as const;

const treacherousNumbers = [
  0,
  -0,
  -1,
  0.5,
  1e21,
  -1e308,
  2 ** 31,
  2 ** 53,
  Number.MIN_VALUE,
  101,
  99999999999,
] as const;

const oddValues: readonly unknown[] = [{ polluted: true }, 'x', null, 1, '1', 1e21, [], [null], [['x']], [{}], true];

type Path = readonly (string | number)[];
interface Place {
  readonly path: Path;
  readonly value: unknown;
}

/** Everything inside a value, the value itself first. */
const placesIn = (value: unknown, path: Path = []): readonly Place[] => {
  const here: Place = { path, value };
  if (Array.isArray(value)) return [here, ...value.flatMap((item, i) => placesIn(item, [...path, i]))];
  if (typeof value !== 'object' || value === null) return [here];
  return [here, ...Object.entries(value).flatMap(([name, item]) => placesIn(item, [...path, name]))];
};

/** Sets own properties only, `__proto__` too. */
const withProperty = (object: object, name: string, value: unknown): object =>
  Object.fromEntries([...Object.entries(object).filter(([other]) => other !== name), [name, value]]);

/** The value with something else at a place; `remove` takes the place away. */
const changedAt = (root: unknown, [step, ...rest]: Path, change: (value: unknown) => unknown): unknown => {
  if (step === undefined) return change(root);
  if (Array.isArray(root)) {
    const changed = root.map((item, i) => (i === step ? changedAt(item, rest, change) : item));
    return changed.filter((item) => item !== remove);
  }
  const object = root as Record<string, unknown>;
  const changed = changedAt(object[step], rest, change);
  if (changed !== remove) return withProperty(object, String(step), changed);
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== step));
};

const remove = Symbol('remove');

const nested = (depth: number, isArray: boolean): unknown => {
  let value: unknown = 'deep';
  for (let i = 0; i < depth; i++) value = isArray ? [value] : { a: value };
  return value;
};

const retyped = (value: unknown, lots: Lots): unknown =>
  lots.oneOf([String(value), Number(value) || 7, [value], { value }, true, null, [], {}, [[]], value === 'true']);

const renamed = (name: string, lots: Lots): string =>
  lots.oneOf([name.toUpperCase(), `${name} `, ` ${name}`, name.slice(1), `${name}s`, lots.oneOf(treacherousNames)]);

type Mutation = (root: unknown, place: Place, lots: Lots) => unknown;

const mutations: readonly Mutation[] = [
  (root, { path }) => (path.length === 0 ? {} : changedAt(root, path, () => remove)),
  (root, { path }) => changedAt(root, path, () => null),
  (root, { path }, lots) => changedAt(root, path, (value) => retyped(value, lots)),
  (root, { path }, lots) => changedAt(root, path, () => lots.oneOf(treacherousTexts)),
  (root, { path }, lots) =>
    changedAt(root, path, (value) =>
      typeof value === 'string' ? value + lots.oneOf(treacherousTexts) : lots.oneOf(treacherousNumbers),
    ),
  (root, { path }, lots) => changedAt(root, path, () => lots.oneOf(treacherousNumbers)),
  (root, { path }, lots) => changedAt(root, path, () => 'x'.repeat(lots.oneOf([257, 1_025, 5_000, 100_000]))),
  (root, { path }, lots) => changedAt(root, path, () => nested(lots.oneOf([3, 50, 1_000]), lots.chance(0.5))),
  (root, { path, value }, lots) => {
    const name = path.at(-1);
    if (typeof name !== 'string') return changedAt(root, path, () => [value, value]);
    const moved = renamed(name, lots);
    return changedAt(
      changedAt(root, path, () => remove),
      path.slice(0, -1),
      (parent) => withProperty(parent as object, moved, value),
    );
  },
  (root, { path }, lots) =>
    changedAt(root, path, (value) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? withProperty(value, lots.oneOf([...treacherousNames, ...newerNames]), lots.oneOf(oddValues))
        : value,
    ),
  (root, { path }, lots) =>
    changedAt(root, path, (value) =>
      Array.isArray(value) ? Array.from({ length: lots.oneOf([0, 2, 16, 101, 400]) }, () => value[0] ?? 'x') : [value],
    ),
  // Something right in the wrong place.
  (root, { path }, lots) => changedAt(root, path, () => lots.oneOf(placesIn(root)).value),
];

/** A value with one thing wrong, or odd, somewhere inside. */
export const mutatedJson = (root: unknown, lots: Lots): unknown => {
  const places = placesIn(root);
  // The ends are many: what holds them has its turn, too.
  const inner = places.filter(({ value }) => typeof value === 'object');
  const place = lots.chance(0.3) && inner.length > 0 ? lots.oneOf(inner) : lots.oneOf(places);
  return lots.oneOf(mutations)(root, place, lots);
};
