import type { Journaled, Outgoing, Passage } from './passage.js';

/** In milliseconds, as streams tell it; everybody else tells seconds. */
const retryAfterMsOf = (operation: string, headers: Outgoing['headers']): number => {
  const told = headers?.['retry-after'];
  if (told === undefined) return 0;
  return Number(told) * (operation.startsWith('consumeEventStream') ? 1 : 1_000) || 0;
};

/** Tells a call to whoever follows the calls, as its client has seen it. */
export const testify = <World extends Journaled>(
  { req, tenant, operation, path, isUnderstood, fault }: Passage<World>,
  { status, headers, raw }: Outgoing,
  id: string,
  body: unknown,
): void => {
  if (!tenant) return;
  const isLost = fault?.do.drop !== undefined || fault?.do.truncate !== undefined;
  tenant.rooms.evidence.saw({
    id,
    operation,
    method: req.method,
    path,
    status: isLost ? 0 : status,
    virtualAt: tenant.clock.now(),
    storageAt: tenant.clock.storageNow(),
    isUnderstood,
    params: (req.params ?? {}) as Record<string, string>,
    request: req.body as unknown,
    // What a fault put in place of it may have any shape.
    answer: isLost || raw !== undefined || fault?.do.body !== undefined ? undefined : body,
    retryAfterMs: isLost ? 0 : retryAfterMsOf(operation, headers),
  });
};
