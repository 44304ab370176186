import type { Instant } from '../clock/instant.js';
import type { Said } from '../text/said.js';
import type { About } from './call.js';

/** One call, as it was received and answered. */
export interface JournalEntry extends About {
  readonly id: string;
  /** Real time, epoch milliseconds. */
  readonly atMs: number;
  readonly virtualAt: Instant;
  readonly operation: string;
  readonly version?: string;
  readonly method: string;
  readonly path: string;
  /** 0 where a fault cut the connection before there was an answer. */
  readonly status: number;
  readonly durationMs: number;
  readonly senderTaxId?: string;
  readonly problem?: string;
  readonly hint?: Said;
  /** Id of the fault that acted. */
  readonly fault?: string;
  /** That of the problem body and of the log. */
  readonly traceId?: string;
  /** W3C trace context that the client sent. */
  readonly traceparent?: string;
  /** What went up or down by a presigned link: a file stands here by its digest. */
  readonly file?: FileSeen;
  /** Length of the body, also of one that is not kept. */
  readonly requestBytes?: number;
  readonly requestBody?: unknown;
  readonly responseBytes?: number;
  /** As it was sent. */
  readonly responseText?: string;
}

export interface FileSeen {
  readonly key: string;
  readonly contentType: string;
  readonly contentLength: number;
  readonly sha256: string;
}

export interface JournalQuery {
  readonly operation?: string;
  readonly iun?: string;
  readonly status?: number;
  readonly since?: string;
  readonly limit: number;
  readonly cursor?: string;
  /** The newest first; the cursor then goes back in time. */
  readonly isNewestFirst?: boolean;
}

/** The calls of a sandbox: a ring that tells how many it dropped. */
export interface Journal {
  nextId(): string;
  add(entry: JournalEntry): void;
  /** Newest last, unless asked otherwise. An id that was not given yet is one of before a reset or a restart: everything came after it. */
  find(query: JournalQuery): { readonly items: readonly JournalEntry[]; readonly next?: string };
  /** All that are kept, newest last. */
  all(): readonly JournalEntry[];
  /** Called with every entry when it is added. */
  onAdded(listener: (entry: JournalEntry) => void): void;
  readonly dropped: number;
  /** How many ids were given out, and the way back. */
  readonly given: number;
  goOnFrom(given: number): void;
  /** Ids begin anew, as all that follows from the seed. */
  clear(): void;
}

export interface JournalLimits {
  readonly entries: number;
  /** Of the bodies that are kept. */
  readonly bytes: number;
}

const usualLimits: JournalLimits = { entries: 1_000, bytes: 16_000_000 };

/** Longer bodies are not kept: the journal of a long run must stay small. */
export const keptBytes = 32_768;

const keptBytesOf = ({ requestBody, requestBytes = 0, responseText = '' }: JournalEntry): number =>
  (requestBody === undefined ? 0 : requestBytes) + responseText.length;

const numberOf = (id: string): number => Number(id.slice(1));

export const createJournal = (limits: JournalLimits = usualLimits): Journal => {
  let entries: JournalEntry[] = [];
  let bytes = 0;
  let given = 0;
  let dropped = 0;
  const listeners: ((entry: JournalEntry) => void)[] = [];
  return {
    nextId: () => `c${++given}`,
    add: (entry) => {
      entries.push(entry);
      bytes += keptBytesOf(entry);
      while (entries.length > limits.entries || (bytes > limits.bytes && entries.length > 1)) {
        bytes -= keptBytesOf(entries.shift() as JournalEntry);
        dropped++;
      }
      for (const listener of listeners) listener(entry);
    },
    find: ({ operation, iun, status, since, limit: most, cursor, isNewestFirst }) => {
      const asked = numberOf((isNewestFirst ? undefined : cursor) ?? since ?? 'c0');
      const after = asked > given ? 0 : asked;
      const before = isNewestFirst && cursor !== undefined ? numberOf(cursor) : Number.POSITIVE_INFINITY;
      const found = entries.filter(
        (e) =>
          numberOf(e.id) > after &&
          numberOf(e.id) < before &&
          (operation === undefined || e.operation === operation) &&
          (iun === undefined || e.iun === iun) &&
          (status === undefined || e.status === status),
      );
      const items = (isNewestFirst ? found.reverse() : found).slice(0, most);
      const last = items.at(-1);
      return { items, ...(found.length > most && last ? { next: last.id } : {}) };
    },
    all: () => [...entries],
    onAdded: (listener) => {
      listeners.push(listener);
    },
    get given() {
      return given;
    },
    goOnFrom: (number) => {
      given = number;
    },
    get dropped() {
      return dropped;
    },
    clear: () => {
      entries = [];
      bytes = 0;
      given = 0;
      dropped = 0;
    },
  };
};
