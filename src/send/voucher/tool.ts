import type { Said } from '../../text/said.js';
import { issuers, voucherType } from './facts.js';
import { voucherHints as hints } from './hints.js';
import type { PdndClient, Token } from './model.js';
import { assertionDefects, clientDefects, voucherDefects } from './rules.js';

/** Vouchers from the client's side: makes an assertion, says what is wrong with one. For the command line. */

interface AssertionSpec {
  readonly clientId: string;
  readonly kid: string;
  readonly purposeId: string;
  readonly jti: string;
  /** Unix seconds. */
  readonly now: number;
  /** PEM; absent: a key pair is made. */
  readonly privateKey?: string;
  readonly audience?: string;
  /** Seconds. */
  readonly lifetime?: number;
}

const usualLifetime = 300;

/** @returns the assertion, and the public key (PEM) of a pair that was made; undefined where the private key cannot be read */
export const makeAssertion = async (
  spec: AssertionSpec,
): Promise<{ readonly assertion: string; readonly publicKey?: string } | undefined> => {
  const { signer } = await import('./signing.js');
  const signing = await signer(spec.privateKey);
  if (!signing) return undefined;
  const { clientId, kid, purposeId, jti, now, lifetime = usualLifetime } = spec;
  const aud = spec.audience ?? [...issuers.keys()][0];
  const claims = { iss: clientId, sub: clientId, aud, purposeId, jti, iat: now, exp: now + lifetime };
  const assertion = await signing.sign({ typ: 'JWT', kid }, claims);
  return { assertion, ...(signing.publicKey === undefined ? {} : { publicKey: signing.publicKey }) };
};

interface Explained {
  /** What it is taken for. */
  readonly kind: Said;
  readonly token?: Token;
  readonly defects: readonly Said[];
}

/**
 * What is wrong with an assertion, or with a voucher. The signature is checked only where a key was declared for it.
 * @param now real time in Unix seconds
 */
export const explainToken = async (text: string, clients: readonly PdndClient[], now: number): Promise<Explained> => {
  const { takenApart, isSignedBy } = await import('./signing.js');
  const token = takenApart(text);
  if (!token) {
    const kind = { it: 'Non è un token', en: 'This is no token' };
    return { kind, defects: [hints.notToken(text === '' ? '""' : `"${text.slice(0, 40)}"`)] };
  }
  const { header, claims } = token;
  if (header.typ === voucherType) {
    const kind = {
      it: 'Voucher: la firma la conosce solo chi lo ha emesso',
      en: 'Voucher: only its issuer knows the signature',
    };
    return { kind, token, defects: voucherDefects(token, String(header.kid), now) };
  }
  const pem = clients.find(({ clientId }) => clientId === claims.sub)?.keys[String(header.kid)];
  const isForged = pem !== undefined && !(await isSignedBy(text, pem));
  return {
    kind: { it: 'Asserzione del client', en: 'Client assertion' },
    token,
    defects: [
      ...assertionDefects(token, undefined, now),
      ...(clients.length === 0 ? [] : clientDefects(token, clients)),
      ...(isForged ? [hints.badSignature(header.kid)] : []),
    ],
  };
};
