import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { days } from '../../../src/clock/instant.js';
import { createFileBytes } from '../../../src/store/file-bytes.js';
import { createMemoryBytes } from '../../../src/store/memory-bytes.js';
import type { ByteStore } from '../../../src/store/ports.js';
import { aPdf, call, elementsOf, type StorageApp, startStorage } from './storage-app.js';

let app: StorageApp;
beforeAll(async () => {
  app = await startStorage();
});
afterAll(() => app.stop());

/** Node's own client knows better than to send such headers. */
const writtenByHand = async (link: string, headers: Record<string, string>, body: Buffer): Promise<string> => {
  const { host, hostname, port, pathname, search } = new URL(link);
  const socket = connect(Number(port), hostname);
  const lines = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`PUT ${pathname}${search} HTTP/1.1\r\n${lines.join('')}\r\n`);
  socket.write(body);
  return text(socket);
};

describe('a presigned upload', () => {
  it('is 200 without body, with the headers of the store', async () => {
    const { slot, headers } = app.prepare(aPdf());

    const answer = await call('PUT', slot.url, headers, aPdf());

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(Buffer.alloc(0));
    expect(answer.headers['content-length']).toBe('0');
    expect(answer.headers['x-amz-version-id']).toMatch(/^[A-Za-z0-9._]{32}$/);
    expect(answer.headers.etag).toMatch(/^"[0-9a-f]{32}"$/);
    expect(answer.headers['x-amz-checksum-sha256']).toBe(headers['x-amz-checksum-sha256']);
    expect(answer.headers['x-amz-server-side-encryption']).toBe('aws:kms');
    expect(answer.headers['x-amz-server-side-encryption-aws-kms-key-id']).toMatch(/^arn:aws:kms:eu-south-1:/);
    expect(answer.headers['x-amz-server-side-encryption-bucket-key-enabled']).toBe('true');
    expect(answer.headers['x-amz-request-id']).toMatch(/^[0-9A-Z]{16}$/);
    expect(answer.headers['x-amz-id-2']).toMatch(/^[A-Za-z0-9+/]{75}=$/);
    expect(answer.headers.server).toBe('AmazonS3');
    expect(answer.headers['x-powered-by']).toBeUndefined();
    expect(answer.headers['x-send-sim-hint']).toBe('no');
    expect(app.answers.at(-1)).toMatchObject({
      operation: 'uploadObject',
      bucket: 'sandbox-1',
      key: slot.key,
      status: 200,
    });
  });

  it('makes the file known', async () => {
    const { slot, headers } = app.prepare(aPdf('facts'));
    expect(app.room.fileOf(slot.key)).toBeUndefined();

    const answer = await call('PUT', slot.url, headers, aPdf('facts'));

    expect(app.room.fileOf(`safestorage://${slot.key}`)).toEqual({
      key: slot.key,
      contentType: 'application/pdf',
      contentLength: aPdf('facts').length,
      sha256Base64: headers['x-amz-checksum-sha256'],
      startsLikePdf: true,
      pages: 1,
      status: 'PRELOADED',
      timeLeft: days(7),
      versionId: answer.headers['x-amz-version-id'],
      uploadedAt: app.context.time.now(),
      birth: { at: 0 },
    });
    expect(await app.room.contentOf(slot.key)).toEqual(aPdf('facts'));
  });

  it('is taken when it is no PDF: the validation tells later', async () => {
    const text = Buffer.from(' %PDF-1.4 after a blank');
    const { slot, headers } = app.prepare(text);

    expect((await call('PUT', slot.url, headers, text)).status).toBe(200);
    expect(app.room.fileOf(slot.key)?.startsLikePdf).toBe(false);
  });

  it('does not mind order of headers, an api key, or a header named trailer', async () => {
    const { slot, headers } = app.prepare(aPdf());
    const more = {
      ...Object.fromEntries(Object.entries(headers).reverse()),
      trailer: 'x-amz-checksum-sha256',
      'x-api-key': 'key',
      'x-amzn-trace-id': 'Root=1-1-1',
      'content-length': String(aPdf().length),
      connection: 'close',
    };

    const answer = await writtenByHand(slot.url, more, aPdf());

    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  });

  it('may be repeated and makes a new version', async () => {
    const { slot, headers } = app.prepare(aPdf());

    const first = await call('PUT', slot.url, headers, aPdf());
    const second = await call('PUT', slot.url, headers, aPdf());

    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.headers['x-amz-version-id']).not.toBe(first.headers['x-amz-version-id']);
    expect(app.room.fileOf(slot.key)?.versionId).toBe(second.headers['x-amz-version-id']);
  });

  it('keeps the good version when a later body is wrong', async () => {
    const { slot, headers } = app.prepare(aPdf());
    await call('PUT', slot.url, headers, aPdf());

    expect((await call('PUT', slot.url, headers, aPdf('damaged'))).status).toBe(400);
    expect(await app.room.contentOf(slot.key)).toEqual(aPdf());
  });

  it('takes a url whose escapes were written in another way', async () => {
    const { slot, headers } = app.prepare(aPdf());
    const rewritten = slot.url.replaceAll('%2F', '/').replaceAll('%3B', ';').replace('Root%3D', 'Root=');

    expect(rewritten).not.toBe(slot.url);
    expect((await call('PUT', rewritten, headers, aPdf())).status).toBe(200);
  });

  it('works below a public address when the host is told as in the link', async () => {
    const proxied = await startStorage({ router: { hostOf: () => 'send.example' } });
    const file = aPdf();
    const { headers } = proxied.prepare(file);
    const sha = headers['x-amz-checksum-sha256'];
    const [slot] = proxied.room.preload([{ contentType: 'application/pdf', sha256: sha }], {
      baseUrl: 'https://send.example/prefix',
    });
    const local = slot?.url.replace('https://send.example/prefix', proxied.baseUrl) ?? '';

    const answer = await call('PUT', local, { ...headers, 'x-amz-meta-secret': slot?.secret ?? '' }, file);
    await proxied.stop();

    expect(answer.status).toBe(200);
  });
});

