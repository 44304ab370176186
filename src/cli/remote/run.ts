import { addressVariable, type CommandLine, type Config } from '../../config.js';
import { createSimClient } from './client.js';
import { paintOf, type RemoteCommand } from './command.js';
import { bytesLeft, examineStore, type Machine, whyNotFree, whyNotWritable } from './machine.js';
import type { RemoteName } from './names.js';
import { createProgress } from './progress.js';
import { targetOf } from './target.js';

/** What the commands need of the process. */
interface RemoteEdge {
  /** Whether stdout is a terminal that takes colours. */
  readonly hasColour: boolean;
  print(text: string): void;
  /** To the terminal beside stdout; undefined where there is none. */
  readonly tell: ((text: string) => void) | undefined;
  /** The text of a file; undefined when there is no such file. */
  readFile(path: string): string | undefined;
  /** @throws ConfigInvalid when it cannot be written */
  writeFile(path: string, text: string): void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly machine: Pick<Machine, 'nodeVersion' | 'nowMs'>;
  /** Of this program. */
  readonly version: string;
  pause(ms: number): Promise<void>;
  every(ms: number, call: () => void): () => void;
}

/** Each is loaded when it is asked for. */
const commands = {
  clock: async () => (await import('./clock.js')).clock,
  doctor: async () => (await import('./doctor.js')).doctor,
  journal: async () => (await import('./journal.js')).journal,
  reset: async () => (await import('./reset.js')).reset,
  snapshot: async () => (await import('./snapshot.js')).snapshot,
  verify: async () => (await import('./verify.js')).verify,
} as const satisfies Readonly<Record<RemoteName, () => Promise<RemoteCommand>>>;

interface TargetFlags {
  readonly url?: string;
  readonly key?: string;
  readonly sandbox?: string;
  readonly token?: string;
  readonly json?: boolean;
}

/** @returns exit code */
export const runRemote = async (
  command: RemoteName,
  { words, own }: CommandLine,
  { values, origins }: Config,
  edge: RemoteEdge,
): Promise<number> => {
  const {
    url = edge.env[addressVariable],
    key,
    sandbox,
    token = values.controlToken,
    json = false,
  } = own as TargetFlags;
  const { readyFile, apiKey, lang } = values;
  const port = origins.port === 'default' ? undefined : values.port;
  const target = targetOf({ url, key, sandbox, token, readyFile, apiKey, port }, edge.readFile);
  const run = await commands[command]();
  return run({
    words,
    own,
    sim: createSimClient(target),
    lang,
    isJson: json,
    paint: paintOf(edge.hasColour && !json),
    print: edge.print,
    readFile: edge.readFile,
    writeFile: edge.writeFile,
    env: edge.env,
    settings: values,
    machine: { ...edge.machine, whyNotWritable, bytesLeft, examineStore, whyNotFree },
    version: edge.version,
    pause: edge.pause,
    during: createProgress({ tell: edge.tell, lang, every: edge.every }),
  });
};
