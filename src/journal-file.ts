import { closeSync, openSync, writeSync } from 'node:fs';
import type { JournalEntry } from './http/journal.js';
import { entryInFull } from './http/journal-entry.js';
import type { Masking } from './http/masking.js';
import { StartFailure } from './options.js';

/** Where every call is written down, one JSON object a line, whatever becomes of its sandbox. */
export interface JournalFile {
  add(sandbox: string, entry: JournalEntry): void;
  /** Writes what is still held back. */
  close(): void;
}

/** Lines held back at most, in characters: a call must not wait for the disk each time. */
const heldCharacters = 65_536;

/**
 * Opens the file, and empties one that is there: a folder that is missing is told at the start, not when the evidence is
 * lost.
 * @throws StartFailure
 */
export const openJournalFile = (
  path: string,
  masking: Masking,
  log: (line: Readonly<Record<string, unknown>>) => void,
): JournalFile => {
  let file: number | undefined;
  try {
    file = openSync(path, 'w');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const repair = 'give a file in a folder that exists and can be written, with --journal-file';
    throw new StartFailure('SIM_CONFIG_INVALID', `the journal file cannot be written (${reason}): ${repair}`, error);
  }
  let held = '';
  const write = (): void => {
    if (file === undefined || held === '') return;
    try {
      writeSync(file, held);
    } catch (error) {
      file = undefined;
      log({ level: 'error', msg: 'the journal file cannot be written any more', path, reason: String(error) });
    }
    held = '';
  };
  return {
    add: (sandbox, entry) => {
      if (file === undefined) return;
      held += `${JSON.stringify({ sandbox, ...(masking.value(entryInFull(entry)) as object) })}\n`;
      if (held.length > heldCharacters) write();
    },
    close: () => {
      write();
      if (file !== undefined) closeSync(file);
      file = undefined;
    },
  };
};
