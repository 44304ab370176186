import nedb from '@seald-io/nedb';
import type { Found } from './inspect.js';
import type { StoredSandbox } from './ports.js';
import { type Row, sealed, textOf } from './row.js';

const Datastore = nedb as unknown as typeof nedb.default;

/** A sandbox in the catalog; one that is going has lost its files, or is about to. */
export interface CatalogEntry extends StoredSandbox {
  readonly isGoing?: true;
}

/** Which sandboxes a folder holds: one row each, in a NeDB file of their own. */
export interface Catalog {
  all(): readonly CatalogEntry[];
  put(entry: CatalogEntry): Promise<void>;
  remove(id: string): Promise<void>;
}

export const entriesOf = ({ rows }: Found): readonly CatalogEntry[] =>
  [...rows.values()].map(({ row }) => JSON.parse(row.body) as CatalogEntry);

/** @param file looked at before: the engine drops what it cannot read */
export const openCatalog = async (file: string): Promise<Catalog> => {
  const datastore = new Datastore<Row>({ filename: file, corruptAlertThreshold: 1 });
  await datastore.loadDatabaseAsync();
  return {
    all: () => datastore.getAllData().map(({ body }) => JSON.parse(body) as CatalogEntry),
    put: async (entry) => {
      await datastore.updateAsync({ _id: entry.id }, sealed({ _id: entry.id, body: textOf(entry) }), { upsert: true });
    },
    remove: async (id) => {
      await datastore.removeAsync({ _id: id }, {});
    },
  };
};
