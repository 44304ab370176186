import { didYouMean, type Given, type Source } from './given.js';
import { type Setting, settingList } from './settings.js';

/** The flags that are no settings: they steer this one call. */
export interface CallFlags {
  readonly config?: string;
  readonly printConfig: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

/** What the program can be told to do; the first one without being told. */
export const commands = {
  start: 'Starts the simulator; what happens without a command.',
  example: 'Prints a valid request, or sends one to a running simulator: example --help.',
  demo: 'Starts it, lets two notifications live through their whole life, and stays up.',
  version: 'Prints the version.',
  help: 'Prints this text.',
} as const;

export type Command = keyof typeof commands;

export interface CommandLine extends Source {
  readonly command: Command;
  readonly flags: CallFlags;
}

const callFlagNames = ['config', 'print-config', 'help', 'version'] as const;

const isCommand = (word: string): word is Command => Object.hasOwn(commands, word);

/** `--sim-headers` and `--no-sim-headers` both stand for a yes/no setting. */
const flagNames = (setting: Setting): readonly string[] =>
  setting.kind.placeholder === undefined ? [setting.name, `no-${setting.name}`] : [setting.name];

/**
 * Splits the command line into command, settings and the flags of this call. `--name value` and `--name=value` are the
 * same. Everything wrong is collected, nothing is thrown.
 */
export const fromCommandLine = (args: readonly string[]): CommandLine => {
  const known = new Map(settingList.flatMap((setting) => flagNames(setting).map((name) => [name, setting] as const)));
  const given: Given[] = [];
  const problems: string[] = [];
  const words: string[] = [];
  const called = new Map<string, string>();
  const rest = [...args];

  const valueFor = (name: string, inline: string | undefined): string | undefined => {
    if (inline !== undefined) return inline;
    const next = rest[0];
    if (next !== undefined && !/^--?[a-z]/i.test(next)) return rest.shift();
    problems.push(`--${name} wants a value behind it`);
    return undefined;
  };

  const takeSetting = (setting: Setting, name: string, inline: string | undefined): void => {
    const isNegated = name !== setting.name;
    if (setting.kind.placeholder !== undefined) {
      const text = valueFor(name, inline);
      if (text !== undefined) given.push({ key: setting.key, text, from: `--${name}` });
    } else if (isNegated && inline !== undefined) {
      problems.push(`--${name} takes no value; write --${setting.name}=${inline} instead`);
    } else {
      given.push({ key: setting.key, text: inline ?? String(!isNegated), from: `--${name}` });
    }
  };

  const takeFlag = (name: string, inline: string | undefined): void => {
    const setting = known.get(name);
    if (setting) {
      takeSetting(setting, name, inline);
    } else if (name === 'config') {
      const file = valueFor(name, inline);
      if (file !== undefined) called.set(name, file);
    } else if (callFlagNames.some((flag) => flag === name)) {
      if (inline === undefined) called.set(name, '');
      else problems.push(`--${name} takes no value`);
    } else {
      const names = [...known.keys(), ...callFlagNames].map((flag) => `--${flag}`);
      problems.push(`unknown flag --${name}${didYouMean(`--${name}`, names)}`);
      // Its value, if it has one, is no word of ours: one mistake is one message.
      if (inline === undefined && rest[0] !== undefined && !rest[0].startsWith('-')) rest.shift();
    }
  };

  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const flag = /^--([^=]+)(?:=(.*))?$/s.exec(arg);
    if (flag?.[1] !== undefined) takeFlag(flag[1], flag[2]);
    else if (arg === '-h') called.set('help', '');
    else if (arg === '-v' || arg === '-V') called.set('version', '');
    else if (arg.startsWith('-')) problems.push(`unknown flag ${arg}; flags are written out, like --port`);
    else words.push(arg);
  }

  const [word = 'start', ...moreWords] = words;
  const command = isCommand(word) ? word : 'start';
  if (!isCommand(word)) problems.push(`unknown command ${word}${didYouMean(word, Object.keys(commands))}`);
  // `help start` is a fair question; the help answers it on its one page.
  else if (command !== 'help')
    problems.push(...moreWords.map((more) => `${JSON.stringify(more)} behind ${word} means nothing`));

  const config = called.get('config');
  return {
    command,
    given,
    problems,
    flags: {
      ...(config === undefined ? {} : { config }),
      printConfig: called.has('print-config'),
      help: called.has('help'),
      version: called.has('version'),
    },
  };
};
