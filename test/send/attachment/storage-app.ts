import { createHash } from 'node:crypto';
import { createServer, request as httpRequest, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import request from 'supertest';
import type { PreLoadResponse } from '../../../src/send/attachment/model.js';
import { type StorageAnswered, type StorageRouterOptions, storageRouter } from '../../../src/send/attachment/routes.js';
import { type AttachmentOptions, createAttachmentRoom } from '../../../src/send/attachment/service.js';
import { createMemoryBytes } from '../../../src/store/memory-bytes.js';
import type { ByteStore } from '../../../src/store/ports.js';
import { aRoomContext, type FakeContext } from '../../support/room-context.js';

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('base64');

export const aPdf = (text = 'one'): Buffer => Buffer.from(`%PDF-1.4\n% ${text}\n%%EOF\n`);

export interface AppOptions {
  readonly context?: FakeContext;
  readonly bytes?: ByteStore;
  readonly room?: AttachmentOptions;
  readonly router?: Partial<StorageRouterOptions>;
}

/** One bucket behind the router on a real socket. */
export const startStorage = async (options: AppOptions = {}) => {
  const context = options.context ?? aRoomContext();
  const bytes = options.bytes ?? createMemoryBytes();
  const room = createAttachmentRoom(context, bytes, options.room);
  const answers: StorageAnswered[] = [];
  const app = express().use(
    storageRouter({
      roomOf: ({ path }) => (path.split('/')[1] === context.sandboxId ? room : undefined),
      hostOf: (req) => req.headers.host ?? '',
      documentOf: async () => undefined,
      onAnswer: (answered) => {
        answers.push(answered);
        return { 'x-send-sim-hint': answered.hint ? 'yes' : 'no' };
      },
      ...options.router,
    }),
  );
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const baseUrl = `http://127.0.0.1:${port}`;
  const preload = (bytesToCome: Uint8Array, contentType = 'application/pdf'): PreLoadResponse => {
    const [slot] = room.preload([{ contentType, sha256: sha256(bytesToCome) }], { baseUrl });
    if (!slot) throw new Error('no slot');
    return slot;
  };
  return {
    context,
    bytes,
    room,
    answers,
    port,
    baseUrl,
    preload,
    /** A slot, and the headers that its upload needs. */
    prepare: (file: Uint8Array, contentType = 'application/pdf') => {
      const slot = preload(file, contentType);
      return { slot, headers: uploadHeaders(slot, file, contentType) };
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

export type StorageApp = Awaited<ReturnType<typeof startStorage>>;

export const uploadHeaders = (slot: PreLoadResponse, file: Uint8Array, contentType = 'application/pdf') => ({
  'content-type': contentType,
  'x-amz-meta-secret': slot.secret,
  'x-amz-checksum-sha256': sha256(file),
});

/** What came back, the body as bytes. */
export const call = (method: string, url: string, headers: Record<string, string> = {}, body?: Buffer) => {
  const { origin, pathname, search } = new URL(url);
  const test = request(origin)[method.toLowerCase() as 'put'](`${pathname}${search}`);
  for (const [name, value] of Object.entries(headers)) test.set(name, value);
  test.buffer(true).parse((res, done) => {
    const chunks: Buffer[] = [];
    res.on('data', (chunk: Buffer) => chunks.push(Buffer.from(chunk)));
    res.on('end', () => done(null, Buffer.concat(chunks)));
  });
  return body ? test.send(body) : test;
};

/** A request written by hand: for headers that clients of good manners do not send. */
export const rawCall = (
  url: string,
  method: string,
  headers: OutgoingHttpHeaders,
  write: (req: ReturnType<typeof httpRequest>) => void,
) =>
  new Promise<{ status: number; headers: IncomingHttpHeaders; text: string }>((resolve, reject) => {
    const req = httpRequest(url, { method, headers }, (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('end', () =>
        resolve({ status: res.statusCode ?? 0, headers: res.headers, text: String(Buffer.concat(chunks)) }),
      );
    });
    req.on('error', reject);
    write(req);
  });

/** Elements of an error body in order, unescaped. */
export const elementsOf = (xml: string): Record<string, string> => {
  const inner = /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<Error>([\s\S]*)<\/Error>$/.exec(xml)?.[1];
  if (inner === undefined) throw new Error(`no error body: ${xml}`);
  const plain = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  return Object.fromEntries([...inner.matchAll(/<([\w-]+)>([^<]*)<\/\1>/g)].map(([, n, v]) => [n, plain(v ?? '')]));
};
