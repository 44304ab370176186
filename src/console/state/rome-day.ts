const calendar = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Rome',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** Number of the calendar day in Rome: the next day has the next one. */
export const romeDayOf = (instant: string): number =>
  Date.parse(`${calendar.format(new Date(instant))}T00:00:00Z`) / 86_400_000;

/** Calendar days in Rome from one instant to another. */
export const daysBetween = (from: string, to: string): number => romeDayOf(to) - romeDayOf(from);
