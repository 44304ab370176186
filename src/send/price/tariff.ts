import type { PaperProduct } from '../../scenario/oracle.js';
import type { PhysicalCommunicationType } from '../request/model.js';
import {
  arAreas,
  arExceptions,
  arPrices,
  arRanges,
  exceptions890,
  furtherSheet,
  metropolitan,
  paper,
  prefixes890,
  prices890,
  ranges890,
  receiptDiscount,
  rsExceptions,
  zones,
} from './facts.js';
import type { ArGroup, Group890, Letter, Printing, Zone } from './model.js';

/**
 * Sheets of a letter from the pages of its documents: double-sided, and every document starts on a new sheet.
 * Source: pn-paper-channel utils/PaperCalculatorUtils.java
 */
export const sheetsOf = (pages: readonly number[]): number =>
  pages.reduce((sheets, n) => sheets + Math.ceil(n / paper.pagesPerSheet), 0);

/** Grams of an envelope with so many sheets. */
export const weightOf = (sheets: number): number => paper.gramsPerSheet * sheets + paper.gramsEnvelope;

/**
 * What is printed for a destination: notice and attachments, or the notice alone where RADD covers the CAP.
 * @param aarPages pages of the notice of deposit (AAR)
 * @param attachmentPages pages of documents and printed payment forms
 * @returns sheets (`numberOfPages` of the send) and grams (`envelopeWeight`)
 *
 * Source: pn-paper-channel CheckCoverageAreaRaddService.java
 */
export const printedLetter = (
  aarPages: number,
  attachmentPages: readonly number[],
  zip: string | undefined,
  printing: Printing,
): { sheets: number; grams: number } => {
  const noticeAlone = printing.print === 'aarOnly' || (zip !== undefined && printing.raddZips.includes(zip.trim()));
  const sheets = sheetsOf(noticeAlone ? [aarPages] : [aarPages, ...attachmentPages]);
  return { sheets, grams: weightOf(sheets) };
};

/** Is the letter an Italian one for the post? (Not the rule of the synchronous checks, which ask for `ITAL…`.) */
export const isItalianDestination = (foreignState: string | undefined): boolean =>
  ['', 'IT', 'ITALIA', 'ITALY'].includes((foreignState ?? '').trim().toUpperCase());

/**
 * Product of a send: AR or 890 as the request asks, RS for the letter after a digital failure; RIR and RIS abroad.
 * Source: pn-paper-channel PaperMessagesServiceImpl.java
 */
export const productOf = (
  wanted: PhysicalCommunicationType | 'SIMPLE_REGISTERED_LETTER',
  foreignState: string | undefined,
): PaperProduct => {
  const inItaly = isItalianDestination(foreignState);
  if (wanted === 'SIMPLE_REGISTERED_LETTER') return inItaly ? 'RS' : 'RIS';
  if (!inItaly) return 'RIR';
  return wanted === 'AR_REGISTERED_LETTER' ? 'AR' : '890';
};

/** Zone of a country by its reference name (`GERMANIA`, not `GERMANY`); ZONE_2 when it is in no list. */
export const zoneOf = (country: string): Zone => {
  const name = country.trim().toUpperCase();
  if (zones.ZONE_1.includes(name)) return 'ZONE_1';
  return zones.ZONE_3.includes(name) ? 'ZONE_3' : 'ZONE_2';
};

/**
 * Price group of an Italian CAP for AR.
 *
 * CAPs with reference figures come out as in these. For all others the rule is our own (unsure): the first two digits give
 * the area; a third digit 1, or the form xx900, makes a provincial capital, which may be a metropolitan city. What is no
 * CAP counts as centre-north outside the cities.
 */
const arGroupOf = (zip: string): ArGroup => {
  const exception = arExceptions.get(zip);
  if (exception) return exception;
  const isCapital = /^\d\d(1\d\d|900)$/.test(zip);
  if (arAreas.adriatic.includes(zip.slice(0, 2))) return isCapital ? 'E' : 'D';
  if (arAreas.south.includes(zip.slice(0, 2))) {
    if (metropolitan.south.includes(zip.slice(0, 3))) return 'G';
    return isCapital ? 'H' : 'F';
  }
  if (metropolitan.centreNorth.includes(zip.slice(0, 3))) return 'B';
  return isCapital ? 'C' : 'A';
};

/** Marche, Abruzzo, Molise and Basilicata have prices of their own for AR only; for RS they are priced like the south. */
const rsGroupOf = (zip: string): ArGroup => {
  const group = rsExceptions.get(zip) ?? arGroupOf(zip);
  const asSouth: Partial<Record<ArGroup, ArGroup>> = { D: 'F', E: 'H', R: 'G' };
  return asSouth[group] ?? group;
};

const group890Of = (zip: string): Group890 => {
  const exception = exceptions890.get(zip);
  if (exception) return exception;
  const groups = Object.keys(prefixes890) as (keyof typeof prefixes890)[];
  return groups.find((group) => prefixes890[group].includes(zip.slice(0, 2))) ?? 'a';
};

const priceByWeight = (prices: readonly number[], ranges: readonly number[], grams: number): number | undefined =>
  prices[ranges.findIndex((upTo) => grams <= upTo)];

/** Price of the first sheet; undefined above the last range. */
const firstSheet = ({ product, zip = '', zone = 'ZONE_2', grams }: Letter): number | undefined => {
  const ar = (group: ArGroup | Zone) => priceByWeight(arPrices[group], arRanges, grams);
  const withoutReceipt = (price: number | undefined, discount: number) =>
    price === undefined ? undefined : price - discount;
  const cap = zip.trim();
  switch (product) {
    case 'AR':
      return ar(arGroupOf(cap));
    case '890':
      return priceByWeight(prices890[group890Of(cap)], ranges890, grams);
    case 'RS': {
      const group = rsGroupOf(cap);
      const isSouth = group === 'F' || group === 'G' || group === 'H';
      return withoutReceipt(ar(group), isSouth ? receiptDiscount.south : receiptDiscount.centreNorth);
    }
    case 'RIR':
      return ar(zone);
    case 'RIS':
      return withoutReceipt(ar(zone), receiptDiscount.abroad);
  }
};

/**
 * Cost of a paper send, eurocent without the VAT of the recipient.
 * @returns undefined above 2,000 g: the platform cannot price such a letter and never sends it
 *
 * Source: pn-b2b-client CostiGara/CostiGaraDicembre24/*.feature (figures), pn-paper-channel PaperCalculatorUtils.java
 */
export const analogCost = (letter: Letter): number | undefined => {
  const first = firstSheet(letter);
  return first === undefined ? undefined : first + furtherSheet * (letter.sheets - 1);
};
