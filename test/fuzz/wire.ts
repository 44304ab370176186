import { connect, type Socket } from 'node:net';

/** An answer as it came over the wire; names of headers in lower case. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/**
 * A connection that takes any bytes for a request, and the next one before the first is answered. It is quicker than
 * `fetch`, and can say what no decent client would.
 */
export interface Wire {
  /**
   * @param hasNoBody the answer has none, whatever it announces (HEAD)
   * @returns undefined when the server closed the connection without an answer
   * @throws Error when it does neither for too long
   */
  exchange(request: string | Uint8Array, hasNoBody?: boolean): Promise<Reply | undefined>;
  close(): void;
}

interface Waiting {
  readonly hasNoBody: boolean;
  readonly resolve: (reply: Reply | undefined) => void;
}

export const createWire = (url: string, limitMs = 20_000): Wire => {
  const { hostname, port } = new URL(url);
  let socket: Socket | undefined;

  const open = (): Socket => {
    const waiting: Waiting[] = [];
    let received = Buffer.alloc(0);
    const opened = connect({ host: hostname, port: Number(port), noDelay: true });
    const end = (): void => {
      if (socket === opened) socket = undefined;
      for (const { resolve } of waiting.splice(0)) resolve(undefined);
    };
    const leave = (): void => {
      end();
      opened.destroy();
    };
    opened.on('data', (bytes) => {
      received = received.length === 0 ? bytes : Buffer.concat([received, bytes]);
      for (let first = waiting[0]; first; first = waiting[0]) {
        const read = readReply(received, first.hasNoBody);
        if (!read) return;
        received = received.subarray(read.length);
        // 100 Continue is no answer yet.
        if (read.reply.status < 200) continue;
        waiting.shift();
        first.resolve(read.reply);
        // The next request needs another connection: on this one it would cross the server's farewell.
        if (read.reply.headers.connection === 'close') leave();
      }
    });
    opened.on('error', end);
    opened.on('close', end);
    return Object.assign(opened, { waiting });
  };

  return {
    exchange: (request, hasNoBody = false) => {
      socket ??= open();
      const used = socket as Socket & { readonly waiting: Waiting[] };
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          used.destroy();
          reject(new Error(`no answer within ${limitMs} ms`));
        }, limitMs);
        used.waiting.push({
          hasNoBody,
          resolve: (reply) => {
            clearTimeout(timer);
            resolve(reply);
          },
        });
        used.write(request);
      });
    },
    close: () => socket?.destroy(),
  };
};

/** The first answer among the bytes, and how many are its; undefined while it is not complete. */
const readReply = (bytes: Buffer, hasNoBody: boolean): { reply: Reply; length: number } | undefined => {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const [statusLine = '', ...lines] = bytes.toString('latin1', 0, headEnd).split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
    }),
  );
  const status = Number(statusLine.split(' ')[1]);
  const start = headEnd + 4;
  if (hasNoBody || status < 200 || status === 204 || status === 304) {
    return { reply: { status, headers, text: '' }, length: start };
  }
  if (headers['transfer-encoding'] === 'chunked') {
    const body = readChunks(bytes, start);
    return body && { reply: { status, headers, text: body.text }, length: body.end };
  }
  const length = start + Number(headers['content-length'] ?? 0);
  if (bytes.length < length) return undefined;
  return { reply: { status, headers, text: bytes.toString('utf8', start, length) }, length };
};

const readChunks = (bytes: Buffer, start: number): { text: string; end: number } | undefined => {
  const chunks: Buffer[] = [];
  for (let at = start; ; ) {
    const lineEnd = bytes.indexOf('\r\n', at);
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16);
    const next = lineEnd + 2 + size + 2;
    if (bytes.length < next) return undefined;
    if (size === 0) return { text: Buffer.concat(chunks).toString('utf8'), end: next };
    chunks.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = next;
  }
};
