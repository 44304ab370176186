/** What a personal code (codice fiscale) is made of, the place of birth aside. */
export interface PersonalData {
  readonly surname: string;
  readonly name: string;
  /** `dd-mm-yyyy` */
  readonly birthDate: string;
  readonly sex: string;
}

const months = 'ABCDEHLMPRST';
/** Letters that stand for digits where two people would have one code (omocodia). */
const omocodia = 'LMNPQRSTUV';

const lettersOf = (text: string): string =>
  text
    .normalize('NFD')
    .toUpperCase()
    .replace(/[^A-Z]/g, '');
const consonantsOf = (text: string): string => lettersOf(text).replace(/[AEIOU]/g, '');
const vowelsOf = (text: string): string => lettersOf(text).replace(/[^AEIOU]/g, '');

const threeOf = (text: string): string => `${consonantsOf(text)}${vowelsOf(text)}XXX`.slice(0, 3);

/** Of a first name with four consonants or more the second one is left out. */
const threeOfName = (name: string): string => {
  const consonants = consonantsOf(name);
  return consonants.length > 3 ? `${consonants[0]}${consonants.slice(2, 4)}` : threeOf(name);
};

const digitOf = (character: string): string => {
  const digit = omocodia.indexOf(character);
  return digit < 0 ? character : String(digit);
};

/**
 * Do the first 11 characters of a personal code follow from these data? Place of birth and check letter are not looked at.
 *
 * Source: decree of the Ministry of Finance of 23 December 1976 (form of the codice fiscale)
 */
export const fitsPersonalCode = (code: string, { surname, name, birthDate, sex }: PersonalData): boolean => {
  const [day = '', month = '', year = ''] = birthDate.split('-');
  const dayOfSex = String(Number(day) + (sex === 'F' ? 40 : 0)).padStart(2, '0');
  const expected = [threeOf(surname), threeOfName(name), year.slice(2), months[Number(month) - 1], dayOfSex].join('');
  const received = [...code.slice(0, 11)].map((c, i) => ([6, 7, 9, 10].includes(i) ? digitOf(c) : c)).join('');
  return received === expected;
};
