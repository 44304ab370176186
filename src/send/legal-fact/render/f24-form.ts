import type { F24Form, F24Row, F24Section } from '../document.js';
import { colours, fonts, type Pdf, page } from './look.js';
import { drawField, drawLabel } from './scan/paper.js';
import type { Sheet } from './sheet.js';
import type { DocumentTexts } from './texts/italian.js';
import type { F24Column } from './texts/italian-f24.js';
import { winAnsi } from './win-ansi.js';

type Words = DocumentTexts['f24'];

const amountWidth = 80;
const rowHeight = 12;
const fieldHeight = 24;
/** In characters; a request may hold any length. */
const longestTitle = 200;
const costTint = '#fff0b8';
const grid = '#9aa5b1';

/** A payment form: each copy has as many pages as its fullest section needs, and every page all sections. */
export const drawF24Form = (sheet: Sheet, document: F24Form, texts: DocumentTexts): void => {
  const { copies, pagesPerCopy } = document;
  for (let number = 0; number < copies * pagesPerCopy; number++) {
    if (number > 0) sheet.newPage();
    drawPage(sheet.pdf, document, texts, Math.floor(number / pagesPerCopy), number % pagesPerCopy);
  }
};

const drawPage = (pdf: Pdf, document: F24Form, texts: DocumentTexts, copy: number, part: number): void => {
  const words = texts.f24;
  const sections = document.sections.map((section) => ({
    ...section,
    rows: section.rows.slice(part * section.rowsPerPage, (part + 1) * section.rowsPerPage),
  }));
  let y = drawHead(pdf, document, words, copy, part);
  y = drawPayer(pdf, document, words, y);
  for (const section of sections) y = drawSection(pdf, section, document, words, y);
  drawEnd(pdf, sections, document, words, y);
  const { pagesLeftOut, pagesPerCopy } = document;
  if (pagesLeftOut !== undefined && part === pagesPerCopy - 1) {
    pdf.font(fonts.bold, 8.5).fillColor(colours.warning);
    pdf.text(words.leftOut(pagesLeftOut), page.left, y + 34, { lineBreak: false });
  }
};

const drawHead = (pdf: Pdf, document: F24Form, words: Words, copy: number, part: number): number => {
  const top = page.topOfScan;
  const { copies, pagesPerCopy, form, title } = document;
  pdf.rect(page.left, top, page.contentWidth, 30).fill(colours.ink);
  pdf.font(fonts.bold, 17).fillColor('#ffffff');
  pdf.text('F24', page.left + 10, top + 8, { lineBreak: false });
  pdf.font(fonts.regular, 7).text(words.heading, page.left + 62, top + 6, { lineBreak: false });
  pdf.font(fonts.bold, 9.5).text(words.name[form], page.left + 62, top + 15, { lineBreak: false });
  const copyOf = `${words.copy(copy + 1, copies)}${words.sheetOf(part + 1, pagesPerCopy)}`;
  pdf.font(fonts.regular, 8);
  pdf.text(copyOf, page.left, top + 11, { width: page.contentWidth - 10, align: 'right', lineBreak: false });
  pdf.font(fonts.regular, 8.5).fillColor(colours.text);
  const line = { width: page.contentWidth, height: 11, ellipsis: true };
  pdf.text(winAnsi(`${words.payment}: ${title.slice(0, longestTitle)}`), page.left, top + 35, line);
  return top + 49;
};

/** One row of labelled fields; the widths are parts of the whole. */
const drawFields = (pdf: Pdf, y: number, fields: readonly (readonly [string, string, number])[]): number => {
  const unit = page.contentWidth / fields.reduce((sum, [, , parts]) => sum + parts, 0);
  let x: number = page.left;
  for (const [label, value, parts] of fields) {
    drawField(pdf, { x, y, width: parts * unit, height: fieldHeight }, label, [value]);
    x += parts * unit;
  }
  return y + fieldHeight;
};

