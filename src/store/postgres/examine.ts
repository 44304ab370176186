import { StoreMisaddressed, StoreUnreadable } from '../ports.js';
import { asStartProblem, openDatabase, type Statements } from './database.js';
import { assertNotNewer, schemaVersion, versionIn } from './migrate.js';

/** A database as a start would find it. */
export interface Examined {
  /** Its address without the password. */
  readonly place: string;
  /** Of the server: `15.13`. */
  readonly server: string;
  /** Of the tables; 0: there are none. */
  readonly form: number;
  /** What a start makes of them. */
  readonly wanted: number;
}

/** Nobody looks longer. */
const answerMs = 5_000;

/**
 * Looks at a database and changes nothing.
 * @throws StoreMisaddressed, StoreUnreadable as a start with it would
 */
export const examinePostgres = async (url: string): Promise<Examined> => {
  const database = await openDatabase(url, 1, answerMs);
  const { place } = database;
  try {
    return await database.atOnce(async (statements) => {
      await statements.run('SET TRANSACTION READ ONLY');
      const form = await versionIn(statements, place);
      assertNotNewer(form, place);
      const { server, isStandby, mayMake } = await factsOf(statements);
      if (isStandby) throw new StoreMisaddressed(`${place} is a standby, which takes no writes: name the primary`);
      if (form < schemaVersion && !mayMake) {
        const how = 'GRANT CREATE ON DATABASE … TO …, or let its owner run send-simulator store migrate --store … once';
        throw new StoreUnreadable(place, undefined, `the user of --store may not make the tables: ${how}`);
      }
      const closed = form === 0 ? [] : await closedTables(statements);
      if (closed.length > 0) {
        const how = 'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA send_sim TO …';
        throw new StoreUnreadable(place, undefined, `the user of --store may not use ${closed.join(', ')}: ${how}`);
      }
      return { place, server, form, wanted: schemaVersion };
    });
  } catch (error) {
    throw asStartProblem(error, place);
  } finally {
    await database.close();
  }
};

const factsOf = async ({ run }: Statements) => {
  const { rows } = await run<{ server: string; isStandby: boolean; mayMake: boolean }>(
    `SELECT current_setting('server_version') AS server, pg_is_in_recovery() AS "isStandby",
       has_database_privilege(current_database(), 'CREATE') AS "mayMake"`,
  );
  return rows[0] ?? { server: '', isStandby: false, mayMake: true };
};

const closedTables = async ({ run }: Statements): Promise<readonly string[]> => {
  const { rows } = await run<{ name: string }>(
    `SELECT 'send_sim.' || relname AS name FROM pg_class
     WHERE relnamespace = 'send_sim'::regnamespace AND relkind = 'r' AND relname <> 'migration' AND NOT (
       has_table_privilege(oid, 'SELECT') AND has_table_privilege(oid, 'INSERT') AND
       has_table_privilege(oid, 'UPDATE') AND has_table_privilege(oid, 'DELETE'))
     ORDER BY relname`,
  );
  return rows.map(({ name }) => name);
};
