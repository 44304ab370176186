import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/operations.js';
import { operationHandlers } from '../../src/operations.js';
import { type BodyMaker, loadBodies } from '../support/bodies.js';
import { drawLots } from '../support/lots.js';
import { aSimulator, type TestSimulator } from '../support/simulator.js';
import { complaintAbout, failureNamed } from './catalogue.js';
import { bytesOf, type Draft, shown } from './draft.js';
import { mutated } from './mutate.js';
import { type Populated, populate } from './populated.js';
import { createWire, type Reply, type Wire } from './wire.js';

/** Another one: `FUZZ_SEED=7 npx vitest run test/fuzz`. */
const seed = Number(process.env.FUZZ_SEED ?? 1);
const callsPerWorld = 2_000;
/** More of them: `npm run fuzz -- --calls 100000`. */
const worlds = Math.ceil(Number(process.env.FUZZ_CALLS ?? 4_000) / callsPerWorld);

/** Requests, in all versions. */
const isSending = ({ operationId }: { readonly operationId: string }): boolean => operationId.startsWith('sendNew');

/** Every bug of the process is a line of its log. */
const isBug = (line: object): boolean => 'level' in line && line.level === 'error';

const collectGarbage = (): void => {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
};

describe('calls of every operation', () => {
  let simulator: TestSimulator;
  let makeBody: BodyMaker;
  let wire: Wire;
  const bugs: object[] = [];

  beforeAll(async () => {
    const log = (line: object): void => {
      if (isBug(line)) bugs.push(line);
    };
    [simulator, makeBody] = await Promise.all([aSimulator({ log }), loadBodies()]);
    wire = createWire(simulator.url);
  });
  afterAll(async () => {
    wire.close();
    await simulator.stop();
  });

  const operations = loadContract();
  const populated = (): Promise<Populated> => populate(simulator, makeBody, operations);
  const send = (draft: Draft): Promise<Reply | undefined> =>
    wire.exchange(bytesOf(draft, new URL(simulator.url).host), draft.method === 'HEAD');

  interface Entry {
    readonly id: string;
    readonly operation: string;
    readonly problem?: string;
  }
  const journal = async ({ sandbox }: Populated, since: string): Promise<readonly Entry[]> =>
    (await sandbox.call<{ items: Entry[] }>('GET', `/_sim/journal?limit=2000&since=${since}`)).body.items;

  it('are right as recorded, and reach their own operation', async () => {
    const world = await populated();
    const first = (await journal(world, 'c0')).at(-1)?.id ?? 'c0';
    const answers: string[] = [];
    for (const [n, { operationId, make }] of world.calls.entries()) {
      const reply = await send(make(1_000 + n));
      const isBuilt = operationId in operationHandlers || operationId.endsWith('Object');
      const wanted = operationId === 'paymentEventsRequestF24' || !isBuilt ? [501] : [200, 202, 204];
      if (!wanted.includes(reply?.status ?? 0)) answers.push(`${operationId}: ${reply?.status} ${reply?.text}`);
    }
    const reached = (await journal(world, first)).map(({ operation }) => operation);

    expect(answers).toEqual([]);
    expect(reached).toEqual(world.calls.map(({ operationId }) => operationId));
  });

  it(`are answered as the platform would, ${worlds * callsPerWorld} times mutated`, {
    timeout: worlds * 60_000,
  }, async () => {
    const lots = drawLots(seed);
    const complaints: string[] = [];
    const statuses = new Map<number, number>();
    const failures = new Set<string>();
    const memoryMb: number[] = [];

    for (let w = 0; w < worlds; w++) {
      let world: Populated | undefined = await populated();
      let lastSeen = (await journal(world, 'c0')).at(-1)?.id ?? 'c0';
      for (let i = 0; i < callsPerWorld; i++) {
        const n = w * callsPerWorld + i;
        const { calls } = world;
        // Each operation in its turn, and now and then one of those where most can be wrong. Some come again and again.
        const chosen = lots.chance(0.2) ? lots.oneOf(calls.filter(isSending)) : calls[n % calls.length];
        const right = chosen?.make(lots.chance(0.1) ? w : n);
        if (!right) throw new Error('no calls');
        const draft = mutated(right, lots, { ...world, another: () => lots.oneOf(calls).make(n) });
        const where = `FUZZ_SEED=${seed}, call ${n} (of ${draft.operationId})`;
        const reply = await send(draft);
        const complaint = reply ? complaintAbout({ draft, reply }) : 'no answer';
        if (complaint !== undefined) {
          complaints.push(
            `${where}: ${complaint}\n${shown(draft)}\n-> ${reply?.status} ${reply?.text.slice(0, 1_000)}`,
          );
        }
        if (reply) {
          statuses.set(reply.status, (statuses.get(reply.status) ?? 0) + 1);
          const failure = reply.status >= 500 ? failureNamed({ draft, reply }) : undefined;
          if (failure !== undefined) failures.add(failure);
        }
        if (i % 500 === 499) {
          const entries = await journal(world, lastSeen);
          lastSeen = entries.at(-1)?.id ?? lastSeen;
          complaints.push(
            ...entries
              .filter(({ problem }) => problem === 'SIM_BUG')
              .map((entry) => `journal: ${JSON.stringify(entry)}`),
          );
        }
      }
      // Whatever was accepted, odd as it may be, lives its life to the end.
      await world.sandbox.advance({ by: 'P130D' });
      await simulator.call('DELETE', `/_sim/sandboxes/${world.sandbox.id}`);
      world = undefined;
      collectGarbage();
      memoryMb.push(Math.round(process.memoryUsage().heapUsed / 2 ** 20));
    }

    expect(complaints.slice(0, 20).join('\n\n')).toBe('');
    expect(bugs).toEqual([]);
    // The mutations are of all kinds: most are refused, many are harmless, and the platform's own failures are among them.
    expect([...statuses.keys()].sort()).toEqual(
      expect.arrayContaining([200, 202, 204, 400, 401, 403, 404, 409, 415, 500, 501]),
    );
    expect(failures.size).toBeGreaterThan(3);
    // What is left once a world is gone does not grow with the calls, once everything was loaded and kept that ever is.
    const settled = memoryMb[memoryMb.length >> 1] ?? 0;
    expect(memoryMb.at(-1), `MB after each world: ${memoryMb.join(', ')}`).toBeLessThan(settled + 12);
  });

  it('that are no HTTP end their connection, and nothing else', async () => {
    const head = 'GET /status HTTP/1.1\r\nhost: x\r\n';
    const requests = [
      '\r\n\r\n\r\n\u0000\u0001\u0002\r\n\r\n',
      'GET /status HTTP/9.9\r\n\r\n',
      'CONNECT elsewhere.example.test:443 HTTP/1.1\r\nhost: x\r\n\r\n',
      `${head}x-long: ${'y'.repeat(40_000)}\r\n\r\n`,
      `${head}content-length: 1\r\ncontent-length: 2\r\n\r\nab`,
      `${head}content-length: 3\r\ntransfer-encoding: chunked\r\n\r\nabc`,
      `${head}transfer-encoding: chunked\r\n\r\nno length at all\r\n`,
      `${head}bad header\r\n\r\n`,
    ];

    const answers: (number | undefined)[] = [];
    for (const request of requests) answers.push((await wire.exchange(request))?.status);

    for (const status of answers) expect([undefined, 400, 431]).toContain(status);
    expect((await simulator.call('GET', '/_sim/health')).status).toBe(200);
    expect(bugs).toEqual([]);
  });
});
