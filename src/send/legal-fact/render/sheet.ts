import { colours, type FontName, fonts, type Pdf, page } from './look.js';
import type { Letterhead } from './page-marks.js';
import { winAnsi } from './win-ansi.js';

/** One line of text, or several below each other; each of them wraps. */
type Lines = string | readonly string[];
export type Fact = readonly [label: string, value: Lines];

interface Column {
  readonly title: string;
  readonly width: number;
  readonly font?: FontName;
}

/**
 * The flow of one document down its pages: each piece is measured first, so that nothing is cut or printed over
 * something else, and a new page begins where the piece does not fit.
 */
export interface Sheet {
  readonly pdf: Pdf;
  title(text: string, subtitle?: string): void;
  /** A heading is printed with the piece that follows, on the same page. */
  heading(text: string): void;
  paragraph(text: string): void;
  /** Numbered sentences. */
  steps(texts: readonly string[]): void;
  /** Labels at the left, values at the right. */
  facts(rows: readonly Fact[]): void;
  /** Rows under column titles, repeated on each page. */
  grid(columns: readonly Column[], rows: readonly (readonly Lines[])[]): void;
  /** A sentence in a frame. */
  note(text: string): void;
  /** Makes room for a drawing of this height and returns its top. */
  room(height: number): number;
  newPage(): void;
}

/** Longest texts that are printed whole, in characters: no row may be taller than a page. */
const longestText = 1_600;
const longestCell = 700;
const labelWidth = 140;
const headingHeight = 28;
const padding = 5;

interface Row {
  readonly cells: readonly { readonly text: string; readonly font: FontName; readonly width: number }[];
  readonly height: number;
  readonly isHead: boolean;
}

export const createSheet = (pdf: Pdf, letterhead: Letterhead): Sheet => {
  const top = letterhead === 'PLATFORM' ? page.top : page.topOfScan;
  let y: number = top;
  let heading: string | undefined;

  const newPage = (): void => {
    pdf.addPage();
    y = top;
  };
  /** A new page where a piece of this height does not fit, and the heading that waits for it. */
  const begin = (height: number): void => {
    const text = heading;
    heading = undefined;
    if (y + height + (text === undefined ? 0 : headingHeight) > page.bottom) newPage();
    if (text === undefined) return;
    pdf.fillColor(colours.accent);
    write(printable(text), fonts.bold, 11.5, page.left, y + 9, page.contentWidth);
    y += headingHeight;
  };
  const room = (height: number): number => {
    begin(height);
    y += height;
    return y - height;
  };
  const heightOf = (text: string, font: FontName, size: number, width: number): number =>
    pdf.font(font, size).heightOfString(text, { width, lineGap: lineGap(size) }) - lineGap(size);
  const write = (text: string, font: FontName, size: number, x: number, top: number, width: number): void => {
    pdf.font(font, size).text(text, x, top, { width, lineGap: lineGap(size) });
  };
  const rule = (at: number): void => {
    pdf.moveTo(page.left, at).lineTo(page.right, at).lineWidth(0.6).stroke(colours.line);
  };

  const paragraph = (text: string): void => {
    const printed = printable(text);
    const top = room(heightOf(printed, fonts.regular, 10, page.contentWidth) + 8);
    pdf.fillColor(colours.text);
    write(printed, fonts.regular, 10, page.left, top, page.contentWidth);
  };

  const rowOf = (columns: readonly Column[], cells: readonly Lines[], isHead: boolean): Row => {
    const printed = columns.map((column, i) => ({
      text: printable(cells[i] ?? '', longestCell),
      font: isHead ? fonts.bold : (column.font ?? fonts.regular),
      width: column.width - 2 * padding,
    }));
    const tallest = Math.max(...printed.map((cell) => heightOf(cell.text, cell.font, 8.5, cell.width)));
    return { cells: printed, height: tallest + 2 * padding, isHead };
  };
  const drawRow = (row: Row): void => {
    const top = room(row.height);
    if (row.isHead) pdf.rect(page.left, top, page.contentWidth, row.height).fill(colours.tint);
    let x: number = page.left + padding;
    for (const { text, font, width } of row.cells) {
      pdf.fillColor(row.isHead ? colours.ink : colours.text);
      write(text, font, 8.5, x, top + padding, width);
      x += width + 2 * padding;
    }
    rule(top + row.height);
  };

  return {
    pdf,
    room,
    newPage,
    title: (text, subtitle) => {
      const height = heightOf(printable(text), fonts.bold, 19, page.contentWidth);
      const top = room(height + (subtitle ? 26 : 12));
      pdf.fillColor(colours.ink);
      write(printable(text), fonts.bold, 19, page.left, top, page.contentWidth);
      if (!subtitle) return;
      pdf.fillColor(colours.soft);
      write(printable(subtitle), fonts.regular, 10, page.left, top + height + 2, page.contentWidth);
    },
    heading: (text) => {
      heading = text;
    },
    paragraph,
    steps: (texts) => {
      texts.forEach((text, i) => {
        const printed = printable(text);
        const width = page.contentWidth - 24;
        const top = room(heightOf(printed, fonts.regular, 10, width) + 6);
        pdf.fillColor(colours.accent);
        write(`${i + 1}.`, fonts.bold, 10, page.left, top, 20);
        pdf.fillColor(colours.text);
        write(printed, fonts.regular, 10, page.left + 24, top, width);
      });
      y += 2;
    },
    facts: (rows) => {
      const valueWidth = page.contentWidth - labelWidth - padding;
      for (const [label, value] of rows) {
        const text = printable(value);
        const height = Math.max(
          heightOf(text, fonts.regular, 9.5, valueWidth),
          heightOf(printable(label), fonts.bold, 9, labelWidth - 2 * padding),
        );
        const top = room(height + 2 * padding);
        pdf.rect(page.left, top + 0.5, labelWidth, height + 2 * padding - 0.5).fill(colours.tint);
        pdf.fillColor(colours.ink);
        write(printable(label), fonts.bold, 9, page.left + padding, top + padding, labelWidth - 2 * padding);
        pdf.fillColor(colours.text);
        write(text, fonts.regular, 9.5, page.left + labelWidth + padding, top + padding, valueWidth);
        rule(top + height + 2 * padding);
      }
      y += 8;
    },
    grid: (columns, cells) => {
      const titles = columns.map((column) => column.title);
      const head = rowOf(columns, titles, true);
      const rows = cells.map((row) => rowOf(columns, row, false));
      begin(head.height + (rows[0]?.height ?? 0));
      drawRow(head);
      for (const row of rows) {
        if (y + row.height > page.bottom) {
          newPage();
          drawRow(head);
        }
        drawRow(row);
      }
      y += 8;
    },
    note: (text) => {
      const printed = printable(text);
      const height = heightOf(printed, fonts.regular, 9.5, page.contentWidth - 24) + 16;
      const top = room(height + 10);
      pdf.rect(page.left, top, page.contentWidth, height).fill(colours.tint);
      pdf.rect(page.left, top, 3, height).fill(colours.accent);
      pdf.fillColor(colours.text);
      write(printed, fonts.regular, 9.5, page.left + 14, top + 8, page.contentWidth - 24);
    },
  };
};

const lineGap = (size: number): number => size * 0.22;

const printable = (lines: Lines, longest = longestText): string => {
  const text = (typeof lines === 'string' ? [lines] : lines).map(winAnsi).join('\n');
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
};
