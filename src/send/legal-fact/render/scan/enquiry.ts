import type { PostalScan } from '../../document.js';
import { addressLines } from '../address-lines.js';
import { colours, fonts, page } from '../look.js';
import type { Sheet } from '../sheet.js';
import type { DocumentTexts } from '../texts/italian.js';
import { drawCheckbox, drawField, drawLabel, drawPaper, drawPostmark, drawSignature } from './paper.js';

/** The form of the postman who asked around for an addressee: old address, result, new address when one was found. */
export const drawEnquiry = (sheet: Sheet, scan: PostalScan, texts: DocumentTexts): void => {
  const { pdf } = sheet;
  const words = texts.postal;
  const height = 318;
  const top = sheet.room(height + 14);
  const left = page.left + 16;
  const width = page.contentWidth - 32;
  const columnWidth = (width - 12) / 2;

  drawPaper(pdf, { x: page.left, y: top, width: page.contentWidth, height }, '#fdfdfb');
  pdf
    .font(fonts.bold, 12)
    .fillColor(colours.ink)
    .text(words.title.Indagine, left, top + 14, { lineBreak: false });
  pdf
    .font(fonts.regular, 9)
    .fillColor(colours.text)
    .text(words.enquiryIntro, left, top + 34, { width, lineGap: 2 });

  drawField(pdf, { x: left, y: top + 70, width: columnWidth, height: 24 + 12 }, words.letterNumber, [
    scan.registeredLetterCode,
  ]);
  drawField(pdf, { x: left + columnWidth + 12, y: top + 70, width: columnWidth, height: 36 }, words.addressee, [
    scan.recipient.denomination,
  ]);
  drawField(
    pdf,
    { x: left, y: top + 114, width: columnWidth, height: 96 },
    words.enquiryOldAddress,
    addressLines(scan.address),
  );
  drawField(
    pdf,
    { x: left + columnWidth + 12, y: top + 114, width: columnWidth, height: 96 },
    words.enquiryNewAddress,
    scan.newAddress ? addressLines(scan.newAddress) : ['—'],
  );
  drawLabel(pdf, words.enquiryResult, left, top + 222);
  drawCheckbox(pdf, left + 2, top + 236, words.enquiryFound, scan.newAddress !== undefined);
  drawCheckbox(pdf, left + 2, top + 254, words.enquiryNotFound, scan.newAddress === undefined);

  const day = texts.day(scan.eventAt);
  drawSignature(pdf, left + columnWidth + 12, top + 286, 140, words.postmanSignature, words.postmanName);
  drawPostmark(pdf, left + width - 34, top + 262, words.postmark, day);
};
