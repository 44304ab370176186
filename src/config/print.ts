import type { Config } from './load.js';
import { type Setting, settingList } from './settings.js';

const shown = ({ kind, isSecret }: Setting, value: unknown): string => (isSecret ? '***' : kind.print(value));

/** One line per setting: name, value, origin. Secrets are masked. */
export const printConfig = ({ values, origins }: Config): string => {
  const rows = settingList.map((setting) => {
    const value = values[setting.key];
    const text = value === undefined ? `(${setting.otherwise})` : shown(setting, value);
    return [setting.name, text, origins[setting.key]] as const;
  });
  const nameWidth = Math.max(...rows.map(([name]) => name.length));
  const textWidth = Math.max(...rows.map(([, text]) => text.length));
  return rows
    .map(([name, text, origin]) => `${name.padEnd(nameWidth)}  ${text.padEnd(textWidth)}  ${origin}\n`)
    .join('');
};

/** What somebody asked for, with where: the log's record of a start. Secrets are masked. */
export const givenValues = ({ values, origins }: Config): Readonly<Record<string, string>> =>
  Object.fromEntries(
    settingList
      .filter(({ key }) => origins[key] !== 'default')
      .map((setting) => [setting.name, `${shown(setting, values[setting.key])} (${origins[setting.key]})`]),
  );
