import { describe, expect, it } from 'vitest';
import { eachInAFreshSandbox } from '../../support/fresh-sandbox.js';
import { aDigitalRecipient, aNotice, aPaperRecipient, type SandboxClient } from '../../support/simulator.js';
import { readLife } from './life.js';

let client: SandboxClient;

eachInAFreshSandbox((fresh) => {
  client = fresh;
});

const act = (iun: string, what: string, body: object = {}) =>
  client.call<{ elements: string[]; code?: string; detail?: string }>('POST', `/_sim/notifications/${iun}/${what}`, {
    body,
  });

describe('a payment by the recipient', () => {
  it('writes one element, at the price of the moment, and stops the letters', async () => {
    const iun = await client.accepted({
      recipients: [
        aPaperRecipient({ taxId: 'BNRMHL75C06G702B', denomination: 'Michelangelo Buonarroti', payments: [aNotice()] }),
      ],
    });

    const paid = await act(iun, 'pay');
    const again = await act(iun, 'pay');
    await client.advance({ by: 'P60D' });

    const id = `NOTIFICATION_PAID.IUN_${iun}.CODE_PPA30200010000001942177777777777`;
    expect([paid.status, paid.body.elements, again.body.elements]).toEqual([202, [id], []]);
    const life = await readLife(client, iun);
    expect(life.one('PAYMENT').details).toMatchObject({
      recIndex: 0,
      recipientType: 'PF',
      amount: 200,
      creditorTaxId: '77777777777',
      noticeCode: '302000100000019421',
      paymentSourceChannel: 'EXTERNAL_REGISTRY',
    });
    expect(life.elements.some((e) => e.category === 'PREPARE_ANALOG_DOMICILE')).toBe(false);
    expect(life.status).toBe('ACCEPTED');
  });

  it('of a digital notification stops neither delivery nor refinement', async () => {
    const iun = await client.accepted({ recipients: [aDigitalRecipient('prova@pec.it', { payments: [aNotice()] })] });
    await act(iun, 'pay', { amount: 777 });
    await client.advance({ by: 'P30D' });

    const life = await readLife(client, iun);
    expect(life.one('PAYMENT').details.amount).toBe(777);
    expect(life.status).toBe('EFFECTIVE_DATE');
  });

  it('of a notice that is not there is refused with the reason', async () => {
    const iun = await client.accepted();

    const answer = await act(iun, 'pay', { paymentIndex: 3 });

    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ code: 'SIM_ACTION_NOT_POSSIBLE' });
    expect(answer.body.detail).toContain('no pagoPA notice at 3');
  });
});

describe('a visit to a RADD desk', () => {
  it('is recorded by itself and counts as a view', async () => {
    const iun = await client.accepted({ recipients: [aDigitalRecipient()] });
    await act(iun, 'radd');
    await client.advance({ by: 'P30D' });

    const life = await readLife(client, iun);
    const retrieved = life.one('NOTIFICATION_RADD_RETRIEVED').details;
    expect(retrieved).toMatchObject({ recIndex: 0, raddType: 'ALT' });
    expect(life.one('NOTIFICATION_VIEWED').details).toMatchObject({
      raddType: 'ALT',
      raddTransactionId: retrieved.raddTransactionId,
      notificationCost: 100,
    });
    expect(life.status).toBe('VIEWED');
  });

  it('after a view only records itself', async () => {
    const iun = await client.accepted({ recipients: [aDigitalRecipient()] });
    await act(iun, 'view');

    const answer = await act(iun, 'radd');

    expect(answer.body.elements).toEqual([`NOTIFICATION_RADD_RETRIEVED.IUN_${iun}.RECINDEX_0`]);
  });
});

describe('a view by a delegate', () => {
  it('names the delegate in both elements', async () => {
    const iun = await client.accepted({ recipients: [aDigitalRecipient()] });
    await act(iun, 'view', { delegate: { taxId: 'MNDLCU98T68C933T', denomination: 'Lucia Mondella' } });
    await client.advance({ by: 'PT1M' });

    const life = await readLife(client, iun);
    for (const category of ['NOTIFICATION_VIEWED_CREATION_REQUEST', 'NOTIFICATION_VIEWED']) {
      expect(life.one(category).details.delegateInfo).toMatchObject({
        taxId: 'MNDLCU98T68C933T',
        denomination: 'Lucia Mondella',
        delegateType: 'PF',
      });
    }
  });
});
