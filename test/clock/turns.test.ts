import { describe, expect, it } from 'vitest';
import { createTurns } from '../../src/clock/turns.js';
import { quiet } from './a-clock.js';

describe('turns', () => {
  it('do one piece of work after the other, in the order of asking', async () => {
    const turns = createTurns();
    const log: string[] = [];
    const work = (name: string) => async () => {
      log.push(`${name} begins`);
      await quiet();
      log.push(`${name} ends`);
      return name;
    };

    const done = await Promise.all([turns.take(work('a')), turns.take(work('b'))]);

    expect(done).toEqual(['a', 'b']);
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('go on after a piece that fails, which is told to whoever asked for it', async () => {
    const turns = createTurns();

    const failing = turns.take(async () => {
      throw new Error('no');
    });
    const next = turns.take(async () => 'yes');

    await expect(failing).rejects.toThrow('no');
    await expect(next).resolves.toBe('yes');
  });

  it('are busy from the asking to the end, and say once when they are idle', async () => {
    let idle = 0;
    const turns = createTurns(() => idle++);
    expect(turns.busy).toBeUndefined();

    void turns.take(async () => undefined);
    void turns.take(quiet);
    expect(turns.busy).toBeInstanceOf(Promise);
    await turns.busy;
    await quiet();

    expect(turns.busy).toBeUndefined();
    expect(idle).toBe(1);
  });
});
