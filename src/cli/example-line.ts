import { didYouMean } from '../config/given.js';
import { settings } from '../config/settings.js';
import { httpUrl, oneOf, path, type ValueKind, wholeNumber } from '../config/value.js';
import { ConfigInvalid } from '../config.js';
import {
  type ExampleKind,
  type ExampleVersion,
  exampleKinds,
  exampleVersions,
  isExpressible,
} from '../contract/example.js';
import type { Language } from '../text/said.js';

/** What `send-simulator example` was asked for. */
interface ExampleLine {
  readonly action: 'request' | 'send' | 'help';
  readonly version: ExampleVersion;
  readonly kind: ExampleKind;
  readonly seed?: number;
  readonly url?: string;
  readonly key?: string;
  readonly readyFile?: string;
  readonly lang: Language;
}

interface Flag {
  readonly kind: ValueKind<unknown>;
  readonly help: string;
  /** Only for `send`. */
  readonly isOfSending?: true;
}

const newestVersion: ExampleVersion = 'v2.6';
const usualKind: ExampleKind = 'digital';

const flags: Readonly<Record<string, Flag>> = {
  version: { kind: oneOf(...exampleVersions), help: `Version of sending (default: ${newestVersion}).` },
  kind: {
    kind: oneOf(...exampleKinds),
    help: `What is notified, and how (default: ${usualKind}). f24 wants v2.1 or later.`,
  },
  seed: {
    kind: wholeNumber(0, 2 ** 31 - 1),
    help: 'The same number makes the same body, protocol number and notices included (default: another one each time).',
  },
  url: { kind: httpUrl, help: 'Address of the running simulator (default: SEND_SIM_URL).', isOfSending: true },
  key: { kind: settings.apiKey.kind, help: 'API key; the sender is the one that owns it.', isOfSending: true },
  'ready-file': {
    kind: path('<file>', 'the path of a file'),
    help: 'File that a simulator started with --ready-file has written: address and key come from there (default: SEND_SIM_READY_FILE; without, the address and key of a simulator started without settings).',
    isOfSending: true,
  },
  lang: { kind: settings.lang.kind, help: 'Language of what is told on stderr (default: en).', isOfSending: true },
};

const isAction = (word: string | undefined): word is 'request' | 'send' => word === 'request' || word === 'send';

/**
 * Reads the words behind `send-simulator example`: an action, then flags (`--name value` or `--name=value`).
 * @throws ConfigInvalid with everything that is wrong
 */
export const readExampleLine = (args: readonly string[]): ExampleLine => {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  const [action, ...rest] = args;
  if (args.some((arg) => arg === '--help' || arg === '-h')) return withDefaults('help', {});
  if (!isAction(action)) {
    problems.push(
      `example wants request or send behind it, received ${action === undefined ? 'nothing' : JSON.stringify(action)}${didYouMean(action ?? '', ['request', 'send'])}`,
    );
  }

  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const [, name, inline] = /^--([^=]+)(?:=(.*))?$/s.exec(arg) ?? [];
    const flag = name !== undefined && Object.hasOwn(flags, name) ? flags[name] : undefined;
    if (name === undefined) {
      problems.push(`${JSON.stringify(arg)} behind example ${action} means nothing`);
      continue;
    }
    const next = rest[0] !== undefined && !rest[0].startsWith('--') ? rest.shift() : undefined;
    if (inline !== undefined && next !== undefined) rest.unshift(next);
    const text = inline ?? next;
    if (!flag)
      problems.push(
        `unknown flag --${name}${didYouMean(
          `--${name}`,
          Object.keys(flags).map((known) => `--${known}`),
        )}`,
      );
    else if (flag.isOfSending && action === 'request') problems.push(`--${name} is for example send`);
    else if (text === undefined) problems.push(`--${name} wants a value behind it`);
    else if (name in values) problems.push(`--${name} is given twice`);
    else {
      values[name] = flag.kind.read(text);
      if (values[name] === undefined)
        problems.push(`${name}: received ${JSON.stringify(text)}; wanted: ${flag.kind.accepted}`);
    }
  }

  const line = withDefaults(isAction(action) ? action : 'help', values);
  if (!isExpressible(line.kind, line.version))
    problems.push(`kind: ${line.version} has no ${line.kind}; wanted: v2.1 or later`);
  if (problems.length > 0) throw new ConfigInvalid(problems);
  return line;
};

const withDefaults = (action: ExampleLine['action'], values: Readonly<Record<string, unknown>>): ExampleLine => {
  const { version = newestVersion, kind = usualKind, lang = 'en', 'ready-file': readyFile, ...rest } = values;
  return { action, version, kind, lang, ...rest, ...(readyFile === undefined ? {} : { readyFile }) } as ExampleLine;
};

/** What `send-simulator example --help` says. */
export const exampleHelp = (): string => {
  const rows = Object.entries(flags).map(
    ([name, { kind, help, isOfSending }]) =>
      `  --${name} ${kind.placeholder ?? ''}\n      ${isOfSending ? 'send: ' : ''}${help}\n`,
  );
  return [
    'Usage: send-simulator example request [flags]   prints a valid body as JSON',
    '       send-simulator example send [flags]      uploads and sends it, prints the answer as JSON',
    '',
    ...rows,
    'Example: send-simulator example request --version v2.6 --kind several --seed 7',
    'Example: send-simulator example send --kind 890 --url http://127.0.0.1:7363',
    '',
  ].join('\n');
};
