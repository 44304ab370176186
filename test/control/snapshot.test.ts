import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../e2e/support/cli.js';
import {
  aDigitalRecipient,
  aNotice,
  aPaperRecipient,
  aPdf,
  aSimulator,
  type Called,
  type Caller,
  type Detail,
  type SandboxClient,
  type SandboxShape,
  type TestSimulator,
} from '../support/simulator.js';
import { expectRefusal } from './refusal.js';

type Restored = SandboxShape & { readonly renewedKeys: SandboxShape['senders'][number]['apiKeys'] };

let here: TestSimulator;
let there: TestSimulator;
let original: SandboxClient;
let iuns: readonly string[];
let streamId: string;
let text: string;

const events = (call: Caller, last = '') =>
  call('GET', `/delivery-progresses/v2.9/streams/${streamId}/events${last && `?lastEventId=${last}`}`);

/** What a client sees, as it came over the wire. */
const seenBy = async (call: Caller): Promise<readonly unknown[]> => {
  const answers: Called<unknown>[] = [];
  for (const iun of iuns) {
    answers.push(await call('GET', `/delivery/v2.9/notifications/sent/${iun}`));
    answers.push(await call('GET', `/_sim/notifications/${iun}`));
    answers.push(await call('GET', `/delivery/notifications/sent/${iun}/attachments/documents/0`));
  }
  const { noticeCode, creditorTaxId } = aNotice().pagoPa;
  answers.push(await call('GET', `/delivery/v2.3/price/${creditorTaxId}/${noticeCode}`));
  answers.push(await call('GET', '/delivery/v2.9/notifications/sent/AAAA-AAAA-AAAA-202610-A-1'));
  answers.push(await events(call), await events(call, '00000000000000000000000000000000000003'));
  answers.push(await call('GET', '/_sim/clock/agenda'));
  const { body } = await call<Detail>('GET', `/delivery/v2.9/notifications/sent/${iuns[0]}`);
  const document = body.timeline.flatMap(({ legalFactsIds }) => legalFactsIds)[0]?.key.replace('safestorage://', '');
  const link = await call<{ url: string }>('GET', `/delivery-push/${iuns[0]}/download/legal-facts/${document}`);
  answers.push(link, await call('GET', link.body.url));
  const where = /http:\/\/[^"]*?\/safestorage\/[\w-]+|X-Amz-Signature=\w+|X-Amz-Date=\w+|127\.0\.0\.1:\d+/g;
  return answers.map(({ status, text }) => [status, text.replaceAll(where, '')]);
};

beforeAll(async () => {
  [here, there] = await Promise.all([aSimulator(), aSimulator()]);
  original = await here.sandbox({
    id: 'original',
    seed: 7,
    clock: { mode: 'manual', now: '2026-03-02T09:00:00Z' },
    settings: { print: 'aarOnly' },
  });
  const stream = { title: 'all', eventType: 'TIMELINE', groups: [], filterValues: [] };
  const made = await original.call<{ streamId: string }>('POST', '/delivery-progresses/v2.9/streams', { body: stream });
  streamId = made.body.streamId;
  iuns = [
    await original.accepted({ recipients: [aDigitalRecipient()] }),
    await original.accepted({ recipients: [aPaperRecipient({ payments: [aNotice()] })] }),
  ];
  await original.advance({ by: 'P3D' });
  text = (await original.call('GET', '/_sim/snapshot')).text;
});
afterAll(() => Promise.all([here?.stop(), there?.stop()]));

describe('a snapshot', () => {
  it('makes the same sandbox on another machine, for the same client, with the same future', async () => {
    const loaded = await there.call<Restored>('POST', '/_sim/snapshot', { body: text });
    expect([loaded.status, loaded.body.id, loaded.body.renewedKeys]).toEqual([200, 'default', []]);
    const call: Caller = (method, path, options = {}) =>
      there.call(method, path, { ...options, headers: { 'x-api-key': original.key, ...options.headers } });

    const seen = await seenBy(original.call);
    expect(seen.at(-1)).toEqual([200, expect.stringMatching(/^%PDF/)]);
    expect(await seenBy(call)).toEqual(seen);
    for (const by of ['P12D', 'P60D']) {
      const moved = await call<Record<string, unknown>>('POST', '/_sim/clock/advance', { body: { by } });
      expect(moved.body).toEqual(await original.advance({ by }));
      expect(await seenBy(call)).toEqual(await seenBy(original.call));
    }
  });

  it('brings the keys along: those of before lead nowhere', async () => {
    const simulator = await aSimulator({ apiKey: 'a-key-of-before' });
    await simulator.call('POST', '/_sim/snapshot', { body: text });

    const [old, brought] = await Promise.all(
      ['a-key-of-before', original.key].map((key) =>
        simulator.call('GET', `/delivery/v2.9/notifications/sent/${iuns[0]}`, { headers: { 'x-api-key': key } }),
      ),
    );

    expect([old?.status, brought?.status]).toEqual([403, 200]);
    await simulator.stop();
  });

  it('becomes a second sandbox beside its original, with keys and links of its own', async () => {
    const copy = await here.sandbox({ id: 'copy' });
    const loaded = await copy.call<Restored>('POST', '/_sim/snapshot', { body: text });
    const [key] = loaded.body.renewedKeys;
    const call: Caller = (method, path, options = {}) =>
      here.call(method, path, { ...options, headers: { 'x-api-key': key?.key ?? '', ...options.headers } });

    expect(loaded.body.id).toBe('copy');
    expect(key).toEqual({ ...original.shape.senders[0]?.apiKeys[0], key: expect.any(String) });
    const file = `/delivery/notifications/sent/${iuns[0]}/attachments/documents/0`;
    const { url } = (await call<{ url: string }>('GET', file)).body;
    expect(url).toContain('/safestorage/copy/');
    expect((await here.call('GET', url)).text).toBe(aPdf().toString());
    expect((await original.call('GET', `/delivery/v2.9/notifications/sent/${iuns[0]}`)).status).toBe(200);
  });

  it('waits for the end of a move', async () => {
    const busy = await here.sandbox({ seed: 1, clock: { mode: 'manual', now: '2026-03-02T09:00:00Z' } });
    await busy.send({ recipients: [aDigitalRecipient()] });
    const [, snapshot, loaded] = await Promise.all([
      busy.advance({ by: 'P30D' }),
      busy.call<{ steps: { at: number }[] }>('GET', '/_sim/snapshot'),
      busy.call<Restored>('POST', '/_sim/snapshot', { body: text }),
    ]);

    expect(snapshot.body.steps.at(-1)?.at).toBe(Date.parse('2026-04-01T09:00:00Z') * 1_000);
    expect(loaded.body.clock.now).toMatch(/^2026-03-05T/);
  });

  it('that is wrong changes nothing and says where', async () => {
    const before = await original.call('GET', `/_sim/notifications/${iuns[1]}`);
    const damaged = text.replace('Loretta', 'Lorella');

    const refused = await original.call('POST', '/_sim/snapshot', { body: damaged });
    expectRefusal(refused, 422, 'SIM_SNAPSHOT_INVALID', /^steps\[\d+\]: this was changed or damaged/);
    expectRefusal(await original.call('POST', '/_sim/snapshot', { body: text.slice(0, -9) }), 400, 'SIM_INVALID_JSON');
    expectRefusal(await original.call('POST', '/_sim/snapshot', { body: {} }), 422, 'SIM_SNAPSHOT_INVALID', /^format/);

    expect((await original.call('GET', `/_sim/notifications/${iuns[1]}`)).text).toBe(before.text);
  });
});

describe('with a folder', () => {
  it('what a snapshot brought is there after a restart, also after a reset', async () => {
    const folder = temporaryFolder();
    const start = () => aSimulator({ data: folder.path });
    const withKey = { headers: { 'x-api-key': original.key } };
    const first = await start();
    await first.call('POST', '/_sim/snapshot', { body: text });
    await first.stop();

    const second = await start();
    const detail = await second.call('GET', `/delivery/v2.9/notifications/sent/${iuns[0]}`, withKey);
    const file = await second.call<{ url: string }>(
      'GET',
      `/delivery/notifications/sent/${iuns[0]}/attachments/documents/0`,
      withKey,
    );
    expect(detail.status).toBe(200);
    expect((await second.call('GET', file.body.url)).text).toBe(aPdf().toString());
    await second.call('POST', '/_sim/reset', withKey);
    await second.stop();

    const third = await start();
    const sandbox = await third.call<SandboxShape>('GET', '/_sim/sandboxes/default');
    expect([sandbox.body.seed, sandbox.body.clock.now]).toEqual(['7', '2026-03-02T09:00:00Z']);
    await third.stop();
    folder.remove();
  });
});
