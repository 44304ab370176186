import type { Places } from '../../italy/places.js';
import type { PaperProduct } from '../../scenario/oracle.js';
import type { PhysicalAddress } from '../request/model.js';
import { arRanges } from './facts.js';
import type { Printing } from './model.js';
import { analogCost, isItalianDestination, printedLetter, zoneOf } from './tariff.js';

/** A letter as it would be posted, with its price. */
interface LetterQuote {
  readonly product: PaperProduct;
  readonly sheets: number;
  readonly grams: number;
  readonly costCents: number;
}

/**
 * Prices a letter for an address.
 * @returns a function of product, address and pages (the notice first, then the attachments)
 */
export const createQuotes =
  (places: Pick<Places, 'countryOf'>, printing: Printing) =>
  (product: PaperProduct, address: PhysicalAddress, pages: readonly number[]): LetterQuote => {
    const [aarPages = 2, ...attachments] = pages;
    const isItalian = isItalianDestination(address.foreignState);
    const zip = isItalian ? address.zip : undefined;
    const { sheets, grams } = printedLetter(aarPages, attachments, zip, printing);
    const zone = isItalian
      ? undefined
      : zoneOf(places.countryOf(address.foreignState ?? '') ?? address.foreignState ?? '');
    const letter = { product, sheets, ...(zip === undefined ? {} : { zip }), ...(zone === undefined ? {} : { zone }) };
    // The platform never posts what it cannot price; ours counts the heaviest range, so that a life does not stop there.
    const cost =
      analogCost({ ...letter, grams }) ??
      analogCost({ ...letter, grams: arRanges[arRanges.length - 1] as number }) ??
      0;
    return { product, sheets, grams, costCents: cost };
  };
