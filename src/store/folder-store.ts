import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RealTime } from '../clock/real-time.js';
import { type Catalog, createCatalog } from './catalog.js';
import { createFileBytes } from './file-bytes.js';
import { inspect } from './inspect.js';
import { lockFolder } from './lock.js';
import { makeFolder } from './make-folder.js';
import { createNedbLog, type NedbLog } from './nedb-log.js';
import { asUnreadable, type ByteStore, damaged, type Store, writing } from './ports.js';

/**
 * A folder: `lock` (the process that has it), `sandboxes.db` (which sandboxes there are), `sandbox/<id>/steps.db` (the
 * log of one), `sandbox/<id>/files/` (its bytes). Everything is looked at before anything is written.
 *
 * @throws StoreUnreadable when the folder cannot be used, another process has it, or a file in it is damaged
 */
export const openFolderStore = async (folder: string, realTime: Pick<RealTime, 'after'>): Promise<Store> => {
  const catalogFile = join(folder, 'sandboxes.db');
  const logs = new Map<string, NedbLog>();
  const bytes = new Map<string, ByteStore>();
  /** Ids of sandboxes match `^[a-z0-9][a-z0-9-]{0,62}$`, so they are safe as names of folders. */
  const folderOf = (id: string): string => join(folder, 'sandbox', id);

  const log = (id: string): NedbLog => {
    const known =
      logs.get(id) ?? createNedbLog(join(folderOf(id), 'steps.db'), (ms, call) => realTime.after(ms, call, true));
    logs.set(id, known);
    return known;
  };

  const verified = async (): Promise<Catalog> => {
    const catalog = createCatalog(catalogFile, await inspect(catalogFile));
    await assertAllKnown(folder, catalogFile, catalog);
    for (const { id, isGoing } of catalog.all()) if (!isGoing) await log(id).verify();
    return catalog;
  };

  /** A kill in the middle is made good at the next start: what is going goes. */
  const remove = async (catalog: Catalog, id: string): Promise<void> => {
    await writing(rm(folderOf(id), { recursive: true, force: true }));
    await catalog.remove(id);
  };

  await makeFolder(folder).catch((error: unknown) => {
    throw asUnreadable(error, folder, 'the folder cannot be made');
  });
  const unlock = await lockFolder(folder);
  try {
    const catalog = await verified();
    for (const { id, isGoing } of catalog.all()) if (isGoing) await remove(catalog, id);
    return {
      sandboxes: async () => catalog.all(),
      putSandbox: catalog.put,
      removeSandbox: async (id) => {
        const entry = catalog.get(id);
        if (entry) await catalog.put({ ...entry, isGoing: true });
        await logs.get(id)?.close();
        logs.delete(id);
        bytes.delete(id);
        await remove(catalog, id);
      },
      log,
      bytes: (id) => {
        const known = bytes.get(id) ?? createFileBytes(join(folderOf(id), 'files'));
        bytes.set(id, known);
        return known;
      },
      close: async () => {
        await Promise.all([...logs.values()].map((open) => open.close()));
        await unlock();
      },
    };
  } catch (error) {
    await unlock();
    throw asUnreadable(error, folder, 'the folder cannot be used');
  }
};

/** Every sandbox is written into the catalog before it gets a folder: a folder too many means a catalog that lost lines. */
const assertAllKnown = async (folder: string, catalogFile: string, catalog: Catalog): Promise<void> => {
  const parent = join(folder, 'sandbox');
  const present = existsSync(parent) ? await readdir(parent, { withFileTypes: true }) : [];
  const stranger = present.find((entry) => entry.isDirectory() && !catalog.get(entry.name))?.name;
  if (stranger === undefined) return;
  throw damaged(catalogFile, undefined, `it does not know the sandbox "${stranger}", whose folder is there`);
};
