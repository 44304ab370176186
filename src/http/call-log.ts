import { toIso } from '../clock/instant.js';
import type { Language } from '../text/said.js';
import type { JournalEntry } from './journal.js';
import type { Masking } from './masking.js';

export interface CallLogParts {
  readonly language: Language;
  readonly masking: Masking;
  /** Whether calls that went well are logged, too: making a line costs as much as a small answer. */
  readonly logsDetail: boolean;
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}

/** What broke while a call was answered, for the log. */
export interface Breakage {
  readonly msg: 'bug' | 'not stored' | 'damaged';
  readonly reason: string;
  readonly stack?: string | undefined;
}

/**
 * The line of a call in the log: `debug` where it went well, `info` where it was refused or went wrong on purpose,
 * `error` where we broke.
 */
export const logCall = (
  { language, masking, logsDetail, log }: CallLogParts,
  sandbox: string,
  entry: JournalEntry,
  broken?: Breakage,
): void => {
  const { id, virtualAt, operation, method, path, status, durationMs, iun, notificationRequestId, streamId } = entry;
  const { fault, problem, traceId, traceparent, hint } = entry;
  const level = broken ? 'error' : status >= 400 || status === 0 || fault !== undefined ? 'info' : 'debug';
  if (level === 'debug' && !logsDetail) return;
  const shownPath = masking.text(path);
  log({
    level,
    msg: broken?.msg ?? `${method} ${shownPath.split('?')[0]} ${status}`,
    virtualTime: toIso(virtualAt),
    sandbox,
    operation,
    ...given({ iun, notificationRequestId, streamId, traceId, traceparent }),
    call: id,
    ...(broken ? { method, status } : {}),
    path: shownPath,
    durationMs,
    ...given({ problem, fault, hint: hint && masking.text(hint[language]) }),
    ...given({ reason: broken?.reason, stack: broken?.stack }),
  });
};

const given = (fields: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined));
