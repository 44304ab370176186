import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Express } from 'express';
import { parseDuration } from './clock/duration.js';
import { type ClockStart, parseClockStart } from './clock/mode.js';
import type { RealTime } from './clock/real-time.js';
import type { Operation } from './contract/operations.js';
import { warm } from './contract/validate-request.js';
import { MemoryFull } from './http/memory-guard.js';
import { listen, type RunningServer, type SecurePair } from './http/server.js';
import { type SimulatorOptions, StartFailure } from './options.js';
import { packageRoot } from './package-root.js';
import { ScenarioInvalid } from './scenario/problem.js';
import { ClientsUnreadable, readClients } from './send/voucher/clients.js';
import type { PdndClient } from './send/voucher/model.js';
import { type SharedStore, type Store, StoreFailure, StoreMisaddressed, StoreUnreadable } from './store/ports.js';
import { createMemoryStore, openFolderStore } from './store/store.js';
import type { ServedCertificate, TlsOptions } from './tls/certificate.js';

/** What a start takes from the machine, each with the sentence that says why it cannot be had. */

/** @throws StartFailure */
export const pdndClients = async (path: string | undefined): Promise<readonly PdndClient[]> => {
  try {
    return path === undefined ? [] : await readClients(path);
  } catch (error) {
    throw error instanceof ClientsUnreadable ? new StartFailure('SIM_CONFIG_INVALID', error.message, error) : error;
  }
};

export const versionOf = (): string =>
  (JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { readonly version: string }).version;

/** Whether somebody reads lines at level debug. */
export const logsDetail = ({ log, logLevel = 'debug' }: SimulatorOptions): boolean =>
  log !== undefined && logLevel === 'debug';

/** In milliseconds; Infinity: sandboxes that nobody uses stay. @throws StartFailure */
export const idleMsOf = ({ data, store, sandboxIdle }: SimulatorOptions): number => {
  const text = sandboxIdle ?? (data === undefined && store === undefined ? '7d' : 'never');
  const limit = text === 'never' ? Number.POSITIVE_INFINITY : (parseDuration(text) ?? 0) / 1_000;
  if (limit > 0) return limit;
  const wanted = 'wanted is a length of time such as 7d, or never';
  throw new StartFailure('SIM_CONFIG_INVALID', `sandboxIdle is "${text}"; ${wanted}`);
};

/** Where everything is kept. */
export const engineOf = ({ data, store }: SimulatorOptions): 'memory' | 'folder' | 'postgres' =>
  store !== undefined ? 'postgres' : data === undefined ? 'memory' : 'folder';

/** @throws StartFailure */
export const openStore = async (
  { data, store, files, port }: SimulatorOptions,
  realTime: RealTime,
  randomId: () => string,
): Promise<Store | SharedStore> => {
  const wrong = [
    data !== undefined && store !== undefined && 'data and store exclude each other: a folder or a database',
    files !== undefined && store === undefined && 'files is for store alone: without a database --data keeps the files',
    store !== undefined && port === false && 'store wants a port: the other replicas pass calls on to it',
  ].find((sentence) => sentence !== false);
  if (wrong) throw new StartFailure('SIM_CONFIG_INVALID', wrong);
  try {
    if (store === undefined) return data === undefined ? createMemoryStore() : await openFolderStore(data, realTime);
    // Loaded only here: whoever works without a database does not wait for its client.
    const { openPostgresStore } = await import('./store/postgres/postgres-store.js');
    return await openPostgresStore({ url: store, files, randomId });
  } catch (error) {
    throw asUnreadable(error);
  }
};

/** The certificate for https, where that is wanted: what makes one is loaded only then. */
export const certificateOf = async (options: TlsOptions, nowMs: number): Promise<ServedCertificate | undefined> => {
  if (!options.tls && options.tlsCert === undefined && options.tlsKey === undefined) return undefined;
  const { certificateFor } = await import('./tls/certificate.js');
  return certificateFor(options, nowMs);
};

/** Several processes work on it. */
export const isShared = (store: Store | SharedStore): store is SharedStore => 'leases' in store;

