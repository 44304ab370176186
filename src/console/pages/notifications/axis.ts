import { romeDayOf } from '../../state/rome-day.js';

/** What stands on the time axis. */
interface Placed {
  readonly at: string;
  /** Absent: it is about the notification as a whole. */
  readonly recIndex?: number;
}

/** What happened, or will, within one minute; in time order. */
export interface Moment<Item> {
  readonly kind: 'moment';
  readonly at: string;
  /** Calendar days in Rome since the notification was sent. */
  readonly day: number;
  /** The first one of its day. */
  readonly opensDay: boolean;
  readonly isPlanned: boolean;
  readonly items: readonly Item[];
}

/** Time in which nothing happened. */
export interface Gap {
  readonly kind: 'gap';
  /** Between the moment before and the one after, in days with fractions. */
  readonly length: number;
  /** Whole calendar days in Rome on which nothing happened. */
  readonly quietDays: number;
}

/** Where the clock stands. */
interface NowMark {
  readonly kind: 'now';
  readonly at: string;
}

export type Row<Item> = Moment<Item> | Gap | NowMark;

const dayMs = 86_400_000;

const minuteOf = (at: string): number => Math.floor(Date.parse(at) / 60_000);

/**
 * Puts elements and planned work on one axis, downwards: what fell into one minute in one row, between days without events a
 * gap, and the mark of the present between both kinds.
 *
 * @param elements that happened, in any order
 * @param planned work, in any order
 * @param sentAt begins the count of days
 */
export const axisOf = <Item extends Placed>(
  elements: readonly Item[],
  planned: readonly Item[],
  now: string,
  sentAt: string,
): readonly Row<Item>[] => {
  const first = romeDayOf(sentAt);
  const rows: Row<Item>[] = [];
  let last: string | undefined;
  let lastDay: number | undefined;

  /** Goes on to an instant, with the gap before it. Answers the day, and whether it is another one. */
  const goTo = (at: string): { readonly day: number; readonly opensDay: boolean } => {
    const day = romeDayOf(at);
    const opensDay = day !== lastDay;
    if (last !== undefined && lastDay !== undefined) {
      const length = Math.max(0, (Date.parse(at) - Date.parse(last)) / dayMs);
      if (length > 1 / 24) rows.push({ kind: 'gap', length, quietDays: Math.max(0, day - lastDay - 1) });
    }
    last = at;
    lastDay = day;
    return { day: day - first, opensDay };
  };
  const place = (items: readonly Item[], isPlanned: boolean): void => {
    for (const group of byMinute(items)) {
      const at = group[0]?.at ?? '';
      rows.push({ kind: 'moment', at, ...goTo(at), isPlanned, items: group });
    }
  };

  place(elements, false);
  goTo(now);
  rows.push({ kind: 'now', at: now });
  place(planned, true);
  return rows;
};

/** In time order, those of one minute together. */
const byMinute = <Item extends Placed>(items: readonly Item[]): readonly (readonly Item[])[] => {
  const groups: Item[][] = [];
  for (const item of items.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    const last = groups.at(-1);
    if (last?.[0] !== undefined && minuteOf(last[0].at) === minuteOf(item.at)) last.push(item);
    else groups.push([item]);
  }
  return groups;
};
