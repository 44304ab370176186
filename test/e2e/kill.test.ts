import { afterAll, describe, expect, it } from 'vitest';
import { killAfter, start, temporaryFolder } from './support/cli.js';
import { missing, removeStreams, unfinished } from './support/kill-check.js';
import { changedByStart, stepsIn } from './support/kill-folder.js';
import { createLedger } from './support/kill-ledger.js';
import { beginTrial, clientOf, killSeed, type Made, sandboxOfTrials, trialsAsked } from './support/kill-work.js';

const trials = trialsAsked(5);

const folder = temporaryFolder();
afterAll(() => folder.remove());
const data = folder.at('data');

const args = ['start', '--data', data, '--clock', 'manual', '--port', '0'];
/** A start reads and compacts for about so long. */
const startMs = 1_500;

describe('a program that is killed in the middle of its work', () => {
  it(`has lost nothing that it acknowledged, ${trials} times in a row (KILL_SEED=${killSeed})`, {
    timeout: 120_000 + trials * 90_000,
  }, async () => {
    const ledger = createLedger();
    let running = await start({ args });
    const made = await clientOf(running).done<Made>('POST', '/_sim/sandboxes', sandboxOfTrials);
    const key = made.senders[0]?.apiKeys[0]?.key ?? '';
    for (let trial = 0; trial < trials; trial++) {
      const before = ledger.count();
      const { random, working, moment } = beginTrial(running, key, ledger, trial);
      await moment;
      running.signal('SIGKILL');
      const surprises = await working;
      const { stderr } = await running.ended;
      const about = `trial ${trial}, KILL_SEED=${killSeed}: ${ledger.count() - before} things acknowledged`;

      expect(surprises, about).toEqual([]);
      expect(stderr, about).not.toContain('"msg":"bug"');
      const left = await stepsIn(data);
      // Every second time the start after it is killed too.
      if (trial % 2 === 1) await killAfter(Math.ceil(random() * startMs), { args });
      running = await start({ args });
      expect(changedByStart(left, await stepsIn(data)), about).toEqual([]);
      expect(await missing(running, key, ledger), about).toEqual([]);
      await removeStreams(running, key, ledger);
    }
    expect(ledger.count(), 'the trials did some work').toBeGreaterThan(trials * 5);

    expect(await unfinished(running, key, ledger)).toEqual([]);
    const { stderr } = await running.stop();
    expect(stderr).not.toContain('"msg":"bug"');
  });
});
