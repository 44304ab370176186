import { Agent, request } from 'node:http';

interface CallParts {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes are sent as they are, anything else as JSON. */
  readonly body?: unknown;
}

interface Answered {
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

const agent = new Agent({ keepAlive: true });

/**
 * One call over a connection that stays open. Waits as long as it takes: a move of the clock may take minutes.
 * @throws Error when the status is not 2xx
 */
export const call = ({ url, method = 'GET', headers = {}, body }: CallParts): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const isBytes = Buffer.isBuffer(body);
    const sent = body === undefined || isBytes ? body : JSON.stringify(body);
    const type = body === undefined || isBytes ? {} : { 'content-type': 'application/json' };
    const length = sent === undefined ? {} : { 'content-length': String(Buffer.byteLength(sent)) };
    const outgoing = request(url, { agent, method, headers: { ...type, ...length, ...headers } }, (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('error', reject);
      res.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const status = res.statusCode ?? 0;
        if (status < 200 || status > 299) reject(new Error(`${method} ${url}: ${status} ${text.slice(0, 300)}`));
        else resolve({ body: parsed(text), headers: res.headers });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(sent);
  });

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
