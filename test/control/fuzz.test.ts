import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aDigitalRecipient, aSimulator, type SandboxClient, type TestSimulator } from '../support/simulator.js';
import { randomCall } from './random-call.js';

const seed = Number(process.env.FUZZ_SEED ?? 2026);
/** A tenth of those of the platform in a long run, few else: `npm run fuzz`. */
const calls = process.env.FUZZ_CALLS === undefined ? 300 : Math.ceil(Number(process.env.FUZZ_CALLS) / 10);

let sim: TestSimulator;
let sandbox: SandboxClient;
let iuns: string[];
beforeAll(async () => {
  sim = await aSimulator();
  sandbox = await sim.sandbox({ id: 'fuzzed', clock: { now: '2026-05-04T08:00:00Z' } });
  iuns = [
    await sandbox.accepted({ recipients: [aDigitalRecipient('prova@fail.it')] }),
    Buffer.from(await sandbox.send(), 'base64').toString(),
  ];
});
afterAll(() => sim.stop());

/** Calls that would leave nothing to try the others on. */
const endsTheTest = (method: string, path: string, sandboxId: string): boolean =>
  (method === 'DELETE' && path.endsWith('/fuzzed')) || (path === '/_sim/reset' && sandboxId === 'fuzzed');

/** An answer that goes on as long as the sandbox lives. */
const hasNoEnd = (path: string): boolean => path === '/_sim/events';

describe('our own API', () => {
  it(
    'answers whatever comes, in time and never with a failure of its own',
    async () => {
      const routes = (await sim.call<{ items: string[] }>('GET', '/_sim')).body.items;
      const named = (text: string): string => text.replace(/iun-([01])/g, (_, n: string) => String(iuns[Number(n)]));

      const property = fc.asyncProperty(randomCall(routes), async ({ method, path, query, body, hasKey }) => {
        const parameters = new URLSearchParams(query.map(([name, value]): [string, string] => [name, named(value)]));
        const sandboxId = hasKey ? 'fuzzed' : (parameters.get('sandbox') ?? 'default');
        if (endsTheTest(method, path, sandboxId) || hasNoEnd(path)) return;
        const answer = await fetch(`${sim.url}${named(path)}?${parameters}`, {
          method,
          headers: {
            ...(hasKey ? { 'x-api-key': sandbox.key } : {}),
            ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
          },
          ...(method === 'GET' ? {} : { body: named(JSON.stringify(body)) }),
          signal: AbortSignal.timeout(10_000),
        });
        const received = await answer.text();
        const told = `${method} ${path} -> ${answer.status} ${received.slice(0, 500)}`;
        expect(answer.status, told).toBeLessThan(500);
        if (answer.status >= 400) expect(received, told).toMatch(/"code":"SIM_[A-Z_]+".*"hint":"/);
      });
      await fc.assert(property, { seed, numRuns: calls, endOnFailure: false });

      expect(sim.logged.filter((line) => 'level' in line && line.level !== 'debug')).toEqual([]);
      expect((await sim.call('GET', '/_sim/health')).status).toBe(200);
    },
    120_000 + calls * 100,
  );
});
