import { performance } from 'node:perf_hooks';
import express, { type Express, type NextFunction, type Request, type Response, Router } from 'express';
import type { Clock } from '../clock/clock.js';
import { toIso } from '../clock/instant.js';
import { bodyHint, unreadableBodyHint } from '../contract/body-hint.js';
import type { Operation } from '../contract/operations.js';
import { validateRequest } from '../contract/validate-request.js';
import type { Seed } from '../sandbox/seed.js';
import { PlatformProblem } from '../send/problem.js';
import type { Caller } from '../send/sender/model.js';
import type { Language, Said } from '../text/said.js';
import { baseUrlOf } from './address.js';
import type { About, Answer, Call, Handler, Handlers } from './call.js';
import { gatewayHints, hintHeader } from './hints.js';
import type { Journal } from './journal.js';
import { nearestOperation } from './nearest.js';
import { parameterProblem } from './parameter-problem.js';
import { gatewayAnswers, gatewayBody, problemBody, serviceOf } from './problem.js';

/** A sandbox's rooms, as far as the pipeline itself uses them. */
export interface Journaled {
  readonly journal: Journal;
}

/** What the pipeline needs of a sandbox. */
export interface Tenant<World extends Journaled> {
  readonly id: string;
  readonly seed: Seed;
  readonly clock: Clock;
  readonly rooms: World;
  durable(): Promise<void> | undefined;
}

export interface Selected<World extends Journaled> {
  readonly tenant: Tenant<World>;
  readonly caller: Caller;
}

export interface PipelineParts<World extends Journaled> {
  readonly operations: readonly Operation[];
  readonly handlers: Handlers<World>;
  /** Operations that need no key: platform status. */
  readonly open: ReadonlySet<string>;
  readonly select: (key: string) => Selected<World> | undefined;
  /** The sandbox of a call that carries no key: `?sandbox=`, else `default`. */
  readonly tenantOf: (sandboxId: string | undefined) => Tenant<World> | undefined;
  /** Presigned links and our own API, which have their own pipelines; mounted before any body parser. */
  readonly before: (app: Express) => void;
  readonly language: Language;
  readonly simHeaders: boolean;
  readonly publicUrl: string | undefined;
  /** Differences between an answer and the contract; undefined: not checked. */
  readonly checkAnswer?: (operationId: string, status: number, body: unknown) => readonly string[];
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}

/** A call on its way through the pipeline. */
interface Passage<World extends Journaled> {
  readonly req: Request;
  readonly res: Response;
  readonly operation: string;
  readonly path: string;
  readonly startedMs: number;
  tenant: Tenant<World> | undefined;
  caller: Caller | undefined;
}

/** An answer on its way out, with what only we say about it. */
interface Outgoing extends Answer {
  readonly hint?: Said;
  readonly problem?: string;
}

/** A refusal of a layer before the rooms. */
class Refused extends Error {
  constructor(readonly answer: Outgoing) {
    super('refused');
  }
}

const refuse = (answer: { readonly status: number; readonly body: unknown }, hint: Said): Refused =>
  new Refused({ ...answer, hint, headers: { 'access-control-allow-origin': '*' } });

/**
 * The life of a request, in order: presigned links and `/_sim` leave at once; then trace → key → sandbox → time → body →
 * contract → room → durable → answer → journal.
 */
export const createApp = <World extends Journaled>(parts: PipelineParts<World>): Express => {
  const app = express();
  app.set('case sensitive routing', true);
  app.set('strict routing', true);
  app.disable('x-powered-by');
  app.disable('etag');
  parts.before(app);

  const json = express.json({ limit: '10mb', strict: false });
  const router = Router({ caseSensitive: true, strict: true });
  for (const operation of parts.operations) {
    const handler = parts.handlers[operation.operationId];
    const run = handler ? handled(parts, json, operation, handler) : notSimulated(parts, operation);
    router[operation.method as 'get'](operation.expressPath, run);
  }
  app.use(router);
  app.use(unknownPath(parts));
  app.use((error: unknown, req: Request, res: Response, _next: NextFunction) => {
    // Only what fails outside the passages above comes here, for instance a path that cannot be decoded.
    void finish(parts, begin(req, res, 'unknown'), failed(parts, error, req.path));
  });
  return app;
};

const begin = <World extends Journaled>(req: Request, res: Response, operation: string): Passage<World> => ({
  req,
  res,
  operation,
  path: req.path,
  startedMs: performance.now(),
  tenant: undefined,
  caller: undefined,
});

