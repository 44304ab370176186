import { fromEpochMs, type Instant, plus, seconds, toEpochMs } from '../../clock/instant.js';
import type { HistoryQuery, Incident, Month, PageQuery } from './model.js';

export const monthOf = (at: Instant): Month => {
  const date = new Date(toEpochMs(at));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1 };
};

/** Order of lists. unsure: of the history, where the platform gives what its store finds first. */
const newestFirst = (a: Incident, b: Incident): number => b.startedAt - a.startedAt;

/**
 * Incidents that ended in a month and whose certificate is there, newest start first. The month ends at 23:59:59: what
 * ended within its very last second is in no month.
 *
 * Source: pn-downtime-logs service/impl/DowntimeLogsServiceImpl.java
 */
export const resolvedIn = (incidents: readonly Incident[], { year, month }: Month): readonly Incident[] => {
  const from = fromEpochMs(Date.UTC(year, month - 1));
  const to = plus(fromEpochMs(Date.UTC(year, month)), -seconds(1));
  return incidents
    .filter(({ endedAt, certificate }) => certificate && endedAt !== undefined && endedAt >= from && endedAt <= to)
    .sort(newestFirst);
};

/**
 * Incidents of an interval. With an end: those that start or end inside, or last all through it; without: those that start
 * or end after its beginning, or are still open. A search that names no functionality finds nothing.
 *
 * Source: pn-downtime-logs service/impl/DowntimeLogsServiceImpl.java
 */
export const inHistory = (
  incidents: readonly Incident[],
  { from, to, functionalities }: HistoryQuery,
): readonly Incident[] => {
  const touches = ({ startedAt, endedAt }: Incident): boolean => {
    if (to === undefined) return startedAt > from || endedAt === undefined || endedAt > from;
    const isInside = (at: Instant | undefined): boolean => at !== undefined && at >= from && at <= to;
    const lastsThrough = startedAt < from && (endedAt === undefined || endedAt > to);
    return isInside(startedAt) || isInside(endedAt) || lastsThrough;
  };
  return incidents.filter((one) => functionalities.includes(one.functionality) && touches(one)).sort(newestFirst);
};

/** A page of a list, and whether another one follows. */
export const pageOf = <T>(all: readonly T[], { page, size }: PageQuery): { items: readonly T[]; hasNext: boolean } => ({
  items: all.slice(page * size, (page + 1) * size),
  hasNext: (page + 1) * size < all.length,
});
