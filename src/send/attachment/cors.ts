import type { Refusal } from './access.js';
import { hints } from './hints.js';
import { s3Errors } from './s3-errors.js';

const methods = ['GET', 'PUT', 'HEAD', 'POST', 'DELETE'];

/**
 * What a browser is told: any origin, the version id readable.
 *
 * @param headers of the request, names in lower case
 * Source: pn-ss scripts/aws/cfn/storage.yml
 */
export const corsHeaders = (headers: Readonly<Record<string, string | undefined>>): Record<string, string> => {
  if (headers.origin === undefined) return {};
  const asked = headers['access-control-request-headers'];
  return {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': methods.join(', '),
    ...(asked !== undefined && { 'access-control-allow-headers': asked }),
    'access-control-expose-headers': 'x-amz-version-id',
    'access-control-max-age': '3600',
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
};

/** Why a preflight (OPTIONS) is refused, if it is. Known Amazon behaviour, outside the repositories. */
export const preflightRefusal = (headers: Readonly<Record<string, string | undefined>>): Refusal | undefined => {
  const method = headers['access-control-request-method'] ?? '';
  if (headers.origin === undefined) return { error: s3Errors.preflightWithoutOrigin(), hint: hints.preflight() };
  return methods.includes(method) ? undefined : { error: s3Errors.preflightRefused(method), hint: hints.preflight() };
};
