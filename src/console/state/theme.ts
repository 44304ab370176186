import { effect, signal } from '@preact/signals';
import { kept } from './kept.js';

export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const theme = signal<Theme>(kept('theme', themes) ?? 'auto');

effect(() => {
  document.documentElement.dataset.theme = theme.value;
});
