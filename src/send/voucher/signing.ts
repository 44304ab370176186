import {
  type CryptoKey,
  calculateJwkThumbprint,
  compactVerify,
  decodeJwt,
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
  importSPKI,
  type JWK,
  SignJWT,
} from 'jose';
import { algorithm } from './facts.js';
import type { Token } from './model.js';

/** What of JSON Web Tokens vouchers need. Loaded at the first voucher: most runs never see one. */

export interface SigningKey {
  readonly kid: string;
  readonly publicKey: CryptoKey;
  readonly jwk: JWK;
  sign(header: Readonly<Record<string, unknown>>, claims: Readonly<Record<string, unknown>>): Promise<string>;
}

/** A new key pair. */
export const makeKey = async (): Promise<SigningKey> => {
  const { privateKey, publicKey } = await generateKeyPair(algorithm);
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  return {
    kid,
    publicKey,
    jwk: { ...jwk, kid, use: 'sig', alg: algorithm },
    sign: (header, claims) =>
      new SignJWT(claims).setProtectedHeader({ ...header, alg: algorithm, kid }).sign(privateKey),
  };
};

/** Header and claims, unverified; undefined for what is no JWT. */
export const takenApart = (token: string): Token | undefined => {
  try {
    return { header: { ...decodeProtectedHeader(token) }, claims: decodeJwt(token) };
  } catch {
    return undefined;
  }
};

/** @param key the public key, or its PEM; one that cannot be read signed nothing */
export const isSignedBy = async (token: string, key: CryptoKey | string): Promise<boolean> => {
  try {
    const publicKey = typeof key === 'string' ? await importSPKI(key, algorithm) : key;
    await compactVerify(token, publicKey, { algorithms: [algorithm] });
    return true;
  } catch {
    return false;
  }
};
