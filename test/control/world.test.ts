import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aPaperRecipient,
  aPdf,
  aSimulator,
  type SandboxClient,
  sha256Of,
  type TestSimulator,
} from '../support/simulator.js';
import { expectRefusal } from './refusal.js';

const start = '2026-05-04T08:00:00Z';
let sim: TestSimulator;
beforeAll(async () => {
  sim = await aSimulator();
});
afterAll(() => sim.stop());

const aSandbox = (body: object = {}): Promise<SandboxClient> => sim.sandbox({ clock: { now: start }, ...body });

describe('a recipient', () => {
  const someone = 'LRTFNC80A01F205B';
  const put = ({ call }: SandboxClient, body: unknown, taxId = someone) =>
    call('PUT', `/_sim/recipients/${taxId}`, { body });

  it('is changed by a merge patch: what is absent stays, null removes', async () => {
    const sandbox = await aSandbox();

    const first = await put(sandbox, {
      denomination: 'Loretta Franco',
      platform: {
        digital: { type: 'PEC', address: 'loretta@pec.example' },
        courtesy: { email: 'l@example.com', appIo: true },
      },
      general: { address: 'loretta@inad.example' },
    });
    const second = await put(sandbox, { platform: { digital: null, courtesy: { email: null } }, deceased: true });

    expect(first.status).toBe(200);
    expect(second.body).toEqual({
      taxId: someone,
      type: 'PF',
      denomination: 'Loretta Franco',
      platform: { courtesy: { appIo: true } },
      general: { address: 'loretta@inad.example' },
      deceased: true,
    });
    expect((await put(sandbox, {})).body).toEqual(second.body);
    expect((await put(sandbox, { platform: { courtesy: null }, general: null })).body).not.toHaveProperty('general');
  });

  it('answers from now on as it was changed: whoever does not exist is refused', async () => {
    const sandbox = await aSandbox();
    await put(sandbox, { exists: false });

    const id = await sandbox.send();
    await sandbox.advance({ by: '1m' });

    expect((await sandbox.requestStatus(id)).body.notificationRequestStatus).toBe('REFUSED');
  });

  it('is another one in another sandbox, and the old one after a reset', async () => {
    const [one, other] = [await aSandbox(), await aSandbox()];
    await put(one, { exists: false });

    expect((await put(other, {})).body).not.toHaveProperty('exists');
    await one.call('POST', '/_sim/reset');
    expect((await put(one, {})).body).not.toHaveProperty('exists');
  });

  it('is one person, however the tax id is written', async () => {
    const sandbox = await aSandbox();
    await put(sandbox, { deceased: true }, someone.toLowerCase());

    expect((await put(sandbox, {})).body).toMatchObject({ taxId: someone, deceased: true });
  });

  it.each([
    [{ platform: { digital: { type: 'FAX', address: 'x@example.com' } } }, /PEC, SERCQ/],
    [{ platform: { digital: { type: 'PEC' } } }, /"address" is missing/],
    [{ exists: 'no' }, /true or false/],
    [{ platfrom: {} }, /did you mean "platform"\?/],
    [{ delegates: 'MNDLCU98T68C933T' }, /delegates/],
    [{ physical: { zip: 20121 } }, /physical/],
    [{ taxId: 'FRMTTR76M06B715E' }, /taxId/],
    ['[]', /object/],
    ['{"__proto__":{"exists":false}}', /__proto__/],
  ])('is not changed by nonsense: %j', async (body, about) => {
    const sandbox = await aSandbox();
    const before = await put(sandbox, {});

    expectRefusal(await put(sandbox, body), 400, 'SIM_INVALID_BODY', about);

    expect((await put(sandbox, {})).body).toEqual(before.body);
  });

  it.each(['x', '123', 'LRTFNC80A01F205BX', '..', '%2e%2e%2fx'])('has a tax id, not %s', async (taxId) => {
    const called = await put(await aSandbox(), {}, taxId);

    if (taxId === '..') expect(called.status).toBe(404);
    else expectRefusal(called, 400, 'SIM_INVALID_BODY', /taxId/);
  });
});

describe('a file', () => {
  it('is told with checksum, size, state and the end of its life', async () => {
    const sandbox = await aSandbox();
    const { ref, digests } = await sandbox.upload(aPdf('told'));

    const { status, body } = await sandbox.call('GET', `/_sim/files/${ref.key}`);

    expect(status).toBe(200);
    expect(body).toMatchObject({
      key: ref.key,
      contentType: 'application/pdf',
      contentLength: aPdf('told').length,
      sha256: digests.sha256,
      status: 'PRELOADED',
      uploadedAt: start,
    });
    expect(digests.sha256).toBe(sha256Of(aPdf('told')));
    // Some milliseconds of real time have passed since.
    expect(Date.parse(String(body.retentionUntil))).toBeGreaterThan(Date.parse('2026-05-11T07:59:00Z'));
    expect(Date.parse(String(body.retentionUntil))).toBeLessThanOrEqual(Date.parse('2026-05-11T08:00:00Z'));
  });

  it('lives with the accepted notification that uses it', async () => {
    const sandbox = await aSandbox();
    const document = await sandbox.upload();
    await sandbox.accepted({ documents: [document] });
    await sandbox.advance({ by: '30d' });

    const { body } = await sandbox.call('GET', `/_sim/files/${document.ref.key}`);

    expect(body).toMatchObject({ status: 'ATTACHED' });
    expect(body).toHaveProperty('retentionUntil');
  });

  it('is gone after seven days that nobody used it', async () => {
    const sandbox = await aSandbox();
    const { ref } = await sandbox.upload();
    await sandbox.advance({ by: 'P6D' });
    expect((await sandbox.call('GET', `/_sim/files/${ref.key}`)).status).toBe(200);

    await sandbox.advance({ by: '25h' });

    expectRefusal(await sandbox.call('GET', `/_sim/files/${ref.key}`), 404, 'SIM_UNKNOWN_FILE', new RegExp(ref.key));
  });

  it('lives on where retention is off', async () => {
    const sandbox = await aSandbox({ settings: { retention: 'off' } });
    const { ref } = await sandbox.upload();
    await sandbox.advance({ by: 'P1Y' });

    const { status, body } = await sandbox.call('GET', `/_sim/files/${ref.key}`);

    expect(status).toBe(200);
    expect(body).not.toHaveProperty('retentionUntil');
  });

  it('that was reserved and never uploaded is unknown, as is any other', async () => {
    const { call } = await aSandbox();
    const preload = await call<{ key: string }[]>('POST', '/delivery/attachments/preload', {
      body: [{ preloadIdx: '0', contentType: 'application/pdf', sha256: sha256Of(aPdf()) }],
    });

    for (const key of [preload.body[0]?.key, 'PN_NOTIFICATION_ATTACHMENTS-nothing.pdf', '..%2f..%2fetc%2fpasswd']) {
      expectRefusal(await call('GET', `/_sim/files/${key}`), 404, 'SIM_UNKNOWN_FILE');
    }
  });
});

interface Entry {
  readonly id: string;
  readonly operation: string;
  readonly status: number;
  readonly requestBody?: unknown;
  readonly responseBody?: unknown;
}

describe('the journal', () => {
  const journalOf = async ({ call }: SandboxClient, query = '') =>
    (await call<{ items: Entry[]; dropped: number; next?: string }>('GET', `/_sim/journal${query}`)).body;

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