const handled =
  <World extends Journaled>(
    parts: PipelineParts<World>,
    json: ReturnType<typeof express.json>,
    operation: Operation,
    handler: Handler<World>,
  ) =>
  async (req: Request, res: Response): Promise<void> => {
    const passage = begin<World>(req, res, operation.operationId);
    let outgoing: Outgoing;
    try {
      authorize(parts, passage);
      const due = passage.tenant?.clock.settle();
      if (due) await due;
      if (operation.hasBody) await readBody(json, req, res);
      checkContract(operation, passage);
      outgoing = await handler(callOf(parts, passage));
      checkAgainstContract(parts, operation.operationId, outgoing);
      const written = passage.tenant?.durable();
      if (written) await written;
    } catch (error) {
      outgoing = failed(parts, error, passage.path);
    }
    await finish(parts, passage, outgoing);
  };

/** Key → sandbox and sender; the order and the answers of the gateway's authorizer. Source: auth.md 2 */
const authorize = <World extends Journaled>(parts: PipelineParts<World>, passage: Passage<World>): void => {
  const { req } = passage;
  const key = req.get('x-api-key');
  const selected = key ? parts.select(key) : undefined;
  passage.tenant = selected?.tenant ?? parts.tenantOf(sandboxParameter(req));
  passage.caller = selected?.caller;
  if (parts.open.has(passage.operation)) return;
  if (!key) throw refuse(gatewayAnswers.noKey, gatewayHints.noKey);
  if (!selected) throw refuse(gatewayAnswers.denied, gatewayHints.unknownKey(key));
  const { status, pdnd } = selected.caller.key;
  if (status !== 'ENABLED' && status !== 'ROTATED') {
    throw refuse(gatewayAnswers.denied, gatewayHints.blockedKey(status));
  }
  const hasVoucher = req.get('authorization') !== undefined;
  if (pdnd === false && hasVoucher) throw refuse(gatewayAnswers.denied, gatewayHints.voucherRefused);
  if (pdnd === true && !hasVoucher) throw refuse(gatewayAnswers.denied, gatewayHints.voucherMissing);
};

const sandboxParameter = (req: Request): string | undefined =>
  typeof req.query.sandbox === 'string' ? req.query.sandbox : undefined;

/** Reads JSON; a body of another media type stays unread, as at the gateway. */
const readBody = (json: ReturnType<typeof express.json>, req: Request, res: Response): Promise<void> =>
  new Promise((resolve, reject) => {
    json(req, res, (error?: unknown) => {
      if (!error) return resolve();
      const { type, message } = error as { readonly type?: string; readonly message: string };
      if (type === 'entity.too.large') return reject(refuse(gatewayAnswers.tooLong, gatewayHints.tooLong));
      // unsure: which of its two shapes the gateway answers to a body that is no JSON at all.
      const body = gatewayBody('PN_INVALID_BODY', [message], traceOf(req, undefined));
      return reject(refuse({ status: 400, body }, unreadableBodyHint(message)));
    });
  });

/** Contract: what the gateway checks, then what the service checks of the parameters. */
const checkContract = <World extends Journaled>(operation: Operation, { req, tenant, path }: Passage<World>): void => {
  const verdict = validateRequest(operation, {
    path: req.params,
    query: req.query,
    headers: req.headers,
    body: req.body,
  });
  switch (verdict.kind) {
    case 'ok':
      return;
    case 'missingParameters': {
      const body = gatewayBody('PN_INVALID_PARAMETERS', verdict.messages, traceOf(req, tenant?.seed));
      throw refuse({ status: 400, body }, gatewayHints.missingParameter(verdict.messages));
    }
    case 'body': {
      const body = gatewayBody('PN_INVALID_BODY', verdict.messages, traceOf(req, tenant?.seed));
      throw refuse({ status: 400, body }, bodyHint(verdict.violations));
    }
    case 'mediaType':
      throw refuse(gatewayAnswers.mediaType, gatewayHints.mediaType(verdict.received));
    case 'parameters':
      throw parameterProblem(operation.operationId, verdict.violations, serviceOf(path));
  }
};

const callOf = <World extends Journaled>(
  parts: PipelineParts<World>,
  { req, tenant, caller }: Passage<World>,
): Call<World> => ({
  world: (tenant as Tenant<World>).rooms,
  caller: caller as Caller,
  params: req.params as Record<string, string>,
  query: Object.fromEntries(
    Object.entries(req.query).map(([name, v]) => [name, Array.isArray(v) ? String(v.at(-1)) : String(v)]),
  ),
  body: req.body as unknown,
  header: (name) => req.get(name),
  baseUrl: baseUrlOf(req, parts.publicUrl),
});

