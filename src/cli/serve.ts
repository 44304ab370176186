import { type Config, givenValues } from '../config.js';
import type { Simulator, SimulatorOptions } from '../index.js';
import type { Language } from '../text/said.js';
import type { Log } from './log.js';
import { createReadyFile, readyLine, readyOf } from './ready.js';
import { howToTrust } from './trust.js';

/** What serving needs of the process; `cli.ts` is the only one that touches the process itself. */
export interface ProcessEdge {
  readonly pid: number;
  /** The ready line as JSON. */
  readonly isJson: boolean;
  print(text: string): void;
  /** Resolves with the exit code of the first signal that asks the process to end. */
  readonly signalled: Promise<number>;
  /** Resolves with `late` after that many milliseconds; does not keep the process alive. */
  after(ms: number): Promise<'late'>;
  /** Called whenever the process ends, however that comes about. */
  atExit(last: () => void): void;
}

/** Before it is ready: a demo has its say here. Its answer is printed under the ready line. */
export type Prelude = (simulator: Simulator) => Promise<string>;

/** Two seconds belong to the requests in flight, the rest to writing down what is still in memory. */
const stopLimitMs = 5_000;

/** Starts a simulator; a port that nobody asked for by name may be replaced by a free one. */
const startOn = async (options: SimulatorOptions, isAnyPortFine: boolean): Promise<Simulator> => {
  // Loaded only here: help, version and a wrong flag answer without waking the whole house.
  const { startSimulator } = await import('../index.js');
  try {
    return await startSimulator(options);
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'SIM_PORT_IN_USE';
    if (!isTaken || !isAnyPortFine) throw error;
    return startSimulator({ ...options, port: 0 });
  }
};

const httpsLine = (https: string, authority: string | undefined, lang: Language): object => ({
  level: 'info',
  msg: 'https is served too',
  https,
  ...(authority === undefined ? {} : { authority, frame: howToTrust(authority, https)[lang] }),
});

/**
 * The life of a serving process: start, say "ready" once, wait for a signal, stop.
 *
 * @returns the exit code, 128 + n of the signal that ended it
 * @throws whatever keeps the simulator from starting
 */
export const serve = async (config: Config, log: Log, edge: ProcessEdge, prelude?: Prelude): Promise<number> => {
  const { readyFile: readyPath, ...options } = config.values;
  const readyFile = readyPath === undefined ? undefined : createReadyFile(readyPath, edge.pid);
  // One left behind by a killed process would tell an old address.
  readyFile?.remove();
  log({ level: 'info', msg: 'starting', settings: givenValues(config) });

  const isAnyPortFine = prelude !== undefined && config.origins.port === 'default';
  const starting = startOn({ ...options, log }, isAnyPortFine);
  // Asked to end while starting: nobody was served yet, nothing is to be finished.
  const started = await Promise.race([starting, edge.signalled]);
  if (typeof started === 'number') return started;

  const simulator = started;
  try {
    const closing = await Promise.race([prelude?.(simulator) ?? '', edge.signalled]);
    if (typeof closing === 'number') return closing;
    const ready = readyOf(simulator, edge.pid);
    readyFile?.prepare(ready);
    edge.atExit(() => readyFile?.remove());
    edge.print(edge.isJson ? `${JSON.stringify(ready)}\n` : readyLine(ready));
    if (ready.https !== undefined) log(httpsLine(ready.https, ready.authority, config.values.lang));
    readyFile?.show();
    edge.print(closing);
    return await edge.signalled;
  } finally {
    log({ level: 'info', msg: 'stopping' });
    const end = await Promise.race([simulator.stop(), edge.after(stopLimitMs)]);
    if (end === 'late') log({ level: 'error', msg: `not stopped after ${stopLimitMs} ms: ended as it is` });
  }
};
