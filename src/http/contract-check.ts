import express, { type Request, type Response } from 'express';
import { bodyHint, unreadableBodyHint } from '../contract/body-hint.js';
import type { Operation } from '../contract/operations.js';
import { validateRequest } from '../contract/validate-request.js';
import { gatewayHints } from './hints.js';
import { parameterProblem } from './parameter-problem.js';
import { type Journaled, type Passage, refuse, traceOf } from './passage.js';
import { gatewayAnswers, gatewayBody, serviceOf } from './problem.js';

/** Reads the body of a call that has one. */
export type BodyReader = (req: Request, res: Response) => Promise<void>;

/** A body of another media type stays unread, as at the gateway, which takes one without a type for JSON. */
const isJson = (type: string | undefined): boolean => !type || /^application\/json\s*(;|$)/i.test(type);

export const createBodyReader = (): BodyReader => {
  const json = express.json({ limit: '10mb', strict: false, type: (req) => isJson(req.headers['content-type']) });
  return (req, res) =>
    new Promise((resolve, reject) => {
      json(req, res, (error?: unknown) => {
        if (!error) return resolve();
        const { type, message } = error as { readonly type?: string; readonly message: string };
        if (type === 'entity.too.large') return reject(refuse(gatewayAnswers.tooLong, gatewayHints.tooLong));
        // unsure: which of its two shapes the gateway answers to a body that is no JSON at all.
        const body = gatewayBody('PN_INVALID_BODY', [message], traceOf(req, undefined));
        return reject(refuse({ status: 400, body }, unreadableBodyHint(message)));
      });
    });
};

/**
 * What the gateway checks, then what the service checks of the parameters.
 * @throws Refused, PlatformProblem
 */
export const checkContract = <World extends Journaled>(
  operation: Operation,
  { req, tenant, path }: Passage<World>,
): void => {
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
      const body = gatewayBody('PN_INVALID_PARAMETERS', verdict.messages, traceOf(req, tenant?.seed));
      throw refuse({ status: 400, body }, gatewayHints.missingParameter(verdict.messages));
    }
    case 'body': {
      const body = gatewayBody('PN_INVALID_BODY', verdict.messages, traceOf(req, tenant?.seed));
      throw refuse({ status: 400, body }, bodyHint(verdict.violations));
    }
    case 'mediaType':
      throw refuse(gatewayAnswers.mediaType, gatewayHints.mediaType(verdict.received));
    case 'parameters':
      throw parameterProblem(operation.operationId, verdict.violations, serviceOf(path));
  }
};
