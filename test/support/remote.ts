import { readFileSync } from 'node:fs';
import { createSimClient } from '../../src/cli/remote/client.js';
import { paintOf, type RemoteCall, type RemoteCommand } from '../../src/cli/remote/command.js';
import { bytesLeft, examineStore, whyNotFree, whyNotWritable } from '../../src/cli/remote/machine.js';
import { type AskedTarget, targetOf } from '../../src/cli/remote/target.js';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  readonly version: string;
};

export interface RemoteRun
  extends Partial<
    Pick<RemoteCall, 'words' | 'own' | 'lang' | 'env' | 'version' | 'pause' | 'settings' | 'machine' | 'during'>
  > {
  readonly asked: AskedTarget;
  readonly onPrint?: (text: string) => void;
  /** What the command reads and writes. */
  readonly files?: Map<string, string>;
}

/** Runs a command against a running simulator, as the program does. */
export const runRemotely = async (
  command: RemoteCommand,
  { asked, onPrint, files = new Map(), own = {}, ...change }: RemoteRun,
): Promise<{ readonly exitCode: number; readonly printed: string }> => {
  let printed = '';
  const exitCode = await command({
    words: [],
    own,
    sim: createSimClient(targetOf(asked, () => undefined)),
    lang: 'en',
    isJson: own.json === true,
    paint: paintOf(false),
    print: (text) => {
      printed += text;
      onPrint?.(text);
    },
    readFile: (path) => files.get(path),
    writeFile: (path, text) => void files.set(path, text),
    env: {},
    settings: {},
    machine: { nodeVersion: process.version, nowMs: Date.now, whyNotWritable, bytesLeft, examineStore, whyNotFree },
    version,
    pause: () => Promise.reject(new Error('nobody waits here')),
    during: (_label, work) => work,
    ...change,
  });
  return { exitCode, printed };
};
