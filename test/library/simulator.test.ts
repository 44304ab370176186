import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  type ClockState,
  type Condition,
  connectSimulator,
  type Sandbox,
  type Simulator,
  SimulatorError,
  type SimulatorOptions,
  startSimulator,
} from '../../src/index.js';
import { aNotificationRequest, aPdf, sha256Of } from '../support/simulator.js';

const running: Simulator[] = [];

/** Without a port: all of it happens within this process. */
const simulator = async (options: SimulatorOptions = {}): Promise<Simulator> => {
  const started = await startSimulator({ port: false, clock: 'manual@2026-03-01T08:00:00Z', ...options });
  running.push(started);
  return started;
};

afterEach(async () => {
  for (const started of running.splice(0)) await started.stop();
});

/** What most tests share; each has a sandbox of its own. */
let shared: Simulator;

beforeAll(async () => {
  shared = await startSimulator({ port: false, clock: 'manual' });
});

afterAll(() => shared.stop());

const aSandbox = (): Promise<Sandbox> => shared.sandbox({ clock: { now: '2026-03-01T08:00:00Z' } });

type Fetch = Pick<Simulator, 'fetch'>;

const preload = ({ fetch }: Fetch, apiKey: string, bytes: Buffer): Promise<Response> =>
  fetch('/delivery/attachments/preload', {
    method: 'POST',
    headers: { 'x-api-key': apiKey, 'content-type': 'application/json' },
    body: JSON.stringify([{ preloadIdx: '0', contentType: 'application/pdf', sha256: sha256Of(bytes) }]),
  });

/** Uploads and sends as a client does. @returns the id of the request */
const send = async (through: Fetch, apiKey: string): Promise<string> => {
  const bytes = aPdf();
  const sha256 = sha256Of(bytes);
  const [slot] = (await (await preload(through, apiKey, bytes)).json()) as [
    { url: string; key: string; secret: string },
  ];
  const put = await through.fetch(slot.url, {
    method: 'PUT',
    headers: { 'content-type': 'application/pdf', 'x-amz-meta-secret': slot.secret, 'x-amz-checksum-sha256': sha256 },
    body: new Uint8Array(bytes),
  });
  const versionToken = put.headers.get('x-amz-version-id') ?? '';
  const document = { digests: { sha256 }, contentType: 'application/pdf', ref: { key: slot.key, versionToken } };
  const sent = await through.fetch('/delivery/v2.6/requests', {
    method: 'POST',
    headers: { 'x-api-key': apiKey, 'content-type': 'application/json' },
    body: JSON.stringify(aNotificationRequest({ documents: [document] })),
  });
  return ((await sent.json()) as { notificationRequestId: string }).notificationRequestId;
};

const refused = (promise: Promise<unknown>): Promise<SimulatorError> =>
  promise.then(
    () => Promise.reject(new Error('it was not refused')),
    (error: SimulatorError) => error,
  );