export const asUnreadable = (error: unknown): unknown => {
  if (error instanceof StoreMisaddressed) return new StartFailure('SIM_CONFIG_INVALID', error.message, error);
  return error instanceof StoreUnreadable || error instanceof StoreFailure || error instanceof MemoryFull
    ? new StartFailure('SIM_STORE_UNREADABLE', error.message, error)
    : error;
};

export const asStartFailure = (error: unknown): never => {
  if (!(error instanceof ScenarioInvalid)) throw error;
  throw new StartFailure('SIM_SCENARIO_INVALID', error.message, error);
};

/** Where clients reach it. */
interface Listening extends Pick<RunningServer, 'fetch'> {
  /** By http; made up where nothing listens. */
  readonly url: string;
  /** Where there is a certificate: the address by https, and the file of the local authority. */
  readonly secure: { readonly https?: string; readonly authority?: string };
  stop(graceMs: number): Promise<void>;
}

/**
 * Listens by http and, where there is a certificate, by https too: both or none.
 * @throws StartFailure where a port is taken or the address is none of this machine
 */
export const listening = async (
  app: Express,
  { port = 0, tlsPort = port === 0 || port === false ? 0 : port + 1, host }: Ports,
  certificate: ServedCertificate | undefined,
  { after }: RealTime,
): Promise<Listening> => {
  const plain = await listeningOn(app, port, host, '--port');
  const { fetch } = plain;
  const shownHost = host.includes(':') ? `[${host.replace(/[[\]]/g, '')}]` : host === '0.0.0.0' ? '127.0.0.1' : host;
  const url = port === false ? 'http://send-simulator.invalid' : `http://${shownHost}:${plain.port}`;
  if (!certificate || port === false) return { url, secure: {}, fetch, stop: (graceMs) => plain.stop(graceMs, after) };
  try {
    const crypted = await listeningOn(app, tlsPort, host, '--tls-port', certificate);
    const { authority } = certificate;
    return {
      url,
      secure: { https: `https://${shownHost}:${crypted.port}`, ...(authority === undefined ? {} : { authority }) },
      fetch,
      stop: async (graceMs) => {
        await Promise.all([plain, crypted].map((server) => server.stop(graceMs, after)));
      },
    };
  } catch (error) {
    await plain.stop(0, after);
    throw error;
  }
};

interface Ports {
  /** `false`: nothing listens. */
  readonly port?: number | false | undefined;
  /** Default: the one after `port`, a free one where that is 0. */
  readonly tlsPort?: number | undefined;
  readonly host: string;
}

const listeningOn = async (
  app: Express,
  port: number | false,
  host: string,
  flag: string,
  secure?: SecurePair,
): Promise<RunningServer> => {
  try {
    return await listen(app, port, host, secure);
  } catch (error) {
    const { code, message } = error as Error & { readonly code?: string };
    if (code === 'EADDRINUSE') {
      throw new StartFailure(
        'SIM_PORT_IN_USE',
        `port ${port} on ${host} is in use: choose another one with ${flag}, 0 takes a free one`,
      );
    }
    if (
      code === undefined ||
      !/^E(ADDRNOTAVAIL|ACCES|PERM|AI_AGAIN|INVAL)$|^ENOTFOUND$|^ERR_SOCKET_BAD_PORT$/.test(code)
    )
      throw error;
    throw new StartFailure(
      'SIM_CONFIG_INVALID',
      `cannot listen on ${host}, port ${port} (${message}): give an address of this machine with --host and a port from 1024 to 65535 with ${flag}`,
    );
  }
};

/** @throws StartFailure */
export const clockOf = (text: string): ClockStart => {
  const start = parseClockStart(text);
  if (start) return start;
  throw new StartFailure(
    'SIM_CONFIG_INVALID',
    `clock is "${text}"; wanted is manual, auto, real, uat, demo or a rate, with @<instant> where time shall not start now`,
  );
};

const warmAfterMs = 150;

/** Prepares what the first calls need, but not at once: whoever waited for the start asks something small first. */
export const warmLater = (
  operations: readonly Operation[],
  { after, breathe }: RealTime,
  log: (line: Readonly<Record<string, unknown>>) => void,
): void => {
  after(warmAfterMs, () => {
    void warm(operations, breathe).catch((error) => log({ level: 'warn', msg: 'warming up', reason: String(error) }));
  });
};
