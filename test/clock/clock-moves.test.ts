import { describe, expect, it } from 'vitest';
import { days, hours, type Instant, minutes, plus, seconds, toIso } from '../../src/clock/instant.js';
import { ItemFailed, type MoveResult, Runaway } from '../../src/clock/moves.js';
import { aClock, by, noon, quiet } from './a-clock.js';

const isoOf = (ran: readonly { readonly id: string; readonly at: Instant }[]): string[] =>
  ran.map(({ id, at }) => `${id} ${toIso(at).slice(11, 19)}`);

describe('a move of the clock', () => {
  it('runs due work at its own instant, in order of instant and insertion, and lands on the target', async () => {
    const { clock, plan, ran } = aClock();
    plan(hours(3), { id: 'late' });
    plan(hours(1), { id: 'first' });
    plan(hours(1), { id: 'second' });
    plan(hours(9), { id: 'beyond' });

    const result = await clock.move(by(hours(5)));

    expect(isoOf(ran)).toEqual(['first 13:00:00', 'second 13:00:00', 'late 15:00:00']);
    expect(result).toMatchObject({
      from: noon,
      to: plus(noon, hours(5)),
      executedCount: 3,
      nextDueAt: plus(noon, hours(9)),
      pending: 1,
    });
    expect(clock.now()).toBe(plus(noon, hours(5)));
  });

  it('runs what is due exactly at the target', async () => {
    const { clock, plan, ran } = aClock();
    plan(hours(1), { id: 'at the end' });
    plan(plus(noon, hours(1) + 1), { id: 'a microsecond later' });

    await clock.move(by(hours(1)));

    expect(ran.map(({ id }) => id)).toEqual(['at the end']);
  });

  it('runs work that is planned on the way and due within it', async () => {
    const { clock, plan, ran } = aClock({
      execute: ({ id }) => {
        if (id === 'parent') {
          plan(hours(2), { id: 'child' });
          plan(days(30), { id: 'grown-up' });
        }
        return [];
      },
    });
    plan(hours(1), { id: 'parent' });

    const { executedCount } = await clock.move(by(hours(4)));

    expect(isoOf(ran)).toEqual(['parent 13:00:00', 'child 14:00:00']);
    expect(executedCount).toBe(2);
  });

  it('runs work whose term lies in the past now, not before what already happened', async () => {
    const { clock, plan, ran } = aClock();
    await clock.move(by(hours(5)));
    plan(hours(1), { id: 'overdue' });

    const { executed } = await clock.move(by(0));

    expect(isoOf(ran)).toEqual(['overdue 17:00:00']);
    expect(executed[0]?.at).toBe(plus(noon, hours(5)));
  });

  it('says what the work was: kind, notification, recipient, categories', async () => {
    const { clock, plan } = aClock({ execute: () => ['REFINEMENT', 'SCHEDULE_REFINEMENT'] });
    plan(hours(1), { kind: 'delivery.refine', iun: 'X', recIndex: 1 });

    const { executed } = await clock.move(by(hours(1)));

    expect(executed).toEqual([
      {
        at: plus(noon, hours(1)),
        kind: 'delivery.refine',
        iun: 'X',
        recIndex: 1,
        categories: ['REFINEMENT', 'SCHEDULE_REFINEMENT'],
      },
    ]);
  });

  it('ends at the item that is enough', async () => {
    const { clock, plan, ran } = aClock();
    for (const hour of [1, 2, 3]) plan(hours(hour), { id: `at ${hour}` });
    let left = 2;

    const { to } = await clock.move((now) => ({
      target: plus(now, days(9)),
      landsOnTarget: false,
      enough: () => --left === 0,
    }));

    expect(ran.map(({ id }) => id)).toEqual(['at 1', 'at 2']);
    expect(to).toBe(plus(noon, hours(2)));
    expect(clock.now()).toBe(to);
  });

  it('stays at the last item when it was never enough', async () => {
    const { clock, plan } = aClock();
    plan(hours(1));

    const { to } = await clock.move((now) => ({ target: plus(now, days(9)), landsOnTarget: false }));

    expect(to).toBe(plus(noon, hours(1)));
  });

  it('does nothing when there is nothing to do, and changes nothing when its plan is refused', async () => {
    const { clock, plan, ran, steps } = aClock();
    plan(0);

    const result = await clock.move(() => undefined);
    const refused = clock.move(() => {
      throw new Error('never');
    });

    await expect(refused).rejects.toThrow('never');
    expect(result).toMatchObject({ from: noon, to: noon, executed: [], executedCount: 0, pending: 1 });
    expect(ran).toEqual([]);
    expect(steps).toEqual([]);
  });

  it('lists the first thousand items and counts all', async () => {
    const { clock, plan } = aClock();
    for (let i = 0; i < 1_200; i++) plan(seconds(i));

    const { executed, executedCount } = await clock.move(by(hours(1)));

    expect(executed).toHaveLength(1_000);
    expect(executedCount).toBe(1_200);
  });

  it('gives the same as many small moves', async () => {
    const lives = await Promise.all(
      [[hours(24)], Array.from({ length: 24 }, () => hours(1)), [minutes(7), hours(10), hours(14) - minutes(7)]].map(
        async (lengths) => {
          const world = aClock({
            execute: ({ id, at }) => {
              if (id.length < 6) {
                world.plan(plus(at, minutes(50)), { id: `${id}a` });
                world.plan(plus(at, minutes(170)), { id: `${id}b` });
              }
              return [];
            },
          });
          world.plan(minutes(3), { id: 'x' });
          for (const length of lengths) await world.clock.move(by(length));
          return isoOf(world.ran);
        },
      ),
    );

    expect(lives[0]?.length).toBeGreaterThan(20);
    expect(lives[1]).toEqual(lives[0]);
    expect(lives[2]).toEqual(lives[0]);
  });
});

