import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { eachInAFreshSandbox } from '../support/fresh-sandbox.js';
import { aPdf, type SandboxClient, sha256Of, type TestSimulator } from '../support/simulator.js';
import { expectRefusal } from './refusal.js';

let simulator: TestSimulator;
let client: SandboxClient;

eachInAFreshSandbox(
  (fresh, running) => {
    client = fresh;
    simulator = running;
  },
  { seed: 'faults' },
);

interface Fault {
  readonly id: string;
  readonly acted: number;
  readonly matched: number;
  readonly source?: string;
}

const put = async (fault: object): Promise<string> => {
  const { status, body, text } = await client.call<Fault>('POST', '/_sim/faults', { body: fault });
  if (status !== 201) throw new Error(text);
  return body.id;
};
const list = async (): Promise<readonly Fault[]> =>
  (await client.call<{ items: Fault[] }>('GET', '/_sim/faults')).body.items;
const lastCall = async (): Promise<Readonly<Record<string, unknown>> | undefined> =>
  (await client.call<{ items: Record<string, unknown>[] }>('GET', '/_sim/journal')).body.items.at(-1);
/** What the client sees of a call: its status, or that nothing came. */
const seen = (call: Promise<{ readonly status: number }>): Promise<number | 'nothing'> =>
  call.then(
    ({ status }) => status,
    () => 'nothing',
  );
const aStream = { title: 'all', eventType: 'TIMELINE', groups: [], filterValues: [] };
const groups = () => client.call('GET', '/ext-registry-b2b/pa/v1/groups');

