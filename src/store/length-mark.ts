import { existsSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { damaged } from './ports.js';

/** `atLeast`: it is being worked on, and what comes behind was not acknowledged. */
type Bound = 'atLeast' | 'exactly';

/** How long a file has to be, written beside it: so that a lost end can be told from one that a kill tore off. */
export interface LengthMark {
  /** Notes its length of this moment. Where that cannot be written, the next start only knows less. */
  note(bound: Bound): Promise<void>;
  /** From here on the file may become shorter. @throws the error of the file system */
  forget(): Promise<void>;
  /**
   * @param lines of the file, to say where it ends
   * @throws StoreUnreadable
   */
  verify(lines: number): Promise<void>;
}

/** Always as many characters, so that a mark is overwritten in one piece, and needs no room on a full disk. */
const textOf = (bytes: number, bound: Bound): string =>
  `${String(bytes).padStart(15)}${bound === 'exactly' ? ' ' : '+'}\n`;

export const createLengthMark = (file: string): LengthMark => {
  const mark = `${file}.size`;
  return {
    note: async (bound) => {
      const text = textOf((await stat(file)).size, bound);
      await writeFile(mark, text, { flag: 'r+' }).catch(() => writeFile(mark, text).catch(() => undefined));
    },
    forget: async () => {
      if (existsSync(mark)) await writeFile(mark, textOf(0, 'atLeast'), { flag: 'r+' });
    },
    verify: async (lines) => {
      const text = existsSync(mark) ? await readFile(mark, 'utf8') : '';
      const [, bytes, isAtLeast] = /^ *(\d+)(\+?) *\n/.exec(text) ?? [];
      // One without its end was being written when the process was killed.
      if (bytes === undefined) return;
      const size = existsSync(file) ? (await stat(file)).size : 0;
      if (isAtLeast ? size >= Number(bytes) : size === Number(bytes)) return;
      throw damaged(file, lines || undefined, `the file ends here with ${size} bytes, ${bytes} were written`);
    },
  };
};
