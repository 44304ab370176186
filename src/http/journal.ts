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
  readonly requestBody?: unknown;
  /** As it was sent. */
  readonly responseText?: string;
}

export interface JournalQuery {
  readonly operation?: string;
  readonly iun?: string;
  readonly status?: number;
  readonly since?: string;
  readonly limit: number;
  readonly cursor?: string;
}

/** The calls of a sandbox: a ring that tells how many it dropped. */
export interface Journal {
  nextId(): string;
  add(entry: JournalEntry): void;
  /** Newest last. */
  find(query: JournalQuery): { readonly items: readonly JournalEntry[]; readonly next?: string };
  readonly dropped: number;
  clear(): void;
}

/** Entries kept; with the cap on bodies some tens of megabytes at the very most. */
const defaultLimit = 1_000;

export const createJournal = (limit = defaultLimit): Journal => {
  let entries: JournalEntry[] = [];
  let oldest = 0;
  let given = 0;
  let dropped = 0;
  const ordered = (): JournalEntry[] => [...entries.slice(oldest), ...entries.slice(0, oldest)];
  return {
    nextId: () => `c${++given}`,
    add: (entry) => {
      if (entries.length < limit) {
        entries.push(entry);
        return;
      }
      entries[oldest] = entry;
      oldest = (oldest + 1) % limit;
      dropped++;
    },
    find: ({ operation, iun, status, since, limit: most, cursor }) => {
      const after = Number(cursor?.slice(1) ?? since?.slice(1) ?? 0);
      const found = ordered().filter(
        (e) =>
          Number(e.id.slice(1)) > after &&
          (operation === undefined || e.operation === operation) &&
          (iun === undefined || e.iun === iun) &&
          (status === undefined || e.status === status),
      );
      const items = found.slice(0, most);
      const last = items.at(-1);
      return { items, ...(found.length > most && last ? { next: last.id } : {}) };
    },
    get dropped() {
      return dropped;
    },
    clear: () => {
      entries = [];
      oldest = 0;
      dropped = 0;
    },
  };
};
