import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPdf, aSimulator, type SandboxClient, sha256Of, type TestSimulator } from '../support/simulator.js';
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
    expect((await sandbox.call('GET', `/_sim/recipients/${someone}`)).body).toEqual(second.body);
    expect((await put(sandbox, { platform: { courtesy: null }, general: null })).body).not.toHaveProperty('general');
  });

  it('can be read whoever it is; only what is no tax id is refused', async () => {
    const sandbox = await aSandbox();

    expect((await sandbox.call('GET', '/_sim/recipients/BNCGLI75M41H501X')).body).toEqual({
      taxId: 'BNCGLI75M41H501X',
    });
    const refused = await sandbox.call('GET', '/_sim/recipients/nobody');
    expect([refused.status, refused.body.code]).toEqual([400, 'SIM_INVALID_VALUE']);
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
