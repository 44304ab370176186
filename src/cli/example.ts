import { settings } from '../config/settings.js';
import { ConfigInvalid } from '../config.js';
import { defaultSender, exampleRequest } from '../contract/example.js';
import { type ExampleLine, exampleHelp, readExampleLine } from './example-line.js';
import { sendExample } from './example-send.js';

/** What the command needs of the process. */
export interface ExampleEdge {
  /** Behind `example`. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The text of a file; undefined when there is no such file. */
  readFile(path: string): string | undefined;
  /** For whoever gives no seed: another number each time. */
  freshSeed(): number;
  print(text: string): void;
  /** For people, beside what is printed. */
  tell(text: string): void;
}

/**
 * `send-simulator example request` and `example send`.
 * @throws ConfigInvalid
 */
export const runExample = async (edge: ExampleEdge): Promise<number> => {
  const line = readExampleLine(edge.args);
  const { action, version, kind, lang, seed = edge.freshSeed() } = line;
  if (action === 'help') {
    edge.print(exampleHelp());
  } else if (action === 'request') {
    printJson(edge, await exampleRequest({ version, kind, seed, sender: defaultSender }));
  } else {
    const tell = (text: string): void => edge.tell(`${text}\n`);
    printJson(edge, await sendExample({ ...targetOf(line, edge), version, kind, seed, lang, tell }));
  }
  return 0;
};

const printJson = ({ print }: ExampleEdge, value: unknown): void => print(`${JSON.stringify(value, null, 2)}\n`);

/** Address and key of a simulator that was started without settings. */
const usual = {
  url: `http://127.0.0.1:${settings.port.default}`,
  key: '5e5d0000-0000-4000-8000-000000000001',
} as const;

interface Target {
  readonly url: string;
  readonly key: string;
}

/** Flag before ready file before default, each of the two by itself. */
const targetOf = ({ url, key, readyFile }: ExampleLine, { env, readFile }: ExampleEdge): Target => {
  const file = readyFile ?? env.SEND_SIM_READY_FILE;
  const ready = file === undefined || (url !== undefined && key !== undefined) ? {} : readReady(file, readFile(file));
  return { url: url ?? ready.url ?? usual.url, key: key ?? ready.key ?? usual.key };
};

const readReady = (file: string, text: string | undefined): Partial<Target> => {
  if (text === undefined) {
    throw new ConfigInvalid([`ready-file: there is no file ${JSON.stringify(file)}: is the simulator ready yet?`]);
  }
  try {
    const { url, key } = JSON.parse(text) as Partial<Target>;
    if (typeof url === 'string' && typeof key === 'string') return { url, key };
  } catch {
    // Told below: it is no ready file either way.
  }
  throw new ConfigInvalid([`ready-file: ${JSON.stringify(file)} is no file that --ready-file has written`]);
};
