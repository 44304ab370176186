import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUsage } from '../../src/http/usage-plan.js';
import type { UsagePlan } from '../../src/send/sender/model.js';
import { aCaller } from '../send/request/a-request.js';
import { aSimulator, type TestSimulator } from '../support/simulator.js';

/** What the gateway lets a body ask: its own limits, on real time. */
const day = Date.parse('2026-03-02T00:00:00Z');

const asking = (aggregate: UsagePlan) => {
  const usage = createUsage();
  const sender = { ...aCaller().sender, settings: { ...aCaller().sender.settings, aggregate } };
  return { usage, ask: (afterMs: number) => usage.admit(sender, day + afterMs)?.kind ?? 'passed' };
};

describe('a usage plan', () => {
  it('lets a burst pass, then as many a second as it says', () => {
    const { ask } = asking({ rps: 2, burst: 3 });

    expect([0, 0, 0, 0].map(ask)).toEqual(['passed', 'passed', 'passed', 'throttled']);
    expect([499, 500, 501].map(ask)).toEqual(['throttled', 'passed', 'throttled']);
    expect([10_000, 10_000, 10_000, 10_000].map(ask)).toEqual(['passed', 'passed', 'passed', 'throttled']);
  });

  it('lets a call pass now and then when the rate is below one', () => {
    const { ask } = asking({ rps: 0.5 });

    expect([0, 1_000, 2_000].map(ask)).toEqual(['passed', 'throttled', 'passed']);
  });

  it('counts the calls of a day, not the refused ones', () => {
    const { ask } = asking({ quota: 2 });

    expect([0, 1, 2, 86_399_999, 86_400_000].map(ask)).toEqual([
      'passed',
      'passed',
      'quotaExceeded',
      'quotaExceeded',
      'passed',
    ]);
  });

  it('begins anew after a reset', () => {
    const { ask, usage } = asking({ quota: 1 });
    ask(0);
    usage.reset();

    expect(ask(1)).toBe('passed');
  });
});

describe('the gateway', () => {
  let simulator: TestSimulator;
  beforeAll(async () => {
    simulator = await aSimulator();
  });
  afterAll(() => simulator.stop());

  it.each([
    [{ rps: 0.000_01 }, 'Too Many Requests', 'TooManyRequestsException'],
    [{ quota: 1 }, 'Limit Exceeded', 'LimitExceededException'],
  ])('answers 429 beyond %s, to all keys of the body together', async (aggregate, message, errorType) => {
    const sandbox = await simulator.sandbox({ senders: [{ apiKeys: [{}, {}], settings: { aggregate } }] });
    const other = sandbox.shape.senders[0]?.apiKeys[1]?.key ?? '';
    await sandbox.call('GET', '/ext-registry-b2b/pa/v1/groups');

    const refused = await sandbox.call('GET', '/ext-registry-b2b/pa/v1/groups', { headers: { 'x-api-key': other } });

    expect([refused.status, refused.body]).toEqual([429, { message }]);
    expect(refused.headers.get('x-amzn-errortype')).toBe(errorType);
    expect(refused.headers.get('x-send-sim-hint')).toContain('settings.aggregate');
    expect((await sandbox.call('POST', '/_sim/reset', { body: {} })).status).toBe(200);
    expect((await sandbox.call('GET', '/ext-registry-b2b/pa/v1/groups')).status).toBe(200);
  });
});
