import { addressVariable } from '../config.js';
import { defaultSender, exampleRequest } from '../contract/example.js';
import { exampleHelp, readExampleLine } from './example-line.js';
import { sendExample } from './example-send.js';
import { targetOf } from './remote/target.js';

/** What the command needs of the process. */
interface ExampleEdge {
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
    const { env, readFile } = edge;
    const { url = env[addressVariable], key, readyFile = env.SEND_SIM_READY_FILE } = line;
    const target = targetOf({ url, key, readyFile }, readFile);
    printJson(edge, await sendExample({ url: target.url, key: target.key, version, kind, seed, lang, tell }));
  }
  return 0;
};

const printJson = ({ print }: ExampleEdge, value: unknown): void => print(`${JSON.stringify(value, null, 2)}\n`);
