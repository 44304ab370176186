/**
 * The metadata file of an F24 form: its fields, which of them are required, what their texts must match. A field that is
 * not listed is refused. `name` is the platform's class, which its messages of unreadable files tell.
 *
 * Source: pn-f24 docs/openapi/schemas-f24.yaml
 */
export interface F24Object {
  readonly kind: 'object';
  readonly name: string;
  readonly fields: Readonly<Record<string, F24Field>>;
}

export type F24Field = (
  | F24Object
  | { readonly kind: 'text'; readonly pattern: string; readonly matches: RegExp }
  | { readonly kind: 'flag' }
  /** Eurocent, 32 bits. */
  | { readonly kind: 'amount' }
  | { readonly kind: 'records'; readonly of: F24Object }
) & { readonly isRequired?: true };

/** The whole text has to match, whatever the anchors of the pattern say. */
const text = (pattern: string): F24Field => ({ kind: 'text', pattern, matches: new RegExp(`^(?:${pattern})$`) });
const required = (field: F24Field): F24Field => ({ ...field, isRequired: true });
const object = (name: string, fields: F24Object['fields']): F24Object => ({ kind: 'object', name, fields });
const flag: F24Field = { kind: 'flag' };
const amount: F24Field = { kind: 'amount' };

/** A record; every one says whether the cost of the notification is added to it. */
const records = (name: string, fields: F24Object['fields']): F24Field => ({
  kind: 'records',
  of: object(name, { applyCost: required(flag), ...fields }),
});

/** Printable ASCII. */
const printable = (least: number, most: number): F24Field => text(`^[ -~]{${least},${most}}$`);

const taxCode = text(
  '^([A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST]{1}[0-9LMNPQRSTUV]{2}[A-Z]{1}[0-9LMNPQRSTUV]{3}[A-Z]{1})|([0-9]{11})$',
);
const province = text('^[A-Z]{2}$');
const taxType = text('^[0-9A-Z]{4}$');
/** The same, written otherwise: messages repeat the pattern. */
const treasuryTaxType = text('^[A-Z0-9]{4}$');
const municipality = text('^[0-9A-Z]{4}$');
const installment = text('^[A-Z0-9]{0,4}$');
const year = text('^[1-2][0-9]{3}$');
const office = text('^[A-Z0-9]{3}$');
const document = text('^\\d{11}$');
const operationId = text('^[A-Z0-9]{18}$');
const debitAndCredit = { debit: amount, credit: amount };
const officeAndDocument = { office, document };

const taxAddress = object('TaxAddress', {
  municipality: printable(1, 40),
  province,
  address: printable(1, 35),
});
const personalData = object('PersonalData', {
  surname: required(printable(1, 24)),
  name: required(printable(1, 20)),
  birthDate: required(text('^\\d{2}-\\d{2}-\\d{4}$')),
  sex: required(text('^[FM]$')),
  birthPlace: printable(1, 40),
  birthProvince: province,
});
const person = object('PersonData', { personalData, taxAddress });
const companyName = required(printable(1, 60));
const company = object('CompanyData', { name: companyName, taxAddress });
const coObliged = { relativePersonTaxCode: taxCode, id: text('^[A-Z0-9]{2}$') };
const period = object('Period', { startDate: text('^[0-9]{6}$'), endDate: text('^[0-9]{6}$') });

/**
 * Who pays. unsure: only the standard form declares it required; a form of another kind without it breaks the platform's
 * printing, so that it is required here in all of them.
 */
const taxPayer = (name: string, fields: F24Object['fields']): F24Field =>
  required(object(name, { taxCode: required(taxCode), ...fields, ...coObliged }));

