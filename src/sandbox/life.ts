import { type Agenda, createAgenda } from '../clock/agenda.js';
import { type Clock, type ClockData, createClock, type Execute } from '../clock/clock.js';
import type { Instant } from '../clock/instant.js';
import type { Pace } from '../clock/mode.js';
import type { RealTime } from '../clock/real-time.js';
import { asUnreadable, type ByteStore, type StepLog, type StoredStep } from '../store/ports.js';
import type { Birth, Room, RoomContext } from './room.js';
import { createSeed, type Seed } from './seed.js';
import type { SandboxSettings } from './settings.js';

/** What a sandbox is made from; the rest follows from its steps. */
export interface Identity {
  readonly seed: string;
  readonly pace: Pace;
  /** Absent: the real now. */
  readonly startsAt?: Instant;
  /** Where they differ from the defaults. */
  readonly settings?: Partial<SandboxSettings>;
}

export interface BuiltRooms<Rooms> {
  readonly rooms: Rooms;
  /**
   * Every room that records steps, by its name. A snapshot makes them in this order: who follows from another one comes
   * after it.
   */
  readonly all: readonly Room[];
  readonly execute: Execute;
}

export interface SandboxParts<Rooms> extends Identity {
  readonly id: string;
  readonly realTime: RealTime;
  readonly log: StepLog;
  readonly bytes: ByteStore;
  /** Builds the rooms (the composition root does). */
  readonly build: (tools: {
    readonly context: RoomContext;
    readonly agenda: Agenda;
    readonly clock: Clock;
    readonly bytes: ByteStore;
    readonly settings: Partial<SandboxSettings>;
  }) => BuiltRooms<Rooms>;
  /** Told of the rooms once they are those of the sandbox: at its beginning and after each snapshot. */
  readonly onRooms?: (rooms: Rooms) => void;
  readonly onFailure: (error: unknown) => void;
}

/** Who still works on what a sandbox was before a snapshot took its place: the call has to be made again. */
export class SandboxReplaced extends Error {
  constructor() {
    super('the sandbox was replaced by a snapshot while the call was under way');
  }
}

/** The rooms of a sandbox from its beginning, or from a snapshot, until the next snapshot takes their place. */
export interface Life<Rooms> {
  readonly identity: Identity;
  readonly seed: Seed;
  readonly clock: Clock;
  readonly agenda: Agenda;
  readonly rooms: Rooms;
  /** In the order in which a snapshot makes them: the clock comes last, because it ends what it counts. */
  readonly all: readonly Room[];
  readonly context: RoomContext;
  /** Position of the last step. */
  readonly seq: number;
  /**
   * Begins to take up a log, whose place is `place`.
   * @returns what takes its steps, one page after the other; throws StoreUnreadable with the step that no room takes
   */
  takingUp(place: string): (page: readonly StoredStep[]) => void;
  /** The data of steps that make the present state again, room by room. */
  present(): Iterable<{ readonly room: string; readonly data: unknown }>;
  /** Empties the rooms named and forgets all numbers. */
  forget(rooms: readonly Room[]): void;
  /** Takes no step any more. */
  end(): void;
}

/** Name of the step that a log begins with after a snapshot: what the sandbox is made from since then. */
export const identityRoom = 'sandbox';
const agendaRoom = 'agenda';

/** What is due at the same instant runs in the order of planning, which the rooms' own steps do not tell. */
const orderRoom = (agenda: Agenda): Room<{ readonly order: readonly string[] }> => ({
  name: agendaRoom,
  apply: ({ data: { order } }) => {
    const items = new Map(agenda.list(agenda.size).map((item) => [item.id, item]));
    if (order.length !== items.size) {
      throw new Error(`${order.length} items are on the agenda, the rooms plan ${items.size}`);
    }
    for (const id of order) {
      const item = items.get(id);
      if (!item) throw new Error(`the agenda names "${id}", which no room plans`);
      agenda.add(item);
    }
  },
  reset: () => undefined,
  snapshot: () => (agenda.size > 0 ? [{ order: agenda.list(agenda.size).map(({ id }) => id) }] : []),
});

export const createLife = <Rooms>(parts: SandboxParts<Rooms>, identity: Identity): Life<Rooms> => {
  const { log, bytes } = parts;
  const seed = createSeed(identity.seed);
  const heap = createAgenda();
  let seq = 0;
  let applying = false;
  let isOver = false;

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
    sandboxId: parts.id,
    seed,
    time: { now: () => clock.now(), storageNow: () => clock.storageNow() },
    record: (room, data) => {
      if (isOver) throw new SandboxReplaced();
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
        ...(ids ? { ids } : {}),
      });
      return step;
    },
  };

  // Annotated: `agenda` and `context` above reach the clock that is made here.
  const clock: Clock = createClock({
    agenda,
    realTime: parts.realTime,
    pace: identity.pace,
    ...(identity.startsAt === undefined ? {} : { startsAt: identity.startsAt }),
    context: () => context,
    execute: (item) => built.execute(item),
    onFailure: parts.onFailure,
  });
  const built = parts.build({ context, agenda, clock, bytes, settings: identity.settings ?? {} });
  const all = [...built.all, orderRoom(heap) as Room, clock as Room];
  const byName = new Map<string, Room>();
  for (const room of all) {
    if (byName.has(room.name) || room.name === identityRoom) throw new Error(`two rooms are called ${room.name}`);
    byName.set(room.name, room);
  }

  const takeUpOne = (stored: StoredStep, birth: Birth, place: string): void => {
    const { seq: position, at, room: name, data, ids = {} } = stored;
    const room = byName.get(name);
    try {
      if (!room) throw new Error(`there is no room "${name}"`);
      clock.noteStored(at as Instant);
      room.apply({ seq: position, at: at as Instant, room: name, birth, data });
    } catch (error) {
      throw asUnreadable(error, place, `step ${position} cannot be taken up again`);
    }
    seed.restore(ids);
    seq = position;
  };

  const takingUp = (place: string): ((page: readonly StoredStep[]) => void) => {
    let inMove: Birth[] = [];
    return (page) => {
      for (const stored of page) {
        if (stored.room === identityRoom) {
          seq = stored.seq;
          continue;
        }
        const birth = { at: stored.born };
        if (stored.room === 'clock') {
          const { bornInMove, storage } = stored.data as ClockData;
          for (const b of inMove) if (b.at === bornInMove) b.at = storage;
          inMove = [];
        } else inMove.push(birth);
        takeUpOne(stored, birth, place);
      }
    };
  };

  return {
    identity,
    seed,
    clock,
    agenda,
    rooms: built.rooms,
    all,
    context,
    get seq() {
      return seq;
    },
    takingUp,
    *present() {
      for (const room of all) for (const data of room.snapshot()) yield { room: room.name, data };
    },
    forget: (rooms) => {
      for (const room of rooms) room.reset();
      seed.reset();
      seq = 0;
    },
    end: () => {
      isOver = true;
      clock.stop();
      for (const room of built.all) room.reset();
    },
  };
};
