import { signal } from '@preact/signals';

const wide = matchMedia('(width >= 75rem)');

/** Whether there is room for a second column. */
export const isWide = signal(wide.matches);

wide.addEventListener('change', () => {
  isWide.value = wide.matches;
});
