import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aSimulator, type Method, type TestSimulator } from '../support/simulator.js';
import { expectRefusal } from './refusal.js';

let sim: TestSimulator;
beforeAll(async () => {
  sim = await aSimulator();
});
afterAll(() => sim.stop());

describe('the sandbox of a call', () => {
  it('is the one of the key', async () => {
    const { id, call } = await sim.sandbox({ id: 'by-key', clock: { now: '2030-01-01T00:00:00Z' } });

    expect((await call('GET', '/_sim/clock')).body.now).toBe('2030-01-01T00:00:00Z');
    expect((await call('POST', '/_sim/reset')).body.sandbox).toBe(id);
  });

  it('is the one of the key although the query names another one', async () => {
    await sim.sandbox({ id: 'named' });
    const { id, call } = await sim.sandbox();

    expect((await call('POST', '/_sim/reset?sandbox=named')).body.sandbox).toBe(id);
  });

  it('is the one that the query names, where there is no key', async () => {
    const { id } = await sim.sandbox();

    expect((await sim.call('POST', `/_sim/reset?sandbox=${id}`)).body.sandbox).toBe(id);
  });

  it('is the default one, where there is neither', async () => {
    expect((await sim.call('POST', '/_sim/reset')).body.sandbox).toBe('default');
    expect((await sim.call('POST', '/_sim/reset', { headers: { 'x-api-key': sim.apiKey } })).body.sandbox).toBe(
      'default',
    );
  });

  it.each(['unknown', '5e5d0000-0000-4000-8000-000000000002', ''])(
    'is never the default one for a key that nobody has: %j',
    async (key) => {
      const called = await sim.call('POST', '/_sim/reset', { headers: { 'x-api-key': key } });

      expectRefusal(called, 404, 'SIM_UNKNOWN_KEY');
    },
  );

  it('does not repeat a whole key in its refusal', async () => {
    const key = '7d7c9a10-aaaa-bbbb-cccc-0123456789ab';
    const called = await sim.call('GET', '/_sim/clock', { headers: { 'x-api-key': key } });

    expect(called.text).not.toContain(key);
  });

  it.each(['nowhere', 'Default', '../default', ''])('is not there: ?sandbox=%s', async (id) => {
    const called = await sim.call('GET', `/_sim/clock?sandbox=${encodeURIComponent(id)}`);

    expectRefusal(called, 404, 'SIM_UNKNOWN_SANDBOX', id === '' ? /""/ : new RegExp(id));
  });

  it('is one: two names are refused', async () => {
    expectRefusal(
      await sim.call('GET', '/_sim/clock?sandbox=default&sandbox=other'),
      400,
      'SIM_INVALID_VALUE',
      /sandbox/,
    );
  });
});

describe('a call that does not exist', () => {
  it.each([
    ['GET', '/_sim/nothing'],
    ['GET', '/_sim/clock/nothing'],
    ['POST', '/_sim/clockk'],
    ['GET', '/_sim/notifications/a/b/c'],
    ['GET', '/_sim/sandboxes/a/b'],
  ] as const)('is refused with the way to the list: %s %s', async (method, path) => {
    const called = await sim.call(method, path);

    expectRefusal(called, 404, 'SIM_UNKNOWN_PATH', new RegExp(`${method} ${path}`));
    expect(called.body.hint).toContain('GET /_sim');
  });

  it.each([
    ['DELETE', '/_sim/clock', 'GET, PUT'],
    ['POST', '/_sim/clock', 'GET, PUT'],
    ['GET', '/_sim/reset', 'POST'],
    ['GET', '/_sim/clock/advance', 'POST'],
    ['PUT', '/_sim/clock/pause', 'POST'],
    ['PATCH', '/_sim/sandboxes', 'POST, GET'],
    ['PUT', '/_sim/sandboxes/default', 'GET, DELETE'],
    ['DELETE', '/_sim/recipients/LRTFNC80A01F205B', 'GET, PUT'],
    ['DELETE', '/_sim/notifications', 'GET'],
    ['POST', '/_sim/journal', 'GET'],
    ['POST', '/_sim/health', 'GET'],
  ] as const)('has the methods that the path takes in its refusal: %s %s', async (method, path, allowed) => {
    const called = await sim.call(method as Method, path);

    expectRefusal(called, 405, 'SIM_WRONG_METHOD', new RegExp(method));
    expect(called.headers.get('allow')).toBe(allowed);
    expect(called.body.hint).toContain(allowed);
  });

  it('is none of the list', async () => {
    const { status, body } = await sim.call<{ items: string[] }>('GET', '/_sim');

    expect(status).toBe(200);
    expect(body.items).toContain('POST /_sim/clock/advance');
    expect(body.items).toContain('GET /_sim/health');
  });

  it('may have a path that cannot be decoded', async () => {
    expectRefusal(await sim.call('GET', '/_sim/sandboxes/%E0%A4%A'), 400, 'SIM_UNKNOWN_PATH', /decoded/);
  });
});

