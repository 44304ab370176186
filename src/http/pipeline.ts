import express, { type Express, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import type { Mocker } from '../contract/mocker.js';
import type { Operation } from '../contract/operations.js';
import { type AnswerValidator, createAnswerValidator } from '../contract/validate-answer.js';
import type { Said } from '../text/said.js';
import { baseUrlOf } from './address.js';
import { type AnswerParts, failed, finish } from './answer.js';
import { createAuthorizer, type Found, type Selection, selectTenant } from './authorizer.js';
import type { Call, Handler, Handlers } from './call.js';
import { type BodyReader, checkContract, createBodyReader } from './contract-check.js';
import { meetFault } from './fault-call.js';
import { gatewayHints } from './hints.js';
import { nearestOperation } from './nearest.js';
import { begin, type Journaled, type Outgoing, type Passage, Refused, refuse, type Tenant } from './passage.js';
import { preflight } from './preflight.js';
import { gatewayAnswers } from './problem.js';

export interface PipelineParts<World extends Journaled> extends AnswerParts, Selection<World> {
  readonly operations: readonly Operation[];
  readonly handlers: Handlers<World>;
  /** Answers for published operations without handler; absent: they are refused with 501. */
  readonly mock?: Mocker;
  /** Operations that need no key: those of the downtime service. */
  readonly open: ReadonlySet<string>;
  /** What is wrong with a PDND voucher, from the header `authorization`. */
  readonly voucherDefects: (authorization: string) => Promise<readonly Said[]>;
  /** Stand before everything. */
  readonly doors: readonly RequestHandler[];
  /** Presigned links, our own API and the pages, which have pipelines of their own: what no operation takes. */
  readonly beside: (app: Express) => void;
  readonly publicUrl: string | undefined;
  /** Whether an answer that breaks the contract becomes an error in all sandboxes; else in those that want it. */
  readonly strictResponses: boolean;
}

/** The app: every published operation under its own path, and an answer for everything else. */
export const createApp = <World extends Journaled>(parts: PipelineParts<World>): Express => {
  const app = express();
  app.set('case sensitive routing', true);
  app.set('strict routing', true);
  app.disable('x-powered-by');
  app.disable('etag');
  for (const door of parts.doors) app.use(door);

  const layers: Layers<World> = {
    readBody: createBodyReader(),
    authorize: createAuthorizer<World>(parts.voucherDefects, parts.nowMs, parts.goneOf),
    validateAnswer: createAnswerValidator(),
  };
  // First, and in no router of their own: what stands before them, each of their calls passes. One route for all methods of a
  // path: every call is held against each of them in turn.
  for (const path of new Set(parts.operations.map(({ expressPath }) => expressPath))) {
    const published = parts.operations.filter(({ expressPath }) => expressPath === path);
    const route = app.route(path);
    route.options(preflight(published.map(({ method }) => method.toUpperCase())));
    // Express would let GET answer it.
    route.head(unknownPath(parts));
    for (const operation of published) {
      const handler = parts.handlers[operation.operationId] ?? notSimulated<World>(operation, parts.mock);
      route[operation.method](passing(parts, layers, operation, handler));
    }
  }
  parts.beside(app);
  app.use(unknownPath(parts));
  app.use(async (error: unknown, req: Request, res: Response, _next: NextFunction) => {
    // Only what fails outside the passages above comes here, for instance a path that cannot be decoded.
    const passage = begin<World>(req, res, 'unknown', parts.nowMs());
    try {
      selectTenant(parts, passage);
    } catch {
      // Its sandbox is just not there: what went wrong is told all the same.
    }
    await finish(parts, passage, failed(error, req.path));
  });
  return app;
};

interface Layers<World extends Journaled> {
  readonly readBody: BodyReader;
  readonly authorize: (passage: Passage<World>, found: Found<World>) => Promise<void>;
  readonly validateAnswer: AnswerValidator;
}

/**
 * The life of a request, in order: key → sandbox → fault? → key allowed? → body → time → contract → fault of its scenario?
 * → room → durable → answer → journal. A refusal of any layer is thrown and becomes an answer in one place.
 */
const passing =
  <World extends Journaled>(
    parts: PipelineParts<World>,
    { readBody, authorize, validateAnswer }: Layers<World>,
    operation: Operation,
    handler: Handler<World>,
  ) =>
  async (req: Request, res: Response): Promise<void> => {
    const passage = begin<World>(req, res, operation.operationId, parts.nowMs());
    let outgoing: Outgoing;
    try {
      const found = selectTenant(parts, passage);
      goWrong(meetFault(passage));
      if (!parts.open.has(operation.operationId)) await authorize(passage, found);
      passage.bodyBytes = await readBody(req, res, operation.hasBody);
      // Requests that arrive while the clock is being moved see the end of the move.
      for (let due = passage.tenant?.clock.settle(); due; due = passage.tenant?.clock.settle()) await due;
      checkContract(operation, passage);
      passage.isUnderstood = true;
      if (!passage.fault) goWrong(meetFault(passage, passage.tenant?.rooms.scenariosOf));
      outgoing = await handler(callOf(parts, passage));
      const isStrict = parts.strictResponses || passage.tenant?.rooms.settings.strictResponses;
      if (isStrict) respectContract(validateAnswer(operation.operationId, outgoing.status, outgoing.body));
      const written = passage.tenant?.durable();
      if (written) await written;
    } catch (error) {
      outgoing = failed(error, passage.path);
    }
    await finish(parts, passage, outgoing);
  };

const goWrong = (instead: Outgoing | undefined): void => {
  if (instead) throw new Refused(instead);
};

const callOf = <World extends Journaled>(
  { publicUrl }: PipelineParts<World>,
  { req, tenant, caller }: Passage<World>,
): Call<World> => ({
  world: (tenant as Tenant<World>).rooms,
  caller: caller as Call<World>['caller'],
  params: req.params as Record<string, string>,
  query: Object.fromEntries(
    Object.entries(req.query).map(([name, v]) => [name, Array.isArray(v) ? String(v.at(-1)) : String(v)]),
  ),
  values: (name) => {
    const given = Object.hasOwn(req.query, name) ? req.query[name] : undefined;
    return (Array.isArray(given) ? given : given === undefined ? [] : [given]).map(String);
  },
  body: req.body as unknown,
  header: (name) => req.get(name),
  baseUrl: baseUrlOf(req, publicUrl),
});

const respectContract = (differences: readonly string[]): void => {
  if (differences.length > 0) throw new Error(`the answer breaks the contract: ${differences.join('; ')}`);
};

/** Published, but not built: an explicit refusal, or an example that says what it is; never a fake success. */
const notSimulated =
  <World>({ operationId }: Operation, mock: Mocker | undefined): Handler<World> =>
  async (): Promise<Outgoing> => {
    if (!mock)
      throw refuse({ status: 501, body: { message: 'Not Implemented' } }, gatewayHints.notSimulated(operationId));
    // The mark stays without the other headers of ours, or nobody could tell the example from an answer.
    const headers = { 'x-send-sim-example': 'true' };
    return { ...(await mock(operationId)), headers, hint: gatewayHints.example(operationId) };
  };

const unknownPath =
  <World extends Journaled>(parts: PipelineParts<World>) =>
  async (req: Request, res: Response): Promise<void> => {
    const passage = begin<World>(req, res, 'unknown', parts.nowMs());
    selectTenant(parts, passage);
    const near = nearestOperation(parts.operations, req.method, req.path);
    const { answer } = refuse(gatewayAnswers.unknownPath, gatewayHints.unknownPath(req.method, req.path, near));
    await finish(parts, passage, answer);
  };
