import express, { type NextFunction, type Request, type Response, Router } from 'express';
import { type AnswerParts, finish } from '../../../http/answer.js';
import { type Selection, selectTenant } from '../../../http/authorizer.js';
import { meetFault } from '../../../http/fault-call.js';
import { begin, type Journaled, type Outgoing, type Passage, Traced } from '../../../http/passage.js';
import type { KeyAction, Sender } from '../model.js';
import { KeyActionRefused, type SenderRoom, UnknownGroup } from '../service.js';
import { PortalProblem, portalProblems as problems } from './problems.js';
import { lastUpdateOf, toWireKey } from './wire.js';

/** Where public bodies manage their API keys: not the B2B API but what stands behind the portal of the platform. */
const portalPath = '/api-key-self/api-keys';

interface PortalParts<World extends Journaled> extends AnswerParts, Selection<World> {
  readonly senders: (world: World) => SenderRoom;
}

interface PortalCall {
  readonly room: SenderRoom;
  readonly sender: Sender;
  /** Groups of the employee who asks; empty: an administrator. */
  readonly userGroups: readonly string[];
  readonly req: Request;
}

const defaultLimit = 10;

/** Newest change first; `lastKey` of a page leads to the next one. */
const list = ({ sender, req }: PortalCall): Outgoing => {
  const limit = Math.max(1, Math.trunc(Number(req.query.limit ?? defaultLimit)) || defaultLimit);
  const showsValue = req.query.showVirtualKey === 'true';
  const all = [...sender.apiKeys].sort((a, b) => lastUpdateOf(b) - lastUpdateOf(a));
  const from = all.findIndex(({ id }) => id === req.query.lastKey) + 1;
  const items = all.slice(from, from + limit).map((key) => toWireKey(key, sender, showsValue));
  const last = items.at(-1);
  const next = last && from + limit < all.length ? { lastKey: last.id, lastUpdate: last.lastUpdate } : {};
  return { status: 200, body: { items, ...next, total: all.length }, isSecret: true };
};

const isTextList = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

const create = ({ room, sender, userGroups, req }: PortalCall): Outgoing => {
  const { name, groups } = (req.body ?? {}) as { readonly name?: unknown; readonly groups?: unknown };
  if (typeof name !== 'string' || !/^\S.*\S$/.test(name)) {
    throw problems.badBody({
      it: 'name di due o più caratteri, senza spazi ai lati',
      en: 'name of two characters or more, no blank at either end',
    });
  }
  if (!isTextList(groups)) {
    throw problems.badBody({ it: 'groups è un elenco, anche vuoto', en: 'groups is a list, which may be empty' });
  }
  const foreign = userGroups.length === 0 ? [] : groups.filter((group) => !userGroups.includes(group));
  if (foreign.length > 0) throw problems.foreignGroups(foreign, userGroups);
  try {
    const key = room.addKey(sender.paId, { name, groups: groups.length > 0 ? groups : userGroups });
    return { status: 200, body: { id: key?.id, apiKey: key?.key }, isSecret: true };
  } catch (error) {
    if (error instanceof UnknownGroup) throw problems.foreignGroups([error.group], error.known);
    throw error;
  }
};

const act = ({ room, sender, req }: PortalCall, action: KeyAction): Outgoing => {
  const id = String(req.params.id);
  if (!sender.apiKeys.some((key) => key.id === id)) throw problems.unknownKey(id);
  try {
    room.changeKey(id, action);
    return { status: 200, body: undefined };
  } catch (error) {
    if (!(error instanceof KeyActionRefused)) throw error;
    const { status } = error.key;
    throw problems.wrongState(
      action === 'DELETE'
        ? `Can not delete ApiKey - current state is ${status}`
        : `Can not change ApiKey status from ${status} to ${action}`,
    );
  }
};

const statusActions = ['BLOCK', 'ENABLE', 'ROTATE'] as const;

const changeStatus = (call: PortalCall): Outgoing => {
  const { status } = (call.req.body ?? {}) as { readonly status?: unknown };
  const action = statusActions.find((known) => known === status);
  if (!action) {
    const known = statusActions.join(', ');
    throw problems.badBody({ it: `status è uno di ${known}`, en: `status is one of ${known}` });
  }
  return act(call, action);
};

const refused = (problem: PortalProblem): Outgoing => ({
  status: problem.status,
  body: new Traced((traceId) => problem.toBody(traceId)),
  hint: problem.hint,
});

/**
 * The key portal. The body is that of `x-pagopa-pn-cx-id`, else that of `x-api-key`, else the only one of the sandbox.
 *
 * Source: pn-apikey-manager docs/openapi/pn-apikey-manager-internal.yaml, service/CreateApiKeyService.java
 */
export const portalRouter = <World extends Journaled>(parts: PortalParts<World>): Router => {
  const router = Router();
  router.use(portalPath, express.json({ limit: '1mb' }));

  const senderOf = (room: SenderRoom, { req, caller }: Passage<World>): Sender => {
    const cxType = req.get('x-pagopa-pn-cx-type') ?? 'PA';
    if (cxType !== 'PA') throw problems.notPublicBody(cxType);
    const cxId = req.get('x-pagopa-pn-cx-id');
    const all = room.all();
    const named =
      cxId === undefined
        ? (caller?.sender ?? (all.length === 1 ? all[0] : undefined))
        : all.find(({ paId }) => paId === cxId);
    if (named) return named;
    throw cxId === undefined ? problems.manySenders(all.map(({ paId }) => paId)) : problems.unknownSender(cxId);
  };

  const handled =
    (operation: string, run: (call: PortalCall) => Outgoing) =>
    async (req: Request, res: Response): Promise<void> => {
      const passage = begin<World>(req, res, operation, parts.nowMs());
      selectTenant(parts, passage);
      const { tenant } = passage;
      for (let due = tenant?.clock.settle(); due; due = tenant?.clock.settle()) await due;
      const instead = meetFault(passage);
      if (instead) return finish(parts, passage, instead);
      let outgoing: Outgoing;
      try {
        const room = parts.senders(passage.tenant?.rooms as World);
        const userGroups = (req.get('x-pagopa-pn-cx-groups') ?? '').split(',').filter((group) => group !== '');
        outgoing = run({ room, sender: senderOf(room, passage), userGroups, req });
        await tenant?.durable();
      } catch (error) {
        if (!(error instanceof PortalProblem)) throw error;
        outgoing = refused(error);
      }
      return finish(parts, passage, outgoing);
    };

  router.get(portalPath, handled('backOfficeListApiKeys', list));
  router.post(portalPath, handled('backOfficeCreateApiKey', create));
  router.put(`${portalPath}/:id/status`, handled('backOfficeChangeApiKeyStatus', changeStatus));
  router.delete(
    `${portalPath}/:id`,
    handled('backOfficeDeleteApiKey', (call) => act(call, 'DELETE')),
  );
  router.use(portalPath, async (error: unknown, req: Request, res: Response, next: NextFunction) => {
    const { type, message } = error as { readonly type?: string; readonly message?: string };
    if (!type?.startsWith('entity.')) return next(error);
    const passage = begin<World>(req, res, 'backOfficeCreateApiKey', parts.nowMs());
    selectTenant(parts, passage);
    return finish(parts, passage, refused(problems.badBody({ it: String(message), en: String(message) })));
  });
  return router;
};