describe('a large upload', () => {
  const size = 20 * 1024 * 1024;
  const large = Buffer.alloc(size, 'SEND');

  /** Counts what reaches the engine while it streams. */
  const watched = (engine: ByteStore) => {
    const seen = { chunks: 0, largest: 0 };
    const watch = async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        seen.chunks++;
        seen.largest = Math.max(seen.largest, chunk.length);
        yield chunk;
      }
    };
    const bytes: ByteStore = { ...engine, stage: (chunks, limit) => engine.stage(watch(chunks), limit) };
    return { bytes, seen };
  };

  const folder = mkdtempSync(join(tmpdir(), 'upload-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each<[string, () => ByteStore]>([
    ['memory', createMemoryBytes],
    ['file', () => createFileBytes(folder)],
  ])('reaches the %s engine in small pieces', async (_name, engine) => {
    const { bytes, seen } = watched(engine());
    const store = await startStorage({ bytes });
    const { slot, headers } = store.prepare(large);

    const answer = await call('PUT', slot.url, headers, large);
    await store.stop();

    expect(answer.status).toBe(200);
    expect(store.room.fileOf(slot.key)?.contentLength).toBe(size);
    expect(seen.largest).toBeLessThanOrEqual(256 * 1024);
    expect(seen.chunks).toBeGreaterThan(100);
  });

  it('is on disk while its end has not been sent', async () => {
    const home = join(folder, 'half');
    const store = await startStorage({ bytes: createFileBytes(home) });
    const { slot, headers } = store.prepare(large);
    const req = httpRequest(slot.url, { method: 'PUT', headers: { ...headers, 'content-length': size } });
    const answered = once(req, 'response');

    req.write(large.subarray(0, size / 2));
    const written = () => readdirSync(home).reduce((sum, name) => sum + statSync(join(home, name)).size, 0);
    await expect.poll(() => readdirSync(folder).includes('half') && written(), { interval: 5 }).toBe(size / 2);
    req.end(large.subarray(size / 2));
    const [response] = await answered;
    await store.stop();

    expect(response.statusCode).toBe(200);
  });

  it('leaves nothing behind when the client goes away in the middle', async () => {
    const home = join(folder, 'aborted');
    const store = await startStorage({ bytes: createFileBytes(home) });
    const { slot, headers } = store.prepare(large);
    const req = httpRequest(slot.url, { method: 'PUT', headers: { ...headers, 'content-length': size } });
    req.on('error', () => {});
    const files = () => (readdirSync(folder).includes('aborted') ? readdirSync(home) : undefined);

    req.write(large.subarray(0, 100_000));
    await expect.poll(files, { interval: 5 }).toHaveLength(1);
    req.destroy();

    await expect.poll(files, { interval: 5 }).toEqual([]);
    expect(store.room.fileOf(slot.key)).toBeUndefined();
    expect(store.answers).toEqual([]);
    expect((await call('PUT', slot.url, headers, large)).status).toBe(200);
    await store.stop();
  });

  it('leaves nothing behind when the sandbox is reset in the middle', async () => {
    const home = join(folder, 'reset');
    const store = await startStorage({ bytes: createFileBytes(home) });
    const { slot, headers } = store.prepare(aPdf());
    const req = httpRequest(slot.url, { method: 'PUT', headers: { ...headers, 'content-length': aPdf().length } });
    const answered = once(req, 'response');

    req.write(aPdf().subarray(0, 10));
    await expect.poll(() => readdirSync(folder).includes('reset') && readdirSync(home).length).toBe(1);
    store.room.reset();
    req.end(aPdf().subarray(10));
    const [response] = await answered;
    await store.stop();

    expect(response.statusCode).toBe(403);
    expect(readdirSync(home)).toEqual([]);
  });
});

describe('browsers', () => {
  it('may upload from any origin and read the version id', async () => {
    const { slot, headers } = app.prepare(aPdf());

    const preflight = await call('OPTIONS', slot.url, {
      origin: 'https://console.example',
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'content-type,x-amz-meta-secret',
    });
    const answer = await call('PUT', slot.url, { ...headers, origin: 'https://console.example' }, aPdf());

    expect(preflight.status).toBe(200);
    expect(preflight.headers['access-control-allow-origin']).toBe('*');
    expect(preflight.headers['access-control-allow-methods']).toBe('GET, PUT, HEAD, POST, DELETE');
    expect(preflight.headers['access-control-allow-headers']).toBe('content-type,x-amz-meta-secret');
    expect(preflight.headers['access-control-max-age']).toBe('3600');
    expect(answer.status).toBe(200);
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    expect(answer.headers['access-control-expose-headers']).toBe('x-amz-version-id');
  });

  it('are refused a method that the store does not know', async () => {
    const { slot } = app.prepare(aPdf());
    const ask = (headers: Record<string, string>) => call('OPTIONS', slot.url, headers);

    const method = await ask({ origin: 'https://x.example', 'access-control-request-method': 'PATCH' });
    const origin = await ask({ 'access-control-request-method': 'PUT' });

    expect([method.status, elementsOf(String(method.body)).Code]).toEqual([403, 'AccessForbidden']);
    expect([origin.status, elementsOf(String(origin.body)).Code]).toEqual([400, 'BadRequest']);
  });
});
