import { afterAll, describe, expect, it } from 'vitest';
import { type Running, start, temporaryFolder } from './support/cli.js';
import { createLedger, type Ledger } from './support/kill-ledger.js';
import { clientOf, type Made, work } from './support/kill-work.js';

const trials = 10;
/** The kill comes when so much was acknowledged at most, and so much later at most. */
const mostAcknowledged = 50;
const longestMs = 50;
const baseSeed = Number(process.env.KILL_SEED ?? 20_260_504);

const folder = temporaryFolder();
afterAll(() => folder.remove());

/** Small, and the same on every machine. */
const randomOf = (seed: number) => (): number => {
  let mixed = Math.imul(seed ^ (seed >>> 15), seed | 1);
  seed = (seed + 0x6d2b79f5) | 0;
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
};

const started = (): Promise<Running> => start({ args: ['start', '--data', folder.at('data'), '--clock', 'manual'] });

/** The sandbox of the trials. Its uploads do not expire, though its clock runs on; its links do, as on the platform. */
const spec = { id: 'main', clock: { now: '2026-05-04T08:00:00Z' }, settings: { retention: 'off' } };

const elapsed = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What was acknowledged and is not there, in words. */
const missing = async (running: Running, key: string, ledger: Ledger): Promise<readonly string[]> => {
  const { call } = clientOf(running, key);
  const lost: string[] = [];
  const { now } = (await call<{ now: string }>('GET', '/_sim/clock')).body;
  if (now < ledger.clockAt) lost.push(`the clock is at ${now}, ${ledger.clockAt} was acknowledged`);

  const agenda = await call<{ items: { iun?: string }[] }>('GET', '/_sim/clock/agenda?limit=10000');
  const busy = new Set(agenda.body.items.map(({ iun }) => iun));
  for (const id of ledger.requests) {
    const iun = Buffer.from(id, 'base64').toString();
    const { status, body } = await call<{ notificationRequestStatus: string }>(
      'GET',
      `/delivery/v2.6/requests?notificationRequestId=${encodeURIComponent(id)}`,
    );
    if (status !== 200) lost.push(`request ${id}: ${status}`);
    else if (!busy.has(iun)) {
      const detail = await call<{ notificationStatus?: string }>('GET', `/delivery/v2.9/notifications/sent/${iun}`);
      const at = detail.body.notificationStatus ?? body.notificationRequestStatus;
      if (at !== 'EFFECTIVE_DATE') lost.push(`${iun} is at ${at}, but nothing is planned for it`);
    }
  }

  const streams = await call<{ streamId: string }[]>('GET', '/delivery-progresses/v2.9/streams');
  const present = new Set(streams.body.map(({ streamId }) => streamId));
  for (const [id, { isGone, acknowledged }] of ledger.streams) {
    if (isGone === undefined) continue;
    if (present.has(id) === isGone) lost.push(`stream ${id} is ${isGone ? 'still there' : 'gone'}`);
    if (isGone) continue;
    const events = await call<{ eventId: string }[]>('GET', `/delivery-progresses/v2.9/streams/${id}/events`);
    const first = events.body[0]?.eventId;
    if (first !== undefined && first <= acknowledged) {
      lost.push(`stream ${id} begins at ${first} again, ${acknowledged} was acknowledged`);
    }
  }

  const boxes = await call<{ items: { id: string }[] }>('GET', '/_sim/sandboxes');
  const known = new Set(boxes.body.items.map(({ id }) => id));
  for (const [id, { key, isGone }] of ledger.sandboxes) {
    if (isGone === undefined) continue;
    if (known.has(id) === isGone) lost.push(`sandbox ${id} is ${isGone ? 'still there' : 'gone'}`);
    if (isGone) continue;
    const { status } = await clientOf(running, key).call('GET', '/delivery-progresses/v2.9/streams');
    if (status !== 200) lost.push(`the key of sandbox ${id}: ${status}`);
  }
  return lost;
};

/** Sends every upload that was acknowledged, as many in one request as it takes; the validation looks at each file. */
const sendAllUploads = async (running: Running, key: string, { uploads }: Ledger): Promise<readonly string[]> => {
  const { send } = clientOf(running, key);
  const all = [...uploads.values()];
  const ids: string[] = [];
  for (let from = 0; from < all.length; from += 15) {
    ids.push(await send({ paProtocolNumber: `uploads-${from}`, documents: all.slice(from, from + 15) }));
  }
  return ids;
};

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
