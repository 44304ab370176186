import { ConfigInvalid } from '../config.js';
import { ScenarioInvalid } from '../scenario/problem.js';
import { SimRefused } from './remote/client.js';

const exitCodes: Readonly<Record<string, number>> = {
  SIM_CONFIG_INVALID: 2,
  SIM_PORT_IN_USE: 3,
  SIM_SCENARIO_INVALID: 4,
  SIM_STORE_UNREADABLE: 6,
};

interface Failure {
  readonly exitCode: number;
  /** For the person at the terminal. */
  readonly text: string;
  /** For the log; only of bugs. */
  readonly logLine?: object;
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** Of a failure that has a code of ours; undefined: it is a bug. */
export const exitCodeOf = (error: unknown): number | undefined => exitCodes[codeOf(error) ?? ''];

/** One text each; of a scenario file with the lines around the place. */
const problemsOf = (error: unknown): readonly string[] | undefined => {
  if (error instanceof ConfigInvalid) return error.problems;
  const invalid = error instanceof Error && error.cause instanceof ScenarioInvalid ? error.cause : error;
  if (!(invalid instanceof ScenarioInvalid)) return undefined;
  return invalid.problems.map(({ file, line, column, message, frame }) =>
    [`${file}:${line}:${column} ${message.en}`, ...(frame === undefined ? [] : [frame])].join('\n'),
  );
};

/**
 * How the process ends after an error: a failure that has a code of ours is told in a sentence, anything else is a bug
 * and says so, with its stack in the log.
 * @param command one that has a help of its own
 */
export const failureOf = (error: unknown, command?: string): Failure => {
  if (error instanceof SimRefused) {
    const hint = error.hint === undefined ? '' : `${error.hint}\n`;
    return { exitCode: error.status < 500 ? 2 : 1, text: `send-simulator: ${error.message} (${error.code})\n${hint}` };
  }
  const code = codeOf(error);
  const exitCode = exitCodeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  if (exitCode !== undefined) {
    const problems = problemsOf(error) ?? message.split('\n');
    const help = command === undefined ? '--help shows all settings' : `${command} --help tells the rest`;
    const hint = code === 'SIM_CONFIG_INVALID' ? `send-simulator ${help}.\n` : '';
    if (problems.length === 1) {
      const [first = '', ...frame] = (problems[0] ?? '').split('\n');
      return { exitCode, text: `${[`send-simulator: ${first} (${code})`, ...frame].join('\n')}\n${hint}` };
    }
    const list = problems.map((problem) => `${problem.replace(/^(?=.)/gm, '  ')}\n`).join('');
    return { exitCode, text: `send-simulator: ${problems.length} problems (${code})\n${list}${hint}` };
  }
  return {
    exitCode: 1,
    text: `send-simulator: ${message}\nThis is a bug of the simulator: please report it together with the log above.\n`,
    logLine: { level: 'error', msg: message, stack: error instanceof Error ? error.stack : undefined },
  };
};
