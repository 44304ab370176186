import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  carrierDate,
  fromEpochMs,
  type Instant,
  lastInstant,
  parseInstant,
  plus,
  seconds,
  toEpochMs,
  toIso,
  wholeSecond,
} from '../../src/clock/instant.js';

const someInstant = fc.integer({ min: 0, max: lastInstant }).map((n) => n as Instant);

describe('an instant', () => {
  it('comes back the same from the text it is printed as', () => {
    expect(
      fc.check(
        fc.property(someInstant, (at) => parseInstant(toIso(at)) === at),
        { seed: 1, numRuns: 500 },
      ).failed,
    ).toBe(false);
  });

  it('is printed in UTC without zeros at the end of its fraction', () => {
    const at = fromEpochMs(Date.UTC(2026, 4, 4, 10, 11, 12));

    expect(toIso(at)).toBe('2026-05-04T10:11:12Z');
    expect(toIso(plus(at, 500_000))).toBe('2026-05-04T10:11:12.5Z');
    expect(toIso(plus(at, 1))).toBe('2026-05-04T10:11:12.000001Z');
    expect(toIso(plus(at, 120_300))).toBe('2026-05-04T10:11:12.1203Z');
  });

  it('is printed right before 1970 too', () => {
    expect(toIso(-1 as Instant)).toBe('1969-12-31T23:59:59.999999Z');
  });

  it.each([
    ['2026-03-29T02:30:00+02:00', '2026-03-29T00:30:00Z'],
    ['2026-12-31T23:59:59-05:30', '2027-01-01T05:29:59Z'],
    ['2028-02-29T00:00:00Z', '2028-02-29T00:00:00Z'],
    ['2026-05-04T10:11:12.123456789Z', '2026-05-04T10:11:12.123456Z'],
    ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00Z'],
    ['2250-01-01T00:00:00Z', '2250-01-01T00:00:00Z'],
  ])('is read with its offset: %s is %s', (text, utc) => {
    expect(toIso(parseInstant(text) as Instant)).toBe(utc);
  });

  it.each([
    '',
    'now',
    '2026-05-04',
    '2026-05-04T10:11:12',
    '2026-05-04 10:11:12Z',
    '2026-05-04T10:11Z',
    '2026-05-04t10:11:12z',
    '2026-02-29T00:00:00Z',
    '2026-02-30T00:00:00+01:00',
    '2026-04-31T10:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-10T00:00:00Z',
    '2026-05-04T24:00:00Z',
    '2026-05-04T23:59:60Z',
    '2026-05-04T10:11:12.Z',
    '2026-05-04T10:11:12+25:00',
    '2026-05-04T10:11:12+01:60',
    '1969-12-31T23:59:59Z',
    '2250-01-01T00:00:01Z',
    '9999-12-31T23:59:59Z',
    '-2026-05-04T10:11:12Z',
    ' 2026-05-04T10:11:12Z',
    '2026-05-04T10:11:12Z\n',
  ])('is not read from %j', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  it('loses its fraction when a carrier dates by the second, unless that lies before what it follows from', () => {
    const at = parseInstant('2026-05-04T10:11:12.999999Z') as Instant;

    expect(toIso(wholeSecond(at))).toBe('2026-05-04T10:11:12Z');
    expect(toIso(carrierDate(at, plus(at, -seconds(5))))).toBe('2026-05-04T10:11:12Z');
    expect(toIso(carrierDate(at, plus(at, -9)))).toBe('2026-05-04T10:11:12.99999Z');
  });

  it('is milliseconds of the epoch when the fraction is left out', () => {
    expect(toEpochMs(plus(fromEpochMs(1_234), 999))).toBe(1_234);
    expect(plus(fromEpochMs(0), seconds(1.5))).toBe(1_500_000);
  });
});
