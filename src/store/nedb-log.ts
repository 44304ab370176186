import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import nedb from '@seald-io/nedb';
import { type StepLog, type StoredStep, StoreFailure, StoreUnreadable } from './ports.js';

const Datastore = nedb as unknown as typeof nedb.default;

/**
 * A line of the file. The step travels as text: NeDB refuses field names with dots, and the checksum needs bytes.
 * `folded` holds the deflated steps of a notification that has no work ahead.
 */
interface Row {
  readonly _id: string;
  readonly key?: string;
  readonly body: string;
  readonly folded?: true;
  readonly sum: string;
}

/** Steps that arrive within this time share one write: an array of twenty costs as much as two single ones. */
const groupMs = 2;

/** Short checksum of a stored body. */
export const checksum = (body: string): string => createHash('sha1').update(body).digest('hex').slice(0, 10);
const row = (id: string, key: string | undefined, body: string, folded: boolean): Row => ({
  _id: id,
  ...(key === undefined ? {} : { key }),
  body,
  ...(folded ? { folded: true as const } : {}),
  sum: checksum(body),
});
const stepsOf = (r: Row): StoredStep[] =>
  r.folded
    ? (JSON.parse(inflateRawSync(Buffer.from(r.body, 'base64')).toString('utf8')) as StoredStep[])
    : [JSON.parse(r.body) as StoredStep];

/**
 * Looks at every line before the engine does, because the engine would drop what it cannot read and rewrite the file.
 * A last line without its end is what a killed process leaves: it was never acknowledged and may go.
 * @throws StoreUnreadable naming file and line
 */
export const inspect = (file: string): void => {
  if (!existsSync(file)) return;
  const text = readFileSync(file, 'utf8');
  const lines = text.split('\n');
  lines.forEach((line, i) => {
    if (line === '') return;
    const isTornEnd = i === lines.length - 1;
    let parsed: Partial<Row> & { readonly $$deleted?: unknown; readonly $$indexCreated?: unknown };
    try {
      parsed = JSON.parse(line);
    } catch {
      if (isTornEnd) return;
      throw new StoreUnreadable(file, i + 1, 'the line is not the JSON it was written as');
    }
    if (parsed.$$deleted !== undefined || parsed.$$indexCreated !== undefined) return;
    if (typeof parsed.body !== 'string' || parsed.sum !== checksum(parsed.body)) {
      throw new StoreUnreadable(file, i + 1, 'the checksum of the line does not match its content');
    }
  });
};

const assertComplete = (file: string, steps: readonly StoredStep[]): void => {
  steps.forEach((step, i) => {
    if (step.seq !== i + 1) {
      throw new StoreUnreadable(file, undefined, `step ${i + 1} is missing (step ${step.seq} comes in its place)`);
    }
  });
};

/** Step log on a NeDB file. */
export const createNedbLog = (file: string, later: (ms: number, call: () => void) => void): StepLog => {
  const datastore = new Datastore<Row>({ filename: file, corruptAlertThreshold: 1 });
  let opened: Promise<void> | undefined;
  /** The group that still collects, and the write of the newest group (the open one, if there is one). */
  let collecting: StoredStep[] | undefined;
  let newest: Promise<void> = Promise.resolve();
  let unwritten = 0;
  let folding: Promise<void> = Promise.resolve();
  let toSettle = new Set<string>();
  let failure: StoreFailure | undefined;

  const open = (): Promise<void> => {
    opened ??= (async () => {
      inspect(file);
      await datastore.loadDatabaseAsync();
      await datastore.ensureIndexAsync({ fieldName: 'key', sparse: true });
    })();
    return opened;
  };

  /** The folded row is written before the single ones go: a kill in between leaves both, and reading drops doubles. */
  const fold = async (key: string): Promise<void> => {
    const rows = await datastore.findAsync({ key });
    const steps = rows.flatMap(stepsOf).sort((a, b) => a.seq - b.seq);
    const last = steps.at(-1);
    if (!last || rows.length < 2) return;
    const body = deflateRawSync(JSON.stringify(steps), { level: 1 }).toString('base64');
    await datastore.insertAsync(row(`f${last.seq}`, key, body, true));
    await datastore.removeAsync({ _id: { $in: rows.map((r) => r._id) } }, { multi: true });
  };

  const pause = (): Promise<void> => new Promise((resolve) => later(groupMs, resolve));

  const write = async (group: StoredStep[], before: Promise<void>): Promise<void> => {
    await Promise.all([pause(), before]);
    collecting = undefined;
    try {
      await open();
      await datastore.insertAsync(group.map((step) => row(`s${step.seq}`, step.key, JSON.stringify(step), false)));
      unwritten -= group.length;
    } catch (error) {
      failure ??= new StoreFailure(
        `${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
      );
      throw failure;
    }
    if (unwritten === 0 && toSettle.size > 0) folding = folding.then(foldSettled).catch(() => undefined);
  };

  /** Folding is a saving, not a promise: it happens when nobody waits, and again at the next chance if it failed. */
  const foldSettled = async (): Promise<void> => {
    const keys = toSettle;
    toSettle = new Set();
    for (const key of keys) await fold(key);
  };

  return {
    append: (step) => {
      unwritten++;
      if (collecting) {
        collecting.push(step);
        return;
      }
      collecting = [step];
      newest = write(collecting, newest);
      newest.catch(() => undefined);
    },
    settle: (key) => {
      toSettle.add(key);
    },
    get pending() {
      return unwritten > 0;
    },
    flushed: () => (failure ? Promise.reject(failure) : newest),
    read: async () => {
      await open();
      const bySeq = new Map<number, StoredStep>();
      for (const r of await datastore.findAsync({})) for (const step of stepsOf(r)) bySeq.set(step.seq, step);
      const steps = [...bySeq.values()].sort((a, b) => a.seq - b.seq);
      assertComplete(file, steps);
      return steps;
    },
    clear: async () => {
      await newest.catch(() => undefined);
      await folding;
      toSettle.clear();
      await open();
      await datastore.removeAsync({}, { multi: true });
      await datastore.compactDatafileAsync();
    },
    close: async () => {
      await newest.catch(() => undefined);
      await folding;
    },
  };
};
