import { fonts, type Pdf } from './look.js';

/**
 * Letters of Slovenian that the encoding of the built-in fonts lacks although the fonts have them, on codes that it leaves
 * free. Names are those of Adobe's list of glyphs.
 */
export const addedLetters = [
  { letter: 'Č', code: 0x81, glyph: 'Ccaron', asWideAs: 'C' },
  { letter: 'č', code: 0x8d, glyph: 'ccaron', asWideAs: 'c' },
  { letter: 'Ć', code: 0x8f, glyph: 'Cacute', asWideAs: 'C' },
  { letter: 'ć', code: 0x90, glyph: 'cacute', asWideAs: 'c' },
  { letter: 'đ', code: 0x9d, glyph: 'dcroat', asWideAs: 'd' },
] as const;

/** What the library keeps of a built-in font; it offers no way of its own to choose the encoding. */
interface BuiltInFont {
  readonly name: string;
  readonly font: { characterToGlyph(code: number): string };
  readonly dictionary: { data: unknown; end(): void };
  embed(): void;
}

const encoding = {
  Type: 'Encoding',
  BaseEncoding: 'WinAnsiEncoding',
  Differences: addedLetters.flatMap(({ code, glyph }) => [code, glyph]),
};
/** The library has no widths of its own for the added letters: without them lines would grow over the margin. */
const widths: ReadonlyMap<number, string> = new Map(addedLetters.map(({ code, asWideAs }) => [code, asWideAs]));

/** Teaches the fonts of a file the added letters: how wide they are, and how a reader finds them. */
export const addLetters = (pdf: Pdf): void => {
  for (const name of Object.values(fonts)) {
    pdf.font(name);
    const font = (pdf as unknown as { readonly _font: BuiltInFont })._font;
    const known = font.font.characterToGlyph.bind(font.font);
    font.font.characterToGlyph = (code) => widths.get(code) ?? known(code);
    font.embed = () => {
      font.dictionary.data = { Type: 'Font', BaseFont: font.name, Subtype: 'Type1', Encoding: encoding };
      font.dictionary.end();
    };
  }
};
