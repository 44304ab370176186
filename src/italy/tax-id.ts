import type { RecipientType } from '../send/request/model.js';
import { defaultTaxIdWhiteList } from './facts.js';

/** What may stand at one position of a tax id. */
export type TaxIdCharacter = 'letter' | 'digit' | 'digitOrOmocodiaLetter' | 'monthLetter';

/** Why a tax id was refused; `position` counts from 1. */
export type TaxIdVerdict =
  | { readonly valid: true }
  | { readonly valid: false; readonly reason: 'length'; readonly length: number }
  | { readonly valid: false; readonly reason: 'personNeedsPersonalCode' }
  | {
      readonly valid: false;
      readonly reason: 'form';
      readonly position: number;
      readonly received: string;
      readonly expected: TaxIdCharacter;
    }
  | { readonly valid: false; readonly reason: 'checkCharacter'; readonly received: string; readonly expected: string };

const charactersOf: Readonly<Record<TaxIdCharacter, string>> = {
  letter: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  digit: '0123456789',
  digitOrOmocodiaLetter: '0123456789LMNPQRSTUV',
  monthLetter: 'ABCDEHLMPRST',
};
const [L, N, D, M] = ['letter', 'digit', 'digitOrOmocodiaLetter', 'monthLetter'] as const;
/** Surname and name, year, month, day, place, check letter. */
const personalCodeForm: readonly TaxIdCharacter[] = [L, L, L, L, L, L, D, D, M, D, D, L, D, D, D, L];
const numericCodeForm: readonly TaxIdCharacter[] = [N, N, N, N, N, N, N, N, N, N, N];

const formFault = (taxId: string, form: readonly TaxIdCharacter[]): TaxIdVerdict | undefined => {
  const at = form.findIndex((kind, i) => !charactersOf[kind].includes(taxId.charAt(i)));
  const expected = form[at];
  return expected && { valid: false, reason: 'form', position: at + 1, received: taxId.charAt(at), expected };
};

const checked = (received: string, expected: string): TaxIdVerdict =>
  received === expected ? { valid: true } : { valid: false, reason: 'checkCharacter', received, expected };

/** Letter that stands for the value of a character at an odd position (1st, 3rd …); A counts 0. */
const oddPositionLetters = 'BAFHJNPRTVCESULDGIMOQKWZYX';
const digitOrLetterValue = (character: string): number =>
  character.charCodeAt(0) - (character <= '9' ? '0' : 'A').charCodeAt(0);

/**
 * Check letter of a personal code (codice fiscale) from its first 15 characters, upper case and of the right form.
 *
 * Source: pn-commons utils/ValidateUtils.java
 */
export const personalCodeCheckCharacter = (first15: string): string => {
  const values = [...first15].map((character, i) => {
    const value = digitOrLetterValue(character);
    return i % 2 === 0 ? digitOrLetterValue(oddPositionLetters.charAt(value)) : value;
  });
  const sum = values.reduce((total, value) => total + value, 0);
  return charactersOf.letter.charAt(sum % 26);
};

/**
 * Check digit (Luhn) of a VAT number or numeric code from its first 10 digits.
 *
 * Source: pn-commons utils/ValidateUtils.java
 */
export const numericCodeCheckDigit = (first10: string): string => {
  const values = [...first10].map((digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 1 : 2);
    return value > 9 ? value - 9 : value;
  });
  const sum = values.reduce((total, value) => total + value, 0);
  return String((10 - (sum % 10)) % 10);
};

/** Checks 16 characters as a personal code: form (omocodia letters allowed) and check letter, not day or place. */
export const checkPersonalCode = (taxId: string): TaxIdVerdict =>
  formFault(taxId, personalCodeForm) ?? checked(taxId.slice(15), personalCodeCheckCharacter(taxId.slice(0, 15)));

/** Checks 11 characters as a VAT number or numeric code; `00000000000` is valid. */
export const checkNumericCode = (taxId: string): TaxIdVerdict =>
  formFault(taxId, numericCodeForm) ?? checked(taxId.slice(10), numericCodeCheckDigit(taxId.slice(0, 10)));

/** A tax id as the platform compares it: without blanks, upper case. */
const normalizeTaxId = (taxId: string): string => taxId.replace(/\s/g, '').toUpperCase();

/**
 * The platform's local check of a recipient's tax id. In order: white list, 16 characters as a personal code (also for
 * a company), 11 characters as a numeric code (a company only), anything else is wrong.
 * unsure: the platform's black list stands between white list and code check; its content is not public, so there is
 * none here.
 *
 * Source: pn-commons utils/ValidateUtils.java
 */
export const checkTaxId = (
  taxId: string,
  recipientType: RecipientType,
  whiteList: readonly string[] = defaultTaxIdWhiteList,
): TaxIdVerdict => {
  const normalized = normalizeTaxId(taxId);
  if (whiteList.includes(normalized)) return { valid: true };
  if (normalized.length === 16) return checkPersonalCode(normalized);
  if (normalized.length !== 11) return { valid: false, reason: 'length', length: normalized.length };
  if (recipientType === 'PF') return { valid: false, reason: 'personNeedsPersonalCode' };
  return checkNumericCode(normalized);
};