describe('a fault', () => {
  it('answers a status instead of a call, as often as it says, and is gone then', async () => {
    await put({ match: { operation: 'getGroupsB2B' }, do: { status: 429, headers: { 'Retry-After': '2' } }, times: 2 });

    const first = await groups();
    expect([first.status, first.body, first.headers.get('retry-after')]).toEqual([
      429,
      { message: 'Too Many Requests' },
      '2',
    ]);
    expect(await list()).toMatchObject([{ id: 'f1', matched: 1, acted: 1 }]);
    expect([(await groups()).status, (await groups()).status]).toEqual([429, 200]);
    expect(await list()).toEqual([]);
  });

  it('names itself in the header, in the hint and in the journal', async () => {
    const id = await put({ match: {}, do: { status: 503 } });

    const { headers } = await groups();

    expect(headers.get('x-send-sim-fault')).toBe(id);
    expect(headers.get('x-send-sim-hint')).toBe('Fault f1 (GET /_sim/faults): answered 503, nothing was done');
    expect(await lastCall()).toMatchObject({ operation: 'getGroupsB2B', status: 503, fault: id });
  });

  it('acts before the key is looked at, as whatever stands in front of the platform', async () => {
    const [key] = client.shape.senders[0]?.apiKeys ?? [];
    await client.call('PATCH', `/_sim/api-keys/${key?.id}`, { body: { action: 'BLOCK' } });
    await put({ match: {}, do: { status: 502, body: '<html>', headers: { 'content-type': 'text/html' } } });

    const { status, text, headers } = await groups();

    expect([status, text, headers.get('content-type')]).toEqual([502, '<html>', 'text/html']);
    expect((await groups()).status).toBe(403);
  });

  it('waits for as many matching calls as it says', async () => {
    await put({ match: { path: '/ext-registry' }, do: { status: 500 }, after: 2 });

    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await groups()).status);

    expect(statuses).toEqual([200, 200, 500, 200]);
  });

  it('takes its turn after an older one', async () => {
    await put({ match: { method: 'GET' }, do: { status: 503 } });
    await put({ match: { operation: 'getGroups*' }, do: { status: 504 } });

    expect([(await groups()).status, (await groups()).status, (await groups()).status]).toEqual([503, 504, 200]);
  });

  it('is for the calls that it names only', async () => {
    await put({ match: { operation: 'listEventStreamsV29' }, do: { status: 503 } });
    await put({ match: { operation: 'getGroupsB2B', method: 'POST' }, do: { status: 503 } });
    await put({ match: { path: '/delivery' }, do: { status: 503 } });
    await put({ match: { operation: 'getGroupsB2B' }, do: { stream: 'late' } });
    await put({ match: { iun: 'KWKU-JHXN-HJXM-202304-U-1' }, do: { status: 503 } });

    expect((await groups()).status).toBe(200);
    expect((await list()).map(({ matched }) => matched)).toEqual([0, 0, 0, 0, 0]);
  });

  it('is for the notification that a call names by its IUN or its request id', async () => {
    const iun = await client.accepted();
    const other = await client.accepted();
    await put({ match: { iun }, do: { status: 503 }, times: 2 });

    const requestId = Buffer.from(iun).toString('base64');
    expect([
      (await client.call('GET', `/delivery/v2.9/notifications/sent/${other}`)).status,
      (await client.call('GET', `/delivery/v2.9/notifications/sent/${iun}`)).status,
      (await client.requestStatus(requestId)).status,
      (await client.requestStatus(requestId)).status,
    ]).toEqual([200, 503, 503, 200]);
  });

  it('acts by chance as its seed says: the same in every sandbox of that seed', async () => {
    const draw = async (): Promise<string> => {
      await put({ match: {}, do: { status: 503 }, probability: 0.5, times: 100 });
      let drawn = '';
      for (let i = 0; i < 16; i++) drawn += (await groups()).status === 503 ? 'x' : '.';
      return drawn;
    };
    const first = await draw();
    client = await simulator.sandbox({ seed: 'faults' });

    expect(await draw()).toBe(first);
    expect(first).toContain('x');
    expect(first).toContain('.');
  });

  it('is removed, alone or with all others', async () => {
    await put({ match: {}, do: { status: 503 } });
    await put({ match: {}, do: { status: 504 } });

    expect((await client.call('DELETE', '/_sim/faults/f1')).status).toBe(204);
    expectRefusal(await client.call('DELETE', '/_sim/faults/f1'), 404, 'SIM_UNKNOWN_FAULT', /f1/);
    expect((await client.call('DELETE', '/_sim/faults')).status).toBe(204);
    expect((await groups()).status).toBe(200);
  });

  it('belongs to its sandbox, and ends with a reset', async () => {
    await put({ match: {}, do: { status: 503 }, times: 9 });
    const other = await simulator.sandbox();

    expect((await other.call('GET', '/ext-registry-b2b/pa/v1/groups')).status).toBe(200);
    const { body } = await client.call<{ dropped: Record<string, number> }>('POST', '/_sim/reset');
    expect(body.dropped.faults).toBe(1);
    expect((await groups()).status).toBe(200);
  });

  it('is taken as the README writes it', async () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const bodies = readme.match(/(?<=`)\{"match":.+?\}(?=`)/g) ?? [];

    for (const body of bodies) await put(JSON.parse(body) as object);

    expect(bodies.length).toBeGreaterThan(6);
    expect(await list()).toHaveLength(bodies.length);
  });

  it.each([
    [{ match: { operation: 'sendNewNotificationV62' }, do: { status: 503 } }, /did you mean "sendNewNotificationV2\d"/],
    [{ match: {}, do: {} }, /do: it says nothing/],
    [{ match: {}, do: { stat: 503 } }, /did you mean "status"/],
    [{ match: {}, do: { drop: 'after', status: 503 } }, /do\.drop: "drop" cannot go together with status/],
    [{ match: {}, do: { stream: 'late', body: [] } }, /"stream" cannot go together with body/],
    [{ match: {}, do: { delay: '2h' } }, /longer than an hour/],
    [{ match: {}, do: { headers: { 'Content-Length': '3' } } }, /use truncate/],
    [{ match: {}, do: { headers: { 'a b': '3' } } }, /"a b" does not have the expected form/],
    [{ match: {}, do: { status: 199 } }, /the least value is 200/],
    [{ match: {}, do: { status: 503 }, times: 0 }, /the least value is 1/],
    [{ do: { status: 503 } }, /"match" is missing/],
  ])('that makes no sense is refused: %j', async (fault, words) => {
    expectRefusal(await client.call('POST', '/_sim/faults', { body: fault }), 400, 'SIM_INVALID_BODY', words);
    expect(await list()).toEqual([]);
  });
});

describe('a connection that is cut', () => {
  const protocol = { paProtocolNumber: 'P-1', idempotenceToken: 'once' };

  it('after the work leaves the effect: the same request sent again is refused as a double', async () => {
    await put({ match: { operation: 'sendNewNotification*' }, do: { drop: 'after' } });

    expect(await seen(client.request(protocol))).toBe('nothing');
    const journaled = await lastCall();
    expect(journaled).toMatchObject({
      status: 202,
      fault: 'f1',
      hint: { en: expect.stringContaining('effect is there') },
    });

    const again = await client.request(protocol);
    expect([again.status, again.text]).toEqual([409, expect.stringContaining('once')]);
    const query = 'paProtocolNumber=P-1&idempotenceToken=once';
    expect((await client.call('GET', `/delivery/v2.6/requests?${query}`)).status).toBe(200);
  });

  it('before the work leaves nothing: the same request sent again is taken', async () => {
    await put({ match: { operation: 'sendNewNotification*' }, do: { drop: 'before' } });

    expect(await seen(client.request(protocol))).toBe('nothing');
    expect(await lastCall()).toMatchObject({ status: 0, fault: 'f1' });
    expect((await client.request(protocol)).status).toBe(202);
  });

  it.each([0, 10])('after %i bytes shows the client that something is missing', async (truncate) => {
    const iun = await client.accepted();
    await put({ match: { iun }, do: { truncate } });

    const detail = () => client.call('GET', `/delivery/v2.9/notifications/sent/${iun}`);
    expect(await seen(detail())).toBe('nothing');
    expect((await detail()).status).toBe(200);
  });
});

