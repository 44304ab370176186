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
  /** Forgets everything (reset, or removal of the sandbox). */
  clear(): Promise<void>;
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
  clear(): Promise<void>;
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

/** A write that failed: the disk is full, the folder read-only. */
export class StoreFailure extends Error {}
