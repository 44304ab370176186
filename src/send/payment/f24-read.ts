import { type F24Field, type F24Object, f24Package } from './f24-facts.js';
import { int32 } from './facts.js';

/** What the JSON library of the platform refuses to read: the text of its message. */
export class F24Unreadable extends Error {}

/** A value read as its field wants it; absent fields and nulls are not there. */
type F24Value = string | number | boolean | F24Record | readonly F24Record[];
export type F24Record = { readonly [field: string]: F24Value };

/** The kinds of JSON values in the words of the library. */
const shapeOf = (value: unknown): { readonly name: string; readonly token: string } => {
  if (Array.isArray(value)) return { name: 'Array', token: 'START_ARRAY' };
  if (typeof value === 'object') return { name: 'Object', token: 'START_OBJECT' };
  if (typeof value === 'string') return { name: 'String', token: 'VALUE_STRING' };
  if (typeof value === 'boolean') return { name: 'Boolean', token: value ? 'VALUE_TRUE' : 'VALUE_FALSE' };
  const isWhole = Number.isInteger(value);
  return isWhole
    ? { name: 'Integer', token: 'VALUE_NUMBER_INT' }
    : { name: 'Floating-point', token: 'VALUE_NUMBER_FLOAT' };
};

const unreadable = (message: string, chain: readonly string[]): F24Unreadable =>
  new F24Unreadable(`${message} (through reference chain: ${chain.join('->')})`);

const wrongShape = (type: string, value: unknown, chain: readonly string[]): F24Unreadable => {
  const { name, token } = shapeOf(value);
  return unreadable(
    `Cannot deserialize value of type \`${type}\` from ${name} value (token \`JsonToken.${token}\`)`,
    chain,
  );
};

const outOfRange = (number: string, chain: readonly string[]): F24Unreadable =>
  unreadable(`Numeric value (${number}) out of range of int (${int32.least} - ${int32.greatest})`, chain);

/** A number, or one inside a string; decimals are cut. */
const readAmount = (value: unknown, chain: readonly string[]): number | undefined => {
  if (typeof value === 'string' && value.trim() === '') return undefined;
  const isText = typeof value === 'string';
  if (isText && !/^\s*[+-]?\d+\s*$/.test(value)) {
    const type = 'java.lang.Integer';
    throw unreadable(
      `Cannot deserialize value of type \`${type}\` from String "${value}": not a valid \`${type}\` value`,
      chain,
    );
  }
  if (!isText && typeof value !== 'number') throw wrongShape('java.lang.Integer', value, chain);
  const amount = Math.trunc(Number(value));
  if (amount < int32.least || amount > int32.greatest) throw outOfRange(String(value).trim(), chain);
  return amount;
};

const flagTexts: Readonly<Record<string, boolean>> = {
  true: true,
  True: true,
  TRUE: true,
  false: false,
  False: false,
  FALSE: false,
};

const readFlag = (value: unknown, chain: readonly string[]): boolean | undefined => {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isInteger(value)) return value !== 0;
  if (typeof value !== 'string') throw wrongShape('java.lang.Boolean', value, chain);
  const word = value.trim();
  if (word === '') return undefined;
  if (Object.hasOwn(flagTexts, word)) return flagTexts[word];
  throw unreadable(
    `Cannot deserialize value of type \`java.lang.Boolean\` from String "${value}": only "true" or "false" recognized`,
    chain,
  );
};

const readText = (value: unknown, chain: readonly string[]): string => {
  if (typeof value === 'object') throw wrongShape('java.lang.String', value, chain);
  return String(value);
};

const readRecords = (of: F24Object, value: unknown, chain: readonly string[]): readonly F24Record[] => {
  if (!Array.isArray(value)) throw wrongShape(`java.util.ArrayList<${f24Package}.${of.name}>`, value, chain);
  return value.map((record, i) => readObject(of, record, [...chain, `java.util.ArrayList[${i}]`]));
};

const readField = (field: F24Field, value: unknown, chain: readonly string[]): F24Value | undefined => {
  switch (field.kind) {
    case 'object':
      return readObject(field, value, chain);
    case 'records':
      return readRecords(field.of, value, chain);
    case 'amount':
      return readAmount(value, chain);
    case 'flag':
      return readFlag(value, chain);
    case 'text':
      return readText(value, chain);
  }
};

/**
 * Reads a JSON value into the fields of an object, as forgiving about scalars as the platform's library: a number may stand
 * in a string and the other way round, `null` is absent.
 *
 * unsure: the messages lack the position in the file that the library adds.
 * @throws F24Unreadable at the first unknown field or value of another kind
 */
export const readObject = (object: F24Object, value: unknown, chain: readonly string[] = []): F24Record => {
  const className = `${f24Package}.${object.name}`;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw wrongShape(className, value, chain);
  const read: [string, F24Value][] = [];
  for (const [name, inner] of Object.entries(value)) {
    const field = Object.hasOwn(object.fields, name) ? object.fields[name] : undefined;
    if (!field) {
      throw new F24Unreadable(`Unrecognized field "${name}" (class ${className}), not marked as ignorable`);
    }
    const found = inner === null ? undefined : readField(field, inner, [...chain, `${className}["${name}"]`]);
    if (found !== undefined) read.push([name, found]);
  }
  return Object.fromEntries(read);
};
