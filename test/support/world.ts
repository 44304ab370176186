import { join } from 'node:path';
import { type Instant, type Micros, parseInstant, plus } from '../../src/clock/instant.js';
import { createRealTime, type RealTime } from '../../src/clock/real-time.js';
import { packageRoot } from '../../src/package-root.js';
import type { RoomContext } from '../../src/sandbox/room.js';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.js';
import type { SandboxSettings } from '../../src/sandbox/settings.js';
import { loadScenarioFolders, loadScenarioText, shippedFolders } from '../../src/scenario/load.js';
import { mergeScenarios, type Scenarios } from '../../src/scenario/outcome.js';
import { placesOnDemand } from '../../src/scenario/places.js';
import type { PersonFacts } from '../../src/scenario/schema-person.js';
import type { Iun, Notification } from '../../src/send/notification/model.js';
import type { StatusEntry } from '../../src/send/notification/status.js';
import type { Attachment, NotificationRequest } from '../../src/send/request/model.js';
import type { Caller } from '../../src/send/sender/model.js';
import type { Store } from '../../src/store/ports.js';
import { createMemoryStore, openFolderStore } from '../../src/store/store.js';
import { buildWorld, type World } from '../../src/world.js';
import { aNotificationRequest, sha256Of } from './simulator.js';

/** A sandbox with all its rooms and nothing around it: no HTTP, no contract. */
export interface TestWorld {
  readonly sandbox: Sandbox<World>;
  readonly rooms: World;
  /** Of every room that a snapshot can hold. */
  readonly roomNames: readonly string[];
  readonly caller: Caller;
  readonly now: Instant;
  /** A valid request, changed; protocol numbers count up. Answers the IUN. @throws PlatformProblem */
  send(change?: Partial<NotificationRequest>, scenarioHeader?: string): Iun;
  /** Asks how the validation went, as a polling client does. */
  poll(iun: Iun): string | undefined;
  notification(iun: Iun): Notification;
  history(iun: Iun): readonly StatusEntry[];
  /** Moves the clock there and does all that is due. */
  moveTo(at: Instant): Promise<void>;
  /** The same, by a length. */
  advance(length: Micros): Promise<void>;
  /** The next item of the agenda that is due by then; false when there is none. */
  step(by: Instant): Promise<boolean>;
  /** Facts on a person, over what is known: what `/_sim/recipients` does, without its checks. */
  change(taxId: string, facts: PersonFacts): void;
  /** Ends it; what was stored in a folder can be taken up again. */
  close(): Promise<void>;
}

/** Makes worlds that share what is read once: the shipped scenarios, the tables of places. */
export type WorldMaker = (options?: WorldOptions) => TestWorld;

interface WorldOptions {
  readonly id?: string;
  readonly seed?: string;
  /** ISO 8601; absent: a morning of February 2026. */
  readonly now?: string;
  readonly settings?: Partial<SandboxSettings>;
  /** Where steps and bytes go; absent: nowhere. */
  readonly store?: Pick<Store, 'log' | 'bytes'>;
  /** Absent: it stands still. */
  readonly realTime?: RealTime;
}

const standing: RealTime = {
  nowMs: () => 0,
  after: () => () => undefined,
  breathe: async () => undefined,
};

const key = '11111111-1111-4111-8111-111111111111';

