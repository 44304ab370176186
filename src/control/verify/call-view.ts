import type { JournalEntry } from '../../http/journal.js';
import { entryInFull } from '../../http/journal-entry.js';

/** A call as expectations see it: the fields of `GET /_sim/journal`, and the parameters of its query. */
export interface CallView {
  readonly id: string;
  readonly operation: string;
  readonly entry: JournalEntry;
  /** Position among the calls that are looked at. */
  readonly position: number;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** First words of the paths that an expectation may name. */
export const fieldNames = [
  'id',
  'at',
  'virtualAt',
  'version',
  'method',
  'path',
  'query',
  'status',
  'durationMs',
  'senderTaxId',
  'iun',
  'notificationRequestId',
  'streamId',
  'scenarios',
  'problem',
  'hint',
  'fault',
  'traceId',
  'traceparent',
  'file',
  'requestBytes',
  'requestBody',
  'responseBytes',
  'responseBody',
] as const;

/** Parameters by name; one that came several times as a list. */
const queryOf = (path: string): Record<string, unknown> => {
  const at = path.indexOf('?');
  const parameters = new URLSearchParams(at < 0 ? '' : path.slice(at));
  return Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => {
      const values = parameters.getAll(name);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
};

/** Bodies are read only of calls that somebody looks into. */
export const callView = (entry: JournalEntry, position: number): CallView => {
  let fields: CallView['fields'] | undefined;
  return {
    id: entry.id,
    operation: entry.operation,
    entry,
    position,
    get fields() {
      fields ??= { ...entryInFull(entry), query: queryOf(entry.path) };
      return fields;
    },
  };
};
