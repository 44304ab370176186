import type { SettingValues } from '../../config.js';
import type { Language, Said } from '../../text/said.js';
import type { SimClient } from './client.js';
import type { Machine } from './machine.js';
import type { Look } from './progress.js';

/** What a command against a running simulator has at hand. */
export interface RemoteCall {
  /** Behind the name of the command. */
  readonly words: readonly string[];
  /** Its own flags, by name. */
  readonly own: Readonly<Record<string, unknown>>;
  readonly sim: SimClient;
  readonly lang: Language;
  /** The answer as JSON instead of words. */
  readonly isJson: boolean;
  readonly paint: Paint;
  print(text: string): void;
  /** The text of a file; undefined when there is no such file. */
  readFile(path: string): string | undefined;
  /** @throws ConfigInvalid when it cannot be written */
  writeFile(path: string, text: string): void;
  /** Variables of the process. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What a start with the same flags, variables and file would get. */
  readonly settings: Pick<SettingValues, 'data' | 'store' | 'files' | 'tlsFolder' | 'journalFile'>;
  readonly machine: Machine;
  /** Of this program. */
  readonly version: string;
  pause(ms: number): Promise<void>;
  /** Shows that a long work goes on, and how far it is where that is known; on a terminal only. */
  during<T>(label: Said, work: Promise<T>, look?: Look): Promise<T>;
}

/** @returns exit code */
export type RemoteCommand = (call: RemoteCall) => Promise<number>;

/** Colours where there is a terminal that wants them, else the text as it is. */
export type Paint = (colour: 'red' | 'green' | 'yellow' | 'dim', text: string) => string;

const codes = { red: 31, green: 32, yellow: 33, dim: 2 } as const;

export const paintOf =
  (hasColour: boolean): Paint =>
  (colour, text) =>
    hasColour ? `\u001b[${codes[colour]}m${text}\u001b[0m` : text;

export const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
