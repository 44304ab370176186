import { join } from 'node:path';
import { fromEpochMs, type Instant } from './clock/instant.js';
import type { Pace } from './clock/mode.js';
import { createRealTime } from './clock/real-time.js';
import { createMocker } from './contract/mocker.js';
import { loadContract } from './contract/operations.js';
import { actRoutes } from './control/act-routes.js';
import { billingRoute } from './control/billing-route.js';
import { controlRouter } from './control/call.js';
import { checklistRoutes } from './control/checklist-routes.js';
import { clockRoutes } from './control/clock-routes.js';
import { coverageOf, withCoverage } from './control/coverage.js';
import { debtPositionRoutes } from './control/debt-position-routes.js';
import { documentRoutes } from './control/document-routes.js';
import { eventRoute } from './control/event-route.js';
import { faultRoutes } from './control/fault-routes.js';
import { healthRoute } from './control/health-route.js';
import { incidentRoutes } from './control/incident-routes.js';
import { journalRoute } from './control/journal-routes.js';
import { notificationRoutes } from './control/notification-routes.js';
import { openapiRoutes } from './control/openapi-routes.js';
import { type SandboxMaker, sandboxRoutes } from './control/sandbox-routes.js';
import { scenarioRoutes } from './control/scenario-routes.js';
import { senderRoutes } from './control/sender-routes.js';
import { sendingRoute } from './control/sending-route.js';
import { snapshotRoutes } from './control/snapshot-routes.js';
import { verifyRoute } from './control/verify-route.js';
import { waitRoute } from './control/wait-route.js';
import { worldRoutes } from './control/world-routes.js';
import type { Selection } from './http/authorizer.js';
import { createMasking } from './http/masking.js';
import { pagesRouter } from './http/pages.js';
import { createApp } from './http/pipeline.js';
import { openJournalFile } from './journal-file.js';
import { createClient, type Simulator } from './library/simulator.js';
import { openOperations, operationHandlers } from './operations.js';
import { defaultMaxSandboxes, isLoopback, type SimulatorOptions } from './options.js';
import { packageRoot } from './package-root.js';
import { removeIdleSandboxes } from './sandbox/idle.js';
import { createOutsideSeed } from './sandbox/random.js';
import { createRegistry, defaultSandboxId } from './sandbox/registry.js';
import { createSandbox, type Sandbox } from './sandbox/sandbox.js';
import type { SandboxSettings } from './sandbox/settings.js';
import { understoodAdditions } from './scenario/additions.js';
import { openScenarios } from './scenario/live-scenarios.js';
import { shippedFolders } from './scenario/load.js';
import type { Scenarios } from './scenario/outcome.js';
import { placesOnDemand } from './scenario/places.js';
import { applySeeds } from './seeds.js';
import { defaultLimitBytes } from './send/attachment/facts.js';
import { portalRouter } from './send/sender/portal/routes.js';
import type { SenderSpec } from './send/sender/service.js';
import { voucherRouter } from './send/voucher/routes.js';
import { createVoucherAuthority } from './send/voucher/service.js';
import {
  asStartFailure,
  asUnreadable,
  clockOf,
  idleMsOf,
  listening,
  logsDetail,
  openStore,
  pdndClients,
  versionOf,
  warmLater,
} from './starting.js';
import { storage } from './storage-links.js';
import type { StoredSandbox } from './store/ports.js';
import { certificateFor } from './tls/certificate.js';
import { buildWorld, type World } from './world.js';

/** The key of the default sandbox on a loopback address: the README's examples work by copy. */
export const loopbackApiKey = '5e5d0000-0000-4000-8000-000000000001';

/** Options of a sandbox as the store keeps them. */
interface StoredOptions {
  readonly pace: Pace;
  readonly startsAt?: Instant;
  readonly settings: Partial<SandboxSettings>;
}

const graceMs = 2_000;

/** With whom a sandbox begins where nobody says. */
const sendersOf = ({ senders }: Scenarios): readonly SenderSpec[] => (senders.length > 0 ? senders : [{}]);

