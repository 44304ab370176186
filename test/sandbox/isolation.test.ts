import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type Simulator, startSimulator } from '../../src/index.js';
import { aDigitalRecipient, aNotificationRequest, aPaperRecipient } from '../support/simulator.js';
import { type Act, anAct, aWorker, callsWith, upload, type Worker, withoutKeys } from './random-acts.js';

/** In one of them sandboxes work side by side, in the other one each works alone. */
let busy: Simulator;
let quiet: Simulator;
beforeAll(async () => {
  // Real time stands still, so that links and the journal can be compared too.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 1, 3, 9) });
  busy = await startSimulator({ port: false });
  quiet = await startSimulator({ port: false });
});
afterAll(async () => {
  await busy.stop();
  await quiet.stop();
  vi.useRealTimers();
});

interface Turn {
  readonly who: 'a' | 'b';
  readonly act: Act;
  /** Everybody is done before the next turn; else the others go on meanwhile. */
  readonly isAwaited: boolean;
}

const aTurn: fc.Arbitrary<Turn> = fc.record(
  { who: fc.constantFrom('a', 'b'), act: anAct, isAwaited: fc.boolean() },
  { noNullPrototype: true },
);

const keys = { a: 'aaaaaaaa-0000-4000-8000-00000000000a', b: 'bbbbbbbb-0000-4000-8000-00000000000b' };
const removed = async ({ fetch }: Simulator, { id }: Worker): Promise<void> => {
  await fetch(`/_sim/sandboxes/${id}`, { method: 'DELETE' });
};

/** What B hears while A works beside it. */
const besides = async (turns: readonly Turn[]): Promise<readonly string[]> => {
  const workers = { a: await aWorker(busy, 'a', keys.a), b: await aWorker(busy, 'b', keys.b) };
  const lanes = { a: Promise.resolve(), b: Promise.resolve() };
  for (const { who, act, isAwaited } of turns) {
    lanes[who] = lanes[who].then(() => workers[who].act(act));
    if (isAwaited) await Promise.all([lanes.a, lanes.b]);
  }
  await Promise.all([lanes.a, lanes.b]);
  await workers.b.readEvents();
  await removed(busy, workers.a);
  await removed(busy, workers.b);
  return withoutKeys(workers.b.heard);
};

/** What B hears when it does the same where nobody else is. */
const alone = async (turns: readonly Turn[]): Promise<readonly string[]> => {
  const worker = await aWorker(quiet, 'b', keys.b);
  for (const { who, act } of turns) if (who === 'b') await worker.act(act);
  await worker.readEvents();
  await removed(quiet, worker);
  return withoutKeys(worker.heard);
};

it('nothing that happens in a sandbox can be seen in another one', async () => {
  const property = fc.asyncProperty(fc.array(aTurn, { minLength: 20, maxLength: 80, size: 'max' }), async (turns) => {
    expect(await besides(turns)).toEqual(await alone(turns));
  });
  await fc.assert(property, { seed: 7363, numRuns: 12, endOnFailure: true });
}, 120_000);

it('nor in any of twenty with one seed, whatever the order in which their calls come', async () => {
  const ids = Array.from({ length: 20 }, (_, i) => `lane-${i}`);
  const keyOf = (id: string): string => `cccccccc-0000-4000-8000-${id.replace('lane-', '').padStart(12, '0')}`;
  const turn = fc.tuple(fc.constantFrom(...ids), anAct);
  const [turns = []] = fc.sample(fc.array(turn, { minLength: 200, maxLength: 200, size: 'max' }), {
    seed: 2026,
    numRuns: 1,
  });

  const workers = new Map<string, Worker>();
  for (const id of ids) workers.set(id, await aWorker(busy, id, keyOf(id)));
  const lanes = new Map<string, Promise<void>>();
  for (const [id, act] of turns) {
    lanes.set(
      id,
      (lanes.get(id) ?? Promise.resolve()).then(() => workers.get(id)?.act(act)),
    );
    // Some stay behind, others run ahead.
    if (act.n % 4 === 0) await lanes.get(id);
  }
  await Promise.all(lanes.values());
  for (const worker of workers.values()) await worker.readEvents();

  for (const id of ids) {
    const single = await aWorker(quiet, id, keyOf(id));
    for (const [who, act] of turns) if (who === id) await single.act(act);
    await single.readEvents();
    await removed(quiet, single);
    expect(withoutKeys(workers.get(id)?.heard ?? []), id).toEqual(withoutKeys(single.heard));
  }
  for (const worker of workers.values()) await removed(busy, worker);
}, 120_000);

const laneCount = 16;
const lifeCount = 200;
const recipients = [
  aDigitalRecipient(),
  aDigitalRecipient('prova@fail.it'),
  aPaperRecipient(),
  aPaperRecipient({
    physicalAddress: { address: 'VIA @FAIL-Irreperibile_AR', zip: '20121', municipality: 'MILANO', province: 'MI' },
  }),
  aPaperRecipient({ taxId: 'LNALNI80A01H501T' }),
];

/** Does it for all, at the same time or one after the other. */
type ForAll = <T, R>(list: readonly T[], what: (one: T) => Promise<R>) => Promise<R[]>;
const atOnce: ForAll = (list, what) => Promise.all(list.map(what));
const inTurn: ForAll = async (list, what) => {
  const done = [];
  for (const one of list) done.push(await what(one));
  return done;
};

/** The timelines of all lives, without the ids, which follow from the order of the calls. */
const timelines = async (simulator: Simulator, forAll: ForAll): Promise<readonly string[]> => {
  const lanes = Array.from({ length: laneCount }, (_, lane) =>
    Array.from({ length: lifeCount }, (_, life) => life).filter((life) => life % laneCount === lane),
  );
  const lived = await forAll(lanes, async (lives) => {
    await using sandbox = await simulator.sandbox({ seed: `lane ${lives[0]}`, clock: { now: '2026-02-03T09:00:00Z' } });
    const call = callsWith(simulator, sandbox.apiKey);
    const document = await upload(call, 0);
    const ids = await forAll(lives, async (life) => {
      const body = aNotificationRequest({
        paProtocolNumber: `LIFE-${life}`,
        documents: document ? [document] : [],
        recipients: [recipients[life % recipients.length] ?? aPaperRecipient()],
      });
      const { text } = await call('POST', '/delivery/v2.6/requests', body);
      return (JSON.parse(text) as { readonly notificationRequestId: string }).notificationRequestId;
    });
    await forAll(['1d', '7d', '130d'], sandbox.clock.advance);
    return await forAll(ids, async (id) => {
      const { iun, detail } = await sandbox.notifications.get(id);
      return JSON.stringify(detail.timeline)
        .replaceAll(iun, 'IUN')
        .replaceAll(id, 'REQUEST')
        .replace(/[0-9a-f]{31,32}/g, 'ID');
    });
  });
  return lanes.flatMap((lives, lane) => lives.map((life, i) => `LIFE-${life} ${lived[lane]?.[i]}`));
};

it(`${lifeCount} lives at once in ${laneCount} sandboxes go as they go one after the other`, async () => {
  const together = await timelines(busy, atOnce);

  expect(together).toEqual(await timelines(quiet, inTurn));
  for (const end of ['REFINEMENT', 'REQUEST_REFUSED', 'COMPLETELY_UNREACHABLE']) {
    expect(together.some((line) => line.includes(`"category":"${end}"`))).toBe(true);
  }
}, 120_000);
