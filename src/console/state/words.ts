import { effect, signal } from '@preact/signals';
import type { Language, Said } from '../../text/said.js';
import { kept } from './kept.js';

export type { Said };

const isItalian = (tag: string): boolean => /^it\b/i.test(tag);
const preferred = (): Language => {
  const first = navigator.languages.find((tag) => isItalian(tag) || /^en\b/i.test(tag));
  return first !== undefined && !isItalian(first) ? 'en' : 'it';
};

/** What the reader chose, else what the browser prefers; Italian where it prefers neither of the two. */
export const language = signal<Language>(kept('language', ['it', 'en']) ?? preferred());

effect(() => {
  document.documentElement.lang = language.value;
});

export const say = (said: Said, values: Readonly<Record<string, string | number>> = {}): string =>
  said[language.value].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** The locale of dates, numbers and amounts. */
export const locale = (): string => (language.value === 'it' ? 'it-IT' : 'en-GB');
