import { type Instant, parseInstant } from './instant.js';

/** How the clock of a sandbox moves by itself. */
export type ClockMode = 'manual' | 'scaled' | 'auto';
export type ClockPreset = 'real' | 'uat' | 'demo';

/** Virtual seconds per real second. `uat`: a day is a minute, as in the test environment; `demo`: a day is two seconds. */
export const presetRates: Readonly<Record<ClockPreset, number>> = { real: 1, uat: 1_440, demo: 43_200 };

export interface Pace {
  readonly mode: ClockMode;
  readonly preset?: ClockPreset;
  readonly rate: number;
}

const isPreset = (text: string): text is ClockPreset => Object.hasOwn(presetRates, text);

export const maxRate = 10_000_000;

/** Where a clock starts and how it moves. */
export interface ClockStart {
  readonly pace: Pace;
  /** Absent: now. */
  readonly startsAt?: Instant;
}

/**
 * Reads `manual`, `auto`, a preset or a rate.
 * @returns undefined when the text is none of them
 */
export const parsePace = (text: string): Pace | undefined => {
  if (text === 'manual' || text === 'auto') return { mode: text, rate: 0 };
  if (isPreset(text)) return { mode: 'scaled', preset: text, rate: presetRates[text] };
  const rate = /^\d+(\.\d+)?$/.test(text) ? Number(text) : 0;
  return rate > 0 && rate <= maxRate ? { mode: 'scaled', rate } : undefined;
};

/**
 * Reads a pace with the virtual instant at which it starts behind an `@`: `manual@2026-03-01T08:00:00Z`.
 * @returns undefined when the text is no such start
 */
export const parseClockStart = (text: string): ClockStart | undefined => {
  const at = text.indexOf('@');
  const pace = parsePace(at < 0 ? text : text.slice(0, at));
  const startsAt = at < 0 ? undefined : parseInstant(text.slice(at + 1));
  if (!pace || (at >= 0 && startsAt === undefined)) return undefined;
  return { pace, ...(startsAt === undefined ? {} : { startsAt }) };
};
