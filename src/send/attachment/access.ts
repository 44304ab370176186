import type { Said } from '../../text/said.js';
import { checksumRepair } from './checksum-form.js';
import { checksumHeader } from './facts.js';
import { hints } from './hints.js';
import { type S3Error, s3Errors } from './s3-errors.js';
import { parameter, parseQuery, type SignedRequest, type Signer, verify } from './signature.js';

/** The store says no: what goes on the wire, and why. */
export interface Refusal {
  readonly error: S3Error;
  readonly hint: Said;
}

const presignedParameters = [
  'X-Amz-Algorithm',
  'X-Amz-Credential',
  'X-Amz-Signature',
  'X-Amz-Date',
  'X-Amz-SignedHeaders',
  'X-Amz-Expires',
];

/**
 * Is the request well formed? Looked at before the signature.
 *
 * Order: two ways of authentication, parameters of the signature, then for an upload form of the checksum, transfer
 * coding, length. unsure: the order among them.
 */
export const malformed = (request: SignedRequest): Refusal | undefined => {
  const query = parseQuery(request.query);
  const missing = presignedParameters.filter((name) => parameter(query, name) === undefined);
  const { authorization } = request.headers;
  if (authorization !== undefined && missing.length < presignedParameters.length) {
    return { error: s3Errors.twoAuthMechanisms(authorization), hint: hints.authorization(authorization) };
  }
  if (missing.length === presignedParameters.length) {
    return { error: s3Errors.notPresigned(), hint: hints.notPresigned() };
  }
  if (missing.length > 0) return { error: s3Errors.queryIncomplete(), hint: hints.queryIncomplete(missing) };
  return request.method === 'PUT' ? malformedUpload(request.headers) : undefined;
};

const malformedUpload = (headers: SignedRequest['headers']): Refusal | undefined => {
  const checksum = headers[checksumHeader];
  const repair = checksum === undefined ? undefined : checksumRepair(checksum);
  if (checksum !== undefined && repair) {
    return { error: s3Errors.checksumInvalid(), hint: hints.checksumFormat(checksum, repair) };
  }
  if (headers['transfer-encoding'] !== undefined) return { error: s3Errors.chunked(), hint: hints.chunked() };
  if (headers['content-length'] === undefined) {
    return { error: s3Errors.missingContentLength(), hint: hints.missingContentLength() };
  }
  return undefined;
};

/**
 * Does the signature cover what arrived? A signature that does not fit is looked at before headers that it leaves out.
 *
 * @param why names the cause when the signatures differ
 */
export const unauthenticated = (request: SignedRequest, sign: Signer, why: () => Said): Refusal | undefined => {
  const query = parseQuery(request.query);
  const verdict = verify(request, sign);
  if (!verdict.ok) {
    const error = s3Errors.signatureDoesNotMatch({
      accessKeyId: (parameter(query, 'X-Amz-Credential') ?? '').split('/')[0] ?? '',
      signature: parameter(query, 'X-Amz-Signature') ?? '',
      stringToSign: verdict.stringToSign,
      canonicalRequest: verdict.canonicalRequest,
    });
    return { error, hint: why() };
  }
  const signed = (parameter(query, 'X-Amz-SignedHeaders') ?? '').split(';');
  const unsigned = Object.keys(request.headers).filter((name) => name.startsWith('x-amz-') && !signed.includes(name));
  if (unsigned.length > 0) {
    return { error: s3Errors.headersNotSigned(unsigned), hint: hints.headersNotSigned(unsigned) };
  }
  return undefined;
};
