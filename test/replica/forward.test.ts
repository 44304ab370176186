import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer, text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { createForwarder, type Forwarder, forwardedHeader } from '../../src/replica/forward.js';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const listening = async (listener: RequestListener): Promise<{ readonly url: string; readonly server: Server }> => {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => server.close().closeAllConnections());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
};

/** Time that comes when the test says so. */
const aForwarder = (secret = 'secret') => {
  const waiting: (() => void)[] = [];
  const after = (_ms: number, call: () => void) => {
    waiting.push(call);
    return () => void waiting.splice(waiting.indexOf(call), 1);
  };
  const forwarder = createForwarder(secret, { after }, 10_000);
  closing.push(forwarder.close);
  return { forwarder, waiting };
};

/** A replica that passes everything on to that address. */
const passing = async (forwarder: Forwarder, address: string, isOwner = true) => {
  const outcomes: string[] = [];
  const { url } = await listening((req, res) => {
    void forwarder
      .forward(req, res, address, forwarder.hopsOf(req), async () => isOwner)
      .then((how) => {
        outcomes.push(how);
        if (how !== 'sent') res.writeHead(503).end(how);
      });
  });
  return { url, outcomes };
};

const asked = async (url: string, body?: Buffer): Promise<IncomingMessage> => {
  const outgoing = request(url, { method: body ? 'PUT' : 'GET', headers: { 'X-Odd-Case': 'kept', host: 'a.test:81' } });
  outgoing.end(body);
  const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
  return answer;
};

describe('a call of its own to another replica', () => {
  it('is given up where a frozen process takes it and never answers', async () => {
    const { forwarder, waiting } = aForwarder();
    const frozen = await listening(() => {
      for (const call of waiting) call();
    });

    await expect(forwarder.ask(frozen.url, '/_sim/sandboxes', undefined)).rejects.toThrow('no answer');
  });

  it('waits no longer once it is answered', async () => {
    const { forwarder, waiting } = aForwarder();
    const other = await listening((_req, res) => res.end('{"items":[]}'));

    expect(await forwarder.ask(other.url, '/_sim/sandboxes', undefined)).toEqual({ items: [] });
    while (waiting.length > 0) await new Promise((resolve) => setImmediate(resolve));
  });
});

describe('a call that is passed on', () => {
  it('arrives as it was sent, and its answer comes back as it was given', async () => {
    const seen: IncomingMessage[] = [];
    const owner = await listening(async (req, res) => {
      seen.push(req);
      const body = await buffer(req);
      res.writeHead(418, 'Odd', ['X-Twice', 'a', 'X-Twice', 'b', 'content-length', String(body.length)]);
      res.end(body);
    });
    const { forwarder } = aForwarder();
    const { url } = await passing(forwarder, owner.url);
    const body = Buffer.alloc(3_000_000, 'x');

    const answer = await asked(`${url}/a%2Fb?c=d&c=e`, body);

    expect([answer.statusCode, answer.statusMessage, answer.headers['x-twice']]).toEqual([418, 'Odd', 'a, b']);
    expect((await buffer(answer)).equals(body)).toBe(true);
    expect(seen[0]?.url).toBe('/a%2Fb?c=d&c=e');
    expect(seen[0]?.headers).toMatchObject({ host: 'a.test:81', 'x-odd-case': 'kept', [forwardedHeader]: '1 secret' });
    expect(forwarder.counts).toMatchObject({ sent: 1, unreachable: 0 });
  });

  it('is cut off where its answer was cut off', async () => {
    const owner = await listening((_req, res) => {
      res.writeHead(200, { 'content-length': '10' });
      res.write('half', () => res.destroy());
    });
    const { url } = await passing(aForwarder().forwarder, owner.url);

    const answer = await asked(url);

    await expect(text(answer)).rejects.toThrow('aborted');
  });

  it('comes as its pieces come where nobody knows how long it will be', async () => {
    let more: (text?: string) => void = () => undefined;
    const owner = await listening((_req, res) => {
      more = (text) => (text === undefined ? res.end() : res.write(text));
      more('one');
    });
    const { url } = await passing(aForwarder().forwarder, owner.url);

    const answer = await asked(url);
    const pieces: string[] = [];
    for await (const piece of answer) {
      pieces.push(String(piece));
      more(pieces.length === 1 ? 'two' : undefined);
    }

    expect(pieces).toEqual(['one', 'two']);
  });

  it('is read whole where its length is not told', async () => {
    const owner = await listening(async (req, res) => res.end(await buffer(req)));
    const { url } = await passing(aForwarder().forwarder, owner.url);
    const outgoing = request(url, { method: 'POST', headers: { 'transfer-encoding': 'chunked' } });
    outgoing.write('half ');
    outgoing.end('and half');
    const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];

    expect(await text(answer)).toBe('half and half');
  });

  it.each(['HEAD', 'DELETE'])('has no body where %s has none', async (method) => {
    const owner = await listening((_req, res) => res.writeHead(204, { 'x-seen': String(_req.method) }).end());
    const { url } = await passing(aForwarder().forwarder, owner.url);

    const answer = await fetch(url, { method });

    expect([answer.status, answer.headers.get('x-seen'), await answer.text()]).toEqual([204, method, '']);
  });

  it('ends with the client that made it', async () => {
    let isEnded: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => {
      isEnded = resolve;
    });
    const owner = await listening((_req, res) => {
      res.on('close', isEnded);
      res.write('one');
    });
    const { url, outcomes } = await passing(aForwarder().forwarder, owner.url);
    const answer = await asked(url);
    answer.destroy();
    await ended;

    expect(outcomes).toEqual(['sent']);
  });

  it('that nobody takes is still whole', async () => {
    const gone = await listening(() => undefined);
    gone.server.close();
    await once(gone.server, 'close');
    const { forwarder } = aForwarder();
    const { url, outcomes } = await passing(forwarder, gone.url);

    expect(await text(await asked(url, Buffer.from('body')))).toBe('unreachable');
    expect(outcomes).toEqual(['unreachable']);
    expect(forwarder.counts).toMatchObject({ sent: 0, unreachable: 1 });
  });

  it('is given up when the replica that took it has lost the lease before it answered', async () => {
    const { forwarder, waiting } = aForwarder();
    const frozen = await listening(() => {
      for (const call of waiting.splice(0)) call();
    });
    const { url } = await passing(forwarder, frozen.url, false);

    expect(await text(await asked(url))).toBe('lost');
  });

  it('counts as one only with the secret that all replicas share', async () => {
    const hops: number[] = [];
    const { forwarder } = aForwarder('right');
    const { url } = await listening((req, res) => {
      hops.push(forwarder.hopsOf(req));
      res.end(String(req.headers[forwardedHeader]));
    });

    for (const mark of ['2 right', '2 wrong', '2']) {
      expect(await (await fetch(url, { headers: { [forwardedHeader]: mark } })).text()).toBe('undefined');
    }

    expect(hops).toEqual([2, 0, 0]);
  });
});
