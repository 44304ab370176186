import { toIso } from '../clock/instant.js';
import { StoreAway, StoreDamaged, StoreFailure } from '../sandbox/sandbox.js';
import { AdapterProblem } from '../send/adapter-problem.js';
import { PlatformProblem } from '../send/problem.js';
import type { About } from './call.js';
import { type CallLogParts, logCall } from './call-log.js';
import { delayed, letThrough, spoilt } from './fault-effects.js';
import { gatewayHints, hintHeader } from './hints.js';
import { type JournalEntry, keptBytes } from './journal.js';
import { type Journaled, type Outgoing, type Passage, Refused, refuse, Traced, traceOf } from './passage.js';
import { gatewayAnswers, problemBody, serviceOf } from './problem.js';
import { testify } from './testify.js';

export interface AnswerParts extends CallLogParts {
  /** Real time: what a client waits for. */
  readonly nowMs: () => number;
  /** The same: calls once after so many milliseconds, for answers that a fault lets wait. */
  readonly after: (ms: number, call: () => void) => () => void;
  readonly simHeaders: boolean;
}

/** Turns whatever was thrown into an answer: a refusal of the platform, of the gateway, or a bug of ours. */
export const failed = (error: unknown, path: string): Outgoing => {
  if (error instanceof Refused) return error.answer;
  if (error instanceof PlatformProblem) {
    return { status: error.status, body: error, hint: error.hint, problem: error.errors.map((e) => e.code).join(',') };
  }
  if (error instanceof AdapterProblem) {
    return { status: error.status, body: error.body, hint: error.hint, problem: error.message };
  }
  if (error instanceof URIError) return refuse(gatewayAnswers.unknownPath, gatewayHints.badPath).answer;
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof StoreAway) {
    const { answer } = refuse(gatewayAnswers.away, gatewayHints.storeAway(reason));
    return { ...answer, problem: 'SIM_STORE_AWAY', broken: { msg: 'not stored', reason } };
  }
  if (error instanceof StoreFailure) {
    const isRead = error instanceof StoreDamaged;
    const hint = isRead ? gatewayHints.damaged(reason) : gatewayHints.notStored(reason);
    const { answer } = refuse(gatewayAnswers.unavailable, hint);
    return { ...answer, problem: 'SIM_STORE_FAILED', broken: { msg: isRead ? 'damaged' : 'not stored', reason } };
  }
  return {
    status: 500,
    body: new PlatformProblem(500, [{ code: 'PN_GENERIC_ERROR' }], gatewayHints.bug(reason), serviceOf(path)),
    hint: gatewayHints.bug(reason),
    problem: 'SIM_BUG',
    broken: { msg: 'bug', reason, stack: error instanceof Error ? error.stack : undefined },
  };
};

/** A header holds printable ASCII. */
const printable = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?');

/** Writes the answer, as a fault lets it out, then the journal. */
export const finish = async <World extends Journaled>(
  parts: AnswerParts,
  passage: Passage<World>,
  answer: Outgoing,
): Promise<void> => {
  const { fault, caller, res } = passage;
  if (!fault) return write(parts, passage, answer);
  await delayed(fault, res, parts.after);
  write(parts, passage, spoilt(fault, answer, caller?.sender.settings.retryAfterMs));
};

const write = <World extends Journaled>(parts: AnswerParts, passage: Passage<World>, outgoing: Outgoing): void => {
  const { req, res, tenant, fault } = passage;
  const { status, hint } = outgoing;
  const id = tenant?.rooms.journal.nextId();
  const traceId = traceOf(req, tenant?.seed, id);
  const body = bodyOf(passage, outgoing, traceId);
  for (const [name, value] of Object.entries(outgoing.headers ?? {})) res.setHeader(name, value);
  if (parts.simHeaders && tenant) {
    res.setHeader('x-send-sim-now', toIso(tenant.clock.now()));
    res.setHeader('x-send-sim-trace', id ?? '');
    if (outgoing.about?.scenarios) res.setHeader('x-send-sim-scenario', printable(outgoing.about.scenarios));
    if (hint) res.setHeader('x-send-sim-hint', hintHeader(hint, parts.language));
    if (fault) res.setHeader('x-send-sim-fault', fault.id);
  }
  const text = outgoing.raw ?? (body === undefined ? undefined : JSON.stringify(body));
  if (!fault || letThrough(fault, res)) {
    res.statusCode = status;
    if (text !== undefined && !res.hasHeader('content-type')) res.setHeader('content-type', 'application/json');
    res.end(text);
  }
  if (!tenant || id === undefined) return;
  const entry = entryOf(passage, outgoing, {
    id,
    virtualAt: tenant.clock.now(),
    durationMs: parts.nowMs() - passage.startedMs,
    traceId: traceIdIn(body) ?? traceId,
    text,
  });
  tenant.rooms.journal.add(entry);
  logCall(parts, tenant.id, entry, outgoing.broken);
  testify(passage, outgoing, id, body);
};

const bodyOf = <World extends Journaled>(
  { tenant }: Passage<World>,
  { body }: Outgoing,
  traceId: string,
): Outgoing['body'] => {
  if (body instanceof Traced) return body.bodyOf(traceId);
  return body instanceof PlatformProblem && tenant ? problemBody(body, traceId, tenant.clock.now()) : body;
};

/** As the client reads it: the gateway prints it without `Root=`. */
const traceIdIn = (body: unknown): string | undefined => {
  const { traceId } = (typeof body === 'object' && body !== null ? body : {}) as { readonly traceId?: unknown };
  return typeof traceId === 'string' ? traceId : undefined;
};

interface Written extends Pick<JournalEntry, 'id' | 'virtualAt' | 'durationMs' | 'traceId'> {
  readonly text: string | undefined;
}

const longestTraceparent = 128;

const entryOf = <World extends Journaled>(
  { req, caller, operation, fault, path, startedMs, bodyBytes }: Passage<World>,
  { status, about, problem, hint, isSecret }: Outgoing,
  { text, ...written }: Written,
): JournalEntry => {
  const version = /\/v(\d+\.\d+)\//.exec(path)?.[1];
  const traceparent = req.get('traceparent')?.slice(0, longestTraceparent);
  const named: About = about ?? (req.params?.iun ? { iun: String(req.params.iun) } : {});
  // Bodies that somebody else read have the length that the client gave.
  const bytes = req.body === undefined ? undefined : (bodyBytes ?? Number(req.get('content-length') ?? Number.NaN));
  const isKept = bytes !== undefined && bytes <= keptBytes;
  // Members that may be absent are set one by one: entries of the same members then share one shape in memory.
  const entry: { -readonly [Name in keyof JournalEntry]: JournalEntry[Name] } = {
    ...written,
    atMs: startedMs,
    operation,
    method: req.method,
    path: req.originalUrl.slice(0, keptBytes),
    status,
  };
  if (version) entry.version = version;
  if (caller) entry.senderTaxId = caller.sender.taxId;
  Object.assign(entry, named);
  if (problem) entry.problem = problem;
  if (hint) entry.hint = hint;
  if (fault) entry.fault = fault.id;
  if (traceparent) entry.traceparent = traceparent;
  if (bytes !== undefined && !Number.isNaN(bytes)) entry.requestBytes = bytes;
  if (isKept) entry.requestBody = req.body as unknown;
  if (text !== undefined) {
    entry.responseBytes = Buffer.byteLength(text);
    if (text.length <= keptBytes && !isSecret) entry.responseText = text;
  }
  return entry;
};
