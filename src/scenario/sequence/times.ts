import { formatDuration, parseDuration } from '../../clock/duration.js';
import type { Delay } from '../carrier-event.js';

/** Where a sequence stands: an address has the delays of UAT, a file days as well. */
export type Delays = 'address' | 'file';

/**
 * The delay before an item. ISO 8601 time without its `PT` (`5s`, `3m`, `1h30m`): seconds of the mock. In a file, a text
 * with days or hours (`7d`, `20h`, `1d12h`) or a whole ISO 8601 length (`P7D`) is meant as written.
 */
export const parseDelay = (text: string, delays: Delays): Delay | undefined => {
  if (delays === 'file') {
    if (/^P[0-9A-Z]{1,40}$/i.test(text)) return asWritten(text.toUpperCase());
    const written = /^(\d{1,5}d)?(\d{1,5}h)?(\d{1,5}m)?(\d{1,5}s)?$/i.exec(text);
    const [, day = '', hour = '', minute = '', second = ''] = written ?? [];
    if (day || hour) return asWritten(`P${day}T0S${hour}${minute}${second}`.replace(/T0S(?=.)/, 'T').toUpperCase());
  }
  const parts = /^(?=.)(?:(\d{1,5})h)?(?:(\d{1,5})m)?(?:(\d{1,5})s)?$/i.exec(text);
  if (parts === null) return undefined;
  return { mockSeconds: Number(parts[1] ?? 0) * 3_600 + Number(parts[2] ?? 0) * 60 + Number(parts[3] ?? 0) };
};

const asWritten = (text: string): Delay | undefined => {
  const length = parseDuration(text);
  return length === undefined ? undefined : { length };
};

/**
 * The shift of a date: with `-` or nothing to the past, with `+` to the future.
 *
 * Source: pn-external-channels util/EventMessageUtil.java
 * @returns seconds of the mock, negative for the past; in a file days and hours as written
 */
export const parseShift = (text: string, delays: Delays): Delay | undefined => {
  const [, mark, amount = ''] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  const sign = mark === '+' ? 1 : -1;
  if (/^\d{1,7}ms$/i.test(amount)) return { mockSeconds: (sign * Number.parseInt(amount, 10)) / 1_000 };
  const delay = parseDelay(delays === 'address' ? amount.replace(/^PT/i, '') : amount, delays);
  if (delay === undefined) return undefined;
  return 'length' in delay ? { length: sign * delay.length } : { mockSeconds: sign * delay.mockSeconds };
};

export const printDelay = (delay: Delay): string =>
  'length' in delay
    ? formatDuration(delay.length)
    : delay.mockSeconds < 90_000
      ? `${delay.mockSeconds}s`
      : `${Math.floor(delay.mockSeconds / 3_600)}h${delay.mockSeconds % 3_600}s`;

export const printShift = (shift: Delay): string => {
  const sign = ('length' in shift ? shift.length : shift.mockSeconds) > 0 ? '+' : '';
  if ('length' in shift) return `${sign}${formatDuration(Math.abs(shift.length))}`;
  const amount = Math.abs(shift.mockSeconds);
  return `${sign}${Number.isInteger(amount) ? printDelay({ mockSeconds: amount }) : `${Math.round(amount * 1_000)}ms`}`;
};
