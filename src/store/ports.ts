import type { Readable } from 'node:stream';

/** A step as the store keeps it: plain JSON. */
export interface StoredStep {
  readonly seq: number;
  /** Virtual instant, microseconds. */
  readonly at: number;
  readonly room: string;
  /** What the step belongs to, where it is one of many of a room: the IUN of a notification. */
  readonly key?: string;
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
  /** Nothing of this key is planned any more: an engine may fold its steps into one smaller record. */
  settle(key: string): void;
  /** Whether something appended is not durable yet: spares the wait where nothing is. */
  readonly pending: boolean;
  /** Resolves when everything appended so far is durable; rejects with a StoreFailure when it could not be written. */
  flushed(): Promise<void>;
  /** All steps in order of `seq`. */
  read(): Promise<readonly StoredStep[]>;
  /**
   * Forgets everything appended before the call. What is appended right after it, before anything is awaited, is stored
   * in the same instant: there is either the old log, or the new one with these steps. Heals a failed log.
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
  read(key: string): Promise<Readable | undefined>;
  readAll(key: string): Promise<Buffer | undefined>;
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

/** The error as one that names the file, unless it is one already. */
export const asUnreadable = (error: unknown, file: string, what: string): StoreUnreadable =>
  error instanceof StoreUnreadable
    ? error
    : new StoreUnreadable(file, undefined, `${what} (${error instanceof Error ? error.message : String(error)})`);

/** A write that failed: the disk is full, the folder read-only. */
export class StoreFailure extends Error {}

/** @throws StoreFailure for whatever the write throws */
export const writing = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    throw new StoreFailure(error instanceof Error ? error.message : String(error), { cause: error });
  }
};
