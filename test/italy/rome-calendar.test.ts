import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { type Instant, parseInstant, plus, toEpochMs } from '../../src/clock/instant.js';
import {
  endOfRomanDay,
  formatRoman,
  isAfterRoman21,
  romanDaysBetween,
  romanMidnight,
} from '../../src/italy/rome-calendar.js';

const instant = (iso: string): Instant => {
  const parsed = parseInstant(iso);
  if (parsed === undefined) throw new Error(`no instant: ${iso}`);
  return parsed;
};

describe('end of the Roman day', () => {
  it.each([
    ['2026-11-26T09:03:00Z', '2026-11-26T23:59:59.999999999+01:00', 'an ordinary winter day'],
    ['2026-07-15T22:30:00Z', '2026-07-16T23:59:59.999999999+02:00', 'a summer evening that is past midnight in Rome'],
    ['2026-03-29T00:30:00Z', '2026-03-29T23:59:59.999999999+02:00', 'the day summer time begins, before the change'],
    ['2026-03-28T22:59:59.999999Z', '2026-03-28T23:59:59.999999999+01:00', 'the last moment before that day'],
    ['2026-10-25T00:30:00Z', '2026-10-25T23:59:59.999999999+01:00', 'the day summer time ends, before the change'],
    ['2026-10-24T21:59:59Z', '2026-10-24T23:59:59.999999999+02:00', 'the last second before that day'],
    ['2026-12-31T23:00:00Z', '2027-01-01T23:59:59.999999999+01:00', 'the first second of the year in Rome'],
    ['2026-12-31T22:59:59Z', '2026-12-31T23:59:59.999999999+01:00', 'the last second of the year in Rome'],
    ['2028-02-28T23:00:00Z', '2028-02-29T23:59:59.999999999+01:00', '29 February'],
  ])('of %s is %s (%s)', (at, expected) => {
    expect(endOfRomanDay(instant(at))).toBe(expected);
  });
});

describe('later than 21:00 in Rome', () => {
  it.each([
    ['2026-11-26T20:00:00Z', false],
    ['2026-11-26T20:00:00.000001Z', true],
    ['2026-07-15T19:00:00Z', false],
    ['2026-07-15T19:00:00.000001Z', true],
    ['2026-11-26T22:59:59Z', true],
    ['2026-11-26T23:00:00Z', false],
  ])('%s -> %s', (at, expected) => {
    expect(isAfterRoman21(instant(at))).toBe(expected);
  });
});

describe('days between two instants', () => {
  it.each([
    ['2026-11-26T22:59:59Z', '2026-11-26T23:00:00Z', 1],
    ['2026-11-26T23:00:00Z', '2026-11-27T22:59:59Z', 0],
    ['2026-03-28T12:00:00Z', '2026-03-30T11:00:00Z', 2],
    ['2026-10-24T12:00:00Z', '2026-10-26T12:00:00Z', 2],
    ['2028-02-28T12:00:00Z', '2028-03-01T12:00:00Z', 2],
    ['2026-12-31T12:00:00Z', '2027-01-01T12:00:00Z', 1],
    ['2026-11-27T12:00:00Z', '2026-11-26T12:00:00Z', -1],
  ])('from %s to %s are %i', (from, to, expected) => {
    expect(romanDaysBetween(instant(from), instant(to))).toBe(expected);
  });
});

describe('Roman midnight', () => {
  it.each([
    ['2026-11-26T09:03:00Z', 0, '2026-11-25T23:00:00Z'],
    ['2026-03-29T12:00:00Z', 0, '2026-03-28T23:00:00Z'],
    ['2026-03-29T12:00:00Z', 1, '2026-03-29T22:00:00Z'],
    ['2026-10-25T12:00:00Z', 0, '2026-10-24T22:00:00Z'],
    ['2026-10-25T12:00:00Z', 1, '2026-10-25T23:00:00Z'],
    ['2026-03-25T22:30:00Z', 10, '2026-04-03T22:00:00Z'],
  ])('of %s, %i days later, is %s', (at, daysLater, expected) => {
    expect(romanMidnight(instant(at), daysLater)).toBe(instant(expected));
  });
});

describe('date and time for people', () => {
  it('is written in both languages', () => {
    expect(formatRoman(instant('2026-11-26T09:03:59Z'), 'it')).toBe('26/11/2026 alle ore 10:03');
    expect(formatRoman(instant('2026-11-26T09:03:59Z'), 'en')).toBe('26 Nov 2026 at 10:03');
  });

  it('follows the clock change', () => {
    expect(formatRoman(instant('2026-03-29T00:59:59Z'), 'it')).toBe('29/03/2026 alle ore 01:59');
    expect(formatRoman(instant('2026-03-29T01:00:00Z'), 'it')).toBe('29/03/2026 alle ore 03:00');
    expect(formatRoman(instant('2026-10-25T00:59:59Z'), 'en')).toBe('25 Oct 2026 at 02:59');
    expect(formatRoman(instant('2026-10-25T01:00:00Z'), 'en')).toBe('25 Oct 2026 at 02:00');
  });
});

describe('against the time-zone database', () => {
  const inRome = (at: Instant) =>
    Temporal.Instant.fromEpochMilliseconds(toEpochMs(at)).toZonedDateTimeISO('Europe/Rome');
  // From 1996 on summer time ends in October; before, in September.
  const anyInstant = fc
    .integer({ min: Date.UTC(1996, 0, 1), max: Date.UTC(2100, 0, 1) })
    .map((ms) => (ms * 1_000) as Instant);
  const hourOfChange = fc
    .tuple(
      fc.integer({ min: 2020, max: 2060 }),
      fc.constantFrom(2, 9),
      fc.integer({ min: 24, max: 31 }),
      fc.nat(86_399),
    )
    .map(([year, month, day, second]) => ((Date.UTC(year, month, day) + second * 1_000) * 1_000) as Instant);

  it('day, midnight and time agree from 1996 to 2100', () => {
    fc.assert(
      fc.property(fc.oneof(anyInstant, hourOfChange), (at) => {
        const rome = inRome(at);
        const end = rome.withPlainTime('23:59:59.999999999');
        expect(endOfRomanDay(at)).toBe(end.toString({ timeZoneName: 'never' }));
        expect(toEpochMs(romanMidnight(at))).toBe(rome.startOfDay().epochMilliseconds);
        expect(toEpochMs(romanMidnight(at, 10))).toBe(rome.startOfDay().add({ days: 10 }).epochMilliseconds);
        expect(isAfterRoman21(at)).toBe(Temporal.PlainTime.compare(rome.toPlainTime(), '21:00') > 0);
        expect(formatRoman(at, 'it').slice(-5)).toBe(rome.toPlainTime().toString().slice(0, 5));
      }),
      { numRuns: 500 },
    );
  });

  it('the days between two instants agree', () => {
    fc.assert(
      fc.property(
        anyInstant,
        fc.integer({ min: 0, max: 400 * 86_400 }),
        fc.boolean(),
        (early, seconds, isBackwards) => {
          const late = plus(early, seconds * 1_000_000);
          const [from, to] = isBackwards ? [late, early] : [early, late];
          const days = inRome(from).toPlainDate().until(inRome(to).toPlainDate(), { largestUnit: 'day' }).days;
          expect(romanDaysBetween(from, to)).toBe(days);
        },
      ),
    );
  });
});
