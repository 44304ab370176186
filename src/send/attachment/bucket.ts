import { type Instant, toEpochMs } from '../../clock/instant.js';
import { BytesTooLarge, type StagedBytes, StoreDamaged } from '../../store/ports.js';
import type { Refusal } from './access.js';
import { admit, expired, otherFiles } from './admission.js';
import {
  accepted,
  BodyStalled,
  type DocumentSource,
  refused,
  type StorageAnswer,
  type StorageRequest,
} from './answer.js';
import { type ContentReaders, contentFacts } from './content.js';
import type { Depot } from './depot.js';
import { checksumHeader } from './facts.js';
import { encryptionHeaders, entityTag, newVersionId, requestIds } from './formats.js';
import { hints } from './hints.js';
import { dispositionOf } from './links.js';
import type { Link } from './model.js';
import { s3Errors } from './s3-errors.js';

/** The store as Amazon S3 shows it to whoever holds a presigned link. */
export interface Bucket {
  upload(request: StorageRequest): Promise<StorageAnswer>;
  download(request: StorageRequest, documentOf: DocumentSource): Promise<StorageAnswer>;
}

export const createBucket = (depot: Depot, limitBytes: number, readers: ContentReaders): Bucket => {
  const { bytes, state } = depot;
  const { seed } = depot.context;
  const nextIds = () => requestIds(seed, seed.next('attachment.request'));

  /** Frees the bytes of files that nobody can use any more. */
  const sweep = async (): Promise<void> => {
    const keys: string[] = [];
    for (const file of state.unattached()) {
      if (!depot.isExpired(file)) break;
      keys.push(file.key);
    }
    if (keys.length === 0) return;
    await Promise.all(keys.map((key) => bytes.remove(key)));
    depot.record({ kind: 'forgotten', keys });
  };

  /** Takes the body in; what is declared is only believed when it fits. */
  const stage = async (request: StorageRequest): Promise<StagedBytes | Refusal> => {
    const declared = Number(request.headers['content-length']);
    const tooLarge: Refusal = {
      error: s3Errors.entityTooLarge(declared, limitBytes),
      hint: hints.tooLarge(declared, limitBytes),
    };
    if (declared > limitBytes) return tooLarge;
    try {
      const staged = await bytes.stage(request.body, limitBytes);
      if (staged.contentLength === declared) return staged;
      await staged.discard();
      return { error: s3Errors.incompleteBody(), hint: hints.incompleteBody(declared, staged.contentLength) };
    } catch (error) {
      if (error instanceof BytesTooLarge) return tooLarge;
      if (error instanceof BodyStalled)
        return { error: s3Errors.requestTimeout(), hint: hints.requestTimeout(declared) };
      throw error;
    }
  };

  const store = async (request: StorageRequest, { key }: Link): Promise<Refusal | { readonly versionId: string }> => {
    const file = state.file(key);
    const epoch = state.epoch();
    // A reset may come while bytes travel; what began before it must leave nothing behind.
    const isGone = () => state.epoch() !== epoch || state.file(key) === undefined;
    const staged = await stage(request);
    if ('error' in staged) return staged;
    if (!file || isGone()) {
      await staged.discard();
      return expired(depot, request, undefined);
    }
    const { sha256Base64, contentLength, head } = staged;
    if (sha256Base64 !== file.sha256Base64) {
      await staged.discard();
      const otherKey = otherFiles(depot).keyOfChecksum(sha256Base64);
      const hint = hints.badDigest(file.sha256Base64, sha256Base64, contentLength, otherKey);
      return { error: s3Errors.badDigest(), hint };
    }
    await staged.commit(key);
    const facts = await contentFacts(
      { contentType: file.contentType, contentLength },
      () => bytes.readAll(key),
      readers,
    );
    if (isGone()) {
      await bytes.remove(key);
      return expired(depot, request, undefined);
    }
    const versionId = newVersionId(seed);
    const startsLikePdf = head.subarray(0, 5).toString('latin1') === '%PDF-';
    depot.record({ kind: 'uploaded', key, versionId, contentLength, startsLikePdf, ...facts });
    return { versionId };
  };

  /** Content and headers of what a download link leads to. */
  const load = async (link: Link, withBody: boolean, documentOf: DocumentSource) => {
    const file = depot.liveFile(link.key);
    if (file?.upload) {
      const { contentLength, versionId, uploadedAt } = file.upload;
      const body = withBody ? await bytes.read(file.key, file.sha256Base64) : undefined;
      if (withBody && !body) {
        // A reset may have come meanwhile.
        if (!depot.liveFile(link.key)?.upload) return undefined;
        throw new StoreDamaged(`the content of ${file.key} is gone`);
      }
      const headers = storedHeaders(file.contentType, contentLength, versionId, uploadedAt);
      return { body, headers: { ...headers, 'x-amz-version-id': versionId } };
    }
    const document = await documentOf(link.key, link.token);
    if (!document) return undefined;
    const body = withBody ? document.bytes : undefined;
    return { body, headers: storedHeaders(document.contentType, document.bytes.length, link.key, link.at) };
  };

  const storedHeaders = (contentType: string, length: number, version: string, at: Instant) => ({
    'content-type': contentType,
    'content-length': String(length),
    'last-modified': new Date(toEpochMs(at)).toUTCString(),
    etag: entityTag(seed, version),
    ...encryptionHeaders(seed),
  });

  return {
    upload: async (request) => {
      const admitted = admit(depot, request);
      if ('refusal' in admitted) return refused(nextIds(), admitted.refusal, request.method);
      await sweep();
      const stored = await store(request, admitted.link);
      if ('error' in stored) return refused(nextIds(), stored, request.method);
      return accepted(nextIds(), {
        'x-amz-version-id': stored.versionId,
        etag: entityTag(seed, stored.versionId),
        [checksumHeader]: request.headers[checksumHeader] ?? '',
        ...encryptionHeaders(seed),
      });
    },
    download: async (request, documentOf) => {
      const refuse = (refusal: Refusal) => refused(nextIds(), refusal, request.method);
      const admitted = admit(depot, request);
      if ('refusal' in admitted) return refuse(admitted.refusal);
      const { key, overrides } = admitted.link;
      const found = await load(admitted.link, request.method === 'GET', documentOf);
      if (!found) return refuse({ error: s3Errors.noSuchKey(key), hint: hints.noSuchKey(key) });
      const { contentType, filename } = overrides;
      const headers = {
        ...found.headers,
        ...(contentType !== undefined && { 'content-type': contentType }),
        ...(filename !== undefined && { 'content-disposition': dispositionOf(filename) }),
      };
      return accepted(nextIds(), headers, found.body);
    },
  };
};
