import { errorOf } from './error.js';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Query = Readonly<Record<string, string | number | undefined>>;

/** A call of `/_sim`: answers the body. @throws SimulatorError */
export type Control = <Answer = unknown>(
  method: Method,
  path: string,
  options?: { readonly body?: unknown; readonly query?: Query },
) => Promise<Answer>;

/** A way to the simulator: over the network, or within the process. */
export interface Way {
  readonly url: string;
  readonly token: string | undefined;
  fetch(request: Request): Promise<Response>;
}

interface CallOptions {
  readonly body?: unknown;
  readonly query?: Query;
  readonly signal?: AbortSignal;
}

/** A call of `/_sim`, with its answer as it comes in. A text goes out as YAML, all else as JSON. @throws SimulatorError */
export const open = async (
  { url, token, fetch }: Way,
  sandbox: string,
  method: Method,
  path: string,
  { body, query = {}, signal }: CallOptions = {},
): Promise<Response> => {
  const address = new URL(`${url}/_sim${path}`);
  address.searchParams.set('sandbox', sandbox);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) address.searchParams.set(name, String(value));
  }
  const isText = typeof body === 'string';
  const request = new Request(address, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': isText ? 'application/yaml' : 'application/json' }),
    },
    ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
  const response = await fetch(request);
  if (!response.ok) throw errorOf(response.status, await response.text(), `${method} ${address}`);
  return response;
};

/** Calls of `/_sim` for one sandbox. */
export const createControl =
  (way: Way, sandbox: string): Control =>
  async <Answer>(method: Method, path: string, options: CallOptions = {}) => {
    const text = await (await open(way, sandbox, method, path, options)).text();
    return (text === '' ? undefined : JSON.parse(text)) as Answer;
  };

/** A part of a path. */
export const part = (text: string): string => encodeURIComponent(text);
