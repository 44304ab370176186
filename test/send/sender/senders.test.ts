import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aBody, expectProblem } from '../../support/refusals.js';
import {
  aPdf,
  aSimulator,
  type SandboxClient,
  type SandboxShape,
  type TestSimulator,
} from '../../support/simulator.js';

/** Bodies, groups and settings of a sandbox. */
let simulator: TestSimulator;

beforeAll(async () => {
  simulator = await aSimulator();
});
afterAll(() => simulator.stop());

const path = '/ext-registry-b2b/pa/v1/groups';
interface Group {
  readonly id: string;
  readonly name: string;
  readonly status: string;
}

describe('the groups of a sender', () => {
  const aWorld = () =>
    simulator.sandbox({
      senders: [
        {
          groups: ['Tributi', 'Polizia', 'Scuola'],
          suspendedGroups: ['Scuola'],
          apiKeys: [{}, { groups: ['Polizia', 'Scuola'] }],
        },
        { groups: ['Others'] },
      ],
    });
  const groups = async (client: SandboxClient, query = '', key = 0): Promise<readonly Group[]> => {
    const headers = { 'x-api-key': client.shape.senders[0]?.apiKeys[key]?.key ?? '' };
    return (await client.call<Group[]>('GET', `${path}${query}`, { headers })).body;
  };
  const names = (list: readonly Group[]): readonly string[] => list.map(({ name }) => name);

  it('are all shown to a key without groups, with the ids that requests name', async () => {
    const client = await aWorld();

    expect(await groups(client)).toEqual([
      { id: client.shape.senders[0]?.groups[0]?.id, name: 'Tributi', status: 'ACTIVE' },
      { id: client.shape.senders[0]?.groups[1]?.id, name: 'Polizia', status: 'ACTIVE' },
      { id: client.shape.senders[0]?.groups[2]?.id, name: 'Scuola', status: 'SUSPENDED' },
    ]);
  });

  it('are only its own to a key with groups', async () => {
    expect(names(await groups(await aWorld(), '', 1))).toEqual(['Polizia', 'Scuola']);
  });

  it.each([
    ['ACTIVE', ['Tributi', 'Polizia']],
    ['SUSPENDED', ['Scuola']],
    ['DELETED', []],
    ['', ['Tributi', 'Polizia', 'Scuola']],
  ])('can be filtered by the status "%s"', async (status, expected) => {
    expect(names(await groups(await aWorld(), `?statusFilter=${status}`))).toEqual(expected);
  });

  it('refuse another status', async () => {
    const client = await aWorld();

    expectProblem(
      await client.call('GET', `${path}?statusFilter=active`),
      400,
      [{ code: 'PN_GENERIC_ERROR', detail: 'none' }],
      'PN-EXTERNAL-REGISTRIES',
    );
  });

  it('need a key like every other call', async () => {
    expect((await simulator.call('GET', path)).status).toBe(401);
  });
});

describe('several bodies in one sandbox', () => {
  const send = async (client: SandboxClient, sender: number, change: object = {}) => {
    const { apiKeys, taxId } = client.shape.senders[sender] ?? { apiKeys: [], taxId: '' };
    return client.call('POST', '/delivery/v2.6/requests', {
      body: aBody({ senderTaxId: taxId, ...change }),
      headers: { 'x-api-key': apiKeys[0]?.key ?? '' },
    });
  };

  it('have each their own id, tax id and key', async () => {
    const { shape } = await simulator.sandbox({ senders: [{}, {}, {}] });

    for (const field of ['paId', 'taxId', 'name'] as const) {
      expect(new Set(shape.senders.map((sender) => sender[field])).size).toBe(3);
    }
    expect(new Set(shape.senders.map(({ apiKeys }) => apiKeys[0]?.key)).size).toBe(3);
  });

  it('may share a tax id: parent and child send alike and do not see each other', async () => {
    const client = await simulator.sandbox({ senders: [{}, { name: 'Ufficio', taxId: '12345678903' }] });
    const [parent, child] = [await send(client, 0), await send(client, 1)];
    const id = encodeURIComponent(String(child.body.notificationRequestId));

    expect([parent.status, child.status]).toEqual([202, 202]);
    const query = `/delivery/v2.6/requests?notificationRequestId=${id}`;
    expect((await client.call('GET', query)).status).toBe(404);
    const headers = { 'x-api-key': client.shape.senders[1]?.apiKeys[0]?.key ?? '' };
    expect((await client.call('GET', query, { headers })).status).toBe(200);
  });

  it('cannot send in the name of each other', async () => {
    const client = await simulator.sandbox({ senders: [{}, { taxId: '77777777777' }] });

    expectProblem(await send(client, 1, { senderTaxId: '12345678903' }), 403, [
      { code: 'PN_DELIVERY_INVALID_SENDER_TAX_ID', detail: 'none' },
    ]);
  });
});

