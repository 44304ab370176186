import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aDigitalRecipient, aSimulator, type SandboxShape, type TestSimulator } from '../support/simulator.js';
import { expectRefusal } from './refusal.js';

let sim: TestSimulator;
beforeAll(async () => {
  sim = await aSimulator();
});
afterAll(() => sim.stop());

const create = (body: unknown) => sim.call<SandboxShape>('POST', '/_sim/sandboxes', { body });
const ids = async (): Promise<string[]> =>
  (await sim.call<{ items: SandboxShape[] }>('GET', '/_sim/sandboxes')).body.items.map(({ id }) => id);

describe('a new sandbox', () => {
  it('without wishes has a body with one key, and the pace of the process', async () => {
    const { status, body } = await create({});

    expect(status).toBe(201);
    expect(body.id).toMatch(/^[a-z0-9][a-z0-9-]{0,62}$/);
    expect(body.seed).toMatch(/^\w+$/);
    expect(body.clock).toMatchObject({ mode: 'manual', rate: 0, paused: false, pending: 0 });
    expect(body.senders).toHaveLength(1);
    expect(body.senders[0]).toMatchObject({
      name: 'Comune di Esempio',
      taxId: '12345678903',
      denomination: 'Comune di Esempio',
      groups: [],
      paId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      apiKeys: [
        {
          id: expect.stringMatching(/^[0-9a-f-]{36}$/),
          key: expect.stringMatching(/^[0-9a-f-]{36}$/),
          groups: [],
          pdnd: 'any',
          status: 'ENABLED',
        },
      ],
    });
  });

  it('starts at the real now', async () => {
    const before = Date.now();
    const { body } = await create({});

    const now = Date.parse(String(body.clock.now));
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
  });

  it('is made as wished: id, seed, clock, senders, groups, keys', async () => {
    const { status, body } = await create({
      id: 'as-wished-1',
      seed: 42,
      clock: { mode: 'scaled', preset: 'demo', now: '2030-12-31T23:30:00-02:00' },
      senders: [
        {
          name: 'Comune di Roma',
          taxId: '02438750586',
          denomination: 'Roma Capitale',
          groups: ['tributi', 'multe'],
          apiKeys: [
            { name: 'master' },
            { name: 'tributi', groups: ['tributi'], pdnd: false, key: 'a-key-of-the-test-suite' },
          ],
        },
        { name: 'Municipio I', taxId: '02438750586', apiKeys: [{ pdnd: true }] },
      ],
      settings: { paperSeconds: 'literal', maxRecipients: 3, taxIdWhiteList: ['XXXXXX00A00A000A'] },
    });

    expect(status).toBe(201);
    expect(body).toMatchObject({
      id: 'as-wished-1',
      seed: '42',
      clock: { mode: 'scaled', preset: 'demo', rate: 43_200 },
    });
    // It runs: half a day for each second that the answer takes.
    expect(String(body.clock.now)).toMatch(/^2031-/);
    const [roma, municipio] = body.senders;
    const [tributi] = roma?.groups ?? [];
    expect(roma?.groups.map(({ name }) => name)).toEqual(['tributi', 'multe']);
    expect(roma?.apiKeys[1]).toMatchObject({
      name: 'tributi',
      key: 'a-key-of-the-test-suite',
      groups: [tributi?.id],
      pdnd: false,
    });
    expect(municipio).toMatchObject({ taxId: '02438750586', apiKeys: [{ pdnd: true }] });
    expect(municipio?.paId).not.toBe(roma?.paId);
  });

  it('keeps that its answers are to be strict, for its snapshots too', async () => {
    const { call } = await sim.sandbox({ strict: true, settings: { maxDocuments: 3 } });

    const { body } = await call<{ steps: readonly { data: object }[] }>('GET', '/_sim/snapshot');
    expect(body.steps[0]?.data).toMatchObject({ settings: { maxDocuments: 3, strictResponses: true } });
  });

  it('is found again, alone and in the list, with its keys', async () => {
    const { body } = await create({ id: 'found-again' });

    expect((await sim.call('GET', '/_sim/sandboxes/found-again')).body).toEqual(body);
    expect((await sim.call<{ items: SandboxShape[] }>('GET', '/_sim/sandboxes')).body.items).toContainEqual(body);
  });

  it('has ids of senders that follow from the seed, and keys that do not', async () => {
    const [a, b, c] = [await create({ seed: 's' }), await create({ seed: 's' }), await create({ seed: 't' })];

    const [first, second, third] = [a, b, c].map(({ body }) => body.senders[0]);
    expect(second?.paId).toBe(first?.paId);
    expect(second?.apiKeys[0]?.id).toBe(first?.apiKeys[0]?.id);
    expect(second?.apiKeys[0]?.key).not.toBe(first?.apiKeys[0]?.key);
    expect(third?.paId).not.toBe(first?.paId);
  });

  it.each(['a', '0', 'x'.repeat(63), 'a-b-', '1-2'])('may be called %s', async (id) => {
    expect((await create({ id })).status).toBe(201);
  });
});