describe('a query', () => {
  it('with a name that the call does not know is refused, with the one that was meant', async () => {
    const called = await sim.call('GET', '/_sim/notifications?senderTaxid=12345678903');

    expectRefusal(called, 400, 'SIM_UNKNOWN_PARAMETER', /"senderTaxid"; did you mean "senderTaxId"\?/);
    expect(called.body.hint).toContain('cursor');
  });

  it('with a value twice is refused', async () => {
    expectRefusal(await sim.call('GET', '/_sim/notifications?limit=1&limit=2'), 400, 'SIM_INVALID_VALUE', /limit/);
  });

  it.each(['0', '-1', '1.5', 'x', '1e2', '99999999999', ''])('with the limit %j is refused', async (limit) => {
    for (const path of ['/_sim/notifications', '/_sim/clock/agenda', '/_sim/journal']) {
      expectRefusal(await sim.call('GET', `${path}?limit=${limit}`), 400, 'SIM_INVALID_VALUE', /limit/);
    }
  });
});

describe('a body', () => {
  it.each(['{', '{"by": }', "{'by': '7d'}", 'by=7d', '"', '[1,', '\u0000'])(
    'that is no JSON is refused: %j',
    async (body) => {
      const { call } = await sim.sandbox();
      const before = await call('GET', '/_sim/clock');

      const called = await call('POST', '/_sim/clock/advance', { body });

      expectRefusal(called, 400, 'SIM_INVALID_JSON');
      expect((await call('GET', '/_sim/clock')).text).toBe(before.text);
    },
  );

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/yaml', 'nonsense'])(
    'of the type %s is not read, and nothing happens without it',
    async (type) => {
      const before = (await sim.call<{ items: unknown[] }>('GET', '/_sim/sandboxes')).body.items.length;

      const called = await sim.call('POST', '/_sim/sandboxes', {
        body: '{"id":"half-read"}',
        headers: { 'content-type': type },
      });

      expectRefusal(called, 415, 'SIM_INVALID_JSON', new RegExp(type));
      expect(called.body.hint).toContain('application/json');
      expect((await sim.call<{ items: unknown[] }>('GET', '/_sim/sandboxes')).body.items).toHaveLength(before);
    },
  );

  it.each(['null', '[]', '7', '"text"', 'true'])('that is no object is refused: %s', async (body) => {
    for (const [method, path] of [
      ['POST', '/_sim/sandboxes'],
      ['POST', '/_sim/reset'],
      ['POST', '/_sim/clock/advance'],
      ['PUT', '/_sim/clock'],
      ['POST', '/_sim/wait'],
      ['PUT', '/_sim/recipients/LRTFNC80A01F205B'],
    ] as const) {
      const called = await sim.call(method, path, { body });
      expectRefusal(called, 400, 'SIM_INVALID_BODY', /object/);
    }
  });

  it('with a character set that is not Unicode is refused', async () => {
    const called = await sim.call('POST', '/_sim/reset', {
      body: '{}',
      headers: { 'content-type': 'application/json; charset=klingon' },
    });

    expectRefusal(called, 400, 'SIM_INVALID_JSON', /charset/i);
  });

  it('packed in a way that nobody knows is refused', async () => {
    const called = await sim.call('POST', '/_sim/reset', {
      body: '{}',
      headers: { 'content-encoding': 'brown-paper' },
    });

    expectRefusal(called, 400, 'SIM_INVALID_JSON', /encoding/i);
  });

  it('over twenty megabytes is refused', async () => {
    const body = JSON.stringify({ id: 'x'.repeat(20 * 1_024 * 1_024) });

    expectRefusal(await sim.call('POST', '/_sim/sandboxes', { body }), 413, 'SIM_TOO_LARGE');
  });

  it.each([
    ['/_sim/faults', '{"match":{},"do":{"body":', '}}'],
    ['/_sim/scenarios', '', ''],
    ['/_sim/sandboxes', '{"scenarios":[', ']}'],
  ])('that is nested without end is refused: %s', async (path, before, after) => {
    const body = `${before}${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}${after}`;

    expectRefusal(await sim.call('POST', path, { body }), 400, 'SIM_INVALID_BODY', /more than 100 levels/);
  });

  it('may be missing where everything in it may be missing', async () => {
    const { call } = await sim.sandbox();

    expect((await call('POST', '/_sim/reset')).status).toBe(200);
    expect((await call('PUT', '/_sim/clock')).status).toBe(200);
  });

  it('that ends in the middle leaves the simulator well', async () => {
    const { hostname, port } = new URL(sim.url);
    await new Promise<void>((resolve) => {
      const req = request({
        hostname,
        port,
        method: 'POST',
        path: '/_sim/reset',
        headers: { 'content-type': 'application/json', 'content-length': '100' },
      });
      req.on('error', () => resolve());
      req.write('{"keep":', () => req.destroy());
    });

    expect((await sim.call('GET', '/_sim/health')).status).toBe(200);
  });
});

