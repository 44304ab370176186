import express, { type NextFunction, type Request, type RequestHandler, type Response, Router } from 'express';
import { baseUrlOf } from '../http/address.js';
import { Crowded, refuseCrowd } from '../http/crowd.js';
import { MemoryFull } from '../http/memory-guard.js';
import { defaultSandboxId, type Registry } from '../sandbox/registry.js';
import { type Sandbox, SandboxReplaced, StoreAway, StoreDamaged, StoreFailure } from '../sandbox/sandbox.js';
import { snapshotLimitBytes } from '../sandbox/snapshot.js';
import type { Outlet } from './event-stream.js';
import { problems } from './problems.js';
import { SimProblem } from './sim-problem.js';
import { foreignVisit } from './visitor.js';

/** A call of our own API, Express aside. */
export interface ControlCall<World> {
  /** The sandbox of the key, of `?sandbox=`, or the default one. */
  readonly sandbox: Sandbox<World>;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
  /** Header by lower-case name. */
  readonly header: (name: string) => string | undefined;
  readonly baseUrl: string;
}

export interface ControlAnswer {
  readonly status: number;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** What is no JSON goes out as it is. */
  readonly text?: { readonly type: string; readonly content: string };
  /** Server-sent events: writes them until one of both ends. */
  readonly follow?: (outlet: Outlet) => void;
}

/** One call: method, path, what it does, how its work stands to the clock. */
export interface ControlRoute<World> {
  readonly method: 'get' | 'post' | 'put' | 'delete' | 'patch';
  readonly path: string;
  /** Parameters that it takes beside `sandbox`; any other one is refused. */
  readonly query?: readonly string[];
  readonly run: (call: ControlCall<World>) => ControlAnswer | Promise<ControlAnswer>;
  /** Its address is the bare path: where another tool has it. */
  readonly isAtRoot?: boolean;
  /** The call waits by itself (moves of the clock), or must not wait (health). */
  readonly isTimeless?: boolean;
  /** Is about no sandbox, or about one that its path names: the key and `?sandbox=` say nothing. Always timeless. */
  readonly isOfProcess?: boolean;
}

interface ControlParts<World> {
  readonly registry: Registry<World>;
  readonly publicUrl: string | undefined;
  /** Undefined: the API is open. */
  readonly token: string | undefined;
  /** It is open because only this machine is listened to. */
  readonly isLocal: boolean;
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}

export const addressOf = ({ path, isAtRoot }: Pick<ControlRoute<unknown>, 'path' | 'isAtRoot'>): string =>
  isAtRoot ? path : `/_sim${path}`;

const openPaths = new Set(['/health']);

/** Router of `/_sim`: visitor → token → body → sandbox → time → call → durable → answer. */
export const controlRouter = <World>(parts: ControlParts<World>, routes: readonly ControlRoute<World>[]): Router => {
  const router = Router();
  router.use((req: Request, _res: Response, next: NextFunction) => next(foreignVisit(req, parts)));
  router.use((req: Request, _res: Response, next: NextFunction) => {
    const isAllowed =
      parts.token === undefined || openPaths.has(req.path) || req.get('authorization') === `Bearer ${parts.token}`;
    next(isAllowed ? undefined : problems.unauthorized());
  });
  router.use('/snapshot', readJson(snapshotLimitBytes, snapshotMarks));
  router.use('/scenarios', readJson(scenarioLimit));
  router.use(readJson(bodyLimit));
  // Scenarios come as YAML; only their route takes a text.
  router.use('/scenarios', express.text({ limit: scenarioLimit, type: yamlTypes }));
  router.use((req: Request, _res: Response, next: NextFunction) => {
    const hasBody = Number(req.get('content-length') ?? 0) > 0 || req.get('transfer-encoding') !== undefined;
    if (hasBody && req.body === undefined) return next(problems.notJsonType(req.get('content-type')));
    next(isDeeper(req.body, mostLevels) ? problems.tooDeep(mostLevels) : undefined);
  });
  router.get('/', (_req, res) => {
    res.json({ items: routes.map((route) => `${route.method.toUpperCase()} ${addressOf(route)}`) });
  });
  for (const route of routes) router[route.method](route.path, handled(parts, route));
  for (const path of new Set(routes.map((route) => route.path))) {
    const methods = routes.filter((route) => route.path === path).map(({ method }) => method.toUpperCase());
    router.all(path, (req: Request, res: Response, next: NextFunction) => {
      res.set('allow', methods.join(', '));
      next(problems.wrongMethod(req.method, pathOf(req), methods));
    });
  }
  router.use((req: Request, _res: Response, next: NextFunction) => {
    next(problems.unknownPath(req.method, pathOf(req)));
  });
  router.use((error: unknown, req: Request, res: Response, _next: NextFunction) => {
    const problem = problemOf(error);
    if (problem.status >= 500) {
      const stack = error instanceof Error ? error.stack : undefined;
      const msg = problem.code === 'SIM_BUG' ? 'bug' : problem.title;
      parts.log({ level: 'error', msg, path: req.originalUrl, reason: problem.detail, stack });
    }
    res
      .status(problem.status)
      .set(problem.headers)
      .type('application/problem+json')
      .send(JSON.stringify(problem.toBody()));
  });
  return router;
};

