import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { aPdf, aSimulator, type SandboxClient, sha256Of, type TestSimulator } from '../support/simulator.js';

let folder: string;
let sim: TestSimulator;
let sandbox: SandboxClient;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'send-simulator-sockets-'));
  sim = await aSimulator({ data: folder });
  sandbox = await sim.sandbox({ id: 'sockets' });
});
afterAll(async () => {
  await sim.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Raw {
  readonly socket: Socket;
  /** Everything that came until the connection was closed. */
  readonly received: Promise<string>;
}

const open = async (): Promise<Raw> => {
  const { hostname, port } = new URL(sim.url);
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
  let text = '';
  socket.on('data', (bytes) => {
    text += bytes.toString('latin1');
  });
  socket.on('error', () => undefined);
  const received = new Promise<string>((resolve) => socket.once('close', () => resolve(text)));
  // Who does not say goodbye to the server's goodbye keeps the connection.
  socket.once('end', () => socket.end());
  await once(socket, 'connect');
  return { socket, received };
};

/** Statuses of the answers to these bytes, which end what the client has to say. */
const statuses = async (bytes: string | Buffer): Promise<readonly number[]> => {
  const { socket, received } = await open();
  socket.write(bytes);
  const text = await received;
  return [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
};

const host = 'host: localhost\r\n';
const last = 'connection: close\r\n';
const status = (query: string, headers = ''): string => `GET /status?${query} HTTP/1.1\r\n${host}${headers}\r\n`;

const pathsSeen = async (): Promise<readonly string[]> => {
  const { body } = await sim.call<{ items: { path: string }[] }>('GET', '/_sim/journal?limit=1000');
  return body.items.map(({ path }) => path);
};

const expectWell = async (): Promise<void> => {
  expect((await sim.call('GET', '/_sim/health')).status).toBe(200);
  expect(sim.logged.filter((line) => 'level' in line && line.level === 'error')).toEqual([]);
};

describe('what looks like two requests to one and like one to another', () => {
  const hidden = status('smuggled', last);
  const chunked = `5\r\nhello\r\n0\r\n\r\n`;
  const post = (headers: string, body: string): string =>
    `POST /delivery/v2.6/requests HTTP/1.1\r\n${host}content-type: application/json\r\n${headers}\r\n${body}`;

  it.each([
    ['a length and chunks', post(`content-length: 4\r\ntransfer-encoding: chunked\r\n`, `0\r\n\r\n${hidden}`)],
    ['chunks and a length', post(`transfer-encoding: chunked\r\ncontent-length: 4\r\n`, `0\r\n\r\n${hidden}`)],
    ['two lengths', post('content-length: 0\r\ncontent-length: 5\r\n', hidden)],
    ['the same length twice', post('content-length: 0\r\ncontent-length: 0\r\n', hidden)],
    ['a list of lengths', post('content-length: 0, 0\r\n', hidden)],
    ['a length with a sign', post('content-length: +0\r\n', hidden)],
    ['a length below nothing', post('content-length: -1\r\n', hidden)],
    ['a hexadecimal length', post('content-length: 0x0\r\n', hidden)],
    ['a length beyond all numbers', post(`content-length: ${'9'.repeat(40)}\r\n`, hidden)],
    ['a coding nobody knows behind chunks', post('transfer-encoding: chunked, identity\r\n', `0\r\n\r\n${hidden}`)],
    ['a coding with a letter too many', post('transfer-encoding: xchunked\r\n', `0\r\n\r\n${hidden}`)],
    ['a blank before the colon', post('content-length : 0\r\n', hidden)],
    ['a header over two lines', post('x-folded: a\r\n content-length: 0\r\n', hidden)],
    ['lines that end in half', `POST /status HTTP/1.1\n${host.replace('\r', '')}content-length: 0\n\n${hidden}`],
    ['a header that ends in half', post('x-half: a\ncontent-length: 0\r\n', hidden)],
    ['a nothing in a header', post('x-nothing: a\0b\r\ncontent-length: 0\r\n', hidden)],
    ['a chunk of no length', post('transfer-encoding: chunked\r\n', `zz\r\n${chunked}${hidden}`)],
    ['a chunk with a sign', post('transfer-encoding: chunked\r\n', `-1\r\n${chunked}${hidden}`)],
    ['a chunk beyond all numbers', post('transfer-encoding: chunked\r\n', `${'f'.repeat(20)}\r\n${chunked}${hidden}`)],
    ['a chunk that is longer than it says', post('transfer-encoding: chunked\r\n', `1\r\n${chunked}${hidden}`)],
  ])('%s: it is refused, and what was hidden in it is no call', async (_, bytes) => {
    const answered = await statuses(bytes);

    // Where the body is still awaited when the rest is found wrong, the connection may end without a word.
    for (const code of answered) expect([400, 401]).toContain(code);
    // Where the call is refused before the rest is looked at, the rest is refused for itself, and ends the connection.
    expect([[], [400]]).toContainEqual(answered.slice(1));
    expect(await pathsSeen()).not.toContain('/status?smuggled');
    await expectWell();
  });

  it('two requests behind each other are two, in their order', async () => {
    const many = Array.from({ length: 200 }, (_, i) => status(`piped=${i}`)).join('');

    expect(await statuses(`${many}${status('piped=last', last)}`)).toEqual(Array.from({ length: 201 }, () => 200));
    const seen = (await pathsSeen()).filter((path) => path.startsWith('/status?piped'));
    expect(seen.at(-1)).toBe('/status?piped=last');
    expect(new Set(seen).size).toBe(201);
  });
});

describe('a flood of headers', () => {
  it.each([
    ['one of 64 KB', `x-long: ${'y'.repeat(65_536)}\r\n`],
    ['ten thousand', Array.from({ length: 10_000 }, (_, i) => `x-${i}: y\r\n`).join('')],
    ['a name of 64 KB', `${'x'.repeat(65_536)}: y\r\n`],
    ['a query of 64 KB', '', 'q'.repeat(65_536)],
  ])('is refused: %s', async (_, headers, query = '') => {
    expect(await statuses(status(query, `${headers}${last}`))).toEqual([431]);
    await expectWell();
  });

  it('that just fits is answered', async () => {
    const headers = Array.from({ length: 1_500 }, (_, i) => `x${i}: y\r\n`).join('');

    expect(await statuses(status('', `${headers}${last}`))).toEqual([200]);
  });

  it('before a body that never comes keeps nobody waiting', async () => {
    const { socket } = await open();
    socket.write(`POST /delivery/v2.6/requests HTTP/1.1\r\n${host}content-length: 10\r\n`);

    await expectWell();
    socket.destroy();
  });
});

describe('bytes that are no UTF-8', () => {
  const bytes = Buffer.from([0xc3, 0x28, 0xff, 0xed, 0xa0, 0x80]).toString('latin1');
  const key = () => `x-api-key: ${sandbox.key}\r\n`;

  it('in the path are an unknown path or a bad one', async () => {
    const answers = await statuses(Buffer.from(`GET /delivery/${bytes} HTTP/1.1\r\n${host}${last}\r\n`, 'latin1'));

    for (const code of answers) expect([400, 403]).toContain(code);
    await expectWell();
  });

  it.each(['x-api-key', 'x-amzn-trace-id', 'traceparent', 'authorization', 'x-send-sim-scenario'])(
    'in the header %s make a refusal or nothing',
    async (name) => {
      const call = `GET /delivery-progresses/v2.9/streams HTTP/1.1\r\n${host}${name === 'x-api-key' ? '' : key()}`;
      const answers = await statuses(Buffer.from(`${call}${name}: ${bytes}\r\n${last}\r\n`, 'latin1'));

      expect(answers).toHaveLength(1);
      for (const code of answers) expect([200, 400, 401, 403]).toContain(code);
      await expectWell();
    },
  );

  it('in a body are text with marks in their place', async () => {
    const body = `{"title":"${bytes}","eventType":"TIMELINE","groups":[]}`;
    const head = `${host}${key()}content-type: application/json\r\ncontent-length: ${body.length}\r\n${last}`;
    const call = `POST /delivery-progresses/v2.9/streams HTTP/1.1\r\n${head}\r\n${body}`;

    expect(await statuses(Buffer.from(call, 'latin1'))).toEqual([200]);
    const streams = await sandbox.call('GET', '/delivery-progresses/v2.9/streams');
    expect(streams.text).toContain('\ufffd');
    await expectWell();
  });
});

describe('a body that takes its time', () => {
  const body = '{"title":"slow","eventType":"TIMELINE","groups":[]}';
  const head = (length: number): string =>
    `POST /delivery-progresses/v2.9/streams HTTP/1.1\r\n${host}x-api-key: ${sandbox.key}\r\n` +
    `content-type: application/json\r\ncontent-length: ${length}\r\n${last}\r\n`;

  it('keeps nobody else waiting, and is answered when it is whole', async () => {
    const { socket, received } = await open();
    socket.write(head(body.length));
    for (const letter of body) {
      socket.write(letter);
      expect((await sim.call('GET', '/status')).status).toBe(200);
    }

    expect(await received).toMatch(/^HTTP\/1\.1 200 /);
  });

  it.each(['ends half way', 'is cut half way'])('and %s, is no call that does anything', async (how) => {
    const before = (await sandbox.call<unknown[]>('GET', '/delivery-progresses/v2.9/streams')).body;
    const { socket, received } = await open();
    socket.write(head(body.length * 2) + body);
    await expectWell();
    if (how === 'ends half way') socket.end();
    else socket.resetAndDestroy();

    expect(await received).not.toMatch(/ 200 /);
    expect((await sandbox.call('GET', '/delivery-progresses/v2.9/streams')).body).toEqual(before);
    await expectWell();
  });

  it.each(['ends half way', 'is cut half way'])('to the store, and %s, leaves no file behind', async (how) => {
    const pdf = aPdf(how);
    const sha256 = sha256Of(pdf);
    const slots = await sandbox.call<{ url: string; secret: string }[]>('POST', '/delivery/attachments/preload', {
      body: [{ preloadIdx: '0', contentType: 'application/pdf', sha256 }],
    });
    const { url = '', secret } = slots.body[0] ?? {};
    const { pathname, search } = new URL(url);
    const { socket, received } = await open();
    socket.write(
      `PUT ${pathname}${search} HTTP/1.1\r\n${host}content-type: application/pdf\r\nx-amz-meta-secret: ${secret}\r\n` +
        `x-amz-checksum-sha256: ${sha256}\r\ncontent-length: ${pdf.length}\r\n\r\n`,
    );
    socket.write(pdf.subarray(0, 20));
    await expectWell();
    if (how === 'ends half way') socket.end();
    else socket.resetAndDestroy();
    await received;

    // The folder appears with the first upload that comes to its end.
    await sandbox.upload(aPdf(`whole after one that ${how}`));
    const names = () => readdirSync(join(folder, 'sandbox', 'sockets', 'files'));
    await vi.waitFor(() => expect(names().filter((name) => !/^[\da-f]{64}$/.test(name))).toEqual([]));
    await expectWell();
  });
});

it('connections that say nothing keep nobody waiting', async () => {
  const idle = await Promise.all(Array.from({ length: 200 }, open));

  await expectWell();
  for (const { socket } of idle) socket.destroy();
  await Promise.all(idle.map(({ received }) => received));
  await expectWell();
});
