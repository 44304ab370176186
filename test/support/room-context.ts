import { fromEpochMs, type Instant, type Micros, plus } from '../../src/clock/instant.js';
import type { Room, RoomContext, Step } from '../../src/sandbox/room.js';
import { createSeed } from '../../src/sandbox/seed.js';

export interface FakeContext extends RoomContext {
  /** Everything recorded so far, as the store would keep it. */
  readonly steps: readonly Step[];
  /** An explicit move of the clock: virtual and storage time. */
  advance(length: Micros): void;
  /** Real time that passes on a standing clock: storage time only. */
  waitReally(length: Micros): void;
  /** Builds the state of a fresh room from the recorded steps, as a restart does. */
  replayInto<Data>(room: Room<Data>): void;
}

export interface FakeContextOptions {
  readonly sandboxId?: string;
  readonly seed?: string;
  readonly now?: Instant;
}

/** A sandbox with nothing but a room: manual clock, steps applied at once and kept in a list. */
export const aRoomContext = ({
  sandboxId = 'sandbox-1',
  seed = 'seed',
  now = fromEpochMs(Date.parse('2026-05-04T10:11:12Z')),
}: FakeContextOptions = {}): FakeContext => {
  const steps: Step[] = [];
  let virtual = now;
  let storage: Micros = 0;
  const record = <Data>(room: Room<Data>, data: Data): Step<Data> => {
    const plain: Data = JSON.parse(JSON.stringify(data));
    const step = { seq: steps.length + 1, at: virtual, room: room.name, birth: { at: storage }, data: plain };
    steps.push(step);
    room.apply(step);
    return step;
  };
  return {
    sandboxId,
    seed: createSeed(seed),
    time: { now: () => virtual, storageNow: () => storage },
    record,
    steps,
    advance: (length) => {
      virtual = plus(virtual, length);
      storage += length;
    },
    waitReally: (length) => {
      storage += length;
    },
    replayInto: <Data>(room: Room<Data>) => {
      for (const step of steps.filter((s) => s.room === room.name)) room.apply(structuredClone(step) as Step<Data>);
    },
  };
};
