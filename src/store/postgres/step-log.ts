import { type StepLog, StoreAway, type StoredStep, StoreFailure, StoreUnreadable } from '../ports.js';
import type { Database, Statements } from './database.js';
import type { HeldLeases } from './lease-table.js';

/** Steps, and changes of keys, that are written together. */
interface Group {
  readonly steps: StoredStep[];
  readonly keys: Map<string, boolean>;
  /** They take the place of all that was written before. */
  readonly isFresh: boolean;
}

export interface PostgresLog extends StepLog {
  /** Takes nothing any more, and says why. */
  fail(failure: StoreFailure): void;
}

export interface PostgresLogParts {
  readonly database: Database;
  readonly sandbox: string;
  readonly leases: HeldLeases;
  readonly onFailed: (failure: StoreFailure) => void;
}

/** Longest list of steps in one statement. */
const mostSteps = 1_000;

/** Steps that are read at once, and taken up before others get their turn. */
const pageLength = 250;

/** The lease and the number of the last step go with every write: who lost the one, or missed the other, writes nothing. */
const head = 'UPDATE send_sim.sandbox SET steps = $4 WHERE id = $1 AND lease = $2 AND steps = $3';
const insert = `INSERT INTO send_sim.step (sandbox, seq, body) SELECT `;
const given = (seqs: string, bodies: string): string =>
  `unnest(${seqs}::bigint[], ${bodies}::text[]) AS given (seq, body)`;

const quick = `WITH head AS (${head} RETURNING id),
  written AS (${insert} head.id, given.seq, given.body FROM head, ${given('$5', '$6')})
  SELECT FROM head`;

const listsOf = (steps: readonly StoredStep[]): readonly [number[], string[]] => [
  steps.map(({ seq }) => seq),
  steps.map((step) => JSON.stringify(step)),
];

