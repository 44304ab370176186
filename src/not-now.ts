import type { IncomingMessage, ServerResponse } from 'node:http';
import { problems } from './control/problems.js';
import type { SimProblem } from './control/sim-problem.js';
import { gatewayHints, hintHeader } from './http/hints.js';
import { gatewayAnswers } from './http/problem.js';
import type { Language, Said } from './text/said.js';

/** Why a call is not made now, for `/_sim` and for the platform. */
interface NotNow {
  readonly problem: SimProblem;
  readonly hint: Said;
}

interface NotNowParts {
  readonly language: Language;
  readonly simHeaders: boolean;
  readonly log: (line: object) => void;
}

/** Answers a call, before anything else has looked at it, with 503 and the reason. */
type Refuse = (req: IncomingMessage, res: ServerResponse, reason: string) => void;

const refusal =
  (notNow: (reason: string) => NotNow) =>
  ({ language, simHeaders, log }: NotNowParts): Refuse =>
  (req, res, reason) => {
    const { problem, hint } = notNow(reason);
    log({ level: 'error', msg: 'not now', path: req.url, reason: problem.detail });
    if (/^\/(_sim|checklistresult)\b/.test(req.url ?? '')) {
      res.writeHead(problem.status, { ...problem.headers, 'content-type': 'application/problem+json' });
      res.end(JSON.stringify(problem.toBody()));
      return;
    }
    const { status, headers, body } = gatewayAnswers.away;
    res.writeHead(status, {
      ...headers,
      'access-control-allow-origin': '*',
      'content-type': 'application/json',
      ...(simHeaders ? { 'x-send-sim-hint': hintHeader(hint, language) } : {}),
    });
    res.end(JSON.stringify(body));
  };

export const storeAway = refusal((reason) => ({
  problem: problems.storeAway(reason),
  hint: gatewayHints.storeAway(reason),
}));
export const memoryFull = refusal((used) => ({
  problem: problems.memoryFull(used),
  hint: gatewayHints.memoryFull(used),
}));
