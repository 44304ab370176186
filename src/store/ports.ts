import type { Readable } from 'node:stream';

/** A step as the store keeps it: plain JSON. */
export interface StoredStep {
  readonly seq: number;
  /** Virtual instant, microseconds. */
  readonly at: number;
  readonly room: string;
  /** Storage time of birth when written, microseconds. */
  readonly born: number;
  /** Ordinals of the seed that this step used up: kind -> next ordinal. */
  readonly ids?: Readonly<Record<string, number>>;
  readonly data: unknown;
}

/** Append-only log of one sandbox: the durable truth. */
export interface StepLog {
  /** Where the steps are kept, for messages. */
  readonly place: string;
  /** Queues a step; it is durable once `flushed` has resolved. Expects the steps in the order of their `seq`. */
  append(step: StoredStep): void;
  /**
   * An API key selects this sandbox from now on, or no longer: durable together with the steps around it. Engines that
   * only one process works on have it in the steps alone.
   */
  bindKey(key: string, isPresent: boolean): void;
  /** Whether something appended is not durable yet: spares the wait where nothing is. */
  readonly pending: boolean;
  /** Resolves when everything appended so far is durable; rejects with a StoreFailure when it could not be written. */
  flushed(): Promise<void>;
  /** All steps in order of `seq`, some hundreds at a time. Nothing may be appended meanwhile. */
  read(): AsyncIterable<readonly StoredStep[]>;
  /**
   * Forgets everything appended before the call. What is appended right after it, before anything is awaited, is stored
   * in the same instant: there is either the old log, or the new one with these steps. Heals a failed log of a file.
   */
  clear(): Promise<void>;
  /** What is appended afterwards is lost, and `flushed` says so. */
  close(): Promise<void>;
}

/** Uploaded bytes that wait for the verdict on their checksum. */
export interface StagedBytes {
  readonly contentLength: number;
  readonly sha256Base64: string;
  /** The first bytes, 1,024 at most. */
  readonly head: Buffer;
  /** Makes them readable under the key, replacing what was there. */
  commit(key: string): Promise<void>;
  discard(): Promise<void>;
}

/** Bytes of one sandbox. Keys are names made by the simulator; they never become a path as they are. */
export interface ByteStore {
  /**
   * Streams bytes in, computing their SHA-256 on the way; nothing is visible before `commit`.
   * @throws BytesTooLarge when more than `limitBytes` arrive
   */
  stage(chunks: AsyncIterable<Uint8Array>, limitBytes: number): Promise<StagedBytes>;
  /**
   * @param sha256Base64 of what came: a file is compared with it before its first byte is given
   * @throws StoreDamaged
   */
  read(key: string, sha256Base64?: string): Promise<Readable | undefined>;
  readAll(key: string, sha256Base64?: string): Promise<Buffer | undefined>;
  remove(key: string): Promise<void>;
  /**
   * Forgets everything that was staged before the call, once `after` has resolved. What is staged later waits for it.
   */
  clear(after?: Promise<unknown>): Promise<void>;
}

/** A sandbox as the store remembers it: enough to build it again. */
export interface StoredSandbox {
  readonly id: string;
  readonly seed: string;
  /** Options and keys, as the sandbox room wrote them; JSON. */
  readonly options: unknown;
}

/** The store of a process: which sandboxes there are, and the two ports of each. */
export interface Store {
  sandboxes(): Promise<readonly StoredSandbox[]>;
  /** @throws SandboxKnown where other processes may have made it */
  putSandbox(sandbox: StoredSandbox): Promise<void>;
  removeSandbox(id: string): Promise<void>;
  log(sandboxId: string): StepLog;
  bytes(sandboxId: string): ByteStore;
  close(): Promise<void>;
}

export class BytesTooLarge extends Error {
  constructor(readonly limitBytes: number) {
    super(`more than ${limitBytes} bytes`);
  }
}

/** Stored data that cannot be read: exit code 6, nothing is overwritten. */
export class StoreUnreadable extends Error {
  constructor(
    readonly file: string,
    readonly line: number | undefined,
    reason: string,
  ) {
    super(`${file}${line === undefined ? '' : `:${line}`}: ${reason}`);
  }
}

/** A file that is not what was written. */
export const damaged = (file: string, line: number | undefined, what: string): StoreUnreadable =>
  new StoreUnreadable(
    file,
    line,
    `${what}; nothing was changed: put the folder back from a copy, or begin anew in another one`,
  );