const treasury = object('TreasurySection', {
  records: records('Tax', { taxType: treasuryTaxType, installment, year, ...debitAndCredit }),
  ...officeAndDocument,
});
const inps = object('InpsSection', {
  records: records('InpsRecord', {
    office: text('^[0-9]{3,4}$'),
    reason: text('^[A-Z-]{3,4}$'),
    inps: printable(0, 17),
    period,
    ...debitAndCredit,
  }),
});
const region = object('RegionSection', {
  records: records('RegionRecord', { region: text('^[0-9]{2}$'), taxType, installment, year, ...debitAndCredit }),
});
const ofLocalTax = {
  municipality: required(municipality),
  reconsideration: flag,
  propertiesChanges: flag,
  advancePayment: flag,
  fullPayment: flag,
  numberOfProperties: text('^[0-9]{3}$'),
  taxType: required(taxType),
  installment,
  year,
  ...debitAndCredit,
};
const localTax = object('LocalTaxSection', {
  operationId,
  records: records('LocalTaxRecord', ofLocalTax),
  deduction: text('^[0-9]{3,15}$'),
});
const socialSecurity = object('SocialSecuritySection', {
  records: records('InailRecord', {
    office: text('^[0-9]{5}$'),
    company: text('^[0-9]{8}$'),
    control: text('^[0-9]{2}$'),
    refNumber: text('^[0-9]{6}$'),
    reason: text('^[A-Z0-9]$'),
    ...debitAndCredit,
  }),
  socSecRecords: records('SocialSecurityRecord', {
    institution: text('^[0-9]{4}$'),
    office: text('^[0-9A-Z]{5}$'),
    reason: text('^[0-9A-Z]{3,4}$'),
    position: text('^[0-9]{9}$'),
    period,
    ...debitAndCredit,
  }),
});

/** The four kinds of forms. */
export const f24Kinds = {
  f24Standard: object('F24Standard', {
    taxPayer: taxPayer('TaxPayerStandard', { isNotTaxYear: flag, person, company }),
    treasury,
    inps,
    region,
    localTax,
    socialSecurity,
  }),
  f24Simplified: object('F24Simplified', {
    taxPayer: taxPayer('TaxPayerSimplified', {
      personalData,
      company: object('CompanyDataSimplified', { name: companyName }),
      ...officeAndDocument,
    }),
    payments: object('SimplifiedPaymentSection', {
      operationId,
      records: records('SimplifiedPaymentRecord', { section: required(text('^(ER|RG|EL)$')), ...ofLocalTax }),
    }),
  }),
  f24Excise: object('F24Excise', {
    taxPayer: taxPayer('TaxPayerExcise', { isNotTaxYear: flag, person, company }),
    treasury,
    inps,
    region,
    localTax,
    excise: object('ExciseSection', {
      records: records('ExciseTax', {
        institution: province,
        province,
        id: text('^[A-Z0-9]{17}$'),
        taxType,
        installment,
        month: text('^[0-1][0-9]$'),
        year,
        debit: amount,
      }),
      ...officeAndDocument,
    }),
  }),
  f24Elid: object('F24Elid', {
    taxPayer: taxPayer('TaxPayerElide', { person, company }),
    treasury: object('TreasuryAndOtherSection', {
      ...officeAndDocument,
      records: records('TreasuryRecord', {
        type: text('^[A-Z]$'),
        id: text('^[A-Z0-9]{17}$'),
        taxType: treasuryTaxType,
        year,
        debit: amount,
      }),
    }),
  }),
} as const satisfies Record<string, F24Object>;

export const f24Metadata: F24Object = object('F24Metadata', f24Kinds);

/** Package of the classes. Source: pn-f24 pom.xml, as its messages show it */
export const f24Package = 'it.pagopa.pn.f24.generated.openapi.server.v1.dto';

/** Texts of the platform's library of forms. Source: pn-f24lib org/f24/exception/ErrorEnum.java */
export const libraryTexts = {
  severalTaxPayers: 'Only one type of tax payer is allowed.',
  taxCode: 'Invalid tax code: it not corresponds to other personal data',
  municipality: "Argument 'municipality' is not valid",
  debitAndCredit: 'The credit and debit fields cannot be filled with a value at the same time',
} as const;

/**
 * Codes that the land registry gives to Italian towns. unsure: the library has the list itself, ours takes every code of
 * that form.
 */
export const townCode = /^[A-M]\d{3}$/;

/** Ours: errors of one file that are told; a file with more of them is as wrong. */
export const mostErrors = 100;