/** @param texts scenario files in YAML, over the shipped ones */
export const loadWorlds = async (
  ...texts: readonly string[]
): Promise<WorldMaker & { readonly scenarios: Scenarios }> => {
  const folder = (name: string): string => join(packageRoot(), 'scenarios', name);
  let scenarios = await loadScenarioFolders(shippedFolders.map(folder), []);
  for (const [i, text] of texts.entries()) {
    const added = await loadScenarioText(`test-${i}.yaml`, text, scenarios);
    scenarios = mergeScenarios(scenarios, added.scenarios);
  }
  const places = placesOnDemand(join(folder('uat'), 'places'));
  const make: WorldMaker = ({
    id = 'world',
    seed = 'world',
    now = '2026-02-03T09:00:00Z',
    settings,
    store = createMemoryStore(),
    realTime = standing,
  } = {}) => {
    const startsAt = parseInstant(now);
    if (startsAt === undefined) throw new Error(`"${now}" is no instant`);
    let context: RoomContext | undefined;
    let roomNames: readonly string[] = [];
    const sandbox = createSandbox<World>({
      id,
      seed,
      pace: { mode: 'manual', rate: 0 },
      startsAt,
      ...(settings && { settings }),
      realTime,
      log: store.log(id),
      bytes: store.bytes(id),
      build: (tools) => {
        context = tools.context;
        const parts = {
          scenarios: () => scenarios,
          places,
          uploadLimitBytes: 1_000_000,
          randomKey: () => key,
        };
        const built = buildWorld(parts, tools);
        roomNames = ['agenda', 'clock', ...built.all.map((room) => room.name)];
        return built;
      },
      onFailure: (error) => {
        throw error;
      },
    });
    /** Not before somebody asks: stored steps may have to be taken up first. */
    const callerOf = (): Caller => {
      const { rooms } = sandbox;
      if (rooms.senders.all().length === 0) rooms.senders.add({ apiKeys: [{ name: 'test', key }] });
      return rooms.senders.caller(key) as Caller;
    };
    let files = 0;
    let document: Attachment | undefined;

    /** A document in the store, as if it had been uploaded. */
    const upload = (): Attachment => {
      const n = files++;
      const file = `PN_NOTIFICATION_ATTACHMENTS-${String(n).padStart(32, '0')}.pdf`;
      const sha256 = sha256Of(Buffer.from(`file ${n}`));
      const contentType = 'application/pdf';
      const reserved = {
        key: file,
        contentType,
        sha256,
        secret: 'secret',
        traceId: '1-00000000-000000000000000000000000',
      };
      const { attachments } = sandbox.rooms;
      context?.record(attachments, { kind: 'preloaded', host: 'localhost', files: [reserved] });
      context?.record(attachments, {
        kind: 'uploaded',
        key: file,
        versionId: 'v1',
        contentLength: 1_000,
        startsLikePdf: true,
        pages: 1,
      });
      return { digests: { sha256 }, contentType, ref: { key: file, versionToken: 'v1' } };
    };

    return {
      sandbox,
      get rooms() {
        return sandbox.rooms;
      },
      roomNames,
      get caller() {
        return callerOf();
      },
      get now() {
        return sandbox.clock.now();
      },
      send: (change = {}, scenarioHeader) => {
        const { rooms } = sandbox;
        const caller = callerOf();
        const isThere = document && rooms.attachments.fileOf(document.ref.key);
        if (!change.documents && !isThere) document = upload();
        const request = aNotificationRequest({
          senderDenomination: caller.sender.denomination,
          senderTaxId: caller.sender.taxId,
          paProtocolNumber: `PROT-${[...rooms.notifications.rows()].length + 1}`,
          documents: document ? [document] : [],
          ...change,
        });
        return rooms.requests.send(caller, request, '2.6', scenarioHeader).iun;
      },
      poll: (iun) => {
        const { rooms } = sandbox;
        const id = rooms.notifications.row(iun)?.notificationRequestId ?? '';
        return rooms.requests.statusOfId(callerOf(), id)?.status;
      },
      notification: (iun) => {
        const notification = sandbox.rooms.notifications.get(iun);
        if (!notification) throw new Error(`no notification ${iun}`);
        return notification;
      },
      history: (iun) => sandbox.rooms.notifications.history(iun),
      moveTo: async (target) => {
        await sandbox.clock.move(() => ({ target, landsOnTarget: true }));
      },
      advance: async (length) => {
        await sandbox.clock.move((from) => ({ target: plus(from, length), landsOnTarget: true }));
      },
      change: (taxId, facts) => {
        const { people } = sandbox.rooms;
        context?.record(people, { person: { ...people.get(taxId), ...facts } });
      },
      close: sandbox.close,
      step: async (by) => {
        const due = sandbox.agenda.peek();
        if (!due || due.at > by) return false;
        await sandbox.clock.move(() => ({ target: due.at, enough: () => true, landsOnTarget: false }));
        return true;
      },
    };
  };
  return Object.assign(make, { scenarios });
};

/**
 * One world, for tests that need no more.
 * @param data folder in which it is stored, and from which it is taken up again; absent: memory
 */
export const aWorld = async ({
  data,
  ...options
}: Omit<WorldOptions, 'store' | 'realTime'> & { readonly data?: string } = {}): Promise<TestWorld> => {
  const make = await loadWorlds();
  const realTime = createRealTime();
  const store = data === undefined ? createMemoryStore() : await openFolderStore(data, realTime);
  const id = 'default';
  if ((await store.sandboxes()).length === 0) {
    await store.putSandbox({ id, seed: options.seed ?? 'world', options: {} });
  }
  const world = make({ id, ...options, store, realTime });
  await world.sandbox.restore();
  return Object.assign(world, {
    close: async () => {
      await world.sandbox.close();
      await store.close();
    },
  });
};
