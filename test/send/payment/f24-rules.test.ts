import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { f24Kinds } from '../../../src/send/payment/f24-facts.js';
import { f24Errors, f24Facts, readF24 } from '../../../src/send/payment/f24-rules.js';
import { completeForms, f24KindNames, smallestForms } from './f24-forms.js';

const asUsed = { applyCost: true, isAltered: false };
/** Errors of a file whose payment bears the cost. */
const errorsOf = (metadata: unknown, use: Partial<typeof asUsed> = {}) =>
  f24Errors(f24Facts(metadata), { ...asUsed, ...use }).map(({ code, message }) => [
    code.replace('PN_F24_METADATA_', ''),
    message,
  ]);

describe.each(f24KindNames)('%s', (kind) => {
  it('complete is right', () => {
    expect(errorsOf({ [kind]: completeForms[kind] })).toEqual([]);
  });

  it('with records of nothing but what is required is right', () => {
    expect(errorsOf({ [kind]: smallestForms[kind] })).toEqual([]);
  });

  it('without who pays breaks the schema', () => {
    const { taxPayer: _, ...form } = smallestForms[kind];
    expect(errorsOf({ [kind]: form })).toEqual([['VALIDATION_SCHEMA', `${kind}.taxPayer must not be null`]]);
  });

  it('with a field that the schema does not have cannot be read', () => {
    expect(errorsOf({ [kind]: { ...smallestForms[kind], sections: [] } })).toEqual([
      [
        'PARSING_ERROR',
        `Unrecognized field "sections" (class it.pagopa.pn.f24.generated.openapi.server.v1.dto.${f24Kinds[kind].name}), not marked as ignorable`,
      ],
    ]);
  });
});

/** The smallest standard form with other records of the treasury. */
const treasury = (...records: object[]) => ({
  f24Standard: { taxPayer: { taxCode: '12345678903' }, treasury: { records } },
});
const chain = (...parts: string[]) =>
  parts
    .map((part) => (part.startsWith('java') ? part : `it.pagopa.pn.f24.generated.openapi.server.v1.dto.${part}`))
    .join('->');
const taxChain = (field: string) =>
  chain(
    'F24Metadata["f24Standard"]',
    'F24Standard["treasury"]',
    'TreasurySection["records"]',
    'java.util.ArrayList[0]',
    `Tax["${field}"]`,
  );

describe('a file that cannot be read', () => {
  it.each([
    ['no JSON', 'not json'],
    ['half a file', '{"f24Elid": {'],
    ['nothing at all', ''],
  ])('%s: one parsing error', (_, text) => {
    const { errors } = readF24(text);
    expect(errors).toEqual([{ code: 'PN_F24_METADATA_PARSING_ERROR', message: expect.stringContaining('not JSON') }]);
  });

  it.each([
    [
      'an amount of 15 digits',
      { debit: 123456789012345 },
      'Numeric value (123456789012345) out of range of int (-2147483648 - 2147483647)',
      'debit',
    ],
    [
      'the same inside a string',
      { debit: '123456789012345' },
      'Numeric value (123456789012345) out of range of int (-2147483648 - 2147483647)',
      'debit',
    ],
    [
      'a word for an amount',
      { debit: 'ten' },
      'Cannot deserialize value of type `java.lang.Integer` from String "ten": not a valid `java.lang.Integer` value',
      'debit',
    ],
    [
      'a list for a text',
      { year: ['2026'] },
      'Cannot deserialize value of type `java.lang.String` from Array value (token `JsonToken.START_ARRAY`)',
      'year',
    ],
    [
      'a word for a flag',
      { applyCost: 'yes' },
      'Cannot deserialize value of type `java.lang.Boolean` from String "yes": only "true" or "false" recognized',
      'applyCost',
    ],
  ])('%s', (_, change, message, field) => {
    expect(errorsOf(treasury({ applyCost: true, ...change }))).toEqual([
      ['PARSING_ERROR', `${message} (through reference chain: ${taxChain(field)})`],
    ]);
  });

  it('is told with its first fault only, in the order of the file', () => {
    expect(errorsOf(treasury({ applyCost: true, debit: 'x' }, { color: 'red' }))).toHaveLength(1);
  });

  it.each([[null], [[]], ['text'], [7], [true]])('%j is no form', (metadata) => {
    expect(errorsOf(metadata)).toEqual([['PARSING_ERROR', expect.any(String)]]);
  });
});