describe('a sandbox that cannot be made', () => {
  it.each([
    ['id', { id: '' }],
    ['id', { id: '-a' }],
    ['id', { id: 'A' }],
    ['id', { id: 'a_b' }],
    ['id', { id: '../x' }],
    ['id', { id: 'x'.repeat(64) }],
    ['id', { id: 'a\n' }],
    ['id', { id: 7 }],
    ['id', { id: null }],
    ['seed', { seed: 1.5 }],
    ['seed', { seed: {} }],
    ['seed', { seed: 'x'.repeat(257) }],
    ['clock', { clock: 'uat' }],
    ['clock.mode', { clock: { mode: 'fast' } }],
    ['clock.preset', { clock: { preset: 'UAT' } }],
    ['clock.rate', { clock: { rate: 0 } }],
    ['clock.rate', { clock: { rate: -1 } }],
    ['clock.rate', { clock: { rate: 10_000_001 } }],
    ['clock.rate', { clock: { rate: '60' } }],
    ['senders', { senders: [] }],
    ['senders', { senders: {} }],
    ['senders.0.taxId', { senders: [{ taxId: '123' }] }],
    ['senders.0.taxId', { senders: [{ taxId: 12345678903 }] }],
    ['senders.0.name', { senders: [{ name: '' }] }],
    ['senders.0.groups', { senders: [{ groups: ['a', 'a'] }] }],
    ['senders.0.apiKeys.0.pdnd', { senders: [{ apiKeys: [{ pdnd: 'yes' }] }] }],
    ['senders.0.apiKeys.0.key', { senders: [{ apiKeys: [{ key: 'short' }] }] }],
    ['senders.0.apiKeys.0.key', { senders: [{ apiKeys: [{ key: 'with a blank in it' }] }] }],
    ['settings.paperSeconds', { settings: { paperSeconds: 'fast' } }],
    ['settings.maxRecipients', { settings: { maxRecipients: -1 } }],
    ['settings.print', { settings: { print: 'colour' } }],
    ['settings.raddZips.0', { settings: { raddZips: ['123'] } }],
    ['settings.paperProgress.0', { settings: { paperProgress: ['CON080'] } }],
  ])('has something wrong at %s: %j', async (location, body) => {
    const before = await ids();

    const called = await create(body);

    expectRefusal(called, 400, 'SIM_INVALID_BODY', new RegExp(location.replaceAll('.', '\\.')));
    expect(called.body).toMatchObject({ location });
    expect(await ids()).toEqual(before);
  });

  it.each([
    ['sender', /did you mean "senders"\?/, { sender: [] }],
    ['clock.presett', /did you mean "preset"\?/, { clock: { presett: 'uat' } }],
    ['senders.0.apikeys', /did you mean "apiKeys"\?/, { senders: [{ apikeys: [] }] }],
    ['settings.paperseconds', /did you mean "paperSeconds"\?/, { settings: { paperseconds: 'literal' } }],
    ['colour', /unknown property "colour"/, { colour: 'red' }],
  ])('has a property that nobody knows, and is told the near one: %s', async (location, message, body) => {
    const called = await create(body);

    expectRefusal(called, 400, 'SIM_INVALID_BODY', message);
    expect(called.body).toMatchObject({ location });
  });

  it('is told all its problems at once', async () => {
    const called = await create({ id: 'A', senders: [{ taxId: '1' }], clock: { rate: 0 } });

    const { problems } = called.body as unknown as { problems: { path: string }[] };
    expect(problems.map(({ path }) => path).sort()).toEqual(['clock.rate', 'id', 'senders.0.taxId']);
  });

  it.each([
    ['clock.now', { clock: { now: 'tomorrow' } }],
    ['clock.now', { clock: { now: '2026-02-30T00:00:00Z' } }],
    ['clock.now', { clock: { now: '9999-01-01T00:00:00Z' } }],
    ['rate', { clock: { preset: 'uat', rate: 60 } }],
    ['mode', { clock: { mode: 'manual', preset: 'uat' } }],
    ['mode', { clock: { mode: 'auto', rate: 60 } }],
  ])('has a clock that makes no sense at %s: %j', async (location, body) => {
    const before = await ids();

    const called = await create(body);

    expectRefusal(called, 400, 'SIM_INVALID_VALUE');
    expect(called.body).toMatchObject({ location });
    expect(await ids()).toEqual(before);
  });

  it('has the id of another one', async () => {
    await create({ id: 'twice' });

    expectRefusal(await create({ id: 'twice' }), 409, 'SIM_SANDBOX_EXISTS', /twice/);
    expectRefusal(await create({ id: 'default' }), 409, 'SIM_SANDBOX_EXISTS', /default/);
  });

  it('has a key of another one, or the same key twice', async () => {
    const withKeys = (...keys: string[]) => ({ senders: [{ apiKeys: keys.map((key) => ({ key })) }] });
    await create(withKeys('the-key-of-the-first'));
    const before = await ids();

    for (const keys of [['the-key-of-the-first'], ['a-brand-new-key', 'a-brand-new-key'], [sim.apiKey]]) {
      expectRefusal(await create(withKeys(...keys)), 409, 'SIM_KEY_TAKEN');
    }
    expectRefusal(
      await create({ senders: [{ apiKeys: [{ key: 'shared-by-two' }] }, { apiKeys: [{ key: 'shared-by-two' }] }] }),
      409,
      'SIM_KEY_TAKEN',
    );
    expect(await ids()).toEqual(before);
    expect((await create(withKeys('a-brand-new-key'))).status).toBe(201);
  });

  it('has a key for a group that its sender does not have', async () => {
    const before = await ids();

    const called = await create({ senders: [{ groups: ['tributi'], apiKeys: [{ groups: ['tributo'] }] }] });

    expectRefusal(called, 400, 'SIM_INVALID_BODY', /"tributo".*tributi/);
    expect(await ids()).toEqual(before);
  });

  it('is asked for many times at once: one is made', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => create({ id: 'race', senders: [{ apiKeys: [{ key: 'the-key-of-the-race' }] }] })),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(7).fill(409)]);
    expect((await ids()).filter((id) => id === 'race')).toHaveLength(1);
  });
});

