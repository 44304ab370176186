import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { call } from './call.js';

/** A server under measurement, in a process of its own. */
export interface Program extends AsyncDisposable {
  readonly url: string;
  /** API key; empty for the bare program. */
  readonly key: string;
  /** From the start of the process to its first 200, in milliseconds. */
  readonly startMs: number;
  readonly pid: number;
  /** Processor time used so far, user and system, in milliseconds. */
  cpuMs(): number;
  /** Resident memory, in megabytes. */
  residentMb(): number;
}

/** How Linux counts processor time in `/proc/<pid>/stat`. */
const ticksPerSecond = 100;

const fileOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const start = async (args: readonly string[], probe: string, cleanUp: () => void): Promise<Program> => {
  const startedMs = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const readyLine = await firstMatch(child, / ready url=\S+.*/);
  const url = / url=(\S+)/.exec(readyLine)?.[1] ?? '';
  await call({ url: url + probe });
  const startMs = performance.now() - startedMs;
  return {
    url,
    key: / key=(\S+)/.exec(readyLine)?.[1] ?? '',
    startMs,
    pid: child.pid ?? 0,
    cpuMs: () => {
      // The name of the program may hold spaces: count from behind its closing bracket.
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return ((Number(fields[11]) + Number(fields[12])) * 1_000) / ticksPerSecond;
    },
    residentMb: () => {
      const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
      return Number(kilobytes) / 1_024;
    },
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      await ended;
      cleanUp();
    },
  };
};

const firstMatch = (child: ChildProcessByStdio<null, Readable, null>, form: RegExp): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const found = form.exec(text)?.[0];
      if (found) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`the program ended with ${code} before it was ready`)));
  });

export const temporaryFolder = (): { readonly path: string; readonly remove: () => void } => {
  const path = mkdtempSync(join(tmpdir(), 'send-simulator-bench-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};

/** @param answer what it answers to everything: for a fair comparison, what the simulator answered */
export const startBare = (answer: unknown): Promise<Program> => {
  const folder = temporaryFolder();
  const file = join(folder.path, 'answer.json');
  writeFileSync(file, JSON.stringify(answer));
  return start([fileOf('./bare.mjs'), file], '/', folder.remove);
};

/**
 * The built simulator on a standing clock, in memory or with `--data` in a folder of its own.
 * @param data a folder that stays, in place of one of its own
 * @param store address of a database: a replica
 */
export const startSimulator = ({
  isStored = false,
  data,
  store,
}: {
  readonly isStored?: boolean;
  readonly data?: string;
  readonly store?: string;
} = {}): Promise<Program> => {
  const folder = data === undefined ? temporaryFolder() : { path: data, remove: () => undefined };
  const args = [
    'start',
    '--port',
    '0',
    '--clock',
    'manual',
    '--log-level',
    'error',
    ...(isStored || data !== undefined ? ['--data', folder.path] : []),
    ...(store === undefined ? [] : ['--store', store]),
  ];
  return start([fileOf('../../dist/cli.js'), ...args], '/_sim/health', folder.remove);
};
