import type { Found } from './inspect.js';
import { type StoredSandbox, writing } from './ports.js';
import { replaceFile } from './replace-file.js';
import { sealed, textOf } from './row.js';

/** A sandbox in the catalog; one that is going has lost its files, or is about to. */
export interface CatalogEntry extends StoredSandbox {
  readonly isGoing?: true;
}

/** Which sandboxes a folder holds, in the order in which they were made: a short file, written anew at each change. */
export interface Catalog {
  all(): readonly CatalogEntry[];
  get(id: string): CatalogEntry | undefined;
  /** @throws StoreFailure; nothing has changed then */
  put(entry: CatalogEntry): Promise<void>;
  /** @throws StoreFailure; nothing has changed then */
  remove(id: string): Promise<void>;
}

/** @param found what the file holds */
export const createCatalog = (file: string, found: Found): Catalog => {
  let entries: ReadonlyMap<string, CatalogEntry> = new Map(
    [...found.rows].map(([id, { row }]) => [id, JSON.parse(row.body) as CatalogEntry]),
  );
  let last: Promise<void> = Promise.resolve();

  const change = (edit: (next: Map<string, CatalogEntry>) => void): Promise<void> => {
    const work = last.then(async () => {
      const next = new Map(entries);
      edit(next);
      const rows = [...next.values()].map((entry) => sealed({ _id: entry.id, body: textOf(entry) }));
      await writing(replaceFile(file, rows));
      entries = next;
    });
    last = work.catch(() => undefined);
    return work;
  };

  return {
    all: () => [...entries.values()],
    get: (id) => entries.get(id),
    put: (entry) => change((next) => next.set(entry.id, entry)),
    remove: (id) => change((next) => next.delete(id)),
  };
};