describe('moves that come together', () => {
  it('queue up, each from where the one before it ended', async () => {
    const { clock, plan } = aClock();
    for (const hour of [1, 2, 3, 4]) plan(hours(hour));

    const results = await Promise.all([clock.move(by(hours(2))), clock.move(by(hours(2)))]);

    expect(results.map(({ from, to }) => [from, to])).toEqual([
      [noon, plus(noon, hours(2))],
      [plus(noon, hours(2)), plus(noon, hours(4))],
    ]);
    expect(results.map(({ executedCount }) => executedCount)).toEqual([2, 2]);
  });

  it('tell the agenda as each of them left it', async () => {
    const { clock, plan } = aClock();
    for (const hour of [1, 2]) plan(hours(hour));

    const [first, second] = await Promise.all([clock.move(by(hours(1))), clock.move(by(hours(1)))]);

    expect(first?.pending).toBe(1);
    expect(first?.nextDueAt).toBe(plus(noon, hours(2)));
    expect(second?.pending).toBe(0);
  });

  it('keep requests waiting until the last one has ended', async () => {
    const { clock, plan, ran } = aClock();
    for (const hour of [1, 2, 3]) plan(hours(hour));
    void clock.move(by(hours(1)));
    void clock.move(by(hours(2)));

    for (let due = clock.settle(); due; due = clock.settle()) await due;

    expect(ran).toHaveLength(3);
    expect(clock.now()).toBe(plus(noon, hours(3)));
    expect(clock.settle()).toBeUndefined();
  });

  it('let other work of the sandbox have a turn of its own', async () => {
    const { clock, plan, ran } = aClock();
    plan(hours(1));
    const order: string[] = [];

    const alone = clock.alone(async () => {
      order.push('alone');
      await quiet();
      order.push(`still alone, ${ran.length} ran`);
    });
    const move = clock.move(by(hours(1)));
    await Promise.all([alone, move]);

    expect(order).toEqual(['alone', 'still alone, 0 ran']);
    expect(ran).toHaveLength(1);
  });
});

describe('a long move', () => {
  it('breathes between slices, so that the process stays awake', async () => {
    const { clock, plan, time } = aClock({
      execute: () => {
        time.work(3);
        return [];
      },
    });
    for (let i = 0; i < 30; i++) plan(seconds(i));

    await clock.move(by(hours(1)));

    // Three items of 3 ms fill a slice of 8 ms.
    expect(time.breaths).toBe(10);
  });

  it('lets no waiting request see its middle', async () => {
    const { clock, plan, time, ran } = aClock({
      execute: () => {
        time.work(10);
        return [];
      },
    });
    for (let i = 1; i <= 5; i++) plan(hours(i));
    const seen: number[] = [];
    time.onBreath(() => {
      void (async () => {
        for (let due = clock.settle(); due; due = clock.settle()) await due;
        seen.push(ran.length);
      })();
    });

    await clock.move(by(days(1)));
    await quiet();

    expect(seen).toEqual([5, 5, 5, 5, 5]);
  });
});