describe('a simulator without a port', () => {
  it('takes a notification from its upload to the moment at which it counts as served', async () => {
    const sim = await aSandbox();
    const id = await send(shared, sim.apiKey);

    await sim.clock.until({ notificationRequestId: id, requestStatus: 'ACCEPTED' });
    const moved = await sim.clock.until({ notificationRequestId: id, status: 'EFFECTIVE_DATE' }, { max: 'P1Y' });

    expect(moved.matched).toEqual({ notificationRequestId: id, status: 'EFFECTIVE_DATE' });
    expect((await sim.notifications.get(id)).status).toBe('EFFECTIVE_DATE');
    expect((await sim.notifications.list()).items.map(({ notificationRequestId }) => notificationRequestId)).toEqual([
      id,
    ]);
  });

  it('makes links of the address it was asked by', async () => {
    const sim = await aSandbox();

    const answer = await shared.fetch(
      new Request('https://api.uat.example/delivery/attachments/preload', {
        method: 'POST',
        headers: { 'x-api-key': sim.apiKey, 'content-type': 'application/json' },
        body: JSON.stringify([{ preloadIdx: '0', contentType: 'application/pdf', sha256: sha256Of(aPdf()) }]),
      }),
    );

    expect(await answer.json()).toMatchObject([{ url: expect.stringMatching(/^https:\/\/api\.uat\.example\//) }]);
  });

  it('refuses what comes after its end, and may be stopped twice', async () => {
    const sim = await simulator();
    await sim.stop();
    await sim.stop();

    const failure = (await refused(sim.clock.now())) as Error;
    expect([failure.message, String(failure.cause)]).toEqual(['fetch failed', 'Error: the simulator was stopped']);
  });
});

describe('the clock', () => {
  it('stands, moves, runs and pauses as it is told', async () => {
    const { clock } = await aSandbox();

    expect(await clock.now()).toBe('2026-03-01T08:00:00Z');
    expect(await clock.advance('7d')).toMatchObject({ to: '2026-03-08T08:00:00Z', executedCount: 0 });
    expect(await clock.to(new Date('2026-03-09T00:00:00Z'))).toMatchObject({ to: '2026-03-09T00:00:00Z' });
    expect(await clock.set({ preset: 'uat' })).toMatchObject({ mode: 'scaled', rate: 1440 });
    expect(await clock.pause()).toMatchObject({ paused: true } satisfies Partial<ClockState>);
    expect(await clock.resume()).toMatchObject({ paused: false });
    expect(await clock.set({ mode: 'manual' })).toMatchObject({ mode: 'manual' });
  });

  it('tells what is planned, and goes there', async () => {
    const sim = await aSandbox();
    await send(shared, sim.apiKey);

    const [first] = await sim.clock.agenda();
    const { executed } = await sim.clock.next();

    expect(executed[0]).toMatchObject({ at: first?.at, kind: first?.kind });
  });

  it('says what it waited for in vain', async () => {
    const sim = await aSandbox();
    const until: Condition = { notificationRequestId: await send(shared, sim.apiKey), status: 'CANCELLED' };

    const error = await refused(sim.clock.until(until));

    expect(error).toBeInstanceOf(SimulatorError);
    expect(error).toMatchObject({ code: 'SIM_CLOCK_CONDITION_NOT_MET', status: 409 });
    expect(error.problem.executedCount).toBeGreaterThan(0);
    expect((await refused(sim.wait(until, { timeoutMs: 0 }))).code).toBe('SIM_WAIT_TIMEOUT');
  });
});

describe('scenarios, faults and people', () => {
  it('come and go', async () => {
    const { scenarios } = await aSandbox();
    const title = { it: 'Nessuno', en: 'Nobody' };

    const yaml =
      'name: nobody\ntitle: { it: Nessuno, en: Nobody }\nscript:\n  paper: { outcome: FAIL-Irreperibile_AR }\n';
    expect((await scenarios.add(yaml)).name).toBe('nobody');
    expect(await scenarios.get('nobody')).toMatchObject({ title, text: yaml, uses: 0 });
    await scenarios.remove('nobody');
    expect((await scenarios.list()).map(({ name }) => name)).not.toContain('nobody');
    await scenarios.add({ name: 'nobody', title, script: { paper: { outcome: 'FAIL-Irreperibile_AR' } } });
    expect((await scenarios.list()).map(({ name }) => name)).toContain('nobody');
  });

  it('that are wrong are refused with what is wrong and how to repair it', async () => {
    const { scenarios } = await aSandbox();

    const error = await refused(scenarios.add('name: nobody\nscrpt: {}\n'));

    expect(error).toMatchObject({ code: 'SIM_SCENARIO_INVALID', status: 422 });
    expect(error.message).toContain(error.hint);
  });

  it('lose an answer on the way', async () => {
    const sim = await aSandbox();
    const { id } = await sim.faults.add({ match: { operation: 'presignedUploadRequest*' }, do: { drop: 'before' } });
    await sim.faults.add({ match: { operation: 'presignedUploadRequest*' }, do: { status: 503 }, times: 9 });

    expect((await sim.faults.list()).map((fault) => fault.id)).toContain(id);
    await expect(preload(shared, sim.apiKey, aPdf())).rejects.toThrow('fetch failed');
    expect((await preload(shared, sim.apiKey, aPdf())).status).toBe(503);
    await sim.faults.clear();
    expect((await preload(shared, sim.apiKey, aPdf())).status).toBe(200);
  });

  it('act on a notification', async () => {
    const sim = await aSandbox();
    const id = await send(shared, sim.apiKey);
    await sim.clock.until({ notificationRequestId: id, requestStatus: 'ACCEPTED' });

    const { elements } = await sim.notifications.view(id, { via: 'web' });

    await sim.clock.until({ notificationRequestId: id, status: 'VIEWED' });
    const { detail } = await sim.notifications.get(id);
    expect(detail.timeline.map(({ elementId }) => elementId)).toEqual(expect.arrayContaining([...elements]));
  });

  it('are seen from outside: what the client did stands in the journal', async () => {
    const sandbox = await aSandbox();
    await send(shared, sandbox.apiKey);

    const { items, dropped } = await sandbox.journal.find({ operation: 'sendNewNotificationV26' });

    expect([items.length, items[0]?.status, dropped]).toEqual([1, 202, 0]);
    expect((await sandbox.journal.find({ since: String(items[0]?.id) })).items).toEqual([]);
  });

  it('are followed as they happen, until nobody listens or there is nothing more', async () => {
    const sandbox = await aSandbox();
    const told: string[] = [];

    const happening = await sandbox.events();
    await send(shared, sandbox.apiKey);
    await sandbox.clock.advance('1d');
    for await (const { event, data } of happening) {
      told.push(event === 'timeline' ? String(data.category) : event);
      if (data.category === 'REQUEST_ACCEPTED') break;
    }
    const rest = await sandbox.events({ since: 'e0' });
    await sandbox.reset();
    for await (const { event } of rest) told.push(event);

    expect(told[0]).toBe('journal');
    expect(told).toContain('REQUEST_ACCEPTED');
    expect(told.at(-1)).toBe('end');
  });

  it('are held against what the client should have done', async () => {
    const sandbox = await aSandbox();
    await send(shared, sandbox.apiKey);
    const sent = { operation: 'sendNewNotification*' };

    await sandbox.verify({ ...sent, where: { status: 202 }, count: 1 }, { operation: 'uploadObject', before: sent });
    const error = await refused(sandbox.verify({ ...sent, where: { status: 400 } }));

    expect(error.code).toBe('SIM_VERIFICATION_FAILED');
    expect(error.message).toContain('nearest: ');
  });

  it('are changed by any other call of the control API too', async () => {
    const sim = await aSandbox();

    await sim.control('PUT', '/recipients/LRTFNC80A01F205B', { body: { deceased: true } });

    expect((await refused(sim.control('PUT', '/recipients/LRTFNC80A01F205B', { body: { ded: true } }))).code).toBe(
      'SIM_INVALID_BODY',
    );
  });
});

describe('a sandbox', () => {
  it('has a key, a clock and data of its own, and is gone at the end of its scope', async () => {
    const sim = await simulator();
    {
      await using sandbox = await sim.sandbox({ id: 'mine', clock: { now: '2027-01-01T00:00:00Z' } });
      await send(sim, sandbox.apiKey);
      await sandbox.clock.advance('1d');

      expect(sandbox.apiKey).not.toBe(sim.apiKey);
      expect((await sandbox.notifications.list()).items).toHaveLength(1);
      expect((await sim.notifications.list()).items).toEqual([]);
      expect(await sim.clock.now()).toBe('2026-03-01T08:00:00Z');
      expect((await sim.sandbox('mine')).apiKey).toBe(sandbox.apiKey);
      expect((await sim.sandboxes()).map(({ id }) => id)).toEqual(['default', 'mine']);
    }

    expect((await refused(sim.sandbox('mine'))).code).toBe('SIM_UNKNOWN_SANDBOX');
  });

  it('may be removed twice', async () => {
    await using sandbox = await aSandbox();

    await sandbox.remove();

    expect((await shared.sandboxes()).map(({ id }) => id)).not.toContain(sandbox.id);
  });

  it('begins anew', async () => {
    const sim = await aSandbox();
    await send(shared, sim.apiKey);

    const { dropped } = await sim.reset();

    expect(dropped).toMatchObject({ notifications: 1 });
    expect((await sim.notifications.list()).items).toEqual([]);
    expect((await preload(shared, sim.apiKey, aPdf())).status).toBe(200);
  });
});

describe('a snapshot', () => {
  it('is taken up by another sandbox, with a key of its own', async () => {
    const [one, other] = [await aSandbox(), await shared.sandbox()];
    await send(shared, one.apiKey);

    const { renewedKeys } = await other.restore(await one.snapshot());

    expect((await other.notifications.list()).items).toEqual((await one.notifications.list()).items);
    expect(await other.clock.now()).toBe('2026-03-01T08:00:00Z');
    expect(renewedKeys[0]?.key).not.toBe(one.apiKey);
  });
});

describe('two simulators of one process', () => {
  it('never meet, although their keys and seeds are equal', async () => {
    const [one, other] = [await simulator({ seed: 'twin' }), await simulator({ seed: 'twin' })];
    const id = await send(one, one.apiKey);
    await one.clock.advance('7d');
    await one.scenarios.add({
      name: 'only-here',
      title: { it: 'Qui', en: 'Here' },
      recipient: { opens: { after: '3d', since: 'delivered' } },
    });
    await one.faults.add({ match: {}, do: { status: 500 }, times: 5 });
    await one.sandbox({ id: 'mine' });

    expect((await other.notifications.list()).items).toEqual([]);
    expect(await other.clock.now()).toBe('2026-03-01T08:00:00Z');
    expect((await other.scenarios.list()).map(({ name }) => name)).not.toContain('only-here');
    expect(await other.faults.list()).toEqual([]);
    expect((await other.sandboxes()).map((sandbox) => sandbox.id)).toEqual(['default']);
    // The same calls, so the same ids: nothing of the first one was used up here.
    expect(await send(other, other.apiKey)).toBe(id);

    await one.stop();
    expect((await preload(other, other.apiKey, aPdf())).status).toBe(200);
  });
});

describe('a simulator that runs elsewhere', () => {
  it('is controlled by its address and token as one of this process', async () => {
    const sim = await simulator({ port: 0, controlToken: 'secret', apiKey: 'a-key-of-ours' });

    const far = await connectSimulator({ url: `${sim.url}/`, token: 'secret' });
    await far.clock.advance('1d');

    expect([far.url, far.apiKey, far.version]).toEqual([sim.url, 'a-key-of-ours', sim.version]);
    expect(await sim.clock.now()).toBe('2026-03-02T08:00:00Z');
    expect((await preload(far, far.apiKey, aPdf())).status).toBe(200);
    expect((await refused(connectSimulator({ url: sim.url }))).code).toBe('SIM_UNAUTHORIZED');
  });

  it('is told from other servers', async () => {
    const server = createServer((_req, res) => res.writeHead(404).end('<h1>Nothing</h1>'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

    const error = await refused(connectSimulator({ url }));
    server.close();

    expect(error.code).toBe('SIM_NO_SIMULATOR');
    expect(error.message).toContain(url);
  });
});
