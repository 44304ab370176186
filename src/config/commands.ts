import { type SettingKey, settings } from './settings.js';
import { condition, httpUrl, listOf, matching, oneOf, path, type ValueKind, wholeNumber, yesNo } from './value.js';

/** A flag of one command that is no setting. */
export interface OwnFlag {
  readonly kind: ValueKind<unknown>;
  /** One sentence of the help, with the default where there is one. */
  readonly help: string;
}

/** What a command takes behind its name. */
interface CommandForm {
  /** One sentence of the help. */
  readonly help: string;
  /** Words that may stand behind it, as the help shows them; absent: none. */
  readonly words?: string;
  /** Settings that concern it; `all` for what serves. */
  readonly settings: 'all' | readonly SettingKey[];
  readonly flags: Readonly<Record<string, OwnFlag>>;
  readonly examples: readonly string[];
}

const clientText = matching('<text>', 'printable ASCII without blanks, at most 200 characters', /^[\x21-\x7e]{1,200}$/);

const asJson = { kind: yesNo, help: 'Prints the answer as JSON.' } as const;

const ofRunning = {
  settings: ['readyFile', 'lang'],
  flags: {
    url: {
      kind: httpUrl,
      help: 'Address of the running simulator (default: SEND_SIM_URL, else that of the ready file, else this machine and the port of the settings).',
    },
    key: { kind: settings.apiKey.kind, help: 'API key: means the sandbox that it belongs to.' },
    sandbox: {
      kind: matching('<id>', 'the id of a sandbox', /^[a-z0-9][a-z0-9-]{0,62}$/),
      help: 'Sandbox that is meant (default: default).',
    },
    token: { kind: settings.controlToken.kind, help: 'Token of /_sim (default: the setting control-token).' },
    json: asJson,
  },
} as const satisfies Pick<CommandForm, 'settings' | 'flags'>;

