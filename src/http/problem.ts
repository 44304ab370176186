import { type Instant, toEpochMs } from '../clock/instant.js';
import type { PlatformProblem, ServiceName } from '../send/problem.js';

/**
 * Bodies of refusals, as each layer of the platform writes them. The only place that does.
 *
 * Source: pn-commons exceptions/ExceptionHelper.java; pn-delivery docs/openapi/aws (gateway responses)
 */

const maxDetail = 1_024;

export const serviceOf = (path: string): ServiceName =>
  path.startsWith('/delivery-progresses')
    ? 'PN-STREAM'
    : path.startsWith('/delivery-push')
      ? 'PN-DELIVERY-PUSH'
      : path.startsWith('/ext-registry-b2b')
        ? 'PN-EXTERNAL-REGISTRIES'
        : 'PN-DELIVERY';

/** Problem of a micro-service: title and detail never carry the reason, `errors[]` does. */
export const problemBody = (problem: PlatformProblem, traceId: string, now: Instant): Record<string, unknown> => ({
  type: 'GENERIC_ERROR',
  status: problem.status,
  title: problem.status < 500 ? 'Handled error' : 'Unexpected error',
  detail: `See logs for details in ${problem.service}`,
  traceId,
  timestamp: new Date(toEpochMs(now)).toISOString(),
  errors: problem.errors.map(({ code, element, detail }) => ({
    code,
    ...(element === undefined ? {} : { element }),
    detail: (detail ?? 'none').slice(0, maxDetail),
  })),
});

/** 400 of the gateway; its trace id is the bare one, without `Root=`. */
export const gatewayBody = (
  code: 'PN_INVALID_BODY' | 'PN_INVALID_PARAMETERS',
  messages: readonly string[],
  traceId: string,
): Record<string, unknown> => ({
  status: 400,
  title: 'VALIDATION ERROR',
  traceId: traceId.replace(/^Root=/, ''),
  errors: [{ code, detail: `Validation errors: [${messages.join(', ')}]` }],
});

/** Amazon's own answers, one per cause. unsure: the capital of `Message`; all headers but that of `denied`. */
export const gatewayAnswers = {
  /** What was asked could not be stored. */
  unavailable: { status: 503, body: { message: 'Service Unavailable' } },
  noKey: {
    status: 401,
    body: { message: 'Unauthorized' },
    headers: { 'x-amzn-errortype': 'UnauthorizedException' },
  },
  denied: {
    status: 403,
    body: {
      Message: 'User is not authorized to access this resource with an explicit deny in an identity-based policy',
    },
    headers: { 'x-amzn-errortype': 'AccessDeniedException' },
  },
  unknownPath: {
    status: 403,
    body: { message: 'Missing Authentication Token' },
    headers: { 'x-amzn-errortype': 'MissingAuthenticationTokenException' },
  },
  tooLong: { status: 413, body: { message: 'Request Too Long' } },
  mediaType: { status: 415, body: { message: 'Unsupported Media Type' } },
} as const;
