import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aSimulator, type Called, type SandboxClient, type TestSimulator } from '../../support/simulator.js';

/** The key portal: what stands behind the pages on which a body manages its API keys. */
let simulator: TestSimulator;
let client: SandboxClient;

beforeAll(async () => {
  simulator = await aSimulator();
});
afterAll(() => simulator.stop());
beforeEach(async () => {
  client = await simulator.sandbox({ senders: [{ groups: ['Tributi', 'Multe'], apiKeys: [{ name: 'principale' }] }] });
});

const path = '/api-key-self/api-keys';
interface Listed {
  readonly items: readonly {
    readonly id: string;
    readonly name: string;
    readonly value?: string;
    readonly groups: readonly string[];
    readonly status: string;
    readonly statusHistory: readonly { readonly status: string }[];
  }[];
  readonly lastKey?: string;
  readonly lastUpdate?: string;
  readonly total: number;
}
const list = (query = '') => client.call<Listed>('GET', path + query);
const create = (body: unknown, headers = {}) =>
  client.call<{ id: string; apiKey: string; title: string }>('POST', path, { body, headers });
const act = (id: string, status: string) =>
  client.call<{ title: string }>('PUT', `${path}/${id}/status`, { body: { status } });
const remove = (id: string) => client.call<{ title: string }>('DELETE', `${path}/${id}`);
const groupsWith = (key: string) =>
  client.call('GET', '/ext-registry-b2b/pa/v1/groups', { headers: { 'x-api-key': key } });
const hintOf = (called: Called<unknown>) => called.headers.get('x-send-sim-hint');

it('makes a key that works at once, and lists it with its value only where asked', async () => {
  const { status, body } = await create({ name: 'Gestionale', groups: ['Multe'] });

  expect(status).toBe(200);
  expect((await groupsWith(body.apiKey)).status).toBe(200);
  const listed = (await list()).body;
  expect(listed.total).toBe(2);
  expect(listed.items.find(({ id }) => id === body.id)).toEqual({
    id: body.id,
    name: 'Gestionale',
    lastUpdate: expect.stringMatching(/^\d{4}-.*Z$/),
    groups: ['Multe'],
    status: 'ENABLED',
    statusHistory: [{ status: 'CREATED', date: expect.any(String), changedByDenomination: expect.any(String) }],
  });
  const shown = (await list('?showVirtualKey=true')).body.items.find(({ id }) => id === body.id);
  expect(shown?.value).toBe(body.apiKey);
});

it('lists page after page', async () => {
  for (const name of ['k1', 'k2', 'k3']) await create({ name, groups: [] });

  const first = (await list('?limit=3')).body;
  const second = (await list(`?limit=3&lastKey=${first.lastKey}&lastUpdate=${first.lastUpdate}`)).body;

  expect(first.items).toHaveLength(3);
  expect(second.items).toHaveLength(1);
  expect(second.lastKey).toBeUndefined();
  expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(4);
});

it('rotates: the old key goes on working beside a new one of the same name', async () => {
  const { body } = await create({ name: 'Gestionale', groups: [] });

  expect((await act(body.id, 'ROTATE')).status).toBe(200);

  const same = (await list()).body.items.filter(({ name }) => name === 'Gestionale');
  expect(same.map(({ status }) => status).sort()).toEqual(['ENABLED', 'ROTATED']);
  expect((await groupsWith(body.apiKey)).status).toBe(200);
});

describe('blocked', () => {
  it('a key is refused with 403, enabled it is let in, and only blocked it can be deleted', async () => {
    const { body } = await create({ name: 'Gestionale', groups: [] });

    await act(body.id, 'BLOCK');
    expect((await groupsWith(body.apiKey)).status).toBe(403);
    await act(body.id, 'ENABLE');
    expect((await groupsWith(body.apiKey)).status).toBe(200);
    const early = await remove(body.id);
    expect([early.status, early.body.title]).toEqual([409, 'Can not delete ApiKey - current state is ENABLED']);
    await act(body.id, 'BLOCK');
    expect((await remove(body.id)).status).toBe(200);
    expect((await remove(body.id)).status).toBe(404);
  });

  it('after a rotation a key never comes back', async () => {
    const { body } = await create({ name: 'Gestionale', groups: [] });
    for (const action of ['ROTATE', 'BLOCK']) await act(body.id, action);

    const refused = await act(body.id, 'ENABLE');

    expect([refused.status, refused.body.title]).toEqual([409, 'Can not change ApiKey status from BLOCKED to ENABLE']);
    expect(hintOf(refused)).toContain('never rotated');
  });
});

describe('refuses', () => {
  it.each([
    ['a name of one character', { name: 'x', groups: [] }],
    ['a name with a blank at its end', { name: 'xy ', groups: [] }],
    ['no groups', { name: 'xy' }],
    ['no JSON', '{'],
    ['nothing', {}],
  ])('%s with 400', async (_, body) => {
    const refused = await create(body);

    expect(refused.status).toBe(400);
    expect(hintOf(refused)).toContain('not valid');
  });

  it('a group that the body does not have', async () => {
    const refused = await create({ name: 'xy', groups: ['Anagrafe'] });

    expect([refused.status, refused.body.title]).toEqual([400, 'User cannot add groups: [Anagrafe]']);
    expect(hintOf(refused)).toContain('Tributi, Multe');
  });

  it('a group that the employee does not have; without one the key gets all of theirs', async () => {
    const [tributi, multe] = client.shape.senders[0]?.groups ?? [];
    const headers = { 'x-pagopa-pn-cx-groups': String(tributi?.id) };

    expect((await create({ name: 'xy', groups: [multe?.id] }, headers)).status).toBe(400);
    const { body } = await create({ name: 'xy', groups: [] }, headers);
    expect((await list()).body.items.find(({ id }) => id === body.id)?.groups).toEqual(['Tributi']);
  });

  it('another kind of customer, an unknown body, an unknown key, an unknown action', async () => {
    expect((await client.call('GET', path, { headers: { 'x-pagopa-pn-cx-type': 'PF' } })).status).toBe(403);
    expect((await client.call('GET', path, { headers: { 'x-pagopa-pn-cx-id': 'nobody' } })).status).toBe(403);
    expect((await act('nothing', 'BLOCK')).status).toBe(404);
    expect((await act(client.shape.senders[0]?.apiKeys[0]?.id ?? '', 'DELETE')).status).toBe(400);
  });
});

it('keeps to the body that x-pagopa-pn-cx-id names, of the sandbox that ?sandbox= names', async () => {
  const two = await simulator.sandbox({ senders: [{ name: 'Madre' }, { name: 'Figlia', apiKeys: [{ name: 'sua' }] }] });
  const ask = (headers: Record<string, string>) =>
    simulator.call<Listed>('GET', `${path}?sandbox=${two.id}`, { headers });

  const named = await ask({ 'x-pagopa-pn-cx-id': two.shape.senders[1]?.paId ?? '' });
  expect(named.body.items.map(({ name }) => name)).toEqual(['sua']);
  const unnamed = await ask({});
  expect(unnamed.status).toBe(403);
  expect(hintOf(unnamed)).toContain('several bodies');
});

it('tells no key in the journal', async () => {
  const { body } = await create({ name: 'Gestionale', groups: [] });

  const journal = await client.call<{ items: { operation: string }[] }>('GET', '/_sim/journal');

  expect(journal.body.items.map(({ operation }) => operation)).toEqual(['backOfficeCreateApiKey']);
  expect(journal.text).not.toContain(body.apiKey);
});
