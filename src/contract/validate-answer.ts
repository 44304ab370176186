import { readAnswers } from './generated.js';
import { prism } from './prism.js';

/** What is wrong with an answer, one line each; empty when it respects the contract. */
export type AnswerValidator = (operationId: string, status: number, body: unknown) => readonly string[];

/**
 * Statuses that the platform really answers although its contract does not list them for the operation: authoriser and
 * gateway (401, 403, 413, 415, 429, 5xx), detail of a notification not yet accepted (404), too many streams (409), preload
 * of an empty file (422).
 *
 * Source: pn-delivery rest/PnSentNotificationsController.java, pn-stream service/impl/StreamsServiceImpl.java
 */
const unlisted = new Set([401, 403, 404, 409, 413, 415, 422, 429, 501, 502, 503, 504]);

/** Operations of the downtime service, whose problems break their own contract: codes such as `400 BAD_REQUEST`. */
const withOwnCodes = new Set(['getEserviceStatus', 'getResolved', 'getLegalFact', 'statusHistory']);

/**
 * Where the platform's own answers break its contract.
 *
 * Source: sync-validation.md 10 (documents are emptied after 120 days), streams.md 7 (v1 prints null fields),
 * platform-status.md 2 (a certificate has no filename), api.md 5 and 6 (v1, and v2.0 of the detail, want ten characters of
 * a subject; the adapters hand on the shorter one of a later version)
 */
const isKnownBreach = (operationId: string, path: readonly string[], keyword: string): boolean =>
  (withOwnCodes.has(operationId) && path[0] === 'errors' && path[2] === 'code') ||
  (operationId.startsWith('retrieveSentNotification') && path.join('.') === 'documents' && keyword === 'minItems') ||
  (operationId === 'getLegalFact' && keyword === 'required' && path.length === 0) ||
  (operationId === 'consumeEventStream' && keyword === 'type') ||
  (/^retrieve(SentNotification(V20)?|NotificationRequestStatus)$/.test(operationId) &&
    path.join('.') === 'subject' &&
    keyword === 'minLength');

/**
 * Checks answers against our own contract, those of `/_sim` too: for tests and `--strict-responses`, as the first use of
 * an operation compiles for up to half a second. The file of the answers is read at the first call.
 */
export const createAnswerValidator = (): AnswerValidator => {
  let operations: ReturnType<typeof readAnswers> | undefined;
  return (operationId, status, body) => {
    operations ??= readAnswers();
    const resource = operations[operationId];
    if (!resource) return [`${operationId} is not in the contract`];
    if (isFromGateway(body)) return [];
    const response = resource.responses.find(({ code }) => code === String(status));
    if (!response) {
      return unlisted.has(status) ? [] : [`${operationId} answers ${status}, which is not in the contract`];
    }
    const mediaType = response.contents?.[0]?.mediaType;
    if (mediaType === undefined)
      return isEmpty(body) ? [] : [`${operationId} ${status} has a body, the contract wants none`];
    const element = { statusCode: status, headers: { 'content-type': mediaType }, body };
    const verdict = prism().validateOutput({ resource, element });
    if (verdict._tag === 'Right') return [];
    return verdict.left
      .filter(({ path = [], code }) => !isKnownBreach(operationId, path.slice(1).map(String), String(code)))
      .map(({ path = [], message }) => `${operationId} ${status} ${path.join('.')}: ${message}`);
  };
};

const isEmpty = (body: unknown): boolean => body === undefined || body === '' || body === null;

/** The gateway cuts nothing where it quotes what it received, so that its texts may be longer than the contract allows. */
const isFromGateway = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'title' in body && body.title === 'VALIDATION ERROR';
