import type { Language } from '../text/said.js';

export interface DemoOptions {
  /** Address of the running simulator, whose clock stands still. */
  readonly url: string;
  readonly apiKey: string;
  readonly lang: Language;
  /** Folder for the legal facts; made when absent. */
  readonly folder: string;
  print(text: string): void;
}

/**
 * Plays two notifications through their whole life against a running simulator and tells it on the way.
 *
 * @returns what to try next, printed under the ready line
 */
export const runDemo = async (options: DemoOptions): Promise<string> => {
  options.print('The demo is still to be written.\n');
  return '';
};
