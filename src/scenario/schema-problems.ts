import type { ErrorObject } from 'ajv';
import { nearest } from '../text/nearest.js';
import type { Said } from '../text/said.js';

/** Something wrong with a value: where, from the outside in, and what. */
export interface ValueProblem {
  readonly path: readonly string[];
  /** The problem is the key at the end of the path, not what it holds. */
  readonly isKey: boolean;
  readonly message: Said;
}

/** Turns the errors of ajv (made with `allErrors` and `verbose`) into sentences. */
export const explainSchemaErrors = (errors: readonly ErrorObject[]): readonly ValueProblem[] =>
  // The error about a name comes twice: once for the pattern it breaks, once for the map that holds it.
  errors.filter((error) => error.keyword !== 'propertyNames').map(explain);

const explain = (error: ErrorObject): ValueProblem => {
  const path = error.instancePath.split('/').slice(1).map(unescapePointer);
  const schema = (error.parentSchema ?? {}) as { properties?: object; examples?: readonly unknown[] };
  const params = error.params as Readonly<Record<string, unknown>>;
  const wrongValue = (message: Said): ValueProblem => ({ path, isKey: false, message });

  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(params.additionalProperty);
      return {
        path: [...path, key],
        isKey: true,
        message: unknownWord(key, Object.keys(schema.properties ?? {}), {
          it: 'proprietà sconosciuta',
          en: 'unknown property',
        }),
      };
    }
    case 'required': {
      const key = String(params.missingProperty);
      return wrongValue({ it: `manca "${key}"`, en: `"${key}" is missing` });
    }
    case 'type':
      return wrongValue(wrongType(String(params.type).split(','), error.data));
    case 'enum': {
      const allowed = (params.allowedValues as readonly unknown[]).map(String);
      return wrongValue(unknownWord(shown(error.data), allowed, { it: 'valore non ammesso', en: 'value not allowed' }));
    }
    case 'pattern': {
      const name = error.propertyName;
      const written = name ?? shown(error.data);
      const example = schema.examples?.[0];
      const message = {
        it: `"${shorten(written)}" non ha la forma attesa${example === undefined ? '' : `, per esempio "${example}"`}`,
        en: `"${shorten(written)}" does not have the expected form${example === undefined ? '' : `, for example "${example}"`}`,
      };
      return name === undefined ? wrongValue(message) : { path: [...path, name], isKey: true, message };
    }
    default: {
      const bound = bounds[error.keyword]?.(Number(params.limit));
      return wrongValue(
        bound ?? { it: `valore non valido (${error.message})`, en: `value not valid (${error.message})` },
      );
    }
  }
};

const bounds: Readonly<Record<string, (limit: number) => Said>> = {
  minLength: () => ({ it: 'il testo è vuoto', en: 'the text is empty' }),
  maxLength: (n) => ({ it: `il testo supera i ${n} caratteri`, en: `the text is longer than ${n} characters` }),
  minItems: (n) => ({ it: `elementi attesi: almeno ${n}`, en: `at least ${n} items expected` }),
  maxItems: (n) => ({ it: `elementi ammessi: al massimo ${n}`, en: `at most ${n} items allowed` }),
  minProperties: () => ({
    it: 'non dice nulla: manca ogni proprietà',
    en: 'it says nothing: all properties are missing',
  }),
  maxProperties: (n) => ({ it: `proprietà ammesse insieme: ${n}`, en: `properties allowed together: ${n}` }),
  minimum: (n) => ({ it: `il valore minimo è ${n}`, en: `the least value is ${n}` }),
  maximum: (n) => ({ it: `il valore massimo è ${n}`, en: `the greatest value is ${n}` }),
};

const unknownWord = (word: string, known: readonly string[], what: Said): Said => {
  const near = nearest(word, known);
  const list = known.join(', ');
  return near === undefined
    ? {
        it: `${what.it}: "${shorten(word)}"${list && `; ammessi: ${list}`}`,
        en: `${what.en} "${shorten(word)}"${list && `; allowed: ${list}`}`,
      }
    : {
        it: `${what.it}: "${word}"; forse si intendeva "${near}"?`,
        en: `${what.en} "${word}"; did you mean "${near}"?`,
      };
};

const typeNames: Readonly<Record<string, Said>> = {
  string: { it: 'un testo', en: 'a text' },
  boolean: { it: 'true o false', en: 'true or false' },
  integer: { it: 'un numero intero', en: 'a whole number' },
  number: { it: 'un numero', en: 'a number' },
  object: { it: 'un oggetto (coppie chiave: valore)', en: 'an object (key: value pairs)' },
  array: { it: 'un elenco', en: 'a list' },
  null: { it: 'null', en: 'null' },
};

const typeName = (type: string): Said => typeNames[type] ?? { it: type, en: type };

const wrongType = (expected: readonly string[], value: unknown): Said => {
  const found = typeName(value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);
  const names = expected.map(typeName);
  const quote = expected.includes('string') && typeof value === 'number';
  return {
    it: `atteso ${names.map((n) => n.it).join(' o ')}, trovato ${found.it}${quote ? ': va scritto tra virgolette' : ''}`,
    en: `expected ${names.map((n) => n.en).join(' or ')}, found ${found.en}${quote ? ': put it in quotation marks' : ''}`,
  };
};

const shown = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined'));
const shorten = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text);
const unescapePointer = (token: string): string => token.replaceAll('~1', '/').replaceAll('~0', '~');
