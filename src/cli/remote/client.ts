import { reached } from './reach.js';
import type { Target } from './target.js';

interface SimAnswer<Body> {
  readonly status: number;
  readonly body: Body;
}

interface Problem {
  /** `SIM_…` */
  readonly code?: string;
  readonly detail?: string;
  readonly hint?: string;
}

/** A refusal of `/_sim`, in its own words. */
export class SimRefused extends Error {
  readonly code: string;
  readonly hint: string | undefined;
  constructor(
    readonly status: number,
    /** The whole answer: some refusals tell what was done before. */
    readonly body: Problem,
    otherwise: string,
  ) {
    super(body.detail ?? otherwise);
    this.code = body.code ?? 'SIM_CALL_REFUSED';
    this.hint = body.hint;
  }
}

type SimMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Calls of `/_sim` on a running simulator, in the sandbox that is meant. */
export interface SimClient {
  readonly target: Target;
  /**
   * @param path behind `/_sim`, with its query
   * @param body sent as JSON
   * @throws ConfigInvalid when nobody answers, SimRefused for an answer that is not 2xx
   */
  ask<Body>(method: SimMethod, path: string, body?: unknown): Promise<SimAnswer<Body>>;
  /** The same without reading the answer, for what is long. */
  open(method: SimMethod, path: string, init?: RequestInit): Promise<Response>;
}

export const createSimClient = (target: Target): SimClient => {
  const { selects, token } = target;
  const headers: Record<string, string> = {
    ...(typeof selects === 'object' && 'key' in selects ? { 'x-api-key': selects.key } : {}),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };

  const open: SimClient['open'] = async (method, path, init = {}) => {
    const url = new URL(`${target.url}/_sim${path}`);
    if (typeof selects === 'object' && 'sandbox' in selects) url.searchParams.set('sandbox', selects.sandbox);
    const response = await reached(url.href, {
      ...init,
      method,
      headers: { ...headers, ...(init.headers as Record<string, string> | undefined) },
    });
    if (response.ok) return response;
    throw new SimRefused(response.status, readProblem(await response.text()), notOurs(response, url));
  };

  return {
    target,
    open,
    ask: async <Body>(method: SimMethod, path: string, body?: unknown) => {
      const response = await open(method, path, {
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      });
      const text = await response.text();
      return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as Body };
    },
  };
};

const notOurs = ({ status }: Response, { origin, pathname }: URL): string =>
  `${origin}${pathname} answered ${status}, and not as a simulator does: is that the right address?`;

const readProblem = (text: string): Problem => {
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return {};
  }
};
