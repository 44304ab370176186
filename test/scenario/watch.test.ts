import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openScenarios } from '../../src/scenario/live-scenarios.js';
import { watchScenarios } from '../../src/scenario/watch.js';
import { watchedFolders } from '../../src/scenario/watched-folders.js';
import { aFile } from './scenario-files.js';

/** Timers that ring when told to. */
const bells = () => {
  const set = new Map<object, { readonly ms: number; readonly call: () => void }>();
  return {
    waiting: () => [...set.values()].map(({ ms }) => ms),
    after: (ms: number, call: () => void) => {
      const key = {};
      set.set(key, { ms, call });
      return () => void set.delete(key);
    },
    ring: async () => {
      const due = [...set.values()];
      set.clear();
      for (const { call } of due) call();
      // What it starts is done when nothing is left to do at once.
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    },
  };
};

const watched = (mode: 'events' | 'poll', canObserve = true) => {
  const timers = bells();
  let there = 'one';
  let reads = 0;
  let release: (() => void) | undefined;
  let isSlow = false;
  let isObserved = canObserve;
  let tell = (): void => undefined;
  const end = watchScenarios(
    {
      places: ['folder'],
      mode,
      stamp: there,
      reload: async () => {
        reads++;
        if (!isSlow) return;
        await new Promise<void>((resolve) => {
          release = resolve;
        });
      },
    },
    {
      ...timers,
      stamp: async () => there,
      observe: (_, changed) => {
        tell = changed;
        const stop = (): void => {
          isObserved = false;
        };
        return canObserve ? stop : undefined;
      },
    },
  );
  return {
    ...timers,
    end,
    reads: () => reads,
    isObserved: () => isObserved,
    change: (stamp: string) => {
      there = stamp;
      tell();
    },
    slow: () => {
      isSlow = true;
    },
    release: async () => {
      isSlow = false;
      release?.();
      await Promise.resolve();
    },
  };
};

describe('a watch', () => {
  it('reads once when many things happened in a moment', async () => {
    const watch = watched('events');

    watch.change('two');
    watch.change('three');
    expect(watch.waiting()).toEqual([200]);
    await watch.ring();

    expect(watch.reads()).toBe(1);
    expect(watch.waiting()).toEqual([]);
  });

  it('reads nothing when nothing is different', async () => {
    const watch = watched('events');

    watch.change('one');
    await watch.ring();

    expect(watch.reads()).toBe(0);
  });

  it('reads again afterwards what changes while it reads', async () => {
    const watch = watched('events');
    watch.slow();
    watch.change('two');
    await watch.ring();

    watch.change('three');
    await watch.ring();
    expect(watch.reads()).toBe(1);
    await watch.release();
    await watch.ring();

    expect(watch.reads()).toBe(2);
  });

  it.each([
    ['poll', true],
    ['events', false],
  ] as const)('looks every second with %s where the system tells of changes: %s', async (mode, canObserve) => {
    const watch = watched(mode, canObserve);

    expect(watch.waiting()).toEqual([1_000]);
    await watch.ring();
    expect(watch.reads()).toBe(0);
    watch.change('two');
    await watch.ring();

    expect(watch.reads()).toBe(1);
    expect(watch.waiting()).toContain(1_000);
  });

  it('ends without a trace', async () => {
    const watch = watched('events');
    watch.change('two');

    watch.end();

    expect(watch.waiting()).toEqual([]);
    expect(watch.isObserved()).toBe(false);
  });
});

describe('folders', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'watch-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const write = (text: string): void => writeFileSync(join(folder, 'a.yaml'), text);

  it('have another stamp when a file comes, changes, is replaced or goes', async () => {
    const stamps = new Set<string>();
    const note = async () => stamps.add(await watchedFolders.stamp([folder]));
    await note();
    write('a');
    await note();
    write('ab');
    await note();
    writeFileSync(join(folder, 'b.tmp'), 'cd');
    await note();
    renameSync(join(folder, 'b.tmp'), join(folder, 'a.yaml'));
    await note();
    rmSync(folder, { recursive: true });
    await note();

    expect(stamps.size).toBe(5);
  });

  it('that are not there cannot be observed, and are watched all the same', () => {
    expect(watchedFolders.observe(join(folder, 'gone'), () => undefined)).toBeUndefined();
  });

  it('are read again: a file that is right is followed, one that is wrong is told and changes nothing', async () => {
    mkdirSync(join(folder, 'shipped'));
    const timers = bells();
    const lines: { readonly msg: string; readonly frame?: string }[] = [];
    const told = async (count: number): Promise<void> => {
      // Reading takes real turns of the event loop; it is waited for, whatever it takes.
      while (lines.length < count) {
        await timers.ring();
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    write(aFile('when: { subject: one }\n'));
    let reads = 0;
    const live = await openScenarios({
      shipped: [join(folder, 'shipped')],
      users: [folder],
      watch: 'poll',
      after: timers.after,
      log: (line) => lines.push(line as (typeof lines)[number]),
      onRead: () => {
        reads++;
      },
    });
    const subject = () => live.current().layers.user[0]?.when?.subject;
    const first = live.current();

    write(aFile('when: { subject: second }\n'));
    await told(1);
    expect([subject(), first.layers.user[0]?.when?.subject]).toEqual(['second', 'one']);

    write(aFile('whem: { subject: third }\n'));
    await told(2);
    live.stop();

    expect([subject(), reads]).toEqual(['second', 1]);
    expect(lines[0]?.msg).toBe('scenarios read again: new notifications follow them');
    expect(lines[1]?.msg).toContain(
      'a.yaml:5:1 unknown property "whem"; did you mean "when"?; what was read before stays',
    );
    expect(lines[1]?.frame).toContain('> 5 | whem: { subject: third }');
    expect(timers.waiting()).toEqual([]);
  });
});
