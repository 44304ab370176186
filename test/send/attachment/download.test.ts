import { afterEach, describe, expect, it } from 'vitest';
import { days, minutes, plus, seconds } from '../../../src/clock/instant.js';
import { type AppOptions, aPdf, call, elementsOf, type StorageApp, startStorage } from './storage-app.js';

const iun = 'KUKM-NGDV-VEWU-202512-T-1';
const running: StorageApp[] = [];
afterEach(() => Promise.all(running.splice(0).map((app) => app.stop())));

const start = async (options?: AppOptions): Promise<StorageApp> => {
  const app = await startStorage(options);
  running.push(app);
  return app;
};

const uploaded = async (app: StorageApp, file = aPdf()): Promise<string> => {
  const { slot, headers } = app.prepare(file);
  expect((await call('PUT', slot.url, headers, file)).status).toBe(200);
  return slot.key;
};

describe('a download link', () => {
  it('gives the bytes with the headers of the store', async () => {
    const app = await start();
    const key = await uploaded(app);

    const answer = await call('GET', app.room.linkTo(`safestorage://${key}`, app));

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(aPdf());
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(aPdf().length),
      'last-modified': 'Mon, 04 May 2026 10:11:12 GMT',
      'x-amz-version-id': app.room.fileOf(key)?.versionId,
      'x-amz-server-side-encryption': 'aws:kms',
      server: 'AmazonS3',
    });
    expect(app.answers.at(-1)).toMatchObject({ operation: 'downloadObject', key, status: 200, body: undefined });
  });

  it('signs the host alone', async () => {
    const app = await start();
    const url = new URL(app.room.linkTo(await uploaded(app), app));

    expect(url.searchParams.get('X-Amz-SignedHeaders')).toBe('host');
    expect(url.searchParams.has('response-content-disposition')).toBe(false);
  });

  it('may prescribe name and content type', async () => {
    const app = await start();
    const key = await uploaded(app);
    const url = app.room.linkTo(key, { ...app, filename: 'atto "è".pdf', contentType: 'application/octet-stream' });

    const answer = await call('GET', url);

    expect(answer.headers['content-type']).toBe('application/octet-stream');
    expect(answer.headers['content-disposition']).toBe('attachment; filename="atto ___.pdf"');
  });

  it('works for HEAD only when signed for it', async () => {
    const app = await start();
    const key = await uploaded(app);

    const head = await call('HEAD', app.room.linkTo(key, { ...app, method: 'HEAD' }));
    const wrong = await call('HEAD', app.room.linkTo(key, app));

    expect([head.status, head.headers['content-length']]).toEqual([200, String(aPdf().length)]);
    expect(wrong.status).toBe(403);
    expect(app.answers.at(-1)?.hint?.en).toContain('signed for method GET, the request came with "HEAD"');
  });

  it('refuses a changed parameter, another host and a voucher', async () => {
    const app = await start();
    const url = app.room.linkTo(await uploaded(app), app);
    const codeOf = async (test: ReturnType<typeof call>) => elementsOf(String((await test).body)).Code;

    expect(await codeOf(call('GET', url.replace('Expires=3600', 'Expires=999999')))).toBe('SignatureDoesNotMatch');
    expect(app.answers.at(-1)?.hint?.en).toContain('X-Amz-Expires "3600" -> "999999"');
    expect(await codeOf(call('GET', url, { host: 'other.example' }))).toBe('SignatureDoesNotMatch');
    expect(app.answers.at(-1)?.hint?.it).toContain('"other.example"');
    expect(await codeOf(call('GET', url, { authorization: 'Bearer x' }))).toBe('InvalidArgument');
    expect(await codeOf(call('GET', url, { 'x-amz-meta-secret': 'x' }))).toBe('AccessDenied');
  });

  it('is not the link of the upload', async () => {
    const app = await start();
    const { slot } = app.prepare(aPdf());

    const answer = await call('GET', slot.url);

    expect(answer.status).toBe(403);
    expect(app.answers.at(-1)?.hint?.en).toContain('signed for method PUT, the request came with "GET"');
  });

  it('expires after 60 minutes of storage time, and new links do not wake it', async () => {
    const app = await start();
    const key = await uploaded(app);
    const url = app.room.linkTo(key, app);
    app.context.advance(minutes(30));
    const younger = app.room.linkTo(key, app);
    app.context.waitReally(minutes(31));
    app.room.linkTo(key, app);

    const old = await call('GET', url);

    expect(old.status).toBe(403);
    expect(elementsOf(String(old.body)).Message).toBe('Request has expired');
    expect((await call('GET', younger)).status).toBe(200);
  });

  it('gives 404 NoSuchKey when the file was never uploaded', async () => {
    const app = await start();
    const { slot } = app.prepare(aPdf());

    const answer = await call('GET', app.room.linkTo(slot.key, app));

    expect(answer.status).toBe(404);
    expect(elementsOf(String(answer.body))).toMatchObject({
      Code: 'NoSuchKey',
      Message: 'The specified key does not exist.',
      Key: slot.key,
    });
    expect(app.answers.at(-1)?.hint?.en).toContain(slot.key);
  });

  it('leads to documents that were never uploaded, with the token of whoever made it', async () => {
    const asked: unknown[] = [];
    const app = await start({
      router: {
        documentOf: async ({ path }, key, token) => {
          asked.push([path, key, token]);
          return { bytes: aPdf('legal fact'), contentType: 'application/pdf' };
        },
      },
    });

    const url = app.room.linkTo('safestorage://PN_LEGAL_FACTS-1.pdf', { ...app, token: 'MWRP-ZGAL-JGDK-202610-T-1' });
    const answer = await call('GET', url);

    expect(asked).toEqual([['/sandbox-1/PN_LEGAL_FACTS-1.pdf', 'PN_LEGAL_FACTS-1.pdf', 'MWRP-ZGAL-JGDK-202610-T-1']]);
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(answer.body).toEqual(aPdf('legal fact'));
  });
});

