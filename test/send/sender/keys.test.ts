import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aSimulator, type Called, type SandboxClient, type TestSimulator } from '../../support/simulator.js';

/** API keys as the portal of a sender manages them, through `/_sim`. */
interface Key {
  readonly id: string;
  readonly name: string;
  readonly key: string;
  readonly groups: readonly string[];
  readonly pdnd: unknown;
  readonly status: string;
  readonly successor?: Key;
}

let simulator: TestSimulator;

beforeAll(async () => {
  simulator = await aSimulator();
});
afterAll(() => simulator.stop());

const firstKeyId = ({ shape }: SandboxClient): string => shape.senders[0]?.apiKeys[0]?.id ?? '';
const act = (client: SandboxClient, action: string, id = firstKeyId(client)): Promise<Called<Key>> =>
  client.call<Key>('PATCH', `/_sim/api-keys/${id}`, { body: { action } });
const acts = async (client: SandboxClient, ...actions: readonly string[]): Promise<readonly number[]> => {
  const statuses: number[] = [];
  for (const action of actions) statuses.push((await act(client, action)).status);
  return statuses;
};
const create = (client: SandboxClient, sender: string, body: object = {}): Promise<Called<Key>> =>
  client.call<Key>('POST', `/_sim/senders/${sender}/api-keys`, { body });
const groupsOf = async (client: SandboxClient, key: string) =>
  (await client.call<{ name: string }[]>('GET', '/ext-registry-b2b/pa/v1/groups', { headers: { 'x-api-key': key } }))
    .body;
const keysOf = async (client: SandboxClient): Promise<readonly Key[]> => {
  const { body } = await client.call<{ senders: { apiKeys: Key[] }[] }>('GET', `/_sim/sandboxes/${client.id}`);
  return body.senders[0]?.apiKeys ?? [];
};

describe('a new key', () => {
  it('is made enabled, with an id and a value of its own, in the shape of the sandbox', async () => {
    const client = await simulator.sandbox({ senders: [{ groups: ['Tributi'] }] });
    const { status, body } = await create(client, '12345678903', { name: 'second', groups: ['Tributi'], pdnd: true });

    expect([status, body]).toEqual([
      201,
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        name: 'second',
        key: expect.stringMatching(/^[0-9a-f-]{36}$/),
        groups: [client.shape.senders[0]?.groups[0]?.id],
        pdnd: true,
        status: 'ENABLED',
      },
    ]);
    expect((await keysOf(client)).map(({ id }) => id)).toEqual([firstKeyId(client), body.id]);
  });

  it('selects its sandbox and works at once', async () => {
    const client = await simulator.sandbox({ senders: [{ groups: ['Tributi', 'Polizia'] }] });
    const { key } = (await create(client, '12345678903', { groups: ['Polizia'] })).body;

    expect((await groupsOf(client, key)).map(({ name }) => name)).toEqual(['Polizia']);
  });

  it('is refused for an unknown or suspended group', async () => {
    const client = await simulator.sandbox({ senders: [{ groups: ['Tributi'], suspendedGroups: ['Tributi'] }] });

    for (const group of ['nobody', 'Tributi']) {
      const { status, body } = await create(client, '12345678903', { groups: [group] });
      expect([status, body]).toEqual([400, expect.objectContaining({ code: 'SIM_INVALID_BODY' })]);
    }
  });

  it('is refused for an unknown sender, and for a tax id that two senders share', async () => {
    const client = await simulator.sandbox({ senders: [{}, { taxId: '12345678903' }] });

    expect((await create(client, 'nobody')).body).toMatchObject({ status: 404, code: 'SIM_UNKNOWN_SENDER' });
    expect((await create(client, '12345678903')).body).toMatchObject({ status: 409, code: 'SIM_SENDER_AMBIGUOUS' });
    expect((await create(client, client.shape.senders[1]?.paId ?? '')).status).toBe(201);
  });

  it('is refused with a property that it does not have', async () => {
    const client = await simulator.sandbox();

    expect((await create(client, '12345678903', { grops: [] })).body).toMatchObject({
      code: 'SIM_INVALID_BODY',
      location: expect.stringContaining('grops'),
    });
  });

  it('gets an id that no key has, after a reset that kept the senders too', async () => {
    const client = await simulator.sandbox();
    await client.call('POST', '/_sim/reset', { body: {} });
    const { body } = await create(client, '12345678903');

    expect(body.id).not.toBe(firstKeyId(client));
  });
});

