import { describe, expect, it } from 'vitest';
import { parseClockStart, parsePace } from '../../src/clock/mode.js';
import { noon } from './a-clock.js';

describe('a pace', () => {
  it.each([
    ['manual', { mode: 'manual', rate: 0 }],
    ['auto', { mode: 'auto', rate: 0 }],
    ['real', { mode: 'scaled', preset: 'real', rate: 1 }],
    ['uat', { mode: 'scaled', preset: 'uat', rate: 1_440 }],
    ['demo', { mode: 'scaled', preset: 'demo', rate: 43_200 }],
    ['60', { mode: 'scaled', rate: 60 }],
    ['0.5', { mode: 'scaled', rate: 0.5 }],
    ['10000000', { mode: 'scaled', rate: 10_000_000 }],
  ])('is read: %s', (text, pace) => {
    expect(parsePace(text)).toEqual(pace);
  });

  it('makes a day a minute in uat, and a day two seconds in demo', () => {
    expect(86_400 / (parsePace('uat')?.rate ?? 0)).toBe(60);
    expect(86_400 / (parsePace('demo')?.rate ?? 0)).toBe(2);
  });

  it.each(['', '0', '-1', '1e3', 'UAT', 'scaled', '10000001', 'x60', 'constructor', 'NaN', 'Infinity'])(
    'is not read from %j',
    (text) => {
      expect(parsePace(text)).toBeUndefined();
    },
  );
});

describe('the start of a clock', () => {
  it('is a pace, and where wanted an instant behind an @', () => {
    expect(parseClockStart('uat')).toEqual({ pace: parsePace('uat') });
    expect(parseClockStart('manual@2026-05-04T14:00:00+02:00')).toEqual({ pace: parsePace('manual'), startsAt: noon });
  });

  it.each(['manual@', 'manual@tomorrow', '@2026-05-04T12:00:00Z', 'manual@2026-05-04T12:00:00Z@'])(
    'is not read from %j',
    (text) => {
      expect(parseClockStart(text)).toBeUndefined();
    },
  );
});