describe('health', () => {
  it('tells version, number of sandboxes and the default clock', async () => {
    const { status, body } = await sim.call<{ sandboxes: number }>('GET', '/_sim/health');

    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'ready',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      clock: { mode: 'manual', rate: 0, paused: false, pending: 0, now: expect.stringMatching(/^20\d\d-.*Z$/) },
    });
    await sim.sandbox();
    expect((await sim.call<{ sandboxes: number }>('GET', '/_sim/health')).body.sandboxes).toBe(body.sandboxes + 1);
  });
});

describe('the control token', () => {
  let guarded: TestSimulator;
  beforeAll(async () => {
    guarded = await aSimulator({ controlToken: 'open-sesame' });
  });
  afterAll(() => guarded.stop());

  it('opens the API', async () => {
    expect((await guarded.call('GET', '/_sim/clock')).status).toBe(200);
  });

  it.each([undefined, 'Bearer wrong', 'Bearer ', 'open-sesame', 'Basic open-sesame', 'Bearer open-sesame2'])(
    'is asked for: authorization %j is refused, unknown paths and bad bodies too',
    async (authorization) => {
      const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
      for (const [method, path] of [
        ['GET', '/_sim/clock'],
        ['GET', '/_sim'],
        ['GET', '/_sim/nothing'],
        ['POST', '/_sim/reset'],
      ] as const) {
        const answer = await fetch(`${guarded.url}${path}`, { method, headers });
        expect(answer.status).toBe(401);
        expect(await answer.json()).toMatchObject({
          code: 'SIM_UNAUTHORIZED',
          hint: expect.stringContaining('--control'),
        });
      }
    },
  );

  it('is not needed for health, nor for the platform', async () => {
    expect((await fetch(`${guarded.url}/_sim/health`)).status).toBe(200);
    const status = await fetch(`${guarded.url}/delivery/v2.6/requests?notificationRequestId=${'A'.repeat(36)}`, {
      headers: { 'x-api-key': guarded.apiKey },
    });
    expect(status.status).toBe(404);
  });

  it('is not needed when the API was opened', async () => {
    const open = await aSimulator({ host: '0.0.0.0', controlOpen: true });
    try {
      expect((await fetch(`${open.url}/_sim/clock`)).status).toBe(200);
    } finally {
      await open.stop();
    }
  });

  it('is needed on every address that is not loopback', async () => {
    const wide = await aSimulator({ host: '0.0.0.0' });
    try {
      expect((await fetch(`${wide.url}/_sim/clock`)).status).toBe(401);
      expect((await fetch(`${wide.url}/_sim/health`)).status).toBe(200);
    } finally {
      await wide.stop();
    }
  });
});
