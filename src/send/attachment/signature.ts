import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { type Instant, parseInstant, toIso, wholeSecond } from '../../clock/instant.js';
import { region } from './facts.js';

/** Signs a text with a secret key. */
export type Signer = (stringToSign: string) => string;

export interface Credentials {
  readonly accessKeyId: string;
  readonly sign: Signer;
}

/** Query or header pairs in order. */
export type Pairs = readonly (readonly [name: string, value: string])[];

export interface PresignRequest {
  readonly method: string;
  readonly host: string;
  /** Decoded. */
  readonly path: string;
  /** Headers to sign beside `host`, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly now: Instant;
  readonly expiresSeconds: number;
  readonly credentials: Credentials;
  readonly securityToken: string;
  /** Further parameters; they come first. */
  readonly query?: Pairs;
}

/** A request as it arrived. */
export interface SignedRequest {
  readonly method: string;
  /** Not decoded, without query. */
  readonly path: string;
  /** Not decoded, without question mark. */
  readonly query: string;
  /** Names in lower case, `host` among them. */
  readonly headers: Readonly<Record<string, string | undefined>>;
}

type Verdict =
  | { readonly ok: true }
  | { readonly ok: false; readonly stringToSign: string; readonly canonicalRequest: string };

const signatureParameter = 'X-Amz-Signature';
const dateParameter = 'X-Amz-Date';

/** Remembers the key of a day: four of the five digests of a signature are made for it. */
export const createSigner = (secretAccessKey: string): Signer => {
  let known: { readonly scope: string; readonly key: string | Buffer } = { scope: '', key: '' };
  return (stringToSign) => {
    const [, , scope = ''] = stringToSign.split('\n', 3);
    if (known.scope !== scope) {
      const key = scope.split('/').reduce<string | Buffer>((k, part) => hmac(k, part), `AWS4${secretAccessKey}`);
      known = { scope, key };
    }
    return hmac(known.key, stringToSign).toString('hex');
  };
};

/**
 * Signs a request into its query string (Signature Version 4, body not signed).
 *
 * @returns the query string without question mark, the signature last
 * Source: Amazon S3 API reference, "Authenticating Requests: Using Query Parameters"; pn-ss UriBuilderService.java
 */
export const presign = (request: PresignRequest): string => {
  const headers = { ...request.headers, host: request.host };
  const date = amzDate(request.now);
  const parameters: Pairs = [
    ...(request.query ?? []),
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
    [dateParameter, date],
    ['X-Amz-SignedHeaders', Object.keys(headers).sort().join(';')],
    ['X-Amz-Credential', `${request.credentials.accessKeyId}/${scopeOf(date)}`],
    ['X-Amz-Expires', String(request.expiresSeconds)],
    ['X-Amz-Security-Token', request.securityToken],
  ];
  const encoded = parameters.map(encodePair);
  const path = encodePath(request.path);
  const { stringToSign } = canonical({ method: request.method, path, parameters, encoded, headers });
  return `${encoded.map(pairText).join('&')}&${signatureParameter}=${request.credentials.sign(stringToSign)}`;
};

/**
 * Computes the signature again from what arrived and compares it with the one in the query.
 *
 * @returns on failure, the two texts that Amazon shows to the caller
 */
export const verify = (request: SignedRequest, sign: Signer): Verdict => {
  const parameters = parseQuery(request.query);
  const encoded = parameters.filter(([name]) => name !== signatureParameter).map(encodePair);
  const path = encodePath(decodePath(request.path));
  const { stringToSign, canonicalRequest } = canonical({ ...request, path, parameters, encoded });
  const given = Buffer.from(parameter(parameters, signatureParameter) ?? '');
  const expected = Buffer.from(sign(stringToSign));
  const isSame = given.length === expected.length && timingSafeEqual(given, expected);
  return isSame ? { ok: true } : { ok: false, stringToSign, canonicalRequest };
};

/** Decoded parameters in order; a broken escape stays as it is. */
export const parseQuery = (query: string): Pairs =>
  query
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=');
      return equals < 0 ? [decode(part), ''] : [decode(part.slice(0, equals)), decode(part.slice(equals + 1))];
    });

export const parameter = (pairs: Pairs, name: string): string | undefined => pairs.find(([n]) => n === name)?.[1];

/** Decoded path; a broken escape stays as it is. */
export const decodePath = (path: string): string => path.split('/').map(decode).join('/');

/** When a query says that it was signed. */
export const signedAt = (query: string): Instant | undefined =>
  parseInstant(
    (parameter(parseQuery(query), dateParameter) ?? '').replace(
      /^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)$/,
      '$1-$2-$3:$4:$5',
    ),
  );

/** `20260504T101112Z` */
const amzDate = (at: Instant): string => toIso(wholeSecond(at)).replace(/[-:]/g, '');

const scopeOf = (date: string): string => `${date.slice(0, 8)}/${region}/s3/aws4_request`;

interface CanonicalParts extends Pick<SignedRequest, 'method' | 'headers'> {
  /** Encoded once. */
  readonly path: string;
  /** Decoded. */
  readonly parameters: Pairs;
  /** The same without the signature. */
  readonly encoded: Pairs;
}

/** The query names the headers, and may name `toString`, too. */
const headerNamed = ({ headers }: CanonicalParts, name: string): string =>
  (Object.hasOwn(headers, name) ? headers[name] : undefined) ?? '';

const canonical = (request: CanonicalParts): { stringToSign: string; canonicalRequest: string } => {
  const { parameters, encoded } = request;
  const signed = (parameter(parameters, 'X-Amz-SignedHeaders') ?? '').split(';');
  const date = parameter(parameters, dateParameter) ?? '';
  const canonicalRequest = [
    request.method,
    request.path,
    encoded
      .toSorted((a, b) => compare(a[0], b[0]) || compare(a[1], b[1]))
      .map(pairText)
      .join('&'),
    ...signed.map((name) => `${name}:${headerNamed(request, name).trim().replace(/ +/g, ' ')}`),
    '',
    signed.join(';'),
    'UNSIGNED-PAYLOAD',
  ].join('\n');
  return {
    canonicalRequest,
    stringToSign: ['AWS4-HMAC-SHA256', date, scopeOf(date), sha256Hex(canonicalRequest)].join('\n'),
  };
};

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex');

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const pairText = ([name, value]: readonly [string, string]): string => `${name}=${value}`;
const encodePair = ([name, value]: readonly [string, string]) => [encode(name), encode(value)] as const;
const encodePath = (path: string): string => path.split('/').map(encode).join('/');
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
