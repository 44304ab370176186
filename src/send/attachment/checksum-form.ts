import type { ChecksumRepair } from './hints.js';

const digestNames: Readonly<Record<number, string>> = { 16: 'MD5', 20: 'SHA-1', 48: 'SHA-384', 64: 'SHA-512' };
const base64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** Longer than every digest in every form; the searches below take the square of the length. */
const longest = 300;

/** Is it the base64 of 32 bytes: 44 characters? */
const isWellFormed = (value: string): boolean => /^[A-Za-z0-9+/]{43}=$/.test(value);

/**
 * What is wrong with the form of a checksum header.
 *
 * @returns undefined when it is well formed
 */
export const checksumRepair = (value: string): ChecksumRepair | undefined => {
  if (isWellFormed(value)) return undefined;
  if (value.length > longest) return { kind: 'other' };
  const hex = (text: string): string | undefined =>
    /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex').toString('base64') : undefined;
  const fromHex = hex(value);
  if (fromHex) return { kind: 'hex', right: fromHex };
  const fromHexText = base64.test(value) ? hex(Buffer.from(value, 'base64').toString('latin1').trim()) : undefined;
  if (fromHexText) return { kind: 'base64OfHex', right: fromHexText };

  const bare = value.replace(/^["'\s]+|["'\s]+$/g, '');
  if (bare !== value && isWellFormed(bare)) return { kind: 'quoted', right: bare };
  const standard = value.replaceAll('-', '+').replaceAll('_', '/');
  const padded = standard.replace(/=*$/, '=');
  if (isWellFormed(padded)) return { kind: standard === value ? 'unpadded' : 'base64url', right: padded };

  const isHex = /^([0-9a-f]{2})+$/i.test(value);
  const length = isHex ? value.length / 2 : base64.test(value) ? Buffer.from(value, 'base64').length : 0;
  const name = digestNames[length];
  return name ? { kind: 'otherDigest', name } : { kind: 'other' };
};
