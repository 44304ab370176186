import type { F24FormKind, F24SectionName } from '../../document.js';

/** A column of a section: the field of the record, what stands above it, its width in points. */
export interface F24Column {
  readonly field: string;
  readonly label: string;
  readonly width: number;
}

const column = (field: string, label: string, width: number): F24Column => ({ field, label, width });

/** Words of the printed F24 forms. The forms are Italian for every reader. */
export const italianF24Texts = {
  heading: 'MODELLO DI PAGAMENTO UNIFICATO',
  name: {
    f24Standard: 'F24',
    f24Simplified: 'F24 semplificato',
    f24Excise: 'F24 accise',
    f24Elid: 'F24 versamenti con elementi identificativi',
  } satisfies Record<F24FormKind, string>,
  copy: (copy: number, copies: number): string => {
    if (copies === 1) return 'Copia unica';
    return copy === copies ? `${copy}ª copia – per chi versa` : `${copy}ª copia – per la banca o la posta`;
  },
  sheetOf: (page: number, pages: number): string => (pages === 1 ? '' : ` – foglio ${page} di ${pages}`),
  leftOut: (pages: number): string => `Altri ${pages} fogli di questa copia non sono riprodotti.`,
  payment: 'Pagamento',

  payer: 'CONTRIBUENTE',
  payerFields: {
    taxCode: 'CODICE FISCALE',
    surname: 'COGNOME O DENOMINAZIONE',
    name: 'NOME',
    birthDate: 'DATA DI NASCITA',
    sex: 'SESSO',
    birthPlace: 'COMUNE DI NASCITA',
    birthProvince: 'PROV.',
    isNotTaxYear: 'ANNO NON SOLARE',
    municipality: 'DOMICILIO FISCALE: COMUNE',
    province: 'PROV.',
    address: 'VIA E NUMERO CIVICO',
    relativePersonTaxCode: 'CODICE FISCALE DEL COOBBLIGATO',
    id: 'COD. IDENT.',
  },

  section: {
    treasury: 'SEZIONE ERARIO',
    inps: 'SEZIONE INPS',
    region: 'SEZIONE REGIONI',
    localTax: 'SEZIONE IMU E ALTRI TRIBUTI LOCALI',
    inail: 'SEZIONE ALTRI ENTI PREVIDENZIALI – INAIL',
    socialSecurity: 'SEZIONE ALTRI ENTI PREVIDENZIALI E ASSICURATIVI',
    excise: 'SEZIONE ACCISE E ALTRI VERSAMENTI NON COMPENSABILI',
    payments: 'MOTIVO DEL PAGAMENTO',
    elid: 'ERARIO ED ALTRO',
  } satisfies Record<F24SectionName, string>,
  /** What stands in the title of a section, or beside who pays. */
  sectionFields: {
    office: 'cod. ufficio',
    document: 'cod. atto',
    operationId: 'identificativo operazione',
    deduction: 'detrazione',
  },
  columns: {
    treasury: [
      column('taxType', 'CODICE TRIBUTO', 90),
      column('installment', 'RATEAZIONE / MESE RIF.', 130),
      column('year', 'ANNO DI RIFERIMENTO', 103),
    ],
    inps: [
      column('office', 'SEDE', 45),
      column('reason', 'CAUSALE', 55),
      column('inps', 'MATRICOLA INPS / FILIALE', 103),
      column('startDate', 'DA MM/AAAA', 60),
      column('endDate', 'A MM/AAAA', 60),
    ],
    region: [
      column('region', 'REGIONE', 60),
      column('taxType', 'CODICE TRIBUTO', 90),
      column('installment', 'RATEAZIONE / MESE', 90),
      column('year', 'ANNO DI RIFERIMENTO', 83),
    ],
    localTax: [
      column('municipality', 'ENTE / COM.', 48),
      column('reconsideration', 'RAVV.', 27),
      column('propertiesChanges', 'VAR.', 27),
      column('advancePayment', 'ACC.', 27),
      column('fullPayment', 'SALDO', 27),
      column('numberOfProperties', 'N. IMM.', 34),
      column('taxType', 'TRIBUTO', 50),
      column('installment', 'RATEAZ.', 43),
      column('year', 'ANNO', 40),
    ],
    inail: [
      column('office', 'SEDE', 60),
      column('company', 'CODICE DITTA', 80),
      column('control', 'C.C.', 40),
      column('refNumber', 'N. RIFERIMENTO', 80),
      column('reason', 'CAUSALE', 63),
    ],
    socialSecurity: [
      column('institution', 'ENTE', 45),
      column('office', 'SEDE', 55),
      column('reason', 'CAUSALE', 55),
      column('position', 'POSIZIONE', 68),
      column('startDate', 'DA MM/AAAA', 50),
      column('endDate', 'A MM/AAAA', 50),
    ],
    excise: [
      column('institution', 'ENTE', 40),
      column('province', 'PROV.', 40),
      column('id', 'CODICE IDENTIFICATIVO', 110),
      column('taxType', 'TRIBUTO', 60),
      column('installment', 'RATEAZIONE', 60),
      column('month', 'MESE', 43),
      column('year', 'ANNO', 50),
    ],
    payments: [
      column('section', 'SEZ.', 30),
      column('taxType', 'TRIBUTO', 45),
      column('municipality', 'ENTE', 45),
      column('reconsideration', 'RAVV.', 27),
      column('propertiesChanges', 'VAR.', 27),
      column('advancePayment', 'ACC.', 27),
      column('fullPayment', 'SALDO', 27),
      column('numberOfProperties', 'N. IMM.', 30),
      column('installment', 'RATEAZ.', 35),
      column('year', 'ANNO', 30),
    ],
    elid: [
      column('type', 'TIPO', 40),
      column('id', 'ELEMENTI IDENTIFICATIVI', 150),
      column('taxType', 'CODICE', 110),
      column('year', 'ANNO DI RIFERIMENTO', 103),
    ],
  } satisfies Record<F24SectionName, readonly F24Column[]>,
  debit: 'IMPORTI A DEBITO',
  credit: 'A CREDITO',
  total: 'TOTALE',
  balance: 'SALDO',
  finalBalance: 'SALDO FINALE',
  /** The amounts come with their sign of the currency. */
  costNote: (cost: string, own: string): string =>
    `La riga evidenziata comprende i costi di notifica che SEND ha aggiunto: ${cost}. Importo indicato dall’ente: ${own}.`,
};
