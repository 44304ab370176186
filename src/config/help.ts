import { type Command, commands, formOf, isCommand, type OwnFlag, takes } from './commands.js';
import { didYouMean } from './given.js';
import { ConfigInvalid } from './load.js';
import { type Setting, type SettingGroup, settingList } from './settings.js';
import { topics } from './topics.js';

const groups: Readonly<Record<SettingGroup, string>> = {
  Server: 'send-simulator --port 0 --public-url https://send.example.test',
  World: 'send-simulator --clock manual@2026-03-01T08:00:00Z --seed demo --data ./send-data',
  Answers: 'send-simulator --lang it --no-sim-headers',
  Process: 'send-simulator --log-level warn --ready-file /tmp/send-simulator.json',
};

const callFlags = [
  ['--config <file>', 'Configuration file (default: send-simulator.yaml here, where there is one).'],
  ['--print-config', 'Prints every setting with its value and where that comes from, and ends.'],
  ['--json', 'The ready line, and the answers of other commands, as JSON.'],
  ['--help, --version', 'As the commands.'],
] as const;

const exitCodes =
  '0 done, 1 a bug of the simulator, 2 usage or configuration, 3 port taken, 4 scenario invalid, ' +
  '5 verification failed, 6 stored data unreadable, 128 + n ended by signal n (SIGINT 130, SIGTERM 143).';

const wrap = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
};

const flagOf = (setting: Setting): string => {
  if (setting.kind.placeholder !== undefined) return `--${setting.name} ${setting.kind.placeholder}`;
  // Of a yes/no setting the help shows the flag that changes something.
  const words = setting.kind.words ? ` [${setting.kind.words.join('|')}]` : '';
  return setting.default === true ? `--no-${setting.name}` : `--${setting.name}${words}`;
};

const explanationOf = (setting: Setting): string => {
  if (setting.kind.placeholder === undefined) {
    return setting.default === true ? `Switches off: ${setting.help}` : setting.help;
  }
  const fallback = setting.default === undefined ? setting.otherwise : setting.kind.print(setting.default);
  return `${setting.help} (default: ${fallback})`;
};

/** Rows of two columns, as wide as the terminal of the reader. */
const layoutOf = (columns: number) => {
  const width = Math.min(Math.max(columns, 60), 120);
  const margin = 30;
  const row = ([left, text]: readonly [string, string]): string => {
    const [first = '', ...others] = wrap(text, width - margin);
    // A long flag stands on a line of its own.
    const head = left.length + 4 > margin ? `  ${left}\n${' '.repeat(margin)}` : `  ${left}`.padEnd(margin);
    return [head + first, ...others.map((line) => ' '.repeat(margin) + line)].join('\n');
  };
  return {
    width,
    row,
    section: (title: string, rows: readonly string[]): string => `${title}\n${rows.join('\n')}\n`,
    paragraph: (text: string): readonly string[] => wrap(text, width - 2).map((line) => `  ${line}`),
  };
};

/**
 * The help of the whole program.
 * @param columns width of the reader's terminal
 */
const helpText = (version: string, columns = 100): string => {
  const { width, row, section, paragraph } = layoutOf(columns);
  const commandRows = (Object.keys(commands) as Command[]).map((name) => row([nameOf(name), commands[name].help]));
  return [
    ...wrap(
      `send-simulator ${version}: a local simulator of the sender-side API of SEND (Servizio Notifiche Digitali). Not the real platform: nothing it does has legal value.`,
      width,
    ),
    '',
    'Usage: send-simulator [command] [settings]',
    '',
    section('Commands', [...commandRows, '  send-simulator <command> --help tells the rest.']),
    ...Object.entries(groups).map(([group, example]) =>
      section(group, [
        ...settingList.filter((setting) => setting.group === group).map((s) => row([flagOf(s), explanationOf(s)])),
        `  Example: ${example}`,
      ]),
    ),
    section('This call', callFlags.map(row)),
    section(
      'Variables and file',
      paragraph(
        'Every setting is also a variable (--upload-limit: SEND_SIM_UPLOAD_LIMIT=50MB; --no-sim-headers: SEND_SIM_SIM_HEADERS=false; --config: SEND_SIM_CONFIG) and a key of the configuration file (upload-limit: 50MB). A flag wins over a variable, a variable over the file, the file over the default. Unknown names are errors.',
      ),
    ),
    section('Exit codes', paragraph(exitCodes)),
  ].join('\n');
};

const nameOf = (command: Command): string => {
  const { words } = formOf(command);
  return words === undefined ? command : `${command} ${words}`;
};

const ownFlagOf = (name: string, { kind }: OwnFlag): string =>
  kind.placeholder === undefined ? `--${name}` : `--${name} ${kind.placeholder}`;

/**
 * What `help <word>` tells: of a command that has flags of its own, or of a topic; for what serves, the whole.
 * @throws ConfigInvalid for a word that is neither
 */
export const helpOn = (word: string | undefined, version: string, columns?: number): string => {
  const topic = word === undefined || !Object.hasOwn(topics, word) ? undefined : topics[word];
  if (topic) {
    const { paragraph } = layoutOf(columns ?? 100);
    const paragraphs = topic.paragraphs.flatMap((text) => [...paragraph(text), '']);
    return [...paragraphs, ...topic.lines.map((line) => (line === '' ? '' : `  ${line}`)), ''].join('\n');
  }
  if (word === undefined) return helpText(version, columns);
  if (!isCommand(word)) {
    const known = [...Object.keys(commands), ...Object.keys(topics)];
    throw new ConfigInvalid([`help: there is no command and no topic ${word}${didYouMean(word, known)}`]);
  }
  return formOf(word).settings === 'all' ? helpText(version, columns) : commandHelp(word, columns);
};

/** The help of one command that has flags of its own. */
const commandHelp = (command: Command, columns = 100): string => {
  const { width, row, section } = layoutOf(columns);
  const form = formOf(command);
  const flags = Object.entries(form.flags).map(([name, flag]) => row([ownFlagOf(name, flag), flag.help]));
  const settings = settingList.filter(({ key }) => takes(form, key)).map((s) => row([flagOf(s), explanationOf(s)]));
  return [
    `Usage: send-simulator ${nameOf(command)} [flags]`,
    '',
    ...wrap(form.help, width),
    '',
    ...(flags.length + settings.length > 0 ? [section('Flags', [...flags, ...settings])] : []),
    ...form.examples.map((example) => `Example: ${example}`),
    '',
  ].join('\n');
};
