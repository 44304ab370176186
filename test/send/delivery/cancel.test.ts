import { describe, expect, it } from 'vitest';
import { eachInAFreshSandbox } from '../../support/fresh-sandbox.js';
import {
  aDigitalRecipient,
  aNotice,
  aPaperRecipient,
  type SandboxClient,
  type TestSimulator,
} from '../../support/simulator.js';
import { readLife } from './life.js';

let simulator: TestSimulator;
let client: SandboxClient;

eachInAFreshSandbox(
  (fresh, running) => {
    client = fresh;
    simulator = running;
  },
  { senders: [{ name: 'Comune', groups: ['tributi'], apiKeys: [{}, { groups: ['tributi'] }] }] },
);

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

  const nobody: number[] = [];
  const letterTo = (address: string, change = {}) => [
    aPaperRecipient({ physicalAddress: { address, zip: '20121', municipality: 'MILANO', province: 'MI' }, ...change }),
  ];
  it.each([
    ['ACCEPTED', letterTo('VIA @OK_AR'), 100, [0]],
    ['DELIVERING', letterTo('VIA @OK_AR'), 100, [0]],
    ['DELIVERED', letterTo('VIA @OK_AR'), 100, [0]],
    ['UNREACHABLE', letterTo('VIA @FAIL-Irreperibile_AR'), 100, [0]],
    ['EFFECTIVE_DATE', letterTo('VIA @OK_AR'), 0, nobody],
    ['RETURNED_TO_SENDER', letterTo('VIA @FAIL_DECEDUTO_AR'), 0, nobody],
    ['VIEWED', letterTo('VIA @OK_AR'), 0, nobody],
  ])('in %s is taken and ends there, each recipient charged once', async (status, recipients, cost, notRefined) => {
    const { pagoPa } = aNotice();
    const id = await client.send({ recipients: recipients.map((r) => ({ ...r, payments: [{ pagoPa }] })) });
    const iun = Buffer.from(id, 'base64').toString('ascii');
    if (status === 'VIEWED') {
      await client.advance({ until: { notificationRequestId: id, status: 'DELIVERING' } });
      await client.call('POST', `/_sim/notifications/${iun}/view`, { body: {} });
    }
    await client.advance({ until: { notificationRequestId: id, status } });
    const before = await readLife(client, iun);

    const answer = await cancel(iun);
    const asked = await readLife(client, iun);
    await client.advance({ by: 'P60D' });
    const life = await readLife(client, iun);

    expect(answer.body.details).toMatchObject([{ code: 'NOTIFICATION_CANCELLATION_ACCEPTED', level: 'INFO' }]);
    expect([before.status, asked.status, life.status]).toEqual([status, status, 'CANCELLED']);
    expect(life.one('NOTIFICATION_CANCELLED').details).toEqual({
      notificationCost: cost,
      notRefinedRecipientIndexes: notRefined,
    });
    const late = life.elements.filter(({ id: one }) => !before.elements.some((old) => old.id === one));
    const allowed = [
      'NOTIFICATION_CANCELLATION_REQUEST',
      'NOTIFICATION_CANCELLED',
      'SEND_ANALOG_PROGRESS',
      'SEND_ANALOG_FEEDBACK',
    ];
    expect(late.filter(({ category }) => !allowed.includes(category))).toEqual([]);
    expect((await client.requestStatus(id)).body.notificationRequestStatus).toBe('ACCEPTED');
    expect((await priceOf(pagoPa.noticeCode)).status).toBe(404);
    const agenda = await client.call<{ items: unknown[] }>('GET', `/_sim/clock/agenda?iun=${iun}`);
    expect(agenda.body.items).toEqual([]);
  });

  it('of a PEC under way: the receipts still come, nothing follows, no message goes out again', async () => {
    const iun = await client.accepted({ recipients: [aDigitalRecipient('prova@sequence.5s-C001.5s-C008.5s-C003.it')] });
    await client.advance({ by: 'PT18S' });
    const before = (await readLife(client, iun)).elements.map((e) => e.category);
    await cancel(iun);
    await client.advance({ by: 'P30D' });

    const life = await readLife(client, iun);
    const late = life.elements.map((e) => e.category).slice(before.length - 1);
    expect(before).toContain('SEND_DIGITAL_DOMICILE');
    expect(life.elements.filter((e) => e.category === 'SEND_DIGITAL_FEEDBACK')).toHaveLength(1);
    expect(late).not.toContain('DIGITAL_DELIVERY_CREATION_REQUEST');
    expect(life.elements.some((e) => e.details.deliveryDetailCode === 'DP00')).toBe(false);
    expect(life.status).toBe('CANCELLED');
  });

  it('while a certificate is being made: it never gets its element, and the view bears no cost', async () => {
    const iun = await client.accepted();
    await client.advance({ by: 'P1D' });
    await client.call('POST', `/_sim/notifications/${iun}/view`, { body: {} });
    await cancel(iun);
    await client.advance({ by: 'P30D' });

    const life = await readLife(client, iun);
    expect(life.elements.map((e) => e.category)).toContain('NOTIFICATION_VIEWED_CREATION_REQUEST');
    expect(life.elements.map((e) => e.category)).not.toContain('NOTIFICATION_VIEWED');
    expect(life.one('NOTIFICATION_CANCELLED').details).toEqual({
      notificationCost: 100,
      notRefinedRecipientIndexes: [0],
    });
  });

  it('of several recipients counts those who have borne nothing yet', async () => {
    const iun = await client.accepted({
      recipients: [
        ...letterTo('VIA1 @OK_AR'),
        ...letterTo('VIA2 @OK_AR', { taxId: 'FRMTTR76M06B715E' }),
        ...letterTo('VIA3 @OK_AR', { taxId: 'BNRMHL75C06G702B' }),
      ],
    });
    await client.call('POST', `/_sim/notifications/${iun}/view`, { body: { recIndex: 1 } });
    await client.advance({ by: 'PT1M' });
    await cancel(iun);
    await client.advance({ by: 'PT1M' });

    const life = await readLife(client, iun);
    expect(life.one('NOTIFICATION_CANCELLED').details).toEqual({
      notificationCost: 200,
      notRefinedRecipientIndexes: [0, 2],
    });
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