/** Starts a simulator: builds every room, opens the store, listens. Contains no rule. */
export const startSimulator = async (options: SimulatorOptions = {}): Promise<Simulator> => {
  const { host = '127.0.0.1', lang = 'en', simHeaders = true, maxSandboxes = defaultMaxSandboxes, publicUrl } = options;
  const realTime = createRealTime();
  const log = options.log ?? (() => undefined);
  const version = versionOf();
  const idleMs = idleMsOf(options);
  const clockDefaults = clockOf(options.clock ?? 'manual');
  const root = packageRoot();
  const registry = createRegistry<World>(realTime.nowMs);
  const scenarios = await openScenarios({
    shipped: shippedFolders.map((folder) => join(root, 'scenarios', folder)),
    users: options.scenarios ?? [],
    watch: options.watch ?? 'off',
    after: realTime.after,
    log,
    onRead: () => {
      for (const { rooms } of registry.all()) rooms.events.publish('scenario', () => ({ change: 'readAgain' }));
    },
  }).catch(asStartFailure);
  const places = placesOnDemand(join(root, 'scenarios', 'uat', 'places'));
  const outside = createOutsideSeed();
  const authority = createVoucherAuthority({
    nowMs: realTime.nowMs,
    randomId: outside.apiKey,
    clients: await pdndClients(options.pdndClients),
  });
  const masking = createMasking(options.maskPeople === true);
  const journalFile =
    options.journalFile === undefined ? undefined : openJournalFile(options.journalFile, masking, log);
  const certificate = await certificateFor({ ...options, host }, realTime.nowMs());
  const store = await openStore(options.data, realTime);

  const build = async (stored: StoredSandbox): Promise<Sandbox<World>> => {
    const { pace, startsAt, settings } = stored.options as StoredOptions;
    const onKeys = (key: string, isPresent: boolean): void => {
      if (isPresent) registry.bindKey(key, stored.id);
      else registry.releaseKey(key);
    };
    const sandbox = createSandbox<World>({
      id: stored.id,
      seed: stored.seed,
      pace,
      ...(startsAt === undefined ? {} : { startsAt }),
      settings,
      realTime,
      log: store.log(stored.id),
      bytes: store.bytes(stored.id),
      build: (tools) => {
        const parts = {
          scenarios: scenarios.current,
          places,
          uploadLimitBytes: options.uploadLimitBytes ?? defaultLimitBytes,
          randomKey: outside.apiKey,
        };
        return buildWorld(parts, tools);
      },
      onRooms: ({ senders, journal }) => {
        senders.onKeys(onKeys);
        if (journalFile) journal.onAdded((entry) => journalFile.add(stored.id, entry));
      },
      onFailure: (error) => log({ level: 'error', msg: 'due work failed', sandbox: stored.id, reason: String(error) }),
    });
    registry.add(sandbox);
    await sandbox.restore();
    return sandbox;
  };

  const maker: SandboxMaker<World> = {
    maxSandboxes,
    defaultPace: clockDefaults.pace,
    nowMs: realTime.nowMs,
    understood: (wanted) => understoodAdditions(scenarios.current(), wanted),
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

  const apiKey = options.apiKey ?? (isLoopback(host) ? loopbackApiKey : outside.apiKey());
  const [first, ...others] = sendersOf(scenarios.current());
  const firstSenders = [{ ...first, apiKeys: [{ name: 'default', key: apiKey }] }, ...others];
  const makeDefault = (): Promise<Sandbox<World>> =>
    maker.create({
      id: defaultSandboxId,
      ...(options.seed === undefined ? {} : { seed: options.seed }),
      pace: clockDefaults.pace,
      senders: firstSenders,
      additions: [],
      settings: {},
    });
  const stored = await store.sandboxes();
  try {
    for (const one of stored) (await build(one)).clock.start();
    const standard = registry.get(defaultSandboxId) ?? (await makeDefault());
    // A kill may have come between its entry in the catalog and its first step.
    if (standard.rooms.senders.all().length === 0) {
      for (const sender of firstSenders) standard.rooms.senders.add(sender);
    }
    // The ready line tells its key: from then on it has to be there.
    await standard.durable();
  } catch (error) {
    journalFile?.close();
    await store.close();
    throw asUnreadable(error);
  }

  let isReady = false;
  const operations = loadContract();
  const isSimulated = (operationId: string): boolean => Object.hasOwn(operationHandlers, operationId);
  const isOpen = options.controlOpen === true || (options.controlToken === undefined && isLoopback(host));
  const token = isOpen ? undefined : (options.controlToken ?? outside.apiKey());
  const keeping = { maxSandboxes, store: options.data === undefined ? 'memory' : 'folder' } as const;
  const control = controlRouter<World>(
    { registry, publicUrl, token, log },
    withCoverage<World>(
      [
        healthRoute(registry, version, keeping, () => isReady),
        ...sandboxRoutes(registry, maker),
        ...snapshotRoutes({ registry, randomKey: outside.apiKey, version }),
        ...clockRoutes<World>(),
        waitRoute<World>(realTime),
        ...notificationRoutes<World>(),
        ...documentRoutes<World>(),
        ...actRoutes<World>(),
        ...worldRoutes<World>(),
        ...debtPositionRoutes<World>(),
        billingRoute<World>(),
        ...scenarioRoutes<World>(),
        sendingRoute<World>(join(root, 'scenarios', 'demo', 'provvedimento.pdf')),
        journalRoute<World>(masking),
        verifyRoute<World>(masking),
        eventRoute<World>({ masking, after: realTime.after }),
        ...faultRoutes<World>(),
        ...checklistRoutes<World>(lang, masking),
        ...incidentRoutes<World>(),
        ...senderRoutes<World>(),
        ...openapiRoutes<World>(),
      ],
      coverageOf(operations, isSimulated, options.examples === true),
    ),
  );
  const selection: Selection<World> = {
    select: (key) => {
      const tenant = registry.ofKey(key);
      return tenant && { tenant, caller: tenant.rooms.senders.caller(key) };
    },
    goneOf: registry.goneOf,
    tenantOf: (id) => registry.get(id ?? defaultSandboxId) ?? registry.get(defaultSandboxId),
  };
  const { nowMs, after } = realTime;
  const answers = { nowMs, after, language: lang, simHeaders, masking, logsDetail: logsDetail(options), log };
  const app = createApp<World>({
    ...answers,
    ...selection,
    operations,
    handlers: operationHandlers,
    ...(options.examples ? { mock: createMocker() } : {}),
    open: openOperations,
    voucherDefects: authority.defectsOf,
    before: (express) => {
      express.use(storage<World>({ ...answers, tenantOf: registry.get, publicUrl }));
      express.use('/_sim', control);
      express.all('/checklistresult', control);
      express.use(pagesRouter(join(root, 'dist', 'console')));
      express.use(portalRouter<World>({ ...answers, ...selection, senders: (world) => world.senders }));
      express.use(voucherRouter<World>({ ...answers, ...selection, authority, randomId: outside.apiKey }));
    },
    publicUrl,
    strictResponses: options.strictResponses === true,
  });

  const server = await listening(app, { ...options, host }, certificate, realTime).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  const stopRemoving = removeIdleSandboxes({ registry, realTime, limitMs: idleMs, remove: maker.remove, log });
  warmLater(operations, realTime, log);
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopped ??= (async () => {
      scenarios.stop();
      for (const { rooms } of registry.all()) rooms.events.end('stopped');
      await server.stop(graceMs);
      stopRemoving();
      for (const sandbox of registry.all()) await sandbox.close();
      await store.close();
      journalFile?.close();
    })();
    return stopped;
  };
  const way = { url: publicUrl?.replace(/\/+$/, '') ?? server.url, token, fetch: server.fetch };
  if (options.seeds !== undefined) await applySeeds(options.seeds, way, stored, stop);
  isReady = true;
  const firstKey = registry.get(defaultSandboxId)?.rooms.senders.all()[0]?.apiKeys[0]?.key ?? apiKey;
  return { ...createClient(way, { apiKey: firstKey, version }), ...server.secure, stop, [Symbol.asyncDispose]: stop };
};
