import express, { type Request, type Response } from 'express';
import { bodyHint, unreadableBodyHint } from '../contract/body-hint.js';
import type { Operation } from '../contract/operations.js';
import { validateRequest } from '../contract/validate-request.js';
import { badDowntimeCall } from '../send/downtime/errors.js';
import { Crowded, refuseCrowd } from './crowd.js';
import { gatewayHints } from './hints.js';
import { parameterProblem } from './parameter-problem.js';
import { type Journaled, type Passage, refuse, Traced } from './passage.js';
import { gatewayAnswers, gatewayBody, serviceOf } from './problem.js';

/**
 * Reads the body of a call, where the operation has one.
 * @returns its length in bytes
 * @throws Refused 413 for a body that is too long, whatever its type, or too crowded; 400 for one that is no JSON
 */
export type BodyReader = (req: Request, res: Response, hasBody: boolean) => Promise<number | undefined>;

/** Source: Amazon API Gateway, quotas */
const maxBodyBytes = 10 * 1024 * 1024;

/** A body of another media type stays unread, as at the gateway, which takes one without a type for JSON. */
const isJson = (type: string | undefined): boolean => !type || /^application\/json\s*(;|$)/i.test(type);

export const createBodyReader = (): BodyReader => {
  const lengths = new WeakMap<object, number>();
  const json = express.json({
    limit: maxBodyBytes,
    strict: false,
    type: (req) => isJson(req.headers['content-type']),
    verify: (req, _res, bytes) => {
      refuseCrowd(bytes);
      lengths.set(req, bytes.length);
    },
  });
  const tooLong = () => refuse(gatewayAnswers.tooLong, gatewayHints.tooLong);
  return async (req, res, hasBody) => {
    if (Number(req.get('content-length')) > maxBodyBytes) throw tooLong();
    if (!hasBody) return undefined;
    await new Promise<void>((resolve, reject) => {
      json(req, res, (error?: unknown) => {
        if (!error) return resolve();
        if (error instanceof Crowded) return reject(refuse(gatewayAnswers.tooLong, gatewayHints.crowded(error.marks)));
        const { type, message } = error as { readonly type?: string; readonly message: string };
        if (type === 'entity.too.large') return reject(tooLong());
        // unsure: which of its two shapes the gateway answers to a body that is no JSON at all.
        const body = new Traced((traceId) => gatewayBody('PN_INVALID_BODY', [message], traceId));
        return reject(refuse({ status: 400, body }, unreadableBodyHint(message)));
      });
    });
    return lengths.get(req);
  };
};

/**
 * What the gateway checks, then what the service checks of the parameters.
 * @throws Refused, PlatformProblem
 */
export const checkContract = <World extends Journaled>(operation: Operation, { req, path }: Passage<World>): void => {
  const verdict = validateRequest(operation, {
    path: req.params,
    query: req.query,
    headers: req.headers,
    body: req.body,
  });
  switch (verdict.kind) {
    case 'ok':
      return;
    case 'missingParameters': {
      const hint = gatewayHints.missingParameter(verdict.messages);
      // No gateway stands before the only page of that service that wants a parameter.
      if (serviceOf(path) === 'PN-DOWNTIME-LOGS') throw badDowntimeCall(hint);
      const body = new Traced((traceId) => gatewayBody('PN_INVALID_PARAMETERS', verdict.messages, traceId));
      throw refuse({ status: 400, body }, hint);
    }
    case 'body': {
      const body = new Traced((traceId) => gatewayBody('PN_INVALID_BODY', verdict.messages, traceId));
      throw refuse({ status: 400, body }, bodyHint(verdict.violations));
    }
    case 'mediaType':
      throw refuse(gatewayAnswers.mediaType, gatewayHints.mediaType(verdict.received));
    case 'parameters':
      throw parameterProblem(operation.operationId, verdict.violations, serviceOf(path));
  }
};
