import { rm } from 'node:fs/promises';
import nedb from '@seald-io/nedb';
import { type Found, inspect } from './inspect.js';
import { createLengthMark } from './length-mark.js';
import { asUnreadable, damaged, type StepLog, type StoredStep, StoreFailure } from './ports.js';
import { replaceFile } from './replace-file.js';
import { foldedRow, type Row, seqsOf, stepRow, stepsOf } from './row.js';

const Datastore = nedb as unknown as typeof nedb.default;

export interface NedbLog extends StepLog {
  /**
   * Looks at the file without changing anything.
   * @throws StoreUnreadable when it is damaged
   */
  verify(): Promise<void>;
}

/** Steps that are written together. */
interface Group {
  readonly steps: StoredStep[];
  /** They take the place of all that was written before. */
  readonly isFresh: boolean;
}

/** Steps that arrive within this time share one write: an array of twenty costs as much as two single ones. */
const groupMs = 2;

/** Step log on a NeDB file. Beside it stands `<file>.size`: how long it has to be. */
export const createNedbLog = (file: string, later: (ms: number, call: () => void) => void): NedbLog => {
  const length = createLengthMark(file);
  let verified: Promise<void> | undefined;
  let opened: Promise<nedb.default<Row>> | undefined;
  let collecting: Group | undefined;
  /** The write of the newest group; each one waits for the one before. */
  let newest: Promise<void> = Promise.resolve();
  let unwritten = 0;
  let folding: Promise<void> = Promise.resolve();
  const toSettle = new Set<string>();
  let failure: StoreFailure | undefined;
  let isClosed = false;
  let hurry: () => void = () => undefined;

  const verify = (): Promise<void> => {
    verified ??= (async () => {
      const found = await inspect(file);
      assertComplete(file, found);
      await length.verify(found.lines);
    })();
    return verified;
  };

  const load = async (): Promise<nedb.default<Row>> => {
    // The engine writes the file anew.
    await length.forget();
    const datastore = new Datastore<Row>({ filename: file, corruptAlertThreshold: 1 });
    try {
      await datastore.loadDatabaseAsync();
    } catch (error) {
      // The file is as it was; beside it lies a part of the new one.
      await rm(`${file}~`, { force: true });
      await length.note('atLeast');
      throw error;
    }
    await datastore.ensureIndexAsync({ fieldName: 'key', sparse: true });
    await length.note('atLeast');
    return datastore;
  };

  const datastore = (): Promise<nedb.default<Row>> => {
    opened ??= verify().then(load);
    return opened;
  };

  const insert = async (steps: readonly StoredStep[]): Promise<void> => {
    await (await datastore()).insertAsync(steps.map(stepRow));
    await length.note('atLeast');
  };

  const replace = async (steps: readonly StoredStep[]): Promise<void> => {
    await length.forget();
    await replaceFile(file, steps.map(stepRow));
    verified = Promise.resolve();
    opened = load();
    await opened;
  };

  const write = async (group: Group, before: Promise<void>): Promise<void> => {
    await Promise.all([group.isFresh ? undefined : pause(), before.catch(() => undefined)]);
    // Two writes at once could leave the one behind the torn end of the other.
    await folding;
    if (collecting === group) collecting = undefined;
    try {
      if (group.isFresh) {
        await replace(group.steps);
        failure = undefined;
      } else {
        if (failure) throw failure;
        await insert(group.steps);
      }
    } catch (error) {
      throw failed(error);
    } finally {
      unwritten -= group.steps.length;
    }
    if (toSettle.size > 0) folding = foldSettled();
  };

  /** After a failed write the end of the file is unknown: nothing may be put behind it. */
  const failed = (error: unknown): StoreFailure => {
    failure ??= new StoreFailure(`${file} cannot be written: ${reasonOf(error)}`, { cause: error });
    return failure;
  };

  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      hurry = resolve;
      later(groupMs, resolve);
    });

  const begin = (isFresh: boolean): Group => {
    const group: Group = { steps: [], isFresh };
    collecting = group;
    newest = write(group, newest);
    newest.catch(() => undefined);
    return group;
  };

  /** Folding is a saving, done while nobody waits; what is left over comes after the next write. */
  const foldSettled = async (): Promise<void> => {
    try {
      for (const key of toSettle) {
        if (unwritten > 0 || failure || isClosed) return;
        toSettle.delete(key);
        await fold(key);
      }
    } catch (error) {
      failed(error);
    }
  };

  /** The folded row is written before the single ones go: a kill in between leaves both, and reading drops doubles. */
  const fold = async (key: string): Promise<void> => {
    const store = await datastore();
    const rows = await store.findAsync({ key });
    if (rows.length < 2) return;
    const folded = foldedRow(key, stepsOf(rows));
    if (!rows.some(({ _id }) => _id === folded._id)) await store.insertAsync(folded);
    const gone = rows.flatMap(({ _id }) => (_id === folded._id ? [] : [_id]));
    await store.removeAsync({ _id: { $in: gone } }, { multi: true });
  };

  return {
    place: file,
    verify,
    append: (step) => {
      if (isClosed) {
        failure ??= new StoreFailure(`${file} is closed`);
        return;
      }
      unwritten++;
      (collecting ?? begin(false)).steps.push(step);
    },
    settle: (key) => {
      toSettle.add(key);
    },
    bindKey: () => undefined,
    get pending() {
      return unwritten > 0 || failure !== undefined;
    },
    flushed: () => (failure ? Promise.reject(failure) : newest),
    read: async () => {
      try {
        return stepsOf((await datastore()).getAllData());
      } catch (error) {
        throw asUnreadable(error, file, 'it cannot be opened');
      }
    },
    clear: () => {
      toSettle.clear();
      begin(true);
      return newest;
    },
    close: async () => {
      hurry();
      await newest.catch(() => undefined);
      isClosed = true;
      await folding;
      if (opened && !failure)
        await opened.then(
          () => length.note('exactly'),
          () => undefined,
        );
    },
  };
};

const assertComplete = (file: string, found: Found): void => {
  const lines = new Map<number, number>();
  for (const { row, line } of found.rows.values()) for (const seq of seqsOf(row)) lines.set(seq, line);
  const seqs = [...lines.keys()].sort((a, b) => a - b);
  const gap = seqs.findIndex((seq, i) => seq !== i + 1);
  if (gap < 0) return;
  const next = seqs[gap] ?? 0;
  throw damaged(file, lines.get(next), `step ${gap + 1} is missing: here stands step ${next}`);
};

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
