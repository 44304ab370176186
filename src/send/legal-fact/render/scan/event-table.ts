import type { PhysicalAddress } from '../../../request/model.js';
import type { PostalScan } from '../../document.js';
import { addressLines } from '../address-lines.js';
import type { Fact, Sheet } from '../sheet.js';
import type { DocumentTexts } from '../texts/italian.js';
import { causeMeaning, eventMeaning } from './postal-codes.js';

/** What the carrier's event says, whole and readable, below the picture of the paper. */
export const drawEventTable = (sheet: Sheet, scan: PostalScan, texts: DocumentTexts): void => {
  const words = texts.postal;
  const cause: readonly Fact[] = scan.failureCause
    ? [[words.cause, `${scan.failureCause} – ${causeMeaning(scan.failureCause).it}`]]
    : [];
  const newAddress: readonly Fact[] =
    scan.documentType === 'Indagine'
      ? [[words.newAddress, scan.newAddress ? oneLine(scan.newAddress) : words.noNewAddress]]
      : [];

  sheet.heading(words.eventData);
  sheet.facts([
    [texts.iun, scan.iun],
    [words.documentType, scan.documentType],
    [words.productLabel, words.product[scan.product]],
    [words.letterCode, scan.registeredLetterCode],
    [texts.sender, [scan.sender.denomination, texts.withTaxId(scan.sender.taxId)]],
    [texts.recipient, [scan.recipient.denomination, texts.withTaxId(scan.recipient.taxId)]],
    [words.address, oneLine(scan.address)],
    [words.event, `${scan.eventCode} – ${eventMeaning(scan.eventCode).it}`],
    [words.eventAt, texts.when(scan.eventAt)],
    ...cause,
    ...newAddress,
  ]);
};

const oneLine = (address: PhysicalAddress): string => addressLines(address).join(', ');
