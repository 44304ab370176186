import express, { type NextFunction, type Request, type RequestHandler, type Response, Router } from 'express';
import { baseUrlOf } from '../http/address.js';
import { defaultSandboxId, type Registry } from '../sandbox/registry.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { problems } from './problems.js';
import { SimProblem } from './sim-problem.js';

/** A call of our own API, Express aside. */
export interface ControlCall<World> {
  /** The sandbox of the key, of `?sandbox=`, or the default one. */
  readonly sandbox: Sandbox<World>;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
  readonly baseUrl: string;
}

export interface ControlAnswer {
  readonly status: number;
  readonly body?: unknown;
}

/** One call: method, path, what it does, how its work stands to the clock. */
export interface ControlRoute<World> {
  readonly method: 'get' | 'post' | 'put' | 'delete' | 'patch';
  readonly path: string;
  readonly run: (call: ControlCall<World>) => ControlAnswer | Promise<ControlAnswer>;
  /** The call waits by itself (moves of the clock), or must not wait (health). */
  readonly isTimeless?: boolean;
}

export interface ControlParts<World> {
  readonly registry: Registry<World>;
  readonly publicUrl: string | undefined;
  /** Undefined: the API is open. */
  readonly token: string | undefined;
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}

const openPaths = new Set(['/health']);

/** Router of `/_sim`: token → body → sandbox → time → call → durable → answer. */
export const controlRouter = <World>(parts: ControlParts<World>, routes: readonly ControlRoute<World>[]): Router => {
  const router = Router();
  router.use((req: Request, _res: Response, next: NextFunction) => {
    const isAllowed =
      parts.token === undefined || openPaths.has(req.path) || req.get('authorization') === `Bearer ${parts.token}`;
    next(isAllowed ? undefined : problems.unauthorized());
  });
  router.use(express.json({ limit: '20mb', strict: false, type: ['application/json', '*/json'] }));
  router.get('/', (_req, res) => {
    res.json({ items: routes.map(({ method, path }) => `${method.toUpperCase()} /_sim${path}`) });
  });
  for (const route of routes) router[route.method](route.path, handled(parts, route));
  router.use((req: Request, _res: Response, next: NextFunction) => {
    next(problems.unknownPath(req.method, req.originalUrl.split('?')[0] ?? req.path));
  });
  router.use((error: unknown, req: Request, res: Response, _next: NextFunction) => {
    const problem = problemOf(error);
    if (problem.status >= 500) {
      const stack = error instanceof Error ? error.stack : undefined;
      parts.log({ level: 'error', msg: 'bug', path: req.originalUrl, reason: problem.detail, stack });
    }
    res.status(problem.status).type('application/problem+json').send(JSON.stringify(problem.toBody()));
  });
  return router;
};

const handled =
  <World>(parts: ControlParts<World>, route: ControlRoute<World>): RequestHandler =>
  async (req, res) => {
    const sandbox = sandboxOf(parts.registry, req);
    const due = route.isTimeless ? undefined : sandbox.clock.settle();
    if (due) await due;
    const { status, body } = await route.run({
      sandbox,
      params: req.params as Record<string, string>,
      query: Object.fromEntries(Object.entries(req.query).map(([name, value]) => [name, String(value)])),
      body: req.body ?? {},
      baseUrl: baseUrlOf(req, parts.publicUrl),
    });
    const written = sandbox.durable();
    if (written) await written;
    res.status(status);
    if (body === undefined) res.end();
    else res.json(body);
  };

const sandboxOf = <World>(registry: Registry<World>, req: Request): Sandbox<World> => {
  const key = req.get('x-api-key');
  if (key) {
    const selected = registry.ofKey(key);
    if (!selected) throw problems.unknownKey(key);
    return selected;
  }
  const id = typeof req.query.sandbox === 'string' ? req.query.sandbox : defaultSandboxId;
  const named = registry.get(id);
  if (!named) throw problems.unknownSandbox(id);
  return named;
};

const problemOf = (error: unknown): SimProblem => {
  if (error instanceof SimProblem) return error;
  const { type, message } = error as { readonly type?: string; readonly message?: string };
  if (type?.startsWith('entity.') || type === 'encoding.unsupported' || type === 'charset.unsupported') {
    return problems.notJson(message ?? type);
  }
  if (error instanceof URIError) return problems.notJson('the path holds a % sequence that cannot be decoded');
  return new SimProblem(
    500,
    'SIM_BUG',
    'Internal error',
    message ?? String(error),
    'this is a bug of the simulator: please report it with the log',
  );
};
