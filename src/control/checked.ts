import type { ValidateFunction } from 'ajv';
import { parseDuration } from '../clock/duration.js';
import { type Instant, type Micros, parseInstant } from '../clock/instant.js';
import { schemaCheck } from '../scenario/schema-check.js';
import { explainSchemaErrors } from '../scenario/schema-problems.js';
import { nearest } from '../text/nearest.js';
import { problems } from './problems.js';

/** Checks a body against a schema; the schema is compiled when the first body comes. */
export const bodyChecker = <Body>(schema: object): ((body: unknown) => Body) => {
  let check: ValidateFunction<Body> | undefined;
  return (body) => {
    check ??= schemaCheck<Body>(schema);
    if (check(body)) return body;
    const found = explainSchemaErrors(check.errors ?? []);
    throw problems.invalidBody(found.map(({ path, message }) => ({ path: path.join('.'), message: message.en })));
  };
};

export const durationOf = (name: string, text: string): Micros => {
  const length = parseDuration(text);
  if (length === undefined) throw problems.invalidValue(name, text, 'a duration such as P7D, PT90M, 7d, 36h, 90m, 5s');
  return length;
};

export const instantOf = (name: string, text: string): Instant => {
  const at = parseInstant(text);
  if (at === undefined) {
    throw problems.invalidValue(name, text, 'an instant from 1970 to 2250, such as 2026-03-29T00:30:00Z');
  }
  return at;
};

/** One of the words of a query string. */
export const wordOf = <Word extends string>(
  name: string,
  text: string | undefined,
  words: readonly Word[],
): Word | undefined => {
  if (text === undefined) return undefined;
  const found = words.find((word) => word === text);
  if (found) return found;
  const meant = nearest(text, words);
  throw problems.invalidValue(name, text, `one of ${words.join(', ')}${meant ? ` (did you mean ${meant}?)` : ''}`);
};

/** A whole number of a query string between two limits. */
export const countOf = (name: string, text: string | undefined, fallback: number, max: number): number => {
  if (text === undefined) return fallback;
  const n = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(n >= 1 && n <= max)) throw problems.invalidValue(name, text, `a whole number from 1 to ${max}`);
  return n;
};
