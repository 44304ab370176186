import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../src/clock/instant.js';
import { createRealTime } from '../../src/clock/real-time.js';
import type { Room, RoomContext, Step } from '../../src/sandbox/room.js';
import { createSandbox } from '../../src/sandbox/sandbox.js';
import { createMemoryBytes } from '../../src/store/memory-bytes.js';
import { type StepLog, type StoredStep, StoreUnreadable } from '../../src/store/ports.js';

const startsAt = parseInstant('2026-05-04T08:00:00Z');

/** A log that remembers what it was told, and how often it began anew. */
const aLog = (stored: readonly StoredStep[] = []) => {
  let steps = [...stored];
  const log: StepLog = {
    place: 'the test',
    append: (step) => void steps.push(step),
    bindKey: () => undefined,
    pending: false,
    flushed: async () => undefined,
    async *read() {
      for (const step of steps) yield [step];
    },
    clear: async () => {
      steps = [];
      await Promise.resolve();
    },
    close: async () => undefined,
  };
  return { log, steps: () => steps };
};

/** A room that lists words, each with an id of the seed. */
const createWords = (context: RoomContext, name: string) => {
  let words: string[] = [];
  const room: Room<string> = {
    name,
    apply: ({ data }: Step<string>) => {
      if (data === 'refused') throw new Error('no such word');
      if (!words.includes(data)) words = [...words, data];
    },
    reset: () => {
      words = [];
    },
    counts: () => ({ [name]: words.length }),
    snapshot: () => words,
  };
  return {
    room,
    words: () => words,
    add: (word: string) => context.record(room, `${word}-${context.seed.next('word')}`),
    refuse: () => context.record(room, 'refused'),
  };
};

const aSandbox = (log: StepLog, bytes = createMemoryBytes()) =>
  createSandbox({
    id: 'box',
    seed: 'seed',
    pace: { mode: 'manual', rate: 0 },
    ...(startsAt === undefined ? {} : { startsAt }),
    realTime: createRealTime(),
    log,
    bytes,
    build: ({ context }) => {
      const one = createWords(context, 'one');
      const two = createWords(context, 'two');
      return { rooms: { one, two }, all: [one.room, two.room], execute: () => [] };
    },
    onFailure: () => undefined,
  });

describe('taking up the stored steps', () => {
  it('gives the same rooms, numbers and ids as if nothing had happened', async () => {
    const { log, steps } = aLog();
    const before = aSandbox(log);
    before.rooms.one.add('a');
    before.rooms.two.add('b');

    const after = aSandbox(log);
    await after.restore();
    after.rooms.one.add('c');

    expect(after.rooms.one.words()).toEqual(['a-0', 'c-2']);
    expect(after.rooms.two.words()).toEqual(['b-1']);
    expect(steps().map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it('goes on where the clock stood', async () => {
    const { log } = aLog();
    const before = aSandbox(log);
    await before.clock.move((now) => ({ target: parseInstant('2026-06-01T00:00:00Z') ?? now, landsOnTarget: true }));

    const after = aSandbox(log);
    await after.restore();

    expect(after.clock.now()).toBe(parseInstant('2026-06-01T00:00:00Z'));
    expect(after.clock.storageNow()).toBeGreaterThanOrEqual(before.clock.now() - (startsAt ?? 0));
  });

  it('leaves no hole in the numbers where a room refused a step', async () => {
    const { log, steps } = aLog();
    const { rooms } = aSandbox(log);
    rooms.one.add('a');
    expect(() => rooms.one.refuse()).toThrow('no such word');
    rooms.one.add('b');

    expect(steps().map(({ seq, data }) => [seq, data])).toEqual([
      [1, 'a-0'],
      [2, 'b-1'],
    ]);
  });

  it.each([
    ['of a room that is not there', { room: 'three', data: 'a' }, 'there is no room "three"'],
    ['that its room refuses', { room: 'one', data: 'refused' }, 'no such word'],
  ])('names the place and the step %s', async (_what, step, reason) => {
    const { log } = aLog([{ seq: 1, at: 0, born: 0, ...step }]);

    const failure = await aSandbox(log)
      .restore()
      .catch((error: unknown) => error);

    expect(failure).toBeInstanceOf(StoreUnreadable);
    expect(String(failure)).toContain(`the test: step 1 cannot be taken up again (${reason})`);
  });
});

describe('resetting', () => {
  it('begins the log anew with the rooms that were kept', async () => {
    const { log, steps } = aLog();
    const sandbox = aSandbox(log);
    sandbox.rooms.one.add('a');
    sandbox.rooms.two.add('b');

    const dropped = await sandbox.reset(['one']);

    expect(dropped).toMatchObject({ two: 1 });
    expect(dropped).not.toHaveProperty('one');
    expect(steps()).toMatchObject([{ seq: 1, room: 'one', data: 'a-0' }]);
  });

  it('has written the kept rooms down before anybody else gets a turn', () => {
    const { log, steps } = aLog();
    const sandbox = aSandbox(log);
    sandbox.rooms.one.add('a');

    void sandbox.reset(['one']);
    sandbox.rooms.two.add('b');

    expect(steps().map(({ seq, data }) => [seq, data])).toEqual([
      [1, 'a-0'],
      [2, 'b-0'],
    ]);
  });

  it('drops the bytes after the log only: a kill in between loses no file that the log names', async () => {
    const bytes = createMemoryBytes();
    const happened: string[] = [];
    const { log } = aLog();
    const sandbox = aSandbox(
      { ...log, clear: async () => void (await Promise.resolve().then(() => happened.push('log'))) },
      { ...bytes, clear: async (after) => void (await after?.then(() => happened.push('bytes'))) },
    );

    await sandbox.reset([]);

    expect(happened).toEqual(['log', 'bytes']);
  });
});
