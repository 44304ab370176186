import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Express } from 'express';

/** A listening server that can be stopped without hanging on idle connections. */
export interface RunningServer {
  readonly port: number;
  /** Stops accepting, lets what is in flight end for at most that long, then cuts the rest. */
  stop(graceMs: number, after: (ms: number, call: () => void) => () => void): Promise<void>;
}

/** Large uploads may take longer than Node's five minutes for a whole request. */
const requestTimeoutMs = 30 * 60_000;

/** @throws the error of `listen`, for instance EADDRINUSE */
export const listen = (app: Express, port: number, host: string): Promise<RunningServer> =>
  new Promise((resolve, reject) => {
    const server: Server = createServer({ requestTimeout: requestTimeoutMs }, app);
    const sockets = new Set<Socket>();
    server.on('connection', (socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    });
    server.once('error', reject);
    server.listen(port, host, () => {
      server.removeListener('error', reject);
      resolve({
        port: (server.address() as AddressInfo).port,
        stop: (graceMs, after) =>
          new Promise((done) => {
            const cancel = after(graceMs, () => {
              for (const socket of sockets) socket.destroy();
            });
            server.close(() => {
              cancel();
              done();
            });
            server.closeIdleConnections();
          }),
      });
    });
  });