describe('the life of a key', () => {
  it('rotation makes a successor with the same name, groups and voucher mode', async () => {
    const client = await simulator.sandbox({
      senders: [{ groups: ['Tributi'], apiKeys: [{ name: 'mine', groups: ['Tributi'], pdnd: true }] }],
    });
    const { status, body } = await act(client, 'ROTATE');
    const { successor, ...rotated } = body;

    expect([status, rotated]).toEqual([200, { ...client.shape.senders[0]?.apiKeys[0], status: 'ROTATED' }]);
    expect(successor).toEqual({
      ...client.shape.senders[0]?.apiKeys[0],
      id: successor?.id,
      key: successor?.key,
      status: 'ENABLED',
    });
    expect(successor?.id).not.toBe(rotated.id);
    expect(successor?.key).not.toBe(rotated.key);
  });

  it.each([
    [['ENABLE'], [409]],
    [['DELETE'], [409]],
    [
      ['BLOCK', 'BLOCK'],
      [200, 409],
    ],
    [
      ['BLOCK', 'ROTATE'],
      [200, 409],
    ],
    [
      ['BLOCK', 'ENABLE', 'ROTATE'],
      [200, 200, 200],
    ],
    [
      ['ROTATE', 'ROTATE'],
      [200, 409],
    ],
    [
      ['ROTATE', 'BLOCK', 'ENABLE'],
      [200, 200, 409],
    ],
    [
      ['ROTATE', 'BLOCK', 'DELETE'],
      [200, 200, 200],
    ],
    [
      ['BLOCK', 'DELETE', 'ENABLE'],
      [200, 200, 404],
    ],
  ])('%j answers %j', async (actions, statuses) => {
    expect(await acts(await simulator.sandbox(), ...actions)).toEqual(statuses);
  });

  it('a refused action says why, in the words of the portal', async () => {
    const client = await simulator.sandbox();

    expect((await act(client, 'DELETE')).body).toMatchObject({
      code: 'SIM_KEY_STATE',
      detail: 'Can not delete ApiKey - current state is ENABLED',
    });
    expect((await act(client, 'ENABLE')).body).toMatchObject({
      code: 'SIM_KEY_STATE',
      detail: 'Can not change ApiKey status from ENABLED to ENABLE',
    });
  });

  it('unknown keys and actions are refused', async () => {
    const client = await simulator.sandbox();

    expect((await act(client, 'BLOCK', 'nobody')).body).toMatchObject({ status: 404, code: 'SIM_UNKNOWN_API_KEY' });
    expect((await act(client, 'RENAME')).body).toMatchObject({ status: 400, code: 'SIM_INVALID_BODY' });
  });

  it('a deleted key is gone from its sender, and still selects its sandbox on /_sim', async () => {
    const client = await simulator.sandbox();
    await acts(client, 'BLOCK', 'DELETE');

    expect(await keysOf(client)).toEqual([]);
    expect((await client.call('GET', '/_sim/journal')).status).toBe(200);
    await client.call('POST', '/_sim/reset', { body: {} });
    expect((await client.call('GET', '/_sim/journal')).status).toBe(200);
  });
});

describe('after a restart', () => {
  it('keys are in the state in which they were left', async () => {
    const data = await mkdtemp(join(tmpdir(), 'send-simulator-keys-'));
    try {
      const before = await aSimulator({ data });
      const client = await before.sandbox({ id: 'kept' });
      const { body } = await act(client, 'ROTATE');
      await act(client, 'BLOCK');
      const added = (await create(client, '12345678903', { name: 'added' })).body;
      await act(client, 'BLOCK', added.id);
      await act(client, 'DELETE', added.id);
      await before.stop();

      const after = await aSimulator({ data });
      try {
        const call = (key: string, path: string) => after.call('GET', path, { headers: { 'x-api-key': key } });
        const groups = '/ext-registry-b2b/pa/v1/groups';
        expect((await call(client.key, groups)).status).toBe(403);
        expect((await call(added.key, groups)).status).toBe(403);
        expect((await call(added.key, '/_sim/journal')).status).toBe(200);
        expect((await call(body.successor?.key ?? '', groups)).status).toBe(200);
        const enabled = await after.call('PATCH', `/_sim/api-keys/${body.id}`, {
          body: { action: 'ENABLE' },
          headers: { 'x-api-key': client.key },
        });
        expect(enabled.status).toBe(409);
      } finally {
        await after.stop();
      }
    } finally {
      await rm(data, { recursive: true, force: true });
    }
  });
});
