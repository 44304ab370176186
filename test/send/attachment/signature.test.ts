import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fromEpochMs } from '../../../src/clock/instant.js';
import {
  createSigner,
  type PresignRequest,
  presign,
  type SignedRequest,
  verify,
} from '../../../src/send/attachment/signature.js';

const sign = createSigner('secret');
const credentials = { accessKeyId: 'ASIAEXAMPLE', sign };
const put: PresignRequest = {
  method: 'PUT',
  host: 'bucket.example:8080',
  path: '/safestorage/default/a key~(1).pdf',
  headers: { 'content-type': 'application/pdf', 'x-amz-meta-secret': '[x]' },
  now: fromEpochMs(Date.parse('2026-05-04T10:11:12.345Z')),
  expiresSeconds: 3_600,
  credentials,
  securityToken: 'token',
  query: [['x-amzn-trace-id', 'Root=1-2-3']],
};

const received = (changes: Partial<SignedRequest> = {}): SignedRequest => ({
  method: 'PUT',
  path: '/safestorage/default/a%20key~%281%29.pdf',
  query: presign(put),
  headers: { ...put.headers, host: put.host, 'content-length': '3' },
  ...changes,
});

describe('a signature', () => {
  it('is the one of Signature Version 4, worked out step by step', () => {
    const canonicalRequest = [
      'PUT',
      '/safestorage/default/a%20key~%281%29.pdf',
      'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=ASIAEXAMPLE%2F20260504%2Feu-south-1%2Fs3%2Faws4_request' +
        '&X-Amz-Date=20260504T101112Z&X-Amz-Expires=3600&X-Amz-Security-Token=token' +
        '&X-Amz-SignedHeaders=content-type%3Bhost%3Bx-amz-meta-secret&x-amzn-trace-id=Root%3D1-2-3',
      'content-type:application/pdf',
      'host:bucket.example:8080',
      'x-amz-meta-secret:[x]',
      '',
      'content-type;host;x-amz-meta-secret',
      'UNSIGNED-PAYLOAD',
    ].join('\n');
    const digest = createHash('sha256').update(canonicalRequest).digest('hex');
    const stringToSign = `AWS4-HMAC-SHA256\n20260504T101112Z\n20260504/eu-south-1/s3/aws4_request\n${digest}`;
    const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
    const key = hmac(hmac(hmac(hmac('AWS4secret', '20260504'), 'eu-south-1'), 's3'), 'aws4_request');

    expect(presign(put)).toMatch(new RegExp(`&X-Amz-Signature=${hmac(key, stringToSign).toString('hex')}$`));
    expect(verify(received({ headers: {} }), sign)).toMatchObject({ ok: false });
    expect(verify(received({ query: presign(put).replace(/.$/, 'x') }), sign)).toEqual({
      ok: false,
      canonicalRequest,
      stringToSign,
    });
  });

  it('fits what was signed, however the path is escaped and the blanks lie', () => {
    expect(verify(received(), sign)).toEqual({ ok: true });
    expect(verify(received({ path: '/safestorage/default/a%20key~(1).pdf' }), sign)).toEqual({ ok: true });
    expect(verify(received({ headers: { ...received().headers, 'content-type': ' application/pdf ' } }), sign)).toEqual(
      {
        ok: true,
      },
    );
  });

  it.each<[string, Partial<SignedRequest>]>([
    ['method', { method: 'GET' }],
    ['path', { path: '/safestorage/other/a%20key~%281%29.pdf' }],
    ['query', { query: `${presign(put)}&versionId=1` }],
    ['order of nothing but a missing parameter', { query: presign(put).replace('x-amzn-trace-id=Root%3D1-2-3&', '') }],
    ['broken escape', { query: presign(put).replace('%3D', '%ZZ') }],
    ['signed header', { headers: { ...received().headers, 'x-amz-meta-secret': 'x' } }],
    ['no signature', { query: presign(put).replace(/&X-Amz-Signature=.*/, '') }],
    ['empty query', { query: '' }],
  ])('does not fit another %s', (_what, changes) => {
    expect(verify(received(changes), sign).ok).toBe(false);
  });

  it('does not fit another key', () => {
    expect(verify(received(), createSigner('other')).ok).toBe(false);
  });
});
