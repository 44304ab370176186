import { toIso } from '../clock/instant.js';
import { StoreFailure } from '../sandbox/sandbox.js';
import { AdapterProblem } from '../send/adapter-problem.js';
import { PlatformProblem } from '../send/problem.js';
import type { Language } from '../text/said.js';
import type { About } from './call.js';
import { delayed, letThrough, spoilt } from './fault-effects.js';
import { gatewayHints, hintHeader } from './hints.js';
import { type Journaled, type Outgoing, type Passage, Refused, refuse, traceOf } from './passage.js';
import { gatewayAnswers, problemBody, serviceOf } from './problem.js';

export interface AnswerParts {
  /** Real time: what a client waits for. */
  readonly nowMs: () => number;
  /** The same: calls once after so many milliseconds, for answers that a fault lets wait. */
  readonly after: (ms: number, call: () => void) => () => void;
  readonly language: Language;
  readonly simHeaders: boolean;
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}

/** Turns whatever was thrown into an answer: a refusal of the platform, of the gateway, or a bug of ours. */
export const failed = (parts: AnswerParts, error: unknown, path: string): Outgoing => {
  if (error instanceof Refused) return error.answer;
  if (error instanceof PlatformProblem) {
    return { status: error.status, body: error, hint: error.hint, problem: error.errors.map((e) => e.code).join(',') };
  }
  if (error instanceof AdapterProblem) {
    return { status: error.status, body: error.body, hint: error.hint, problem: error.message };
  }
  if (error instanceof URIError) return refuse(gatewayAnswers.unknownPath, gatewayHints.badPath).answer;
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof StoreFailure) {
    parts.log({ level: 'error', msg: 'not stored', path, reason });
    const { answer } = refuse(gatewayAnswers.unavailable, gatewayHints.notStored(reason));
    return { ...answer, problem: 'SIM_STORE_FAILED' };
  }
  parts.log({ level: 'error', msg: 'bug', path, reason, stack: error instanceof Error ? error.stack : undefined });
  return {
    status: 500,
    body: new PlatformProblem(500, [{ code: 'PN_GENERIC_ERROR' }], gatewayHints.bug(reason), serviceOf(path)),
    hint: gatewayHints.bug(reason),
    problem: 'SIM_BUG',
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
  const body =
    outgoing.body instanceof PlatformProblem && tenant
      ? problemBody(outgoing.body, traceOf(req, tenant.seed, id), tenant.clock.now())
      : outgoing.body;
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
  note(passage, outgoing, id, text, parts.nowMs());
};

/** Longer bodies are not kept: the journal of a long run must stay small. */
const keptCharacters = 32_768;

const note = <World extends Journaled>(
  passage: Passage<World>,
  outgoing: Outgoing,
  id: string | undefined,
  text: string | undefined,
  nowMs: number,
): void => {
  const { req, tenant, caller, operation, fault } = passage;
  if (!tenant || id === undefined) return;
  const about: About = outgoing.about ?? (req.params?.iun ? { iun: String(req.params.iun) } : {});
  const version = /\/v(\d+\.\d+)\//.exec(passage.path)?.[1];
  const isKept = req.body !== undefined && Number(req.headers['content-length'] ?? Number.NaN) <= keptCharacters;
  tenant.rooms.journal.add({
    id,
    atMs: passage.startedMs,
    virtualAt: tenant.clock.now(),
    operation,
    ...(version ? { version } : {}),
    method: req.method,
    path: req.originalUrl.slice(0, keptCharacters),
    status: outgoing.status,
    durationMs: nowMs - passage.startedMs,
    ...(caller ? { senderTaxId: caller.sender.taxId } : {}),
    ...about,
    ...(outgoing.problem ? { problem: outgoing.problem } : {}),
    ...(outgoing.hint ? { hint: outgoing.hint } : {}),
    ...(fault ? { fault: fault.id } : {}),
    ...(isKept ? { requestBody: req.body as unknown } : {}),
    ...(text !== undefined && text.length <= keptCharacters && !outgoing.isSecret ? { responseText: text } : {}),
  });
};
