import { afterEach, describe, expect, it } from 'vitest';
import { removeIdleSandboxes } from '../../src/sandbox/idle.js';
import { createRegistry } from '../../src/sandbox/registry.js';
import type { Sandbox } from '../../src/sandbox/sandbox.js';
import { expectRefusal } from '../control/refusal.js';
import { aSimulator, type TestSimulator } from '../support/simulator.js';

const hourMs = 3_600_000;

/** Time that only this test moves. */
const aTime = () => {
  let nowMs = 0;
  let rings: (() => void) | undefined;
  return {
    nowMs: () => nowMs,
    after: (_ms: number, call: () => void) => {
      rings = call;
      return () => {
        rings = undefined;
      };
    },
    isSet: () => rings !== undefined,
    /** Hours pass, and what was planned rings once. */
    pass: async (hours: number): Promise<void> => {
      nowMs += hours * hourMs;
      rings?.();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
};

const aSweep = (limitMs: number) => {
  const time = aTime();
  const registry = createRegistry<string>(time.nowMs);
  const removed: string[] = [];
  const logged: object[] = [];
  for (const id of ['default', 'used', 'unused']) {
    const clock = { alone: <T>(work: () => Promise<T>): Promise<T> => work() };
    registry.add({ id, clock } as unknown as Sandbox<string>);
    registry.bindKey(`key of ${id}`, id);
  }
  const stop = removeIdleSandboxes({
    registry,
    realTime: time,
    limitMs,
    remove: async ({ id }) => void removed.push(id),
    log: (line) => logged.push(line),
  });
  return { time, registry, removed, logged, stop };
};

describe('a sandbox that nobody uses', () => {
  it('goes when its time is over, with a line in the log; used ones and the default one stay', async () => {
    const { time, registry, removed, logged } = aSweep(2 * hourMs);
    await time.pass(1);
    registry.ofKey('key of used');
    await time.pass(1.5);

    expect(removed).toEqual(['unused']);
    expect(logged).toEqual([
      { level: 'info', msg: 'sandbox removed: nobody used it', sandbox: 'unused', idle: 'PT2H' },
    ]);
    expect(registry.all().map(({ id }) => id)).toEqual(['default', 'used']);
    expect(registry.goneCount).toBe(1);
    await time.pass(2);
    expect(removed).toEqual(['unused', 'used']);
  });

  it('is remembered by its id and its keys, until there is a new one', async () => {
    const { time, registry } = aSweep(hourMs);
    await time.pass(1);

    expect(registry.goneOf('unused')?.why.en).toContain('nobody used it for PT1H');
    expect(registry.goneOf('key of unused')?.id).toBe('unused');
    registry.add({ id: 'unused' } as Sandbox<string>);
    expect(registry.goneOf('unused')).toBeUndefined();
  });

  it('stays for ever where that is wanted, and when the process ends nothing is looked at any more', () => {
    expect(aSweep(Number.POSITIVE_INFINITY).time.isSet()).toBe(false);
    const { time, stop } = aSweep(hourMs);
    stop();
    expect(time.isSet()).toBe(false);
  });
});

describe('a simulator', () => {
  let simulator: TestSimulator | undefined;
  afterEach(() => simulator?.stop());

  it('says of a sandbox that went why it did', async () => {
    simulator = await aSimulator({ sandboxIdle: '20ms' });
    const { call } = simulator;
    const { id, key } = await simulator.sandbox();
    const health = () => call<{ sandboxesRemoved: number }>('GET', '/_sim/health');
    await expect.poll(async () => (await health()).body.sandboxesRemoved).toBe(1);

    const headers = { 'x-api-key': key };
    const about = /nobody used it for PT0\.02S \(--sandbox-idle\)/;
    expectRefusal(await call('GET', '/_sim/clock', { headers }), 404, 'SIM_SANDBOX_REMOVED', about);
    expectRefusal(await call('GET', `/_sim/clock?sandbox=${id}`), 404, 'SIM_SANDBOX_REMOVED', about);
    expectRefusal(await call('GET', `/_sim/sandboxes/${id}`), 404, 'SIM_SANDBOX_REMOVED', about);
    const platform = await call('GET', '/delivery/v2.9/notifications/sent/AAAA-AAAA-AAAA-202610-A-1', { headers });
    expect(platform.status).toBe(403);
    expect(platform.headers.get('x-send-sim-hint')).toMatch(about);
  });

  it('takes so many sandboxes and no more', async () => {
    simulator = await aSimulator({ maxSandboxes: 2 });
    const { id } = await simulator.sandbox();

    const refused = await simulator.call('POST', '/_sim/sandboxes');
    expectRefusal(refused, 409, 'SIM_TOO_MANY_SANDBOXES', /2 sandboxes already.*--max-sandboxes/);

    await simulator.call('DELETE', `/_sim/sandboxes/${id}`);
    expect((await simulator.call('POST', '/_sim/sandboxes')).status).toBe(201);
    const { body } = await simulator.call('GET', '/_sim/health');
    expect(body).toMatchObject({ sandboxes: 2, maxSandboxes: 2, sandboxesRemoved: 0 });
  });

  it('refuses a limit that is none', async () => {
    await expect(aSimulator({ sandboxIdle: 'soon' })).rejects.toThrow('sandboxIdle is "soon"; wanted is');
  });
});
