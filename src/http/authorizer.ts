import type { Request } from 'express';
import { parseDuration } from '../clock/duration.js';
import type { Micros } from '../clock/instant.js';
import type { Gone } from '../sandbox/registry.js';
import type { Caller, PdndMode } from '../send/sender/model.js';
import { isUsable } from '../send/sender/rules.js';
import type { Said } from '../text/said.js';
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
  /** The sandbox that the key selected until it was removed by itself. */
  readonly goneOf: (key: string) => Gone | undefined;
  /** The sandbox of a call that carries no key: `?sandbox=`, else `default`. */
  readonly tenantOf: (sandboxId: string | undefined) => Tenant<World> | undefined;
}

/** What the key of a call leads to. */
export interface Found<World extends Journaled> {
  readonly key: string | undefined;
  readonly selected: Selected<World> | undefined;
}

/** Finds the sandbox, also of a call that will be refused: its journal remembers it. */
export const selectTenant = <World extends Journaled>(
  { select, tenantOf }: Selection<World>,
  passage: Passage<World>,
): Found<World> => {
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
 * The gateway's authorizer and usage plan: lets a call pass or throws. What it finds out about a key it may keep for a while
 * (`authorizerCache`), as the real one does: a change of the key, and the voucher, stay unseen for that long.
 *
 * Source: pn-auth-fleet apikeyAuthorizerV2; pn-delivery docs/openapi/aws (authorizerResultTtlInSeconds)
 */
export const createAuthorizer = <World extends Journaled>(
  voucherDefects: (authorization: string) => Promise<readonly Said[]>,
  nowMs: () => number,
  goneOf: Selection<World>['goneOf'],
): ((passage: Passage<World>, found: Found<World>) => Promise<void>) => {
  /** By the rooms, which a snapshot replaces. */
  const kept = new WeakMap<World, Map<string, Decision>>();

  const decide = async (key: string, { tenant, caller }: Selected<World>, req: Request): Promise<Decision> => {
    const now = tenant.clock.storageNow();
    const lifetime = parseDuration(tenant.rooms.settings.authorizerCache) ?? 0;
    const decisions = kept.get(tenant.rooms) ?? new Map<string, Decision>();
    const earlier = decisions.get(key);
    // After a reset the storage time may begin anew: what holds for longer than it can is of before.
    if (earlier && now < earlier.until && earlier.until <= now + lifetime) {
      return { ...earlier, refusal: earlier.refusal && remembered(earlier.refusal) };
    }
    const refusal = refusalOfKey(caller) ?? (await refusalOfVoucher(caller?.key.pdnd, req.get('authorization')));
    const decision = { until: now + lifetime, caller, refusal };
    if (lifetime > 0) kept.set(tenant.rooms, decisions.set(key, decision));
    return decision;
  };

  /** What a key that takes a voucher or none gets along with it is not looked at. */
  const refusalOfVoucher = async (pdnd: PdndMode | undefined, voucher: string | undefined) => {
    if (pdnd === false && voucher !== undefined) return denied(gatewayHints.voucherRefused);
    if (pdnd !== true) return undefined;
    if (voucher === undefined) return denied(gatewayHints.voucherMissing);
    const defects = await voucherDefects(voucher);
    return defects.length > 0 ? denied(gatewayHints.voucherDefects(defects)) : undefined;
  };

  return async (passage, { key, selected }) => {
    if (!key) throw refuse(gatewayAnswers.noKey, gatewayHints.noKey);
    if (!selected) {
      const gone = goneOf(key);
      throw refuse(gatewayAnswers.denied, gone ? gatewayHints.removedSandbox(key, gone) : gatewayHints.unknownKey(key));
    }
    const { caller, refusal } = await decide(key, selected, passage.req);
    passage.caller = caller;
    if (refusal) throw refusal;
    const tooMany = caller && selected.tenant.rooms.usage.admit(caller.sender, nowMs());
    if (tooMany) throw refuse(gatewayAnswers[tooMany.kind], gatewayHints.tooMany(tooMany));
  };
};

/** The reason may be gone by now: the hint says that it is an old one. */
const remembered = ({ answer }: Refused): Refused =>
  new Refused({ ...answer, ...(answer.hint ? { hint: gatewayHints.remembered(answer.hint) } : {}) });

const denied = (hint: Said): Refused => refuse(gatewayAnswers.denied, hint);

/** The checks of a key, in the order of the platform. Source: pn-auth-fleet apikeyAuthorizerV2/src/app/eventHandler.js */
const refusalOfKey = (caller: Caller | undefined): Refused | undefined => {
  if (!caller) return denied(gatewayHints.deletedKey);
  return isUsable(caller.key) ? undefined : denied(gatewayHints.blockedKey(caller.key.status));
};
