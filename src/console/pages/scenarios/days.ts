import type { NotificationView } from '../../api/shapes.js';

/** What happened on a day, counted from the request; steps of the machinery are left out. */
interface Day {
  readonly day: number;
  readonly at: string;
  readonly categories: readonly string[];
}

const romanDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Rome', dateStyle: 'short' });
const dayNumber = (instant: string): number => Date.parse(romanDay.format(new Date(instant))) / 86_400_000;

/** What SEND does for itself, and tells. */
const steps =
  /^(?!NOTIFICATION_CANCELLATION).*_(?:REQUEST|CALL|RESPONSE)$|^(?:PREPARE|AAR|SCHEDULE|GENERATED)_|^(?:GET|NORMALIZED)_ADDRESS$/;

/** Days on which a client sees something. */
export const daysOf = ({ createdAt, detail, explained }: NotificationView): readonly Day[] => {
  const first = dayNumber(createdAt);
  const visible = new Set(detail.timeline.map(({ elementId }) => elementId));
  const days = new Map<number, { at: string; categories: string[] }>();
  for (const { elementId, category, at } of explained) {
    if (!visible.has(elementId) || steps.test(category)) continue;
    const day = dayNumber(at) - first;
    const known = days.get(day);
    if (known) known.categories.push(category);
    else days.set(day, { at, categories: [category] });
  }
  return [...days].map(([day, rest]) => ({ day, ...rest })).sort((a, b) => a.day - b.day);
};

/** What one side has beside the other: `only` of each entry, of two that are equal one for one. */
const beside = (own: Day | undefined, other: Day | undefined): readonly Entry[] => {
  const left = [...(other?.categories ?? [])];
  return (own?.categories ?? []).map((category) => {
    const at = left.indexOf(category);
    if (at >= 0) left.splice(at, 1);
    return { category, isOnly: at < 0 };
  });
};

/** Something that happened; `isOnly`: on that day in this life alone. */
interface Entry {
  readonly category: string;
  readonly isOnly: boolean;
}

export interface DayRow {
  readonly day: number;
  readonly sides: readonly { readonly at: string | undefined; readonly entries: readonly Entry[] }[];
}

/** Both lives by day. */
export const rowsOf = (one: NotificationView, other: NotificationView): readonly DayRow[] => {
  const lives = [daysOf(one), daysOf(other)];
  const days = [...new Set(lives.flat().map(({ day }) => day))].sort((a, b) => a - b);
  return days.map((day) => {
    const [a, b] = lives.map((life) => life.find((each) => each.day === day));
    return {
      day,
      sides: [
        { at: a?.at, entries: beside(a, b) },
        { at: b?.at, entries: beside(b, a) },
      ],
    };
  });
};
