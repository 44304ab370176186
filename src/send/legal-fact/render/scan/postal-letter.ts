import type { PostalScan } from '../../document.js';
import { addressLines } from '../address-lines.js';
import { colours, fonts, page } from '../look.js';
import type { Sheet } from '../sheet.js';
import type { DocumentTexts } from '../texts/italian.js';
import { winAnsi } from '../win-ansi.js';
import { drawPaper, drawPostmark, drawSignature, drawTyped } from './paper.js';

/** The letter of the post to the addressee: the parcel lies in storage (CAD), or somebody else took it (CAN). */
export const drawPostalLetter = (sheet: Sheet, scan: PostalScan, texts: DocumentTexts): void => {
  const { pdf } = sheet;
  const words = texts.postal;
  const height = 318;
  const top = sheet.room(height + 14);
  const left = page.left + 22;
  const width = page.contentWidth - 44;
  const when = texts.day(scan.eventAt);
  const isDeposit = scan.documentType === 'CAD';

  drawPaper(pdf, { x: page.left, y: top, width: page.contentWidth, height }, '#fdfdfb');
  pdf.font(fonts.bold, 12).fillColor(colours.ink);
  pdf.text(isDeposit ? words.title.CAD : words.title.CAN, left, top + 18, { lineBreak: false });
  drawTyped(pdf, [scan.recipient.denomination, ...addressLines(scan.address)], {
    x: left + 210,
    y: top + 48,
    width: width - 210,
    height: 92,
  });

  const body = isDeposit ? words.cadBody : words.canBody;
  pdf.font(fonts.regular, 9.5).fillColor(colours.text);
  pdf.text(body(winAnsi(scan.registeredLetterCode), when), left, top + 152, {
    width,
    height: 64,
    ellipsis: true,
    lineGap: 2.5,
  });
  pdf.text(isDeposit ? words.cadTerm : words.canTerm, left, pdf.y + 6, { width, lineGap: 2.5 });
  pdf.text(words.regards, left, pdf.y + 8, { lineBreak: false });
  drawSignature(pdf, left, top + 292, 150, words.postmanSignature, words.postmanName);
  drawPostmark(pdf, left + width - 40, top + 268, words.postmark, when);
};
