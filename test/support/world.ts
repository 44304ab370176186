import { join } from 'node:path';
import { type Instant, type Micros, parseInstant, plus } from '../../src/clock/instant.js';
import { createRealTime } from '../../src/clock/real-time.js';
import { createSandbox } from '../../src/sandbox/sandbox.js';
import { defaultSandboxSettings, type SandboxSettings } from '../../src/sandbox/settings.js';
import { loadScenarios } from '../../src/scenario/load.js';
import { placesOnDemand } from '../../src/scenario/places.js';
import type { Notification } from '../../src/send/notification/model.js';
import type { StatusEntry } from '../../src/send/notification/status.js';
import type { Attachment, NotificationRequest } from '../../src/send/request/model.js';
import type { Caller } from '../../src/send/sender/model.js';
import { createMemoryStore, openFolderStore } from '../../src/store/store.js';
import { buildWorld, type World } from '../../src/world.js';
import { aNotificationRequest, aPdf, sha256Of } from './simulator.js';

/** A sandbox without HTTP: its rooms, a clock that stands still, one uploaded document. */
export interface TestWorld {
  readonly rooms: World;
  readonly caller: Caller;
  /** A valid request, changed; protocol numbers count up. Answers the IUN. */
  send(change?: Partial<NotificationRequest>): string;
  /** Moves the clock, running what is due. */
  advance(length: Micros): Promise<void>;
  notification(iun: string): Notification;
  history(iun: string): readonly StatusEntry[];
  /** Ends it; what was stored in a folder can be taken up again. */
  close(): Promise<void>;
}

const uat = join(import.meta.dirname, '..', '..', 'scenarios', 'uat');
const baseUrl = 'http://localhost:7363';

const upload = async (rooms: World): Promise<Attachment> => {
  const bytes = aPdf();
  const sha256 = sha256Of(bytes);
  const contentType = 'application/pdf';
  const [slot] = rooms.attachments.preload([{ preloadIdx: '0', contentType, sha256 }], { baseUrl });
  if (!slot) throw new Error('no slot');
  const { pathname, search, host } = new URL(slot.url);
  const { status, headers } = await rooms.attachments.upload({
    method: 'PUT',
    path: pathname,
    query: search.slice(1),
    headers: {
      host,
      'content-type': contentType,
      'content-length': String(bytes.length),
      'x-amz-meta-secret': slot.secret,
      'x-amz-checksum-sha256': sha256,
    },
    key: slot.key,
    body: (async function* () {
      yield bytes;
    })(),
  });
  if (status !== 200) throw new Error(`upload: ${status}`);
  const versionToken = headers['x-amz-version-id'] ?? '';
  return { digests: { sha256 }, contentType, ref: { key: slot.key, versionToken } };
};

/** A new world, or with `data` the one that the folder holds. */
export const aWorld = async ({
  data,
  seed = 'world',
  now = '2026-02-03T09:00:00Z',
  settings = {},
}: {
  readonly data?: string;
  readonly seed?: string;
  readonly now?: string;
  readonly settings?: Partial<SandboxSettings>;
} = {}): Promise<TestWorld> => {
  const scenarios = await loadScenarios(uat);
  const realTime = createRealTime();
  const store = data === undefined ? createMemoryStore() : await openFolderStore(data, realTime);
  if ((await store.sandboxes()).length === 0) await store.putSandbox({ id: 'default', seed, options: {} });
  const sandbox = createSandbox<World>({
    id: 'default',
    seed,
    pace: { mode: 'manual', rate: 1 },
    startsAt: parseInstant(now) as Instant,
    realTime,
    log: store.log('default'),
    bytes: store.bytes('default'),
    build: (tools) =>
      buildWorld(
        {
          scenarios,
          places: placesOnDemand(join(uat, 'places')),
          settings: { ...defaultSandboxSettings, ...settings },
          uploadLimitBytes: 10_000_000,
          randomKey: () => 'key-of-the-world',
        },
        tools,
      ),
    onFailure: (error) => {
      throw error;
    },
  });
  const { rooms, clock } = sandbox;
  await sandbox.restore();
  if (rooms.senders.all().length === 0) rooms.senders.add({ apiKeys: [{ name: 'default', key: 'key-of-the-world' }] });
  const caller = rooms.senders.caller('key-of-the-world') as Caller;
  const { sender } = caller;
  const document = await upload(rooms);
  let sent = [...rooms.notifications.rows()].length;

  return {
    rooms,
    caller,
    send: (change = {}) => {
      const request = aNotificationRequest({
        senderTaxId: sender.taxId,
        senderDenomination: sender.denomination,
        paProtocolNumber: `PROT-${++sent}`,
        documents: [document],
        ...change,
      });
      return rooms.requests.send(caller, request, '2.6', undefined).iun;
    },
    advance: async (length) => {
      await clock.move((from) => ({ target: plus(from, length), landsOnTarget: true }));
    },
    notification: (iun) => {
      const notification = rooms.notifications.get(iun);
      if (!notification) throw new Error(`no notification ${iun}`);
      return notification;
    },
    history: (iun) => rooms.notifications.history(iun),
    close: async () => {
      await sandbox.close();
      await store.close();
    },
  };
};
