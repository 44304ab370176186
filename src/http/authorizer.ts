import type { Request } from 'express';
import type { Caller } from '../send/sender/model.js';
import { gatewayHints } from './hints.js';
import { type Journaled, type Passage, refuse, type Tenant } from './passage.js';
import { gatewayAnswers } from './problem.js';

export interface Selected<World extends Journaled> {
  readonly tenant: Tenant<World>;
  readonly caller: Caller;
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
): string | undefined => {
  const key = passage.req.get('x-api-key');
  const selected = key ? select(key) : undefined;
  passage.tenant = selected?.tenant ?? tenantOf(sandboxParameter(passage.req));
  passage.caller = selected?.caller;
  return key;
};

const sandboxParameter = (req: Request): string | undefined =>
  typeof req.query.sandbox === 'string' ? req.query.sandbox : undefined;

/**
 * The checks of the gateway's authorizer, in its order.
 *
 * Source: auth.md 2 (pn-auth-fleet apikeyAuthorizerV2)
 */
export const authorize = <World extends Journaled>(selection: Selection<World>, passage: Passage<World>): void => {
  const key = selectTenant(selection, passage);
  if (!key) throw refuse(gatewayAnswers.noKey, gatewayHints.noKey);
  if (!passage.caller) throw refuse(gatewayAnswers.denied, gatewayHints.unknownKey(key));
  const { status, pdnd } = passage.caller.key;
  if (status !== 'ENABLED' && status !== 'ROTATED') {
    throw refuse(gatewayAnswers.denied, gatewayHints.blockedKey(status));
  }
  const hasVoucher = passage.req.get('authorization') !== undefined;
  if (pdnd === false && hasVoucher) throw refuse(gatewayAnswers.denied, gatewayHints.voucherRefused);
  if (pdnd === true && !hasVoucher) throw refuse(gatewayAnswers.denied, gatewayHints.voucherMissing);
};
