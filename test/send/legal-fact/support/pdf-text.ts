import { inflateSync } from 'node:zlib';

/** A text of a page and where it begins, in points from the lower left corner (for texts that are not turned). */
interface PlacedText {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** What is printed on each page of a PDF made with built-in fonts: one list of texts per page. */
export const placedTexts = (pdf: Buffer): readonly (readonly PlacedText[])[] =>
  contentStreams(pdf).map((content) =>
    [...content.matchAll(/1 0 0 1 (\S+) (\S+) Tm[\s\S]*?\[([^\]]*)\] TJ/g)].map((match) => ({
      x: Number(match[1]),
      y: Number(match[2]),
      text: decoded(match[3] ?? ''),
    })),
  );

/** The same as one text per page, lines joined by one blank. */
export const pageTexts = (pdf: Buffer): readonly string[] =>
  placedTexts(pdf).map((texts) => texts.map(({ text }) => text.trimEnd()).join(' '));

/** Bytes of Windows-1252 that are not Latin-1 (the decoder of Node 20 does not know them). */
const beyondLatin1 = new Map([
  ['\x80', '€'],
  ['\x81', 'Č'],
  ['\x8a', 'Š'],
  ['\x8d', 'č'],
  ['\x8f', 'Ć'],
  ['\x90', 'ć'],
  ['\x9a', 'š'],
  ['\x9d', 'đ'],
  ['\x9e', 'ž'],
  ['\x85', '…'],
  ['\x92', '’'],
  ['\x96', '–'],
  ['\x8e', 'Ž'],
]);

const decoded = (array: string): string => {
  const hex = [...array.matchAll(/<([0-9a-f]*)>/g)].map((match) => match[1]).join('');
  return [...Buffer.from(hex, 'hex').toString('latin1')].map((c) => beyondLatin1.get(c) ?? c).join('');
};

const contentStreams = (pdf: Buffer): readonly string[] => {
  const file = pdf.toString('latin1');
  return [...file.matchAll(/\/Filter \/FlateDecode\s*>>\s*stream\n/g)].map((match) => {
    const start = match.index + match[0].length;
    const data = pdf.subarray(start, file.indexOf('\nendstream', start));
    return inflateSync(data).toString('latin1');
  });
};
