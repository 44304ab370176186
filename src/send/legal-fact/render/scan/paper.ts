import { colours, fonts, type Pdf } from '../look.js';
import { winAnsi } from '../win-ansi.js';

/** A rectangle on the page, in points. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A piece of paper lying on the page. */
export const drawPaper = (pdf: Pdf, box: Box, tint: string): void => {
  pdf.rect(box.x + 2.5, box.y + 2.5, box.width, box.height).fill('#dfe3e8');
  pdf.rect(box.x, box.y, box.width, box.height).lineWidth(0.8).fillAndStroke(tint, '#9aa5b1');
};

/** A printed field of a form: frame, small label, and what was typed into it; too long a text is cut. */
export const drawField = (pdf: Pdf, box: Box, label: string, lines: readonly string[]): void => {
  pdf.rect(box.x, box.y, box.width, box.height).lineWidth(0.6).stroke('#7b8794');
  drawLabel(pdf, label, box.x + 5, box.y + 4);
  drawTyped(pdf, lines, { x: box.x + 6, y: box.y + 15, width: box.width - 12, height: box.height - 18 });
};

export const drawLabel = (pdf: Pdf, label: string, x: number, y: number, size = 6.5): void => {
  pdf.font(fonts.regular, size).fillColor(colours.soft).text(winAnsi(label), x, y, { lineBreak: false });
};

export const drawTyped = (pdf: Pdf, lines: readonly string[], box: Box, size = 9): void => {
  const text = lines.map(winAnsi).join('\n');
  pdf.font(fonts.typed, size).fillColor('#2b2b2b');
  pdf.text(text, box.x, box.y, { width: box.width, height: box.height, ellipsis: true, lineGap: 1 });
};

/** A box to cross, with its words. */
export const drawCheckbox = (pdf: Pdf, x: number, y: number, words: string, isCrossed: boolean): void => {
  pdf.rect(x, y, 8.5, 8.5).lineWidth(0.7).stroke('#3e4c59');
  pdf
    .font(fonts.regular, 8)
    .fillColor(colours.text)
    .text(winAnsi(words), x + 16, y + 1, { lineBreak: false });
  if (!isCrossed) return;
  pdf
    .moveTo(x - 2, y - 2)
    .lineTo(x + 11, y + 10.5)
    .moveTo(x + 11.5, y - 2.5)
    .lineTo(x - 2.5, y + 11);
  pdf.lineWidth(1.6).stroke(colours.pen);
};

/** A round date stamp, set by hand and so a little crooked. */
export const drawPostmark = (pdf: Pdf, x: number, y: number, words: string, day: string): void => {
  pdf.save();
  pdf.rotate(-9, { origin: [x, y] });
  pdf.circle(x, y, 33).lineWidth(1.4).stroke(colours.postmark);
  pdf.circle(x, y, 29).lineWidth(0.6).stroke(colours.postmark);
  pdf.rect(x - 33, y - 8, 66, 16).fillAndStroke('#fffdf7', colours.postmark);
  const line = (text: string, top: number, size: number): void => {
    pdf.font(fonts.bold, size).fillColor(colours.postmark);
    pdf.text(text, x - 33, top, { width: 66, align: 'center', lineBreak: false });
  };
  const [first = '', second = ''] = words.split(' ');
  line(first, y - 20, 7);
  line(day, y - 4.5, 9.5);
  line(second, y + 13, 7);
  pdf.restore();
};

/** A line to sign on, and the signature. */
export const drawSignature = (pdf: Pdf, x: number, y: number, width: number, label: string, name: string): void => {
  pdf
    .moveTo(x, y)
    .lineTo(x + width, y)
    .lineWidth(0.6)
    .stroke('#7b8794');
  drawLabel(pdf, label, x, y + 3);
  pdf.save();
  pdf.rotate(-3, { origin: [x, y] });
  pdf.font(fonts.hand, 15).fillColor(colours.pen);
  pdf.text(winAnsi(name), x + 6, y - 15, { width: width - 10, height: 16, ellipsis: true, lineBreak: true });
  pdf.restore();
};

/** Bars that look like the bar code of a registered letter; they follow from the code, but no reader reads them. */
export const drawBarcode = (pdf: Pdf, box: Box, code: string): void => {
  const widths = [...`*${code}*`].flatMap((character) => {
    const bits = character.charCodeAt(0);
    return [0, 1, 2, 3].map((bit) => (bits & (1 << bit) ? 2 : 1));
  });
  const unit = box.width / widths.reduce((sum, width) => sum + width, 0);
  let x = box.x;
  widths.forEach((width, i) => {
    if (i % 2 === 0) pdf.rect(x, box.y, width * unit, box.height).fill('#1a1a1a');
    x += width * unit;
  });
};
