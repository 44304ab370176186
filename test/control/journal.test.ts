import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aDigitalRecipient,
  aPaperRecipient,
  aPdf,
  aSimulator,
  type SandboxClient,
  sha256Of,
  type TestSimulator,
} from '../support/simulator.js';
import { expectRefusal } from './refusal.js';

const start = '2026-05-04T08:00:00Z';
const unknownIun = 'AAAA-AAAA-AAAA-202601-A-1';
const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
let sim: TestSimulator;
beforeAll(async () => {
  sim = await aSimulator();
});
afterAll(() => sim.stop());

const aSandbox = (body: object = {}): Promise<SandboxClient> => sim.sandbox({ clock: { now: start }, ...body });

interface Entry {
  readonly id: string;
  readonly operation: string;
  readonly status: number;
  readonly traceId?: string;
  readonly requestBody?: unknown;
  readonly responseBody?: unknown;
}

const journalOf = async ({ call }: SandboxClient, query = '') =>
  (await call<{ items: Entry[]; dropped: number; next?: string }>('GET', `/_sim/journal${query}`)).body;

describe('the journal', () => {
  it('has every call of the platform, the newest last, and none of ours', async () => {
    const sandbox = await aSandbox();
    const iun = await sandbox.accepted();
    await sandbox.detail(iun);

    const { items, dropped } = await journalOf(sandbox);

    expect(items.map(({ operation, status }) => `${operation} ${status}`)).toEqual([
      'presignedUploadRequest 200',
      'uploadObject 200',
      'sendNewNotificationV26 202',
      'retrieveNotificationRequestStatusV26 200',
      'retrieveSentNotificationV29 200',
    ]);
    expect(dropped).toBe(0);
    expect(items.at(-1)).toMatchObject({
      id: expect.stringMatching(/^c\d+$/),
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      virtualAt: '2026-05-04T08:00:45Z',
      version: '2.9',
      method: 'GET',
      path: `/delivery/v2.9/notifications/sent/${iun}`,
      durationMs: expect.any(Number),
      senderTaxId: '12345678903',
      iun,
      responseBody: { iun },
    });
    expect(items[2]).toMatchObject({ requestBody: { paProtocolNumber: 'PROT-1' }, iun });
  });

  it('tells why a call was refused, in both languages, under the id that the answer carried', async () => {
    const sandbox = await aSandbox();
    const refused = await sandbox.call('GET', '/delivery/v2.9/notifications/sent/AAAA-AAAA-AAAA-202601-A-1');

    const [entry] = (await journalOf(sandbox)).items;

    expect(entry).toMatchObject({
      id: refused.headers.get('x-send-sim-trace'),
      status: 404,
      problem: 'PN_DELIVERY_NOTIFICATIONNOTFOUND',
      hint: { it: expect.stringMatching(/\w/), en: expect.stringMatching(/\w/) },
    });
  });

  it('holds no secret: neither upload secrets nor signatures of links, nor keys', async () => {
    const sandbox = await aSandbox();
    const preload = await sandbox.call<{ secret: string; url: string }[]>('POST', '/delivery/attachments/preload', {
      body: [{ preloadIdx: '0', contentType: 'application/pdf', sha256: sha256Of(aPdf()) }],
    });
    const [slot] = preload.body;
    const signature = new URL(slot?.url ?? '').searchParams.get('X-Amz-Signature') ?? 'none';

    const text = JSON.stringify(await journalOf(sandbox));

    expect(slot?.secret.length).toBeGreaterThan(20);
    expect(signature).toMatch(/^[0-9a-f]{64}$/);
    for (const secret of [slot?.secret ?? '', signature, sandbox.key]) expect(text).not.toContain(secret);
    expect(text).toContain('"secret":"***"');
    expect(text).toContain('X-Amz-Signature=***');
  });

  it('is filtered by operation, notification and status', async () => {
    const sandbox = await aSandbox();
    const iun = await sandbox.accepted();
    await sandbox.accepted({ recipients: [aPaperRecipient({ taxId: 'FRMTTR76M06B715E' })] });
    const operations = async (query: string) =>
      (await journalOf(sandbox, query)).items.map(({ operation }) => operation);

    expect(await operations('?operation=uploadObject')).toEqual(['uploadObject', 'uploadObject']);
    expect(await operations(`?iun=${iun}`)).toEqual(['sendNewNotificationV26', 'retrieveNotificationRequestStatusV26']);
    expect(await operations('?status=202')).toEqual(['sendNewNotificationV26', 'sendNewNotificationV26']);
    expect(await operations('?status=404')).toEqual([]);
  });

  it('comes in pages, and from an entry on', async () => {
    const sandbox = await aSandbox();
    for (let i = 0; i < 5; i++) await sandbox.call('GET', '/delivery-progresses/v2.9/streams');

    const first = await journalOf(sandbox, '?limit=2');
    const second = await journalOf(sandbox, `?limit=2&cursor=${first.next}`);
    const third = await journalOf(sandbox, `?limit=2&cursor=${second.next}`);

    const ids = [first, second, third].flatMap(({ items }) => items.map(({ id }) => id));
    expect(ids).toEqual(['c1', 'c2', 'c3', 'c4', 'c5']);
    expect(third).not.toHaveProperty('next');
    expect((await journalOf(sandbox, '?since=c3')).items.map(({ id }) => id)).toEqual(['c4', 'c5']);
  });

  it('keeps the trace context of the client, and the trace id that a refusal carried', async () => {
    const sandbox = await aSandbox();
    const path = `/delivery/v2.9/notifications/sent/${unknownIun}`;
    const refused = await sandbox.call('GET', path, { headers: { traceparent } });
    const badBody = await sandbox.call('POST', '/delivery/attachments/preload', { body: { not: 'a list' } });

    const { items } = await journalOf(sandbox);

    expect(refused.body.traceId).toMatch(/^Root=1-/);
    expect(badBody.body.traceId).toMatch(/^1-/);
    expect(items).toMatchObject([
      { traceparent, traceId: refused.body.traceId },
      { operation: 'presignedUploadRequest', status: 400, traceId: badBody.body.traceId },
    ]);
  });

  it('keeps a body that came in pieces, and of one that is too long its length', async () => {
    const sandbox = await aSandbox();
    const item = { preloadIdx: '0', contentType: 'application/pdf', sha256: sha256Of(aPdf()) };
    const send = (body: string) =>
      fetch(`${sim.url}/delivery/attachments/preload`, {
        method: 'POST',
        headers: { 'x-api-key': sandbox.key, 'content-type': 'application/json' },
        body: new Blob([body]).stream(),
        duplex: 'half',
      } as RequestInit);
    const long = JSON.stringify([{ ...item, preloadIdx: 'x'.repeat(40_000) }]);
    await send(JSON.stringify([item]));
    await send(long);

    const [kept, tooLong] = (await journalOf(sandbox)).items;

    expect(kept).toMatchObject({ requestBody: [item], requestBytes: JSON.stringify([item]).length });
    expect(tooLong).toMatchObject({ requestBytes: long.length });
    expect(tooLong).not.toHaveProperty('requestBody');
  });

  it('has files by their digest, never their contents', async () => {
    const sandbox = await aSandbox();
    const { ref, digests } = await sandbox.upload();

    const [entry] = (await journalOf(sandbox, '?operation=uploadObject')).items;

    expect(entry).toMatchObject({
      file: { key: ref.key, contentType: 'application/pdf', contentLength: aPdf().length, sha256: digests.sha256 },
    });
    expect(entry).not.toHaveProperty('requestBody');
  });

  it('begins anew with a reset: ids too, and an id of before it hides nothing', async () => {
    const sandbox = await aSandbox();
    const path = `/delivery/v2.9/notifications/sent/${unknownIun}`;
    const first = await sandbox.call('GET', path);
    for (let i = 0; i < 3; i++) await sandbox.call('GET', path);
    await sandbox.call('POST', '/_sim/reset');
    const again = await sandbox.call('GET', path);

    const { items, dropped } = await journalOf(sandbox, '?since=c4');

    expect(again.body.traceId).toBe(first.body.traceId);
    expect([items.map(({ id }) => id), dropped]).toEqual([['c1'], 0]);
  });

  it.each(['?status=0', '?status=abc', '?status=600', '?cursor=7', '?since=yesterday', '?cursor=', '?limit=0'])(
    'is refused: %s',
    async (query) => {
      const { call } = await aSandbox();

      expectRefusal(await call('GET', `/_sim/journal${query}`), 400, 'SIM_INVALID_VALUE');
    },
  );

  it('is that of one sandbox', async () => {
    const [one, other] = [await aSandbox(), await aSandbox()];
    await one.send();

    expect((await journalOf(other)).items).toEqual([]);
  });
});

