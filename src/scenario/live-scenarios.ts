import { loadScenarioFolders } from './load.js';
import type { Scenarios } from './outcome.js';
import { ScenarioInvalid, type ScenarioProblem } from './problem.js';
import { type Watch, type WatchEdge, watchScenarios } from './watch.js';
import { watchedFolders } from './watched-folders.js';

/** The scenarios that every sandbox begins with: those shipped and the user's. */
interface LiveScenarios {
  /** As they were read last. Notifications under way keep what they were given. */
  current(): Scenarios;
  /** Ends the watch. */
  stop(): void;
}

interface LiveOptions {
  readonly shipped: readonly string[];
  readonly users: readonly string[];
  readonly watch: Watch['mode'] | 'off';
  readonly after: WatchEdge['after'];
  readonly log: (line: object) => void;
  /** Called when the files were read again. */
  readonly onRead: () => void;
}

/**
 * Reads the scenarios, and reads them again whenever a file of the user changes, where that is asked for. A file that is
 * wrong is told in the log with its place and leaves what was read before.
 * @throws ScenarioInvalid at the first reading
 */
export const openScenarios = async ({
  shipped,
  users,
  watch,
  after,
  log,
  onRead,
}: LiveOptions): Promise<LiveScenarios> => {
  const stamp = watch === 'off' ? '' : await watchedFolders.stamp(users);
  let read = await loadScenarioFolders(shipped, users);
  const reload = async (): Promise<void> => {
    try {
      read = await loadScenarioFolders(shipped, users);
      log({ level: 'info', msg: 'scenarios read again: new notifications follow them' });
      onRead();
    } catch (error) {
      if (!(error instanceof ScenarioInvalid)) {
        log({ level: 'error', msg: 'scenarios cannot be read again', reason: String(error) });
        return;
      }
      for (const problem of error.problems) log(problemLine(problem));
    }
  };
  const stop =
    watch === 'off'
      ? () => undefined
      : watchScenarios({ places: users, mode: watch, stamp, reload }, { ...watchedFolders, after });
  return { current: () => read, stop };
};

const problemLine = ({ file, line, column, message, frame }: ScenarioProblem): object => ({
  level: 'error',
  msg: `${file}:${line}:${column} ${message.en}; what was read before stays`,
  ...(frame === undefined ? {} : { frame }),
});
