import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aDigitalRecipient, aSimulator, type SandboxClient, type TestSimulator } from '../support/simulator.js';

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

const text = fc.oneof(
  fc.string({ maxLength: 12, unit: 'binary' }),
  fc.constantFrom('', '0', '-1', 'null', 'P7D', '7d', '36h', 'P400Y', '2026-06-01T00:00:00Z', '1970-01-01T00:00:00Z'),
  fc.constantFrom(
    'manual',
    'scaled',
    'auto',
    'real',
    'uat',
    'demo',
    'senders',
    'streams',
    'journal',
    'fuzzed',
    'default',
  ),
  fc.constantFrom(
    'ACCEPTED',
    'EFFECTIVE_DATE',
    'REFINEMENT',
    'WAITING',
    'PEC',
    'LRTFNC80A01F205B',
    '12345678903',
    'web',
  ),
  fc.constantFrom('__proto__', 'constructor', 'toString', '../..', '%00', '\u0000', '💥'),
);
const number = fc.oneof(
  fc.integer({ min: -2, max: 50 }),
  fc.double(),
  fc.constantFrom(1e308, -1, 0.5, 9_007_199_254_740_992),
);
const leaf = fc.oneof(text, number, fc.boolean(), fc.constant(null));

/** Names that our bodies use, so that random bodies come past the first check now and then. */
const name = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom(
      ...'id seed clock senders mode preset rate now by to next until max kinds iun notificationRequestId status'.split(
        ' ',
      ),
      ...'category recIndex requestStatus timeoutMs advance keep delegate taxId denomination via platform digital'.split(
        ' ',
      ),
      ...'courtesy bySender general physical exists deceased delegates name groups apiKeys pdnd key settings'.split(
        ' ',
      ),
      ...'address zip municipality province type email sms appIo action'.split(' '),
    ),
  },
  { weight: 1, arbitrary: text },
);
const { body } = fc.letrec<{ body: unknown }>((tie) => ({
  body: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    leaf,
    fc.array(tie('body'), { maxLength: 3 }),
    fc.array(fc.tuple(name, tie('body')), { maxLength: 4 }).map((pairs) => Object.fromEntries(pairs)),
  ),
}));

/** Bodies that are nearly right, made of the parts of right ones. */
const condition = fc.record(
  {
    iun: fc.oneof({ weight: 4, arbitrary: fc.nat({ max: 1 }).map((n) => `iun-${n}`) }, { weight: 1, arbitrary: leaf }),
    status: fc.constantFrom('DELIVERED', 'EFFECTIVE_DATE', 'CANCELLED', 'VIEWED'),
    category: fc.oneof(fc.constantFrom('REFINEMENT', 'NOTIFICATION_VIEWED'), leaf),
    recIndex: fc.integer({ min: -1, max: 2 }),
    requestStatus: fc.constantFrom('WAITING', 'ACCEPTED', 'REFUSED'),
  },
  { requiredKeys: ['iun'] },
);
const pace = { mode: text, preset: fc.constantFrom('real', 'uat', 'x'), rate: number, now: text };
const nearly = fc.oneof(
  fc.record({ until: condition, max: text }, { requiredKeys: ['until'] }),
  fc.record(
    { until: condition, timeoutMs: fc.nat({ max: 30 }), advance: fc.boolean() },
    { requiredKeys: ['until', 'timeoutMs'] },
  ),
  fc.record({ by: text, to: text, next: number, kinds: text }, { requiredKeys: [] }),
  fc.record(pace, { requiredKeys: [] }),
  fc.record({ keep: fc.array(text, { maxLength: 3 }) }),
  fc.record(
    { recIndex: number, delegate: fc.record({ taxId: text, denomination: text }), via: text },
    { requiredKeys: [] },
  ),
  fc.record({ platform: body, general: body, physical: body, delegates: fc.array(text) }, { requiredKeys: [] }),
  fc.record(
    { seed: leaf, clock: fc.record(pace, { requiredKeys: [] }), senders: fc.array(body) },
    { requiredKeys: [] },
  ),
);

const segment = fc.oneof(
  { weight: 3, arbitrary: fc.nat({ max: 1 }).map((n) => `iun-${n}`) },
  { weight: 2, arbitrary: text },
);
const query = fc.oneof(
  { weight: 3, arbitrary: fc.constant([] as [string, string][]) },
  {
    weight: 2,
    arbitrary: fc.array(
      fc.tuple(
        fc.constantFrom('limit', 'cursor', 'status', 'q', 'iun', 'since', 'operation', 'sandbox', 'senderTaxId', 'x'),
        text,
      ),
      { maxLength: 3 },
    ),
  },
);

const randomCall = fc.record({
  route: fc.nat({ max: 1_000 }),
  segment,
  query,
  body: fc.oneof({ weight: 1, arbitrary: body }, { weight: 2, arbitrary: nearly }),
  hasKey: fc.boolean(),
});

describe('our own API', () => {
  it('answers whatever comes, in time and never with a failure of its own', async () => {
    const routes = (await sim.call<{ items: string[] }>('GET', '/_sim')).body.items.map((line) => line.split(' '));
    const withIuns = (textWithNames: string): string =>
      textWithNames.replace(/iun-([01])/g, (_, n: string) => String(iuns[Number(n)]));

    const property = fc.asyncProperty(randomCall, async (random) => {
      const [method = 'GET', template = ''] = routes[random.route % routes.length] ?? [];
      const path = template.replace(/:\w+/g, () => encodeURIComponent(withIuns(random.segment)));
      // The sandbox itself must stay: what is deleted is some other one, or none.
      if (method === 'DELETE' && path.endsWith('/fuzzed')) return;
      const isBodiless = method === 'GET';
      const answer = await fetch(`${sim.url}${path}?${new URLSearchParams(random.query)}`, {
        method,
        headers: {
          ...(random.hasKey ? { 'x-api-key': sandbox.key } : {}),
          ...(isBodiless ? {} : { 'content-type': 'application/json' }),
        },
        ...(isBodiless ? {} : { body: withIuns(JSON.stringify(random.body)) }),
        signal: AbortSignal.timeout(10_000),
      });
      const received = await answer.text();
      const told = `${method} ${path} -> ${answer.status} ${received.slice(0, 500)}`;
      expect(answer.status, told).toBeLessThan(500);
      if (answer.status >= 400) expect(received, told).toMatch(/"code":"SIM_[A-Z_]+".*"hint":"/);
    });
    await fc.assert(property, { seed: 2026, numRuns: 300, endOnFailure: false });

    expect(sim.logged).toEqual([]);
    expect((await sim.call('GET', '/_sim/health')).status).toBe(200);
  }, 120_000);
});
