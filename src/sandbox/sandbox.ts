import { type Agenda, createAgenda } from '../clock/agenda.js';
import { type Clock, type ClockData, createClock, type Execute } from '../clock/clock.js';
import type { Instant } from '../clock/instant.js';
import type { Pace } from '../clock/mode.js';
import type { RealTime } from '../clock/real-time.js';
import { asUnreadable, type ByteStore, type StepLog, type StoredStep } from '../store/ports.js';
import type { Birth, Room, RoomContext } from './room.js';
import { createSeed, type Seed } from './seed.js';

/** What `durable` rejects with. */
export { StoreFailure } from '../store/ports.js';

/** A world: senders, clock, seed, stored data. Two of them never see each other. */
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
  close(): Promise<void>;
}

export interface BuiltRooms<Rooms> {
  readonly rooms: Rooms;
  /** Every room that records steps, by its name. */
  readonly all: readonly Room[];
  readonly execute: Execute;
}

export interface SandboxParts<Rooms> {
  readonly id: string;
  readonly seed: string;
  readonly pace: Pace;
  /** Absent: the real now. */
  readonly startsAt?: Instant;
  readonly realTime: RealTime;
  readonly log: StepLog;
  readonly bytes: ByteStore;
  /** Builds the rooms (the composition root does). */
  readonly build: (tools: {
    readonly context: RoomContext;
    readonly agenda: Agenda;
    readonly clock: Clock;
    readonly bytes: ByteStore;
  }) => BuiltRooms<Rooms>;
  readonly onFailure: (error: unknown) => void;
}

export const createSandbox = <Rooms>(parts: SandboxParts<Rooms>): Sandbox<Rooms> => {
  const { id, log, bytes } = parts;
  const seed = createSeed(parts.seed);
  const heap = createAgenda();
  let seq = 0;
  let applying = false;
  const byName = new Map<string, Room>();

  // What is put on the agenda may be due before the clock's timer rings.
  const agenda: Agenda = {
    ...heap,
    get size() {
      return heap.size;
    },
    add: (item) => {
      heap.add(item);
      clock.wake();
    },
  };

  const context: RoomContext = {
    sandboxId: id,
    seed,
    time: { now: () => clock.now(), storageNow: () => clock.storageNow() },
    record: (room, data, key) => {
      if (applying) throw new Error(`the room ${room.name} records a step while another one is being applied`);
      const step = { seq: seq + 1, at: clock.now(), room: room.name, birth: clock.birth(), data };
      applying = true;
      try {
        room.apply(step);
      } finally {
        applying = false;
      }
      seq++;
      const ids = seed.takeNew();
      log.append({
        seq,
        at: step.at,
        room: step.room,
        born: step.birth.at,
        data,
        ...(key === undefined ? {} : { key }),
        ...(ids ? { ids } : {}),
      });
      return step;
    },
    settle: (key) => log.settle(key),
  };

  // Annotated: `agenda` and `context` above reach the clock that is made here.
  const clock: Clock = createClock({
    agenda,
    realTime: parts.realTime,
    pace: parts.pace,
    ...(parts.startsAt === undefined ? {} : { startsAt: parts.startsAt }),
    context: () => context,
    execute: (item) => built.execute(item),
    onFailure: parts.onFailure,
  });
  const built: BuiltRooms<Rooms> = parts.build({ context, agenda, clock, bytes });
  for (const room of [clock as Room, ...built.all]) {
    if (byName.has(room.name)) throw new Error(`two rooms are called ${room.name}`);
    byName.set(room.name, room);
  }

  const applyStored = (stored: StoredStep, birth: Birth): void => {
    const { seq: position, at, room: name, data, ids = {} } = stored;
    const room = byName.get(name);
    try {
      if (!room) throw new Error(`there is no room "${name}"`);
      clock.noteStored(at as Instant);
      room.apply({ seq: position, at: at as Instant, room: name, birth, data });
    } catch (error) {
      throw asUnreadable(error, log.place, `step ${position} cannot be taken up again`);
    }
    seed.restore(ids);
    seq = position;
  };

  return {
    id,
    seed,
    clock,
    agenda,
    rooms: built.rooms,
    durable: () => (log.pending ? log.flushed() : undefined),
    restore: async () => {
      let inMove: Birth[] = [];
      for (const stored of await log.read()) {
        const birth = { at: stored.born };
        if (stored.room === 'clock') {
          const { bornInMove, storage } = stored.data as ClockData;
          for (const b of inMove) if (b.at === bornInMove) b.at = storage;
          inMove = [];
        } else inMove.push(birth);
        applyStored(stored, birth);
      }
    },
    reset: async (keep) => {
      const dropped: Record<string, number> = {};
      const forgotten = [...byName.values()].filter((room) => !keep.includes(room.name));
      for (const room of forgotten) Object.assign(dropped, room.counts?.());
      for (const room of forgotten) room.reset();
      seed.reset();
      seq = 0;
      // Rooms that were kept write themselves down again, in the same instant: the log begins anew with them.
      const cleared = log.clear();
      for (const room of byName.values()) {
        if (keep.includes(room.name)) for (const data of room.keep?.() ?? []) context.record(room, data);
      }
      await Promise.all([cleared, bytes.clear(cleared)]);
      return dropped;
    },
    close: async () => {
      // Time that flowed by itself is stored with no step of its own.
      if (seq > 0) clock.setPace(clock.pace);
      clock.stop();
      await log.flushed().catch(() => undefined);
      await log.close();
    },
  };
};