describe('an answer', () => {
  it('lets wait in real time, when its work is done, and not longer than the client waits', async () => {
    await put({ match: { operation: 'createEventStream*' }, do: { delay: '1h' } });
    const streams = async () => (await client.call<unknown[]>('GET', '/delivery-progresses/v2.9/streams')).body.length;
    const patience = new AbortController();
    const waiting = seen(
      fetch(`${simulator.url}/delivery-progresses/v2.9/streams`, {
        method: 'POST',
        headers: { 'x-api-key': client.key, 'content-type': 'application/json' },
        body: JSON.stringify(aStream),
        signal: patience.signal,
      }),
    );

    while ((await streams()) === 0);
    patience.abort();

    expect(await waiting).toBe('nothing');
    while ((await lastCall())?.operation !== 'createEventStreamV29');
    expect(await lastCall()).toMatchObject({ status: 200, fault: 'f1' });
  });

  it('has another body, although the call did its work', async () => {
    await put({ match: { operation: 'createEventStream*' }, do: { body: '{"streamId":' } });

    const created = await client.call('POST', '/delivery-progresses/v2.9/streams', {
      body: aStream,
    });

    expect([created.status, created.text]).toEqual([200, '{"streamId":']);
    expect((await client.call('GET', '/delivery-progresses/v2.9/streams')).body).toHaveLength(1);
  });
});

describe('the events of a stream', () => {
  const read = async (streamId: string) => {
    const { body, headers } = await client.call<{ eventId: string }[]>(
      'GET',
      `/delivery-progresses/v2.9/streams/${streamId}/events`,
    );
    return { ids: body.map(({ eventId }) => Number(eventId)), retryAfter: headers.get('retry-after') };
  };

  it('come late, twice, or not all', async () => {
    const { body } = await client.call<{ streamId: string }>('POST', '/delivery-progresses/v2.9/streams', {
      body: { ...aStream, eventType: 'STATUS' },
    });
    const iun = await client.accepted();
    await client.advance({ until: { iun, status: 'DELIVERING' } });
    await put({ match: {}, do: { stream: 'late' } });
    await put({ match: { operation: 'consumeEventStreamV29' }, do: { stream: 'duplicate' } });
    await put({ match: { operation: 'consumeEventStreamV29' }, do: { stream: 'gap' } });

    expect(await read(body.streamId)).toEqual({ ids: [], retryAfter: '60000' });
    expect(await read(body.streamId)).toEqual({ ids: [1, 1, 2, 2], retryAfter: '0' });
    expect(await read(body.streamId)).toEqual({ ids: [2], retryAfter: '0' });
    expect(await read(body.streamId)).toEqual({ ids: [1, 2], retryAfter: '0' });
  });
});

describe('presigned links', () => {
  const slotFor = async (bytes: Buffer) => {
    const sha256 = sha256Of(bytes);
    const { body } = await client.call<{ key: string; secret: string; url: string }[]>(
      'POST',
      '/delivery/attachments/preload',
      { body: [{ preloadIdx: '0', contentType: 'application/pdf', sha256 }] },
    );
    const [slot] = body;
    if (!slot) throw new Error('no slot');
    const headers = {
      'content-type': 'application/pdf',
      'x-amz-meta-secret': slot.secret,
      'x-amz-checksum-sha256': sha256,
    };
    return { slot, put: () => fetch(slot.url, { method: 'PUT', headers, body: new Uint8Array(bytes) }) };
  };
  const fileStatus = async (key: string) => (await client.call('GET', `/_sim/files/${key}`)).status;

  it('are answered as the store answers, and take the file at the next try', async () => {
    const { slot, put: upload } = await slotFor(aPdf());
    await put({ match: { operation: 'uploadObject' }, do: { status: 503 } });

    const first = await upload();
    expect([first.status, await first.text()]).toEqual([503, expect.stringContaining('<Code>SlowDown</Code>')]);
    expect(first.headers.get('x-send-sim-fault')).toBe('f1');
    expect(await fileStatus(slot.key)).toBe(404);
    expect((await upload()).status).toBe(200);
    expect(
      (await client.call<{ items: { operation: string; fault?: string }[] }>('GET', '/_sim/journal')).body.items,
    ).toContainEqual(expect.objectContaining({ operation: 'uploadObject', status: 503, fault: 'f1' }));
  });

  it('lose the answer of a file that is there', async () => {
    const { slot, put: upload } = await slotFor(aPdf());
    await put({ match: { operation: 'uploadObject' }, do: { drop: 'after' } });

    expect(await seen(upload())).toBe('nothing');
    expect(await fileStatus(slot.key)).toBe(200);
  });

  it('break off, give other bytes, are expired', async () => {
    const iun = await client.accepted();
    const { body } = await client.call<{ url: string; sha256: string }>(
      'GET',
      `/delivery/notifications/sent/${iun}/attachments/documents/0`,
    );
    await put({ match: { operation: 'downloadObject' }, do: { truncate: 20 } });
    await put({ match: { operation: 'downloadObject', method: 'GET' }, do: { body: '%PDF-1.4 other bytes' } });
    await put({ match: { path: '/safestorage/' }, do: { status: 403 } });

    const bytes = async () => Buffer.from(await (await fetch(body.url)).arrayBuffer());
    expect(await bytes().catch(() => 'nothing')).toBe('nothing');
    expect(sha256Of((await bytes()) as Buffer)).not.toBe(body.sha256);
    expect((await fetch(body.url)).status).toBe(403);
    expect(sha256Of((await bytes()) as Buffer)).toBe(body.sha256);
  });

  it('may be waited for until the client has enough', async () => {
    const { put: upload } = await slotFor(aPdf());
    await put({ match: { operation: 'uploadObject' }, do: { drop: 'before', delay: '10ms' } });

    expect(await seen(upload())).toBe('nothing');
    expect((await upload()).status).toBe(200);
  });
});

