import type { Language, Said } from '../../text/said.js';

export interface ProgressEdge {
  /** Of a terminal; undefined: nobody is looking. */
  readonly tell: ((text: string) => void) | undefined;
  readonly lang: Language;
  /** Calls again and again; @returns what ends it */
  every(ms: number, call: () => void): () => void;
}

const beatMs = 250;
const patienceMs = 750;
const frames = ['|', '/', '-', '\\'] as const;

/** A line on the terminal while a work goes on that takes longer than a moment; it is gone when the work is done. */
export const createProgress =
  ({ tell, lang, every }: ProgressEdge) =>
  async <T>(label: Said, work: Promise<T>): Promise<T> => {
    if (!tell) return work;
    let beats = 0;
    const stop = every(beatMs, () => {
      const elapsedMs = ++beats * beatMs;
      if (elapsedMs < patienceMs) return;
      tell(`\r${frames[beats % frames.length]} ${label[lang]} ${Math.floor(elapsedMs / 1_000)} s`);
    });
    try {
      return await work;
    } finally {
      stop();
      if (beats * beatMs >= patienceMs) tell('\r\u001b[K');
    }
  };
