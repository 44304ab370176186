import { type Instant, toIso } from '../../clock/instant.js';

/** How many requests each body sent in each calendar month, UTC. Follows from the stored notifications. */
interface MonthlyCounts {
  add(paId: string, sentAt: Instant): void;
  /** @returns the month as `YYYY-MM`, and the requests of the body in it */
  of(paId: string, at: Instant): { readonly month: string; readonly count: number };
  clear(): void;
}

const monthOf = (at: Instant): string => toIso(at).slice(0, 7);

export const createMonthlyCounts = (): MonthlyCounts => {
  const counts = new Map<string, number>();
  const keyOf = (paId: string, month: string): string => `${paId}/${month}`;
  return {
    add: (paId, sentAt) => {
      const key = keyOf(paId, monthOf(sentAt));
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    of: (paId, at) => {
      const month = monthOf(at);
      return { month, count: counts.get(keyOf(paId, month)) ?? 0 };
    },
    clear: () => counts.clear(),
  };
};
