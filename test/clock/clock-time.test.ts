import { describe, expect, it } from 'vitest';
import type { ClockData } from '../../src/clock/clock.js';
import { days, hours, lastInstant, milliseconds, minutes, plus, seconds, toIso } from '../../src/clock/instant.js';
import type { Birth, Step } from '../../src/sandbox/room.js';
import { aClock, by, noon, paceOf, quiet } from './a-clock.js';

describe('a manual clock', () => {
  it('stands still, whatever real time does', async () => {
    const { clock, plan, time, ran } = aClock();
    plan(seconds(1));
    clock.start();

    await time.pass(3_600_000);

    expect(clock.now()).toBe(noon);
    expect(ran).toEqual([]);
    expect(time.timers).toBe(0);
    expect(clock.settle()).toBeUndefined();
  });
});

describe('a scaled clock', () => {
  it.each([
    ['real', 60_000, minutes(1)],
    ['uat', 60_000, days(1)],
    ['demo', 2_000, days(1)],
    ['0.5', 2_000, seconds(1)],
  ])('flows with the real one: %s', async (pace, realMs, length) => {
    const { clock, time } = aClock({ pace });
    clock.start();

    await time.pass(realMs);

    expect(clock.now()).toBe(plus(noon, length));
  });

  it('runs work by itself, each item at its own instant', async () => {
    const { clock, plan, time, ran } = aClock({ pace: 'uat' });
    clock.start();
    plan(hours(6), { id: 'b' });
    plan(hours(3), { id: 'a' });

    await time.pass(14_999);
    expect(ran.map(({ id }) => id)).toEqual(['a']);
    await time.pass(1);

    expect(ran).toEqual([
      { id: 'a', at: plus(noon, hours(3)) },
      { id: 'b', at: plus(noon, hours(6)) },
    ]);
  });

  it('runs by itself the work that its own work plans', async () => {
    const { clock, plan, time, ran } = aClock({
      pace: 'demo',
      execute: ({ id }) => {
        if (id === 'first') plan(days(9), { id: 'then' });
        return [];
      },
    });
    clock.start();
    plan(days(2), { id: 'first' });

    await time.pass(20_000);

    expect(ran).toEqual([
      { id: 'first', at: plus(noon, days(2)) },
      { id: 'then', at: plus(noon, days(9)) },
    ]);
  });

  it('catches up before a request when its timer came late', async () => {
    const { clock, plan, time, ran } = aClock({ pace: 'uat' });
    clock.start();
    for (const hour of [1, 2, 3]) plan(hours(hour), { id: `at ${hour}` });
    time.work(60_000);

    for (let due = clock.settle(); due; due = clock.settle()) await due;

    expect(ran).toEqual([1, 2, 3].map((hour) => ({ id: `at ${hour}`, at: plus(noon, hours(hour)) })));
    expect(clock.now()).toBe(plus(noon, days(1)));
  });

  it('loses no time over its own work', async () => {
    const { clock, plan, time } = aClock({
      pace: 'uat',
      execute: () => {
        time.work(100);
        return [];
      },
    });
    clock.start();
    for (const hour of [1, 2, 3]) plan(hours(hour));

    await time.pass(60_000);
    await time.pass(0);

    expect(clock.now()).toBe(plus(noon, days(1)));
  });

  it('never overtakes work that has not run: whoever asks sees everything done that was due before', () => {
    const { clock, plan, time } = aClock({ pace: 'uat' });
    plan(hours(1));

    time.work(60_000);

    expect(clock.now()).toBe(plus(noon, hours(1)));
  });

  it('never runs backwards, not even when work comes up whose term has passed', () => {
    const { clock, plan, time } = aClock({ pace: 'uat' });
    time.work(30_000);
    const before = clock.now();

    plan(hours(1));

    expect(clock.now()).toBe(before);
    time.work(1_000);
    expect(clock.now()).toBe(before);
  });

  it('moves by hand as well, and goes on from there', async () => {
    const { clock, plan, time, ran } = aClock({ pace: 'uat' });
    clock.start();
    plan(days(5), { id: 'in the move' });
    plan(days(11), { id: 'after it' });

    const { from, to } = await clock.move(by(days(10)));
    expect([from, to, clock.now()]).toEqual([noon, plus(noon, days(10)), plus(noon, days(10))]);
    await time.pass(90_000);

    expect(ran).toEqual([
      { id: 'in the move', at: plus(noon, days(5)) },
      { id: 'after it', at: plus(noon, days(11)) },
    ]);
    expect(clock.now()).toBe(plus(noon, days(11.5)));
  });

  it('runs work that was due before a move at its own instant too', async () => {
    const { clock, plan, time, ran } = aClock({ pace: 'uat' });
    plan(hours(1), { id: 'due' });
    time.work(60_000);

    await clock.move(by(0));

    expect(ran).toEqual([{ id: 'due', at: plus(noon, hours(1)) }]);
  });

  it('sets a new timer for work that is due earlier', async () => {
    const { clock, plan, time, ran } = aClock({ pace: 'real' });
    clock.start();
    plan(days(200), { id: 'far' });
    plan(seconds(2), { id: 'near' });

    await time.pass(2_000);

    expect(ran.map(({ id }) => id)).toEqual(['near']);
  });

  it('waits longer than any timer of Node can', async () => {
    const { clock, plan, time, ran } = aClock({ pace: 'real' });
    clock.start();
    plan(days(60), { id: 'in two months' });

    await time.pass(days(60) / 1_000 - 1);
    expect(ran).toEqual([]);
    await time.pass(1);

    expect(ran.map(({ id }) => id)).toEqual(['in two months']);
  });

  it('ends at the year 2250 instead of breaking', async () => {
    const { clock, time } = aClock({ pace: '10000000' });
    clock.start();

    await time.pass(days(30) / 1_000);

    expect(clock.now()).toBe(lastInstant);
    expect(toIso(clock.now())).toBe('2250-01-01T00:00:00Z');
  });

  it('does nothing by itself before it is started and after it is stopped', async () => {
    const { clock, plan, time, ran } = aClock({ pace: 'uat' });
    plan(minutes(1));
    await time.pass(1_000);
    expect(ran).toEqual([]);

    clock.start();
    clock.stop();
    await time.pass(1_000);

    expect(ran).toEqual([]);
  });
});

