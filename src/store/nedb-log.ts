import { rm } from 'node:fs/promises';
import nedb from '@seald-io/nedb';
import { type Found, inspect } from './inspect.js';
import { createLengthMark } from './length-mark.js';
import { asUnreadable, damaged, type StepLog, type StoredStep, StoreFailure } from './ports.js';
import { replaceFile } from './replace-file.js';
import { firstOf, isSingle, packedRow, packLength, pagesOf, type Row, rowsOf, seqsOf } from './row.js';

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

/** Single rows beyond which packing does not wait for a quiet moment any more. */
const mostSingles = 10_000;

/** Step log on a NeDB file. Beside it stands `<file>.size`: how long it has to be. */
export const createNedbLog = (file: string, later: (ms: number, call: () => void) => void): NedbLog => {
  const length = createLengthMark(file);
  let verified: Promise<void> | undefined;
  let opened: Promise<nedb.default<Row>> | undefined;
  let collecting: Group | undefined;
  /** The write of the newest group; each one waits for the one before. */
  let newest: Promise<void> = Promise.resolve();
  let unwritten = 0;
  /** Rows with a single step, in order: what is packed next. */
  let singles: Row[] = [];
  let packing: Promise<void> = Promise.resolve();
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
    await length.note('atLeast');
    await tidy(datastore);
    return datastore;
  };

  /** Finds the single rows; those that a kill left beside the row that they were packed into go. */
  const tidy = async (datastore: nedb.default<Row>): Promise<void> => {
    const rows = datastore.getAllData();
    const bySeq = new Map(rows.filter(isSingle).map((row) => [firstOf(row), row]));
    const doubled = rows.flatMap(({ folded = [] }) => folded.filter((seq) => bySeq.has(seq)));
    const gone = doubled.flatMap((seq) => bySeq.get(seq)?._id ?? []);
    if (gone.length > 0) await datastore.removeAsync({ _id: { $in: gone } }, { multi: true });
    for (const seq of doubled) bySeq.delete(seq);
    singles = [...bySeq.values()].sort((a, b) => firstOf(a) - firstOf(b));
  };

  const datastore = (): Promise<nedb.default<Row>> => {
    opened ??= verify().then(load);
    return opened;
  };

  const insert = async (steps: readonly StoredStep[]): Promise<void> => {
    const rows = await rowsOf(steps);
    await (await datastore()).insertAsync([...rows]);
    singles.push(...rows.filter(isSingle));
    await length.note('atLeast');
  };

  const replace = async (steps: readonly StoredStep[]): Promise<void> => {
    await length.forget();
    await replaceFile(file, await rowsOf(steps));
    verified = Promise.resolve();
    opened = load();
    await opened;
  };

  const write = async (group: Group, before: Promise<void>): Promise<void> => {
    await Promise.all([group.isFresh ? undefined : pause(), before.catch(() => undefined)]);
    // Two writes at once could leave the one behind the torn end of the other.
    await packing;
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
    if (isToPack()) packing = pack();
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

  /** A saving, done while nobody waits; as long as somebody always does, when it has to be. */
  const isToPack = (): boolean =>
    singles.length >= (unwritten === 0 ? packLength : mostSingles) && !failure && !isClosed;

  /** The packed row is written before the single ones go: a kill in between leaves both, and reading drops doubles. */
  const pack = async (): Promise<void> => {
    try {
      const store = await datastore();
      while (isToPack()) {
        const together = singles.slice(0, packLength);
        const bodies = together.map(({ body }) => body);
        await store.insertAsync(await packedRow(together.map(firstOf), bodies));
        await store.removeAsync({ _id: { $in: together.map(({ _id }) => _id) } }, { multi: true });
        singles.splice(0, packLength);
      }
    } catch (error) {
      failed(error);
    }
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
    bindKey: () => undefined,
    get pending() {
      return unwritten > 0 || failure !== undefined;
    },
    flushed: () => (failure ? Promise.reject(failure) : newest),
    async *read() {
      const store = await datastore().catch((error: unknown) => {
        throw asUnreadable(error, file, 'it cannot be opened');
      });
      yield* pagesOf(store.getAllData());
    },
    clear: () => {
      begin(true);
      return newest;
    },
    close: async () => {
      hurry();
      await newest.catch(() => undefined);
      isClosed = true;
      await packing;
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
