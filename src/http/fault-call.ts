import { iunOf } from '../send/request/iun.js';
import { insteadOfCall } from './fault-effects.js';
import type { Journaled, Outgoing, Passage } from './passage.js';

/**
 * Asks whether a call goes wrong on purpose, and notes the fault that acts on it.
 * @param scenariosOf given: only faults of scenarios are meant, for calls about notifications that were given one
 * @returns the answer in place of a call that is not made
 */
export const meetFault = <World extends Journaled>(
  passage: Passage<World>,
  scenariosOf?: Journaled['scenariosOf'],
): Outgoing | undefined => {
  const { req, tenant, caller, operation, path } = passage;
  if (!tenant || tenant.rooms.faults.isEmpty()) return undefined;
  const { notificationRequestId: id } = req.query;
  const named = req.params.iun ?? (typeof id === 'string' ? iunOf(id) : undefined);
  const iun = named === undefined ? undefined : String(named);
  const about = { iun, body: req.body as unknown, senderTaxId: caller?.sender.taxId };
  passage.fault = tenant.rooms.faults.next(
    { operation, method: req.method, path, iun },
    scenariosOf && (() => scenariosOf({ ...about, header: req.get('x-send-sim-scenario') })),
  );
  return passage.fault && insteadOfCall(passage.fault, path);
};
