import type { Said } from '../text/said.js';
import type { BodyViolation } from './body-violations.js';
import { expectedForm, isHexDigest } from './expected-form.js';
import { sizeOf, typeName } from './gateway-messages.js';

/**
 * Explains a body that the gateway refused: the first violation in full (where, what was received, how to cure it), then
 * how many more there are.
 *
 * @param violations at least one
 */
export const bodyHint = (violations: readonly BodyViolation[]): Said => {
  const [first] = violations;
  if (!first) return { it: 'Il corpo non rispetta il contratto.', en: 'The body does not respect the contract.' };
  const { it, en } = explained(first, violations);
  const more = new Set(violations.map(placeKey)).size - 1;
  if (more === 0) return { it, en };
  return { it: `${it} E ${more === 1 ? 'un altro errore' : `altri ${more} errori`}.`, en: `${en} And ${more} more.` };
};

/** For a body that is no JSON at all. `problem` is what the parser said. */
export const unreadableBodyHint = (problem: string): Said => ({
  it: `Il corpo non è JSON leggibile (${brief(problem)}): inviare JSON in UTF-8 con Content-Type: application/json.`,
  en: `The body is not readable JSON (${brief(problem)}): send JSON in UTF-8 with Content-Type: application/json.`,
});

/** `recipients[0].taxId`; empty for the body itself. */
export const jsonPath = (path: readonly string[]): string =>
  path.reduce((text, step) => (/^\d+$/.test(step) ? `${text}[${step}]` : text ? `${text}.${step}` : step), '');

/** One place may break several rules, and one object lack several names: each counts, and is told, once. */
const placeKey = (v: BodyViolation): string =>
  v.property === undefined ? jsonPath(v.path) : `${v.keyword} ${jsonPath(v.path)}`;

const explained = (v: BodyViolation, all: readonly BodyViolation[]): Said => {
  if (v.path.length === 0 && v.keyword === 'type') return wrongBody(v);
  const where = place(v.path);
  if (isHexDigest(v)) return wrongForm(where, v);
  switch (v.keyword) {
    case 'type':
      return v.value === null ? nullValue(where, v) : wrongType(where, v);
    case 'enum':
      return notInEnum(where, v);
    case 'required':
    case 'additionalProperties':
      return properties(
        where,
        v.keyword,
        all.flatMap((other) => (placeKey(other) === placeKey(v) ? (other.property ?? []) : [])),
      );
    case 'pattern':
      return wrongForm(where, v);
    default:
      return beyondLimit(where, v);
  }
};

const place = (path: readonly string[]): Said => {
  const text = jsonPath(path);
  return text ? { it: text, en: text } : wholeBody;
};

const wholeBody: Said = { it: 'il corpo', en: 'the body' };

const wrongBody = ({ value, allowed = [] }: BodyViolation): Said => {
  const wanted = nouns[allowed[0] ?? ''] ?? nouns.object;
  if (value === undefined) {
    return {
      it: `Nessun corpo ricevuto: questa chiamata vuole ${wanted.it} JSON con Content-Type: application/json.`,
      en: `No body arrived: this call wants ${wanted.en} in JSON with Content-Type: application/json.`,
    };
  }
  const received = nouns[typeName(value)] ?? nouns.null;
  const isLonelyObject = allowed[0] === 'array' && typeName(value) === 'object';
  return {
    it: `Il corpo è ${received.it}, mentre questa chiamata vuole ${wanted.it}${isLonelyObject ? ': racchiuderlo tra [ ]' : ''}.`,
    en: `The body is ${received.en}, while this call wants ${wanted.en}${isLonelyObject ? ': put it between [ ]' : ''}.`,
  };
};

const dropNulls =
  'Jackson: @JsonInclude(JsonInclude.Include.NON_NULL); System.Text.Json: DefaultIgnoreCondition = WhenWritingNull; PHP: array_filter';

const nullValue = (where: Said, { isOptional, allowed = [] }: BodyViolation): Said => {
  const wanted = nouns[allowed[0] ?? ''] ?? nouns.string;
  return isOptional
    ? {
        it: `${where.it} è null: SEND rifiuta ogni null, il campo facoltativo va omesso. Far tralasciare i null a chi scrive il JSON (${dropNulls}).`,
        en: `${where.en} is null: SEND refuses every null, leave the optional property out. Let the serializer drop nulls (${dropNulls}).`,
      }
    : {
        it: `${where.it} è null, ma è obbligatorio: indicare ${wanted.it}.`,
        en: `${where.en} is null, but it is required: give it ${wanted.en}.`,
      };
};

const wrongType = (where: Said, { value, allowed = [] }: BodyViolation): Said => {
  const received = nouns[typeName(value)] ?? nouns.null;
  const wanted = nouns[allowed[0] ?? ''] ?? nouns.string;
  const cure = typeCure(value, allowed[0]);
  return {
    it: `${where.it} è ${received.it} (${brief(value)}), mentre SEND vuole ${wanted.it}${cure.it}.`,
    en: `${where.en} is ${received.en} (${brief(value)}), while SEND wants ${wanted.en}${cure.en}.`,
  };
};

