import { type BodyViolation, bodyViolations } from './body-violations.js';
import { gatewayMessages } from './gateway-messages.js';
import type { Operation } from './operations.js';
import { missingParameters, type ParameterSource, type ParameterViolation, parameterViolations } from './parameters.js';

/** What a request says, apart from Express. Names of headers in lower case; `body` undefined where none was read. */
interface RequestParts extends ParameterSource {
  readonly body: unknown;
}

/**
 * What the contract says to a request; only the first layer that refuses speaks.
 *
 * - `missingParameters`: the gateway, 400 `PN_INVALID_PARAMETERS`
 * - `body`: the gateway, 400 `PN_INVALID_BODY`; `messages` in its words, `violations` for the hint
 * - `mediaType`: the gateway lets a body of another type pass unseen, the service answers 415
 * - `parameters`: the service, 400 `PN_GENERIC_INVALIDPARAMETER_<constraint>`; TYPE is a 500 in some services
 */
export type RequestVerdict =
  | { readonly kind: 'ok' }
  | { readonly kind: 'missingParameters'; readonly messages: readonly string[] }
  | { readonly kind: 'body'; readonly messages: readonly string[]; readonly violations: readonly BodyViolation[] }
  | { readonly kind: 'mediaType'; readonly received: string }
  | { readonly kind: 'parameters'; readonly violations: readonly ParameterViolation[] };

const ok: RequestVerdict = { kind: 'ok' };

/**
 * Checks a request in the order of the platform: presence of parameters and schema of the body at the gateway, then media
 * type and constraints of the parameters in the service. Never throws, whatever the client sent.
 *
 * Source: pn-delivery docs/openapi/aws/api-delivery-B2B-aws.yaml (`x-amazon-apigateway-request-validator: basic`)
 */
export const validateRequest = (operation: Operation, request: RequestParts): RequestVerdict => {
  const missing = missingParameters(operation.parameters, request);
  if (missing.length > 0) return { kind: 'missingParameters', messages: [missingMessage(missing)] };
  if (operation.body) {
    const received = mediaType(request.headers['content-type']);
    if (received !== undefined && received !== 'application/json') return { kind: 'mediaType', received };
    const violations = bodyViolations(operation.body, request.body);
    if (violations.length > 0) {
      return { kind: 'body', messages: gatewayMessages(violations, operation.printedPatterns), violations };
    }
  }
  const violations = parameterViolations(operation.parameters, request);
  return violations.length > 0 ? { kind: 'parameters', violations } : ok;
};

/** unsure: the wording of Amazon; the published contract has no required parameter outside the path. */
const missingMessage = (names: readonly string[]): string =>
  `Missing required request parameters: [${names.join(', ')}]`;

const mediaType = (header: unknown): string | undefined =>
  typeof header === 'string' && header.trim() !== '' ? header.split(';')[0]?.trim().toLowerCase() : undefined;

/**
 * Loads Prism and compiles the validator of every body, one operation at a time, so that the first real request does not
 * wait. Meant to run once the server listens.
 *
 * @param pause awaited before each of them: lets requests in between
 */
export const warm = async (operations: readonly Operation[], pause: () => Promise<void>): Promise<void> => {
  for (const { body } of operations) {
    if (!body) continue;
    await pause();
    bodyViolations(body, {});
  }
};
