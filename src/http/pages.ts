import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { type Request, type Response, Router } from 'express';

/**
 * What our pages may do: load and call this origin, show pictures and documents that they made themselves. No script or
 * style inside of a page, and no frame around one.
 */
const policy = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "frame-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const headers = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
};

/** The build writes a hash of the content into these names: what has one never changes. */
const hashed = /^assets\//;

/** Names that can lie in the folder: no way up, no hidden file. */
const isName = (path: string): boolean => path.split('/').every((part) => /^\w[\w.-]*$/.test(part));

/**
 * The web pages, built ahead: the console at `/console` and below, the API page at `/docs`. They are open, also where
 * `/_sim` asks for a token: without it they can show nothing.
 *
 * @param folder where the build has put them
 */
export const pagesRouter = (folder: string): Router => {
  const router = Router({ caseSensitive: true });

  const read = async (name: string): Promise<Buffer | undefined> => {
    if (!isName(name)) return undefined;
    try {
      return await readFile(join(folder, name));
    } catch {
      return undefined;
    }
  };

  const give = (res: Response, name: string, bytes: Buffer): void => {
    // By content: files of an npm package all have the same date, and a new page may be as long as the old one.
    res.set({
      ...headers,
      etag: `"${createHash('sha256').update(bytes).digest('base64url')}"`,
      'cache-control': hashed.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
    });
    res.type(extname(name)).send(bytes);
  };

  /** The file of that name, else the page that finds out by itself what its address means. */
  const answer = async (req: Request, res: Response, name: string, page: string): Promise<void> => {
    if (req.method !== 'GET' && req.method !== 'HEAD') {
      refuse(res.set('allow', 'GET, HEAD'), 405, `${req.method} ${req.originalUrl}: pages are read with GET`);
      return;
    }
    const bytes = await read(name);
    if (bytes) return give(res, name, bytes);
    if (hashed.test(name)) {
      refuse(res, 404, `${req.originalUrl}: there is no such file; load the page again if the simulator was updated`);
      return;
    }
    const whole = await read(page);
    if (whole) give(res, page, whole);
    else refuse(res, 503, `The pages are not built: ${join(folder, page)} is missing. Run "npm run build" and reload.`);
  };

  router.use('/console', (req, res) => answer(req, res, req.path.slice(1), 'index.html'));
  router.all('/docs', (req, res) => answer(req, res, 'docs.html', 'docs.html'));
  return router;
};

const refuse = (res: Response, status: number, text: string): void => {
  res.status(status).set(headers).set('cache-control', 'no-store').type('text/plain').send(`${text}\n`);
};
