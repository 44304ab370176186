import type { Said } from '../../text/said.js';

/** What one look of the doctor found. */
export interface Finding {
  readonly check: string;
  /** `warning`: works, but may surprise. */
  readonly state: 'ok' | 'warning' | 'problem';
  readonly said: Said;
  /** That of a start which meets this problem. */
  readonly exitCode?: number;
}

export const ok = (check: string, said: Said): Finding => ({ check, state: 'ok', said });
export const warning = (check: string, said: Said): Finding => ({ check, state: 'warning', said });
export const problem = (check: string, said: Said, exitCode?: number): Finding => ({
  check,
  state: 'problem',
  said,
  ...(exitCode === undefined ? {} : { exitCode }),
});
/** Told alike in both languages. */
export const same = (text: string): Said => ({ it: text, en: text });
