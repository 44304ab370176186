import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { days, minutes } from '../../../src/clock/instant.js';
import type { StorageRequest } from '../../../src/send/attachment/answer.js';
import { createAttachmentRoom } from '../../../src/send/attachment/service.js';
import { createMemoryBytes } from '../../../src/store/memory-bytes.js';
import { aRoomContext } from '../../support/room-context.js';
import {
  aPdf,
  call,
  elementsOf,
  rawCall,
  type StorageApp,
  sha256,
  startStorage,
  uploadHeaders,
} from './storage-app.js';

let app: StorageApp;
beforeAll(async () => {
  app = await startStorage({ room: { limitBytes: 1_000_000 } });
});
afterAll(() => app.stop());

const signatureMessage =
  'The request signature we calculated does not match the signature you provided. Check your key and signing method.';

const lastHint = () => app.answers.at(-1)?.hint;

/** Uploads with something wrong and gives the refusal. */
const refusedUpload = async (
  tweak: (headers: Record<string, string>) => Record<string, string> = (headers) => headers,
  { url = (u: string) => u, method = 'PUT', body = aPdf() } = {},
) => {
  const { slot, headers } = app.prepare(aPdf());
  const answer = await call(method, url(slot.url), tweak(headers), body);
  const text = String(answer.body);
  expect(answer.headers['content-type']).toBe('application/xml');
  expect(answer.headers['x-send-sim-hint']).toBe('yes');
  expect(app.room.fileOf(slot.key)).toBeUndefined();
  return { slot, headers, status: answer.status, xml: elementsOf(text), hint: lastHint(), answer };
};

const without = (name: string) => (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).filter(([n]) => n !== name));

