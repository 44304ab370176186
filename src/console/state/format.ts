import { locale } from './words.js';

const rome = (instant: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locale(), { timeZone: 'Europe/Rome', ...options }).format(new Date(instant));

/** `mar 6 ott 2026, 12:00`: the wall clock of Rome. */
export const dateTime = (instant: string): string => `${date(instant)}, ${time(instant)}`;

export const date = (instant: string): string =>
  rome(instant, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });

/** `lun 5 ott`; with the year where it is not that of the other instant. */
export const shortDate = (instant: string, beside: string): string => {
  const year = (at: string): string => rome(at, { year: 'numeric' });
  return rome(instant, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(year(instant) === year(beside) ? {} : { year: 'numeric' }),
  });
};

export const longDate = (instant: string): string =>
  rome(instant, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

export const time = (instant: string): string => rome(instant, { hour: '2-digit', minute: '2-digit' });

export const timeToSecond = (instant: string): string =>
  rome(instant, { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** `2026-10-06 10:00:14 UTC`, the same in every language. */
export const utc = (instant: string): string => `${new Date(instant).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

export const euro = (cents: number): string =>
  new Intl.NumberFormat(locale(), { style: 'currency', currency: 'EUR' }).format(cents / 100);

export const number = (value: number): string => new Intl.NumberFormat(locale()).format(value);

export const bytes = (size: number): string =>
  size < 1024
    ? `${number(size)} B`
    : size < 1024 * 1024
      ? `${number(Math.round(size / 1024))} KB`
      : `${number(Math.round((size / 1024 / 1024) * 10) / 10)} MB`;
