import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Request, type Response, Router } from 'express';
import { delayed, faultHint, letThrough } from '../../http/fault-effects.js';
import type { ActingFault } from '../../http/fault-room.js';
import { createSeed } from '../../sandbox/seed.js';
import type { Said } from '../../text/said.js';
import type { Refusal } from './access.js';
import {
  accepted,
  BodyStalled,
  type GeneratedDocument,
  refused,
  type StorageAnswer,
  type StorageRequest,
} from './answer.js';
import { corsHeaders, preflightRefusal } from './cors.js';
import { idleUploadMs } from './facts.js';
import { requestIds } from './formats.js';
import { hints } from './hints.js';
import { pathOf, storagePath } from './links.js';
import { s3Errors } from './s3-errors.js';
import type { AttachmentRoom } from './service.js';
import { decodePath } from './signature.js';

/** What became of a request, before it is sent. */
export interface StorageAnswered {
  readonly req: Request;
  readonly operation: 'uploadObject' | 'downloadObject';
  readonly bucket: string;
  readonly key: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** XML of a refusal; contents of files are not shown. */
  readonly body: string | undefined;
  /** Amazon's code of a refusal. */
  readonly code: string | undefined;
  readonly hint: Said | undefined;
  readonly fault: ActingFault | undefined;
}

export interface StorageRouterOptions {
  /** The room of the sandbox whose bucket the link names. */
  roomOf(req: Request): AttachmentRoom | undefined;
  /** The host by which the client reached us, as `new URL(baseUrl).host` of the links. */
  hostOf(req: Request): string;
  documentOf(req: Request, key: string, token: string | undefined): Promise<GeneratedDocument | undefined>;
  /** Journal, hints, durability: awaited before the answer leaves; the headers it returns are added. */
  onAnswer(answered: StorageAnswered): Promise<Readonly<Record<string, string>>> | Readonly<Record<string, string>>;
  /** The fault that acts on a call; absent: nothing goes wrong on purpose. */
  readonly faultOf?: (call: Pick<StorageAnswered, 'req' | 'operation'>) => ActingFault | undefined;
  /** Real time: calls once after so many milliseconds. */
  readonly after?: (ms: number, call: () => void) => () => void;
  /** How long an upload may be silent, in real milliseconds. */
  readonly idleMs?: number;
}

const knownMethods = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'OPTIONS'];

/** The presigned links: `/safestorage/<bucket>/<key>`. Stands before every body parser. */
export const storageRouter = (options: StorageRouterOptions): Router => {
  const router = Router();
  router.use(storagePath, async (req, res) => {
    const { path, query, bucket, key } = targetOf(req);
    const headers = { ...singleHeaders(req), host: options.hostOf(req) };
    const body = bodyOf(req, options.idleMs ?? idleUploadMs);
    const operation = ['GET', 'HEAD'].includes(req.method) ? 'downloadObject' : 'uploadObject';
    // A browser asks before it calls: that is no call of the client's.
    const fault = req.method === 'OPTIONS' ? undefined : options.faultOf?.({ req, operation });
    const answered =
      (fault && insteadOfAnswer(fault, bucket, req.method)) ??
      (await answerTo(options, req, bucket, { method: req.method, path, query, headers, key, body }).catch(
        (error: unknown) => {
          if (req.complete || !req.destroyed) throw error;
          return undefined;
        },
      ));
    // The client went away in the middle of its upload: nobody is left to answer.
    if (!answered) return;
    const answer = fault ? spoiltAnswer(fault, answered) : answered;
    const { status, refusal } = answer;
    const wire = { ...answer.headers, ...corsHeaders(headers) };
    const added = await options.onAnswer({
      req,
      operation,
      bucket,
      key,
      status,
      headers: wire,
      body: typeof answer.body === 'string' ? answer.body : undefined,
      code: refusal?.error.code,
      hint: refusal?.hint ?? (fault && faultHint(fault)),
      fault,
    });
    if (fault) {
      if (options.after) await delayed(fault, res, options.after);
      if (!letThrough(fault, res)) return;
    }
    await send(req, res, answer, { ...wire, ...added });
  });
  return router;
};