describe('SignatureDoesNotMatch', () => {
  it('shows what was signed, as Amazon does', async () => {
    const { status, xml, answer } = await refusedUpload((h) => ({ ...h, 'x-amz-meta-secret': 'wrong<&' }));

    expect(status).toBe(403);
    expect(Object.keys(xml)).toEqual([
      'Code',
      'Message',
      'AWSAccessKeyId',
      'StringToSign',
      'SignatureProvided',
      'StringToSignBytes',
      'CanonicalRequest',
      'CanonicalRequestBytes',
      'RequestId',
      'HostId',
    ]);
    expect(xml.Code).toBe('SignatureDoesNotMatch');
    expect(xml.Message).toBe(signatureMessage);
    expect(xml.CanonicalRequest).toContain('\nx-amz-meta-secret:wrong<&\n');
    expect(Buffer.from(xml.StringToSignBytes?.replaceAll(' ', '') ?? '', 'hex').toString()).toBe(xml.StringToSign);
    expect(xml.RequestId).toBe(answer.headers['x-amz-request-id']);
    expect(xml.HostId).toBe(answer.headers['x-amz-id-2']);
  });

  const otherFile = aPdf('other');
  const rows: [cause: string, tweak: Parameters<typeof refusedUpload>, en: string, it: string][] = [
    [
      'a wrong secret',
      [(h) => ({ ...h, 'x-amz-meta-secret': 'x' })],
      'x-amz-meta-secret is wrong',
      'x-amz-meta-secret errato',
    ],
    [
      'a secret without its brackets',
      [(h) => ({ ...h, 'x-amz-meta-secret': h['x-amz-meta-secret']?.slice(1, -1) ?? '' })],
      'The square brackets got lost',
      'Mancano le parentesi quadre',
    ],
    [
      'a secret in quotes',
      [(h) => ({ ...h, 'x-amz-meta-secret': `"${h['x-amz-meta-secret']}"` })],
      'Drop the quotes',
      'Togliere gli apici',
    ],
    [
      'a url-encoded secret',
      [(h) => ({ ...h, 'x-amz-meta-secret': encodeURIComponent(h['x-amz-meta-secret'] ?? '') })],
      'must not be url-encoded',
      'Non va codificato',
    ],
    [
      'no secret',
      [without('x-amz-meta-secret')],
      'header x-amz-meta-secret is missing',
      "Manca l'intestazione firmata x-amz-meta-secret",
    ],
    [
      'another checksum than in the preload',
      [(h) => ({ ...h, 'x-amz-checksum-sha256': sha256(otherFile) })],
      `expected "${sha256(aPdf())}", received "${sha256(otherFile)}"`,
      'diverso dallo sha256 del precaricamento',
    ],
    [
      'no checksum',
      [without('x-amz-checksum-sha256')],
      `expected the value "${sha256(aPdf())}"`,
      'x-amz-checksum-sha256',
    ],
    [
      'another content type',
      [(h) => ({ ...h, 'content-type': 'application/pdf; charset=utf-8' })],
      'expected "application/pdf", received "application/pdf; charset=utf-8"',
      'senza charset',
    ],
    [
      'a form instead of the bare file',
      [(h) => ({ ...h, 'content-type': 'multipart/form-data; boundary=x' })],
      'The body must be the bare file',
      'non un modulo',
    ],
    [
      'another host',
      [(h) => ({ ...h, host: 'elsewhere.example' })],
      'received "elsewhere.example"',
      "L'host fa parte della firma",
    ],
    [
      'an altered query',
      [(h) => h, { url: (u) => u.replace('X-Amz-Expires=3600', 'X-Amz-Expires=7200') }],
      'X-Amz-Expires "3600" -> "7200"',
      "L'url è stato alterato",
    ],
    [
      'separators turned into &amp;',
      [(h) => h, { url: (u) => u.replace('&X-Amz-Security-Token', '&amp;X-Amz-Security-Token') }],
      'The separators & became &amp;',
      'sono diventati &amp;',
    ],
    [
      'another method',
      [(h) => h, { method: 'POST' }],
      'signed for method PUT, the request came with "POST"',
      'firmato per il metodo PUT',
    ],
    ['DELETE', [(h) => h, { method: 'DELETE' }], 'came with "DELETE"', 'DELETE'],
  ];
  it.each(rows)('names the cause: %s', async (_cause, tweak, en, italian) => {
    const { status, xml, hint } = await refusedUpload(...tweak);

    expect(status).toBe(403);
    expect(xml.Code).toBe('SignatureDoesNotMatch');
    expect(xml.Message).toBe(signatureMessage);
    expect(hint?.en).toContain(en);
    expect(hint?.it).toContain(italian);
    expect(hint?.en).toMatch(/^[\x20-\x7e]{1,1000}$/);
  });

  it('names the file whose secret or checksum was sent instead', async () => {
    const neighbour = app.prepare(aPdf('neighbour'));
    const mixedUp = {
      'x-amz-meta-secret': neighbour.slot.secret,
      'x-amz-checksum-sha256': sha256(aPdf('neighbour')),
    };

    const { hint } = await refusedUpload((h) => ({ ...h, ...mixedUp }));

    expect(hint?.en).toContain(`It is the secret of file ${neighbour.slot.key}.`);
    expect(hint?.en).toContain(`It is the sha256 of file ${neighbour.slot.key}.`);
  });

  it('says so when the link of one file is used for the key of another', async () => {
    const neighbour = app.prepare(aPdf('a third'));

    const { hint, slot } = await refusedUpload((h) => h, {
      url: (u) => u.replace(/PN_NOTIFICATION[^?]+/, neighbour.slot.key),
    });

    expect(hint?.en).toContain(`The link belongs to file "${slot.key}", the path asks for "${neighbour.slot.key}"`);
  });

  it('asks for a new link when the sandbox does not know this one', async () => {
    const stranger = createAttachmentRoom(aRoomContext({ seed: 'other' }), createMemoryBytes());
    const [slot] = stranger.preload([{ contentType: 'application/pdf', sha256: sha256(aPdf()) }], app);

    const answer = await call('PUT', slot?.url ?? '', slot && uploadHeaders(slot, aPdf()), aPdf());

    expect(elementsOf(String(answer.body)).Code).toBe('SignatureDoesNotMatch');
    expect(lastHint()?.en).toContain('not signed by this sandbox');
  });
});

