import { type Instant, toEpochMs } from '../../clock/instant.js';
import type { Seed } from '../../sandbox/seed.js';
import { documentTypeOf, extensionOf } from './facts.js';
import { type Credentials, createSigner } from './signature.js';

const versionAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._';
const requestIdAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const accessKeyAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

const letters = (alphabet: string, bytes: Buffer): string =>
  Array.from(bytes, (byte) => alphabet[byte % alphabet.length]).join('');

/**
 * The two halves of a UUID in hexadecimal, each without its leading zeros: 32 digits, sometimes 31 or fewer.
 *
 * Source: pn-ss uribuilder/service/GenerateRandoKeyFile.java
 */
export const unpaddedHex = (uuid: string): string => {
  const hex = uuid.replaceAll('-', '');
  return [hex.slice(0, 16), hex.slice(16)].map((half) => half.replace(/^0+(?=.)/, '')).join('');
};

/** A new key, for instance `PN_NOTIFICATION_ATTACHMENTS-a75e827e953c4917b6d1beaf6df56755.pdf`. */
export const newKey = (seed: Seed, ordinal: number, contentType: string): string =>
  `${documentTypeOf(contentType)}-${unpaddedHex(seed.uuid('attachment.key', ordinal))}${extensionOf[contentType] ?? ''}`;

/**
 * 256 bytes, base64url, in square brackets: the platform prints a Java list of one element.
 *
 * Source: pn-ss uribuilder/service/UriBuilderService.java
 */
export const newSecret = (seed: Seed, ordinal: number): string =>
  `[${seed.bytes('attachment.secret', ordinal, 256).toString('base64url')}]`;

/** `Root=1-<epoch seconds>-<96 bits>`, both hexadecimal. */
export const newTraceId = (seed: Seed, kind: string, ordinal: number, now: Instant): string => {
  const epoch = Math.floor(toEpochMs(now) / 1_000).toString(16);
  return `Root=1-${epoch.padStart(8, '0')}-${seed.bytes(`${kind}.trace`, ordinal, 12).toString('hex')}`;
};

/** 32 characters of `[A-Za-z0-9._]`: what the sender repeats as `versionToken`. */
export const newVersionId = (seed: Seed): string =>
  letters(versionAlphabet, seed.bytes('attachment.version', seed.next('attachment.version'), 32));

/** Quoted, and no MD5 of the content: files are encrypted with KMS. */
export const entityTag = (seed: Seed, versionId: string): string =>
  `"${seed.bytes('attachment.etag', versionId, 16).toString('hex')}"`;

export const encryptionHeaders = (seed: Seed): Readonly<Record<string, string>> => ({
  'x-amz-server-side-encryption': 'aws:kms',
  'x-amz-server-side-encryption-aws-kms-key-id': `arn:aws:kms:eu-south-1:000000000000:key/${seed.uuid('attachment.kms', 0)}`,
  'x-amz-server-side-encryption-bucket-key-enabled': 'true',
});

/** The two ids by which Amazon finds a request again. */
export interface RequestIds {
  readonly requestId: string;
  readonly hostId: string;
}

export const requestIds = (seed: Seed, ordinal: number): RequestIds => ({
  requestId: letters(requestIdAlphabet, seed.bytes('attachment.request', ordinal, 16)),
  hostId: seed.bytes('attachment.host', ordinal, 56).toString('base64'),
});

/** What the links of a sandbox are signed with. */
export const credentialsOf = (seed: Seed): Credentials => ({
  accessKeyId: `ASIA${letters(accessKeyAlphabet, seed.bytes('attachment.accessKey', 0, 16))}`,
  sign: createSigner(seed.bytes('attachment.secretKey', 0, 30).toString('base64')),
});

/** A key as the storage knows it: requests may write `safestorage://<key>`. */
export const storageKey = (reference: string): string => reference.replace(/^safestorage:\/\//, '');