describe('people', () => {
  const secretive = (options: object, run: (simulator: TestSimulator) => Promise<void>): Promise<void> =>
    aSimulator(options).then(async (simulator) => {
      try {
        await run(simulator);
      } finally {
        await simulator.stop();
      }
    });
  const someone = aDigitalRecipient('prova@pec.it');
  const told = [someone.taxId, someone.denomination, someone.physicalAddress?.municipality, 'prova@pec.it'];

  it('are shown, unless they are to be masked', async () => {
    const sandbox = await aSandbox();
    await sandbox.send({ recipients: [someone] });

    const text = JSON.stringify(await journalOf(sandbox));

    for (const word of told) expect(text).toContain(word);
  });

  it('are masked in journal and log with maskPeople, the sender is not', () =>
    secretive({ maskPeople: true }, async (simulator) => {
      const sandbox = await simulator.sandbox();
      await sandbox.send({ recipients: [someone] });
      const wrong = aDigitalRecipient('prova@pec.it', { taxId: 'LRTFNC80A01F205C' });
      await sandbox.request({ recipients: [wrong] });

      const text = JSON.stringify([await journalOf(sandbox), simulator.logged]);

      for (const word of [...told, wrong.taxId]) expect(text).not.toContain(word);
      expect(text).toContain('"senderTaxId":"12345678903"');
      expect(text).toContain('"denomination":"***"');
    }));
});

