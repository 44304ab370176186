import { afterAll, describe, expect, it } from 'vitest';
import { type Running, start, temporaryFolder } from './support/cli.js';
import { missing, sendAllUploads } from './support/kill-check.js';
import { createLedger } from './support/kill-ledger.js';
import { clientOf, type Made, randomOf, work } from './support/kill-work.js';

const trials = 10;
/** The kill comes when so much was acknowledged at most, and so much later at most. */
const mostAcknowledged = 50;
const longestMs = 50;
const baseSeed = Number(process.env.KILL_SEED ?? 20_260_504);

const folder = temporaryFolder();
afterAll(() => folder.remove());

const started = (): Promise<Running> => start({ args: ['start', '--data', folder.at('data'), '--clock', 'manual'] });

/** The sandbox of the trials. Its uploads do not expire, though its clock runs on; its links do, as on the platform. */
const spec = { id: 'main', clock: { now: '2026-05-04T08:00:00Z' }, settings: { retention: 'off' } };

const elapsed = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('a program that is killed in the middle of its work', () => {
  it(`has lost nothing that it acknowledged, ten times in a row (KILL_SEED=${baseSeed})`, {
    timeout: 180_000,
  }, async () => {
    const ledger = createLedger();
    let running = await started();
    const made = await clientOf(running).done<Made>('POST', '/_sim/sandboxes', spec);
    const key = made.senders[0]?.apiKeys[0]?.key ?? '';
    for (let trial = 0; trial < trials; trial++) {
      const random = randomOf(baseSeed + 1_000 * trial);
      const before = ledger.count();
      const wanted = before + 1 + random() * mostAcknowledged;
      let working: Promise<readonly string[]> = Promise.resolve([]);
      const isBusy = new Promise<void>((resolve) => {
        const look = () => (ledger.count() >= wanted ? resolve() : undefined);
        working = work(running, key, ledger, random, trial, look);
      });
      await Promise.race([isBusy, working]);
      await elapsed(random() * longestMs);
      running.signal('SIGKILL');
      const surprises = await working;
      const { stderr } = await running.ended;
      const about = `trial ${trial}, KILL_SEED=${baseSeed}: ${ledger.count() - before} things acknowledged`;

      expect(surprises, about).toEqual([]);
      expect(stderr, about).not.toContain('"msg":"bug"');
      running = await started();
      expect(await missing(running, key, ledger), about).toEqual([]);
    }
    expect(ledger.count(), 'the trials did some work').toBeGreaterThan(trials * 5);

    const ids = [...(await sendAllUploads(running, key, ledger)), ...ledger.requests];
    const { call } = clientOf(running, key);
    await call('POST', '/_sim/clock/advance', { body: { by: 'P90D' } });
    for (const id of ids) {
      const iun = Buffer.from(id, 'base64').toString();
      const { body } = await call('GET', `/delivery/v2.9/notifications/sent/${iun}`);
      expect(body, iun).toMatchObject({ notificationStatus: 'EFFECTIVE_DATE' });
    }
    const { stderr } = await running.stop();
    expect(stderr).not.toContain('"msg":"bug"');
  });
});
