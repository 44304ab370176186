import { describe, expect, it } from 'vitest';
import { defaultRequestSettings } from '../../../src/send/request/facts.js';
import type { Recipient } from '../../../src/send/request/model.js';
import { nameViolations, taxIdViolations } from '../../../src/send/request/recipient-rules.js';
import { anAddress, aRecipient, numericCodes, personalCodes } from './a-request.js';

const whiteList = defaultRequestSettings.taxIdWhiteList;
const taxIds = (...recipients: Partial<Recipient>[]) => taxIdViolations(recipients.map(aRecipient), whiteList);
const details = (...recipients: Partial<Recipient>[]) => taxIds(...recipients).map((violation) => violation.detail);

describe('tax ids', () => {
  it.each(personalCodes)('accepts the person %s', (taxId) => {
    expect(details({ taxId })).toEqual([]);
  });

  it.each(numericCodes)('accepts the company %s', (taxId) => {
    expect(details({ taxId, recipientType: 'PG' })).toEqual([]);
  });

  it.each([
    ['FRMTTR76F06B715E', 'F as character 9, where the letter of a month'],
    ['FRRTTR76M0MB715H', 'check character H'],
    ['20517460320', 'recipientType PG'],
  ])('refuses the person %s', (taxId, told) => {
    const [violation, ...others] = taxIds({ taxId });

    expect(violation?.detail).toBe('Invalid taxId for recipient 0');
    expect(violation?.hint.en).toContain(told);
    expect(others).toEqual([]);
  });

  it('says which check character was expected', () => {
    const [person] = taxIds({ taxId: 'LNALNI80A01H501X' });
    const [company] = taxIds({ taxId: '12345678901', recipientType: 'PG' });

    expect(person?.hint.it).toContain('carattere di controllo X, quello calcolato è T');
    expect(company?.hint.en).toContain('check character 1, the computed one is 3');
  });

  it('accepts people of the white list in spite of their check character', () => {
    expect(details({ taxId: 'CLMCST42R12D969Z' })).toEqual([]);
    expect(taxIdViolations([aRecipient({ taxId: 'CLMCST42R12D969Z' })], []).length).toBe(1);
  });

  it('tells a company with a right personal code only that it must be numeric', () => {
    expect(details({ taxId: personalCodes[0], recipientType: 'PG' })).toEqual([
      'SEND accepts only numerical taxId for PG recipient 0',
    ]);
  });

  it('tells each repetition, and the index of the recipient', () => {
    const [first, second, ...others] = taxIds({}, { taxId: personalCodes[1] }, {}, {});

    expect([first?.detail, second?.detail]).toEqual(['Duplicated recipient taxId', 'Duplicated recipient taxId']);
    expect(first?.hint.en).toContain('recipients[2] has the same taxId as recipients[0]');
    expect(second?.hint.en).toContain('recipients[3] has the same taxId as recipients[0]');
    expect(others).toEqual([]);
  });

  it('names the recipient at fault', () => {
    expect(details({}, { taxId: 'FRNSST75D50A717M' })).toEqual(['Invalid taxId for recipient 1']);
  });
});

describe('names', () => {
  const of = (change: Partial<Recipient>, denominationLength = 88) =>
    nameViolations(aRecipient(change), 1, { ...defaultRequestSettings, denominationLength }).map((v) => v.detail);

  it.each(["Nicolò D'Àccento-Öß", 'Rossi & C. s.r.l./2@_', '0123456789', 'a'.repeat(88), '\u00a0'])(
    'accepts %j',
    (denomination) => {
      expect(of({ denomination })).toEqual([]);
    },
  );

  it.each(['a|b', '10 €', 'Łukasz', 'a\tb', 'a\u0085b', '📮', '\ud800'])(
    'refuses the characters of %j',
    (denomination) => {
      expect(of({ denomination })).toEqual(['Field denomination in recipient 1 contains invalid characters.']);
    },
  );

  it('looks at `at` in the same way', () => {
    expect(of({ physicalAddress: anAddress({ at: 'presso |' }) })).toEqual([
      'Field at in recipient 1 contains invalid characters.',
    ]);
    expect(of({ physicalAddress: anAddress({ at: 'a'.repeat(41) }), denomination: 'b' }, 40)).toEqual([
      'Field at in recipient 1 exceed max length of 40 chars',
    ]);
    expect(of({ physicalAddress: anAddress({ at: '' }) })).toEqual([]);
  });

  it('measures without outer blanks, and not at all with a length of 0', () => {
    expect(of({ denomination: ` ${'a'.repeat(44)} ` }, 44)).toEqual([]);
    expect(of({ denomination: 'a'.repeat(45) }, 44)).toEqual([
      'Field denomination in recipient 1 exceed max length of 44 chars',
    ]);
    expect(of({ denomination: 'a'.repeat(500) }, 0)).toEqual([]);
  });
});
