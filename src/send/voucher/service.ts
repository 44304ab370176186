import type { Said } from '../../text/said.js';
import { issuers, voucherAudience, voucherSeconds, voucherType } from './facts.js';
import { voucherHints as hints } from './hints.js';
import type { IssuedVoucher, PdndClient, Token, TokenForm } from './model.js';
import { assertionDefects, clientDefects, formDefects, voucherDefects } from './rules.js';
import type { SigningKey } from './signing.js';

/** PDND as far as SEND needs it: gives vouchers, and says whether one is good. One for the whole process. */
export interface VoucherAuthority {
  /** A voucher, or everything that is wrong with the call: PDND itself never says. */
  issue(form: TokenForm): Promise<IssuedVoucher | readonly Said[]>;
  /** What SEND's authorizer finds wrong with the header `authorization`; empty where it lets the call pass. */
  defectsOf(authorization: string): Promise<readonly Said[]>;
  /** Public keys, as a JSON Web Key Set. */
  keySet(): Promise<{ readonly keys: readonly object[] }>;
}

interface VoucherParts {
  /** Real time: clients sign with their own clocks. */
  readonly nowMs: () => number;
  readonly randomId: () => string;
  /** Clients whose signatures, keys and purposes are checked; none declared: any client is taken at its word. */
  readonly clients: readonly PdndClient[];
  /** The private key that all processes of an installation sign with: the one that `make` gave first. */
  readonly keyText: (make: () => Promise<string>) => Promise<string>;
}

/** Making a key pair takes a while: whoever never asks for a voucher never waits for it. */
const signing = () => import('./signing.js');

export const createVoucherAuthority = ({ nowMs, randomId, clients, keyText }: VoucherParts): VoucherAuthority => {
  let key: Promise<SigningKey> | undefined;
  const ownKey = (): Promise<SigningKey> => {
    key ??= signing().then(async ({ newKeyText, readKey }) => readKey(await keyText(newKeyText)));
    key.catch(() => {
      key = undefined;
    });
    return key;
  };
  const nowSeconds = (): number => Math.floor(nowMs() / 1_000);

  /** The signature says something only where the public key was declared. */
  const signatureDefects = async (assertion: string, { header, claims }: Token): Promise<readonly Said[]> => {
    const pem = clients.find(({ clientId }) => clientId === claims.sub)?.keys[String(header.kid)];
    if (pem === undefined) return [];
    const { isSignedBy } = await signing();
    return (await isSignedBy(assertion, pem)) ? [] : [hints.badSignature(header.kid)];
  };

  const defectsOfCall = async (form: TokenForm, token: Token | undefined): Promise<readonly Said[]> => {
    const wrongForm = formDefects(form);
    if (form.client_assertion === undefined) return wrongForm;
    if (!token) return [...wrongForm, hints.notToken('client_assertion')];
    return [
      ...wrongForm,
      ...assertionDefects(token, form.client_id, nowSeconds()),
      ...(clients.length === 0 ? [] : clientDefects(token, clients)),
      ...(await signatureDefects(form.client_assertion, token)),
    ];
  };

  return {
    issue: async (form) => {
      const { takenApart } = await signing();
      const token = form.client_assertion === undefined ? undefined : takenApart(form.client_assertion);
      const defects = await defectsOfCall(form, token);
      if (defects.length > 0 || !token) return defects;
      const { claims } = token;
      const key = await ownKey();
      const issuedAt = nowSeconds();
      const access_token = await key.sign(
        { typ: voucherType, use: 'sig' },
        {
          iss: issuers.get(String([claims.aud].flat()[0])),
          aud: voucherAudience,
          sub: claims.sub,
          client_id: claims.sub,
          purposeId: claims.purposeId,
          jti: randomId(),
          iat: issuedAt,
          nbf: issuedAt,
          exp: issuedAt + voucherSeconds,
        },
      );
      return { access_token, token_type: 'Bearer', expires_in: voucherSeconds };
    },

    defectsOf: async (authorization) => {
      if (!authorization.startsWith('Bearer ')) return [hints.notBearer];
      const voucher = authorization.slice('Bearer '.length);
      const { takenApart, isSignedBy } = await signing();
      const token = takenApart(voucher);
      if (!token) return [hints.notToken('Authorization')];
      const { kid, publicKey } = await ownKey();
      const defects = voucherDefects(token, kid, nowSeconds());
      if (token.header.kid !== kid || (await isSignedBy(voucher, publicKey))) return defects;
      return [...defects, hints.badSignature(kid)];
    },

    keySet: async () => ({ keys: [(await ownKey()).jwk] }),
  };
};
