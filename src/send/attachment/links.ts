import { checksumHeader, contentTypeHeader, linkSeconds, secretHeader } from './facts.js';
import type { Link, LinkPass, StoredFile } from './model.js';
import { type Credentials, type Pairs, presign } from './signature.js';

/** First part of the path of every link. */
export const storagePath = '/safestorage';

/** Path of a file below the address of the simulator; what is signed, whatever stands in front of it. */
export const pathOf = (bucket: string, key: string): string => `${storagePath}/${bucket}/${key}`;

/**
 * The query string of a link: the same link always has the same one.
 *
 * @param file of an upload: its content type, checksum and secret are signed
 */
export const queryOf = (
  link: Link,
  bucket: string,
  credentials: Credentials,
  file: Pick<StoredFile, 'contentType' | 'sha256Base64' | 'secret'> | undefined,
): string =>
  presign({
    method: link.method,
    host: link.host,
    path: pathOf(bucket, link.key),
    headers: file
      ? { [contentTypeHeader]: file.contentType, [checksumHeader]: file.sha256Base64, [secretHeader]: file.secret }
      : {},
    now: link.at,
    expiresSeconds: linkSeconds,
    credentials,
    securityToken: Buffer.from(JSON.stringify(link.pass)).toString('base64url'),
    query: [['x-amzn-trace-id', link.traceId], ...overridesOf(link)],
  });

/** The host as it is signed: lower case, without the default port. */
export const hostOf = (baseUrl: string): string => new URL(baseUrl).host;

/** @returns undefined when the token is none of ours */
export const readPass = (securityToken: string | undefined): LinkPass | undefined => {
  try {
    const pass: unknown = JSON.parse(Buffer.from(securityToken ?? '', 'base64url').toString());
    if (typeof pass !== 'object' || pass === null) return undefined;
    if ('upload' in pass && typeof pass.upload === 'string') return { upload: pass.upload };
    if ('download' in pass && typeof pass.download === 'number') return { download: pass.download };
    return undefined;
  } catch {
    return undefined;
  }
};

/** Header `content-disposition` that makes a browser save the file under a name. */
export const dispositionOf = (filename: string): string =>
  `attachment; filename="${filename.replace(/[^\x20-\x7e]|["\\]/g, '_')}"`;

const overridesOf = ({ overrides: { contentType, filename } }: Link): Pairs => [
  ...(contentType === undefined ? [] : [['response-content-type', contentType] as const]),
  ...(filename === undefined ? [] : [['response-content-disposition', dispositionOf(filename)] as const]),
];
