import { colours, fonts, type Pdf, page } from './look.js';
import type { DocumentTexts } from './texts/italian.js';
import { winAnsi } from './win-ansi.js';

/** Certificates carry the letterhead of the platform; scans of paper and payment forms only say what they are. */
export type Letterhead = 'PLATFORM' | 'SCAN' | 'FORM';

/**
 * Puts on every page what no page may lack: the mark of a simulation (band and watermark), the letterhead, what the
 * document is about and the page number. Done last, when the number of pages is known; the watermark lies over the content.
 */
export const markPages = (
  pdf: Pdf,
  subject: string,
  letterhead: Letterhead,
  textsOf: (page: number) => DocumentTexts,
): void => {
  const { start, count } = pdf.bufferedPageRange();
  for (let i = 0; i < count; i++) {
    const texts = textsOf(i);
    pdf.switchToPage(start + i);
    drawBand(pdf, texts);
    drawLetterhead(pdf, letterhead, texts);
    drawFooter(pdf, subject, texts.pageOf(i + 1, count), texts);
    drawWatermark(pdf, texts);
  }
};

const drawBand = (pdf: Pdf, texts: DocumentTexts): void => {
  pdf.rect(0, 0, page.width, 22).fill(colours.warningTint);
  pdf
    .font(fonts.bold, 9)
    .fillColor(colours.warning)
    .text(texts.mark, 0, 7, { width: page.width, align: 'center', characterSpacing: 0.6, lineBreak: false });
};

const drawLetterhead = (pdf: Pdf, letterhead: Letterhead, texts: DocumentTexts): void => {
  if (letterhead !== 'PLATFORM') {
    pdf.font(fonts.regular, 8.5).fillColor(colours.soft);
    pdf.text(winAnsi(letterhead === 'SCAN' ? texts.scanHead : texts.formHead), page.left, 38, {
      width: page.contentWidth,
      lineBreak: false,
    });
    return;
  }
  pdf.roundedRect(page.left, 38, 34, 34, 5).fill(colours.accent);
  drawEnvelopeSign(pdf, page.left + 7, 48);
  pdf.font(fonts.bold, 15).fillColor(colours.ink);
  pdf.text(winAnsi(texts.platformName), page.left + 46, 40, { lineBreak: false });
  pdf.font(fonts.regular, 9.5).fillColor(colours.soft);
  pdf.text(winAnsi(texts.platformSubtitle), page.left + 46, 59, { lineBreak: false });
  pdf.moveTo(page.left, 86).lineTo(page.right, 86).lineWidth(1.2).stroke(colours.accent);
};

const drawEnvelopeSign = (pdf: Pdf, x: number, y: number): void => {
  pdf.lineWidth(1.4).rect(x, y, 20, 14).stroke('#ffffff');
  pdf
    .moveTo(x, y)
    .lineTo(x + 10, y + 8)
    .lineTo(x + 20, y)
    .stroke('#ffffff');
};

const drawFooter = (pdf: Pdf, subject: string, pageOf: string, texts: DocumentTexts): void => {
  pdf.moveTo(page.left, 796).lineTo(page.right, 796).lineWidth(0.6).stroke(colours.line);
  pdf.font(fonts.regular, 8).fillColor(colours.soft);
  pdf.text(winAnsi(subject), page.left, 803, { width: page.contentWidth, lineBreak: false });
  pdf.text(winAnsi(pageOf), page.left, 803, { width: page.contentWidth, align: 'right', lineBreak: false });
  pdf.text(winAnsi(texts.footer), page.left, 815, { width: page.contentWidth, lineBreak: false });
};

const drawWatermark = (pdf: Pdf, texts: DocumentTexts): void => {
  const middle = { x: page.width / 2, y: page.height / 2 };
  pdf.save();
  pdf.rotate(-54, { origin: [middle.x, middle.y] });
  pdf.font(fonts.bold, 42).fillColor('#000000').fillOpacity(0.06);
  pdf.text(texts.mark, middle.x - 450, middle.y - 20, { width: 900, align: 'center', lineBreak: false });
  pdf.restore();
  pdf.fillOpacity(1);
};
