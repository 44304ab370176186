import { describe, expect, it } from 'vitest';
import { fromRomeInput, toRomeInput } from '../../src/console/state/rome-input.js';

describe('a date as it is typed in Rome', () => {
  it.each([
    ['2026-10-05T12:00', '2026-10-05T10:00:00.000Z'],
    ['2026-12-05T12:00', '2026-12-05T11:00:00.000Z'],
    ['2026-12-31T23:30', '2026-12-31T22:30:00.000Z'],
    ['2026-03-29T03:00', '2026-03-29T01:00:00.000Z'],
    ['2026-10-25T03:00', '2026-10-25T02:00:00.000Z'],
  ])('%s is %s, and back', (typed, instant) => {
    expect(fromRomeInput(typed)).toBe(instant);
    expect(toRomeInput(instant)).toBe(typed);
  });

  it('is the first of two in the hour that comes twice, and an hour later in the one that never comes', () => {
    expect(fromRomeInput('2026-10-25T02:30')).toBe('2026-10-25T00:30:00.000Z');
    expect(toRomeInput(fromRomeInput('2026-03-29T02:30'))).toBe('2026-03-29T03:30');
  });
});
