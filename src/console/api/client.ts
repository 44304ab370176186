import { signal } from '@preact/signals';
import { sandbox } from '../state/route.js';
import { CallProblem, problemOf } from './problem.js';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

interface CallOptions {
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** A text goes out as YAML, all else as JSON. */
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
  /** Of the platform: the API key of the sender. */
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const tokenName = 'send-simulator.token';
const storedToken = (): string | undefined => {
  try {
    return sessionStorage.getItem(tokenName) ?? undefined;
  } catch {
    return undefined;
  }
};

/** The control token of this tab; needed only where the simulator listens beyond its machine. */
export const token = signal<string | undefined>(storedToken());

/** `wrong`: it wants one and does not take the one that we have. */
export const tokenState = signal<'fine' | 'needed' | 'wrong'>('fine');

export const enterToken = (value: string): void => {
  token.value = value;
  tokenState.value = 'fine';
  try {
    sessionStorage.setItem(tokenName, value);
  } catch {
    // Storage is forbidden: the token holds until the page is left.
  }
};

const answerOf = async (method: Method, path: string, options: CallOptions, own: Readonly<Record<string, string>>) => {
  const address = new URL(path, location.origin);
  for (const [name, value] of Object.entries(options.query ?? {})) {
    if (value !== undefined && value !== '') address.searchParams.set(name, String(value));
  }
  const { body } = options;
  const isText = typeof body === 'string';
  const call = `${method} ${path}`;
  const response = await fetch(address, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': isText ? 'application/yaml' : 'application/json' }),
      ...own,
      ...options.headers,
    },
    ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new CallProblem(0, {}, call);
  });
  return { response, call };
};

/** A call of `/_sim` about the sandbox of the page, with its answer as it comes in. @throws CallProblem */
export const openSim = async (method: Method, path: string, options: CallOptions = {}): Promise<Response> => {
  const sent = token.value;
  const { response, call } = await answerOf(
    method,
    `/_sim${path}`,
    { ...options, query: { sandbox: sandbox.value, ...options.query } },
    sent === undefined ? {} : { authorization: `Bearer ${sent}` },
  );
  if (response.status === 401) tokenState.value = sent === undefined ? 'needed' : 'wrong';
  if (!response.ok) throw problemOf(response.status, await response.text(), call);
  return response;
};

/** A call of `/_sim` about the sandbox of the page: answers the body. @throws CallProblem */
export const sim = async <Answer>(method: Method, path: string, options: CallOptions = {}): Promise<Answer> => {
  const text = await (await openSim(method, path, options)).text();
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
};

/** A call of the platform with a sender's key: answers the body. @throws CallProblem */
export const platform = async <Answer>(method: Method, path: string, options: CallOptions = {}): Promise<Answer> => {
  const { key, ...others } = options;
  const { response, call } = await answerOf(method, path, others, key === undefined ? {} : { 'x-api-key': key });
  const text = await response.text();
  if (!response.ok) throw problemOf(response.status, text, call, response.headers);
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
};

/** A part of a path. */
export const part = (text: string): string => encodeURIComponent(text);
