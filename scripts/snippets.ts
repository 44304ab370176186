import { readFileSync } from 'node:fs';

/** A fenced block of a document. */
interface Block {
  /** Of its first line, from 1. */
  readonly line: number;
  /** What the comment right above says: `tested: name`, `file: name` or `not run: reason`. */
  readonly mark: { readonly kind: string; readonly text: string } | undefined;
  readonly text: string;
}

const fenced = /(?:^<!-- ([a-z ]+): (.+) -->\n)?^```\w*\n([\s\S]*?)^```$/gm;

/** All blocks of a document, in order. */
export const blocksOf = (document: string): readonly Block[] => {
  const whole = readFileSync(document, 'utf8').replaceAll('\r\n', '\n');
  return [...whole.matchAll(fenced)].map(({ index, 1: kind, 2: said = '', 3: text = '' }) => ({
    line: whole.slice(0, index).split('\n').length + (kind === undefined ? 1 : 2),
    mark: kind === undefined ? undefined : { kind, text: said },
    text,
  }));
};

/** A block that a reader copies into a file. */
interface Snippet {
  /** Name of that file. */
  readonly name: string;
  readonly text: string;
}

/** The blocks under a mark `<!-- file: name -->`. */
export const snippetsOf = (document: string): readonly Snippet[] =>
  blocksOf(document).flatMap(({ mark, text }) => (mark?.kind === 'file' ? [{ name: mark.text, text }] : []));

/** The block under a mark `<!-- tested: name -->`. @throws where the document has none */
export const testedBlock = (document: string, name: string): string => {
  const found = blocksOf(document).find(({ mark }) => mark?.kind === 'tested' && mark.text === name);
  if (found === undefined) throw new Error(`${document} has no block "${name}"`);
  return found.text;
};
