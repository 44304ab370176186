import type { Request } from 'express';
import { parseDuration } from '../clock/duration.js';
import type { Micros } from '../clock/instant.js';
import type { Caller } from '../send/sender/model.js';
import { isUsable } from '../send/sender/rules.js';
import { gatewayHints } from './hints.js';
import { type Journaled, type Passage, Refused, refuse, type Tenant } from './passage.js';
import { gatewayAnswers } from './problem.js';

export interface Selected<World extends Journaled> {
  readonly tenant: Tenant<World>;
  /** Undefined: the key was deleted. */
  readonly caller: Caller | undefined;
}

/** How a call finds its sandbox and its sender. */
export interface Selection<World extends Journaled> {
  readonly select: (key: string) => Selected<World> | undefined;
  /** The sandbox of a call that carries no key: `?sandbox=`, else `default`. */
  readonly tenantOf: (sandboxId: string | undefined) => Tenant<World> | undefined;
}

/** Finds the sandbox, also of a call that will be refused: its journal remembers it. */
export const selectTenant = <World extends Journaled>(
  { select, tenantOf }: Selection<World>,
  passage: Passage<World>,
): { readonly key: string | undefined; readonly selected: Selected<World> | undefined } => {
  const key = passage.req.get('x-api-key');
  const selected = key ? select(key) : undefined;
  passage.tenant = selected?.tenant ?? tenantOf(sandboxParameter(passage.req));
  passage.caller = selected?.caller;
  return { key, selected };
};

const sandboxParameter = (req: Request): string | undefined =>
  typeof req.query.sandbox === 'string' ? req.query.sandbox : undefined;

/** What was found out about a key, and until when (storage time) that holds. */
interface Decision {
  readonly until: Micros;
  readonly caller: Caller | undefined;
  readonly refusal: Refused | undefined;
}

/**
 * The gateway's authorizer: lets a call pass or throws. What it finds out about a key it may keep for a while
 * (`authorizerCache`), as the real one does: a change of the key, and the voucher, stay unseen for that long.
 *
 * Source: pn-auth-fleet apikeyAuthorizerV2; pn-delivery docs/openapi/aws (authorizerResultTtlInSeconds)
 */
export const createAuthorizer = <World extends Journaled>(
  selection: Selection<World>,
): ((passage: Passage<World>) => void) => {
  const kept = new WeakMap<Tenant<World>, Map<string, Decision>>();

  const decide = (key: string, { tenant, caller }: Selected<World>, req: Request): Decision => {
    const now = tenant.clock.storageNow();
    const lifetime = parseDuration(tenant.rooms.settings.authorizerCache) ?? 0;
    const decisions = kept.get(tenant) ?? new Map<string, Decision>();
    const earlier = decisions.get(key);
    // After a reset the storage time may begin anew: what holds for longer than it can is of before.
    if (earlier && now < earlier.until && earlier.until <= now + lifetime) {
      return { ...earlier, refusal: earlier.refusal && remembered(earlier.refusal) };
    }
    const decision = { until: now + lifetime, caller, refusal: refusalOf(caller, req) };
    if (lifetime > 0) kept.set(tenant, decisions.set(key, decision));
    return decision;
  };

  return (passage) => {
    const { key, selected } = selectTenant(selection, passage);
    if (!key) throw refuse(gatewayAnswers.noKey, gatewayHints.noKey);
    if (!selected) throw refuse(gatewayAnswers.denied, gatewayHints.unknownKey(key));
    const { caller, refusal } = decide(key, selected, passage.req);
    passage.caller = caller;
    if (refusal) throw refusal;
  };
};

/** The reason may be gone by now: the hint says that it is an old one. */
const remembered = ({ answer }: Refused): Refused =>
  new Refused({ ...answer, ...(answer.hint ? { hint: gatewayHints.remembered(answer.hint) } : {}) });

/** The checks of a key, in the order of the platform. Source: pn-auth-fleet apikeyAuthorizerV2/src/app/eventHandler.js */
const refusalOf = (caller: Caller | undefined, req: Request): Refused | undefined => {
  const denied = (hint: Parameters<typeof refuse>[1]): Refused => refuse(gatewayAnswers.denied, hint);
  if (!caller) return denied(gatewayHints.deletedKey);
  const { key } = caller;
  if (!isUsable(key)) return denied(gatewayHints.blockedKey(key.status));
  const hasVoucher = req.get('authorization') !== undefined;
  if (key.pdnd === false && hasVoucher) return denied(gatewayHints.voucherRefused);
  if (key.pdnd === true && !hasVoucher) return denied(gatewayHints.voucherMissing);
  return undefined;
};
