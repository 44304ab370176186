import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy as companies have one: the next replica for each call, another one where nobody listens. */
export interface Balancer {
  readonly url: string;
  /** The replicas from now on. */
  use(urls: readonly string[]): void;
  close(): void;
}

export const startBalancer = async (): Promise<Balancer> => {
  let urls: readonly string[] = [];
  let turn = 0;
  const server = createServer((req, res) => {
    const attempt = (left: number): void => {
      const { hostname, port } = new URL(urls[turn++ % urls.length] ?? '');
      const upstream = request({ hostname, port, path: req.url, method: req.method, headers: req.headers });
      let isTaken = false;
      upstream.on('socket', (socket) => {
        const begin = (): void => {
          isTaken = true;
          req.pipe(upstream);
        };
        if (socket.connecting) socket.once('connect', begin);
        else begin();
      });
      upstream.on('response', (answer) => {
        res.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(res);
        answer.on('close', () => answer.complete || res.destroy());
      });
      upstream.on('error', () => {
        if (isTaken || left === 0) res.destroy();
        else attempt(left - 1);
      });
      res.on('close', () => upstream.destroy());
    };
    attempt(urls.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    use: (next) => {
      urls = next;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
