import type { RequestIds } from './formats.js';
import type { Pairs } from './signature.js';

/** An error of Amazon S3 as it goes on the wire. */
export interface S3Error {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** Further elements, in order. */
  readonly extra?: Pairs;
}

/** The bytes of a text as Amazon prints them: hexadecimal, a blank between two. */
const bytesOf = (text: string): string =>
  Buffer.from(text)
    .toString('hex')
    .replace(/..(?=.)/g, '$& ');

const usualWords: Readonly<Record<number, Pick<S3Error, 'code' | 'message'>>> = {
  403: { code: 'AccessDenied', message: 'Access Denied' },
  404: { code: 'NoSuchKey', message: 'The specified key does not exist.' },
  500: { code: 'InternalError', message: 'We encountered an internal error. Please try again.' },
  503: { code: 'SlowDown', message: 'Please reduce your request rate.' },
};
const otherWords = { code: 'ServiceUnavailable', message: 'Service is unable to handle request.' };

/**
 * Everything the store may refuse.
 *
 * Source: the sender FAQ of SEND (first two); Amazon S3 API reference, "Error responses" (the others)
 */
export const s3Errors = {
  signatureDoesNotMatch: (facts: {
    readonly accessKeyId: string;
    readonly signature: string;
    readonly stringToSign: string;
    readonly canonicalRequest: string;
  }): S3Error => ({
    status: 403,
    code: 'SignatureDoesNotMatch',
    message:
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    extra: [
      ['AWSAccessKeyId', facts.accessKeyId],
      ['StringToSign', facts.stringToSign],
      ['SignatureProvided', facts.signature],
      ['StringToSignBytes', bytesOf(facts.stringToSign)],
      ['CanonicalRequest', facts.canonicalRequest],
      ['CanonicalRequestBytes', bytesOf(facts.canonicalRequest)],
    ],
  }),
  checksumInvalid: (): S3Error => ({
    status: 400,
    code: 'InvalidRequest',
    message: 'Value for x-amz-checksum-sha256 header is invalid.',
  }),
  badDigest: (): S3Error => ({
    status: 400,
    code: 'BadDigest',
    message: 'The SHA256 you specified did not match the calculated checksum.',
  }),
  expired: (expiresSeconds: number, expires: string, serverTime: string): S3Error => ({
    status: 403,
    code: 'AccessDenied',
    message: 'Request has expired',
    extra: [
      ['X-Amz-Expires', String(expiresSeconds)],
      ['Expires', expires],
      ['ServerTime', serverTime],
    ],
  }),
  headersNotSigned: (names: readonly string[]): S3Error => ({
    status: 403,
    code: 'AccessDenied',
    message: 'There were headers present in the request which were not signed',
    extra: [['HeadersNotSigned', names.join(', ')]],
  }),
  twoAuthMechanisms: (authorization: string): S3Error => ({
    status: 400,
    code: 'InvalidArgument',
    message:
      'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified',
    extra: [
      ['ArgumentName', 'Authorization'],
      ['ArgumentValue', authorization],
    ],
  }),
  notPresigned: (): S3Error => ({ status: 403, code: 'AccessDenied', message: 'Access Denied' }),
  queryIncomplete: (): S3Error => ({
    status: 400,
    code: 'AuthorizationQueryParametersError',
    message:
      'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
  }),
  missingContentLength: (): S3Error => ({
    status: 411,
    code: 'MissingContentLength',
    message: 'You must provide the Content-Length HTTP header.',
  }),
  chunked: (): S3Error => ({
    status: 501,
    code: 'NotImplemented',
    message: 'A header you provided implies functionality that is not implemented',
    extra: [['Header', 'Transfer-Encoding']],
  }),
  incompleteBody: (): S3Error => ({
    status: 400,
    code: 'IncompleteBody',
    message: 'The request body terminated unexpectedly',
  }),
  requestTimeout: (): S3Error => ({
    status: 400,
    code: 'RequestTimeout',
    message:
      'Your socket connection to the server was not read from or written to within the timeout period. Idle connections will be closed.',
  }),
  entityTooLarge: (proposed: number, allowed: number): S3Error => ({
    status: 400,
    code: 'EntityTooLarge',
    message: 'Your proposed upload exceeds the maximum allowed size',
    extra: [
      ['ProposedSize', String(proposed)],
      ['MaxSizeAllowed', String(allowed)],
    ],
  }),
  noSuchKey: (key: string): S3Error => ({
    status: 404,
    code: 'NoSuchKey',
    message: 'The specified key does not exist.',
    extra: [['Key', key]],
  }),
  noSuchBucket: (bucket: string): S3Error => ({
    status: 404,
    code: 'NoSuchBucket',
    message: 'The specified bucket does not exist',
    extra: [['BucketName', bucket]],
  }),
  methodNotAllowed: (method: string): S3Error => ({
    status: 405,
    code: 'MethodNotAllowed',
    message: 'The specified method is not allowed against this resource.',
    extra: [
      ['Method', method],
      ['ResourceType', 'OBJECT'],
    ],
  }),
  /** A fault that was put in. */
  wanted: (status: number): S3Error => ({ status, ...(usualWords[status] ?? otherWords) }),
  preflightWithoutOrigin: (): S3Error => ({
    status: 400,
    code: 'BadRequest',
    message: 'Insufficient information. Origin request header needed.',
  }),
  preflightRefused: (method: string): S3Error => ({
    status: 403,
    code: 'AccessForbidden',
    message: 'CORSResponse: This CORS request is not allowed.',
    extra: [
      ['Method', method],
      ['ResourceType', 'OBJECT'],
    ],
  }),
} as const;

/** The XML body of an error; values are escaped, characters that XML cannot hold are replaced. */
export const s3ErrorXml = (error: S3Error, ids: RequestIds): string => {
  const elements: Pairs = [
    ['Code', error.code],
    ['Message', error.message],
    ...(error.extra ?? []),
    ['RequestId', ids.requestId],
    ['HostId', ids.hostId],
  ];
  const inner = elements.map(([name, value]) => `<${name}>${escapeXml(value)}</${name}>`).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${inner}</Error>`;
};

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escapeXml = (text: string): string =>
  text
    .replace(/[&<>]/g, (c) => entities[c] ?? c)
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