describe('form of the checksum header', () => {
  const hex = Buffer.from(sha256(aPdf()), 'base64').toString('hex');
  const right = sha256(aPdf());
  const rows: [form: string, value: string, en: string][] = [
    ['hex', hex, `this is hex, the base64 of the bytes is wanted: ${right}.`],
    ['upper case hex', hex.toUpperCase(), `this is hex, the base64 of the bytes is wanted: ${right}.`],
    ['base64 of the hex text', Buffer.from(hex).toString('base64'), `the base64 of the 32 bytes is wanted: ${right}.`],
    ['base64 of the hex text and a newline', Buffer.from(`${hex}\n`).toString('base64'), `is wanted: ${right}.`],
    ['base64 without padding', right.slice(0, -1), `the final = is missing: ${right}.`],
    ['base64url', `-_${right.slice(2)}`, `plain base64 (+ and /) is wanted: +/${right.slice(2)}.`],
    ['quotes', `"${right}"`, `quotes or blanks around it: ${right}.`],
    ['SHA-1', Buffer.alloc(20, 7).toString('base64'), 'it has the length of SHA-1'],
    ['hex of SHA-512', Buffer.alloc(64, 7).toString('hex'), 'it has the length of SHA-512'],
    ['nonsense', 'abc', '44 base64 characters (32 bytes) are wanted.'],
  ];
  it.each(rows)('%s is 400 InvalidRequest, with the right value', async (_form, value, en) => {
    const { status, xml, hint } = await refusedUpload((h) => ({ ...h, 'x-amz-checksum-sha256': value }));

    expect(status).toBe(400);
    expect(xml).toMatchObject({
      Code: 'InvalidRequest',
      Message: 'Value for x-amz-checksum-sha256 header is invalid.',
    });
    expect(hint?.en).toContain(en);
    expect(hint?.it).toContain('openssl dgst -sha256 -binary FILE | openssl base64 -A');
  });

  it('is looked at before the signature', async () => {
    const { xml } = await refusedUpload((h) => ({ ...h, 'x-amz-checksum-sha256': hex, 'x-amz-meta-secret': 'wrong' }));

    expect(xml.Code).toBe('InvalidRequest');
  });
});

