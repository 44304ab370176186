import { describe, expect, it } from 'vitest';
import { fitsPersonalCode } from '../../src/italy/personal-code.js';

const fits = (code: string, surname: string, name: string, birthDate: string, sex: string): boolean =>
  fitsPersonalCode(code, { surname, name, birthDate, sex });

describe('a personal code', () => {
  it.each([
    ['consonants of surname and name', 'RSSMRA80A01F205X', 'ROSSI', 'MARIO', '01-01-1980', 'M'],
    ['first, third and fourth consonant of a long name', 'GLLGLL64B15G702I', 'GALILEI', 'GALILEO', '15-02-1964', 'M'],
    ['vowels where consonants do not suffice', 'FOXAIX99T31H501X', 'FO', 'AI', '31-12-1999', 'M'],
    ['forty days more for a woman', 'BRGLRZ80D58H501Q', 'BORGIA', 'LUCREZIA', '18-04-1980', 'F'],
    ['letters for digits (omocodia)', 'RSSMRAULAL1F205X', 'ROSSI', 'MARIO', '01-01-1980', 'M'],
    ['accents and apostrophes that do not count', 'DNGNCL80A01F205X', "D'ANGIÒ", 'NICOLÒ', '01-01-1980', 'M'],
  ])('has %s', (_, code, surname, name, birthDate, sex) => {
    expect(fits(code, surname, name, birthDate, sex)).toBe(true);
  });

  it('does not fit dates that the calendar does not have', () => {
    expect(fits('RSSMRA80A01F205X', 'ROSSI', 'MARIO', '01-13-1980', 'M')).toBe(false);
  });
});
