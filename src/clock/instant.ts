/**
 * An instant as whole microseconds since the Unix epoch.
 *
 * Milliseconds would be enough for the rules, but the platform's elements of one step differ by fractions of a
 * millisecond and are listed in that order; microseconds in a JavaScript number are exact until the year 2255.
 */
export type Instant = number & { readonly instant: unique symbol };

/** A length of time in whole microseconds. */
export type Micros = number;

export const milliseconds = (n: number): Micros => Math.round(n * 1_000);
export const seconds = (n: number): Micros => Math.round(n * 1_000_000);
export const minutes = (n: number): Micros => seconds(n * 60);
export const hours = (n: number): Micros => seconds(n * 3_600);
export const days = (n: number): Micros => seconds(n * 86_400);

export const plus = (at: Instant, length: Micros): Instant => (at + length) as Instant;
export const fromEpochMs = (ms: number): Instant => Math.round(ms * 1_000) as Instant;
export const toEpochMs = (at: Instant): number => Math.floor(at / 1_000);

/** The same instant without its fraction of a second. */
export const wholeSecond = (at: Instant): Instant => (Math.floor(at / 1_000_000) * 1_000_000) as Instant;

/** Carriers date their events by the second, but none before what it follows from. */
export const carrierDate = (at: Instant, follows: Instant): Instant => Math.max(wholeSecond(at), follows) as Instant;

/** ISO 8601 in UTC as the platform prints it: `Z`, at most nine decimals (here six), trailing zeros dropped. */
export const toIso = (at: Instant): string => {
  const micros = at - wholeSecond(at);
  const toTheSecond = new Date(Math.floor(at / 1_000)).toISOString().slice(0, 19);
  if (micros === 0) return `${toTheSecond}Z`;
  return `${toTheSecond}.${String(micros).padStart(6, '0').replace(/0+$/, '')}Z`;
};

/** Where every clock ends, 2250-01-01: terms counted from there can still be told exactly. */
export const lastInstant = 8_835_955_200_000_000 as Instant;

/**
 * Reads an ISO 8601 date-time with offset, from 1970 to 2250; decimals of the second beyond the sixth are dropped.
 * @returns undefined when the text is no such instant, or of a day that the calendar does not have
 */
export const parseInstant = (text: string): Instant | undefined => {
  const match = /^(\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):\d{2}:\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})$/.exec(text);
  if (!match) return undefined;
  const [, local = '', decimals = '', offset = ''] = match;
  const localMs = Date.parse(`${local}Z`);
  const ms = Date.parse(`${local}${offset}`);
  if (Number.isNaN(ms)) return undefined;
  // JavaScript reads the 30th of February as the 2nd of March; up to the 28th every month has the day.
  if (Number(local.slice(8, 10)) > 28 && new Date(localMs).toISOString().slice(0, 19) !== local) return undefined;
  const at = (ms * 1_000 + Number(decimals.padEnd(6, '0').slice(0, 6))) as Instant;
  return at >= 0 && at <= lastInstant ? at : undefined;
};
