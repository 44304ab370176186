import type { PostalScan } from '../../document.js';
import { addressLines } from '../address-lines.js';
import { colours, fonts, page } from '../look.js';
import type { Sheet } from '../sheet.js';
import type { DocumentTexts } from '../texts/italian.js';
import { winAnsi } from '../win-ansi.js';
import { drawBarcode, drawCheckbox, drawLabel, drawPaper, drawPostmark, drawTyped } from './paper.js';
import { returnReasonOf, returnReasons } from './postal-codes.js';

/** The envelope that came back, with the reason crossed by the postman. */
export const drawEnvelope = (sheet: Sheet, scan: PostalScan, texts: DocumentTexts): void => {
  const { pdf } = sheet;
  const words = texts.postal;
  const height = 290;
  const top = sheet.room(height + 14);
  const left = page.left;

  drawPaper(pdf, { x: left, y: top, width: page.contentWidth, height }, '#f3ead6');
  pdf
    .moveTo(left, top)
    .lineTo(left + 30, top + 9)
    .lineTo(left + page.contentWidth - 30, top + 9)
    .lineTo(left + page.contentWidth, top);
  pdf.lineWidth(0.5).stroke('#c4b795');

  drawLabel(pdf, texts.sender.toUpperCase(), left + 16, top + 20);
  pdf.font(fonts.bold, 9).fillColor(colours.ink);
  pdf.text(winAnsi(scan.sender.denomination), left + 16, top + 30, { width: 180, height: 36, ellipsis: true });

  pdf.font(fonts.bold, 11).fillColor(colours.ink);
  pdf.text(words.registered, left + 214, top + 20, { lineBreak: false });
  drawBarcode(pdf, { x: left + 214, y: top + 36, width: 160, height: 22 }, scan.registeredLetterCode);
  pdf.font(fonts.mono, 7.5).fillColor(colours.text);
  pdf.text(winAnsi(scan.registeredLetterCode), left + 214, top + 61, { width: 160, height: 10, ellipsis: true });
  drawPostmark(pdf, left + 434, top + 54, words.postmark, texts.day(scan.eventAt));

  const window = { x: left + 214, y: top + 104, width: 254, height: 112 };
  pdf
    .roundedRect(window.x, window.y, window.width, window.height, 8)
    .lineWidth(0.8)
    .fillAndStroke('#ffffff', '#b8ab8a');
  drawTyped(
    pdf,
    [scan.recipient.denomination, ...addressLines(scan.address)],
    { x: window.x + 14, y: window.y + 16, width: window.width - 28, height: window.height - 28 },
    10,
  );

  drawReasons(sheet, scan, texts, left + 16, top + 84);
  pdf.save();
  pdf.rotate(-6, { origin: [left + 340, top + 252] });
  pdf
    .rect(left + 272, top + 236, 136, 28)
    .lineWidth(2)
    .stroke(colours.warning);
  pdf.font(fonts.bold, 16).fillColor(colours.warning);
  pdf.text(words.toSender, left + 272, top + 243, { width: 136, align: 'center', lineBreak: false });
  pdf.restore();
};

const drawReasons = (sheet: Sheet, scan: PostalScan, texts: DocumentTexts, x: number, y: number): void => {
  const { pdf } = sheet;
  const crossed = returnReasonOf(scan.eventCode, scan.failureCause);
  pdf
    .rect(x, y, 180, 22 + returnReasons.length * 15)
    .lineWidth(0.8)
    .fillAndStroke('#fffdf7', '#7b8794');
  drawLabel(pdf, texts.postal.returnReasonTitle, x + 8, y + 7);
  returnReasons.forEach((reason, i) => {
    drawCheckbox(pdf, x + 10, y + 20 + i * 15, texts.postal.returnReason[reason], reason === crossed);
  });
};
