import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { ConfigInvalid } from '../config.js';
import type { Simulator } from '../index.js';

/** What tools that wait for the simulator need to know. */
interface Ready {
  readonly url: string;
  readonly control: string;
  readonly console: string;
  readonly key: string;
  readonly sandbox: string;
  readonly version: string;
  readonly pid: number;
  /** Address by https, where it is served too. */
  readonly https?: string;
  /** File of the authority that its clients have to trust. */
  readonly authority?: string;
}

export const readyOf = ({ url, apiKey, version, https, authority }: Simulator, pid: number): Ready => ({
  url,
  control: `${url}/_sim`,
  console: `${url}/console`,
  key: apiKey,
  sandbox: 'default',
  version,
  pid,
  ...(https === undefined ? {} : { https }),
  ...(authority === undefined ? {} : { authority }),
});

/** The one line that says "you may call now"; its words are a promise to whoever reads it by program. */
export const readyLine = ({ url, control, console: consoleUrl, key, sandbox, version }: Ready): string =>
  `send-simulator ready url=${url} control=${control} console=${consoleUrl} key=${key} sandbox=${sandbox} version=${version}\n`;

/** The file that says the same. It appears in one move, so that nobody reads half of it. */
interface ReadyFile {
  /** Writes it beside its place. @throws ConfigInvalid when the folder cannot be written to */
  prepare(ready: Ready): void;
  show(): void;
  /** Never fails: also called when the process ends in a hurry. */
  remove(): void;
}

export const createReadyFile = (path: string, pid: number): ReadyFile => {
  const beside = `${path}.${pid}.tmp`;
  const refuse = (error: unknown): never => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigInvalid([`ready-file: ${JSON.stringify(path)} cannot be written: ${reason}`]);
  };
  return {
    prepare: (ready) => {
      try {
        writeFileSync(beside, `${JSON.stringify(ready, null, 2)}\n`);
      } catch (error) {
        refuse(error);
      }
    },
    show: () => {
      try {
        renameSync(beside, path);
      } catch (error) {
        refuse(error);
      }
    },
    remove: () => {
      for (const file of [path, beside]) {
        try {
          rmSync(file, { force: true });
        } catch {
          // A file that was never ours to remove, such as a folder of that name.
        }
      }
    },
  };
};