describe('retention', () => {
  it('forgets a file after seven days when no notification uses it', async () => {
    const app = await start();
    const key = await uploaded(app);

    app.context.advance(days(7));
    expect(app.room.fileOf(key)?.status).toBe('PRELOADED');
    app.context.advance(seconds(1));

    expect(app.room.fileOf(key)).toBeUndefined();
    expect(await app.room.contentOf(key)).toBeUndefined();
    expect((await call('GET', app.room.linkTo(key, app))).status).toBe(404);
  });

  it('counts the days from the latest upload', async () => {
    const app = await start();
    const { slot, headers } = app.prepare(aPdf());
    await call('PUT', slot.url, headers, aPdf());
    app.context.advance(minutes(59));
    await call('PUT', slot.url, headers, aPdf());

    app.context.advance(days(7));

    expect(app.room.fileOf(slot.key)).toBeDefined();
  });

  it('keeps a file that a notification uses', async () => {
    const app = await start();
    const key = await uploaded(app);

    app.room.attach(`safestorage://${key}`, iun);
    app.context.advance(days(100));

    expect(app.room.fileOf(key)?.status).toBe('ATTACHED');
    expect((await call('GET', app.room.linkTo(key, app))).body).toEqual(aPdf());
  });

  it('cannot attach what has expired or was never uploaded', async () => {
    const app = await start();
    const key = await uploaded(app);
    const { slot } = app.prepare(aPdf());
    app.context.advance(days(8));
    const before = app.context.steps.length;

    app.room.attach(key, iun);
    app.room.attach(slot.key, iun);
    app.room.attach('unknown', iun);

    expect(app.context.steps.length).toBe(before);
  });

  it('may be switched off', async () => {
    const app = await start({ room: { retention: 'off' } });
    const key = await uploaded(app);

    app.context.advance(days(1_000));

    expect(app.room.fileOf(key)?.contentLength).toBe(aPdf().length);
  });

  it('frees the bytes of forgotten files with the next upload', async () => {
    const app = await start();
    const old = await uploaded(app, aPdf('old'));
    const kept = await uploaded(app, aPdf('kept'));
    app.room.attach(kept, iun);
    app.context.advance(days(8));

    const young = await uploaded(app, aPdf('young'));

    expect(await app.bytes.readAll(old)).toBeUndefined();
    expect(await app.bytes.readAll(kept)).toEqual(aPdf('kept'));
    expect(await app.bytes.readAll(young)).toEqual(aPdf('young'));
    expect(app.room.counts?.()).toMatchObject({ preloads: 2 });
  });
});

describe('pages', () => {
  it('are counted with the upload, one when they cannot be', async () => {
    const countPages = (bytes: Buffer) => {
      if (bytes.includes('broken')) throw new Error('no PDF');
      return 3;
    };
    const app = await start({ room: { countPages } });
    const good = await uploaded(app);
    const broken = await uploaded(app, aPdf('broken'));

    expect(app.room.fileOf(good)?.pages).toBe(3);
    expect(app.room.fileOf(broken)?.pages).toBe(1);
  });
});

describe('a restart', () => {
  it('finds files, states and links as they were', async () => {
    const app = await start();
    const attached = await uploaded(app, aPdf('attached'));
    app.context.advance(minutes(10));
    const waiting = await uploaded(app, aPdf('waiting'));
    app.room.attach(attached, iun);
    const { slot, headers } = app.prepare(aPdf('to come'));
    const link = app.room.linkTo(waiting, { ...app, filename: 'atto.pdf' });

    const again = await start({
      context: app.context,
      bytes: app.bytes,
      router: { hostOf: () => new URL(app.baseUrl).host },
    });
    app.context.replayInto(again.room);
    const onNewPort = (url: string) => url.replace(app.baseUrl, again.baseUrl);

    for (const key of [attached, waiting, slot.key]) expect(again.room.fileOf(key)).toEqual(app.room.fileOf(key));
    expect(again.room.fileOf(waiting)?.uploadedAt).toBe(
      plus(app.context.steps[0]?.at ?? app.context.time.now(), minutes(10)),
    );
    expect(again.room.counts?.()).toEqual(app.room.counts?.());
    expect((await call('GET', onNewPort(link))).body).toEqual(aPdf('waiting'));
    expect((await call('PUT', onNewPort(slot.url), headers, aPdf('to come'))).status).toBe(200);
  });
});
