import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Express } from 'express';
import { fetchWithin } from './in-memory.js';

/** A server that can be stopped without hanging on idle connections. */
export interface RunningServer {
  /** 0 where it does not listen. */
  readonly port: number;
  /** A call from within the process. @throws TypeError where there was no answer */
  fetch(request: Request): Promise<Response>;
  /** Stops accepting, lets what is in flight end for at most that long, then cuts the rest. */
  stop(graceMs: number, after: (ms: number, call: () => void) => () => void): Promise<void>;
}

/** Large uploads may take longer than Node's five minutes for a whole request. */
const requestTimeoutMs = 30 * 60_000;

/**
 * Longer than the pools of clients keep a connection that nobody uses: with Node's five seconds a client may send its next
 * call into a connection that is just being closed.
 */
const keepAliveTimeoutMs = 75_000;

/** What https is served with, both PEM. */
export interface SecurePair {
  readonly cert: string;
  readonly key: string;
}

/**
 * @param port `false`: nothing listens, only `fetch` comes in
 * @param secure absent: http
 * @throws the error of `listen`, for instance EADDRINUSE
 */
export const listen = (app: Express, port: number | false, host: string, secure?: SecurePair): Promise<RunningServer> =>
  new Promise((resolve, reject) => {
    const options = { requestTimeout: requestTimeoutMs, keepAliveTimeout: keepAliveTimeoutMs };
    const server: Server = secure
      ? createSecureServer({ ...options, cert: secure.cert, key: secure.key }, app)
      : createServer(options, app);
    const sockets = new Set<Duplex>();
    let isStopped = false;
    let whenEmpty = (): void => undefined;
    server.on('connection', (socket: Duplex) => {
      sockets.add(socket);
      socket.once('close', () => {
        sockets.delete(socket);
        if (sockets.size === 0) whenEmpty();
      });
    });
    const running = (): RunningServer => ({
      port: port === false ? 0 : (server.address() as AddressInfo).port,
      fetch: async (request) => {
        if (isStopped) throw new TypeError('fetch failed', { cause: new Error('the simulator was stopped') });
        return fetchWithin(server, request);
      },
      stop: (graceMs, after) =>
        new Promise((done) => {
          isStopped = true;
          const cancel = after(graceMs, () => {
            for (const socket of sockets) socket.destroy();
          });
          server.close(() => {
            // Connections from within the process are none of those that the server waits for.
            whenEmpty = () => {
              cancel();
              done();
            };
            if (sockets.size === 0) whenEmpty();
          });
          server.closeIdleConnections();
        }),
    });
    if (port === false) return resolve(running());
    server.once('error', reject);
    server.listen(port, host, () => {
      server.removeListener('error', reject);
      resolve(running());
    });
  });
