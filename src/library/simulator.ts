import { createControl, part, type Way } from './control.js';
import { SimulatorError } from './error.js';
import type { SandboxPage, SandboxSpec, SandboxState, Sender } from './shapes.js';
import { createWorld, type World } from './world.js';

/** A world of its own: senders, keys, clock, scenarios, faults and data. Its key selects it. */
export interface Sandbox extends World, AsyncDisposable {
  readonly id: string;
  readonly seed: string;
  readonly url: string;
  /** Key of its first sender; a sandbox whose senders were given none has the empty text. */
  readonly apiKey: string;
  /** As they were when it was made or looked up. */
  readonly senders: readonly Sender[];
  /** Takes it away with all that is in it. */
  remove(): Promise<void>;
}

/** A running simulator; `clock`, `scenarios` and the others are those of its default sandbox. */
export interface SimulatorClient extends World {
  readonly url: string;
  /** Key of the default sandbox. */
  readonly apiKey: string;
  readonly version: string;
  /** A new sandbox from a description, or the one with that id. */
  sandbox(wanted?: SandboxSpec | string): Promise<Sandbox>;
  sandboxes(): Promise<readonly SandboxState[]>;
  /** The global `fetch`; a path alone is one of the simulator. */
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;
}

/** A simulator that lives in this process; its `fetch` needs no port. */
export interface Simulator extends SimulatorClient, AsyncDisposable {
  /** Address by https, where it is served too. */
  readonly https?: string;
  /** File of the local authority that signed its certificate. */
  readonly authority?: string;
  /** Ends what is in flight, writes everything down. May be called again. */
  stop(): Promise<void>;
}

const defaultSandboxId = 'default';

const firstKey = (senders: readonly Sender[]): string => senders[0]?.apiKeys[0]?.key ?? '';

const sandboxOf = (way: Way, { id, seed, senders }: SandboxState): Sandbox => {
  const world = createWorld(way, id);
  const remove = async (): Promise<void> => {
    await world.control('DELETE', `/sandboxes/${part(id)}`).catch((error: unknown) => {
      // Removed already, by hand or from elsewhere.
      if (!(error instanceof SimulatorError && error.code === 'SIM_UNKNOWN_SANDBOX')) throw error;
    });
  };
  return {
    ...world,
    id,
    seed,
    url: way.url,
    senders,
    apiKey: firstKey(senders),
    remove,
    [Symbol.asyncDispose]: remove,
  };
};

/** The calls of a simulator over that way. */
export const createClient = (way: Way, { apiKey, version }: { apiKey: string; version: string }): SimulatorClient => {
  const world = createWorld(way, defaultSandboxId);
  return {
    ...world,
    url: way.url,
    apiKey,
    version,
    sandbox: async (wanted = {}) =>
      sandboxOf(
        way,
        typeof wanted === 'string'
          ? await world.control('GET', `/sandboxes/${part(wanted)}`)
          : await world.control('POST', '/sandboxes', { body: wanted }),
      ),
    sandboxes: async () => {
      const { items, missing } = await world.control<SandboxPage>('GET', '/sandboxes');
      if (!missing) return items;
      const ids = missing.map(({ id }) => id).join(', ');
      const detail = `the replica that works on ${ids} does not answer`;
      throw new SimulatorError('SIM_STORE_AWAY', 503, detail, 'this passes by itself: ask again soon', { missing });
    },
    fetch: async (input, init) =>
      way.fetch(new Request(typeof input === 'string' ? new URL(input, way.url) : input, init)),
  };
};

/**
 * A simulator that runs elsewhere: in another process, in a container.
 *
 * @param token the control token, where it was started with one
 * @throws SimulatorError `SIM_NO_SIMULATOR` where none answers at that address
 */
export const connectSimulator = async ({
  url,
  token,
}: {
  readonly url: string;
  readonly token?: string;
}): Promise<SimulatorClient> => {
  const way: Way = { url: url.replace(/\/+$/, ''), token, fetch: (request) => fetch(request) };
  const control = createControl(way, defaultSandboxId);
  const { version } = await control<{ readonly version: string }>('GET', '/health');
  const { senders } = await control<SandboxState>('GET', `/sandboxes/${defaultSandboxId}`);
  return createClient(way, { apiKey: firstKey(senders), version });
};
