import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import {
  type CryptoKey,
  calculateJwkThumbprint,
  compactVerify,
  decodeJwt,
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
  importJWK,
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

/** The private key of a new pair, as a JSON Web Key. */
export const newKeyText = async (): Promise<string> => {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  return JSON.stringify(await exportJWK(privateKey));
};

/** @param text what `newKeyText` gave */
export const readKey = async (text: string): Promise<SigningKey> => {
  const { kty, n, e, ...secret } = JSON.parse(text) as JWK;
  const jwk = { kty, n, e } as JWK;
  const [privateKey, publicKey] = (await Promise.all([
    importJWK({ ...jwk, ...secret }, algorithm),
    importJWK(jwk, algorithm),
  ])) as [CryptoKey, CryptoKey];
  const kid = await calculateJwkThumbprint(jwk);
  return {
    kid,
    publicKey,
    jwk: { ...jwk, kid, use: 'sig', alg: algorithm },
    sign: (header, claims) =>
      new SignJWT(claims).setProtectedHeader({ ...header, alg: algorithm, kid }).sign(privateKey),
  };
};

interface Signer {
  sign(header: Readonly<Record<string, unknown>>, claims: Readonly<Record<string, unknown>>): Promise<string>;
  /** PEM, of a pair that was made. */
  readonly publicKey?: string;
}

/**
 * Signs as a client does.
 * @param privateKey PEM; absent: a key pair is made
 * @returns undefined where the key cannot be read
 */
export const signer = async (privateKey: string | undefined): Promise<Signer | undefined> => {
  const signWith = (key: KeyObject): Signer['sign'] => {
    return (header, claims) => new SignJWT(claims).setProtectedHeader({ ...header, alg: algorithm }).sign(key);
  };
  if (privateKey === undefined) {
    const pair = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    const publicKey = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    return { sign: signWith(pair.privateKey), publicKey };
  }
  try {
    const key = createPrivateKey(privateKey);
    return key.asymmetricKeyType === 'rsa' ? { sign: signWith(key) } : undefined;
  } catch {
    return undefined;
  }
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
