import type { PostalScan } from '../../document.js';
import { addressLines } from '../address-lines.js';
import { colours, fonts, page } from '../look.js';
import type { Sheet } from '../sheet.js';
import type { DocumentTexts } from '../texts/italian.js';
import { winAnsi } from '../win-ansi.js';
import { drawBarcode, drawCheckbox, drawField, drawLabel, drawPaper, drawPostmark, drawSignature } from './paper.js';
import { type Handover, handoverOf, handovers } from './postal-codes.js';

/** The card that comes back signed: of a registered letter (AR), of an 890 (23L, green), of its deposit notice (ARCAD). */
export const drawReturnReceipt = (sheet: Sheet, scan: PostalScan, texts: DocumentTexts): void => {
  const { pdf } = sheet;
  const words = texts.postal;
  const boxes = boxesOf(scan);
  const height = 284;
  const top = sheet.room(height + 14);
  const left = page.left;
  const middle = left + 238;

  drawPaper(
    pdf,
    { x: left, y: top, width: page.contentWidth, height },
    scan.documentType === 'AR' ? '#fffbea' : '#eef7ee',
  );
  pdf.font(fonts.bold, 12).fillColor(colours.ink);
  pdf.text(words.cardTitle[scan.documentType === 'ARCAD' ? 'ARCAD' : 'RECEIPT'], left + 14, top + 12, {
    lineBreak: false,
  });
  pdf.font(fonts.regular, 8).fillColor(colours.soft);
  pdf.text(words.product[scan.product], left + 14, top + 28, { lineBreak: false });

  drawField(pdf, { x: left + 14, y: top + 46, width: 210, height: 66 }, words.returnTo, [scan.sender.denomination]);
  drawField(pdf, { x: middle, y: top + 46, width: 231, height: 100 }, words.addressee, [
    scan.recipient.denomination,
    ...addressLines(scan.address),
  ]);
  drawLabel(pdf, words.letterNumber, left + 14, top + 120);
  drawBarcode(pdf, { x: left + 14, y: top + 129, width: 210, height: 22 }, scan.registeredLetterCode);
  pdf.font(fonts.mono, 8).fillColor(colours.text);
  pdf.text(winAnsi(scan.registeredLetterCode), left + 14, top + 154, { width: 210, height: 10, ellipsis: true });

  drawLabel(pdf, words.handoverTitle, left + 14, top + 176);
  const crossed = handoverOf(scan.eventCode);
  boxes.forEach((handover, i) => {
    drawCheckbox(pdf, left + 16, top + 189 + i * 16, words.handover[handover], handover === crossed);
  });

  const day = texts.day(scan.eventAt);
  drawLabel(pdf, words.date, middle, top + 158);
  pdf
    .font(fonts.hand, 14)
    .fillColor(colours.pen)
    .text(day, middle + 30, top + 153, { lineBreak: false });
  const receiver = crossed === 'ADDRESSEE' || crossed === 'COUNTER' ? scan.recipient.denomination : words.otherHand;
  if (crossed !== 'STORAGE') drawSignature(pdf, middle, top + 204, 150, words.receiverSignature, receiver);
  drawSignature(pdf, middle, top + 252, 150, words.postmanSignature, words.postmanName);
  drawPostmark(pdf, left + 432, top + 222, words.postmark, day);
};

/** Only the law 890 knows authorised persons, delegates and the deposit. */
const boxesOf = (scan: PostalScan): readonly Handover[] =>
  scan.documentType === 'AR' ? ['ADDRESSEE', 'COUNTER'] : handovers;
