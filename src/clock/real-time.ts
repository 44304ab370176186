/** The operating system's time and timers: asked here and nowhere else in the house. */
export interface RealTime {
  nowMs(): number;
  /**
   * Calls once after that many milliseconds; the returned function takes it back. Keeps the process alive only where
   * somebody waits for it (`isAwaited`).
   */
  after(ms: number, call: () => void, isAwaited?: boolean): () => void;
  /** Lets waiting requests and timers have their turn. */
  breathe(): Promise<void>;
}

const longestTimerMs = 2_147_000_000;

export const createRealTime = (): RealTime => ({
  nowMs: () => Date.now(),
  after: (ms, call, isAwaited = false) => {
    const timer = setTimeout(call, Math.min(Math.max(0, ms), longestTimerMs));
    if (!isAwaited) timer.unref();
    return () => clearTimeout(timer);
  },
  breathe: () => new Promise((resolve) => setImmediate(resolve)),
});

/**
 * Milliseconds since the call, never too few: a clock that is set back hides none, nor does a machine that slept.
 */
export const startWatch = (): (() => number) => {
  const [wallMs, steadyMs] = [Date.now(), performance.now()];
  return () => Math.max(Date.now() - wallMs, performance.now() - steadyMs);
};
