import type { Sender } from '../send/sender/model.js';

/** Why a call is one too many: too fast, or beyond the day's quota. */
export type Excess =
  | { readonly kind: 'throttled'; readonly rps: number; readonly burst: number }
  | { readonly kind: 'quotaExceeded'; readonly quota: number };

/** How much the bodies of a sandbox have asked so far. */
export interface Usage {
  /**
   * Counts a call, or tells why it is one too many. What is refused counts for nothing.
   * @param nowMs real time: the plan protects machines, whose time is not virtual
   */
  admit(sender: Sender, nowMs: number): Excess | undefined;
  reset(): void;
}

interface Count {
  /** What is left of the burst, at `atMs`. */
  tokens: number;
  atMs: number;
  day: number;
  today: number;
}

const dayMs = 86_400_000;

/** The algorithm of the gateway: a bucket that `rps` fills and `burst` holds, and a count for the day. */
export const createUsage = (): Usage => {
  const counts = new Map<string, Count>();

  return {
    admit: ({ paId, settings: { aggregate: plan } }, nowMs) => {
      if (!plan) return undefined;
      const { rps, quota } = plan;
      const burst = plan.burst ?? Math.max(1, Math.floor(rps ?? 1));
      const day = Math.floor(nowMs / dayMs);
      const before = counts.get(paId) ?? { tokens: burst, atMs: nowMs, day, today: 0 };
      const today = before.day === day ? before.today : 0;
      if (quota !== undefined && today >= quota) return { kind: 'quotaExceeded', quota };
      const gained = (Math.max(0, nowMs - before.atMs) / 1_000) * (rps ?? 0);
      const tokens = Math.min(burst, before.tokens + gained);
      const isTooFast = rps !== undefined && tokens < 1;
      counts.set(
        paId,
        isTooFast ? { tokens, atMs: nowMs, day, today } : { tokens: tokens - 1, atMs: nowMs, day, today: today + 1 },
      );
      return isTooFast ? { kind: 'throttled', rps, burst } : undefined;
    },
    reset: () => counts.clear(),
  };
};