const drawStrip = (pdf: Pdf, text: string, right: string, y: number): void => {
  pdf.rect(page.left, y, page.contentWidth, 12).fillAndStroke(colours.tint, grid);
  pdf.font(fonts.bold, 7).fillColor(colours.ink);
  pdf.text(text, page.left + 5, y + 3.2, { lineBreak: false });
  if (right === '') return;
  pdf.font(fonts.mono, 7).fillColor(colours.text);
  pdf.text(right, page.left, y + 3.2, { width: page.contentWidth - 5, align: 'right', lineBreak: false });
};

const besides = (fields: Readonly<Record<string, string>>, words: Words): string =>
  Object.entries(words.sectionFields)
    .flatMap(([name, label]) => {
      const value = fields[name];
      if (value === undefined) return [];
      return [`${label} ${name === 'deduction' ? money(Number(value)) : value}`];
    })
    .join('   ');

const drawPayer = (pdf: Pdf, { payer, form }: F24Form, words: Words, top: number): number => {
  const labels = words.payerFields;
  const isCompany = payer.surname === undefined;
  const of = (name: keyof typeof labels): string => payer[name] ?? '';
  drawStrip(pdf, words.payer, besides(payer, words), top);
  let y = drawFields(pdf, top + 12, [
    [labels.taxCode, of('taxCode'), 3],
    [labels.surname, isCompany ? of('name') : of('surname'), isCompany ? 7 : 4],
    ...(isCompany ? [] : [[labels.name, of('name'), 3] as const]),
  ]);
  if (!isCompany) {
    y = drawFields(pdf, y, [
      [labels.birthDate, of('birthDate').replaceAll('-', '/'), 3],
      [labels.sex, of('sex'), 1],
      [labels.birthPlace, of('birthPlace'), 5],
      [labels.birthProvince, of('birthProvince'), 1],
    ]);
  }
  if (form !== 'f24Simplified') {
    y = drawFields(pdf, y, [
      [labels.municipality, of('municipality'), 4],
      [labels.province, of('province'), 1],
      [labels.address, of('address'), 5],
    ]);
  }
  const yearBox = form === 'f24Standard' || form === 'f24Excise';
  return (
    drawFields(pdf, y, [
      [labels.relativePersonTaxCode, of('relativePersonTaxCode'), 5],
      [labels.id, of('id'), 2],
      ...(yearBox ? [[labels.isNotTaxYear, of('isNotTaxYear'), 3] as const] : []),
    ]) + 5
  );
};

const hasCredit = ({ name }: F24Section): boolean => name !== 'excise' && name !== 'elid';

const drawSection = (pdf: Pdf, section: F24Section, document: F24Form, words: Words, top: number): number => {
  const amounts = [
    { field: 'debit', label: words.debit, width: amountWidth },
    ...(hasCredit(section) ? [{ field: 'credit', label: words.credit, width: amountWidth }] : []),
  ];
  const given = words.columns[section.name];
  const room = page.contentWidth - amounts.length * amountWidth;
  const unit = room / given.reduce((sum, { width }) => sum + width, 0);
  const columns = [...given.map((one) => ({ ...one, width: one.width * unit })), ...amounts];
  // Who pays with a simplified form has office and document beside the name, not beside the records.
  drawStrip(pdf, words.section[section.name], besides(section.fields, words), top);
  let y = top + 12;
  let x: number = page.left;
  for (const { label, width } of columns) {
    drawLabel(pdf, label, x + 3, y + 1.6, 5.2);
    x += width;
  }
  y += 9;
  const rows = Array.from({ length: rowsShown(section, document) }, (_, i) => section.rows[i]);
  for (const row of rows) {
    drawRow(pdf, columns, row, y);
    y += rowHeight;
  }
  pdf
    .rect(page.left, top, page.contentWidth, y - top)
    .lineWidth(0.7)
    .stroke(grid);
  return drawTotal(pdf, section, words, y);
};

