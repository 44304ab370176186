import type { IncomingMessage, ServerResponse } from 'node:http';
import { type RealTime, startWatch } from '../clock/real-time.js';
import type { Naming, Registry } from '../sandbox/registry.js';
import { StoreAway, StoreFailure, StoreUnreadable } from '../store/ports.js';
import { type Forwarder, forwardedHeader } from './forward.js';
import type { Ownership } from './ownership.js';
import { namingsOf } from './wanted.js';

export interface DoorParts {
  readonly ownership: Ownership;
  readonly registry: Registry<unknown>;
  readonly forwarder: Forwarder;
  readonly realTime: Pick<RealTime, 'after'>;
  readonly replica: () => string;
  readonly leaseMs: number;
  /** Answers a call that nobody can do now. */
  readonly refuse: (req: IncomingMessage, res: ServerResponse, reason: string) => void;
}

type Next = (error?: unknown) => void;

/** Replicas that look for each other's sandboxes agree within two steps; the third is for a lease that just moved. */
const mostHops = 3;
const pauseMs = 100;

/**
 * Stands before everything else: lets in what this replica works on, or can take up; passes on what another one works on.
 * Behind it nobody knows that there are replicas.
 */
export const createDoor = (parts: DoorParts) => {
  const { ownership, registry, forwarder, refuse } = parts;

  const pause = (): Promise<void> => new Promise((resolve) => parts.realTime.after(pauseMs, resolve, true));

  /** The first naming that leads to a sandbox, with where that is. */
  const look = async (namings: readonly Naming[], isFresh: boolean) => {
    for (const naming of namings) {
      if (registry.has(naming)) return { naming, found: undefined };
      const found = await ownership.find(naming, isFresh);
      if (found) return { naming, found };
      registry.forget(naming);
    }
    return undefined;
  };

  /** @returns whether the call is answered here */
  const settle = async (
    req: IncomingMessage,
    res: ServerResponse,
    namings: readonly Naming[],
    hops: number,
  ): Promise<boolean> => {
    const waited = startWatch();
    let isFresh = hops > 0;
    for (;;) {
      await ownership.confirm();
      const place = await look(namings, isFresh);
      // Nobody has such a sandbox: refused here as anywhere.
      if (!place?.found) return true;
      const { naming, found } = place;
      const { owner } = found;
      if (owner === undefined || owner.replica === parts.replica()) {
        if (await ownership.acquire(found.id)) return true;
      } else if (owner.address !== undefined && hops < mostHops) {
        const isOwner = async () => (await ownership.find(naming, true))?.owner?.replica === owner.replica;
        const how = await forwarder.forward(req, res, owner.address, hops, isOwner);
        if (how === 'sent') return false;
        if (how === 'lost') {
          throw new StoreAway(
            `the replica that worked on the sandbox "${found.id}" went away: whether this was done is unknown, look or ask again`,
          );
        }
      }
      ownership.forget(naming);
      isFresh = true;
      if (res.closed) return false;
      if (waited() > 2 * parts.leaseMs) {
        throw new StoreAway(`the replica that works on the sandbox "${found.id}" cannot be reached: ask again`);
      }
      await pause();
    }
  };

  return async (req: IncomingMessage & { originalUrl?: string }, res: ServerResponse, next: Next): Promise<void> => {
    const hops = forwarder.hopsOf(req);
    if (hops > 0) req.headers[forwardedHeader] = String(hops);
    const namings = namingsOf({ url: req.url ?? '/', headers: req.headers });
    if (namings.length === 0) return next();
    const [first] = namings;
    if (first && ownership.isHeld() && registry.has(first)) return next();
    try {
      if (await settle(req, res, namings, hops)) next();
    } catch (error) {
      if (!(error instanceof StoreFailure || error instanceof StoreUnreadable)) return next(error);
      refuse(req, res, error.message);
    }
  };
};
