import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Running, start } from '../e2e/support/cli.js';
import { missing, removeStreams, unfinished } from '../e2e/support/kill-check.js';
import { createLedger } from '../e2e/support/kill-ledger.js';
import {
  beginTrial,
  clientOf,
  killSeed,
  type Made,
  sandboxOfTrials,
  type Target,
  trialsAsked,
} from '../e2e/support/kill-work.js';
import { type Balancer, startBalancer } from './support/balancer.js';
import { type Cluster, startCluster } from './support/cluster.js';

/** `TRIALS=50 npm run test:postgres -- kill` is the long form. */
const trials = trialsAsked(3);
const replicaCount = 3;
const leaseMs = 10_000;

/** A server of its own: it is stopped and started in between. */
let database: Cluster;
let balancer: Balancer;
const replicas: Running[] = [];
beforeAll(async () => {
  database = await startCluster(inject('postgres').programs);
  balancer = await startBalancer();
});
afterAll(async () => {
  for (const one of replicas) one.signal('SIGKILL');
  await Promise.all(replicas.map(({ ended }) => ended));
  balancer.close();
  database.stop();
});

const elapsed = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const aReplica = (): Promise<Running> =>
  start({ args: ['start', '--clock', 'manual', '--log-level', 'warn'], env: { SEND_SIM_STORE: database.url } });
const balance = (): void => balancer.use(replicas.map(({ url }) => url));

/** What befalls one of the replicas, or all of them; the work goes on meanwhile, and a while after it. */
const befalls = {
  kill: async (random: () => number) => {
    const [victim] = replicas.splice(Math.floor(random() * replicas.length), 1);
    victim?.signal('SIGKILL');
    await victim?.ended;
    balance();
    // Until the leases of the dead one have run out nobody can tell it from a slow one.
    await elapsed(leaseMs + 2_000);
    replicas.push(await aReplica());
    balance();
  },
  freeze: async (random: () => number) => {
    const frozen = replicas[Math.floor(random() * replicas.length)];
    const others = replicas.filter((one) => one !== frozen);
    frozen?.signal('SIGSTOP');
    balancer.use(others.map(({ url }) => url));
    await elapsed(leaseMs + 2_000);
    frozen?.signal('SIGCONT');
    balance();
  },
  restartDatabase: async () => {
    await database.restart();
  },
} as const;

type Befall = keyof typeof befalls;
/** Of ten trials seven kill, two freeze and one restarts the database; a short run has one of each. */
const kinds: readonly Befall[] = ['kill', 'freeze', 'restartDatabase'];
const kindOf = (trial: number): Befall =>
  trials <= kinds.length
    ? (kinds[trial] ?? 'kill')
    : (({ 3: 'freeze', 6: 'freeze', 8: 'restartDatabase' } as const)[trial % 10] ?? 'kill');

describe('replicas under load, one of which is killed or frozen, or whose database is restarted', () => {
  it(`lose nothing that was acknowledged, ${trials} times in a row (KILL_SEED=${killSeed})`, {
    timeout: 120_000 + trials * 60_000,
  }, async () => {
    const ledger = createLedger();
    for (let i = 0; i < replicaCount; i++) replicas.push(await aReplica());
    balance();
    const whole: Target = { url: balancer.url, key: replicas[0]?.key ?? '', isOne: true };
    const made = await clientOf(whole).done<Made>('POST', '/_sim/sandboxes', sandboxOfTrials);
    const key = made.senders[0]?.apiKeys[0]?.key ?? '';

    for (let trial = 0; trial < trials; trial++) {
      const before = ledger.count();
      let isOver = false;
      const { random, working, moment } = beginTrial(whole, key, ledger, trial, () => isOver);
      await moment;
      const kind = kindOf(trial);
      await befalls[kind](random);
      const since = ledger.count();
      const isGoingOn = Date.now() + leaseMs * 2;
      while (ledger.count() < since + 10 && Date.now() < isGoingOn) await elapsed(50);
      isOver = true;
      const about = `trial ${trial} (${kind}), KILL_SEED=${killSeed}: ${ledger.count() - before} things acknowledged`;
      expect(ledger.count(), `${about}; the work went on afterwards`).toBeGreaterThan(since);

      expect(await working, about).toEqual([]);
      expect(await missing(whole, key, ledger), about).toEqual([]);
      await removeStreams(whole, key, ledger);
    }

    expect(await unfinished(whole, key, ledger)).toEqual([]);
    // Nothing is there twice: a step has one number, a request one protocol number.
    const twice = database.sql(
      `SELECT body::json->'data'->'head'->'request'->>'paProtocolNumber' AS number, count(*) FROM send_sim.step
       WHERE sandbox = 'main' AND body::json->>'room' = 'notification' AND body::json->'data'->'head' IS NOT NULL
       GROUP BY 1 HAVING count(*) > 1`,
    );
    expect(twice).toBe('');
    const ended = await Promise.all(replicas.splice(0).map((one) => one.stop()));
    expect(ended.map(({ stderr }) => stderr).join('')).not.toContain('"msg":"bug"');
  });
});
