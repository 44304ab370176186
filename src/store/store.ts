import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import nedb from '@seald-io/nedb';
import type { RealTime } from '../clock/real-time.js';
import { createFileBytes } from './file-bytes.js';
import { createMemoryBytes } from './memory-bytes.js';
import { createMemoryLog } from './memory-log.js';
import { checksum, createNedbLog, inspect } from './nedb-log.js';
import { type ByteStore, type StepLog, type Store, type StoredSandbox, StoreUnreadable } from './ports.js';

const Datastore = nedb as unknown as typeof nedb.default;

/** The default: everything ends with the process. */
export const createMemoryStore = (): Store => {
  const bytes = new Map<string, ByteStore>();
  return {
    sandboxes: async () => [],
    putSandbox: async () => undefined,
    removeSandbox: async (id) => {
      bytes.delete(id);
    },
    log: () => createMemoryLog(),
    bytes: (id) => {
      const known = bytes.get(id) ?? createMemoryBytes();
      bytes.set(id, known);
      return known;
    },
    close: async () => undefined,
  };
};

/**
 * A folder: `sandboxes.db` (which sandboxes there are), `<sandbox>/steps.db` (its log), `<sandbox>/files/` (its bytes).
 * @throws StoreUnreadable when the folder cannot be used or a file in it is damaged
 */
export const openFolderStore = async (folder: string, realTime: RealTime): Promise<Store> => {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw new StoreUnreadable(folder, undefined, error instanceof Error ? error.message : String(error));
  }
  const catalogFile = join(folder, 'sandboxes.db');
  inspect(catalogFile);
  const catalog = new Datastore<{ _id: string; body: string; sum: string }>({
    filename: catalogFile,
    corruptAlertThreshold: 1,
  });
  await catalog.loadDatabaseAsync();
  const logs = new Map<string, StepLog>();
  const bytes = new Map<string, ByteStore>();
  /** Ids of sandboxes match `^[a-z0-9][a-z0-9-]{0,62}$`, so they are safe as names of folders. */
  const folderOf = (id: string): string => join(folder, 'sandbox', id);

  return {
    sandboxes: async () => (await catalog.findAsync({})).map(({ body }) => JSON.parse(body) as StoredSandbox),
    putSandbox: async (sandbox) => {
      await catalog.updateAsync({ _id: sandbox.id }, sealed(sandbox), { upsert: true });
    },
    removeSandbox: async (id) => {
      await logs.get(id)?.close();
      logs.delete(id);
      bytes.delete(id);
      await catalog.removeAsync({ _id: id }, {});
      await rm(folderOf(id), { recursive: true, force: true });
    },
    log: (id) => {
      const known =
        logs.get(id) ?? createNedbLog(join(folderOf(id), 'steps.db'), (ms, call) => realTime.after(ms, call));
      logs.set(id, known);
      return known;
    },
    bytes: (id) => {
      const known = bytes.get(id) ?? createFileBytes(join(folderOf(id), 'files'));
      bytes.set(id, known);
      return known;
    },
    close: async () => {
      await Promise.all([...logs.values()].map((log) => log.close()));
    },
  };
};

const sealed = (sandbox: StoredSandbox): { _id: string; body: string; sum: string } => {
  const body = JSON.stringify(sandbox);
  return { _id: sandbox.id, body, sum: checksum(body) };
};