describe('an auto clock', () => {
  it('jumps to the next due instant, and gives clients a look in between', async () => {
    const { clock, plan, time, ran } = aClock({ pace: 'auto' });
    clock.start();
    plan(days(7), { id: 'week' });
    plan(days(7), { id: 'the same week' });
    plan(days(120), { id: 'season' });

    await time.pass(15);
    expect(ran.map(({ id }) => id)).toEqual(['week', 'the same week']);
    expect(clock.now()).toBe(plus(noon, days(7)));
    await time.pass(15);

    expect(ran.at(-1)).toEqual({ id: 'season', at: plus(noon, days(120)) });
    expect(clock.now()).toBe(plus(noon, days(120)));
  });

  it('stands while nothing is planned', async () => {
    const { clock, time } = aClock({ pace: 'auto' });
    clock.start();

    await time.pass(3_600_000);

    expect(clock.now()).toBe(noon);
    expect(time.timers).toBe(0);
  });

  it('ages nothing in the store by its jumps', async () => {
    const { clock, plan, time } = aClock({ pace: 'auto' });
    clock.start();
    plan(days(120));

    await time.pass(15);

    expect(clock.storageNow()).toBe(milliseconds(15));
  });
});

describe('pause and resume', () => {
  it.each(['manual', 'uat', 'auto'])('never make time jump (%s)', async (pace) => {
    const { clock, time } = aClock({ pace });
    clock.start();
    await time.pass(10_000);
    const before = clock.now();

    clock.pause();
    await time.pass(600_000);
    expect(clock.now()).toBe(before);
    clock.resume();

    expect(clock.now()).toBe(before);
  });

  it.each(['uat', 'auto'])('hold due work back, and let it go (%s)', async (pace) => {
    const { clock, plan, time, ran } = aClock({ pace });
    clock.start();
    plan(hours(1), { id: 'held' });

    clock.pause();
    await time.pass(600_000);
    expect(ran).toEqual([]);
    clock.resume();
    await time.pass(5_000);

    expect(ran).toEqual([{ id: 'held', at: plus(noon, hours(1)) }]);
  });

  it('let a paused clock be moved by hand', async () => {
    const { clock, plan, ran } = aClock({ pace: 'uat' });
    clock.start();
    clock.pause();
    plan(hours(1));

    await clock.move(by(hours(2)));

    expect(ran).toHaveLength(1);
    expect(clock.now()).toBe(plus(noon, hours(2)));
    expect(clock.paused).toBe(true);
  });
});

describe('a change of pace', () => {
  it.each([
    ['manual', 'uat'],
    ['uat', 'manual'],
    ['uat', 'auto'],
    ['auto', 'demo'],
    ['uat', '10000000'],
    ['real', 'demo'],
  ])('from %s to %s never makes time jump', async (from, to) => {
    const { clock, time } = aClock({ pace: from });
    clock.start();
    await time.pass(10_000);
    const before = clock.now();

    clock.setPace(paceOf(to));

    expect(clock.now()).toBe(before);
    expect(clock.pace).toEqual(paceOf(to));
  });

  it('makes no due work jump: it still runs at its own instant', async () => {
    const { clock, plan, time, ran } = aClock({ pace: 'uat' });
    plan(hours(1), { id: 'due' });
    time.work(60_000);

    clock.setPace(paceOf('manual'));
    expect(clock.now()).toBe(plus(noon, hours(1)));
    await clock.move(by(0));

    expect(ran).toEqual([{ id: 'due', at: plus(noon, hours(1)) }]);
  });

  it('starts and ends what happens by itself', async () => {
    const { clock, plan, time, ran } = aClock();
    clock.start();
    plan(hours(1), { id: 'one' });
    plan(hours(9), { id: 'two' });

    clock.setPace(paceOf('uat'));
    await time.pass(2_500);
    expect(ran.map(({ id }) => id)).toEqual(['one']);
    clock.setPace(paceOf('manual'));
    await time.pass(600_000);

    expect(ran.map(({ id }) => id)).toEqual(['one']);
    expect(clock.now()).toBe(plus(noon, hours(1)));
  });
});