/** What the program can be told to do; the first one without being told. */
export const commands = {
  start: {
    help: 'Starts the simulator; what happens without a command.',
    settings: 'all',
    flags: { json: { kind: yesNo, help: 'Prints the ready line as JSON, as the ready file has it.' } },
    examples: ['send-simulator --port 0 --clock manual'],
  },
  validate: {
    help: 'Checks scenario files: those named, or those of --scenarios and the shipped ones. Exit 4 when something is wrong.',
    words: '[path …]',
    settings: ['scenarios', 'lang'],
    flags: {
      run: {
        kind: yesNo,
        help: 'Plays every file that has "expect" on a clock of its own, and compares. Exit 5 when one ends otherwise. There are no calls by HTTP in it, so that faults have nothing to spoil.',
      },
      format: {
        kind: oneOf('text', 'json', 'github'),
        help: 'Form of what is told: for people, for programs, or as annotations of GitHub Actions (default: text).',
      },
      json: { kind: yesNo, help: 'The same as --format json.' },
    },
    examples: ['send-simulator validate my-scenarios --run', 'send-simulator validate --format github'],
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
      json: asJson,
    },
    examples: [
      'send-simulator scenarios list --lang it',
      'send-simulator scenarios show FAIL-Irreperibile_AR',
      'send-simulator scenarios explain --request body.json --scenarios my-scenarios',
    ],
  },
  voucher: {
    help: 'Makes a client assertion for PDND, asks a running simulator for a voucher, or explains what is wrong with either. Exit 5 when something is.',
    words: '[assertion | token | explain [JWT]]',
    settings: ['lang', 'pdndClients'],
    flags: {
      client: { kind: clientText, help: 'Client id (default: one made up).' },
      kid: { kind: clientText, help: 'Id of the public key on PDND (default: one made up).' },
      purpose: { kind: clientText, help: 'Id of the purpose (default: one made up).' },
      key: {
        kind: path('<file>', 'the path of a file'),
        help: 'Private key that signs, RSA as PEM (default: a pair made for this call).',
      },
      audience: { kind: clientText, help: 'Claim aud (default: that of the test environment).' },
      lifetime: { kind: wholeNumber(1, 31_536_000, ' seconds'), help: 'Seconds until it expires (default: 300).' },
      url: { kind: httpUrl, help: 'token: address of the simulator (default: http://127.0.0.1:7363).' },
      explain: {
        kind: matching('<JWT>', 'an assertion or a voucher', /^[\x21-\x7e ]+$/),
        help: 'The same as voucher explain <JWT>.',
      },
      json: asJson,
    },
    examples: [
      'send-simulator voucher assertion --client my-client --kid my-kid --purpose my-purpose --key private.pem',
      'send-simulator voucher token',
      'send-simulator voucher explain eyJhbGciOi…',
    ],
  },
  clock: {
    help: 'Shows, moves, stops or changes the clock of a running simulator. Exit 5 when --until was not met.',
    words: '[show | advance | pause | resume | set <pace[@instant]>]',
    settings: ofRunning.settings,
    flags: {
      by: {
        kind: matching('<duration>', 'a length of time such as 7d, 36h or P7D', /^[\w.]{2,40}$/),
        help: 'advance: by so much.',
      },
      to: {
        kind: matching('<instant>', 'an instant such as 2026-03-01T08:00:00Z', /^\d{4}-[\w:.+-]{6,40}$/),
        help: 'advance: to this instant.',
      },
      next: { kind: wholeNumber(1, 10_000), help: 'advance: until so many planned items are done.' },
      until: {
        kind: condition,
        help: 'advance: until this holds of a notification, several parts separated by commas: iun or notificationRequestId, and status, category, recIndex or requestStatus.',
      },
      max: {
        kind: matching('<duration>', 'a length of time such as 120d', /^[\w.]{2,40}$/),
        help: 'advance --until: not longer than that (default: P2Y).',
      },
      ...ofRunning.flags,
    },
    examples: [
      'send-simulator clock advance --by 7d',
      'send-simulator clock advance --until iun=KWKU-JHXN-HJXM-202304-U-1,status=EFFECTIVE_DATE',
      'send-simulator clock set manual --url http://127.0.0.1:8080',
    ],
  },
  reset: {
    help: 'Empties a sandbox of a running simulator.',
    settings: ofRunning.settings,
    flags: {
      keep: {
        kind: listOf('senders', 'streams', 'journal', 'scenarios'),
        help: 'What stays, separated by commas (default: senders).',
      },
      ...ofRunning.flags,
    },
    examples: ['send-simulator reset --keep senders,streams --sandbox team-a'],
  },
  verify: {
    help: 'Checks what the client of a running simulator did, by a file of expectations or by the checklist. Exit 5 when something is not passed.',
    words: '[file]',
    settings: ofRunning.settings,
    flags: {
      checklist: {
        kind: yesNo,
        help: 'The checklist that PagoPA asks integrators for, and further checks of ours.',
      },
      junit: { kind: path('<file>', 'the path of a file'), help: 'File that gets the same as JUnit, for CI.' },
      ...ofRunning.flags,
    },
    examples: [
      'send-simulator verify expected.yaml --junit verify.xml',
      'send-simulator verify --checklist --junit checklist.xml --sandbox team-a',
    ],
  },
  journal: {
    help: 'Shows the calls that a running simulator got, and why it refused some.',
    settings: ofRunning.settings,
    flags: {
      operation: {
        kind: matching('<name>', 'the name of an operation', /^\w{1,80}$/),
        help: 'Only calls of this operation, with its version: sendNewNotificationV26.',
      },
      status: { kind: wholeNumber(200, 599), help: 'Only calls answered with this HTTP status.' },
      iun: { kind: matching('<iun>', 'an IUN', /^[A-Z0-9-]{1,40}$/), help: 'Only calls about this notification.' },
      last: { kind: wholeNumber(0, 100_000), help: 'Shows so many, the newest ones (default: 50).' },
      follow: { kind: yesNo, help: 'Goes on with every call that comes, until it is stopped (Ctrl-C).' },
      ...ofRunning.flags,
    },
    examples: ['send-simulator journal --status 400 --last 5', 'send-simulator journal --follow --json'],
  },
  doctor: {
    help: 'Looks for what commonly goes wrong on this machine, and between a client and a running simulator. Exit 5 when it finds something; of what would keep a start from happening the exit code of that start.',
    settings: [...ofRunning.settings, 'port', 'data', 'store', 'files', 'tls', 'tlsFolder', 'journalFile'],
    flags: ofRunning.flags,
    examples: [
      'send-simulator doctor --url http://127.0.0.1:7363 --key 5e5d0000-0000-4000-8000-000000000001',
      'send-simulator doctor --port 8080 --data ./send-data',
      'send-simulator doctor --store postgres://sim@db.example.test/sim',
    ],
  },
  snapshot: {
    help: 'Saves a sandbox of a running simulator to a file, or makes it what a file says.',
    words: 'save | load <file>',
    settings: ofRunning.settings,
    flags: ofRunning.flags,
    examples: ['send-simulator snapshot save friday.json', 'send-simulator snapshot load friday.json --sandbox team-a'],
  },
  store: {
    help: 'Brings the tables of a database to the form of this program; saves all sandboxes of a store as snapshots in a folder, or takes them into another store. The store is --data, --store, or that of the running simulator at --url.',
    words: 'migrate | export <folder> | import <folder>',
    settings: ['data', 'store', 'files', 'controlToken', 'lang'],
    flags: { url: ofRunning.flags.url },
    examples: [
      'send-simulator store export ./sandboxes --data ./send-data',
      'send-simulator store import ./sandboxes --store postgres://sim@db.example.test/sim',
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
    help: 'Prints this text; help <command> that of a command, help faults how calls are made to go wrong.',
    words: '[command | faults]',
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