describe('scalars', () => {
  it('are taken as the platform takes them: numbers in strings, strings in numbers, null for absent', () => {
    const record = { applyCost: 'true', debit: '100', credit: null, year: 2026 };
    expect(errorsOf(treasury(record))).toEqual([]);
  });

  it('a byte order mark before the file does not matter', () => {
    expect(readF24(`\uFEFF${JSON.stringify({ f24Elid: smallestForms.f24Elid })}`).errors).toEqual([]);
  });
});

describe('the schema', () => {
  it('is told with the path and the pattern, one error for each fault', () => {
    const metadata = {
      f24Standard: {
        taxPayer: {
          taxCode: 'LRTFNC80A01F205B1',
          person: { personalData: { surname: '', name: 'LORÈ', birthDate: '1-1-1980' } },
        },
        localTax: { records: [{ applyCost: true, municipality: 'MILANO', year: '3026' }] },
      },
    };
    expect(errorsOf(metadata)).toEqual([
      [
        'VALIDATION_SCHEMA',
        'f24Standard.taxPayer.taxCode must match "^([A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST]{1}[0-9LMNPQRSTUV]{2}[A-Z]{1}[0-9LMNPQRSTUV]{3}[A-Z]{1})|([0-9]{11})$"',
      ],
      ['VALIDATION_SCHEMA', 'f24Standard.taxPayer.person.personalData.surname must match "^[ -~]{1,24}$"'],
      ['VALIDATION_SCHEMA', 'f24Standard.taxPayer.person.personalData.name must match "^[ -~]{1,20}$"'],
      ['VALIDATION_SCHEMA', 'f24Standard.taxPayer.person.personalData.birthDate must match "^\\d{2}-\\d{2}-\\d{4}$"'],
      ['VALIDATION_SCHEMA', 'f24Standard.taxPayer.person.personalData.sex must not be null'],
      ['VALIDATION_SCHEMA', 'f24Standard.localTax.records[0].municipality must match "^[0-9A-Z]{4}$"'],
      ['VALIDATION_SCHEMA', 'f24Standard.localTax.records[0].taxType must not be null'],
      ['VALIDATION_SCHEMA', 'f24Standard.localTax.records[0].year must match "^[1-2][0-9]{3}$"'],
    ]);
  });

  it('wants a whole tax code, not one that begins or ends like one', () => {
    expect(errorsOf({ f24Elid: { ...smallestForms.f24Elid, taxPayer: { taxCode: 'X12345678903' } } })).toHaveLength(1);
  });

  it('a record has to say whether it bears the cost', () => {
    expect(errorsOf(treasury({}))).toEqual([
      ['VALIDATION_SCHEMA', 'f24Standard.treasury.records[0].applyCost must not be null'],
    ]);
  });

  it('a file without any form is told too', () => {
    expect(errorsOf({})).toEqual([['VALIDATION_SCHEMA', expect.stringContaining('f24Standard')]]);
  });

  it('comes before everything else: the cost is not looked at then', () => {
    expect(errorsOf(treasury({ applyCost: false, year: '1' }))).toEqual([['VALIDATION_SCHEMA', expect.any(String)]]);
  });

  it('a file full of faults is told with a hundred', () => {
    expect(errorsOf(treasury(...Array.from({ length: 500 }, () => ({}))))).toHaveLength(100);
  });
});

describe('the cost of the notification', () => {
  const bears = { applyCost: true };
  const not = { applyCost: false };
  const cost = 'VALIDATION_INCONSISTENT_APPLY_COST';

  it.each([
    ['one record bears it, the payment does', [bears, not], true, []],
    ['no record bears it, the payment does not', [not], false, []],
    [
      'a bearing record has a credit',
      [{ ...bears, credit: 5 }],
      true,
      [[cost, "Metadata can't have applyCost = true and credit != 0 in a record"]],
    ],
    ['a bearing record has a credit of zero', [{ ...bears, credit: 0 }], true, []],
    [
      'a record bears it, the payment does not',
      [bears],
      false,
      [[cost, "Metadata shouldn't have applyCost=true in records"]],
    ],
    ['no record bears it, the payment does', [not], true, [[cost, 'Metadata requires applyCost=true in records']]],
    ['two records bear it', [bears, bears], true, [[cost, 'Metadata has too many applyCost=true in records']]],
    [
      'two records bear it, the payment does not',
      [bears, bears],
      false,
      [[cost, "Metadata shouldn't have applyCost=true in records"]],
    ],
  ])('%s', (_, records, applyCost, expected) => {
    expect(errorsOf(treasury(...records), { applyCost })).toEqual(expected);
  });

  it('is counted over all sections', () => {
    const { f24Standard } = treasury(bears);
    expect(errorsOf({ f24Standard: { ...f24Standard, inps: { records: [bears] } } })).toEqual([
      [cost, 'Metadata has too many applyCost=true in records'],
    ]);
  });
});