describe('a sandbox that is deleted', () => {
  it('is gone, with its keys', async () => {
    const { id, key, call } = await sim.sandbox();
    await call('POST', '/_sim/clock/pause');

    const deleted = await sim.call('DELETE', `/_sim/sandboxes/${id}`);

    expect(deleted).toMatchObject({ status: 204, text: '' });
    expectRefusal(await sim.call('GET', `/_sim/sandboxes/${id}`), 404, 'SIM_UNKNOWN_SANDBOX');
    expectRefusal(await sim.call('GET', '/_sim/clock', { headers: { 'x-api-key': key } }), 404, 'SIM_UNKNOWN_KEY');
    expectRefusal(await sim.call('DELETE', `/_sim/sandboxes/${id}`), 404, 'SIM_UNKNOWN_SANDBOX');
    expect(await ids()).not.toContain(id);
  });

  it('leaves its id and its keys free', async () => {
    const body = { id: 'phoenix', senders: [{ apiKeys: [{ key: 'the-key-of-phoenix' }] }] };
    await create(body);
    await sim.call('DELETE', '/_sim/sandboxes/phoenix');

    expect((await create(body)).status).toBe(201);
  });

  it('is emptied instead when it is the default one: its key stays', async () => {
    const key = { headers: { 'x-api-key': sim.apiKey } };
    await sim.call('PUT', '/_sim/recipients/LRTFNC80A01F205B', { ...key, body: { deceased: true } });
    await sim.call('POST', '/_sim/clock/advance', { ...key, body: { by: '10d' } });
    const { now } = (await sim.call('GET', '/_sim/clock', key)).body;

    expect((await sim.call('DELETE', '/_sim/sandboxes/default')).status).toBe(204);

    const clock = await sim.call('GET', '/_sim/clock', key);
    expect(clock.status).toBe(200);
    expect(Date.parse(String(clock.body.now))).toBeLessThan(Date.parse(String(now)));
  });
});

