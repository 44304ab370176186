import { readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { kill, pid } from 'node:process';
import { asUnreadable, StoreUnreadable } from './ports.js';

/** A process, told apart from a later one that was given the same number. */
interface Holder {
  readonly pid: number;
  readonly bornAt: number;
}

// Not asked for the time: it is the one thing that only this process can have written.
const { timeOrigin: bornAt } = performance;

/**
 * Takes a folder for this process: two of them writing to the same files would destroy each other's. The file `lock`
 * names who has it; one that a killed process left is taken over.
 *
 * @returns gives the folder back
 * @throws StoreUnreadable when another simulator has it, or nothing can be written
 */
export const lockFolder = async (folder: string): Promise<() => Promise<void>> => {
  const file = join(folder, 'lock');
  const take = () =>
    writeFile(file, JSON.stringify({ pid, bornAt } satisfies Holder), { flag: 'wx' }).catch(async (error: unknown) => {
      // On a full disk it is there, but empty.
      if (!isTaken(error)) await rm(file, { force: true }).catch(() => undefined);
      throw error;
    });
  const refused = (error: unknown): StoreUnreadable => {
    const holder = holderOf(file);
    return isTaken(error) && holder
      ? new StoreUnreadable(
          file,
          undefined,
          `process ${holder.pid} works on this folder: stop it or choose another folder; if it is no simulator, remove this file`,
        )
      : asUnreadable(error, folder, 'the folder cannot be written');
  };

  try {
    await take();
  } catch (error) {
    const holder = holderOf(file);
    if (!isTaken(error) || (holder && isAlive(holder))) throw refused(error);
    try {
      await rm(file, { force: true });
      await take();
    } catch (late) {
      throw refused(late);
    }
  }
  return () => rm(file, { force: true });
};

const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EEXIST';

/** Undefined for a file that is gone, or that a killed process left half written. */
const holderOf = (file: string): Holder | undefined => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
};

/** In a container every start may get the same number: a lock with our own is ours only if this very process wrote it. */
const isAlive = (holder: Holder): boolean => {
  if (holder.pid === pid) return holder.bornAt === bornAt;
  try {
    return kill(holder.pid, 0);
  } catch (error) {
    // A process of somebody else is alive all the same.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};
