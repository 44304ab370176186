/** Work on one thing, one piece after the other. */
interface Turns {
  /** Resolves when what was queued until now has ended, well or not; undefined when nothing is at work. */
  readonly busy: Promise<void> | undefined;
  /** Does the work when everything before it has ended. */
  take<T>(work: () => Promise<T>): Promise<T>;
}

/** @param onIdle called whenever the last piece of work has ended */
export const createTurns = (onIdle: () => void = () => undefined): Turns => {
  let busy: Promise<void> | undefined;
  return {
    get busy() {
      return busy;
    },
    take: (work) => {
      const turn = (busy ?? Promise.resolve()).then(work);
      const ended = turn.then(
        () => undefined,
        () => undefined,
      );
      busy = ended;
      void ended.then(() => {
        if (busy !== ended) return;
        busy = undefined;
        onIdle();
      });
      return turn;
    },
  };
};
