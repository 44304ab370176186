import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express, { type Express } from 'express';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pagesRouter } from '../../src/http/pages.js';
import { startSimulator } from '../../src/simulator.js';

const appOf = (folder: string): Express => {
  const app = express();
  app.disable('etag');
  app.use(pagesRouter(folder));
  app.use((_req, res) => void res.status(403).json({ message: 'Missing Authentication Token' }));
  return app;
};

describe('the web pages', () => {
  let folder: string;
  let app: Express;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'pages-'));
    mkdirSync(join(folder, 'console', 'assets'), { recursive: true });
    writeFileSync(join(folder, 'secret.txt'), 'secret');
    writeFileSync(join(folder, 'console', '.hidden'), 'secret');
    writeFileSync(join(folder, 'console', 'index.html'), '<!doctype html><title>console</title>');
    writeFileSync(join(folder, 'console', 'docs.html'), '<!doctype html><title>docs</title>');
    writeFileSync(join(folder, 'console', 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    writeFileSync(join(folder, 'console', 'assets', 'main-Ab12.js'), 'export const one = 1;');
    app = appOf(join(folder, 'console'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['/console', 'console'],
    ['/console/', 'console'],
    ['/console/notifications/DHUJ-QYVT-DMVH-202603-P-1', 'console'],
    ['/docs', 'docs'],
  ])('%s is a page that is asked for anew each time', async (path, title) => {
    const { status, headers, text } = await request(app).get(path);

    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      'text/html; charset=utf-8',
      'no-cache',
    ]);
    expect(text).toContain(`<title>${title}</title>`);
  });

  it('gives what has its hash in the name for good, everything else by its kind', async () => {
    const script = await request(app).get('/console/assets/main-Ab12.js');
    const icon = await request(app).get('/console/icon.svg');

    expect(script.text).toBe('export const one = 1;');
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect([icon.headers['content-type'], icon.headers['cache-control']]).toEqual(['image/svg+xml', 'no-cache']);
  });

  it('knows a page again by its content, whatever the date of its file', async () => {
    const first = await request(app).get('/console');
    const again = await request(app)
      .get('/console')
      .set('if-none-match', first.headers.etag ?? '');
    writeFileSync(join(folder, 'console', 'index.html'), '<!doctype html><title>CONSOLE</title>');
    const changed = await request(app)
      .get('/console')
      .set('if-none-match', first.headers.etag ?? '');
    writeFileSync(join(folder, 'console', 'index.html'), '<!doctype html><title>console</title>');

    expect([again.status, again.text, changed.status]).toEqual([304, '', 200]);
  });

  it('answers HEAD without a body', async () => {
    const { status, headers, text } = await request(app).head('/console/assets/main-Ab12.js');

    expect([status, headers['content-length'], text]).toEqual([200, '21', undefined]);
  });

  it.each(['/console', '/console/assets/main-Ab12.js', '/console/assets/gone.js', '/docs'])(
    '%s lets nothing in from elsewhere, nothing inline, and stands in no frame',
    async (path) => {
      const { headers } = await request(app).get(path);
      const policy = String(headers['content-security-policy']);

      expect(policy).toMatch(/^default-src 'self';/);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
      expect(headers['x-content-type-options']).toBe('nosniff');
    },
  );

  it('refuses what is no reading', async () => {
    const { status, headers, text } = await request(app).post('/console');

    expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
    expect(text).toContain('POST /console');
  });

  it('says that a file of an older build is gone, instead of giving a page for a script', async () => {
    const { status, headers, text } = await request(app).get('/console/assets/main-0000.js');

    expect([status, headers['content-type']]).toEqual([404, 'text/plain; charset=utf-8']);
    expect(text).toContain('load the page again');
  });

  it.each([
    '/console/../secret.txt',
    '/console/%2e%2e/secret.txt',
    '/console/..%2fsecret.txt',
    '/console/..%5csecret.txt',
    '/console/assets/..%2f..%2fsecret.txt',
    '/console//secret.txt',
    '/console/.hidden',
    '/console/%00',
    '/console/%E0%A4%A',
  ])('never leaves its folder: %s', async (path) => {
    const { text } = await request(app).get(path);

    expect(text).not.toBe('secret');
  });

  it('leaves all other paths to who comes after it', async () => {
    const statuses = await Promise.all(
      ['/', '/consoles', '/docs/more', '/delivery'].map(async (path) => (await request(app).get(path)).status),
    );

    expect(statuses).toEqual([403, 403, 403, 403]);
  });

  it('says how to build the pages where they are not built', async () => {
    const { status, text } = await request(appOf(join(folder, 'nowhere'))).get('/console');

    expect(status).toBe(503);
    expect(text).toContain('npm run build');
  });
});

describe('a simulator', () => {
  it('serves its pages without a token, also where nothing listens, and never as a call of a client', async () => {
    const simulator = await startSimulator({ port: false, controlToken: 'secret-token' });
    try {
      const page = await simulator.fetch('/console');
      const journal = await simulator.fetch('/_sim/journal', { headers: { authorization: 'Bearer secret-token' } });
      const { items } = (await journal.json()) as { readonly items: readonly unknown[] };

      expect([200, 503]).toContain(page.status);
      expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(items).toEqual([]);
    } finally {
      await simulator.stop();
    }
  });
});
