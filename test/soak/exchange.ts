import { Agent, request } from 'node:http';

/** What came back from one call; `status` 0: the connection was cut. */
export interface Exchanged {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export interface Exchange {
  send(method: string, url: string, headers: Readonly<Record<string, string>>, body?: unknown): Promise<Exchanged>;
  /** Cuts all connections. */
  close(): void;
}

/** One client: connections of its own that stay open. Whatever is answered is an answer. */
export const createExchange = (): Exchange => {
  const agent = new Agent({ keepAlive: true });
  const send: Exchange['send'] = (method, url, headers, body) =>
    new Promise((resolve) => {
      const isBytes = Buffer.isBuffer(body);
      const sent = body === undefined || isBytes ? body : JSON.stringify(body);
      const cut = (): void => resolve({ status: 0, headers: {}, text: '' });
      const outgoing = request(
        url,
        {
          agent,
          method,
          headers: {
            ...(body === undefined || isBytes ? {} : { 'content-type': 'application/json' }),
            ...(sent === undefined ? {} : { 'content-length': String(Buffer.byteLength(sent)) }),
            ...headers,
          },
        },
        (res) => {
          const chunks: Buffer[] = [];
          res.on('data', (chunk: Buffer) => chunks.push(chunk));
          res.on('error', cut);
          res.on('end', () =>
            resolve({ status: res.statusCode ?? 0, headers: res.headers, text: Buffer.concat(chunks).toString() }),
          );
        },
      );
      outgoing.on('error', cut);
      outgoing.end(sent);
    });
  return { send, close: () => agent.destroy() };
};
