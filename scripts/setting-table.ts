import { type Setting, settingList } from '../src/config/settings.js';

const begin = '<!-- settings: made by "npm run docs" -->\n';
const end = '<!-- /settings -->\n';

const flagOf = ({ name, kind, default: fallback }: Setting): string => {
  if (kind.placeholder !== undefined) return `--${name} ${kind.placeholder}`;
  return fallback === true ? `--no-${name}` : `--${name}${kind.words ? `[=${kind.words.join('|')}]` : ''}`;
};

const defaultOf = ({ kind, default: fallback, otherwise }: Setting): string =>
  fallback === undefined ? (otherwise ?? '') : `\`${kind.print(fallback)}\``;

/** One line for each setting, from the table that flags, variables, file and help come from. */
const settingTable = (): string =>
  [
    ['flag', 'default of the command line', ''],
    ['---', '---', '---'],
    ...settingList.map((setting) => [
      `\`${flagOf(setting).replaceAll('|', '\\|')}\``,
      defaultOf(setting),
      sentence(setting),
    ]),
  ]
    .map((cells) => `| ${cells.join(' | ')} |\n`)
    .join('');

const sentence = ({ help, kind, default: fallback }: Setting): string => {
  const text = kind.placeholder === undefined && fallback === true ? `Switches off: ${help}` : help;
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
};

/** The README with its table of settings as the code makes it. @throws Error when the marks around the table are gone */
export const withSettingTable = (readme: string): string => {
  const [before, rest] = readme.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error('README.md has no place for the settings');
  return `${before}${begin}\n${settingTable()}\n${end}${after}`;
};
