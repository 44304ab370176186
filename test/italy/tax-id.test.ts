import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultTaxIdWhiteList } from '../../src/italy/facts.js';
import {
  checkNumericCode,
  checkPersonalCode,
  checkTaxId,
  numericCodeCheckDigit,
  personalCodeCheckCharacter,
} from '../../src/italy/tax-id.js';

const valid = { valid: true };

describe('personal code', () => {
  it.each([
    'FRMTTR76M06B715E',
    'FRNSST75D50A717N',
    'MRNLCU00A01H50MB',
    'LRTFNC80A01F205B',
    'BNRMHL75C06G702B',
    'LNALNI80A01H501T',
    'DVNLRD52D15M059P',
  ])('takes %s', (code) => {
    expect(checkTaxId(code, 'PF')).toEqual(valid);
  });

  it('names the month letter that is none', () => {
    expect(checkTaxId('FRMTTR76F06B715E', 'PF')).toEqual({
      valid: false,
      reason: 'form',
      position: 9,
      received: 'F',
      expected: 'monthLetter',
    });
  });

  it('refuses a letter that omocodia does not use, and a digit in the name', () => {
    expect(checkTaxId('FRMTTRZ6M06B715E', 'PF')).toMatchObject({ position: 7, expected: 'digitOrOmocodiaLetter' });
    expect(checkTaxId('FRMTT776M06B715E', 'PF')).toMatchObject({ position: 6, received: '7', expected: 'letter' });
  });

  it.each([
    ['LNALNI80A01H501X', 'T'],
    ['FRNSST75D50A717M', 'N'],
  ])('says which check letter %s should have', (code, expected) => {
    expect(checkTaxId(code, 'PF')).toEqual({
      valid: false,
      reason: 'checkCharacter',
      received: code.slice(15),
      expected,
    });
  });

  it('is compared without blanks and in upper case', () => {
    expect(checkTaxId(' frmttr76m06\tb715e\n', 'PF')).toEqual(valid);
  });

  it('is accepted for a company by this check', () => {
    expect(checkTaxId('FRMTTR76M06B715E', 'PG')).toEqual(valid);
  });

  it('does not look at day and place', () => {
    const first15 = 'FRMTTR76M99Z999';
    expect(checkPersonalCode(first15 + personalCodeCheckCharacter(first15))).toEqual(valid);
  });
});

describe('numeric code', () => {
  it.each(['12345678903', '44444444440', '74700694370', '00000000000', '05722930657'])(
    'takes %s for a company',
    (code) => {
      expect(checkTaxId(code, 'PG')).toEqual(valid);
    },
  );

  it('says which check digit was expected', () => {
    expect(checkTaxId('12345678901', 'PG')).toEqual({
      valid: false,
      reason: 'checkCharacter',
      received: '1',
      expected: '3',
    });
  });

  it('names the first character that is no digit', () => {
    expect(checkTaxId('1266681029H', 'PG')).toMatchObject({ reason: 'form', position: 11, received: 'H' });
  });

  it('is refused for a person even when its check digit is right', () => {
    expect(checkTaxId('12345678903', 'PF')).toEqual({ valid: false, reason: 'personNeedsPersonalCode' });
  });
});

describe('white list', () => {
  it.each([
    ['CLMCST42R12D969Z', 'PF', 'N'],
    ['12666810299', 'PG', undefined],
    ['70412331207', 'PG', undefined],
    ['27957814470', 'PG', undefined],
  ] as const)('lets %s pass, which fails its check character without it', (taxId, type, expected) => {
    expect(defaultTaxIdWhiteList).toContain(taxId);
    expect(checkTaxId(taxId, type)).toEqual(valid);
    expect(checkTaxId(taxId, type, [])).toMatchObject({
      valid: false,
      reason: 'checkCharacter',
      ...(expected && { expected }),
    });
  });

  it('comes before the rule that a person needs a personal code', () => {
    expect(checkTaxId('12666810299', 'PF')).toEqual(valid);
  });
});

it('refuses any other length', () => {
  expect(checkTaxId('FRMTTR76M06B715', 'PF')).toEqual({ valid: false, reason: 'length', length: 15 });
  expect(checkTaxId('1234567890', 'PG')).toEqual({ valid: false, reason: 'length', length: 10 });
  expect(checkTaxId('', 'PF')).toEqual({ valid: false, reason: 'length', length: 0 });
});

describe('computed check characters', () => {
  const oneOf = (characters: string) => fc.constantFrom(...characters);
  const letter = oneOf('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  const digitOrOmocodia = oneOf('0123456789LMNPQRSTUV');
  const first15 = fc
    .tuple(
      fc.array(letter, { minLength: 6, maxLength: 6 }),
      fc.array(digitOrOmocodia, { minLength: 2, maxLength: 2 }),
      oneOf('ABCDEHLMPRST'),
      fc.array(digitOrOmocodia, { minLength: 2, maxLength: 2 }),
      letter,
      fc.array(digitOrOmocodia, { minLength: 3, maxLength: 3 }),
    )
    .map((parts) => parts.flat().join(''));
  const first10 = fc.array(oneOf('0123456789'), { minLength: 10, maxLength: 10 }).map((digits) => digits.join(''));

  it('always verify, and no other letter does, for a personal code', () => {
    fc.assert(
      fc.property(first15, letter, (start, other) => {
        const right = personalCodeCheckCharacter(start);
        expect(checkPersonalCode(start + right)).toEqual(valid);
        expect(checkPersonalCode(start + other).valid).toBe(other === right);
      }),
    );
  });

  it('always verify, and no other digit does, for a numeric code', () => {
    fc.assert(
      fc.property(first10, oneOf('0123456789'), (start, other) => {
        const right = numericCodeCheckDigit(start);
        expect(checkNumericCode(start + right)).toEqual(valid);
        expect(checkNumericCode(start + other).valid).toBe(other === right);
      }),
    );
  });

  it('never throws, whatever is sent', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('PF' as const, 'PG' as const), (text, type) => {
        expect(typeof checkTaxId(text, type).valid).toBe('boolean');
      }),
    );
  });
});