/** The answer in place of a call that is not made; undefined: it is made. */
const insteadOfAnswer = (fault: ActingFault, bucket: string, method: string): StorageAnswer | undefined => {
  const { status, drop } = fault.do;
  if (drop === 'before') return { status: 0, headers: {} };
  const refusal = status !== undefined && { error: s3Errors.wanted(status), hint: faultHint(fault) };
  return refusal ? refused(requestIds(createSeed(bucket), 0), refusal, method) : undefined;
};

const spoiltAnswer = ({ do: { body, headers } }: ActingFault, answer: StorageAnswer): StorageAnswer => {
  const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
  if (text === undefined) return { ...answer, headers: { ...answer.headers, ...headers } };
  if (answer.body instanceof Readable) answer.body.destroy();
  const length = { 'content-length': String(Buffer.byteLength(text)) };
  return { ...answer, headers: { ...answer.headers, ...length, ...headers }, body: text };
};

const answerTo = async (
  { roomOf, documentOf }: StorageRouterOptions,
  req: Request,
  bucket: string,
  request: StorageRequest,
): Promise<StorageAnswer> => {
  const room = roomOf(req);
  // Answers that no room gives have ids all the same.
  const ids = requestIds(createSeed(bucket), 0);
  const refuse = (refusal: Refusal) => refused(ids, refusal, request.method);
  const { method } = request;
  if (!room) return refuse({ error: s3Errors.noSuchBucket(bucket), hint: hints.noSuchBucket(bucket) });
  if (!knownMethods.includes(method)) {
    return refuse({ error: s3Errors.methodNotAllowed(method), hint: hints.methodNotAllowed(method) });
  }
  if (method === 'OPTIONS') {
    const refusal = preflightRefusal(request.headers);
    return refusal ? refuse(refusal) : accepted(ids, {});
  }
  return method === 'PUT' ? room.upload(request) : room.download(request, (key, token) => documentOf(req, key, token));
};

/** Path and query as they came; Express would decode them. */
const targetOf = (req: Request): { path: string; query: string; bucket: string; key: string } => {
  const [rawPath = '', ...rest] = req.url.split('?');
  const [bucket = '', ...key] = rawPath.replace(/^\//, '').split('/');
  const rawKey = key.join('/');
  return { path: pathOf(bucket, rawKey), query: rest.join('?'), bucket: decodePath(bucket), key: decodePath(rawKey) };
};

const singleHeaders = (req: Request): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(req.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value]),
  );

/** The body, untouched until somebody reads it. Ends in an error when the client leaves or falls silent. */
async function* bodyOf(req: Request, idleMs: number): AsyncGenerator<Uint8Array> {
  const body = new PassThrough();
  req.once('error', (error) => body.destroy(error));
  req.setTimeout(idleMs, () => body.destroy(new BodyStalled()));
  try {
    yield* req.pipe(body);
  } finally {
    req.socket.setTimeout(0);
  }
}

const send = async (
  req: Request,
  res: Response,
  { status, body, refusal }: StorageAnswer,
  headers: Readonly<Record<string, string>>,
): Promise<void> => {
  res.removeHeader('x-powered-by');
  // The rest of a body that is too long or does not come is not waited for.
  const isCutOff = refusal && ['EntityTooLarge', 'RequestTimeout'].includes(refusal.error.code);
  res.writeHead(status, { ...headers, ...(isCutOff && !req.complete && { connection: 'close' }) });
  if (!(body instanceof Readable)) {
    res.end(body);
    return;
  }
  // A client that leaves in the middle of its download is no error of ours; anything else has cut the answer short.
  await pipeline(body, res).catch(() => res.destroy());
};
