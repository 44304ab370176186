import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { days, hours, seconds } from '../../src/clock/instant.js';
import { paperDelay } from '../../src/scenario/paper-calendar.js';

describe('the calendar of paper seconds', () => {
  it.each([
    [0, 0],
    [5, hours(20)],
    [30, days(5)],
    [35, days(5) + hours(20)],
    [60, days(11)],
    [65, days(12)],
    [80, days(31)],
    [140, days(32)],
    [200, days(33)],
  ])('takes %d s for the time agreed on', (mockSeconds, length) => {
    expect(paperDelay(mockSeconds, 'calendar')).toBe(length);
  });

  it('is linear between two points', () => {
    expect(paperDelay(1, 'calendar')).toBe(hours(4));
    expect(paperDelay(10, 'calendar')).toBe(hours(40));
    expect(paperDelay(90, 'calendar')).toBe(days(31) + hours(4));
  });

  it('never makes a longer delay the shorter time, and always gives whole microseconds', () => {
    const delay = fc.double({ min: 0, max: 100_000, noNaN: true });
    fc.assert(
      fc.property(delay, delay, (a, b) => {
        const [shorter, longer] = a <= b ? [a, b] : [b, a];
        expect(paperDelay(shorter, 'calendar')).toBeLessThanOrEqual(paperDelay(longer, 'calendar'));
        expect(Number.isInteger(paperDelay(a, 'calendar'))).toBe(true);
      }),
    );
  });

  it('keeps what the names of the sequences promise about ten and thirty days', () => {
    expect(paperDelay(30, 'calendar')).toBeLessThan(days(10));
    expect(paperDelay(60, 'calendar')).toBeGreaterThan(days(10));
    expect(paperDelay(80, 'calendar')).toBeGreaterThan(days(30));
  });

  it('takes the seconds as they are when they are literal', () => {
    expect(paperDelay(80, 'literal')).toBe(seconds(80));
  });

  it('takes a negative delay for none', () => {
    expect(paperDelay(-5, 'calendar')).toBe(0);
    expect(paperDelay(-5, 'literal')).toBe(0);
  });
});
