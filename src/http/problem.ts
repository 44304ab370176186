import { type Instant, toEpochMs } from '../clock/instant.js';
import type { PlatformProblem, ServiceName } from '../send/problem.js';

/**
 * Bodies of refusals, as each layer of the platform writes them. The only place that does.
 *
 * Source: pn-commons exceptions/ExceptionHelper.java; pn-delivery docs/openapi/aws (gateway responses);
 * pn-downtime-logs exceptions/AppControllerAdvice.java
 */

const maxDetail = 1_024;

export const serviceOf = (path: string): ServiceName =>
  path.startsWith('/delivery-progresses')
    ? 'PN-STREAM'
    : path.startsWith('/delivery-push')
      ? 'PN-DELIVERY-PUSH'
      : path.startsWith('/ext-registry-b2b')
        ? 'PN-EXTERNAL-REGISTRIES'
        : /^\/(downtime|status|interop)(\/|$)/.test(path)
          ? 'PN-DOWNTIME-LOGS'
          : 'PN-DELIVERY';

export const problemBody = (problem: PlatformProblem, traceId: string, now: Instant): Record<string, unknown> =>
  problem.service === 'PN-DOWNTIME-LOGS' ? downtimeBody(problem, traceId) : serviceBody(problem, traceId, now);

/** Problem of a micro-service: title and detail never carry the reason, `errors[]` does. */
const serviceBody = (problem: PlatformProblem, traceId: string, now: Instant): Record<string, unknown> => ({
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

/** Problem of the downtime service, which shares no code with the others: the status says it all. */
const downtimeBody = ({ status, errors }: PlatformProblem, traceId: string): Record<string, unknown> => {
  const [title, usual] = downtimeWords(status);
  const detail = errors[0]?.detail ?? usual;
  return { status, title, detail, traceId, errors: errors.map(({ code }) => ({ code, detail })) };
};

const downtimeWords = (status: number): readonly [title: string, detail: string] => {
  switch (status) {
    case 400:
      return ['Informations not valid', 'Informazioni non valide'];
    case 409:
      return ['Conflict in request. Requested resource in conflict with the current state of the server.', 'none'];
    default:
      return ['An error occured during request elaboration', "Errore nell'elaborazione della richiesta"];
  }
};

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
  /** The same where it passes by itself. */
  away: { status: 503, body: { message: 'Service Unavailable' }, headers: { 'retry-after': '2' } },
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
  throttled: {
    status: 429,
    body: { message: 'Too Many Requests' },
    headers: { 'x-amzn-errortype': 'TooManyRequestsException' },
  },
  quotaExceeded: {
    status: 429,
    body: { message: 'Limit Exceeded' },
    headers: { 'x-amzn-errortype': 'LimitExceededException' },
  },
  tooLong: { status: 413, body: { message: 'Request Too Long' } },
  mediaType: { status: 415, body: { message: 'Unsupported Media Type' } },
} as const;
