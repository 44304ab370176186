import type { SettingKey } from './settings.js';
import { matching, oneOf, path, type ValueKind, yesNo } from './value.js';

/** A flag of one command that is no setting. */
export interface OwnFlag {
  readonly kind: ValueKind<unknown>;
  /** One sentence of the help, with the default where there is one. */
  readonly help: string;
}

/** What a command takes behind its name. */
export interface CommandForm {
  /** One sentence of the help. */
  readonly help: string;
  /** Words that may stand behind it, as the help shows them; absent: none. */
  readonly words?: string;
  /** Settings that concern it; `all` for what serves. */
  readonly settings: 'all' | readonly SettingKey[];
  readonly flags: Readonly<Record<string, OwnFlag>>;
  readonly examples: readonly string[];
}

/** What the program can be told to do; the first one without being told. */
export const commands = {
  start: {
    help: 'Starts the simulator; what happens without a command.',
    settings: 'all',
    flags: {},
    examples: ['send-simulator --port 0 --clock manual'],
  },
  validate: {
    help: 'Checks scenario files: those named, or those of --scenarios and the shipped ones. Exit 4 when something is wrong.',
    words: '[path …]',
    settings: ['scenarios', 'lang'],
    flags: {
      run: {
        kind: yesNo,
        help: 'Plays every file that has "expect" on a clock of its own, and compares. Exit 5 when one ends otherwise.',
      },
      format: {
        kind: oneOf('text', 'json', 'github'),
        help: 'Form of what is told: for people, for programs, or as annotations of GitHub Actions (default: text).',
      },
    },
    examples: ['send-simulator validate scenarios/ --run', 'send-simulator validate --format github'],
  },
  scenarios: {
    help: 'Lists scenarios and outcomes, shows one, or explains what would decide about a request and what would happen when.',
    words: '[list | show <name> | explain]',
    settings: ['scenarios', 'lang', 'clock'],
    flags: {
      request: {
        kind: path('<file>', 'the path of a file'),
        help: 'explain: the body (v2.6, JSON) that you would send. It is sent as it is, in a world that is forgotten afterwards.',
      },
      header: {
        kind: matching('<text>', 'a text of printable ASCII characters', /^[\x20-\x7e]{1,200}$/),
        help: 'explain: value of the header x-send-sim-scenario.',
      },
      sender: {
        kind: matching('<taxId>', 'a tax id of 11 digits', /^\d{11}$/),
        help: 'explain: tax id of the body that sends (default: the one in the request).',
      },
    },
    examples: [
      'send-simulator scenarios list --lang it',
      'send-simulator scenarios show FAIL-Irreperibile_AR',
      'send-simulator scenarios explain --request body.json --scenarios my-scenarios',
    ],
  },
  schema: {
    help: 'Prints the JSON schema of scenario files, for editors.',
    settings: [],
    flags: {},
    examples: ['send-simulator schema > scenario.schema.json'],
  },
  example: {
    help: 'Prints a valid request, or sends one to a running simulator: example --help.',
    settings: [],
    flags: {},
    examples: [],
  },
  demo: {
    help: 'Starts it, lets two notifications live through their whole life, and stays up.',
    settings: 'all',
    flags: {},
    examples: ['send-simulator demo --lang it'],
  },
  version: { help: 'Prints the version.', settings: 'all', flags: {}, examples: [] },
  help: {
    help: 'Prints this text; help <command> that of a command.',
    words: '[command]',
    settings: 'all',
    flags: {},
    examples: [],
  },
} as const satisfies Readonly<Record<string, CommandForm>>;

export type Command = keyof typeof commands;

export const isCommand = (word: string): word is Command => Object.hasOwn(commands, word);

export const formOf = (command: Command): CommandForm => commands[command];

/** Whether a setting concerns a command. */
export const takes = ({ settings }: CommandForm, key: SettingKey): boolean =>
  settings === 'all' || settings.includes(key);
