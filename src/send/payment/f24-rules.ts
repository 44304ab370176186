import { fitsPersonalCode, type PersonalData } from '../../italy/personal-code.js';
import type { F24FormKind } from '../legal-fact/document.js';
import { type F24Object, f24Kinds, f24Metadata, libraryTexts, mostErrors, townCode } from './f24-facts.js';
import { f24Pages } from './f24-form-rules.js';
import { type F24Record, F24Unreadable, readObject } from './f24-read.js';
import type { F24Error, F24Facts } from './model.js';

const error = (code: string, message: string): F24Error => ({ code: `PN_F24_METADATA_${code}`, message });

const unusable = (...errors: F24Error[]): F24Facts => ({ ...nothingFound, errors: errors.slice(0, mostErrors) });
const nothingFound: F24Facts = { errors: [], kinds: 0, flagged: 0, flaggedWithCredit: 0, pages: 0 };

/**
 * Required fields and patterns, in the order of the schema.
 *
 * Source: pn-f24 service/impl/JsonServiceImpl.java (the texts are those of its validation library)
 */
const violations = ({ fields }: F24Object, record: F24Record, path: string): readonly F24Error[] =>
  Object.entries(fields).flatMap(([name, field]) => {
    const value = record[name];
    const at = `${path}${name}`;
    const violated = (what: string): F24Error => error('VALIDATION_SCHEMA', `${at} ${what}`);
    if (value === undefined) return field.isRequired ? [violated('must not be null')] : [];
    switch (field.kind) {
      case 'object':
        return violations(field, value as F24Record, `${at}.`);
      case 'records':
        return (value as readonly F24Record[]).flatMap((one, i) => violations(field.of, one, `${at}[${i}].`));
      case 'text':
        return field.matches.test(value as string) ? [] : [violated(`must match "${field.pattern}"`)];
      default:
        return [];
    }
  });

/** All records of a form, whatever their section. */
const recordsOf = (object: F24Object, form: F24Record): readonly F24Record[] =>
  Object.entries(object.fields).flatMap(([name, field]) => {
    const value = form[name];
    if (value === undefined) return [];
    if (field.kind === 'records') return value as readonly F24Record[];
    return field.kind === 'object' ? recordsOf(field, value as F24Record) : [];
  });

const isPositive = (amount: unknown): boolean => typeof amount === 'number' && amount > 0;
const isFilled = (amount: unknown): boolean => amount !== undefined && amount !== 0;

/** Codes of towns stand in the records of local taxes; elsewhere the field is a name. */
const isTownUnknown = ({ municipality }: F24Record): boolean =>
  municipality !== undefined && !townCode.test(String(municipality));

/** A person's code follows from the name and the birth; the place of birth is not compared. */
const isOfSomebodyElse = (payer: F24Record): boolean => {
  const data = (payer.personalData ?? (payer.person as F24Record | undefined)?.personalData) as unknown;
  const code = String(payer.taxCode);
  return data !== undefined && code.length === 16 && !fitsPersonalCode(code, data as PersonalData);
};

/**
 * Rules of the library that draws the form; it stops at the first. unsure: the order among them, and its other tables
 * (offices, regions, types of taxes), which are not reproduced.
 *
 * Source: pn-f24lib org/f24/service/validator/impl/FormValidator.java; reference payments-f24.md 5.5
 */
const brokenRule = (form: F24Record, records: readonly F24Record[]): string | undefined => {
  const payer = (form.taxPayer ?? {}) as F24Record;
  if ((payer.person ?? payer.personalData) !== undefined && payer.company !== undefined) {
    return libraryTexts.severalTaxPayers;
  }
  if (isOfSomebodyElse(payer)) return libraryTexts.taxCode;
  if (records.some(isTownUnknown)) return libraryTexts.municipality;
  const hasBoth = records.some(({ debit, credit }) => isFilled(debit) && isFilled(credit));
  return hasBoth ? libraryTexts.debitAndCredit : undefined;
};

/**
 * What can be said of a metadata file before it is known who uses it.
 * @param metadata the parsed JSON
 *
 * Source: pn-f24 service/impl/MetadataValidatorImpl.java, business/impl/*MetadataInspector.java
 */
export const f24Facts = (metadata: unknown): F24Facts => {
  let root: F24Record;
  try {
    root = readObject(f24Metadata, metadata);
  } catch (problem) {
    if (!(problem instanceof F24Unreadable)) throw problem;
    return unusable(error('PARSING_ERROR', problem.message));
  }
  const present = Object.entries(f24Kinds).filter(([kind]) => root[kind] !== undefined);
  const [first] = present;
  if (!first) {
    // unsure: the platform's checks do not foresee a file without a form.
    const names = Object.keys(f24Kinds).join(', ');
    return unusable(error('VALIDATION_SCHEMA', `one of ${names} must not be null`));
  }
  const violated = violations(f24Metadata, root, '');
  if (violated.length > 0) return unusable(...violated);
  const [kind, object] = first;
  const form = root[kind] as F24Record;
  const records = recordsOf(object, form);
  const flagged = records.filter(({ applyCost }) => applyCost === true);
  const broken = brokenRule(form, records);
  const flaggedWithCredit = flagged.filter(({ credit }) => isPositive(credit)).length;
  return {
    errors: [],
    kinds: present.length,
    flagged: flagged.length - flaggedWithCredit,
    flaggedWithCredit,
    pages: f24Pages(kind as F24FormKind, form),
    ...(broken === undefined ? {} : { broken }),
  };
};

/** The same from the text of the file. unsure: the library words what is no JSON at all in other ways, with the position. */
export const readF24 = (text: string): F24Facts => {
  let metadata: unknown;
  try {
    metadata = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return unusable(error('PARSING_ERROR', 'Unexpected character or end of input: the file is not JSON'));
  }
  return f24Facts(metadata);
};

/** A metadata file that nobody uploaded. */
export const f24Missing: F24Error = error('VALIDATION_ERROR', 'Metadata not found on safeStorage');

/** Exactly one record bears the cost when the payment does, none otherwise; the first that applies is told. */
const costFault = ({ flagged, flaggedWithCredit }: F24Facts, applyCost: boolean): string | undefined => {
  if (flaggedWithCredit > 0) return "Metadata can't have applyCost = true and credit != 0 in a record";
  if (flagged > 0 && !applyCost) return "Metadata shouldn't have applyCost=true in records";
  if (flagged === 0 && applyCost) return 'Metadata requires applyCost=true in records';
  return flagged > 1 ? 'Metadata has too many applyCost=true in records' : undefined;
};

/**
 * Every error of a metadata file in the use that a payment makes of it. An unreadable one has no others.
 * @param isAltered the digest of the request is not that of the file
 *
 * Source: pn-f24 service/impl/MetadataValidatorImpl.java
 */
export const f24Errors = (
  facts: F24Facts,
  { applyCost, isAltered }: { readonly applyCost: boolean; readonly isAltered: boolean },
): readonly F24Error[] => {
  if (facts.errors.length > 0) return facts.errors;
  const cost = costFault(facts, applyCost);
  return [
    ...(isAltered ? [error('VALIDATION_DIFFERENT_SHA256', 'Invalid sha256')] : []),
    ...(facts.kinds > 1 ? [error('VALIDATION_MULTI_TYPE', 'Multiple metadata type sent')] : []),
    ...(cost === undefined ? [] : [error('VALIDATION_INCONSISTENT_APPLY_COST', cost)]),
    ...(facts.broken === undefined ? [] : [error('VALIDATION_ERROR', facts.broken)]),
  ];
};
