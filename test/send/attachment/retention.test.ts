import { describe, expect, it } from 'vitest';
import { days } from '../../../src/clock/instant.js';
import { keptUntil } from '../../../src/send/attachment/retention.js';
import { eachInAFreshSandbox } from '../../support/fresh-sandbox.js';
import {
  aDigitalRecipient,
  aNotice,
  aPaperRecipient,
  type SandboxClient,
  type TestSimulator,
} from '../../support/simulator.js';

let simulator: TestSimulator;
let client: SandboxClient;

eachInAFreshSandbox((fresh, running) => {
  client = fresh;
  simulator = running;
});

const download = (iun: string) => client.call('GET', `/delivery/notifications/sent/${iun}/attachments/documents/0`);
const stateOf = (key: string) => client.call<{ status: string; retentionUntil?: string }>('GET', `/_sim/files/${key}`);
const daysUntil = (text: string | undefined, from: string): number =>
  Math.round(((Date.parse(text ?? '') - Date.parse(from)) / 86_400_000) * 10) / 10;

describe('the life of the files of a notification', () => {
  it('is prolonged by 120 days at each check, ten days before the end, while a recipient is not perfected', () => {
    const running = { since: { at: 0 }, renewals: 'running', perfected: [] } as const;
    const told = [0, 109, 110, 219, 220, 1_000].map((day) => keptUntil(running, days(day)) / days(1));

    expect(told).toEqual([120, 120, 230, 230, 340, 1_110]);
    expect(keptUntil({ ...running, renewals: 'none' }, days(1_000))).toBe(days(120));
    expect(keptUntil({ ...running, renewals: { until: { at: days(115) } } }, days(1_000))).toBe(days(230));
  });

  it('is 120 days from the acceptance, then 120 from the refinement; documentsAvailable says the same', async () => {
    const document = await client.upload();
    const before = await stateOf(document.ref.key);
    const iun = await client.accepted({ documents: [document], recipients: [aDigitalRecipient()] });
    const accepted = await stateOf(document.ref.key);
    await client.advance({ until: { iun, status: 'EFFECTIVE_DATE' } });
    const refined = await stateOf(document.ref.key);

    expect([before.body.status, daysUntil(before.body.retentionUntil, '2026-02-03T09:00:00Z')]).toEqual([
      'PRELOADED',
      7,
    ]);
    expect([accepted.body.status, daysUntil(accepted.body.retentionUntil, '2026-02-03T09:00:45Z')]).toEqual([
      'ATTACHED',
      120,
    ]);
    expect(daysUntil(refined.body.retentionUntil, '2026-02-10T09:01:22Z')).toBe(120);

    await client.advance({ by: 'P119D' });
    expect((await download(iun)).status).toBe(200);
    await client.advance({ by: 'P3D' });
    const gone = await download(iun);
    expect([gone.status, gone.body]).toMatchObject([400, { errors: [{ code: 'PN_DELIVERY_FILEINFONOTFOUND' }] }]);
    expect((await stateOf(document.ref.key)).status).toBe(404);
    expect(await client.detail(iun)).toMatchObject({ documentsAvailable: false, documents: [] });
  });

  it('goes on while the workflow runs, and begins anew with the first view', async () => {
    // Nothing is reported after the print: the notification stays in delivery.
    const physicalAddress = { address: 'VIA @OK_AR_BLOCKED', zip: '20121', municipality: 'MILANO', province: 'MI' };
    const iun = await client.accepted({ recipients: [aPaperRecipient({ physicalAddress })] });
    await client.advance({ by: 'P500D' });
    expect((await download(iun)).status).toBe(200);

    await client.call('POST', `/_sim/notifications/${iun}/view`, { body: {} });
    await client.advance({ by: 'P119D' });
    expect((await download(iun)).status).toBe(200);
    await client.advance({ by: 'P2D' });
    expect((await download(iun)).status).toBe(400);
  });

  it('goes on for a payment slip until the last recipient is perfected', async () => {
    const attachment = await client.upload();
    const { pagoPa } = aNotice();
    const blocked = { address: 'VIA @OK_AR_BLOCKED', zip: '20121', municipality: 'MILANO', province: 'MI' };
    const iun = await client.accepted({
      recipients: [
        aDigitalRecipient('prova@pec.it', { payments: [{ pagoPa: { ...pagoPa, attachment } }] }),
        aPaperRecipient({ taxId: 'FRMTTR76M06B715E', physicalAddress: blocked }),
      ],
    });
    await client.advance({ by: 'P400D' });
    const slip = () => client.call('GET', `/delivery/notifications/sent/${iun}/attachments/payment/0/PAGOPA`);
    expect((await stateOf(attachment.ref.key)).status).toBe(200);

    await client.call('POST', `/_sim/notifications/${iun}/view`, { body: { recIndex: 1 } });
    await client.advance({ by: 'P119D' });
    expect((await stateOf(attachment.ref.key)).status).toBe(200);
    await client.advance({ by: 'P2D' });
    expect((await slip()).status).toBe(400);
  });

  it('is not prolonged any more once the sender asked for cancellation', async () => {
    const iun = await client.accepted();
    await client.advance({ by: 'P1D' });
    await client.call('PUT', `/delivery-push/v2.0/notifications/cancel/${iun}`);
    await client.advance({ by: 'P118D' });
    expect((await download(iun)).status).toBe(200);

    await client.advance({ by: 'P2D' });
    expect((await download(iun)).status).toBe(400);
  });

  it('never ends with retention "off"', async () => {
    client = await simulator.sandbox({
      clock: { mode: 'manual', now: '2026-02-03T09:00:00Z' },
      settings: { retention: 'off' },
    });
    const iun = await client.accepted({ recipients: [aDigitalRecipient()] });
    await client.advance({ by: 'P700D' });

    expect((await download(iun)).status).toBe(200);
  });
});
