import { fromEpochMs, type Instant } from './clock/instant.js';
import type { ClockStart, Pace } from './clock/mode.js';
import type { RealTime } from './clock/real-time.js';
import type { SandboxMaker } from './control/sandbox-routes.js';
import { sandboxShape } from './control/sandbox-shape.js';
import type { JournalFile } from './journal-file.js';
import { defaultMaxSandboxes, type SimulatorOptions } from './options.js';
import type { OutsideSeed } from './sandbox/random.js';
import { defaultSandboxId, type Registry } from './sandbox/registry.js';
import { createSandbox, type Sandbox } from './sandbox/sandbox.js';
import type { SandboxSettings } from './sandbox/settings.js';
import { understoodAdditions } from './scenario/additions.js';
import type { Scenarios } from './scenario/outcome.js';
import type { SenderSpec } from './send/sender/service.js';
import type { Store, StoredSandbox } from './store/ports.js';
import { buildWorld, type World, type WorldParts } from './world.js';

/** Options of a sandbox as the store keeps them. */
interface StoredOptions {
  readonly pace: Pace;
  readonly startsAt?: Instant;
  readonly settings: Partial<SandboxSettings>;
}

interface TenantParts {
  readonly options: Pick<SimulatorOptions, 'seed' | 'maxSandboxes'>;
  readonly store: Store;
  readonly registry: Registry<World>;
  readonly realTime: RealTime;
  readonly outside: OutsideSeed;
  /** What every world is built from. */
  readonly world: WorldParts;
  readonly clockDefaults: ClockStart;
  /** Key of the default sandbox. */
  readonly apiKey: string;
  readonly journalFile: JournalFile | undefined;
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}

/** The sandboxes of this process: how they are made, brought back from the store, and closed. */
export interface Tenants {
  readonly maker: SandboxMaker<World>;
  /** A stored sandbox, as it was; it is in the registry then, and its clock runs. */
  open(stored: StoredSandbox): Promise<Sandbox<World>>;
  makeDefault(): Promise<Sandbox<World>>;
}

/** With whom a sandbox begins where nobody says. */
const sendersOf = ({ senders }: Scenarios): readonly SenderSpec[] => (senders.length > 0 ? senders : [{}]);

export const createTenants = (parts: TenantParts): Tenants => {
  const { options, store, registry, realTime, outside, world, clockDefaults, journalFile, log } = parts;
  const scenarios = world.scenarios;
  const [first, ...others] = sendersOf(scenarios());
  const firstSenders = [{ ...first, apiKeys: [{ name: 'default', key: parts.apiKey }] }, ...others];

  const build = async (stored: StoredSandbox): Promise<Sandbox<World>> => {
    const { pace, startsAt, settings } = stored.options as StoredOptions;
    const steps = store.log(stored.id);
    let isRestored = false;
    const onKeys = (key: string, isPresent: boolean): void => {
      if (isPresent) registry.bindKey(key, stored.id);
      else registry.releaseKey(key);
      if (isRestored) steps.bindKey(key, isPresent);
    };
    const sandbox = createSandbox<World>({
      id: stored.id,
      seed: stored.seed,
      pace,
      ...(startsAt === undefined ? {} : { startsAt }),
      settings,
      realTime,
      log: steps,
      bytes: store.bytes(stored.id),
      build: (tools) => buildWorld(world, tools),
      onRooms: ({ senders, journal }) => {
        senders.onKeys(onKeys);
        if (journalFile) journal.onAdded((entry) => journalFile.add(stored.id, entry));
      },
      onFailure: (error) => log({ level: 'error', msg: 'due work failed', sandbox: stored.id, reason: String(error) }),
    });
    await sandbox.restore();
    isRestored = true;
    registry.add(sandbox);
    return sandbox;
  };

  const maker: SandboxMaker<World> = {
    maxSandboxes: options.maxSandboxes ?? defaultMaxSandboxes,
    defaultPace: clockDefaults.pace,
    nowMs: realTime.nowMs,
    understood: (wanted) => understoodAdditions(scenarios(), wanted),
    count: async () => registry.all().length,
    list: async () => ({ items: registry.all().map(sandboxShape) }),
    ownersOfKeys: async (keys) =>
      new Map(
        keys.flatMap((key) => {
          const owner = registry.ofKey(key)?.id;
          return owner === undefined ? [] : [[key, owner]];
        }),
      ),
    create: async ({ id, seed, pace, startsAt, senders, additions, settings }) => {
      const firstInstant = startsAt ?? clockDefaults.startsAt ?? fromEpochMs(realTime.nowMs());
      const stored = {
        id: id ?? outside.sandboxId(),
        seed: seed ?? outside.seed(),
        options: { pace, startsAt: firstInstant, settings } satisfies StoredOptions,
      };
      await store.putSandbox(stored);
      const sandbox = await build(stored);
      sandbox.rooms.scenarios.begin(additions);
      for (const sender of senders ?? sendersOf(sandbox.rooms.scenarios.current())) sandbox.rooms.senders.add(sender);
      sandbox.clock.start();
      return sandbox;
    },
    remove: async (sandbox) => {
      registry.remove(sandbox.id);
      sandbox.rooms.events.end('removed');
      await sandbox.close();
      await store.removeSandbox(sandbox.id);
    },
  };

  return {
    maker,
    open: async (stored) => {
      const sandbox = await build(stored);
      // A kill may have come between its entry in the catalog and its first step.
      if (sandbox.id === defaultSandboxId && sandbox.rooms.senders.all().length === 0) {
        for (const sender of firstSenders) sandbox.rooms.senders.add(sender);
      }
      sandbox.clock.start();
      await sandbox.durable();
      return sandbox;
    },
    makeDefault: async () => {
      const sandbox = await maker.create({
        id: defaultSandboxId,
        ...(options.seed === undefined ? {} : { seed: options.seed }),
        pace: clockDefaults.pace,
        senders: firstSenders,
        additions: [],
        settings: {},
      });
      // The ready line tells its key: from then on it has to be there.
      await sandbox.durable();
      return sandbox;
    },
  };
};
