import type { ParameterViolation } from '../contract/parameters.js';
import { badDowntimeCall } from '../send/downtime/errors.js';
import { PlatformProblem, type ServiceName } from '../send/problem.js';
import { gatewayHints } from './hints.js';

/**
 * Java method that names a parameter in `element`. Older versions go through an adapter, which relays what the newest one
 * says. Where nothing is known it is the operationId with `get` for `retrieve` (unsure).
 *
 * Source: sync-validation.md 9, 10, 14
 */
const newestMethods: readonly (readonly [RegExp, string])[] = [
  [/^retrieveSentNotification(V\d+)?$/, 'getSentNotificationV29'],
  [/^retrieveNotificationRequestStatus(V\d+)?$/, 'getNotificationRequestStatusV26'],
  [/^retrieveNotificationPrice(V\d+)?$/, 'getNotificationPriceV23'],
];

const javaMethodOf = (operationId: string): string =>
  newestMethods.find(([pattern]) => pattern.test(operationId))?.[1] ?? operationId.replace(/^retrieve/, 'get');

/** Services of another framework, where a value that cannot be bound is a plain 400. unsure: their body. */
const reactive: readonly ServiceName[] = ['PN-STREAM', 'PN-EXTERNAL-REGISTRIES'];

/** A path or query parameter that the service refuses: 400 by constraint, or its 500 where a type does not fit. */
export const parameterProblem = (
  operationId: string,
  violations: readonly ParameterViolation[],
  service: ServiceName,
): PlatformProblem => {
  const method = javaMethodOf(operationId);
  const [first] = violations;
  const hint = gatewayHints.badParameter(
    first?.name ?? '',
    (first?.received ?? '').slice(0, 100),
    first?.message ?? '',
  );
  if (service === 'PN-DOWNTIME-LOGS') return badDowntimeCall(hint);
  const hasWrongType = violations.some((v) => v.constraint === 'TYPE');
  if (hasWrongType) {
    return new PlatformProblem(reactive.includes(service) ? 400 : 500, [{ code: 'PN_GENERIC_ERROR' }], hint, service);
  }
  const errors = violations.map(({ constraint, name, message }) => ({
    code: `PN_GENERIC_INVALIDPARAMETER_${constraint}`,
    element: `${method}.${name}`,
    detail: message,
  }));
  return new PlatformProblem(400, errors, hint, service);
};
