import { depositNoticePages, type PostalScan } from '../../document.js';
import { drawDepositNoticeBack, drawDepositNoticeFront } from '../deposit-notice.js';
import { colours, fonts, page } from '../look.js';
import type { DrawQrCode } from '../qr-code.js';
import type { Sheet } from '../sheet.js';
import type { DocumentTexts } from '../texts/italian.js';
import { winAnsi } from '../win-ansi.js';
import { causeMeaning, eventMeaning } from './postal-codes.js';

/** The notice of deposit as it was printed, each page with the stamp of the printer's archive. */
export const drawConformCopy = (sheet: Sheet, scan: PostalScan, texts: DocumentTexts, drawQrCode: DrawQrCode): void => {
  const pages = Math.max(1, scan.pages ?? depositNoticePages);
  const notice = { ...scan, subject: scan.subject ?? texts.none, accessUrl: scan.accessUrl ?? '' };
  for (let number = 1; number <= pages; number++) {
    if (number > 1) sheet.newPage();
    if (number === 1) drawDepositNoticeFront(sheet, notice, texts, drawQrCode);
    else if (number === 2) drawDepositNoticeBack(sheet, notice, texts);
    else sheet.paragraph(texts.postal.copyExtraPage(number));
    drawStamp(sheet, scan, texts);
  }
};

/** Below the longest text that the front of the notice can have. */
const stampTop = page.bottom - 46;
const stampHeight = 56;

const drawStamp = ({ pdf }: Sheet, scan: PostalScan, texts: DocumentTexts): void => {
  const words = texts.postal;
  const cause = scan.failureCause ? ` – ${scan.failureCause} ${causeMeaning(scan.failureCause).it}` : '';
  const lines = [
    words.copyBody(scan.registeredLetterCode, texts.when(scan.eventAt)),
    `${words.product[scan.product]}. ${scan.eventCode} ${eventMeaning(scan.eventCode).it}${cause}.`,
  ];
  const left = page.left + 10;
  const box = { width: page.contentWidth - 20, height: 36, lineGap: 1, ellipsis: true };

  pdf.rect(page.left, stampTop, page.contentWidth, stampHeight).lineWidth(1.4).fillAndStroke('#ffffff', colours.pen);
  pdf
    .font(fonts.bold, 8.5)
    .fillColor(colours.pen)
    .text(words.copyStamp, left, stampTop + 7, { lineBreak: false });
  pdf.font(fonts.regular, 7.5).text(lines.map(winAnsi).join('\n'), left, stampTop + 19, box);
};