/** Levels of a body. What is nested without end cannot be written out again. */
const mostLevels = 100;

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1)));

const jsonTypes = ['application/json', 'application/*+json'];
const readJson = (limit: number | string, marks?: number): RequestHandler =>
  express.json({ limit, strict: false, type: jsonTypes, verify: (_req, _res, bytes) => refuseCrowd(bytes, marks) });
/** A snapshot as long as may be has fewer; with many more the memory of Node would not do. */
const snapshotMarks = 25_000_000;
const bodyLimit = '20mb';
const scenarioLimit = '1mb';
const yamlTypes = ['application/yaml', 'application/x-yaml', 'text/yaml', 'text/x-yaml', 'text/plain'];

const pathOf = (req: Request): string => req.originalUrl.split('?')[0] ?? req.path;

const handled =
  <World>(parts: ControlParts<World>, route: ControlRoute<World>): RequestHandler =>
  async (req, res) => {
    const query = queryOf(req, route.query ?? []);
    const named = (): Sandbox<World> => sandboxOf(parts.registry, req.get('x-api-key'), query.sandbox);
    const sandbox = route.isOfProcess ? undefined : named();
    if (sandbox && !route.isTimeless) {
      for (let due = sandbox.clock.settle(); due; due = sandbox.clock.settle()) await due;
    }
    const { status, body, text, follow } = await route.run({
      get sandbox() {
        return sandbox ?? named();
      },
      params: req.params as Record<string, string>,
      query,
      body: req.body === undefined ? {} : (req.body as unknown),
      header: (name) => req.get(name),
      baseUrl: baseUrlOf(req, parts.publicUrl),
    });
    const written = sandbox?.durable();
    if (written) await written;
    res.status(status);
    if (follow) return startStream(req, res, follow);
    if (text) res.type(text.type).send(text.content);
    else if (body === undefined) res.end();
    else res.json(body);
  };

/** The connection is not used again: whoever stops us must not wait for it. */
const streamHeaders = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
  connection: 'close',
};

const startStream = (req: Request, res: Response, follow: (outlet: Outlet) => void): void => {
  res.set(streamHeaders);
  if (req.method === 'HEAD') {
    res.end();
    return;
  }
  res.flushHeaders();
  follow({
    write: (text) => res.write(text),
    onDrain: (call) => res.on('drain', call),
    onClose: (call) => res.once('close', call),
    end: () => res.end(),
  });
};

/** Single values by name; a name that nobody knows, or that comes twice, is a mistake of the caller. */
const queryOf = (req: Request, known: readonly string[]): Record<string, string | undefined> => {
  const query: Record<string, string> = {};
  for (const [name, value] of Object.entries(req.query)) {
    if (name !== 'sandbox' && !known.includes(name)) throw problems.unknownParameter(name, ['sandbox', ...known]);
    if (typeof value !== 'string') throw problems.invalidValue(name, value, 'a single value');
    query[name] = value;
  }
  return query;
};

const sandboxOf = <World>(
  registry: Registry<World>,
  key: string | undefined,
  id: string = defaultSandboxId,
): Sandbox<World> => {
  if (key !== undefined) {
    const selected = registry.ofKey(key);
    const gone = registry.goneOf(key);
    if (!selected) throw gone ? problems.sandboxRemoved(gone) : problems.unknownKey(key);
    return selected;
  }
  const named = registry.get(id);
  const gone = registry.goneOf(id);
  if (!named) throw gone ? problems.sandboxRemoved(gone) : problems.unknownSandbox(id);
  return named;
};

const problemOf = (error: unknown): SimProblem => {
  if (error instanceof SimProblem) return error;
  if (error instanceof SandboxReplaced) return problems.sandboxReplaced(error.message);
  if (error instanceof StoreAway) return problems.storeAway(error.message);
  if (error instanceof MemoryFull) return problems.memoryFull(error.used);
  if (error instanceof StoreDamaged) return problems.storeDamaged(error.message);
  if (error instanceof Crowded) return problems.tooLarge(`${error.marks} brackets and commas`);
  if (error instanceof StoreFailure) return problems.storeFailed(error.message);
  const { type, message, limit } = error as {
    readonly type?: string;
    readonly message?: string;
    readonly limit?: number;
  };
  if (type === 'entity.too.large') return problems.tooLarge(`${limit} bytes`);
  if (type?.startsWith('entity.') || /^(encoding|charset)\.unsupported$|^request\./.test(type ?? '')) {
    return problems.notJson(message ?? String(type));
  }
  if (error instanceof URIError) return problems.badPath();
  return new SimProblem(
    500,
    'SIM_BUG',
    'Internal error',
    message ?? String(error),
    'this is a bug of the simulator: please report it with the log',
  );
};