/** Step log in rows. While one group is written the next one collects: nobody waits for a timer. */
export const createPostgresLog = ({ database, sandbox, leases, onFailed }: PostgresLogParts): PostgresLog => {
  const place = `${database.place} sandbox "${sandbox}"`;
  let collecting: Group | undefined;
  let newest: Promise<void> = Promise.resolve();
  let unwritten = 0;
  /** Number of the last step that is stored. */
  let last = 0;
  let failure: StoreFailure | undefined;
  let isClosed = false;

  const lost = (): StoreFailure =>
    new StoreAway(`the sandbox "${sandbox}" is worked on by another replica now: ask again`);

  const write = async (group: Group, before: Promise<void>): Promise<void> => {
    await before.catch(() => undefined);
    if (collecting === group) collecting = undefined;
    try {
      if (failure) throw failure;
      const lease = leases.numberOf(sandbox);
      if (lease === undefined) throw lost();
      const end = group.steps.at(-1)?.seq ?? (group.isFresh ? 0 : last);
      const { steps, keys, isFresh } = group;
      if (!isFresh && keys.size === 0 && steps.length <= mostSteps) {
        const { rowCount } = await database.run(quick, [sandbox, lease, last, end, ...listsOf(steps)], 'append');
        if (rowCount !== 1) throw lost();
      } else await database.atOnce((statements) => writeAll(statements, group, lease, end));
      last = end;
    } catch (error) {
      throw failed(error);
    } finally {
      unwritten -= group.steps.length;
    }
  };

  const writeAll = async ({ run }: Statements, { steps, keys, isFresh }: Group, lease: number, end: number) => {
    const before = isFresh
      ? ['UPDATE send_sim.sandbox SET steps = $3 WHERE id = $1 AND lease = $2', [sandbox, lease, end]]
      : [head, [sandbox, lease, last, end]];
    const { rowCount } = await run(before[0] as string, before[1] as unknown[]);
    if (rowCount !== 1) throw lost();
    if (isFresh) await run('DELETE FROM send_sim.step WHERE sandbox = $1', [sandbox]);
    for (let from = 0; from < steps.length; from += mostSteps) {
      const lists = listsOf(steps.slice(from, from + mostSteps));
      await run(`${insert} $1, given.seq, given.body FROM ${given('$2', '$3')}`, [sandbox, ...lists]);
    }
    await writeKeys({ run }, keys);
  };

  const writeKeys = async ({ run }: Statements, keys: ReadonlyMap<string, boolean>): Promise<void> => {
    const named = (isPresent: boolean) => [...keys].filter((entry) => entry[1] === isPresent).map(([key]) => key);
    const [gone, present] = [named(false), named(true)];
    if (gone.length > 0) {
      await run('DELETE FROM send_sim.api_key WHERE key = ANY($1::text[]) AND sandbox = $2', [gone, sandbox]);
    }
    if (present.length === 0) return;
    const { rowCount } = await run(
      `INSERT INTO send_sim.api_key (key, sandbox) SELECT unnest($1::text[]), $2
       ON CONFLICT (key) DO UPDATE SET sandbox = $2 WHERE api_key.sandbox = $2`,
      [present, sandbox],
    );
    if (rowCount !== present.length) {
      throw new StoreAway(
        `an API key of the sandbox "${sandbox}" was given to another one at the same moment: ask again`,
      );
    }
  };

  /** What is in memory is no longer what is stored: nothing may be put behind it. */
  const failed = (error: unknown): StoreFailure => {
    if (failure) return failure;
    failure = error instanceof StoreFailure ? error : new StoreFailure(`${place} cannot be written: ${String(error)}`);
    onFailed(failure);
    return failure;
  };

  const begin = (isFresh: boolean, keys = new Map<string, boolean>()): Group => {
    const group: Group = { steps: [], keys, isFresh };
    collecting = group;
    newest = write(group, newest);
    newest.catch(() => undefined);
    return group;
  };

  return {
    place,
    append: (step) => {
      if (isClosed) failure ??= new StoreFailure(`${place} is closed`);
      if (failure) return;
      unwritten++;
      (collecting ?? begin(false)).steps.push(step);
    },
    bindKey: (key, isPresent) => {
      if (!failure && !isClosed) (collecting ?? begin(false)).keys.set(key, isPresent);
    },
    get pending() {
      return unwritten > 0 || failure !== undefined;
    },
    flushed: () => (failure ? Promise.reject(failure) : newest),
    async *read() {
      try {
        last = 0;
        for await (const page of pagesOf(database, sandbox, place)) {
          last += page.length;
          yield page;
        }
      } catch (error) {
        if (error instanceof StoreAway || error instanceof StoreUnreadable) throw error;
        throw new StoreUnreadable(place, undefined, `it cannot be read (${String(error)})`);
      }
    },
    clear: () => {
      // Steps that nobody has begun to write go; what became of keys with them stays.
      unwritten -= collecting?.steps.splice(0).length ?? 0;
      begin(true);
      return newest;
    },
    close: async () => {
      await newest.catch(() => undefined);
      isClosed = true;
    },
    fail: (reason) => {
      failure ??= reason;
    },
  };
};

async function* pagesOf(database: Database, sandbox: string, place: string): AsyncGenerator<readonly StoredStep[]> {
  const [known] = (await database.run<{ steps: string }>('SELECT steps FROM send_sim.sandbox WHERE id = $1', [sandbox]))
    .rows;
  const wanted = Number(known?.steps ?? 0);
  let last = 0;
  while (last < wanted) {
    const { rows } = await database.run<{ body: string }>(
      'SELECT body FROM send_sim.step WHERE sandbox = $1 AND seq > $2 ORDER BY seq LIMIT $3',
      [sandbox, last, pageLength],
    );
    const page = rows.map(({ body }) => JSON.parse(body) as StoredStep);
    for (const { seq } of page) {
      if (seq !== ++last) {
        throw new StoreUnreadable(place, undefined, `step ${last} is missing: here stands step ${seq}`);
      }
    }
    if (page.length === 0) {
      throw new StoreUnreadable(place, undefined, `it ends with step ${last}, ${wanted} were written`);
    }
    yield page;
  }
}
