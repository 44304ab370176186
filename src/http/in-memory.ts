import { request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import { Duplex, Readable } from 'node:stream';

/** One end of a connection inside the process; what is written comes out at the other end. */
class Wire extends Duplex {
  other: Wire | undefined;
  private taken: (() => void) | undefined;

  /** As sockets have it; inside a process nobody falls silent. */
  readonly setTimeout = (): this => this;

  override _read(): void {
    const taken = this.taken;
    this.taken = undefined;
    taken?.();
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    const { other } = this;
    if (other === undefined || other.readableEnded || other.destroyed) {
      done();
      return;
    }
    // Set before the push: the reader may ask for more while it is given this.
    other.taken = done;
    if (other.push(chunk)) other._read();
  }

  override _final(done: () => void): void {
    this.hangUp();
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.hangUp();
    // Who still writes is not to wait for a reader that is gone.
    this._read();
    done(error);
  }

  /** What was written already is still read; then comes the end. */
  private hangUp(): void {
    const { other } = this;
    this.other = undefined;
    if (other && !other.destroyed) other.push(null);
  }
}

const wirePair = (): readonly [Wire, Wire] => {
  const [near, far] = [new Wire(), new Wire()];
  near.other = far;
  far.other = near;
  return [near, far];
};

const nullBodyStatuses = new Set([204, 205, 304]);

const toResponse = (incoming: IncomingMessage): Response => {
  const headers = new Headers();
  for (let i = 0; i < incoming.rawHeaders.length; i += 2) {
    headers.append(String(incoming.rawHeaders[i]), String(incoming.rawHeaders[i + 1]));
  }
  const status = incoming.statusCode ?? 0;
  const isEmpty = nullBodyStatuses.has(status);
  if (isEmpty) incoming.resume();
  const body = isEmpty ? null : (Readable.toWeb(incoming) as ReadableStream<Uint8Array>);
  return new Response(body, { status, statusText: incoming.statusMessage ?? '', headers });
};

/**
 * The global `fetch`, answered by that server without any port: the same HTTP travels over a pair of streams, so that
 * lost and truncated answers look as they do on a network. Host and protocol of the request are what links are made of.
 *
 * @throws TypeError "fetch failed", with the cause, where there was no answer
 */
export const fetchWithin = async (server: Server, request: Request): Promise<Response> => {
  const { pathname, search, host, protocol } = new URL(request.url);
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
  const body = hasBody ? Buffer.from(await request.arrayBuffer()) : undefined;
  const headers: Record<string, string> = {
    accept: '*/*',
    ...(protocol === 'https:' ? { 'x-forwarded-proto': 'https' } : {}),
    ...Object.fromEntries(request.headers),
    host,
    ...(body === undefined ? {} : { 'content-length': String(body.length) }),
  };
  const [near, far] = wirePair();
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({
      method: request.method,
      path: `${pathname}${search}`,
      headers,
      signal: request.signal,
      createConnection: () => near,
    });
    outgoing.once('response', (incoming) => resolve(toResponse(incoming)));
    outgoing.once('error', (cause) =>
      reject(request.signal.aborted ? request.signal.reason : new TypeError('fetch failed', { cause })),
    );
    server.emit('connection', far);
    outgoing.end(body);
  });
};
