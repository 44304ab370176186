import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foreignVisit } from '../../src/control/visitor.js';
import { aSimulator, type TestSimulator } from '../support/simulator.js';

interface Answer {
  readonly status: number;
  readonly body: { readonly code?: string; readonly hint?: string; readonly detail?: string };
}

/** As a browser or a program sends it: `fetch` would write the host by itself. */
const visit = (sim: TestSimulator, path: string, headers: Record<string, string>, method = 'POST'): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(sim.url);
    const call = request({ hostname, port, path, method, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        resolve({ status: answer.statusCode ?? 0, body: text === '' ? {} : (JSON.parse(text) as Answer['body']) });
      });
    });
    call.on('error', reject);
    call.end();
  });

describe('/_sim without a token', () => {
  let sim: TestSimulator;
  let port: string;
  beforeAll(async () => {
    sim = await aSimulator();
    ({ port } = new URL(sim.url));
  });
  afterAll(() => sim.stop());

  it.each(['https://evil.example.com', 'http://localhost:1', 'null', 'http://127.0.0.1', 'file://', ''])(
    'refuses a call from a page of %j, which needs no permission of ours to be sent',
    async (origin) => {
      const before = (await sim.call<{ now: string }>('GET', '/_sim/clock')).body;

      const refused = await visit(sim, '/_sim/reset', { origin, 'content-type': 'text/plain' });

      expect(refused).toMatchObject({ status: 403, body: { code: 'SIM_FOREIGN_PAGE' } });
      expect(refused.body.detail).toContain(origin);
      expect(refused.body.hint).toContain('--public-url');
      expect((await sim.call('GET', '/_sim/clock')).body).toEqual(before);
    },
  );

  it('takes calls from its own pages, under whatever name they were opened', async () => {
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `simulator:${port}`]) {
      const answer = await visit(sim, '/_sim/reset', { host, origin: `http://${host}` });
      expect(answer.status).toBeLessThan(300);
    }
  });

  it.each(['evil.example.com', 'evil.example.com:80', '127.0.0.1.evil.com', 'localhost.evil.com', 'a b'])(
    'is not read under the name %j, which a page of the internet may have turned to our address',
    async (host) => {
      for (const path of ['/_sim/sandboxes', '/_sim/health', '/checklistresult']) {
        const refused = await visit(sim, path, { host }, 'GET');
        expect(refused).toMatchObject({ status: 403, body: { code: 'SIM_FOREIGN_HOST' } });
        expect(refused.body.hint).toContain('--public-url');
      }
    },
  );

  it('cannot be talked into another name by headers of proxies', async () => {
    const refused = await visit(
      sim,
      '/_sim/sandboxes',
      { host: 'evil.example.com', 'x-forwarded-host': 'localhost' },
      'GET',
    );
    expect(refused.body.code).toBe('SIM_FOREIGN_HOST');
  });

  it.each([
    'localhost',
    'LOCALHOST:3000',
    '127.0.0.2',
    '[::1]:3000',
    '172.17.0.1:3000',
    'simulator',
    'send.localhost',
    'host.docker.internal',
    'sim.svc.cluster.local',
  ])('is read under the name %j', async (host) => {
    expect((await visit(sim, '/_sim/clock', { host }, 'GET')).status).toBe(200);
  });
});

it('the name of --public-url is its own', () => {
  const publicUrl = 'https://send.ente.example.org/sim';
  const codeOf = (headers: Record<string, string>): string | undefined =>
    foreignVisit({ headers, socket: {} } as unknown as IncomingMessage, { publicUrl, isLocal: true })?.code;

  expect(codeOf({ host: 'send.ente.example.org', origin: 'https://send.ente.example.org' })).toBeUndefined();
  expect(codeOf({ host: 'localhost:3000', origin: 'https://send.ente.example.org' })).toBeUndefined();
  expect(codeOf({ host: 'send.ente.example.org', origin: 'https://ente.example.org' })).toBe('SIM_FOREIGN_PAGE');
  expect(codeOf({ host: 'ente.example.org' })).toBe('SIM_FOREIGN_HOST');
});

it('whoever opens the API to a network says which names are right; pages of others stay out', async () => {
  const sim = await aSimulator({ host: '0.0.0.0', controlOpen: true });
  try {
    const host = 'send.ente.example.org';
    expect((await visit(sim, '/_sim/clock', { host }, 'GET')).status).toBe(200);
    expect((await visit(sim, '/_sim/reset', { host, origin: 'https://evil.example.com' })).body.code).toBe(
      'SIM_FOREIGN_PAGE',
    );
  } finally {
    await sim.stop();
  }
});
