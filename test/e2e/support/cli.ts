import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The built program, as users start it. */
export const program = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));

export interface Call {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Folder it runs in; a configuration file there counts. */
  readonly cwd?: string;
}

interface Ended {
  /** As a shell sees it: 128 + n when a signal ended it. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly process: ChildProcess;
  readonly readyLine: string;
  readonly url: string;
  readonly key: string;
  readonly ended: Promise<Ended>;
  signal(signal: NodeJS.Signals): void;
  /** Ends it by SIGTERM. */
  stop(): Promise<Ended>;
}

const signalNumbers: Readonly<Record<string, number>> = { SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

/** Nothing of the machine's own settings reaches the program. */
const cleanEnvironment = (extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('SEND_SIM_'))),
  ...extra,
});

interface Watched {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves with the first line of stdout that starts like this; undefined when the program ends without one. */
  line(start: string): Promise<string | undefined>;
}

const watch = (
  { args = [], env, cwd = tmpdir() }: Call,
  limitMs?: number,
  killSignal: NodeJS.Signals = 'SIGTERM',
): Watched => {
  const child = spawn(process.execPath, [program, ...args], {
    cwd,
    env: cleanEnvironment(env),
    stdio: 'pipe',
    ...(limitMs === undefined ? {} : { timeout: limitMs, killSignal }),
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) =>
      resolve({ exitCode: code ?? 128 + (signalNumbers[signal ?? ''] ?? 0), ...output }),
    );
  });
  const line = (start: string): Promise<string | undefined> =>
    new Promise((resolve) => {
      const look = (): void => {
        // Only whole lines: the last piece may still be growing.
        const found = output.stdout
          .split('\n')
          .slice(0, -1)
          .find((text) => text.startsWith(start));
        if (found !== undefined) resolve(found);
      };
      child.stdout.on('data', look);
      void ended.then(() => {
        look();
        resolve(undefined);
      });
    });
  return { child, ended, line };
};

/** Runs the program to its end; one that stays up, against what the test expects, is stopped after 20 seconds. */
export const run = (call: Call): Promise<Ended> => watch(call, 20_000).ended;

/** Runs the program and kills it after so many milliseconds, wherever it is then. */
export const killAfter = (ms: number, call: Call): Promise<Ended> => watch(call, ms, 'SIGKILL').ended;

/**
 * Starts the program on a free port and waits for its ready line.
 * @throws with all output when it ends before
 */
export const start = async ({ args = [], ...call }: Call = {}): Promise<Running> => {
  const { child, ended, line } = watch({ ...call, args: args.includes('--port') ? args : [...args, '--port', '0'] });
  const isJson = args.includes('--json');
  const readyLine = await line(isJson ? '{"url":' : 'send-simulator ready ');
  if (readyLine === undefined) throw new Error(`never ready: ${JSON.stringify(await ended)}`);
  const field = (name: string): string =>
    (isJson ? JSON.parse(readyLine)[name] : new RegExp(` ${name}=(\\S+)`).exec(readyLine)?.[1]) ?? '';
  return {
    process: child,
    readyLine,
    url: field('url'),
    key: field('key'),
    ended,
    signal: (signal) => child.kill(signal),
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
};

/** A folder for one test; call `remove` at its end. */
export const temporaryFolder = (): { readonly path: string; at(name: string): string; remove(): void } => {
  const path = mkdtempSync(join(tmpdir(), 'send-simulator-'));
  return { path, at: (name) => join(path, name), remove: () => rmSync(path, { recursive: true, force: true }) };
};
