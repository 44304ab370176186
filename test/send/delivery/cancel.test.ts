import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  aDigitalRecipient,
  aNotice,
  aPaperRecipient,
  aSimulator,
  type SandboxClient,
  type TestSimulator,
} from '../../support/simulator.js';
import { readLife } from './life.js';

let simulator: TestSimulator;
let client: SandboxClient;

beforeAll(async () => {
  simulator = await aSimulator();
});
afterAll(() => simulator.stop());
beforeEach(async () => {
  client = await simulator.sandbox({
    clock: { mode: 'manual', now: '2026-02-03T09:00:00Z' },
    senders: [{ name: 'Comune', groups: ['tributi'], apiKeys: [{}, { groups: ['tributi'] }] }],
  });
});

const cancel = (iun: string, headers = {}) =>
  client.call<{ status: string; details: { code: string; level: string }[] }>(
    'PUT',
    `/delivery-push/v2.0/notifications/cancel/${iun}`,
    { headers },
  );
const priceOf = (noticeCode: string) => client.call('GET', `/delivery/v2.3/price/77777777777/${noticeCode}`);

describe('a cancellation', () => {
  it('while the letter travels: late reports still come, nothing follows from them (16.10)', async () => {
    const iun = await client.accepted();
    await client.advance({ by: 'P2D' });

    const answer = await cancel(iun);
    await client.advance({ by: 'P60D' });

    expect(answer.status).toBe(202);
    expect(answer.body).toEqual({
      status: 'OK',
      details: [
        {
          code: 'NOTIFICATION_CANCELLATION_ACCEPTED',
          level: 'INFO',
          detail: 'La richiesta di annullamento è stata presa in carico',
        },
      ],
    });
    const life = await readLife(client, iun);
    expect(life.elements.map((e) => e.category).slice(-5)).toEqual([
      'NOTIFICATION_CANCELLATION_REQUEST',
      'NOTIFICATION_CANCELLED',
      'SEND_ANALOG_PROGRESS',
      'SEND_ANALOG_PROGRESS',
      'SEND_ANALOG_FEEDBACK',
    ]);
    expect(life.one('NOTIFICATION_CANCELLED').details).toEqual({
      notificationCost: 100,
      notRefinedRecipientIndexes: [0],
    });
    expect(life.one('NOTIFICATION_CANCELLED').legalFacts).toEqual(['NOTIFICATION_CANCELLED']);
    expect(life.status).toBe('CANCELLED');
  });

  it('asked twice, of a refused one, of another body, of a group that the key has not, of an unknown IUN', async () => {
    const iun = await client.accepted();
    const grouped = client.shape.senders[0]?.apiKeys[1]?.key ?? '';

    expect((await cancel(iun, { 'x-api-key': grouped })).body).toMatchObject({
      errors: [{ code: 'PN_DELIVERYPUSH_NOTFOUND', detail: 'none' }],
    });
    await cancel(iun);
    expect((await cancel(iun)).body.details).toMatchObject([{ code: 'NOTIFICATION_ALREADY_CANCELLED', level: 'WARN' }]);

    const id = await client.send({ recipients: [aPaperRecipient({ taxId: 'LNALNI80A01H501T' })] });
    await client.advance({ until: { notificationRequestId: id, requestStatus: 'REFUSED' } });
    const refused = await cancel(Buffer.from(id, 'base64').toString('ascii'));
    expect(refused.body.details).toMatchObject([{ code: 'NOTIFICATION_REFUSED', level: 'WARN' }]);

    const stranger = await simulator.sandbox({ senders: [{ name: 'Altro' }] });
    const unknown = await stranger.call('PUT', `/delivery-push/v2.0/notifications/cancel/${iun}`);
    expect(unknown.status).toBe(404);
    expect(unknown.body).toMatchObject({ errors: [{ code: 'PN_DELIVERY_NOTIFICATIONNOTFOUND' }] });
  });

  it('frees the notice: no price first while it is asked for, then because nobody has it', async () => {
    const { pagoPa } = aNotice();
    const iun = await client.accepted({ recipients: [aDigitalRecipient('prova@pec.it', { payments: [{ pagoPa }] })] });
    expect((await priceOf(pagoPa.noticeCode)).status).toBe(200);

    await cancel(iun);
    const during = await priceOf(pagoPa.noticeCode);
    await client.advance({ by: 'PT5S' });
    const after = await priceOf(pagoPa.noticeCode);

    expect([during.status, after.status]).toEqual([404, 404]);
    expect(during.body).toMatchObject({ errors: [{ code: 'PN_DELIVERY_NOTIFICATION_CANCELLED' }] });
    expect(after.body).toMatchObject({ errors: [{ code: 'PN_DELIVERY_NOTIFICATIONCOSTNOTFOUND' }] });
    expect(
      await client.send({ recipients: [aDigitalRecipient('prova@pec.it', { payments: [{ pagoPa }] })] }),
    ).toHaveLength(36);
  });

  it('of a finished notification counts nobody, and the request stays ACCEPTED', async () => {
    const id = await client.send({ recipients: [aDigitalRecipient()] });
    await client.advance({ until: { notificationRequestId: id, status: 'EFFECTIVE_DATE' } });
    const iun = Buffer.from(id, 'base64').toString('ascii');

    await cancel(iun);
    await client.advance({ by: 'PT1M' });

    const life = await readLife(client, iun);
    expect(life.status).toBe('CANCELLED');
    expect(life.one('NOTIFICATION_CANCELLED').details).toEqual({ notificationCost: 0, notRefinedRecipientIndexes: [] });
    expect((await client.requestStatus(id)).body.notificationRequestStatus).toBe('ACCEPTED');
    expect((await client.call('POST', `/_sim/notifications/${iun}/view`, { body: {} })).status).toBe(409);
  });

  it('before acceptance stops the validation', async () => {
    const id = await client.send();
    const iun = Buffer.from(id, 'base64').toString('ascii');

    expect((await cancel(iun)).body.details).toMatchObject([{ code: 'NOTIFICATION_CANCELLATION_ACCEPTED' }]);
    await client.advance({ by: 'P1D' });

    const one = await client.call<{ status: string }>('GET', `/_sim/notifications/${iun}`);
    expect(one.body.status).toBe('CANCELLED');
  });

  it('has a certificate that can be read', async () => {
    const iun = await client.accepted({ recipients: [aDigitalRecipient()] });
    await cancel(iun);
    await client.advance({ by: 'PT1M' });

    const facts = await client.call<{ legalFactsId: { key: string; category: string } }[]>(
      'GET',
      `/delivery-push/v2.0/${iun}/legal-facts`,
    );
    const key = facts.body.find((f) => f.legalFactsId.category === 'NOTIFICATION_CANCELLED')?.legalFactsId.key ?? '';
    const download = await client.call<{ url: string; contentLength: number }>(
      'GET',
      `/delivery-push/${iun}/download/legal-facts/${key.replace('safestorage://', '')}`,
    );
    const file = await fetch(download.body.url);
    const bytes = Buffer.from(await file.arrayBuffer());

    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(bytes).toHaveLength(download.body.contentLength);
  });
});