describe('the rules of the library of forms', () => {
  it('a person and a company cannot both pay', () => {
    const { taxPayer } = completeForms.f24Elid;
    const form = { ...smallestForms.f24Elid, taxPayer: { ...taxPayer, company: { name: 'X' } } };
    expect(errorsOf({ f24Elid: form })).toEqual([['VALIDATION_ERROR', 'Only one type of tax payer is allowed.']]);
  });

  const payer = completeForms.f24Elid.taxPayer;
  const paidBy = (personalData: object, taxCode: string = payer.taxCode) => ({
    f24Elid: {
      ...smallestForms.f24Elid,
      taxPayer: { ...payer, taxCode, person: { personalData: { ...payer.person.personalData, ...personalData } } },
    },
  });

  it.each([
    ['another surname', { surname: 'ROSSI' }],
    ['another name', { name: 'MARIO' }],
    ['another date of birth', { birthDate: '02-01-1980' }],
    ['another month of birth', { birthDate: '01-02-1980' }],
    ['another year of birth', { birthDate: '01-01-1981' }],
    ['the other sex', { sex: 'F' }],
  ])('the tax code is not that of somebody with %s', (_, change) => {
    expect(errorsOf(paidBy(change))).toEqual([
      ['VALIDATION_ERROR', 'Invalid tax code: it not corresponds to other personal data'],
    ]);
  });

  it('the place of birth is not compared with the tax code', () => {
    expect(errorsOf(paidBy({ birthPlace: 'ROMA', birthProvince: 'RM' }))).toEqual([]);
  });

  it('a numeric tax code says nothing of a person', () => {
    expect(errorsOf(paidBy({}, '12345678903'))).toEqual([]);
  });

  it('a town has a code of the land registry', () => {
    const local = (municipality: string) => ({
      f24Simplified: {
        ...smallestForms.f24Simplified,
        payments: { records: [{ ...smallestForms.f24Simplified.payments.records[0], municipality }] },
      },
    });

    expect(errorsOf(local('F205'))).toEqual([]);
    for (const wrong of ['ZZZZ', 'Z404', 'F20A', '0205']) {
      expect(errorsOf(local(wrong))).toEqual([['VALIDATION_ERROR', "Argument 'municipality' is not valid"]]);
    }
  });

  it('a record has a debit or a credit', () => {
    expect(errorsOf(treasury({ applyCost: false, debit: 203, credit: 100 }), { applyCost: false })).toEqual([
      ['VALIDATION_ERROR', 'The credit and debit fields cannot be filled with a value at the same time'],
    ]);
  });
});

describe('several faults', () => {
  it('of digest, kinds, cost and library come together, in this order', () => {
    const metadata = { ...treasury({ applyCost: false, debit: 1, credit: 1 }), f24Elid: smallestForms.f24Elid };
    expect(errorsOf(metadata, { isAltered: true })).toEqual([
      ['VALIDATION_DIFFERENT_SHA256', 'Invalid sha256'],
      ['VALIDATION_MULTI_TYPE', 'Multiple metadata type sent'],
      ['VALIDATION_INCONSISTENT_APPLY_COST', 'Metadata requires applyCost=true in records'],
      ['VALIDATION_ERROR', 'The credit and debit fields cannot be filled with a value at the same time'],
    ]);
  });
});

it('any JSON gets an answer', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(...f24KindNames), (value, kind) => {
      expect(Array.isArray(errorsOf({ [kind]: value }))).toBe(true);
      expect(Array.isArray(errorsOf(value))).toBe(true);
    }),
  );
});
