import { accessSync, constants, statfsSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, resolve } from 'node:path';
import type { ExaminedStore } from '../../index.js';

/** What the doctor asks of the machine that it runs on. */
export interface Machine {
  /** Of Node: `v20.11.0`. */
  readonly nodeVersion: string;
  /** The real time. */
  nowMs(): number;
  /** Why nothing can be written there, neither now nor after the missing folders are made; undefined: it can. */
  whyNotWritable(path: string, kind: 'file' | 'folder'): string | undefined;
  /** Room left where that path is, or will be, in bytes. */
  bytesLeft(path: string): number;
  /** Looks at a database. @throws StartFailure where a start could not use it */
  examineStore(url: string): Promise<ExaminedStore>;
  /** Why nobody can listen there, as a code of the system; undefined: it is free. */
  whyNotFree(host: string, port: number): Promise<string | undefined>;
}

export const whyNotWritable: Machine['whyNotWritable'] = (path, kind) => {
  const whole = resolve(path);
  try {
    const found = statSync(whole, { throwIfNoEntry: false });
    if (found && found.isDirectory() !== (kind === 'folder'))
      return kind === 'file' ? 'EISDIR: is a directory' : 'ENOTDIR: not a directory';
    // A file needs its folder, a folder is made with those above it.
    const home = found ? whole : kind === 'file' ? dirname(whole) : nearestExisting(dirname(whole));
    if (!found && !statSync(home).isDirectory()) return `ENOTDIR: not a directory, ${home}`;
    accessSync(home, constants.W_OK);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

const nearestExisting = (folder: string): string =>
  statSync(folder, { throwIfNoEntry: false }) || dirname(folder) === folder ? folder : nearestExisting(dirname(folder));

export const bytesLeft: Machine['bytesLeft'] = (path) => {
  const { bavail, bsize } = statfsSync(nearestExisting(resolve(path)));
  return bavail * bsize;
};

export const examineStore: Machine['examineStore'] = async (url) => (await import('../../index.js')).examineStore(url);

export const whyNotFree: Machine['whyNotFree'] = (host, port) =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
