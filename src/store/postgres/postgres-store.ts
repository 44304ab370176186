import type { SharedStore, StoredSandbox, StoreFailure } from '../ports.js';
import { SandboxKnown, StoreAway } from '../ports.js';
import { asStartProblem, openDatabase } from './database.js';
import {
  createChunkContents,
  createFolderContents,
  createPostgresBytes,
  removeAllFiles,
  removeStaged,
} from './file-table.js';
import { createLeaseTable } from './lease-table.js';
import { type Migrated, migrate } from './migrate.js';
import { createPostgresLog, type PostgresLog } from './step-log.js';

export interface PostgresOptions {
  readonly url: string;
  /** Shared folder for the content of files; absent: rows. */
  readonly files?: string | undefined;
  readonly randomId: () => string;
}

const connections = 10;
/** A page of a log, or a piece of a file, never takes that long. */
const answerMs = 30_000;

interface SandboxRow {
  readonly id: string;
  readonly seed: string;
  readonly options: string;
}

const stored = ({ options, ...row }: SandboxRow): StoredSandbox => ({
  ...row,
  options: JSON.parse(options) as unknown,
});

/** Brings the tables to the form of this program. @throws StoreMisaddressed, StoreUnreadable */
export const migratePostgres = async (url: string): Promise<Migrated> => {
  const database = await openDatabase(url, 1, answerMs);
  try {
    return await migrate(database);
  } catch (error) {
    throw asStartProblem(error, database.place);
  } finally {
    await database.close();
  }
};

/**
 * A database that several processes share: sandboxes, steps, keys, files and leases in tables.
 * @throws StoreMisaddressed when it is not there, StoreUnreadable when it cannot be used
 */
export const openPostgresStore = async ({ url, files, randomId }: PostgresOptions): Promise<SharedStore> => {
  await migratePostgres(url);
  const database = await openDatabase(url, connections, answerMs);
  const pulse = await openDatabase(url, 1, 3_000);
  const contents = files === undefined ? createChunkContents(database) : createFolderContents(files);
  const table = createLeaseTable(database, pulse, randomId);
  const logs = new Map<string, PostgresLog>();
  const listeners: ((sandboxId: string, failure: StoreFailure) => void)[] = [];

  const onFailed = (id: string, failure: StoreFailure): void => {
    for (const listener of listeners) listener(id, failure);
  };
  /** What is in memory of a sandbox ends with its lease. */
  const end = (id: string): void => {
    logs.get(id)?.fail(new StoreAway(`the sandbox "${id}" is taken up again: ask again`));
    logs.delete(id);
  };

  return {
    place: database.place,
    leases: {
      ...table,
      get replica() {
        return table.replica;
      },
      take: async (id) => {
        const isTaken = await table.take(id);
        if (isTaken) await removeStaged(database, contents, id);
        return isTaken;
      },
      release: async (id) => {
        end(id);
        await table.release(id);
      },
      forget: (id) => {
        end(id);
        table.forget(id);
      },
    },
    sandboxes: async () => {
      const { rows } = await database.run<SandboxRow>('SELECT id, seed, options FROM send_sim.sandbox ORDER BY made');
      return rows.map(stored);
    },
    sandbox: async (id) => {
      const { rows } = await database.run<SandboxRow>('SELECT id, seed, options FROM send_sim.sandbox WHERE id = $1', [
        id,
      ]);
      return rows.map(stored)[0];
    },
    putSandbox: async ({ id, seed, options }) => {
      // One without steps that nobody has was never acknowledged: its maker died over it.
      const { rows } = await database.run<{ lease: string }>(
        `INSERT INTO send_sim.sandbox AS s (id, seed, options, replica) VALUES ($1, $2, $3, $4)
         ON CONFLICT (id) DO UPDATE SET seed = $2, options = $3, replica = $4, lease = nextval('send_sim.lease_number')
         WHERE s.steps = 0 AND NOT EXISTS (
           SELECT FROM send_sim.replica r WHERE r.id = s.replica AND r.id <> $4 AND r.until > clock_timestamp())
         RETURNING lease`,
        [id, seed, JSON.stringify(options), table.replica],
      );
      const [made] = rows;
      if (!made) throw new SandboxKnown(id);
      table.note(id, Number(made.lease));
    },
    removeSandbox: async (id) => {
      const lease = table.numberOf(id) ?? -1;
      const isGone = await database.atOnce(async ({ run }) => {
        const { rowCount } = await run('DELETE FROM send_sim.sandbox WHERE id = $1 AND lease = $2', [id, lease]);
        if (rowCount !== 1) return false;
        await run('DELETE FROM send_sim.step WHERE sandbox = $1', [id]);
        return true;
      });
      logs.delete(id);
      table.forget(id);
      if (isGone) await removeAllFiles(database, contents, id);
    },
    log: (id) => {
      const log = createPostgresLog({
        database,
        sandbox: id,
        leases: table,
        onFailed: (failure) => {
          if (logs.get(id) === log) onFailed(id, failure);
        },
      });
      logs.set(id, log);
      return log;
    },
    bytes: (id) => createPostgresBytes({ database, contents, sandbox: id, leases: table }),
    shared: async (name, make) => {
      const value = () => database.run<{ value: string }>('SELECT value FROM send_sim.shared WHERE name = $1', [name]);
      const [known] = (await value()).rows;
      if (known) return known.value;
      await database.run('INSERT INTO send_sim.shared (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
        name,
        await make(),
      ]);
      return String((await value()).rows[0]?.value);
    },
    onFailed: (listener) => void listeners.push(listener),
    close: async () => {
      await Promise.all([...logs.values()].map((log) => log.close()));
      await Promise.all([database.close(), pulse.close()]);
    },
  };
};