describe('the other refusals of an upload', () => {
  it('other bytes under the right checksum are 400 BadDigest', async () => {
    const { status, xml, hint } = await refusedUpload((h) => h, { body: aPdf('other bytes') });

    expect(status).toBe(400);
    expect(xml).toMatchObject({
      Code: 'BadDigest',
      Message: 'The SHA256 you specified did not match the calculated checksum.',
    });
    expect(hint?.en).toContain(sha256(aPdf()));
    expect(hint?.en).toContain(sha256(aPdf('other bytes')));
    expect(hint?.en).toContain('FAQ');
    expect(hint?.it).toContain('FAQ');
  });

  it('the bytes of another prepared file are named', async () => {
    const neighbour = app.prepare(aPdf('swapped'));

    const { hint } = await refusedUpload((h) => h, { body: aPdf('swapped') });

    expect(hint?.en).toContain(`They are the bytes of file ${neighbour.slot.key}.`);
  });

  it('an unsigned x-amz- header is 403 AccessDenied', async () => {
    const { status, xml, hint } = await refusedUpload((h) => ({
      ...h,
      'x-amz-acl': 'private',
      'x-amz-tagging': 'a=b',
    }));

    expect(status).toBe(403);
    expect(xml).toMatchObject({
      Code: 'AccessDenied',
      Message: 'There were headers present in the request which were not signed',
      HeadersNotSigned: 'x-amz-acl, x-amz-tagging',
    });
    expect(hint?.en).toContain('x-amz-acl, x-amz-tagging');
  });

  it('a voucher sent along is 400 InvalidArgument', async () => {
    const { status, xml, hint } = await refusedUpload((h) => ({ ...h, authorization: 'Bearer abc.def' }));

    expect(status).toBe(400);
    expect(xml).toMatchObject({
      Code: 'InvalidArgument',
      Message:
        'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified',
      ArgumentName: 'Authorization',
      ArgumentValue: 'Bearer abc.def',
    });
    expect(hint?.en).toContain('the PDND voucher must not be sent to the file storage');
    expect(hint?.it).toContain('il voucher PDND');
  });

  it('a declared length beyond the limit is 400 EntityTooLarge before the body', async () => {
    const { slot, headers } = app.prepare(aPdf());

    const answer = await rawCall(slot.url, 'PUT', { ...headers, 'content-length': 1_000_001 }, (req) => req.write('%'));

    expect(answer.status).toBe(400);
    expect(elementsOf(answer.text)).toMatchObject({
      Code: 'EntityTooLarge',
      Message: 'Your proposed upload exceeds the maximum allowed size',
      ProposedSize: '1000001',
      MaxSizeAllowed: '1000000',
    });
    expect(lastHint()?.en).toContain('1000001 bytes, the simulator takes 1000000');
  });

  it('no Content-Length is 411 MissingContentLength', async () => {
    const { slot, headers } = app.prepare(aPdf());

    const answer = await rawCall(slot.url, 'PUT', headers, (req) => {
      req.removeHeader('transfer-encoding');
      req.useChunkedEncodingByDefault = false;
      req.end();
    });

    expect(answer.status).toBe(411);
    expect(elementsOf(answer.text)).toMatchObject({
      Code: 'MissingContentLength',
      Message: 'You must provide the Content-Length HTTP header.',
    });
    expect(lastHint()?.it).toContain('Manca Content-Length');
  });

  it('a chunked body is 501 NotImplemented', async () => {
    const { slot, headers } = app.prepare(aPdf());

    const answer = await rawCall(slot.url, 'PUT', { ...headers, 'transfer-encoding': 'chunked' }, (req) =>
      req.end(aPdf()),
    );

    expect(answer.status).toBe(501);
    expect(elementsOf(answer.text)).toMatchObject({
      Code: 'NotImplemented',
      Message: 'A header you provided implies functionality that is not implemented',
      Header: 'Transfer-Encoding',
    });
    expect(lastHint()?.en).toContain('chunked');
  });

  it('a url without its signature is 403, a truncated one 400', async () => {
    const bare = await refusedUpload((h) => h, { url: (u) => u.slice(0, u.indexOf('?')) });
    const cut = await refusedUpload((h) => h, { url: (u) => u.slice(0, u.indexOf('&X-Amz-Credential')) });

    expect([bare.status, bare.xml.Code, bare.xml.Message]).toEqual([403, 'AccessDenied', 'Access Denied']);
    expect([cut.status, cut.xml.Code]).toEqual([400, 'AuthorizationQueryParametersError']);
    expect(cut.hint?.en).toContain('X-Amz-Credential, X-Amz-Signature, X-Amz-Expires missing');
  });

  it('an unknown bucket is 404 NoSuchBucket, an unknown method 405', async () => {
    const bucket = await refusedUpload((h) => h, { url: (u) => u.replace('sandbox-1', 'sandbox-9') });
    const method = await refusedUpload((h) => h, { method: 'PATCH' });

    expect([bucket.status, bucket.xml.Code, bucket.xml.BucketName]).toEqual([404, 'NoSuchBucket', 'sandbox-9']);
    expect([method.status, method.xml.Code]).toEqual([405, 'MethodNotAllowed']);
  });

  it.each(['%ZZ', '%00', '..%2f..%2fetc', 'a/b/c', "'%3Cx%3E"])('survives the key %s', async (key) => {
    const { slot, headers } = app.prepare(aPdf());

    const answer = await call('PUT', slot.url.replace(/PN_NOTIFICATION[^?]+/, key), headers, aPdf());

    expect(answer.status).toBe(403);
    expect(elementsOf(String(answer.body)).Code).toBe('SignatureDoesNotMatch');
  });

  it('a body that stops coming is 400 RequestTimeout', async () => {
    const impatient = await startStorage({ router: { idleMs: 30 } });
    const { slot, headers } = impatient.prepare(aPdf());

    const answer = await rawCall(slot.url, 'PUT', { ...headers, 'content-length': 5_000 }, (req) => req.write(aPdf()));
    await impatient.stop();

    expect(answer.status).toBe(400);
    expect(elementsOf(answer.text)).toMatchObject({
      Code: 'RequestTimeout',
      Message:
        'Your socket connection to the server was not read from or written to within the timeout period. Idle connections will be closed.',
    });
    expect(impatient.answers.at(-1)?.hint?.en).toContain('5000 bytes');
  });

  it('a body shorter than declared is 400 IncompleteBody', async () => {
    const context = aRoomContext();
    const room = createAttachmentRoom(context, createMemoryBytes());
    const baseUrl = 'http://localhost:7363';
    const [slot] = room.preload([{ contentType: 'application/pdf', sha256: sha256(aPdf()) }], { baseUrl });
    if (!slot) throw new Error('no slot');
    const { pathname, search } = new URL(slot.url);
    const headers = { ...uploadHeaders(slot, aPdf()), host: 'localhost:7363', 'content-length': '1000' };
    const body = (async function* () {
      yield aPdf();
    })();
    const request: StorageRequest = {
      method: 'PUT',
      path: pathname,
      query: search.slice(1),
      headers,
      key: slot.key,
      body,
    };

    const answer = await room.upload(request);

    expect(answer.status).toBe(400);
    expect(elementsOf(String(answer.body))).toMatchObject({
      Code: 'IncompleteBody',
      Message: 'The request body terminated unexpectedly',
    });
    expect(answer.refusal?.hint.en).toContain(`declares 1000 bytes, ${aPdf().length} arrived`);
    expect(room.fileOf(slot.key)).toBeUndefined();
  });
});

