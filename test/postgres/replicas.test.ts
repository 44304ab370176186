import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { Simulator } from '../../src/library/simulator.js';
import type { SimulatorOptions } from '../../src/options.js';
import { loopbackApiKey } from '../../src/simulator.js';
import { aPdf, sha256Of } from '../support/simulator.js';
import { aDatabase, query } from './support/database.js';
import { startReplicas } from './support/replicas.js';

const running: Simulator[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});
const replicas = async (count: number, url: string, options: SimulatorOptions = {}) => {
  const started = await startReplicas(url, count, options);
  running.push(...started);
  return started as readonly [Simulator, Simulator, ...Simulator[]];
};
const stop = async (sim: Simulator): Promise<void> => {
  running.splice(running.indexOf(sim), 1);
  await sim.stop();
};

const call = async (sim: Simulator, method: string, path: string, key?: string, body?: unknown) => {
  const answer = await fetch(path.startsWith('http') ? path : `${sim.url}${path}`, {
    method,
    headers: {
      ...(key === undefined ? {} : { 'x-api-key': key }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, text, headers: answer.headers };
};
const priced = '/delivery/price/77777777777/302000100000019421';

interface Cluster {
  readonly replica: string;
  readonly replicas: readonly { readonly id: string; readonly sandboxes: number }[];
  readonly leases: readonly { readonly sandbox: string; readonly replica?: string }[];
  readonly forwards: { readonly sent: number; readonly received: number };
}
const clusterOf = async (sim: Simulator): Promise<Cluster> =>
  JSON.parse((await call(sim, 'GET', '/_sim/cluster')).text) as Cluster;
const ownerOf = async (sim: Simulator, id: string): Promise<string | undefined> =>
  (await clusterOf(sim)).leases.find(({ sandbox }) => sandbox === id)?.replica;

/** Makes a call whose body comes later: when this resolves the call is let in. @returns what sends the body */
const letIn = async (method: string, url: string, headers: Record<string, string>, body: Buffer) => {
  const open = request(url, { method, headers: { ...headers, 'content-length': body.length, expect: '100-continue' } });
  const answered = new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    open.on('error', reject);
    open.on('response', async (answer) => {
      const pieces = await answer.toArray();
      resolve({ status: answer.statusCode, text: Buffer.concat(pieces as Buffer[]).toString() });
    });
  });
  open.flushHeaders();
  await new Promise((resolve) => open.once('continue', resolve));
  return () => {
    open.end(body);
    return answered;
  };
};

/** Asks for the link of a document. @returns what its upload takes */
const preloaded = async (sim: Simulator, key: string, bytes: Buffer) => {
  const sha256 = sha256Of(bytes);
  const preload = await call(sim, 'POST', '/delivery/attachments/preload', key, [
    { preloadIdx: '0', contentType: 'application/pdf', sha256 },
  ]);
  const [slot] = JSON.parse(preload.text) as { key: string; secret: string; url: string }[];
  return {
    url: String(slot?.url),
    headers: {
      'content-type': 'application/pdf',
      'x-amz-meta-secret': String(slot?.secret),
      'x-amz-checksum-sha256': sha256,
    },
  };
};

/** Uploads a document by one replica. */
const upload = async (sim: Simulator, key: string, bytes: Buffer) => {
  const { url, headers } = await preloaded(sim, key, bytes);
  const put = await fetch(url, { method: 'PUT', headers, body: new Uint8Array(bytes) });
  return { status: put.status, host: new URL(url).host };
};

describe('two replicas', () => {
  it('have one default sandbox, and each of them reaches it', async () => {
    const [one, two] = await replicas(2, await aDatabase());

    const [a, b] = [await call(one, 'GET', '/_sim/clock'), await call(two, 'GET', '/_sim/clock')];

    expect(a.status).toBe(200);
    expect(b.text).toBe(a.text);
    expect([one.apiKey, two.apiKey]).toEqual([loopbackApiKey, loopbackApiKey]);
    const seen = await clusterOf(two);
    expect(seen.replicas).toHaveLength(2);
    expect(seen.leases).toMatchObject([{ sandbox: 'default', replica: (await clusterOf(one)).replica }]);
    expect(seen.forwards.sent).toBeGreaterThan(0);
    expect((await call(two, 'GET', '/_sim/health')).status).toBe(200);
  });

  it('know sandboxes, keys and removals of each other', async () => {
    const [one, two] = await replicas(2, await aDatabase());
    const mine = await one.sandbox({ id: 'mine', seed: '1' });
    await two.sandbox({ id: 'yours' });
    expect((await call(two, 'GET', priced, mine.apiKey)).status).toBe(404);
    for (const sim of [one, two]) {
      expect((await sim.sandboxes()).map(({ id }) => id)).toEqual(['default', 'mine', 'yours']);
    }
    expect((await call(two, 'POST', '/_sim/sandboxes', undefined, { id: 'mine' })).status).toBe(409);
    const taken = { id: 'third', senders: [{ apiKeys: [{ key: mine.apiKey }] }] };
    expect((await call(two, 'POST', '/_sim/sandboxes', undefined, taken)).status).toBe(409);

    await (await two.sandbox('mine')).remove();

    expect((await call(one, 'GET', priced, mine.apiKey)).status).toBe(403);
    expect((await call(two, 'GET', '/_sim/sandboxes/mine')).status).toBe(404);
    expect((await call(two, 'POST', '/_sim/sandboxes', undefined, { ...taken, id: 'mine' })).status).toBe(201);
  });

  it('name in their list what a replica does not answer for, and lose no word on what was removed', async () => {
    const url = await aDatabase();
    const [one, two] = await replicas(2, url);
    await one.sandbox({ id: 'seen' });
    await two.sandbox({ id: 'unseen' });
    const replica = await ownerOf(two, 'unseen');
    const address = 'http://127.0.0.1:9';
    await query(url, `UPDATE send_sim.replica SET address = '${address}' WHERE id = '${replica}'`);

    const list = JSON.parse((await call(one, 'GET', '/_sim/sandboxes')).text) as { items: { id: string }[] };

    expect(list.items.map(({ id }) => id)).toEqual(['default', 'seen']);
    expect(list).toMatchObject({ missing: [{ id: 'unseen', replica, address }] });
    await expect(one.sandboxes()).rejects.toThrow('the replica that works on unseen does not answer');

    await (await two.sandbox('unseen')).remove();

    expect(JSON.parse((await call(one, 'GET', '/_sim/sandboxes')).text)).not.toHaveProperty('missing');
  });

  it('take uploads by any of them, larger than a piece, by links that name the one that was asked', async () => {
    const [one, two] = await replicas(2, await aDatabase());
    const { apiKey } = await one.sandbox();

    const uploaded = await upload(two, apiKey, Buffer.concat([aPdf(), Buffer.alloc(700_000, 'x')]));

    expect(uploaded).toEqual({ status: 200, host: new URL(two.url).host });
  });

  it('accept the vouchers of each other', async () => {
    const [one, two] = await replicas(2, await aDatabase());
    const keys = (sim: Simulator) => call(sim, 'GET', '/.well-known/jwks.json');

    const [a, b] = [await keys(one), await keys(two)];

    expect(a.status).toBe(200);
    expect(b.text).toBe(a.text);
  });

  it('hand their sandboxes over when they stop, with everything that was done', async () => {
    const url = await aDatabase();
    const [one, two] = await replicas(2, url);
    const { apiKey } = await one.sandbox({ id: 'moves' });
    await upload(one, apiKey, aPdf());
    await call(one, 'POST', '/_sim/clock/advance', apiKey, { by: '3d' });
    const before = await call(one, 'GET', '/_sim/clock', apiKey);

    await stop(one);

    const after = await call(two, 'GET', '/_sim/clock', apiKey);
    expect(after.text).toBe(before.text);
    expect(await ownerOf(two, 'moves')).toBe((await clusterOf(two)).replica);
    expect((await query<{ n: string }>(url, 'SELECT count(*) AS n FROM send_sim.replica'))[0]?.n).toBe('1');
  });
});

describe('a replica whose leases ran out', () => {
  const expire = (url: string, replica: string) =>
    query(url, `UPDATE send_sim.replica SET until = clock_timestamp() - interval '1 second' WHERE id = '${replica}'`);

  it('acknowledges nothing any more for what another one has taken, and passes it on from then on', async () => {
    const url = await aDatabase();
    const [one, two] = await replicas(2, url);
    const { apiKey } = await one.sandbox({ id: 'moves' });
    const frozen = (await clusterOf(one)).replica;
    await expire(url, frozen);
    await call(two, 'POST', '/_sim/clock/advance', apiKey, { by: '1d' });
    expect(await ownerOf(two, 'moves')).toBe((await clusterOf(two)).replica);

    // It does not know yet: what it does in memory is not written, and it says so.
    const refused = await call(one, 'POST', '/_sim/clock/advance', apiKey, { by: '5d' });
    const again = await call(one, 'POST', '/_sim/clock/advance', apiKey, { by: '1d' });

    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('2');
    expect(refused.text).toContain('SIM_STORE_AWAY');
    expect(again.status).toBe(200);
    expect(JSON.parse((await call(two, 'GET', '/_sim/clock', apiKey)).text)).toMatchObject({
      now: '2026-05-06T08:00:00Z',
    });
  });
});

describe('without its database a replica', () => {
  it('says so, does nothing by halves, and goes on when it is back', async () => {
    const url = await aDatabase();
    const [one] = await replicas(1, url);
    const { apiKey } = await one.sandbox();
    // As a full disk or a lost connection: the write comes back refused.
    await query(url, 'ALTER TABLE send_sim.step RENAME TO hidden');
    const refused = await call(one, 'POST', '/_sim/clock/advance', apiKey, { by: '5d' });
    const platform = await call(one, 'POST', '/delivery/attachments/preload', apiKey, [
      { preloadIdx: '0', contentType: 'application/pdf', sha256: sha256Of(aPdf()) },
    ]);
    expect([refused.status, platform.status]).toEqual([503, 503]);
    await query(url, 'ALTER TABLE send_sim.hidden RENAME TO step');

    const back = await call(one, 'GET', '/_sim/clock', apiKey);

    expect(back.status).toBe(200);
    expect(JSON.parse(back.text)).toMatchObject({ now: '2026-05-04T08:00:00Z' });
  });

  it('refuses calls that were let in before, whose sandbox is taken up again since', async () => {
    const url = await aDatabase();
    const [one] = await replicas(1, url);
    const { apiKey } = await one.sandbox();
    const bytes = aPdf();
    const wanted = await preloaded(one, apiKey, bytes);
    const headers = { 'x-api-key': apiKey, 'content-type': 'application/json' };
    const move = await letIn('POST', `${one.url}/_sim/clock/advance`, headers, Buffer.from('{"by":"1d"}'));
    const put = await letIn('PUT', wanted.url, wanted.headers, bytes);
    await query(url, 'ALTER TABLE send_sim.step RENAME TO hidden');
    await call(one, 'POST', '/_sim/clock/advance', apiKey, { by: '5d' });

    const moved = await move();
    await query(url, 'ALTER TABLE send_sim.hidden RENAME TO step');
    const back = await call(one, 'GET', '/_sim/clock', apiKey);
    const uploaded = await put();

    expect([moved.status, back.status, uploaded.status]).toEqual([503, 200, 503]);
    expect(moved.text).toContain('SIM_STORE_AWAY');
  });

  it('lists a sandbox that it has to take up again, and so does every other one', async () => {
    const url = await aDatabase();
    const [one, two] = await replicas(2, url);
    const { apiKey } = await one.sandbox({ id: 'kept' });
    const giveUp = async (): Promise<void> => {
      await query(url, 'ALTER TABLE send_sim.step RENAME TO hidden');
      expect((await call(one, 'POST', '/_sim/clock/advance', apiKey, { by: '5d' })).status).toBe(503);
      await query(url, 'ALTER TABLE send_sim.hidden RENAME TO step');
    };
    for (const asked of [one, two]) {
      await giveUp();

      const { text } = await call(asked, 'GET', '/_sim/sandboxes');

      const { items } = JSON.parse(text) as { readonly items: readonly { readonly id: string }[] };
      expect(items.map(({ id }) => id)).toEqual(['default', 'kept']);
    }
  });
});

describe('a start', () => {
  it.each([
    [{ data: '/tmp/x' }, 'exclude each other'],
    [{ port: false as const }, 'wants a port'],
  ])('with a database refuses %j', async (options, words) => {
    await expect(startReplicas(await aDatabase(), 1, options)).rejects.toThrow(words);
  });

  it('never falls back to memory', async () => {
    await expect(startReplicas('postgres://nobody@localhost/none?host=/nowhere', 1)).rejects.toMatchObject({
      code: 'SIM_CONFIG_INVALID',
    });
  });
});
