import { addedLetters } from './letters.js';

/** Characters of Windows-1252 outside Latin-1: what the built-in fonts of PDF can show beside it. */
const beyondLatin1 = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';
/** Letters that no decomposition turns into one of ours. */
const substitutes: Readonly<Record<string, string>> = { Đ: 'Ð', ł: 'l', Ł: 'L', ı: 'i', ħ: 'h', Ħ: 'H' };

/**
 * Text as the built-in fonts can print it: accents that they lack are dropped (`ř` becomes `r`), white space and control
 * characters become blanks, anything else that the fonts lack becomes `?`.
 */
export const winAnsi = (text: string): string =>
  [...text.normalize('NFC').replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')].map(printable).join('');

const added: ReadonlyMap<string, string> = new Map(
  addedLetters.map(({ letter, code }) => [letter, String.fromCharCode(code)]),
);

const printable = (character: string): string => {
  const code = added.get(character);
  if (code !== undefined) return code;
  if (isPrintable(character)) return character;
  const base = substitutes[character] ?? character.normalize('NFD').charAt(0);
  return isPrintable(base) ? base : '?';
};

const isPrintable = (character: string): boolean =>
  /^[\x20-\x7e\xa1-\xff]$/.test(character) || beyondLatin1.includes(character);
