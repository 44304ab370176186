import { toIso } from '../clock/instant.js';
import type { JournalEntry } from './journal.js';

/** JSON as JSON, the XML of the store as text. */
const readable = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** An entry without its bodies: what lists and events show. Nothing is hidden yet. */
export const entrySummary = (entry: JournalEntry): Record<string, unknown> => {
  const { id, atMs, virtualAt, requestBody: _, responseText: __, ...rest } = entry;
  return { id, at: new Date(atMs).toISOString(), virtualAt: toIso(virtualAt), ...rest };
};

/** An entry as `GET /_sim/journal` tells it, bodies read as JSON where they are JSON. Nothing is hidden yet. */
export const entryInFull = (entry: JournalEntry): Record<string, unknown> => ({
  ...entrySummary(entry),
  ...(entry.requestBody === undefined ? {} : { requestBody: entry.requestBody }),
  ...(entry.responseText === undefined ? {} : { responseBody: readable(entry.responseText) }),
});