describe('the faults of a scenario file', () => {
  const add = (text: string) =>
    client.call('POST', '/_sim/scenarios', { body: text, headers: { 'content-type': 'application/yaml' } });

  it('are for the notifications that were given the scenario', async () => {
    const added = await add(`name: lost-answer
title: { it: La risposta si perde, en: The answer is lost }
when: { subject: Multa }
faults:
  - match: { operation: sendNewNotification* }
    do: { drop: after }
  - match: { operation: retrieveSentNotification* }
    do: { status: 503 }
`);
    expect(added.status).toBe(201);

    expect(await seen(client.request({ subject: 'Avviso' }))).toBe(202);
    const fine = { subject: 'Multa', paProtocolNumber: 'M-1', idempotenceToken: 'x' };
    expect(await seen(client.request(fine))).toBe('nothing');
    expect((await client.request(fine)).status).toBe(409);
    expect(await list()).toMatchObject([{ id: 'lost-answer:2', source: 'body:7', acted: 0 }]);

    await client.advance({ by: 'PT5M' });
    const query = 'paProtocolNumber=M-1&idempotenceToken=x';
    const { body } = await client.call<{ iun: string }>('GET', `/delivery/v2.6/requests?${query}`);
    const detail = () => client.call('GET', `/delivery/v2.9/notifications/sent/${body.iun}`);
    expect([(await detail()).status, (await detail()).status]).toEqual([503, 200]);
  });

  it('are for all calls where the file is about no notification, and begin anew with it', async () => {
    const file = `name: tired-gateway
title: { it: Gateway stanco, en: Tired gateway }
faults: [{ match: { operation: getGroupsB2B }, do: { status: 429 } }]
`;
    await add(file);
    expect([(await groups()).status, (await groups()).status]).toEqual([429, 200]);
    await add(file);
    expect([(await groups()).status, (await groups()).status]).toEqual([429, 200]);
    await add(file);
    expect((await client.call('DELETE', '/_sim/faults/tired-gateway:1')).status).toBe(204);
    expect((await groups()).status).toBe(200);
    await add(file);
    await client.call('DELETE', '/_sim/scenarios/tired-gateway');
    expect((await groups()).status).toBe(200);
  });

  it('are checked with the file', async () => {
    const { status, body } = await client.call<{ problems: { line: number; message: string }[] }>(
      'POST',
      '/_sim/scenarios',
      {
        body: 'name: bad\ntitle: { it: a, en: b }\nfaults:\n  - match: { operation: sendNotification }\n    do: { drop: after, status: 3 }\n  - match: {}\n    do: { delay: 3h }\n',
        headers: { 'content-type': 'application/yaml' },
      },
    );
    expect(status).toBe(422);
    expect(body.problems.map(({ line }) => line)).toEqual([5]);
  });
});

describe('the token endpoint', () => {
  it('may be down too', async () => {
    await put({ match: { operation: 'createVoucher' }, do: { status: 503 } });
    const ask = () =>
      fetch(`${simulator.url}/token.oauth2?sandbox=${client.id}`, { method: 'POST', body: new URLSearchParams() });

    expect([(await ask()).status, (await ask()).status]).toEqual([503, 400]);
  });
});
