import type { ParameterViolation } from '../contract/parameters.js';
import { PlatformProblem, type ServiceName } from '../send/problem.js';
import { gatewayHints } from './hints.js';

/**
 * Java method that names a parameter in `element`, where it is not the operationId with `get` for `retrieve`.
 *
 * Source: sync-validation.md 9, 10, 14 for the first three rows; the others are unsure
 */
const javaMethods: Readonly<Record<string, string>> = {
  retrieveSentNotificationV29: 'getSentNotificationV29',
  retrieveNotificationRequestStatusV26: 'getNotificationRequestStatusV26',
  retrieveNotificationPriceV23: 'getNotificationPriceV23',
};

/** A path or query parameter that the service refuses: 400 by constraint, or its 500 where a type does not fit. */
export const parameterProblem = (
  operationId: string,
  violations: readonly ParameterViolation[],
  service: ServiceName,
): PlatformProblem => {
  const method = javaMethods[operationId] ?? operationId.replace(/^retrieve/, 'get');
  const [first] = violations;
  const hint = gatewayHints.badParameter(
    first?.name ?? '',
    (first?.received ?? '').slice(0, 100),
    first?.message ?? '',
  );
  const hasWrongType = violations.some((v) => v.constraint === 'TYPE');
  // pn-stream is another framework: there a malformed value is a plain 400.
  if (hasWrongType && service === 'PN-STREAM') {
    return new PlatformProblem(400, [{ code: 'PN_GENERIC_ERROR' }], hint, service);
  }
  if (hasWrongType) {
    return new PlatformProblem(500, [{ code: 'PN_GENERIC_ERROR' }], hint, service);
  }
  const errors = violations.map(({ constraint, name, message }) => ({
    code: `PN_GENERIC_INVALIDPARAMETER_${constraint}`,
    element: `${method}.${name}`,
    detail: message,
  }));
  return new PlatformProblem(400, errors, hint, service);
};