describe('an item that fails', () => {
  const failingOnce = () => {
    let isBroken = true;
    const world = aClock({
      execute: ({ id }) => {
        if (id === 'bad' && isBroken) throw new Error('the scan is missing');
        return [];
      },
    });
    world.plan(hours(1), { id: 'good' });
    world.plan(hours(2), { id: 'bad', kind: 'delivery.scan', iun: 'X' });
    world.plan(hours(3), { id: 'after' });
    return { ...world, repair: () => (isBroken = false) };
  };

  it('stops the clock at its instant; what was before it is done, and it is named', async () => {
    const { clock, ran, agenda } = failingOnce();

    const error = await clock.move(by(days(1))).catch((e: unknown) => e);

    expect(error).toBeInstanceOf(ItemFailed);
    const { item, message, result } = error as ItemFailed;
    expect(item.id).toBe('bad');
    expect(message).toBe('delivery.scan of X failed: the scan is missing');
    expect(result).toMatchObject({ from: noon, to: plus(noon, hours(2)), executedCount: 1, pending: 2 });
    expect(clock.now()).toBe(plus(noon, hours(2)));
    expect(ran.map(({ id }) => id)).toEqual(['good']);
    expect(agenda.peek()?.id).toBe('bad');
  });

  it('can be tried again', async () => {
    const { clock, ran, repair } = failingOnce();
    await clock.move(by(days(1))).catch(() => undefined);
    repair();

    const { executedCount } = await clock.move(by(days(1)));

    expect(executedCount).toBe(2);
    expect(isoOf(ran)).toEqual(['good 13:00:00', 'bad 14:00:00', 'after 15:00:00']);
  });

  it.each(['auto', '3600'])('pauses a clock that goes by itself (%s) instead of failing for ever', async (pace) => {
    let tries = 0;
    const { clock, plan, time, failures } = aClock({
      pace,
      execute: () => {
        tries++;
        throw new Error('broken');
      },
    });
    plan(hours(1), { id: 'bad' });
    clock.start();

    await time.pass(60_000);

    expect(tries).toBe(1);
    expect(failures).toHaveLength(1);
    expect(failures[0]).toBeInstanceOf(ItemFailed);
    expect(clock.paused).toBe(true);
    expect(clock.now()).toBe(plus(noon, hours(1)));
    expect(time.timers).toBe(0);
  });

  it.each(['auto', '3600'])('is tried again when a clock that goes by itself (%s) is resumed', async (pace) => {
    let tries = 0;
    const { clock, plan, time, ran } = aClock({
      pace,
      execute: () => {
        if (++tries === 1) throw new Error('broken');
        return [];
      },
    });
    plan(hours(1), { id: 'bad' });
    clock.start();
    await time.pass(60_000);

    clock.resume();
    await time.pass(60_000);

    expect(isoOf(ran)).toEqual(['bad 13:00:00']);
    expect(clock.paused).toBe(false);
  });
});

describe('work without end', () => {
  const endless = (pace = 'manual') => {
    const world = aClock({
      pace,
      execute: ({ at, kind }) => {
        if (kind === 'test.ping') world.plan(plus(at, seconds(1)), { iun: 'X', kind: 'test.pong' });
        else world.plan(plus(at, seconds(1)), { iun: 'X', kind: kind === 'test.pong' ? 'test.pong' : 'test.ping' });
        return [];
      },
    });
    world.plan(seconds(1), { iun: 'X', kind: 'test.begin' });
    return world;
  };

  it('of one notification is stopped after ten thousand items, naming the most frequent', async () => {
    const { clock } = endless();

    const error = await clock.move(by(days(1))).catch((e: unknown) => e);

    expect(error).toBeInstanceOf(Runaway);
    expect((error as Runaway).message).toBe('more than 10000 items for X, most of them test.pong');
    expect((error as Runaway).result.executedCount).toBe(10_001);
    expect(clock.now()).toBe(plus(noon, seconds(10_001)));
  });

  it('pauses a clock that goes by itself', async () => {
    const { clock, time, failures } = endless('10000000');
    time.work(10);

    await clock.settle();

    expect(failures[0]).toBeInstanceOf(Runaway);
    expect(clock.paused).toBe(true);
  });

  it('is not what many notifications with some work each are', async () => {
    const { clock, plan } = aClock();
    for (let i = 0; i < 12_000; i++) plan(seconds(i), { iun: `X${i % 100}` });

    const result: MoveResult = await clock.move(by(days(1)));

    expect(result.executedCount).toBe(12_000);
  });
});

describe('a move within a request', () => {
  it('runs work at its own instants up to what was wanted, at once', () => {
    const { clock, plan, ran } = aClock();
    for (const second of [10, 20, 30]) plan(seconds(second), { id: `at ${second}` });

    clock.runNow(({ at }) => at === plus(noon, seconds(20)), plus(noon, days(2)));

    expect(isoOf(ran)).toEqual(['at 10 12:00:10', 'at 20 12:00:20']);
    expect(clock.now()).toBe(plus(noon, seconds(20)));
  });

  it('ages nothing in the store', () => {
    const { clock, plan } = aClock();
    plan(hours(1));

    clock.runNow(() => false, plus(noon, days(2)));

    expect(clock.storageNow()).toBe(0);
  });
});