describe('a reset', () => {
  it('drops everything but the senders, tells what it was, and begins at the first instant', async () => {
    const { shape, call, accepted, advance } = await sim.sandbox();
    await accepted();
    await call('PUT', '/_sim/recipients/LRTFNC80A01F205B', { body: { deceased: true } });
    await call('POST', '/delivery-progresses/v2.9/streams', {
      body: { title: 's', eventType: 'TIMELINE', groups: [], filterValues: [] },
    });
    await advance({ by: '10d' });

    const { status, body } = await call('POST', '/_sim/reset', { body: {} });

    expect(status).toBe(200);
    expect(body).toMatchObject({
      sandbox: shape.id,
      tookMs: expect.any(Number),
      dropped: {
        notifications: 1,
        calls: expect.any(Number),
        recipients: 1,
        streams: 1,
        preloads: 1,
        plannedItems: expect.any(Number),
      },
      now: shape.clock.now,
    });
    expect(await call('GET', '/_sim/notifications')).toMatchObject({ body: { items: [] } });
    expect(await call('GET', '/_sim/clock/agenda')).toMatchObject({ body: { items: [] } });
    expect(await call('GET', '/_sim/journal')).toMatchObject({ body: { items: [], dropped: 0 } });
    expect(await call('GET', '/delivery-progresses/v2.9/streams')).toMatchObject({ body: [] });
    expect((await call('GET', `/_sim/sandboxes/${shape.id}`)).body).toEqual(shape);
  });

  it('gives the same ids again to the same calls', async () => {
    const { call, send, advance, detail } = await sim.sandbox({ clock: { now: '2026-05-04T08:00:00Z' } });
    const life = async () => {
      const id = await send({ paProtocolNumber: 'P', recipients: [aDigitalRecipient()] });
      await advance({ by: '30d' });
      const iun = Buffer.from(id, 'base64').toString();
      return detail(iun);
    };
    const first = await life();

    await call('POST', '/_sim/reset');

    expect(await life()).toEqual(first);
  });

  it('makes protocol numbers and notices free', async () => {
    const { call, send } = await sim.sandbox();
    await send({ paProtocolNumber: 'once' });

    await call('POST', '/_sim/reset');

    await expect(send({ paProtocolNumber: 'once' })).resolves.toEqual(expect.any(String));
  });

  it('brings the pace of the beginning back', async () => {
    const { call } = await sim.sandbox();
    await call('PUT', '/_sim/clock', { body: { preset: 'demo' } });
    await call('POST', '/_sim/clock/pause');

    await call('POST', '/_sim/reset');

    expect((await call('GET', '/_sim/clock')).body).toMatchObject({ mode: 'manual', paused: false });
  });

  it('keeps streams when asked: same id, empty', async () => {
    const { call, accepted } = await sim.sandbox();
    const stream = await call('POST', '/delivery-progresses/v2.9/streams', {
      body: { title: 's', eventType: 'TIMELINE', groups: [], filterValues: [] },
    });
    await accepted();

    const { body } = await call<{ dropped: object }>('POST', '/_sim/reset', { body: { keep: ['senders', 'streams'] } });

    expect(body.dropped).not.toHaveProperty('streams');
    expect(await call('GET', '/delivery-progresses/v2.9/streams')).toMatchObject({
      body: [{ streamId: stream.body.streamId }],
    });
    expect((await call('GET', `/delivery-progresses/v2.9/streams/${stream.body.streamId}/events`)).body).toEqual([]);
  });

  it('keeps the journal when asked', async () => {
    const { call, send } = await sim.sandbox();
    await send();

    await call('POST', '/_sim/reset', { body: { keep: ['senders', 'journal'] } });

    const { body } = await call<{ items: { operation: string }[] }>('GET', '/_sim/journal');
    expect(body.items.map(({ operation }) => operation)).toContain('sendNewNotificationV26');
  });

  it('drops the senders too when nothing is kept: their keys select nothing any more', async () => {
    const { id, key, call } = await sim.sandbox();

    expect((await call('POST', '/_sim/reset', { body: { keep: [] } })).status).toBe(200);

    expectRefusal(await sim.call('GET', '/_sim/clock', { headers: { 'x-api-key': key } }), 404, 'SIM_UNKNOWN_KEY');
    expect((await sim.call('GET', `/_sim/sandboxes/${id}`)).body.senders).toEqual([]);
  });

  it.each([
    ['keep.0', { keep: ['keys'] }],
    ['keep', { keep: 'senders' }],
    ['kepe', { kepe: [] }],
  ])('with something wrong at %s changes nothing', async (location, body) => {
    const { call, send } = await sim.sandbox();
    await send();

    const called = await call('POST', '/_sim/reset', { body });

    expectRefusal(called, 400, 'SIM_INVALID_BODY');
    expect(called.body).toMatchObject({ location });
    expect((await call<{ items: unknown[] }>('GET', '/_sim/notifications')).body.items).toHaveLength(1);
  });

  it('touches no other sandbox', async () => {
    const [one, other] = [await sim.sandbox(), await sim.sandbox()];
    await other.send();

    await one.call('POST', '/_sim/reset');

    expect((await other.call<{ items: unknown[] }>('GET', '/_sim/notifications')).body.items).toHaveLength(1);
  });

  it('that comes in the middle of a move waits for its end', async () => {
    const { id, call, send } = await sim.sandbox();
    for (let i = 0; i < 20; i++) await send();
    const seen = async () => (await sim.call<SandboxShape>('GET', `/_sim/sandboxes/${id}`)).body.clock.now;
    const before = await seen();

    const move = call<{ executedCount: number }>('POST', '/_sim/clock/advance', { body: { by: '100d' } });
    while ((await seen()) === before);
    const reset = await call<{ dropped: object }>('POST', '/_sim/reset');

    expect((await move).body.executedCount).toBeGreaterThan(200);
    expect(reset.body.dropped).toMatchObject({ notifications: 20, plannedItems: 0 });
  });
});
