import type { F24FormKind, F24Row, F24Section, F24SectionName } from '../legal-fact/document.js';
import type { F24Record } from './f24-read.js';

/** Where the records of a section stand in the metadata, and how many of them a page of the form has room for. */
interface Place {
  readonly name: F24SectionName;
  readonly in: string;
  readonly records: string;
  readonly rowsPerPage: number;
}

const place = (name: F24SectionName, rowsPerPage: number, inside: string = name, records = 'records'): Place => ({
  name,
  in: inside,
  records,
  rowsPerPage,
});

const common = [place('treasury', 6), place('inps', 4), place('region', 4), place('localTax', 4)];

/**
 * Sections of each form, in their order on it. unsure: the rows of a page are those of the paper forms; the platform's
 * library is not public.
 *
 * Source: reference payments-f24.md 6; Agenzia delle Entrate, forms F24, F24 semplificato, F24 accise, F24 ELIDE
 */
const places: Readonly<Record<F24FormKind, readonly Place[]>> = {
  f24Standard: [
    ...common,
    place('inail', 3, 'socialSecurity'),
    place('socialSecurity', 2, 'socialSecurity', 'socSecRecords'),
  ],
  f24Simplified: [place('payments', 10)],
  f24Excise: [...common, place('excise', 7)],
  f24Elid: [place('elid', 28, 'treasury')],
};

/** Copies of a form: bank, post office or agent, and who pays. Source: reference payments-f24.md 6 */
const copiesOf = (kind: F24FormKind): number => (kind === 'f24Simplified' ? 1 : 3);

const recordsIn = (form: F24Record, { in: section, records }: Place): readonly F24Record[] =>
  ((form[section] as F24Record | undefined)?.[records] ?? []) as readonly F24Record[];

/** What is written in a record or beside it: texts, boxes that are crossed, what lies one level deeper. */
const written = (record: F24Record): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(record).flatMap(([name, value]): readonly (readonly [string, string])[] => {
      if (typeof value === 'string') return [[name, value]];
      if (value === true) return [[name, 'X']];
      return typeof value === 'object' && !Array.isArray(value) ? Object.entries(written(value as F24Record)) : [];
    }),
  );

const rowOf = ({ applyCost, debit, credit, ...fields }: F24Record, costCents: number): F24Row => {
  const bearsCost = applyCost === true && costCents > 0;
  const debitCents = Number(debit ?? 0) + (bearsCost ? costCents : 0);
  return { fields: written(fields), debitCents, creditCents: Number(credit ?? 0), bearsCost };
};

/** Ours: pages of one copy that are drawn. No such form was ever posted; without an end, one upload could keep us drawing. */
export const mostPagesPerCopy = 40;

/** The sections of a form with the cost on the record that bears it. @param costCents eurocent; 0: as it was given */
export const f24Sections = (kind: F24FormKind, form: F24Record, costCents: number): readonly F24Section[] =>
  places[kind].map((one) => ({
    name: one.name,
    rowsPerPage: one.rowsPerPage,
    fields: written((form[one.in] ?? {}) as F24Record),
    rows: recordsIn(form, one)
      .slice(0, one.rowsPerPage * mostPagesPerCopy)
      .map((record) => rowOf(record, costCents)),
  }));

/** Who pays, field by field. */
export const f24Payer = ({ taxPayer }: F24Record): Readonly<Record<string, string>> =>
  written((taxPayer ?? {}) as F24Record);

/** Pages of a form by its copies and its fullest section. Source: reference payments-f24.md 6 */
export const f24Size = (
  kind: F24FormKind,
  form: F24Record,
): { readonly copies: number; readonly pagesPerCopy: number } => ({
  copies: copiesOf(kind),
  pagesPerCopy: Math.max(1, ...places[kind].map((one) => Math.ceil(recordsIn(form, one).length / one.rowsPerPage))),
});

export const f24Pages = (kind: F24FormKind, form: F24Record): number => {
  const { copies, pagesPerCopy } = f24Size(kind, form);
  return copies * pagesPerCopy;
};

/** What the record that bears the cost asks for by itself, eurocent. */
export const ownDebitOfCostBearer = (sections: readonly F24Section[], costCents: number): number => {
  const bearer = sections.flatMap(({ rows }) => rows).find(({ bearsCost }) => bearsCost);
  return bearer ? bearer.debitCents - costCents : 0;
};
