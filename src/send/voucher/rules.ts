import type { Said } from '../../text/said.js';
import {
  algorithm,
  assertionClaims,
  assertionType,
  clockTolerance,
  grantType,
  issuers,
  voucherAudience,
  voucherType,
} from './facts.js';
import { voucherHints as hints } from './hints.js';
import type { PdndClient, Token, TokenForm } from './model.js';

/** Defects are told all together, the one that PDND or SEND meets first in front. */
type Defects = readonly Said[];

/** What is wrong with the form around the assertion. */
export const formDefects = (form: TokenForm): Defects => [
  ...(form.grant_type === grantType ? [] : [hints.wrongField('grant_type', form.grant_type, grantType)]),
  ...(form.client_assertion_type === assertionType
    ? []
    : [hints.wrongField('client_assertion_type', form.client_assertion_type, assertionType)]),
  ...(form.client_assertion ? [] : [hints.missingField('client_assertion')]),
];

const latestSeconds = 1e11;

const timeDefects = (claims: Token['claims'], now: number, tolerance: number): Defects => {
  const { exp, iat, nbf } = claims;
  const instants = { exp, iat, ...(nbf === undefined ? {} : { nbf }) };
  const malformed = Object.entries(instants).flatMap(([name, value]) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      return [hints.wrongClaim(name, value, { it: 'un numero di secondi Unix', en: 'a number of Unix seconds' })];
    }
    return Math.abs(value) > latestSeconds ? [hints.milliseconds(name, value)] : [];
  });
  if (malformed.length > 0) return malformed;
  return [
    ...((exp as number) <= now - tolerance ? [hints.expired(exp as number, now)] : []),
    ...((iat as number) > now + clockTolerance ? [hints.notYet('iat', iat as number, now)] : []),
    ...(nbf !== undefined && (nbf as number) > now + clockTolerance ? [hints.notYet('nbf', nbf as number, now)] : []),
  ];
};

const text = { it: 'un testo', en: 'a text' };
const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

/** One text, or a list of one, as JavaScript compares it. */
const single = (value: unknown): unknown => (Array.isArray(value) && value.length === 1 ? value[0] : value);

/**
 * What is wrong with a client assertion, its signature aside.
 * @param clientId of the form; PDND lets it be absent
 * @param now real time in Unix seconds
 */
export const assertionDefects = ({ header, claims }: Token, clientId: string | undefined, now: number): Defects => {
  const known: readonly string[] = assertionClaims;
  return [
    ...(header.alg === algorithm ? [] : [hints.wrongHeader('alg', header.alg, algorithm)]),
    ...(header.typ === undefined || header.typ === 'JWT' ? [] : [hints.wrongHeader('typ', header.typ, 'JWT')]),
    ...(isText(header.kid) ? [] : [hints.wrongHeader('kid', header.kid, 'the id of the public key on PDND')]),
    ...Object.keys(claims).flatMap((name) => (known.includes(name) ? [] : [hints.unexpectedClaim(name, known)])),
    ...(isText(claims.iss)
      ? []
      : [hints.wrongClaim('iss', claims.iss, { it: 'l’id del client', en: 'the client id' })]),
    ...(claims.sub === claims.iss ? [] : [hints.wrongClaim('sub', claims.sub, `${JSON.stringify(claims.iss)} (iss)`)]),
    ...(clientId === undefined || clientId === claims.sub
      ? []
      : [hints.wrongField('client_id', clientId, String(claims.sub))]),
    ...(issuers.has(String(single(claims.aud)))
      ? []
      : [hints.wrongClaim('aud', claims.aud, [...issuers.keys()].map((aud) => `"${aud}"`).join(' | '))]),
    ...(isText(claims.purposeId)
      ? []
      : [
          hints.wrongClaim('purposeId', claims.purposeId, {
            it: 'l’id della finalità collegata al client',
            en: 'the id of the purpose that the client is linked to',
          }),
        ]),
    ...(isText(claims.jti) ? [] : [hints.wrongClaim('jti', claims.jti, text)]),
    ...timeDefects(claims, now, 0),
  ];
};

/** What does not fit the declared clients: who it is, which key, which purpose. */
export const clientDefects = ({ header, claims }: Token, clients: readonly PdndClient[]): Defects => {
  const client = clients.find(({ clientId }) => clientId === claims.sub);
  if (!client) {
    return [
      hints.unknownClient(
        claims.sub,
        clients.map(({ clientId }) => clientId),
      ),
    ];
  }
  const kid = String(header.kid);
  const owner = clients.find(({ keys }) => Object.hasOwn(keys, kid));
  const keyDefect =
    owner === client
      ? []
      : [owner ? hints.foreignKey(header.kid, owner.clientId) : hints.unknownKey(header.kid, Object.keys(client.keys))];
  const { purposeIds } = client;
  const isPurposeWrong = purposeIds !== undefined && !purposeIds.includes(String(claims.purposeId));
  return [...keyDefect, ...(isPurposeWrong ? [hints.wrongPurpose(claims.purposeId, purposeIds)] : [])];
};

/**
 * What SEND's authorizer finds wrong with a voucher, its signature aside, in its order.
 *
 * Source: pn-auth-fleet apikeyAuthorizerV2/src/app/validation.js
 * @param ownKid of the key that this process signs with
 * @param now real time in Unix seconds
 */
export const voucherDefects = ({ header, claims }: Token, ownKid: string, now: number): Defects => [
  ...(header.typ === voucherType ? [] : [hints.wrongHeader('typ', header.typ, `"${voucherType}"`)]),
  ...([...issuers.values()].includes(String(claims.iss))
    ? []
    : [hints.wrongClaim('iss', claims.iss, [...issuers.values()].map((iss) => `"${iss}"`).join(' | '))]),
  ...(header.kid === ownKid ? [] : [hints.foreignVoucher(header.kid)]),
  ...(single(claims.aud) === voucherAudience ? [] : [hints.wrongClaim('aud', claims.aud, `"${voucherAudience}"`)]),
  ...timeDefects({ iat: now, ...claims }, now, 0),
];