const typeCure = (value: unknown, wanted: string | undefined): Said => {
  if (typeof value === 'number' && wanted === 'string') {
    return {
      it: ': scriverlo tra virgolette e tenerlo come stringa anche nel codice (un numero perde gli zeri iniziali e, oltre le 15 cifre, le ultime)',
      en: ': write it in quotes and keep it a string in the code too (a number loses leading zeros and, beyond 15 digits, the last ones)',
    };
  }
  if (typeof value === 'string' && (wanted === 'number' || wanted === 'boolean')) {
    return { it: ': scriverlo senza virgolette', en: ': write it without quotes' };
  }
  if (wanted === 'array' && typeName(value) === 'object') {
    return { it: ': anche un solo elemento va tra [ ]', en: ': even a single item goes between [ ]' };
  }
  return { it: '', en: '' };
};

const notInEnum = (where: Said, { value, allowed = [] }: BodyViolation): Said => {
  const values = allowed.join(', ');
  if (value === '') {
    return {
      it: `${where.it} è una stringa vuota, mentre i valori ammessi sono ${values}: indicarne uno o, se facoltativo, omettere il campo (Jackson: JsonInclude.Include.NON_EMPTY; PHP: array_filter).`,
      en: `${where.en} is an empty string, while the values are ${values}: name one or, where optional, leave the property out (Jackson: JsonInclude.Include.NON_EMPTY; PHP: array_filter).`,
    };
  }
  const meant = allowed.find((name) => typeof value === 'string' && name.toUpperCase() === value.trim().toUpperCase());
  return {
    it: `${where.it} è ${brief(value)}, mentre i valori ammessi sono ${values}${meant ? `: scrivere ${meant}` : ''}.`,
    en: `${where.en} is ${brief(value)}, while the values are ${values}${meant ? `: write ${meant}` : ''}.`,
  };
};

const properties = (where: Said, keyword: string, names: readonly string[]): Said => {
  const listed = names.slice(0, 12).map(brief).join(', ') + (names.length > 12 ? ' …' : '');
  const within = where.it === wholeBody.it ? 'Nel corpo' : `In ${where.it}`;
  if (keyword === 'required') {
    return {
      it: `${within} ${names.length === 1 ? 'manca il campo obbligatorio' : 'mancano i campi obbligatori'} ${listed}: controllare anche maiuscole e minuscole.`,
      en: `In ${where.en} the required ${names.length === 1 ? 'property is missing' : 'properties are missing'}: ${listed}. Check upper and lower case too.`,
    };
  }
  const isOldPayment = names.includes('payment');
  return {
    it: `${within} SEND non ammette ${listed}${isOldPayment ? ': payment è della versione 1, dalla 2.1 si usa payments' : ': togliere il campo o correggerne il nome'}.`,
    en: `In ${where.en} SEND does not allow ${listed}${isOldPayment ? ': payment belongs to version 1, since 2.1 it is payments' : ': drop the property or correct its name'}.`,
  };
};

const wrongForm = (where: Said, v: BodyViolation): Said => {
  const form = expectedForm(v);
  return { it: `${where.it} è ${brief(v.value)}: ${form.it}.`, en: `${where.en} is ${brief(v.value)}: ${form.en}.` };
};

const sizeWords: Readonly<Record<string, Said>> = {
  minLength: { it: 'caratteri, il minimo è', en: 'characters, the minimum is' },
  maxLength: { it: 'caratteri, il massimo è', en: 'characters, the maximum is' },
  minItems: { it: 'elementi, il minimo è', en: 'items, the minimum is' },
  maxItems: { it: 'elementi, il massimo è', en: 'items, the maximum is' },
};

const beyondLimit = (where: Said, { keyword, value, limit, text }: BodyViolation): Said => {
  const words = sizeWords[keyword];
  if (words) {
    const size = sizeOf(value);
    return { it: `${where.it} ha ${size} ${words.it} ${limit}.`, en: `${where.en} has ${size} ${words.en} ${limit}.` };
  }
  switch (keyword) {
    case 'minimum':
    case 'maximum':
      return {
        it: `${where.it} è ${brief(value)}, ${keyword === 'minimum' ? 'meno del minimo' : 'più del massimo'} ${limit}.`,
        en: `${where.en} is ${brief(value)}, ${keyword === 'minimum' ? 'below the minimum' : 'above the maximum'} ${limit}.`,
      };
    case 'minProperties':
      return {
        it: `${where.it} è un oggetto vuoto: valorizzarlo o togliere l'elemento dalla lista.`,
        en: `${where.en} is an empty object: fill it in or drop the item from the list.`,
      };
    default:
      return { it: `${where.it}: ${text}.`, en: `${where.en}: ${text}.` };
  }
};

const nouns: Readonly<Record<string, Said>> & Record<'null' | 'string' | 'object', Said> = {
  null: { it: 'null', en: 'null' },
  string: { it: 'una stringa', en: 'a string' },
  number: { it: 'un numero', en: 'a number' },
  integer: { it: 'un numero', en: 'a number' },
  boolean: { it: 'un booleano (true o false)', en: 'a boolean (true or false)' },
  array: { it: 'una lista', en: 'an array' },
  object: { it: 'un oggetto', en: 'an object' },
};

/** A value as JSON on one short line. */
const brief = (value: unknown): string => {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '[…]' : '{…}';
  const text = JSON.stringify(typeof value === 'string' && value.length > 60 ? `${value.slice(0, 60)}…` : value);
  return text ?? 'null';
};