/** The error of the file system as one that names the file and says what to do, unless it does already. */
export const asUnreadable = (error: unknown, file: string, what: string): StoreUnreadable =>
  error instanceof StoreUnreadable
    ? error
    : new StoreUnreadable(
        file,
        undefined,
        `${what} (${error instanceof Error ? error.message : String(error)}): make room there or mend its permissions, or name another folder`,
      );

/** A write that failed: the disk is full, the folder read-only. */
export class StoreFailure extends Error {}

/** What lies there is not what was stored, or is gone; everything else goes on. */
export class StoreDamaged extends StoreFailure {}

/** Passes by itself: the database is away, or another replica has the sandbox now. What was asked may be asked again. */
export class StoreAway extends StoreFailure {}

/** A store that cannot be what was meant: exit code 2. */
export class StoreMisaddressed extends Error {}

/** There is a sandbox with this id already. */
export class SandboxKnown extends Error {}

/** Where the work on a sandbox is done. */
export interface Whereabouts {
  readonly id: string;
  /** The replica whose lease has not run out; undefined: nobody has it. */
  readonly owner?: { readonly replica: string; readonly address: string | undefined };
}

/** A process that works, or worked a moment ago, on the shared store. */
export interface ReplicaRow {
  readonly id: string;
  /** Where the others reach it; undefined: nowhere. */
  readonly address: string | undefined;
  readonly version: string;
  /** ISO 8601, by the clock of the database. */
  readonly startedAt: string;
  /** Below 0: it has run out. */
  readonly leaseEndsInMs: number;
  readonly sandboxes: number;
}

/** The right to work on a sandbox. Whoever has it writes with its number; a later one makes the earlier worthless. */
export interface LeaseRow {
  readonly sandbox: string;
  /** Undefined: nobody. */
  readonly replica: string | undefined;
  readonly number: number;
  /** Steps in its log. */
  readonly steps: number;
}

/** Who works on which sandbox, by the clock of the database. All methods throw StoreAway when it does not answer. */
export interface Leases {
  /** How long a lease lives that nobody renews, in milliseconds. */
  readonly lengthMs: number;
  /** Of this process; a new one after each `join`. */
  readonly replica: string;
  /** Begins anew, with no lease at all. @param address where the others reach this process */
  join(address: string | undefined, version: string): Promise<void>;
  /** @param address where the others reach this process from now on */
  announce(address: string): Promise<void>;
  /** Renews all leases of this process. @returns whether they were still alive; else all of them are lost */
  renew(): Promise<boolean>;
  ofSandbox(id: string): Promise<Whereabouts | undefined>;
  ofKey(key: string): Promise<Whereabouts | undefined>;
  /** @returns whether this process has it now, under a new number: nobody else's lease on it was alive */
  take(id: string): Promise<boolean>;
  /** Somebody else may have it at once. */
  release(id: string): Promise<void>;
  /** Nothing is written with the lease any more, however it goes on. */
  forget(id: string): void;
  /** Some of the sandboxes that nobody works on: a fair share of them, `limit` at most. */
  orphans(limit: number): Promise<readonly string[]>;
  replicas(): Promise<readonly ReplicaRow[]>;
  /** In the order in which the sandboxes were made. */
  all(): Promise<readonly LeaseRow[]>;
  count(): Promise<number>;
  /** Which sandboxes these API keys select; keys that select none are left out. */
  ownersOfKeys(keys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  leave(): Promise<void>;
}

/** A store that several processes share: a sandbox is worked on by the one that has its lease. */
export interface SharedStore extends Store {
  readonly leases: Leases;
  /** Address of the database without its password. */
  readonly place: string;
  sandbox(id: string): Promise<StoredSandbox | undefined>;
  /** A value that all processes have in common: the first one to ask makes it. */
  shared(name: string, make: () => string | Promise<string>): Promise<string>;
  /** Told of the first failure of the log of a sandbox: what is in memory is no longer what is stored. */
  onFailed(listener: (sandboxId: string, failure: StoreFailure) => void): void;
}

/** @throws StoreFailure for whatever the write throws */
export const writing = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    throw new StoreFailure(error instanceof Error ? error.message : String(error), { cause: error });
  }
};
