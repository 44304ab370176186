import { join } from 'node:path';
import { createRealTime } from './clock/real-time.js';
import { createMocker } from './contract/mocker.js';
import { loadContract } from './contract/operations.js';
import { actRoutes } from './control/act-routes.js';
import { billingRoute } from './control/billing-route.js';
import { controlRouter } from './control/call.js';
import { checklistRoutes } from './control/checklist-routes.js';
import { clockRoutes } from './control/clock-routes.js';
import { clusterRoute } from './control/cluster-route.js';
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
import { sandboxRoutes } from './control/sandbox-routes.js';
import { scenarioRoutes } from './control/scenario-routes.js';
import { senderRoutes } from './control/sender-routes.js';
import { sendingRoute } from './control/sending-route.js';
import { snapshotRoutes } from './control/snapshot-routes.js';
import { streamRoute } from './control/stream-routes.js';
import { verifyRoute } from './control/verify-route.js';
import { waitRoute } from './control/wait-route.js';
import { worldRoutes } from './control/world-routes.js';
import type { Selection } from './http/authorizer.js';
import { createMasking } from './http/masking.js';
import { guardMemory, watchHeap } from './http/memory-guard.js';
import { pagesRouter } from './http/pages.js';
import { createApp } from './http/pipeline.js';
import { openJournalFile } from './journal-file.js';
import { createClient, type Simulator } from './library/simulator.js';
import { memoryFull } from './not-now.js';
import { openOperations, operationHandlers } from './operations.js';
import { isLoopback, type SimulatorOptions } from './options.js';
import { packageRoot } from './package-root.js';
import type { Replica } from './replicas.js';
import { removeIdleSandboxes } from './sandbox/idle.js';
import { createOutsideSeed } from './sandbox/random.js';
import { createRegistry, defaultSandboxId } from './sandbox/registry.js';
import { openScenarios } from './scenario/live-scenarios.js';
import { shippedFolders } from './scenario/load.js';
import { placesOnDemand } from './scenario/places.js';
import { defaultLimitBytes } from './send/attachment/facts.js';
import { portalRouter } from './send/sender/portal/routes.js';
import { voucherRouter } from './send/voucher/routes.js';
import { createVoucherAuthority } from './send/voucher/service.js';
import {
  asStartFailure,
  asUnreadable,
  certificateOf,
  clockOf,
  engineOf,
  idleMsOf,
  isShared,
  listening,
  logsDetail,
  openStore,
  pdndClients,
  versionOf,
  warmLater,
} from './starting.js';
import { storage } from './storage-links.js';
import { createTenants } from './tenants.js';
import type { World } from './world.js';

/** The key of the default sandbox on a loopback address: the README's examples work by copy. */
export const loopbackApiKey = '5e5d0000-0000-4000-8000-000000000001';

const graceMs = 2_000;

