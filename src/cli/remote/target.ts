import { ConfigInvalid } from '../../config.js';

/** Which running simulator a command means, as it was asked for. */
export interface AskedTarget {
  readonly url?: string | undefined;
  readonly key?: string | undefined;
  /** Id of a sandbox, instead of a key of it. */
  readonly sandbox?: string | undefined;
  readonly token?: string | undefined;
  /** Written by `--ready-file` of the start. */
  readonly readyFile?: string | undefined;
  /** Of the settings that the simulator was started with, where they are known here too. */
  readonly port?: number | undefined;
  readonly apiKey?: string | undefined;
}

/** A running simulator, and the sandbox in it. */
export interface Target {
  readonly url: string;
  /** Key for calls of the platform; the default sandbox's where none was named. */
  readonly key: string;
  /** What selects the sandbox for `/_sim`: the key where one was given, the id, or nothing for the default one. */
  readonly selects: { readonly key: string } | { readonly sandbox: string } | 'default';
  readonly token?: string;
}

/** Address and key of a simulator that was started without settings. */
const usual = { port: 7363, key: '5e5d0000-0000-4000-8000-000000000001' } as const;

/**
 * Flag before ready file before setting before default, address and key each by itself.
 * @param readFile text of a file, undefined when there is none
 * @throws ConfigInvalid for a ready file that is none, and for a key together with a sandbox
 */
export const targetOf = (asked: AskedTarget, readFile: (path: string) => string | undefined): Target => {
  const { url, key, sandbox, token, readyFile, port = usual.port, apiKey = usual.key } = asked;
  if (key !== undefined && sandbox !== undefined) {
    throw new ConfigInvalid(['key and sandbox both say which sandbox is meant: give one of them']);
  }
  const isReadyNeeded = readyFile !== undefined && (url === undefined || key === undefined);
  const ready = isReadyNeeded ? readReady(readyFile, readFile(readyFile)) : undefined;
  return {
    url: (url ?? ready?.url ?? `http://127.0.0.1:${port}`).replace(/\/+$/, ''),
    key: key ?? ready?.key ?? apiKey,
    selects: key !== undefined ? { key } : sandbox !== undefined ? { sandbox } : 'default',
    ...(token === undefined ? {} : { token }),
  };
};

const readReady = (file: string, text: string | undefined): { readonly url: string; readonly key: string } => {
  if (text === undefined) {
    throw new ConfigInvalid([`ready-file: there is no file ${JSON.stringify(file)}: is the simulator ready yet?`]);
  }
  try {
    const { url, key } = JSON.parse(text) as { readonly url?: unknown; readonly key?: unknown };
    if (typeof url === 'string' && typeof key === 'string') return { url, key };
  } catch {
    // Told below: it is no ready file either way.
  }
  throw new ConfigInvalid([`ready-file: ${JSON.stringify(file)} is no file that --ready-file has written`]);
};
