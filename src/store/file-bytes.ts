import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, rmSync } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createMeter } from './memory-bytes.js';
import { type ByteStore, StoreDamaged, writing } from './ports.js';

const stagedSuffix = '.part';

/**
 * Bytes as files of one folder. The folder appears with the first upload; bytes wait for their verdict beside the others
 * and become visible by a rename, so a process that is killed leaves whole files or leftovers, never half a file.
 * Leftovers are removed here, at opening: only one process works on a folder, and opens it once.
 *
 * @throws StoreFailure when something cannot be written, StoreDamaged when a file is not what it was
 */
export const createFileBytes = (folder: string): ByteStore => {
  removeLeftovers(folder);
  /** The name says nothing of the key and cannot lead out of the folder. */
  const pathOf = (key: string): string => join(folder, createHash('sha256').update(key).digest('hex'));
  let staged = 0;
  let cleared: Promise<unknown> = Promise.resolve();
  let clearings = 0;

  const openStaged = async (path: string): Promise<FileHandle> => {
    await mkdir(folder, { recursive: true });
    return open(path, 'wx');
  };

  return {
    stage: async (chunks, limitBytes) => {
      await cleared.catch(() => undefined);
      const born = clearings;
      const path = join(folder, `${staged++}${stagedSuffix}`);
      const meter = createMeter(limitBytes);
      const discard = () => writing(rm(path, { force: true }));
      const file = await writing(openStaged(path));
      try {
        for await (const chunk of chunks) {
          meter.pass(chunk);
          await writing(file.appendFile(chunk));
        }
        await writing(file.close());
      } catch (error) {
        await file.close().catch(() => {});
        await discard();
        throw error;
      }
      const commit = (key: string) => (born === clearings ? writing(rename(path, pathOf(key))) : discard());
      return { ...meter.result(), commit, discard };
    },
    read: async (key, sha256Base64) => {
      const path = pathOf(key);
      const file = await unlessMissing(open(path));
      if (!file) return undefined;
      try {
        if (sha256Base64 !== undefined) await assertIntact(path, createReadStream(path), key, sha256Base64);
      } catch (error) {
        await file.close();
        throw error;
      }
      return file.createReadStream();
    },
    readAll: async (key, sha256Base64) => {
      const path = pathOf(key);
      const content = await unlessMissing(readFile(path));
      if (content && sha256Base64 !== undefined) await assertIntact(path, [content], key, sha256Base64);
      return content;
    },
    remove: (key) => writing(rm(pathOf(key), { force: true })),
    clear: (after) => {
      clearings++;
      const work = async (): Promise<void> => {
        await after;
        const names = (await unlessMissing(readdir(folder))) ?? [];
        await writing(Promise.all(names.map((name) => rm(join(folder, name), { force: true }))));
      };
      const done = work();
      cleared = done;
      return done;
    },
  };
};

const removeLeftovers = (folder: string): void => {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (name.endsWith(stagedSuffix)) rmSync(join(folder, name), { force: true });
  }
};

const assertIntact = async (
  path: string,
  content: Iterable<Buffer> | AsyncIterable<Buffer>,
  key: string,
  sha256Base64: string,
): Promise<void> => {
  const hash = createHash('sha256');
  for await (const piece of content) hash.update(piece);
  if (hash.digest('base64') === sha256Base64) return;
  throw new StoreDamaged(`${path} is not what was uploaded as ${key}: its SHA-256 differs`);
};

const unlessMissing = async <T>(work: Promise<T>): Promise<T | undefined> => {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
};
