import type { Language, Said } from '../../text/said.js';

interface ProgressEdge {
  /** Of a terminal; undefined: nobody is looking. */
  readonly tell: ((text: string) => void) | undefined;
  readonly lang: Language;
  /** Calls again and again; @returns what ends it */
  every(ms: number, call: () => void): () => void;
}

const beatMs = 250;
const patienceMs = 750;
const frames = ['|', '/', '-', '\\'] as const;
const barLength = 20;

/** How far a work is. */
export interface Distance {
  /** From 0 to 1. */
  readonly share: number;
  readonly note?: string;
}

/** Asks how far a work is; undefined: nobody knows yet. */
export type Look = () => Distance | undefined | Promise<Distance | undefined>;

const bar = (share: number): string => {
  const done = Math.round(Math.min(1, Math.max(0, share)) * barLength);
  return `[${'#'.repeat(done)}${'.'.repeat(barLength - done)}] ${String(Math.round(share * 100)).padStart(3)} %`;
};

/**
 * A line on the terminal while a work goes on that takes longer than a moment: a bar where somebody knows how much is
 * done, else a sign of life. It is gone when the work is done.
 */
export const createProgress =
  ({ tell, lang, every }: ProgressEdge) =>
  async <T>(label: Said, work: Promise<T>, look?: Look): Promise<T> => {
    if (!tell) return work;
    let beats = 0;
    let known: Distance | undefined;
    let isAsking = false;
    const ask = async (): Promise<void> => {
      if (!look || isAsking) return;
      isAsking = true;
      // What cannot be found out is not shown; a failure of the work itself is told by the work.
      known = (await Promise.resolve(look()).catch(() => undefined)) ?? known;
      isAsking = false;
    };
    const stop = every(beatMs, () => {
      const elapsedMs = ++beats * beatMs;
      if (elapsedMs < patienceMs) return;
      void ask();
      const sign = known === undefined ? frames[beats % frames.length] : bar(known.share);
      const note = known?.note === undefined ? '' : ` ${known.note}`;
      tell(`\r${sign} ${label[lang]} ${Math.floor(elapsedMs / 1_000)} s${note}\u001b[K`);
    });
    try {
      return await work;
    } finally {
      stop();
      if (beats * beatMs >= patienceMs) tell('\r\u001b[K');
    }
  };
