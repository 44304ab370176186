import type { Readable } from 'node:stream';
import type { Refusal } from './access.js';
import type { RequestIds } from './formats.js';
import { s3ErrorXml } from './s3-errors.js';
import type { SignedRequest } from './signature.js';

/** A request to the store. */
export interface StorageRequest extends SignedRequest {
  /** Decoded. */
  readonly key: string;
  /** Read at most once, and not at all when the headers are refused. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** An answer of the store. */
export interface StorageAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | Readable;
  /** On refusals: what is on the wire, and why. */
  readonly refusal?: Refusal;
}

/** Raised by a body whose sender has fallen silent. */
export class BodyStalled extends Error {}

export interface GeneratedDocument {
  readonly bytes: Buffer;
  readonly contentType: string;
}

/** Produces a document that was never uploaded; `token` is what its link was made with. */
export type DocumentSource = (key: string, token: string | undefined) => Promise<GeneratedDocument | undefined>;

const amazonHeaders = (ids: RequestIds): Record<string, string> => ({
  'x-amz-request-id': ids.requestId,
  'x-amz-id-2': ids.hostId,
  server: 'AmazonS3',
});

export const accepted = (
  ids: RequestIds,
  headers: Readonly<Record<string, string>>,
  body?: Buffer | Readable,
): StorageAnswer => ({
  status: 200,
  headers: { ...amazonHeaders(ids), 'content-length': '0', ...headers },
  ...(body && { body }),
});

/** The XML error; a HEAD has its status only. */
export const refused = (ids: RequestIds, refusal: Refusal, method: string): StorageAnswer => {
  const xml = method === 'HEAD' ? undefined : s3ErrorXml(refusal.error, ids);
  return {
    status: refusal.error.status,
    headers: {
      ...amazonHeaders(ids),
      'content-type': 'application/xml',
      ...(xml !== undefined && { 'content-length': String(Buffer.byteLength(xml)) }),
    },
    ...(xml !== undefined && { body: xml }),
    refusal,
  };
};