/** Published, but not built yet: an explicit refusal, never a fake success. */
const notSimulated =
  <World extends Journaled>(parts: PipelineParts<World>, { operationId }: Operation) =>
  async (req: Request, res: Response): Promise<void> => {
    const passage = begin<World>(req, res, operationId);
    try {
      authorize(parts, passage);
      await finish(parts, passage, {
        status: 501,
        body: { message: 'Not Implemented' },
        hint: gatewayHints.notSimulated(operationId),
      });
    } catch (error) {
      await finish(parts, passage, failed(parts, error, passage.path));
    }
  };

const unknownPath =
  <World extends Journaled>(parts: PipelineParts<World>) =>
  (req: Request, res: Response): void => {
    const passage = begin<World>(req, res, 'unknown');
    const key = req.get('x-api-key');
    passage.tenant = (key ? parts.select(key)?.tenant : undefined) ?? parts.tenantOf(sandboxParameter(req));
    const near = nearestOperation(parts.operations, req.method, req.path);
    const { answer } = refuse(gatewayAnswers.unknownPath, gatewayHints.unknownPath(req.method, req.path, near));
    void finish(parts, passage, answer);
  };

/** Turns whatever was thrown into an answer: a refusal of the platform, of the gateway, or a bug of ours. */
const failed = <World extends Journaled>(parts: PipelineParts<World>, error: unknown, path: string): Outgoing => {
  if (error instanceof Refused) return error.answer;
  if (error instanceof PlatformProblem) {
    return { status: error.status, body: error, hint: error.hint, problem: error.errors.map((e) => e.code).join(',') };
  }
  if (error instanceof URIError) return refuse(gatewayAnswers.unknownPath, gatewayHints.badPath).answer;
  const reason = error instanceof Error ? error.message : String(error);
  parts.log({ level: 'error', msg: 'bug', path, reason, stack: error instanceof Error ? error.stack : undefined });
  return {
    status: 500,
    body: new PlatformProblem(500, [{ code: 'PN_GENERIC_ERROR' }], gatewayHints.bug(reason), serviceOf(path)),
    hint: gatewayHints.bug(reason),
    problem: 'SIM_BUG',
  };
};

const checkAgainstContract = <World extends Journaled>(
  { checkAnswer }: PipelineParts<World>,
  operationId: string,
  { status, body }: Answer,
): void => {
  const differences = checkAnswer ? checkAnswer(operationId, status, body) : [];
  if (differences.length > 0) throw new Error(`the answer breaks the contract: ${differences.join('; ')}`);
};

/** Writes the answer and the journal. */
const finish = async <World extends Journaled>(
  parts: PipelineParts<World>,
  passage: Passage<World>,
  outgoing: Outgoing,
): Promise<void> => {
  const { req, res, tenant } = passage;
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
    if (hint) res.setHeader('x-send-sim-hint', hintHeader(hint, parts.language));
  }
  res.statusCode = status;
  if (body === undefined) res.end();
  else {
    res.setHeader('content-type', 'application/json');
    res.end(JSON.stringify(body));
  }
  note(passage, outgoing, id, body);
};

const note = <World extends Journaled>(
  passage: Passage<World>,
  outgoing: Outgoing,
  id: string | undefined,
  body: unknown,
): void => {
  const { req, tenant, caller, operation } = passage;
  if (!tenant || id === undefined) return;
  const about: About = outgoing.about ?? (req.params?.iun ? { iun: String(req.params.iun) } : {});
  const version = /\/v(\d+\.\d+)\//.exec(passage.path)?.[1];
  tenant.rooms.journal.add({
    id,
    at: passage.startedMs,
    virtualAt: tenant.clock.now(),
    operation,
    ...(version ? { version } : {}),
    method: req.method,
    path: req.originalUrl,
    status: outgoing.status,
    durationMs: performance.now() - passage.startedMs,
    ...(caller ? { senderTaxId: caller.sender.taxId } : {}),
    ...about,
    ...(outgoing.problem ? { problem: outgoing.problem } : {}),
    ...(outgoing.hint ? { hint: outgoing.hint } : {}),
    ...(req.body === undefined ? {} : { requestBody: req.body as unknown }),
    ...(body === undefined ? {} : { responseBody: body }),
  });
};

/** The caller's trace id, or one of ours in the same form. */
const traceOf = (req: Request, seed: Seed | undefined, id = ''): string => {
  const given = req.get('x-amzn-trace-id');
  if (given) return given;
  const hex = seed ? seed.bytes('trace', `${req.originalUrl}/${id}`, 16).toString('hex') : '0'.repeat(32);
  return `Root=1-${hex.slice(0, 8)}-${hex.slice(8, 32)}`;
};