describe('storage time', () => {
  it('grows by real time and by explicit moves, not by the rate', async () => {
    const { clock, time } = aClock({ pace: 'uat' });
    clock.start();
    await time.pass(60_000);
    expect(clock.storageNow()).toBe(minutes(1));

    await clock.move(by(days(3)));

    expect(clock.storageNow()).toBe(minutes(1) + days(3));
  });

  it('begins the life of what is born in a move at the end of that move', async () => {
    const births: Birth[] = [];
    const { clock, plan } = aClock({
      execute: (_, c) => {
        births.push(c.birth());
        return [];
      },
    });
    const before = clock.birth();
    plan(days(1));
    plan(days(29));

    await clock.move(by(days(30)));

    expect(births.map(({ at }) => at)).toEqual([days(30), days(30)]);
    expect(before.at).toBe(0);
    expect(clock.birth().at).toBe(days(30));
  });

  it('begins it there also when the move stopped at an item that failed', async () => {
    const births: Birth[] = [];
    const { clock, plan } = aClock({
      execute: ({ id }, c) => {
        if (id === 'bad') throw new Error('broken');
        births.push(c.birth());
        return [];
      },
    });
    plan(days(1));
    plan(days(4), { id: 'bad' });

    await clock.move(by(days(30))).catch(() => undefined);

    expect(births.map(({ at }) => at)).toEqual([days(4)]);
  });

  it('writes a mark of births in a move that no earlier birth of the same millisecond has', async () => {
    const marks: number[] = [];
    const { clock, plan, steps } = aClock({
      execute: (_, c) => {
        marks.push(c.birth().at);
        return [];
      },
    });
    const before = clock.birth().at;
    plan(days(1));

    await clock.move(by(days(2)));

    const noted = steps.at(-1) as Step<ClockData>;
    expect(noted.data.bornInMove).toBe(marks[0]);
    expect(marks[0]).not.toBe(before);
  });
});

describe('what is stored of a clock', () => {
  it('makes the same clock again: instant, pace, pause, storage time', async () => {
    const { clock, time, steps } = aClock({ pace: 'uat' });
    await time.pass(1_000);
    await clock.move(by(days(5)));
    clock.setPace(paceOf('demo'));
    clock.pause();

    const restarted = aClock({ pace: 'uat' });
    for (const step of steps) restarted.clock.apply(structuredClone(step) as Step<ClockData>);

    expect(restarted.clock.now()).toBe(clock.now());
    expect(restarted.clock.pace).toEqual(paceOf('demo'));
    expect(restarted.clock.paused).toBe(true);
    expect(restarted.clock.storageNow()).toBe(clock.storageNow());
  });

  it('is not before any stored step', () => {
    const { clock } = aClock();

    clock.noteStored(plus(noon, days(2)));
    clock.noteStored(plus(noon, days(1)));

    expect(clock.now()).toBe(plus(noon, days(2)));
  });
});

describe('a reset', () => {
  it('brings back the first instant and pace, and no old timer rings', async () => {
    const { clock, agenda, plan, time, ran } = aClock({ pace: 'uat' });
    clock.start();
    plan(hours(1), { id: 'old' });
    await clock.move(by(minutes(30)));
    clock.setPace(paceOf('real'));

    agenda.clear();
    clock.reset();
    expect(clock.now()).toBe(noon);
    expect(clock.pace).toEqual(paceOf('uat'));
    plan(minutes(24), { id: 'new' });
    await time.pass(1_000);

    expect(ran).toEqual([{ id: 'new', at: plus(noon, minutes(24)) }]);
  });

  it('tells how much work it would drop', () => {
    const { clock, plan } = aClock();
    plan(hours(1));
    plan(hours(2));

    expect(clock.counts?.()).toEqual({ plannedItems: 2 });
  });

  it('waits for a move under way when it takes a turn', async () => {
    const { clock, plan, time, ran } = aClock({
      execute: () => {
        time.work(10);
        return [];
      },
    });
    for (let i = 0; i < 4; i++) plan(hours(i));
    const move = clock.move(by(days(1)));
    await quiet();

    await clock.alone(async () => clock.reset());
    await move;

    expect(ran).toHaveLength(4);
    expect(clock.now()).toBe(noon);
  });
});
