import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, parseDuration } from '../../src/clock/duration.js';
import { days, hours, milliseconds, minutes, seconds } from '../../src/clock/instant.js';

describe('a duration', () => {
  it.each([
    ['P7D', days(7)],
    ['P1W', days(7)],
    ['P1Y', days(365)],
    ['P1Y2W3DT4H5M6.5S', days(382) + hours(4) + minutes(5) + seconds(6.5)],
    ['PT90M', minutes(90)],
    ['PT0S', 0],
    ['PT0.001S', 1_000],
    ['P1.5D', hours(36)],
    ['7d', days(7)],
    ['36h', hours(36)],
    ['90m', minutes(90)],
    ['5s', seconds(5)],
    ['200ms', milliseconds(200)],
    ['1.5h', minutes(90)],
    ['0s', 0],
  ])('is read: %s', (text, length) => {
    expect(parseDuration(text)).toBe(length);
  });

  it.each([
    '',
    'P',
    'PT',
    'P1DT',
    '7',
    'd',
    '7 d',
    '-7d',
    '-P7D',
    '+7d',
    'P1M',
    'P-1D',
    'p7d',
    '7D',
    '1w',
    '1,5h',
    'PT5',
    '1e3s',
    'Infinityd',
    'P1H',
    'P7D ',
    `${'9'.repeat(400)}d`,
    `P${'9'.repeat(400)}D`,
  ])('is not read from %j', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it.each([
    [days(7), 'P7D'],
    [minutes(90), 'PT1H30M'],
    [days(382) + hours(4) + minutes(5) + seconds(6.5), 'P382DT4H5M6.5S'],
    [0, 'PT0S'],
    [seconds(60), 'PT1M'],
    [seconds(59.9996), 'PT1M'],
    [days(1) - 1, 'P1D'],
  ])('is printed in ISO 8601, to the millisecond: %i is %s', (length, text) => {
    expect(formatDuration(length)).toBe(text);
  });

  it('comes back the same from the text it is printed as', () => {
    const someLength = fc.integer({ min: 0, max: days(800) / 1_000 }).map(milliseconds);
    const property = fc.property(someLength, (length) => parseDuration(formatDuration(length)) === length);

    expect(fc.check(property, { seed: 2, numRuns: 500 }).failed).toBe(false);
  });
});