describe('settings', () => {
  const create = (body: object) => simulator.call<SandboxShape>('POST', '/_sim/sandboxes', { body });

  it('of a sandbox and of its senders are taken, and shown', async () => {
    const settings = {
      active: true,
      mvp: false,
      monthlyLimit: 10,
      addressLookup: true,
      heavyMailDisabled: true,
      maxStreams: 2,
      retryAfterMs: 1_000,
    };
    const { status, body } = await create({
      senders: [{ settings }],
      settings: {
        addressProfile: 'strict',
        retention: 'off',
        paperSeconds: 'literal',
        authorizerCache: 'PT1M30S',
        maxRecipients: 1,
        maxDocuments: 1,
        taxIdWhiteList: [],
      },
    });

    expect(status).toBe(201);
    expect(body.senders[0]).toMatchObject({ settings });
  });

  it.each([
    ['a usage plan, which has no effect yet', { senders: [{ settings: { aggregate: {} } }] }],
    ['a misspelt setting', { settings: { maxRecipient: 1 } }],
    ['another word', { settings: { addressProfile: 'Strict' } }],
    ['a length of time that is none', { settings: { authorizerCache: '60' } }],
    ['months, which have no length', { settings: { authorizerCache: 'P1M' } }],
    ['a number below 0', { senders: [{ settings: { monthlyLimit: -1 } }] }],
    ['a fraction', { senders: [{ settings: { maxStreams: 1.5 } }] }],
    ['null', { senders: [{ settings: { mvp: null } }] }],
    ['a suspended group that is not listed', { senders: [{ groups: ['A'], suspendedGroups: ['B'] }] }],
    ['a key of a group that is not listed', { senders: [{ groups: ['A'], apiKeys: [{ groups: ['B'] }] }] }],
  ])('refuse %s', async (_, body) => {
    const called = await create(body);

    expect([called.status, called.body]).toEqual([400, expect.objectContaining({ code: 'SIM_INVALID_BODY' })]);
  });

  it('maxStreams and retryAfterMs hold for the streams of the body', async () => {
    const client = await simulator.sandbox({ senders: [{ settings: { maxStreams: 1, retryAfterMs: 5 } }, {}] });
    const open = (key = client.key) =>
      client.call('POST', '/delivery-progresses/v2.9/streams', {
        body: { title: 'All', eventType: 'TIMELINE', groups: [] },
        headers: { 'x-api-key': key },
      });
    const { body } = await open();
    const read = await client.call('GET', `/delivery-progresses/v2.9/streams/${body.streamId}/events`);
    const otherKey = client.shape.senders[1]?.apiKeys[0]?.key;

    expect(read.headers.get('retry-after')).toBe('5');
    expect((await open()).status).toBe(409);
    expect([(await open(otherKey)).status, (await open(otherKey)).status]).toEqual([200, 200]);
  });

  it.each(['', '/v2.9'])('enforceRetryAfter refuses who reads too early: %s', async (version) => {
    const settings = { retryAfterMs: 600_000, enforceRetryAfter: true };
    const client = await simulator.sandbox({ senders: [{ settings }] });
    const path = `/delivery-progresses${version}/streams`;
    const { body } = await client.call('POST', path, { body: { title: 'All', eventType: 'STATUS', groups: [] } });
    const read = () => client.call('GET', `${path}/${body.streamId}/events`);

    expect((await read()).headers.get('retry-after')).toBe('600000');
    const early = await read();
    expect([early.status, early.headers.get('retry-after')]).toEqual([429, null]);
    expect(early.body).toMatchObject({
      status: 429,
      title: 'Handled error',
      errors: [{ code: 'PN_STREAM_RETRY_AFTER_ERROR', detail: 'none' }],
    });
    expect(early.headers.get('x-send-sim-hint')).toContain('asked for a pause of 600000 ms');
    await client.advance({ by: '10m' });
    expect((await read()).status).toBe(200);
  });

  describe('heavyMailDisabled refuses after the 202', () => {
    const pages = (n: number): Buffer => {
      const kids = Array.from({ length: n }, (_, i) => `${i + 3} 0 R`).join(' ');
      const each = Array.from({ length: n }, (_, i) => `${i + 3} 0 obj<</Type/Page/Parent 2 0 R>>endobj\n`).join('');
      return Buffer.from(
        `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[${kids}]/Count ${n}>>endobj\n${each}trailer<</Root 1 0 R>>\n%%EOF\n`,
      );
    };
    const outcome = async (files: readonly Buffer[], isDisabled = true): Promise<unknown> => {
      const client = await simulator.sandbox({ senders: [{ settings: { heavyMailDisabled: isDisabled } }] });
      const documents = [];
      for (const file of files) documents.push(await client.upload(file));
      const id = await client.send({ documents });
      await client.advance({ by: 'PT5M' });
      const { errors, notificationRequestStatus } = (await client.requestStatus(id)).body as {
        readonly errors?: readonly { readonly code: string; readonly detail: string }[];
        readonly notificationRequestStatus: string;
      };
      return (
        errors?.map(({ code, detail }) => [code, detail.replace(/document=[^,]+/, 'document=…')]) ??
        notificationRequestStatus
      );
    };
    const code = 'SENDER_DISABLED_MORE_THAN_20_GRAMS';

    it('one document of five pages, two with three, and any three', async () => {
      expect(await outcome([pages(5)])).toEqual([
        [code, 'The attachment document exceed 4 pages. [paTaxId=12345678903, document=…, actualPages=5, maxPages=4]'],
      ]);
      expect(await outcome([pages(1), pages(3)])).toEqual([
        [code, 'One of two documents exceed one sheet. [paTaxId=12345678903, document=…, actualPages=3, maxPages=2]'],
      ]);
      expect(await outcome([aPdf('1'), aPdf('2'), aPdf('3')])).toEqual([
        [
          code,
          "Validation failed, sender paTaxId=12345678903 can't send mail with more than 3 sheets (20 grams). 3 documents and an AAR exceed 3 sheets",
        ],
      ]);
    });

    it('nothing that is light enough, and nothing of another body', async () => {
      expect(await outcome([pages(4)])).toBe('ACCEPTED');
      expect(await outcome([pages(2), pages(1)])).toBe('ACCEPTED');
      expect(await outcome([pages(9)], false)).toBe('ACCEPTED');
    });
  });
});
