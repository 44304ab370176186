import { days, hours, type Instant, type Micros, minutes, plus, toEpochMs } from '../clock/instant.js';
import type { Language } from '../text/said.js';

/*
 * Civil time of Europe/Rome by the rule of the European Union, in force in Italy since 1996: summer time from the last
 * Sunday of March to the last Sunday of October, both at 01:00 UTC. Written out because the time-zone libraries cost
 * 20 to 50 ms at the first call and about 30 µs at each, and the price asks for the Roman day at every request.
 */

const march = 2;
const october = 9;

/** 01:00 UTC of the last Sunday of a month, in milliseconds. */
const lastSundayMs = (year: number, month: number): number => {
  const lastDay = new Date(Date.UTC(year, month + 1, 0, 1));
  return lastDay.getTime() - lastDay.getUTCDay() * 86_400_000;
};

const romanOffset = (at: Instant): Micros => {
  const ms = toEpochMs(at);
  const year = new Date(ms).getUTCFullYear();
  const isSummer = ms >= lastSundayMs(year, march) && ms < lastSundayMs(year, october);
  return hours(isSummer ? 2 : 1);
};

/** Microseconds since the epoch as the clocks in Rome count them: a reading of the wall, not an instant. */
const romanReading = (at: Instant): number => at + romanOffset(at);
const romanDay = (at: Instant): number => Math.floor(romanReading(at) / days(1));

/** Midnight with which a day begins. Clocks change hours away from it, so 23:00 UTC knows the right offset. */
const midnightOf = (day: number): Instant => {
  const utcMidnight = (day * days(1)) as Instant;
  return plus(utcMidnight, -romanOffset(plus(utcMidnight, -hours(1))));
};

const isoDay = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

/**
 * The last nanosecond of the Roman day in which an instant falls, as the dates of the price API are printed:
 * `2026-11-26T23:59:59.999999999+01:00`.
 *
 * Source: pn-delivery, dates of the price answers
 */
export const endOfRomanDay = (at: Instant): string => {
  const day = romanDay(at);
  const offsetHours = romanOffset(midnightOf(day + 1)) / hours(1);
  return `${isoDay(day)}T23:59:59.999999999+0${offsetHours}:00`;
};

/**
 * Is it later than 21:00:00 in Rome? Strict: 21:00:00 itself is not. What is received later counts a day more.
 *
 * Source: pn-delivery-push action/completionworkflow/RefinementScheduler.java
 */
export const isAfterRoman21 = (at: Instant): boolean => romanReading(at) - romanDay(at) * days(1) > hours(21);

/** Days of the calendar in Rome from one instant to another; negative when `to` is an earlier day. */
export const romanDaysBetween = (from: Instant, to: Instant): number => romanDay(to) - romanDay(from);

/** Midnight in Rome with which the day of an instant begins, or the day that many calendar days later. */
export const romanMidnight = (at: Instant, daysLater = 0): Instant => midnightOf(romanDay(at) + daysLater);

/** The month in Rome, such as `2026-05`. */
export const romanMonth = (at: Instant): string => isoDay(romanDay(at)).slice(0, 7);

const englishMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Date and time in Rome for people: `26/11/2026 alle ore 10:03`, `26 Nov 2026 at 10:03`. */
export const formatRoman = (at: Instant, language: Language): string => {
  const [year, month, day] = isoDay(romanDay(at)).split('-');
  const minuteOfDay = Math.floor((romanReading(at) - romanDay(at) * days(1)) / minutes(1));
  const time = `${String(Math.floor(minuteOfDay / 60)).padStart(2, '0')}:${String(minuteOfDay % 60).padStart(2, '0')}`;
  return language === 'it'
    ? `${day}/${month}/${year} alle ore ${time}`
    : `${day} ${englishMonths[Number(month) - 1]} ${year} at ${time}`;
};
