import type { Pool, PoolClient, QueryResult } from 'pg';
import { StoreAway, StoreFailure, StoreMisaddressed, StoreUnreadable } from '../ports.js';

/** Rows that a statement gave or touched. */
export type Answered<Row> = Pick<QueryResult, 'rowCount'> & { readonly rows: readonly Row[] };

/** Runs statements. */
export interface Statements {
  /**
   * @param name absent: the statement is not kept prepared
   * @throws StoreAway when the database does not answer, StoreFailure when it refuses
   */
  run<Row = unknown>(text: string, values?: readonly unknown[], name?: string): Promise<Answered<Row>>;
}

export interface Database extends Statements {
  /** Address without the password. */
  readonly place: string;
  /** All of it or nothing. */
  atOnce<T>(work: (statements: Statements) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const connectMs = 3_000;

/** The address as it may be shown. */
export const withoutPassword = (url: string): string => {
  try {
    const shown = new URL(url);
    if (shown.password !== '') shown.password = '***';
    shown.searchParams.delete('password');
    return String(shown);
  } catch {
    return 'postgres://…';
  }
};

/**
 * Connections to a database; none is made before the first statement.
 * @param answerMs longest wait for the answer to one statement
 */
export const openDatabase = async (url: string, connections: number, answerMs: number): Promise<Database> => {
  // Loaded only here: whoever keeps things in memory does not wait for it.
  const { default: pg } = await import('pg');
  const place = withoutPassword(url);
  let pool: Pool;
  try {
    pool = new pg.Pool({
      connectionString: url,
      max: connections,
      connectionTimeoutMillis: connectMs,
      query_timeout: answerMs,
      keepAlive: true,
      application_name: 'send-simulator',
      allowExitOnIdle: true,
    });
  } catch (error) {
    throw new StoreMisaddressed(`${place} is no address of a database: ${reasonOf(error)}`);
  }
  // A connection that breaks while nobody uses it: the next statement makes another one.
  pool.on('error', () => undefined);

  const runOn =
    (on: Pool | PoolClient): Statements['run'] =>
    async <Row>(text: string, values: readonly unknown[] = [], name?: string) => {
      try {
        return (await on.query({
          text,
          values: [...values],
          ...(name === undefined ? {} : { name }),
        })) as unknown as Answered<Row>;
      } catch (error) {
        throw asFailure(error, place);
      }
    };

  const connected = async (): Promise<PoolClient> => {
    try {
      return await pool.connect();
    } catch (error) {
      throw asFailure(error, place);
    }
  };

  return {
    place,
    run: runOn(pool),
    atOnce: async (work) => {
      const client = await connected();
      const broken = (error: unknown): void => void error;
      client.on('error', broken);
      const run = runOn(client);
      let isSpoilt = false;
      try {
        await run('BEGIN');
        const result = await work({ run });
        await run('COMMIT');
        return result;
      } catch (error) {
        // A connection that does not even take that is not used again.
        await run('ROLLBACK').catch(() => {
          isSpoilt = true;
        });
        throw error;
      } finally {
        client.off('error', broken);
        client.release(isSpoilt);
      }
    },
    close: () => pool.end(),
  };
};

const reasonOf = (error: unknown): string => {
  // Of several addresses behind one name each has a reason of its own.
  const reasons = error instanceof AggregateError ? error.errors : [error];
  return reasons.map((one) => (one instanceof Error ? one.message : String(one))).join('; ');
};

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Source: PostgreSQL manual, appendix A: classes 53, 57P and 08 pass by themselves; 25006: a standby. */
const isPassing = (code: string): boolean => /^(08|53[0-9A-Z]{3}$|57P|25006|40|55P03|E[A-Z]+$)/.test(code);
const diskFull = '53100';

const asFailure = (error: unknown, place: string): StoreFailure => {
  if (error instanceof StoreFailure) return error;
  const [code, reason] = [codeOf(error), reasonOf(error)];
  if (code === diskFull) {
    return new StoreAway(`the disk of ${place} is full (${reason}) and wants room`, { cause: error });
  }
  // What broke without a code of the database is the connection.
  if (code === '' || isPassing(code)) {
    return new StoreAway(`the database ${place} does not answer (${reason})`, { cause: error });
  }
  return new StoreFailure(`${place}: ${reason}`, { cause: error });
};

/** What keeps a start from using the database, with what to do about it. */
export const asStartProblem = (error: unknown, place: string): unknown => {
  if (error instanceof StoreUnreadable || error instanceof StoreMisaddressed) return error;
  const cause = error instanceof StoreFailure && error.cause !== undefined ? error.cause : error;
  const [code, reason] = [codeOf(cause), reasonOf(cause)];
  if (/^(28|3D000)/.test(code)) {
    return new StoreMisaddressed(
      `${place} lets nobody in: ${reason}; check user, password and name of the database in --store`,
    );
  }
  if (code === '42501') {
    const how = 'GRANT CREATE ON DATABASE … TO …, or let its owner run send-simulator store migrate --store … once';
    return new StoreUnreadable(place, undefined, `the user of --store may not do this here (${reason}): ${how}`);
  }
  if (code === diskFull) {
    return new StoreUnreadable(place, undefined, `the disk of the database is full (${reason}): make room there`);
  }
  if (error instanceof StoreAway || code === '') {
    return new StoreMisaddressed(
      `${place} cannot be reached: ${reason}; check host and port in --store, and that the database runs`,
    );
  }
  // Of its own troubles it tells a client little: a full disk may look like this too.
  return new StoreUnreadable(
    place,
    undefined,
    `the database says "${reason}" (${code}): its own log says more; look first whether there is room on its disk`,
  );
};
