import type { BodyViolation } from './body-violations.js';

/**
 * The texts of the API gateway about a body, one for each thing it finds; missing properties of one object share one, and
 * so do unknown ones.
 *
 * @param printedPatterns patterns to quote in the spelling of the platform: ours -> the platform's
 * Source: pn-b2b-client SyncValidation.feature (null, lengths, patterns); the rest is the usual wording of
 * json-schema-validator. unsure: whether the gateway prints those so, and in which order.
 */
export const gatewayMessages = (
  violations: readonly BodyViolation[],
  printedPatterns: Readonly<Record<string, string>> = {},
): string[] => {
  const groups = new Map<unknown, BodyViolation[]>();
  for (const v of violations) {
    const key = v.property === undefined ? v : `${v.keyword} ${v.path.join('/')}`;
    const group = groups.get(key);
    if (group) group.push(v);
    else groups.set(key, [v]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    if (first.property === undefined) return [message(first, printedPatterns)];
    const names = quotedList(group.map((v) => v.property ?? '').sort());
    return first.keyword === 'required'
      ? [`object has missing required properties (${names})`]
      : [`object instance has properties which are not allowed by the schema: ${names}`];
  });
};

/** The text in `detail` of a gateway refusal. */
export const gatewayDetail = (messages: readonly string[]): string => `Validation errors: [${messages.join(', ')}]`;

const message = (v: BodyViolation, printedPatterns: Readonly<Record<string, string>>): string => {
  const { value, limit } = v;
  switch (v.keyword) {
    case 'type':
      return `instance type (${typeName(value)}) does not match any allowed primitive type (allowed: ${quotedList(primitiveTypes(v.allowed ?? []))})`;
    case 'pattern':
      return `ECMA 262 regex "${printed(v.pattern ?? '', printedPatterns)}" does not match input string ${quoted(value)}`;
    case 'minLength':
      return `string ${quoted(value)} is too short (length: ${sizeOf(value)}, required minimum: ${limit})`;
    case 'maxLength':
      return `string ${quoted(value)} is too long (length: ${sizeOf(value)}, maximum allowed: ${limit})`;
    case 'minItems':
      return `array is too short: must have at least ${limit} elements but instance has ${sizeOf(value)} elements`;
    case 'maxItems':
      return `array is too long: must have at most ${limit} elements but instance has ${sizeOf(value)} elements`;
    case 'minProperties':
      return `object has too few properties (found ${sizeOf(value)} but schema requires at least ${limit})`;
    case 'minimum':
      return `numeric instance is lower than the required minimum (minimum: ${limit}, found: ${quoted(value)})`;
    case 'maximum':
      return `numeric instance is greater than the required maximum (maximum: ${limit}, found: ${quoted(value)})`;
    case 'enum':
      return `instance value (${quoted(value)}) not found in enum (possible values: ${quotedList(v.allowed ?? [])})`;
    default:
      return v.text;
  }
};

/** Name of a JSON type as the validator of the gateway says it. */
export const typeName = (value: unknown): string => {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
};

/** That validator counts integers among the numbers, and says so. */
const primitiveTypes = (types: readonly string[]): string[] =>
  types.flatMap((type) => (type === 'number' ? ['integer', 'number'] : [type]));

const printed = (pattern: string, printedPatterns: Readonly<Record<string, string>>): string =>
  Object.hasOwn(printedPatterns, pattern) ? (printedPatterns[pattern] ?? pattern) : pattern;

const quotedList = (values: readonly string[]): string => `[${values.map(quoted).join(',')}]`;

/** As JSON; a value nested too deep to be printed is an ellipsis. */
const quoted = (value: unknown): string => {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch {
    return '…';
  }
};

/** Characters of a text (not its UTF-16 units), items of a list, properties of an object. */
export const sizeOf = (value: unknown): number => {
  if (Array.isArray(value)) return value.length;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length;
  let characters = 0;
  for (const _ of String(value)) characters++;
  return characters;
};
