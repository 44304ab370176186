import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { guardMemory, MemoryFull, watchHeap } from '../../src/http/memory-guard.js';

const aGuard = (living: number) => {
  const heap = {
    use: () => ({ living, limit: 1_000 * 2 ** 20 }),
    forgotten: 0,
    forget: () => void heap.forgotten++,
  };
  const refused: string[] = [];
  const guard = guardMemory(heap, (_req, _res, used) => void refused.push(used));
  /** @returns whether the call goes on */
  const lets = (method: string, url: string): boolean => {
    let isOn = false;
    const res = new EventEmitter();
    guard({ method, url } as IncomingMessage as never, res as ServerResponse as never, () => {
      isOn = true;
    });
    res.emit('finish');
    return isOn;
  };
  return { lets, heap, refused };
};

const growing = ['/delivery/v2.6/requests', '/delivery/attachments/preload', '/_sim/sandboxes', '/_sim/sandboxes?x=y'];

describe('memory that is nearly full', () => {
  it('keeps out what is new, and says how full it is', () => {
    const { lets, refused } = aGuard(801 * 2 ** 20);

    expect(growing.map((url) => lets('POST', url))).toEqual([false, false, false, false]);
    expect(refused[0]).toBe('801 of 1000 MB');
  });

  it('lets everything else go on', () => {
    const { lets } = aGuard(999 * 2 ** 20);

    expect(lets('GET', '/delivery/v2.6/requests')).toBe(true);
    expect(['/_sim/clock/advance', '/_sim/reset', '/_sim/sandboxesx'].map((url) => lets('POST', url))).toEqual([
      true,
      true,
      true,
    ]);
    expect(lets('DELETE', '/_sim/sandboxes/a')).toBe(true);
  });

  it('is measured anew after calls that empty something', () => {
    const { lets, heap } = aGuard(999 * 2 ** 20);
    lets('GET', '/_sim/sandboxes');
    expect(heap.forgotten).toBe(0);

    for (const [method, url] of [
      ['POST', '/_sim/reset'],
      ['DELETE', '/_sim/sandboxes/a'],
      ['POST', '/_sim/snapshot'],
    ] as const)
      lets(method, url);

    expect(heap.forgotten).toBe(3);
  });

  it('is no matter while there is room', () => {
    const { lets } = aGuard(799 * 2 ** 20);

    expect(growing.map((url) => lets('POST', url))).toEqual([true, true, true, true]);
  });
});

describe('what lives in the memory', () => {
  const collect = (): void => {
    setFlagsFromString('--expose-gc');
    runInNewContext('gc')();
  };

  it('is known from the next full collection on, and lets nothing go on where it is too much', async () => {
    const heap = watchHeap(2 ** 20);
    expect(() => heap.assertRoom()).not.toThrow();

    collect();
    await expect.poll(() => heap.use().living).toBeGreaterThan(2 ** 20);
    heap.stop();

    expect(() => heap.assertRoom()).toThrow(MemoryFull);
    heap.forget();
    expect(() => heap.assertRoom()).not.toThrow();
  });

  it('is little against what Node may use', async () => {
    const heap = watchHeap();
    collect();
    await expect.poll(() => heap.use().living).toBeGreaterThan(0);
    heap.stop();

    expect(() => heap.assertRoom()).not.toThrow();
  });
});
