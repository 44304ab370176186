/** A request before it goes out, in parts that can be changed one by one. */
export interface Draft {
  /** The operation that it was right for. */
  readonly operationId: string;
  readonly method: string;
  /** As it goes out: encoded, without query. */
  readonly path: string;
  /** `name=value`, encoded. */
  readonly query: readonly string[];
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Bytes as they go out; undefined: no body. */
  readonly body?: Buffer | undefined;
}

export const jsonBody = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

const targetOf = ({ path, query }: Draft): string => (query.length === 0 ? path : `${path}?${query.join('&')}`);

const headerOf = ({ headers }: Draft, name: string): string | undefined =>
  headers.find(([given]) => given.toLowerCase() === name)?.[1];

export const isChunked = (draft: Draft): boolean => headerOf(draft, 'transfer-encoding') === 'chunked';

/** The bytes of the request. The length of the body is always told right: a wrong one is a matter of Node's parser. */
export const bytesOf = (draft: Draft, host: string): Buffer => {
  const { method, headers, body } = draft;
  const own = headerOf(draft, 'host') === undefined ? [`host: ${host}`] : [];
  const isInChunks = isChunked(draft);
  const length = body === undefined || isInChunks ? [] : [`content-length: ${body.length}`];
  const lines = [`${method} ${targetOf(draft)} HTTP/1.1`, ...own, ...headers.map(([n, v]) => `${n}: ${v}`), ...length];
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  const content = body ?? Buffer.alloc(0);
  if (!isInChunks) return Buffer.concat([head, content]);
  const chunk =
    content.length === 0 ? [] : [Buffer.from(`${content.length.toString(16)}\r\n`), content, Buffer.from('\r\n')];
  return Buffer.concat([head, ...chunk, Buffer.from('0\r\n\r\n')]);
};

/** What the server makes of the body; undefined where that is nothing. */
export const readBody = ({ body }: Draft): unknown => {
  try {
    return JSON.parse(body?.toString('utf8') ?? '');
  } catch {
    return undefined;
  }
};

/** For people who look for the cause: the request on a few lines. */
export const shown = (draft: Draft): string => {
  const text = draft.body?.toString('utf8') ?? '';
  const target = targetOf(draft);
  return [
    `${draft.method} ${target.length > 600 ? `${target.slice(0, 600)}… (${target.length})` : target}`,
    ...draft.headers.map(
      ([name, value]) => `${name}: ${value.length > 200 ? `${value.slice(0, 200)}… (${value.length})` : value}`,
    ),
    text.length > 2_000 ? `${text.slice(0, 2_000)}… (${text.length})` : text,
  ].join('\n');
};