describe('life of the link', () => {
  const expiring = async (pass: (context: StorageApp['context']) => void) => {
    const { context, prepare, room, answers, stop } = await startStorage();
    const { slot, headers } = prepare(aPdf());
    pass(context);
    const answer = await call('PUT', slot.url, headers, aPdf());
    await stop();
    return { answer, hint: answers.at(-1)?.hint, file: room.fileOf(slot.key) };
  };

  it('a link older than 60 minutes is 403 AccessDenied, Request has expired', async () => {
    const { answer, hint, file } = await expiring((context) => context.advance(minutes(61)));

    expect(answer.status).toBe(403);
    expect(elementsOf(String(answer.body))).toMatchObject({
      Code: 'AccessDenied',
      Message: 'Request has expired',
      'X-Amz-Expires': '3600',
      Expires: '2026-05-04T11:11:12Z',
      ServerTime: '2026-05-04T11:12:12Z',
    });
    expect(hint?.en).toContain('61 have passed');
    expect(hint?.it).toContain('è scaduto');
    expect(file).toBeUndefined();
  });

  it('real time counts on a standing clock', async () => {
    const { answer } = await expiring((context) => context.waitReally(days(8)));

    expect(elementsOf(String(answer.body))).toMatchObject({
      Message: 'Request has expired',
      ServerTime: '2026-05-12T10:11:12Z',
    });
  });

  it('a link lives for 60 minutes', async () => {
    const { answer } = await expiring((context) => context.advance(minutes(60)));

    expect(answer.status).toBe(200);
  });

  it('a link from before a reset is expired', async () => {
    const { prepare, room, stop } = await startStorage();
    const { slot, headers } = prepare(aPdf());
    room.reset();

    const answer = await call('PUT', slot.url, headers, aPdf());
    await stop();

    expect(elementsOf(String(answer.body))).toMatchObject({
      Message: 'Request has expired',
      Expires: '2026-05-04T11:11:12Z',
      ServerTime: '2026-05-04T11:11:12Z',
    });
  });
});
