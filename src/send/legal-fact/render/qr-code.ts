import { colours, type Pdf } from './look.js';
import type { Box } from './scan/paper.js';

/** Draws a text as QR code, with the quiet zone that readers want inside the box. */
export type DrawQrCode = (pdf: Pdf, text: string, box: Pick<Box, 'x' | 'y' | 'width'>) => void;

/** Modules that readers want free around the code. Source: ISO/IEC 18004 */
const quietZone = 4;

/** Loads the encoder: with the first file, as the PDF library. */
export const loadQrCode = async (): Promise<DrawQrCode> => {
  const { default: encode } = await import('qrcode-generator');
  return (pdf, text, { x, y, width }) => {
    const code = encode(0, 'M');
    code.addData(text);
    code.make();
    const count = code.getModuleCount();
    const unit = width / (count + 2 * quietZone);
    pdf.rect(x, y, width, width).fill('#ffffff');
    for (let row = 0; row < count; row++) {
      for (let column = 0; column < count; column++) {
        if (!code.isDark(row, column)) continue;
        // Dark modules of a line are one rectangle: seams between them would show.
        let length = 1;
        while (column + length < count && code.isDark(row, column + length)) length++;
        pdf.rect(x + (column + quietZone) * unit, y + (row + quietZone) * unit, length * unit, unit);
        column += length;
      }
    }
    pdf.fill(colours.dark);
  };
};