/** Where one section is the whole form, empty rows to the bottom would only be paper. */
const rowsShown = ({ rowsPerPage, rows }: F24Section, { sections }: F24Form): number =>
  sections.length > 1 ? rowsPerPage : Math.max(rows.length, Math.min(rowsPerPage, 10));

const drawRow = (pdf: Pdf, columns: readonly F24Column[], row: F24Row | undefined, y: number): void => {
  if (row?.bearsCost) pdf.rect(page.left, y, page.contentWidth, rowHeight).fill(costTint);
  let x: number = page.left;
  for (const { field, width } of columns) {
    pdf.rect(x, y, width, rowHeight).lineWidth(0.4).stroke(grid);
    const text = row ? cellOf(row, field) : '';
    const isAmount = field === 'debit' || field === 'credit';
    if (text !== '') {
      pdf.font(fonts.typed, 8).fillColor('#2b2b2b');
      const box = { width: width - 6, align: isAmount ? ('right' as const) : ('left' as const), lineBreak: false };
      pdf.text(winAnsi(text), x + 3, y + 3.2, box);
    }
    x += width;
  }
};

const cellOf = ({ fields, debitCents, creditCents }: F24Row, field: string): string => {
  if (field === 'debit') return debitCents === 0 ? '' : money(debitCents);
  if (field === 'credit') return creditCents === 0 ? '' : money(creditCents);
  const text = fields[field] ?? '';
  return /Date$/.test(field) ? text.replace(/^(\d\d)(\d{4})$/, '$1/$2') : text;
};

const sum = (rows: readonly F24Row[], of: (row: F24Row) => number): number =>
  rows.reduce((total, row) => total + of(row), 0);
const debits = (rows: readonly F24Row[]): number => sum(rows, (row) => row.debitCents);
const credits = (rows: readonly F24Row[]): number => sum(rows, (row) => row.creditCents);

const drawTotal = (pdf: Pdf, section: F24Section, words: Words, y: number): number => {
  const { rows } = section;
  const parts = [
    `${words.total}  ${money(debits(rows))}`,
    ...(hasCredit(section) ? [`${words.credit}  ${money(credits(rows))}`] : []),
    `${words.balance}  ${money(debits(rows) - credits(rows))}`,
  ];
  pdf.font(fonts.regular, 7.5).fillColor(colours.text);
  pdf.text(parts.join('      '), page.left, y + 3, {
    width: page.contentWidth - 3,
    align: 'right',
    lineBreak: false,
  });
  return y + 14;
};

const drawEnd = (
  pdf: Pdf,
  sections: readonly F24Section[],
  { costCents }: F24Form,
  words: Words,
  top: number,
): void => {
  const rows = sections.flatMap((section) => section.rows);
  pdf.rect(page.right - 220, top + 2, 220, 20).fillAndStroke(colours.tint, colours.ink);
  pdf.font(fonts.bold, 9).fillColor(colours.ink);
  pdf.text(words.finalBalance, page.right - 212, top + 8, { lineBreak: false });
  pdf.font(fonts.typed, 11);
  const balance = `EUR ${money(debits(rows) - credits(rows))}`;
  pdf.text(balance, page.right - 220, top + 7.5, { width: 212, align: 'right', lineBreak: false });
  const bearer = rows.find((row) => row.bearsCost);
  if (!bearer) return;
  pdf.rect(page.left, top + 5, 8, 8).fillAndStroke(costTint, grid);
  const note = words.costNote(`€ ${money(costCents)}`, `€ ${money(bearer.debitCents - costCents)}`);
  pdf.font(fonts.regular, 7.5).fillColor(colours.text);
  pdf.text(note, page.left + 13, top + 4, { width: page.contentWidth - 245, lineGap: 1.5 });
};

/** Eurocent as people write them: `1.234,56`. */
const money = (cents: number): string => {
  const [euros = '0', rest = '00'] = (Math.abs(cents) / 100).toFixed(2).split('.');
  return `${cents < 0 ? '-' : ''}${euros.replace(/\B(?=(\d{3})+$)/g, '.')},${rest}`;
};
