import express, { type NextFunction, type Request, type Response, Router } from 'express';
import { type AnswerParts, finish } from '../../http/answer.js';
import { type Selection, selectTenant } from '../../http/authorizer.js';
import { meetFault } from '../../http/fault-call.js';
import { begin, type Journaled, type Passage } from '../../http/passage.js';
import type { Said } from '../../text/said.js';
import { keysPath, tokenPath } from './facts.js';
import { voucherHints as hints } from './hints.js';
import type { VoucherAuthority } from './service.js';

interface VoucherRouteParts<World extends Journaled> extends AnswerParts, Selection<World> {
  readonly authority: VoucherAuthority;
  readonly randomId: () => string;
}

const formType = 'application/x-www-form-urlencoded';

/** The one body that PDND gives to every defect. Source: public reports on the frontend of PDND */
const opaque = (correlationId: string) => ({
  title: 'The request contains bad syntax or cannot be fulfilled.',
  type: 'about:blank',
  status: 400,
  detail: 'Bad request',
  errors: [{ code: '015-0008', detail: 'Unable to generate a token for the given request' }],
  correlationId,
});

const joined = (said: readonly Said[]): Said => ({
  it: said.map(({ it }) => it).join('; '),
  en: said.map(({ en }) => en).join('; '),
});

/** Token endpoint and public keys of PDND. They belong to the process; calls are noted where `?sandbox=` says. */
export const voucherRouter = <World extends Journaled>(parts: VoucherRouteParts<World>): Router => {
  const router = Router();

  const begun = (req: Request, res: Response): Passage<World> => {
    const passage = begin<World>(req, res, 'createVoucher', parts.nowMs());
    selectTenant(parts, passage);
    return passage;
  };

  const refuse = (passage: Passage<World>, defects: readonly Said[]): Promise<void> =>
    finish(parts, passage, {
      status: 400,
      body: opaque(parts.randomId()),
      hint: joined(defects),
      problem: '015-0008',
    });

  router.post(
    tokenPath,
    express.urlencoded({ extended: false, limit: '64kb', type: formType }),
    async (req: Request, res: Response) => {
      const passage = begun(req, res);
      const form = req.body as Record<string, unknown> | undefined;
      // Only what says nothing secret goes into the journal.
      req.body = undefined;
      const instead = meetFault(passage);
      if (instead) return finish(parts, passage, instead);
      if (form === undefined) return refuse(passage, [hints.notForm(req.get('content-type'))]);
      const single = Object.fromEntries(
        Object.entries(form).map(([name, value]) => [name, typeof value === 'string' ? value : undefined]),
      );
      const issued = await parts.authority.issue(single);
      if (!('access_token' in issued)) return refuse(passage, issued);
      const headers = { 'cache-control': 'no-cache, no-store' };
      return finish(parts, passage, { status: 200, body: issued, headers, isSecret: true });
    },
    // A form that cannot be read is a bad call like any other.
    async (error: unknown, req: Request, res: Response, _next: NextFunction) => {
      req.body = undefined;
      await refuse(begun(req, res), [hints.unreadable(error instanceof Error ? error.message : String(error))]);
    },
  );
  router.get(keysPath, async (_req: Request, res: Response) => {
    res.json(await parts.authority.keySet());
  });
  return router;
};
