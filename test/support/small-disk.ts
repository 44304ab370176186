import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of its own, in memory, so small that it can be filled. */
export interface SmallDisk {
  readonly path: string;
  /** Takes all room but so many KiB. */
  fill(leave?: number): void;
  makeRoom(): void;
  /** Whether nothing can be written at all. */
  readOnly(is: boolean): void;
  remove(): void;
}

const mount = (...args: readonly string[]): boolean => spawnSync('mount', args).status === 0;

/** Undefined where this user may not mount anything: the tests that want one say that they skip. */
export const smallDisk = (kib: number): SmallDisk | undefined => {
  const path = mkdtempSync(join(tmpdir(), 'send-simulator-disk-'));
  if (!mount('-t', 'tmpfs', '-o', `size=${kib}k,mode=0777`, 'send-simulator', path)) {
    rmSync(path, { recursive: true });
    return undefined;
  }
  const ballast = join(path, 'ballast');
  const makeRoom = (): void => rmSync(ballast, { force: true });
  return {
    path,
    fill: (leave = 0) => {
      makeRoom();
      const page = Buffer.alloc(4_096);
      const reserves = Array.from({ length: leave / 4 }, (_, i) => `${ballast}.${i}`);
      const put = (file: string, howOften: number): void => {
        const at = openSync(file, 'w');
        try {
          for (let i = 0; i < howOften; i++) writeSync(at, page);
        } finally {
          closeSync(at);
        }
      };
      for (const file of reserves) put(file, 1);
      try {
        put(ballast, kib);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
      for (const file of reserves) rmSync(file);
    },
    makeRoom,
    readOnly: (is) => {
      if (!mount('-o', `remount,${is ? 'ro' : 'rw'}`, path)) throw new Error(`${path} cannot be mounted anew`);
    },
    remove: () => {
      spawnSync('umount', ['-l', path]);
      rmSync(path, { recursive: true, force: true });
    },
  };
};
