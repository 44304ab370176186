/** Metadata files of F24 forms, complete and smallest, of every kind; one record bears the cost of the notification. */

const person = {
  personalData: {
    surname: 'LORETTA',
    name: 'FRANCO',
    birthDate: '01-01-1980',
    sex: 'M',
    birthPlace: 'MILANO',
    birthProvince: 'MI',
  },
  taxAddress: { municipality: 'MILANO', province: 'MI', address: 'VIA ROMA 1' },
};
const company = {
  name: 'Ente di prova',
  taxAddress: { municipality: 'MILANO', province: 'MI', address: 'VIA ROMA 1' },
};
const period = { startDate: '012026', endDate: '122026' };

const treasury = {
  records: [{ applyCost: true, taxType: '1001', installment: '0101', year: '2026', debit: 9_000, credit: 0 }],
  office: 'A1B',
  document: '12345678901',
};
const inps = {
  records: [{ applyCost: false, office: '1234', reason: 'ABC-', inps: 'MATRICOLA 1', period, debit: 100 }],
};
const region = {
  records: [{ applyCost: false, region: '03', taxType: '3801', installment: '0101', year: '2026', credit: 50 }],
};
const localTax = {
  operationId: 'ABCDEFGH0123456789',
  records: [
    {
      applyCost: false,
      municipality: 'F205',
      taxType: '3918',
      reconsideration: false,
      propertiesChanges: false,
      advancePayment: true,
      fullPayment: false,
      numberOfProperties: '001',
      installment: '0101',
      year: '2026',
      debit: 12_345,
    },
  ],
  deduction: '20000',
};

export const completeForms = {
  f24Standard: {
    taxPayer: {
      taxCode: 'LRTFNC80A01F205B',
      isNotTaxYear: false,
      person,
      relativePersonTaxCode: '12345678903',
      id: '02',
    },
    treasury,
    inps,
    region,
    localTax,
    socialSecurity: {
      records: [
        {
          applyCost: false,
          office: '12345',
          company: '12345678',
          control: '12',
          refNumber: '123456',
          reason: 'P',
          debit: 1,
        },
      ],
      socSecRecords: [
        {
          applyCost: false,
          institution: '0001',
          office: 'MI001',
          reason: 'ABCD',
          position: '123456789',
          period,
          debit: 1,
        },
      ],
    },
  },
  f24Simplified: {
    taxPayer: { taxCode: '12345678903', company: { name: company.name }, document: '12345678901', office: 'ABC' },
    payments: {
      operationId: 'ABCDEFGH0123456789',
      records: [{ ...localTax.records[0], section: 'EL', applyCost: true }],
    },
  },
  f24Excise: {
    taxPayer: { taxCode: '12345678903', company },
    treasury,
    inps,
    region,
    localTax,
    excise: {
      office: 'ABC',
      document: '12345678901',
      records: [
        {
          applyCost: false,
          institution: 'DO',
          province: 'MI',
          id: 'ABCDEFGHIJ0123456',
          taxType: '2800',
          installment: '01',
          month: '05',
          year: '2026',
          debit: 77,
        },
      ],
    },
  },
  f24Elid: {
    taxPayer: { taxCode: 'LRTFNC80A01F205B', person },
    treasury: {
      office: 'ABC',
      document: '12345678901',
      records: [{ applyCost: true, type: 'A', id: 'ABCDEFGHIJ0123456', taxType: 'A100', year: '2026', debit: 10_000 }],
    },
  },
} as const;

const taxPayer = { taxCode: '12345678903' };
const record = { applyCost: true };

export const smallestForms = {
  f24Standard: { taxPayer, treasury: { records: [record] } },
  f24Simplified: {
    taxPayer,
    payments: { records: [{ ...record, section: 'ER', municipality: 'F205', taxType: '1001' }] },
  },
  f24Excise: { taxPayer, excise: { records: [record] } },
  f24Elid: { taxPayer, treasury: { records: [record] } },
} as const;

type F24Kind = keyof typeof smallestForms;
export const f24KindNames = Object.keys(smallestForms) as F24Kind[];
