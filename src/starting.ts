import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Express } from 'express';
import type { RealTime } from './clock/real-time.js';
import { listen, type RunningServer } from './http/server.js';
import { StartFailure } from './options.js';
import { packageRoot } from './package-root.js';
import { ScenarioInvalid } from './scenario/problem.js';
import { ClientsUnreadable, readClients } from './send/voucher/clients.js';
import type { PdndClient } from './send/voucher/model.js';
import { type Store, StoreFailure, StoreUnreadable } from './store/ports.js';
import { createMemoryStore, openFolderStore } from './store/store.js';

/** What a start takes from the machine, each with the sentence that says why it cannot be had. */

/** @throws StartFailure */
export const pdndClients = (path: string): readonly PdndClient[] => {
  try {
    return readClients(path);
  } catch (error) {
    throw error instanceof ClientsUnreadable ? new StartFailure('SIM_CONFIG_INVALID', error.message, error) : error;
  }
};

export const versionOf = (): string =>
  (JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { readonly version: string }).version;

/** @throws StartFailure */
export const openStore = async (folder: string | undefined, realTime: RealTime): Promise<Store> => {
  try {
    return folder === undefined ? createMemoryStore() : await openFolderStore(folder, realTime);
  } catch (error) {
    throw asUnreadable(error);
  }
};

export const asUnreadable = (error: unknown): unknown =>
  error instanceof StoreUnreadable || error instanceof StoreFailure
    ? new StartFailure('SIM_STORE_UNREADABLE', error.message, error)
    : error;

export const asStartFailure = (error: unknown): never => {
  if (!(error instanceof ScenarioInvalid)) throw error;
  throw new StartFailure('SIM_SCENARIO_INVALID', error.message, error);
};

/** @throws StartFailure where the port is taken or the address is none of this machine */
export const listening = async (
  app: Express,
  port: number | false,
  host: string,
  store: Store,
): Promise<RunningServer> => {
  try {
    return await listen(app, port, host);
  } catch (error) {
    await store.close();
    const { code, message } = error as Error & { readonly code?: string };
    if (code === 'EADDRINUSE') {
      throw new StartFailure(
        'SIM_PORT_IN_USE',
        `port ${port} on ${host} is in use: choose another one with --port, 0 takes a free one`,
      );
    }
    if (code === undefined || !/^E(ADDRNOTAVAIL|ACCES|PERM|AI_AGAIN|INVAL)$|^ENOTFOUND$/.test(code)) throw error;
    throw new StartFailure(
      'SIM_CONFIG_INVALID',
      `cannot listen on ${host}, port ${port} (${message}): give an address of this machine with --host and a port above 1023`,
    );
  }
};
