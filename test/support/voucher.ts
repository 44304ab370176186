import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import type { Called, Caller } from './simulator.js';

/** A client of PDND with its key pair, as an integrator has it. */
interface PdndClientInTest {
  readonly clientId: string;
  readonly kid: string;
  readonly pem: string;
  readonly privatePem: string;
  /** A right assertion with these changes; `undefined` takes a claim away. */
  assertion(claims?: Readonly<Record<string, unknown>>, header?: Readonly<Record<string, unknown>>): Promise<string>;
}

export const purposeId = '1b361d49-33f4-4f1e-a88b-4e12661f2300';
export const audience = 'auth.uat.interop.pagopa.it/client-assertion';

export const aPdndClient = (clientId = '8f0f8ba9-6a67-4e5b-8c7b-6d6a5a1f3f10'): PdndClientInTest => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = `kid-of-${clientId.slice(0, 4)}`;
  return {
    clientId,
    kid,
    pem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    assertion: (claims = {}, header = {}) => sign(privateKey, { kid, ...header }, { ...right(clientId), ...claims }),
  };
};

const right = (clientId: string) => {
  const now = Math.floor(Date.now() / 1_000);
  return { iss: clientId, sub: clientId, aud: audience, purposeId, jti: 'one', iat: now, exp: now + 300 };
};

const sign = (key: KeyObject, header: object, claims: object): Promise<string> =>
  new SignJWT(JSON.parse(JSON.stringify(claims))).setProtectedHeader({ alg: 'RS256', typ: 'JWT', ...header }).sign(key);

export interface TokenAnswer {
  readonly access_token: string;
  readonly token_type: string;
  readonly expires_in: number;
  readonly errors: readonly { readonly code: string; readonly detail: string }[];
}

/** `POST /token.oauth2` with a form; a right one but for the changes. */
export const askForVoucher = (
  call: Caller,
  fields: Readonly<Record<string, string>>,
  path = '/token.oauth2',
): Promise<Called<TokenAnswer>> =>
  call('POST', path, {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      ...fields,
    }).toString(),
  });
