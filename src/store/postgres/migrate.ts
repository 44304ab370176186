import { StoreMisaddressed, StoreUnreadable } from '../ports.js';
import type { Database, Statements } from './database.js';
import { migrations } from './schema.js';

/** Whoever changes tables holds this lock: any number that others do not use. */
const lock = 7_363_001;

/** The form that this program reads and writes. */
export const schemaVersion = migrations.length;

export interface Migrated {
  /** 0: there was nothing. */
  readonly from: number;
  readonly to: number;
}

/**
 * Makes the tables what this program wants; those who start at the same time wait for each other.
 * @throws StoreMisaddressed where a newer program made them; nothing was changed then
 */
export const migrate = (database: Database): Promise<Migrated> =>
  database.atOnce(async (statements) => {
    await statements.run('SELECT pg_advisory_xact_lock($1)', [lock]);
    const from = await versionIn(statements, database.place);
    assertNotNewer(from, database.place);
    if (from === 0) {
      await statements.run('CREATE SCHEMA IF NOT EXISTS send_sim');
      await statements.run(
        'CREATE TABLE send_sim.migration (version integer PRIMARY KEY, at timestamptz NOT NULL DEFAULT clock_timestamp())',
      );
    }
    for (const [i, text] of migrations.entries()) {
      if (i < from) continue;
      await statements.run(text);
      await statements.run('INSERT INTO send_sim.migration (version) VALUES ($1)', [i + 1]);
    }
    return { from, to: schemaVersion };
  });

/** @throws StoreMisaddressed */
export const assertNotNewer = (form: number, place: string): void => {
  if (form <= schemaVersion) return;
  throw new StoreMisaddressed(
    `${place} has the tables of a newer send-simulator (form ${form}, this one knows ${schemaVersion}): use that one, or another database in --store`,
  );
};

/** The form of the tables; 0: there are none. @throws StoreUnreadable where no database of this kind can be used */
export const versionIn = async ({ run }: Statements, place: string): Promise<number> => {
  const { rows } = await run<{ encoding: string; known: boolean }>(
    `SELECT current_setting('server_encoding') AS encoding, to_regclass('send_sim.migration') IS NOT NULL AS known`,
  );
  const { encoding, known } = rows[0] ?? { encoding: 'UTF8', known: false };
  if (encoding !== 'UTF8') {
    throw new StoreUnreadable(
      place,
      undefined,
      `the database is written in ${encoding}: make one with ENCODING 'UTF8'`,
    );
  }
  if (!known) return 0;
  const newest = await run<{ version: number | null }>('SELECT max(version) AS version FROM send_sim.migration');
  return newest.rows[0]?.version ?? 0;
};
