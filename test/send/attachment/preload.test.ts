import { describe, expect, it } from 'vitest';
import { createSeed } from '../../../src/sandbox/seed.js';
import { emptyFileSha256 } from '../../../src/send/attachment/facts.js';
import { newKey, unpaddedHex } from '../../../src/send/attachment/formats.js';
import type { PreLoadRequest } from '../../../src/send/attachment/model.js';
import { preloadOperation } from '../../../src/send/attachment/operations.js';
import { createAttachmentRoom } from '../../../src/send/attachment/service.js';
import { PlatformProblem } from '../../../src/send/problem.js';
import { createMemoryBytes } from '../../../src/store/memory-bytes.js';
import { aRoomContext, type FakeContextOptions } from '../../support/room-context.js';
import { sha256 } from './storage-app.js';

const baseUrl = 'https://send.example:8443/proxy/';
const aPdfItem: PreLoadRequest = { preloadIdx: '0', contentType: 'application/pdf', sha256: sha256('pdf') };
const anF24Item: PreLoadRequest = { contentType: 'application/json', sha256: sha256('json') };

const aRoom = (options?: FakeContextOptions) => {
  const context = aRoomContext(options);
  return { context, room: createAttachmentRoom(context, createMemoryBytes()) };
};

const refusal = (items: readonly PreLoadRequest[]): PlatformProblem => {
  const { context, room } = aRoom();
  try {
    room.preload(items, { baseUrl });
  } catch (error) {
    expect(context.steps).toEqual([]);
    expect(context.seed.counters()).toEqual({});
    if (error instanceof PlatformProblem) return error;
    throw error;
  }
  throw new Error('not refused');
};

describe('preload', () => {
  it('answers in the order asked, in the formats of the platform', () => {
    const { status, body } = preloadOperation(aRoom().room, [aPdfItem, anF24Item], baseUrl);

    expect(status).toBe(200);
    const [pdf, f24] = body;
    expect(Object.keys(pdf ?? {})).toEqual(['preloadIdx', 'secret', 'httpMethod', 'url', 'key']);
    expect(pdf?.preloadIdx).toBe('0');
    expect(pdf?.httpMethod).toBe('PUT');
    expect(pdf?.secret).toMatch(/^\[[A-Za-z0-9_-]{342}\]$/);
    expect(pdf?.key).toMatch(/^PN_NOTIFICATION_ATTACHMENTS-[0-9a-f]{30,32}\.pdf$/);
    expect(Object.keys(f24 ?? {})).toEqual(['secret', 'httpMethod', 'url', 'key']);
    expect(f24?.key).toMatch(/^PN_F24_META-[0-9a-f]{30,32}\.json$/);
  });

  it('signs a link below the address of the client', () => {
    const [slot] = aRoom().room.preload([aPdfItem], { baseUrl });

    const url = new URL(slot?.url ?? '');
    expect(`${url.origin}${url.pathname}`).toBe(`https://send.example:8443/proxy/safestorage/sandbox-1/${slot?.key}`);
    expect([...url.searchParams.keys()]).toEqual([
      'x-amzn-trace-id',
      'X-Amz-Algorithm',
      'X-Amz-Date',
      'X-Amz-SignedHeaders',
      'X-Amz-Credential',
      'X-Amz-Expires',
      'X-Amz-Security-Token',
      'X-Amz-Signature',
    ]);
    expect(url.searchParams.get('x-amzn-trace-id')).toMatch(/^Root=1-69f870c0-[0-9a-f]{24}$/);
    expect(url.searchParams.get('X-Amz-Algorithm')).toBe('AWS4-HMAC-SHA256');
    expect(url.searchParams.get('X-Amz-Date')).toBe('20260504T101112Z');
    expect(url.searchParams.get('X-Amz-SignedHeaders')).toBe(
      'content-type;host;x-amz-checksum-sha256;x-amz-meta-secret',
    );
    expect(url.searchParams.get('X-Amz-Credential')).toMatch(
      /^ASIA[A-Z2-7]{16}\/20260504\/eu-south-1\/s3\/aws4_request$/,
    );
    expect(url.searchParams.get('X-Amz-Expires')).toBe('3600');
    expect(url.searchParams.get('X-Amz-Signature')).toMatch(/^[0-9a-f]{64}$/);
  });

  it('gives two keys for the same sha256', () => {
    const slots = aRoom().room.preload([aPdfItem, aPdfItem], { baseUrl });

    expect(new Set(slots.map(({ key }) => key)).size).toBe(2);
    expect(new Set(slots.map(({ secret }) => secret)).size).toBe(2);
  });

  it('gives the same answer for the same seed, whatever the sandbox is called', () => {
    const answer = (sandboxId: string) => {
      const slots = aRoom({ sandboxId }).room.preload([aPdfItem, anF24Item], { baseUrl });
      return slots.map(({ url, ...slot }) => ({ ...slot, trace: new URL(url).searchParams.get('x-amzn-trace-id') }));
    };

    expect(answer('one')).toEqual(answer('two'));
  });

  it('takes 15 items and refuses 16', () => {
    expect(aRoom().room.preload(Array(15).fill(aPdfItem), { baseUrl })).toHaveLength(15);

    const problem = refusal(Array(16).fill(aPdfItem));
    expect(problem.status).toBe(400);
    expect(problem.errors).toEqual([
      {
        code: 'PN_GENERIC_INVALIDPARAMETER_SIZE',
        element: 'preLoadRequest',
        detail: 'Presigned upload request lenght=16 is more than maximum allowed=15',
      },
    ]);
    expect(problem.hint.en).toContain('16 items');
  });

  it('relays the refusal of the storage when the content type is missing', () => {
    const problem = refusal([aPdfItem, { sha256: sha256('x') }]);

    expect(problem.status).toBe(400);
    expect(problem.errors).toEqual([{ code: 'PN_HTTPRESPONSE_GENERIC_ERROR' }]);
    expect(problem.hint.en).toContain('Item 1 has no contentType');
  });

  it('relays the refusal of the storage when it does not know the content type', () => {
    const problem = refusal([{ contentType: 'application/xyzw', sha256: sha256('x') }]);

    expect(problem.status).toBe(400);
    expect(problem.errors).toEqual([{ code: 'PN_HTTPRESPONSE_GENERIC_ERROR' }]);
    expect(problem.hint.it).toContain('"application/xyzw"');
  });

  it('relays 422 for the digest of an empty file', () => {
    expect(emptyFileSha256).toBe(sha256(''));

    const problem = refusal([aPdfItem, { ...aPdfItem, sha256: sha256('') }]);
    expect(problem.status).toBe(422);
    expect(problem.errors).toEqual([{ code: 'PN_HTTPRESPONSE_GENERIC_ERROR' }]);
    expect(problem.hint.it).toContain('file vuoto');
  });
});

describe('the key', () => {
  it('prints the halves of a UUID without padding', () => {
    expect(unpaddedHex('00a5e827-e953-4c49-97b6-d1beaf6df567')).toBe('a5e827e9534c4997b6d1beaf6df567');
    expect(unpaddedHex('a75e827e-953c-4917-b6d1-beaf6df56755')).toBe('a75e827e953c4917b6d1beaf6df56755');
  });

  it('is sometimes one digit shorter', () => {
    const seed = createSeed('seed');
    const lengths = Array.from({ length: 200 }, (_, n) => newKey(seed, n, 'application/json').length);

    expect(new Set(lengths)).toContain('PN_F24_META-'.length + 32 + '.json'.length);
    expect(new Set(lengths)).toContain('PN_F24_META-'.length + 31 + '.json'.length);
  });
});
