const parts = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Rome',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** What a `datetime-local` field shows for an instant: the wall clock of Rome, `2026-10-05T12:00`. */
export const toRomeInput = (instant: string): string => parts.format(new Date(instant)).replace(' ', 'T');

/**
 * The instant at which the wall clock of Rome shows what a `datetime-local` field holds. In the hour that comes twice, at the
 * end of summer time, the first one; in the one that never comes, the same time an hour later.
 */
export const fromRomeInput = (text: string): string => {
  const asUtc = Date.parse(`${text}:00Z`);
  const offsetAt = (ms: number): number => Date.parse(`${toRomeInput(new Date(ms).toISOString())}:00Z`) - ms;
  const summer = asUtc - 2 * 3_600_000;
  const isSummer = offsetAt(summer) === 2 * 3_600_000;
  return new Date(isSummer ? summer : asUtc - 3_600_000).toISOString();
};
