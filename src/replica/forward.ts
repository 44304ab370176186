import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { Agent, type Dispatcher } from 'undici';
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

/** What belongs to one connection, or to how the bytes of one are framed, and the mark that is set anew. */
const ofConnection = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'expect',
  'upgrade',
  forwardedHeader,
]);

/** Names and values in turn, as they came. */
const passedOn = (raw: readonly (string | Buffer)[]): string[] => {
  const headers: string[] = [];
  for (let i = 0; i < raw.length; i += 2) {
    const name = textOf(raw[i]);
    if (!ofConnection.has(name.toLowerCase())) headers.push(name, textOf(raw[i + 1]));
  }
  return headers;
};
const textOf = (bytes: string | Buffer = ''): string => (typeof bytes === 'string' ? bytes : bytes.toString('latin1'));

/** Read only when somebody has taken the call: else it is still whole. */
async function* bodyOf(req: IncomingMessage): AsyncGenerator<Uint8Array> {
  yield* req;
}

/** Longest wait for a connection between replicas. */
const connectMs = 1_000;

/** @param patienceMs how long no answer may come before the lease is looked at */
export const createForwarder = (secret: string, { after }: Pick<RealTime, 'after'>, patienceMs: number): Forwarder => {
  // How long an answer may take is the lease's affair, and events come when they come.
  const agent = new Agent({ connect: { timeout: connectMs }, headersTimeout: 0, bodyTimeout: 0 });
  const counts = { sent: 0, received: 0, unreachable: 0 };

  const headersOf = (req: IncomingMessage, hops: number): string[] => {
    const headers = passedOn(req.rawHeaders);
    headers.push(forwardedHeader, `${hops + 1} ${secret}`);
    // Links are made of how the client came in.
    if ('encrypted' in req.socket && req.headers['x-forwarded-proto'] === undefined) {
      headers.push('x-forwarded-proto', 'https');
    }
    return headers;
  };

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
        let abort: () => void = () => undefined;
        let isTaken = false;
        let isLost = false;
        const done = (how: 'sent' | 'unreachable' | 'lost'): void => {
          stopLooking();
          resolve(how);
        };
        /** A process that is frozen takes a call and never answers. */
        const look = (): void => {
          stopLooking = after(patienceMs, () => {
            void isOwner()
              .catch(() => false)
              .then((is) => {
                if (is || res.headersSent) return look();
                isLost = true;
                done('lost');
                abort();
              });
          });
        };
        const answer = createAnswer(res);
        const hasBody = req.headers['content-length'] !== undefined || req.headers['transfer-encoding'] !== undefined;
        agent.dispatch(
          {
            origin: address,
            path: req.url ?? '/',
            method: (req.method ?? 'GET') as Dispatcher.HttpMethod,
            headers: headersOf(req, hops),
            body: hasBody ? Readable.from(bodyOf(req), { objectMode: false }) : null,
          },
          {
            onConnect: (stop) => {
              abort = stop;
              if (res.closed) return stop();
              if (!isTaken) counts.sent++;
              isTaken = true;
              look();
            },
            onHeaders: (status, headers, resume, statusText) => {
              if (status < 200) return true;
              stopLooking();
              answer.begin(status, statusText, passedOn(headers), resume);
              return true;
            },
            onData: answer.add,
            onComplete: () => {
              answer.end();
              done('sent');
            },
            onError: () => {
              if (!isTaken) {
                counts.unreachable++;
                return done('unreachable');
              }
              // Nobody waits any more where the lease was lost.
              if (!isLost) answer.cut();
              done('sent');
            },
          },
        );
        res.on('close', () => {
          if (!res.writableFinished) abort();
        });
      }),
    ask: async (address, path, authorization) => {
      const asked = new AbortController();
      // A process that is frozen takes a call and never answers.
      const stopWaiting = after(patienceMs, () => asked.abort(new Error('no answer')));
      try {
        const { body } = await agent.request({
          origin: address,
          path,
          method: 'GET',
          signal: asked.signal,
          headers: {
            [forwardedHeader]: `1 ${secret}`,
            ...(authorization === undefined ? {} : { authorization }),
          },
        });
        return await body.json();
      } finally {
        stopWaiting();
      }
    },
    close: () => void agent.destroy(),
  };
};

/** Gives an answer on as it comes; a small one, which is one piece, in one write. */
const createAnswer = (res: ServerResponse) => {
  let mayHold = false;
  /** The first piece, while it may be the only one. */
  let held: Buffer | undefined;
  let resume: () => void = () => undefined;
  return {
    begin: (status: number, statusText: string, headers: string[], whenRoom: () => void): void => {
      resume = whenRoom;
      res.writeHead(status, statusText, headers);
      mayHold = headers.some((name, i) => i % 2 === 0 && name.toLowerCase() === 'content-length');
      // Events: nobody knows when the first one comes.
      if (!mayHold) res.flushHeaders();
    },
    /** @returns whether there is room for more */
    add: (piece: Buffer): boolean => {
      if (mayHold) {
        mayHold = false;
        held = piece;
        return true;
      }
      if (held) res.write(held);
      held = undefined;
      const isRoom = res.write(piece);
      if (!isRoom) res.once('drain', resume);
      return isRoom;
    },
    end: (): void => {
      res.end(held);
    },
    /** As with one process: an answer that was cut off is cut off for the client too. */
    cut: (): void => {
      if (res.writableEnded) return;
      if (held) res.write(held, () => res.destroy());
      else res.destroy();
    },
  };
};
