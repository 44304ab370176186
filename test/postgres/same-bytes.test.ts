import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type Simulator, startSimulator } from '../../src/index.js';
import { type Act, anAct, aWorker, withoutKeys } from '../sandbox/random-acts.js';
import { aDatabase } from './support/database.js';
import { startReplicas } from './support/replicas.js';

/** `SANDBOXES=100 npm run test:postgres -- same-bytes` is the long form. */
const sandboxes = Number(process.env.SANDBOXES ?? 6);
const actsEach = 40;
const seed = 7363;
/** Links carry it, whichever replica made them. */
const publicUrl = 'http://send.example.test';

let alone: Simulator;
beforeAll(async () => {
  // Real time stands still, so that links and the journal can be compared too.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 1, 3, 9) });
  alone = await startSimulator({ port: false, publicUrl });
});
afterAll(async () => {
  await alone.stop();
  vi.useRealTimers();
});

/** The next replica for every call, whatever it is about. */
const roundRobin = (replicas: readonly Simulator[]): Simulator => {
  let turn = 0;
  return {
    ...(replicas[0] as Simulator),
    fetch: async (input, init) => {
      const path = String(input).replace(publicUrl, '');
      // By the network, as clients come.
      const url = addressOf.get(replicas[turn++ % replicas.length] as Simulator);
      return fetch(`${url}${path}`, init);
    },
  };
};
const addressOf = new Map<Simulator, string>();

/** What the two ends of one connection agree upon: the single process is called without a network. */
const withoutConnection = (text: string): string =>
  text.replace(/\["(?:connection","(?:close|keep-alive)|keep-alive","timeout=\d+)"\],?/g, '').replace(/,\]$/m, ']');

const acts = fc.sample(fc.array(anAct, { minLength: actsEach, maxLength: actsEach, size: 'max' }), {
  seed,
  numRuns: sandboxes,
});

/** What each sandbox hears; all of them work at the same time. */
const heardBy = async (simulator: Simulator): Promise<readonly (readonly string[])[]> =>
  Promise.all(
    acts.map(async (turns: readonly Act[], i) => {
      const key = `cccccccc-0000-4000-8000-${String(i).padStart(12, '0')}`;
      const worker = await aWorker(simulator, `box-${i}`, key);
      for (const act of turns) await worker.act(act);
      return withoutKeys(worker.heard).map(withoutConnection);
    }),
  );

let expected: Promise<readonly (readonly string[])[]> | undefined;

it.each([2, 3])(
  `${sandboxes} sandboxes with random calls hear from %i replicas what they hear from one process`,
  {
    timeout: 60_000 + sandboxes * 10_000,
  },
  async (count) => {
    const replicas = await startReplicas(await aDatabase(), count, { publicUrl });
    for (const one of replicas) {
      const { replicas: rows, replica } = await one
        .fetch('/_sim/cluster')
        .then((answer) => answer.json() as Promise<Seen>);
      addressOf.set(one, rows.find(({ id }) => id === replica)?.address ?? '');
    }

    expected ??= heardBy(alone);
    const heard = await heardBy(roundRobin(replicas));

    for (const [i, one] of (await expected).entries()) expect(heard[i], `box-${i}`).toEqual(one);
    for (const one of replicas) await one.stop();
  },
);

interface Seen {
  readonly replica: string;
  readonly replicas: readonly { readonly id: string; readonly address?: string }[];
}