/** Starts a simulator: builds every room, opens the store, listens. Contains no rule. */
export const startSimulator = async (options: SimulatorOptions = {}): Promise<Simulator> => {
  const { host = '127.0.0.1', lang = 'en', simHeaders = true, publicUrl } = options;
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
  const clients = await pdndClients(options.pdndClients);
  const masking = createMasking(options.maskPeople === true);
  const journalFile =
    options.journalFile === undefined ? undefined : openJournalFile(options.journalFile, masking, log);
  const certificate = await certificateOf({ ...options, host }, realTime.nowMs());
  const store = await openStore(options, realTime, outside.apiKey);
  const shared = isShared(store) ? store.shared : async (_: string, make: () => string | Promise<string>) => make();
  const authority = createVoucherAuthority({
    nowMs: realTime.nowMs,
    randomId: outside.apiKey,
    clients,
    keyText: (make) => shared('voucher-key', make),
  });

  const apiKey = options.apiKey ?? (isLoopback(host) ? loopbackApiKey : outside.apiKey());
  const world = {
    scenarios: scenarios.current,
    places,
    uploadLimitBytes: options.uploadLimitBytes ?? defaultLimitBytes,
    randomKey: outside.apiKey,
  };
  const stored = await store.sandboxes();
  const heap = watchHeap();
  // A long move stops where its next slice would need memory that is not there.
  const breathe = async (): Promise<void> => {
    await realTime.breathe();
    heap.assertRoom();
  };
  const parts = { options, store, registry, realTime: { ...realTime, breathe }, outside, log };
  const tenants = createTenants({ ...parts, world, clockDefaults, apiKey, journalFile });
  let replica: Replica | undefined;
  try {
    if (isShared(store)) {
      const { joinReplicas } = await import('./replicas.js');
      replica = await joinReplicas({ ...parts, store, tenants, version, language: lang, simHeaders });
    } else {
      for (const one of stored) await tenants.open(one);
      if (!registry.get(defaultSandboxId)) await tenants.makeDefault();
    }
  } catch (error) {
    heap.stop();
    journalFile?.close();
    await store.close();
    throw asUnreadable(error);
  }
  const { maker } = replica ?? tenants;

  let isReady = false;
  const operations = loadContract();
  const isSimulated = (operationId: string): boolean => Object.hasOwn(operationHandlers, operationId);
  const isOpen = options.controlOpen === true || (options.controlToken === undefined && isLoopback(host));
  const token = isOpen ? undefined : (options.controlToken ?? (await shared('control-token', outside.apiKey)));
  const keeping = { maxSandboxes: maker.maxSandboxes, store: engineOf(options) };
  const control = controlRouter<World>(
    { registry, publicUrl, token, isLocal: isOpen && options.controlOpen !== true, log },
    withCoverage<World>(
      [
        healthRoute(registry, version, keeping, () => isReady && replica?.isReady() !== false),
        clusterRoute(keeping.store, replica?.cluster),
        ...sandboxRoutes(registry, maker),
        ...snapshotRoutes({ ownersOfKeys: maker.ownersOfKeys, randomKey: outside.apiKey, version }),
        ...clockRoutes<World>(),
        waitRoute<World>(realTime),
        ...notificationRoutes<World>(),
        ...documentRoutes<World>(),
        ...actRoutes<World>(),
        ...worldRoutes<World>(),
        ...debtPositionRoutes<World>(),
        billingRoute<World>(),
        streamRoute<World>(),
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
    doors: [guardMemory(heap, memoryFull({ language: lang, simHeaders, log })), ...(replica ? [replica.door] : [])],
    beside: (express) => {
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
    heap.stop();
    await replica?.leave();
    await store.close();
    throw error;
  });
  await replica?.announce(server.url, host);
  const stopRemoving = removeIdleSandboxes({ registry, realTime, limitMs: idleMs, remove: maker.remove, log });
  warmLater(operations, realTime, log);
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopped ??= (async () => {
      scenarios.stop();
      for (const { rooms } of registry.all()) rooms.events.end('stopped');
      await server.stop(graceMs);
      heap.stop();
      stopRemoving();
      await replica?.leave();
      for (const sandbox of registry.all()) await sandbox.close();
      await store.close();
      journalFile?.close();
    })();
    return stopped;
  };
  const way = { url: publicUrl?.replace(/\/+$/, '') ?? server.url, token, fetch: server.fetch };
  if (options.seeds !== undefined) {
    const { applySeeds } = await import('./seeds.js');
    await applySeeds(options.seeds, way, stored, isShared(store), stop);
  }
  isReady = true;
  // Where it is with another replica only `/_sim` can tell.
  const firstKey =
    registry.get(defaultSandboxId)?.rooms.senders.all()[0]?.apiKeys[0]?.key ??
    (await createClient(way, { apiKey, version }).sandbox(defaultSandboxId)).apiKey;
  const client = createClient(way, { apiKey: firstKey || apiKey, version });
  return { ...client, ...server.secure, stop, [Symbol.asyncDispose]: stop };
};
