import type { Agenda } from '../clock/agenda.js';
import type { Clock } from '../clock/clock.js';
import type { StoredStep } from '../store/ports.js';
import { createLife, type Identity, identityRoom, type Life, type SandboxParts } from './life.js';
import type { Seed } from './seed.js';
import { createSnapshotWriter, type Snapshot, SnapshotInvalid } from './snapshot.js';

/** What `durable` rejects with. */
export { SandboxKnown, StoreAway, StoreDamaged, StoreFailure } from '../store/ports.js';
export { type BuiltRooms, type SandboxParts, SandboxReplaced } from './life.js';

/**
 * A world: senders, clock, seed, stored data. Two of them never see each other. Its parts are others after a snapshot was
 * taken up: who waits asks for them again.
 */
export interface Sandbox<Rooms> {
  readonly id: string;
  readonly seed: Seed;
  readonly clock: Clock;
  readonly agenda: Agenda;
  readonly rooms: Rooms;
  /**
   * Undefined when everything recorded is durable; else resolves when it is, or rejects with a StoreFailure. An answer
   * waits for it.
   */
  durable(): Promise<void> | undefined;
  /** Applies the stored steps; once, before anything else. */
  restore(): Promise<void>;
  /** Empties the rooms, except those named; tells what was dropped. */
  reset(keep: readonly string[]): Promise<Record<string, number>>;
  /**
   * The whole sandbox as the text of a snapshot. While nothing moves (`clock.alone`).
   * @param simulator version of the program, for whoever cannot read it
   * @throws SnapshotTooLarge
   */
  snapshot(simulator: string): Promise<string>;
  /**
   * Becomes what the snapshot says, all or nothing. While nothing moves (`clock.alone`).
   * @throws SnapshotInvalid when a room does not take it; nothing has changed then
   */
  replace(snapshot: Snapshot): Promise<void>;
  close(): Promise<void>;
}

/** Longest stretch of work on a snapshot before other sandboxes get their turn. */
const sliceMs = 8;

export const createSandbox = <Rooms>(parts: SandboxParts<Rooms>): Sandbox<Rooms> => {
  const { id, log, bytes, realTime } = parts;
  const { seed, pace, startsAt, settings } = parts;
  const made: Identity = { seed, pace, ...(startsAt === undefined ? {} : { startsAt }), ...(settings && { settings }) };
  let life: Life<Rooms> = createLife(parts, made);
  parts.onRooms?.(life.rooms);

  const taken = (identity: Identity, steps: readonly StoredStep[]): Life<Rooms> => {
    let next: Life<Rooms> | undefined;
    try {
      next = createLife(parts, identity);
      next.takingUp('snapshot')(steps);
      return next;
    } catch (error) {
      next?.end();
      throw new SnapshotInvalid(`steps[${next?.seq ?? 0}]`, error instanceof Error ? error.message : String(error));
    }
  };

  const begin = (next: Life<Rooms>): void => {
    const before = life;
    life = next;
    // First the old keys go, then the new ones come.
    before.end();
    parts.onRooms?.(next.rooms);
  };

  const identityStep = ({ identity, clock }: Life<Rooms>): StoredStep => ({
    seq: 1,
    at: identity.startsAt ?? clock.now(),
    room: identityRoom,
    born: 0,
    data: identity,
  });

  const record = (step: StoredStep): void => {
    log.append(step);
    life.takingUp(log.place)([step]);
  };

  const uploadsOf = ({ all }: Life<Rooms>) => all.flatMap((room) => room.uploads?.() ?? []);

  return {
    id,
    get seed() {
      return life.seed;
    },
    get clock() {
      return life.clock;
    },
    get agenda() {
      return life.agenda;
    },
    get rooms() {
      return life.rooms;
    },
    durable: () => (log.pending ? log.flushed() : undefined),
    restore: async () => {
      let takeUp: ReturnType<Life<Rooms>['takingUp']> | undefined;
      for await (const page of log.read()) {
        const [first] = page;
        if (!takeUp && first?.room === identityRoom) begin(createLife(parts, first.data as Identity));
        takeUp ??= life.takingUp(log.place);
        takeUp(page);
        await realTime.breathe();
      }
    },
    reset: async (keep) => {
      const { all, context } = life;
      const dropped: Record<string, number> = {};
      const forgotten = all.filter((room) => !keep.includes(room.name));
      for (const room of forgotten) Object.assign(dropped, room.counts?.());
      life.forget(forgotten);
      // Rooms that were kept write themselves down again, in the same instant: the log begins anew with them.
      const cleared = log.clear();
      if (life.identity !== made) record(identityStep(life));
      for (const room of all) {
        if (keep.includes(room.name)) for (const data of room.keep?.() ?? room.snapshot()) context.record(room, data);
      }
      await Promise.all([cleared, bytes.clear(cleared)]);
      return dropped;
    },
    snapshot: async (simulator) => {
      const writer = createSnapshotWriter(simulator);
      const [at, born] = [life.clock.now(), life.clock.storageNow()];
      const uploads = uploadsOf(life);
      writer.step(identityStep(life));
      let seq = 1;
      let sliceEndsMs = realTime.nowMs() + sliceMs;
      for (const { room, data } of life.present()) {
        seq++;
        const ids = room === life.clock.name ? { ids: life.seed.counters() } : {};
        writer.step({ seq, at, room, born, data, ...ids });
        if (realTime.nowMs() >= sliceEndsMs) {
          await realTime.breathe();
          sliceEndsMs = realTime.nowMs() + sliceMs;
        }
      }
      for (const { key, sha256Base64 } of uploads) {
        const content = await bytes.readAll(key, sha256Base64);
        if (content) writer.file(key, content);
      }
      return writer.text();
    },
    replace: async ({ identity, steps, files }) => {
      const next = taken(identity, steps);
      const staged = await Promise.all(
        files.map(async ({ key, content }) => ({ key, bytes: await bytes.stage(once(content), content.length) })),
      );
      // The files come before the log that names them, and go after the one that did.
      const brought = new Set(files.map(({ key }) => key));
      const stale = uploadsOf(life).filter(({ key }) => !brought.has(key));
      for (const { key, bytes: waiting } of staged) await waiting.commit(key);
      begin(next);
      const cleared = log.clear();
      for (const step of steps) log.append(step);
      await cleared;
      for (const { key } of stale) await bytes.remove(key);
    },
    close: async () => {
      // Time that flowed by itself is stored with no step of its own.
      if (life.seq > 0) life.clock.setPace(life.clock.pace);
      life.clock.stop();
      await log.flushed().catch(() => undefined);
      await log.close();
    },
  };
};

async function* once(content: Buffer): AsyncIterable<Uint8Array> {
  yield content;
}
