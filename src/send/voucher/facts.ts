/**
 * Figures of PDND and of SEND's authorizer about vouchers.
 *
 * Source: PDND manual, "Utilizzare i voucher"; pn-auth-fleet apikeyAuthorizerV2/src/app/validation.js
 */

export const tokenPath = '/token.oauth2';
export const keysPath = '/.well-known/jwks.json';

export const grantType = 'client_credentials';
export const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
export const algorithm = 'RS256';

/** Who issues the voucher, by the audience that the assertion names: one for each environment. */
export const issuers: ReadonlyMap<string, string> = new Map([
  ['auth.uat.interop.pagopa.it/client-assertion', 'uat.interop.pagopa.it'],
  ['auth.interop.pagopa.it/client-assertion', 'interop.pagopa.it'],
]);

/** Since June 2025 an assertion with any other claim is refused. */
export const assertionClaims = ['iss', 'sub', 'aud', 'purposeId', 'jti', 'iat', 'exp', 'digest'] as const;

/** Header `typ` of a voucher; that of an assertion is `JWT`. */
export const voucherType = 'at+jwt';

/** unsure: the audience of SEND's e-service is a configured string that nobody published. */
export const voucherAudience = 'https://api.notifichedigitali.it';

/** Seconds that a voucher lives; the provider of the e-service chooses it, examples show this. */
export const voucherSeconds = 600;

/** Seconds that two clocks may differ. */
export const clockTolerance = 60;
