import { readFileSync } from 'node:fs';

/** A block of a document that a reader copies into a file. */
export interface Snippet {
  /** Name of that file. */
  readonly name: string;
  readonly text: string;
}

/** The blocks of a document that stand under a mark `<!-- file: name -->`. */
export const snippetsOf = (document: string): readonly Snippet[] =>
  [...readFileSync(document, 'utf8').matchAll(/<!-- file: (\S+) -->\r?\n```\w+\r?\n([\s\S]*?)```/g)].map(
    ([, name = '', text = '']) => ({ name, text }),
  );