describe('the journal file', () => {
  it('has every call of every sandbox when all has stopped, one a line, without secrets', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'journal-'));
    try {
      const journalFile = join(folder, 'calls.jsonl');
      const simulator = await aSimulator({ journalFile });
      const [kept, removed] = [await simulator.sandbox({ id: 'kept' }), await simulator.sandbox({ id: 'removed' })];
      await removed.send();
      await removed.call('DELETE', '/_sim/sandboxes/removed');
      await kept.upload();
      await kept.call('POST', '/_sim/reset');
      await simulator.stop();

      const text = readFileSync(journalFile, 'utf8');
      const lines = text.trimEnd().split('\n');
      const calls = lines.map((line) => JSON.parse(line) as Entry & { readonly sandbox: string });

      expect(calls.map(({ sandbox, id, operation }) => `${sandbox} ${id} ${operation}`)).toEqual([
        'removed c1 presignedUploadRequest',
        'removed c2 uploadObject',
        'removed c3 sendNewNotificationV26',
        'kept c1 presignedUploadRequest',
        'kept c2 uploadObject',
      ]);
      expect(calls[2]).toMatchObject({ status: 202, requestBody: { paProtocolNumber: 'PROT-1' } });
      expect(calls[0]).toMatchObject({ responseBody: [{ secret: '***' }] });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('keeps the simulator from starting where it cannot be written', async () => {
    const journalFile = join(tmpdir(), 'no-such-folder', 'calls.jsonl');

    await expect(aSimulator({ journalFile })).rejects.toMatchObject({
      code: 'SIM_CONFIG_INVALID',
      message: expect.stringMatching(/no-such-folder.*--journal-file/),
    });
  });
});

describe('the log', () => {
  it('has a line for each call: what is refused stands out, with why, and with the trace id of the answer', async () => {
    const sandbox = await aSandbox({ id: 'logged' });
    const iun = await sandbox.accepted();
    const path = `/delivery/v2.9/notifications/sent/${unknownIun}`;
    const { body, headers } = await sandbox.call('GET', path, { headers: { traceparent } });

    const lines = sim.logged.filter((line) => 'sandbox' in line && line.sandbox === 'logged');

    expect(lines).toHaveLength(5);
    expect(lines[3]).toMatchObject({
      level: 'debug',
      msg: expect.stringMatching(/^GET \/delivery\/v2\.6\/requests 200$/),
      virtualTime: '2026-05-04T08:00:45Z',
      operation: 'retrieveNotificationRequestStatusV26',
      iun,
      traceId: expect.stringMatching(/^Root=1-/),
    });
    expect(lines[4]).toMatchObject({
      level: 'info',
      msg: `GET ${path} 404`,
      iun: unknownIun,
      call: headers.get('x-send-sim-trace'),
      traceId: body.traceId,
      traceparent,
      problem: 'PN_DELIVERY_NOTIFICATIONNOTFOUND',
      hint: headers.get('x-send-sim-hint'),
    });
  });
});
