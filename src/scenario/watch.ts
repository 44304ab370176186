/** What a watch needs of the machine. */
export interface WatchEdge {
  /**
   * Calls when something may have changed at a place.
   * @returns what ends it; undefined where the system cannot tell of changes
   */
  observe(place: string, changed: () => void): (() => void) | undefined;
  /** What lies at the places now, in short: another text when a file came, went or changed. */
  stamp(places: readonly string[]): Promise<string>;
  /** Calls once after that many milliseconds; the returned function takes it back. */
  after(ms: number, call: () => void): () => void;
}

export interface Watch {
  readonly places: readonly string[];
  /** `poll`: look every second, where nobody tells of changes (folders mounted into containers). */
  readonly mode: 'events' | 'poll';
  /** Stamp of the places from before they were read first. */
  readonly stamp: string;
  /** Reads everything again; what it throws is told by itself. */
  readonly reload: () => Promise<void>;
}

/** An editor writes a file in several steps. Ours. */
const quietMs = 200;
const pollMs = 1_000;

/**
 * Reads scenarios again whenever their files change: once things have been quiet for a moment, and never twice at a time.
 * @returns what ends it
 */
export const watchScenarios = ({ places, mode, stamp, reload }: Watch, edge: WatchEdge): (() => void) => {
  let seen = stamp;
  let isBusy = false;
  let isEnded = false;
  const cancels = new Map<'quiet' | 'poll', () => void>();

  const later = (name: 'quiet' | 'poll', ms: number, call: () => void): void => {
    cancels.get(name)?.();
    if (!isEnded) cancels.set(name, edge.after(ms, call));
  };

  /** Whether something is different from what was read last. */
  const isNews = async (): Promise<boolean> => {
    const now = await edge.stamp(places);
    const before = seen;
    seen = now;
    return now !== before;
  };

  const look = async (): Promise<void> => {
    if (isBusy || isEnded) return changed();
    isBusy = true;
    try {
      if ((await isNews()) && !isEnded) await reload();
    } finally {
      isBusy = false;
    }
  };
  const changed = (): void => later('quiet', quietMs, () => void look());

  const poll = (): void => later('poll', pollMs, () => void look().then(poll));

  const ends = mode === 'poll' ? [] : places.map((place) => edge.observe(place, changed));
  if (mode === 'poll' || ends.includes(undefined)) poll();

  return () => {
    isEnded = true;
    for (const cancel of cancels.values()) cancel();
    for (const end of ends) end?.();
  };
};
