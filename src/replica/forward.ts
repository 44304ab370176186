import { Agent, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { RealTime } from '../clock/real-time.js';

/** Marks a call that another replica passed on: how often that happened, and the secret that all replicas share. */
export const forwardedHeader = 'x-send-sim-forwarded';

export interface Forwarder {
  /**
   * Passes a call on and its answer back, both as they come.
   * @param hops how often it was passed on before
   * @param isOwner asked now and then while no answer comes: whether that replica still has the lease
   * @returns `unreachable` where nobody took it, nothing of the body was read then; `lost` where the one that took it
   *   lost the lease before it answered: whether it was done is unknown
   */
  forward(
    req: IncomingMessage,
    res: ServerResponse,
    address: string,
    hops: number,
    isOwner: () => Promise<boolean>,
  ): Promise<'sent' | 'unreachable' | 'lost'>;
  /** How often a call was passed on before; 0 for a client's own. Takes the mark away. */
  hopsOf(req: IncomingMessage): number;
  /** The answer of another replica to a call of our own: its body as JSON; rejects where none comes. */
  ask(address: string, path: string, authorization: string | undefined): Promise<unknown>;
  /** Calls passed on, taken from others, and not taken by the replica that had the lease. */
  readonly counts: { readonly sent: number; readonly received: number; readonly unreachable: number };
  close(): void;
}

/** What belongs to one connection, and the mark that is set anew. */
const ofConnection = new Set(['connection', 'keep-alive', 'proxy-connection', 'expect', 'upgrade', forwardedHeader]);

const passedOn = (raw: readonly string[], more: readonly string[] = []): string[] => {
  const headers: string[] = [];
  for (let i = 0; i < raw.length; i += 2) {
    const name = String(raw[i]);
    if (!ofConnection.has(name.toLowerCase())) headers.push(name, String(raw[i + 1]));
  }
  return [...headers, ...more];
};

/** Longest wait for a connection between replicas. */
const connectMs = 1_000;

/** @param patienceMs how long no answer may come before the lease is looked at */
export const createForwarder = (secret: string, { after }: Pick<RealTime, 'after'>, patienceMs: number): Forwarder => {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 64 });
  const counts = { sent: 0, received: 0, unreachable: 0 };

  const target = (address: string) => {
    const { hostname, port } = new URL(address);
    return { agent, host: hostname.replace(/^\[|\]$/g, ''), port };
  };

  const headersOf = (req: IncomingMessage, hops: number): string[] =>
    passedOn(req.rawHeaders, [
      forwardedHeader,
      `${hops + 1} ${secret}`,
      // Links are made of how the client came in.
      ...('encrypted' in req.socket && req.headers['x-forwarded-proto'] === undefined
        ? ['x-forwarded-proto', 'https']
        : []),
    ]);

  return {
    counts,
    hopsOf: (req) => {
      const [hops, given] = String(req.headers[forwardedHeader] ?? '').split(' ');
      delete req.headers[forwardedHeader];
      if (given !== secret) return 0;
      counts.received++;
      return Number(hops);
    },
    forward: (req, res, address, hops, isOwner) =>
      new Promise((resolve) => {
        let stopLooking: () => void = () => undefined;
        const done = (how: 'sent' | 'unreachable' | 'lost'): void => {
          stopLooking();
          resolve(how);
        };
        const upstream = request({
          ...target(address),
          method: req.method ?? 'GET',
          path: req.url ?? '/',
          headers: headersOf(req, hops),
          setHost: false,
        });
        const hasBody = req.headers['content-length'] !== undefined || req.headers['transfer-encoding'] !== undefined;
        let isTaken = false;
        let isLost = false;
        /** A process that is frozen takes a call and never answers. */
        const look = (): void => {
          stopLooking = after(patienceMs, () => {
            void isOwner()
              .catch(() => false)
              .then((is) => {
                if (is || res.headersSent) return look();
                isLost = true;
                done('lost');
                upstream.destroy();
              });
          });
        };
        const begin = (): void => {
          isTaken = true;
          counts.sent++;
          look();
          if (!hasBody) upstream.end();
          else req.pipe(upstream);
        };
        upstream.on('socket', (socket) => {
          if (!socket.connecting) return begin();
          socket.setTimeout(connectMs, () => {
            if (!isTaken) upstream.destroy(new Error('nobody answers'));
          });
          socket.once('connect', () => {
            socket.setTimeout(0);
            begin();
          });
        });
        upstream.on('response', (answer) => {
          stopLooking();
          res.writeHead(
            answer.statusCode ?? 502,
            answer.statusMessage,
            passedOn(answer.rawHeaders).flatMap((value, i, all) =>
              // Our own connection to the client has a framing of its own.
              String(all[i - (i % 2)]).toLowerCase() === 'transfer-encoding' ? [] : [value],
            ),
          );
          // Events: nobody knows when the first one comes.
          if (answer.headers['content-length'] === undefined) res.flushHeaders();
          answer.pipe(res);
          // As with one process: an answer that was cut off is cut off for the client too.
          answer.on('close', () => {
            if (!answer.complete) res.destroy();
            done('sent');
          });
        });
        upstream.on('error', () => {
          if (!isTaken) {
            counts.unreachable++;
            return done('unreachable');
          }
          // Nobody waits any more where the lease was lost.
          if (!res.writableEnded && !isLost) res.destroy();
          done('sent');
        });
        res.on('close', () => {
          if (!res.writableFinished) upstream.destroy();
        });
      }),
    ask: (address, path, authorization) =>
      new Promise((resolve, reject) => {
        const asked = request({
          ...target(address),
          path,
          headers: {
            [forwardedHeader]: `1 ${secret}`,
            ...(authorization === undefined ? {} : { authorization }),
          },
        });
        // A process that is frozen takes a call and never answers.
        const stopWaiting = after(patienceMs, () => asked.destroy(new Error('no answer')));
        asked.on('close', stopWaiting);
        asked.on('error', reject);
        asked.on('response', (answer) => {
          const pieces: Buffer[] = [];
          answer.on('data', (piece: Buffer) => pieces.push(piece));
          answer.on('error', reject);
          answer.on('end', () => {
            try {
              resolve(JSON.parse(Buffer.concat(pieces).toString('utf8')));
            } catch (error) {
              reject(error);
            }
          });
        });
        asked.end();
      }),
    close: () => agent.destroy(),
  };
};
