import { describe, expect, it } from 'vitest';
import { eachInAFreshSandbox } from '../../support/fresh-sandbox.js';
import { aDigitalRecipient, aNotice, aPaperRecipient, type SandboxClient } from '../../support/simulator.js';
import { days, readLife, type ToldLife } from './life.js';

let client: SandboxClient;

eachInAFreshSandbox((fresh) => {
  client = fresh;
});

const { taxId } = aPaperRecipient();
const contacts = async (courtesy: object, bySender?: object): Promise<void> => {
  const answer = await client.call('PUT', `/_sim/recipients/${taxId}`, {
    body: { platform: { courtesy, ...(bySender ? { bySender } : {}) } },
  });
  if (answer.status !== 200) throw new Error(answer.text);
};
const all = { email: 'nome@example.it', sms: '+393330000000', appIo: true };
const categories = ({ elements }: ToldLife): readonly string[] => elements.map((e) => e.category);

describe('courtesy messages before a letter', () => {
  it('go to every contact; the first one announces the letter, which waits five days', async () => {
    await contacts(all);
    const iun = await client.accepted();
    await client.advance({ by: 'P4DT23H' });
    const waiting = await readLife(client, iun);
    await client.advance({ by: 'P1D' });
    const life = await readLife(client, iun);

    const messages = life.elements.filter((e) => e.category === 'SEND_COURTESY_MESSAGE');
    expect(messages.map(({ id, details }) => [id, details.digitalAddress, details.ioSendMessageResult])).toEqual([
      ['SEND_COURTESY_MESSAGE.I.R0.COURTESYADDRESSTYPE_APPIO', { type: 'APPIO', address: taxId }, 'SENT_COURTESY'],
      [
        'SEND_COURTESY_MESSAGE.I.R0.COURTESYADDRESSTYPE_EMAIL',
        { type: 'EMAIL', address: 'nome@example.it' },
        undefined,
      ],
      ['SEND_COURTESY_MESSAGE.I.R0.COURTESYADDRESSTYPE_SMS', { type: 'SMS', address: '+393330000000' }, undefined],
    ]);
    const announced = life.one('PROBABLE_SCHEDULING_ANALOG_DATE').details.schedulingAnalogDate;
    const scheduled = life.one('SCHEDULE_ANALOG_WORKFLOW').details.schedulingDate;
    expect(announced).toBe(scheduled);
    expect(Date.parse(String(scheduled)) - Date.parse(life.sentAt)).toBe((66 + days(5)) * 1_000);
    expect(categories(waiting)).not.toContain('PREPARE_ANALOG_DOMICILE');
    expect(life.one('PREPARE_ANALOG_DOMICILE').at).toBe(66 + days(5));
    const sent = await client.call<{ items: { channel: string }[] }>('GET', `/_sim/notifications/${iun}/dispatches`);
    expect(sent.body.items.map(({ channel }) => channel)).toEqual(['APPIO', 'EMAIL', 'SMS', 'PAPER']);
  });

  it('without a contact there are none, and no wait', async () => {
    const life = await readLife(client, await client.accepted());
    await client.advance({ by: 'P1D' });

    expect(categories(life)).not.toContain('SEND_COURTESY_MESSAGE');
    expect((await readLife(client, life.iun)).one('SEND_ANALOG_DOMICILE').at).toBeLessThan(120);
  });

  it('go to the contacts for this sender where the recipient set some', async () => {
    await contacts(all, { '12345678903': { courtesy: { sms: '+393331111111' } } });
    const iun = await client.accepted();
    await client.advance({ by: 'P1D' });

    const life = await readLife(client, iun);
    expect(life.one('SEND_COURTESY_MESSAGE').details.digitalAddress).toEqual({ type: 'SMS', address: '+393331111111' });
  });

  it.each([
    ['a view', 'view', 'VIEWED'],
    ['a visit to a RADD desk', 'radd', 'VIEWED'],
    ['a payment', 'pay', 'ACCEPTED'],
  ])('%s in the five days saves the letter and its cost', async (_, what, status) => {
    await contacts({ email: 'nome@example.it' });
    const { pagoPa } = aNotice();
    const iun = await client.accepted({ recipients: [aPaperRecipient({ payments: [{ pagoPa }] })] });
    await client.advance({ by: 'P4D' });
    await client.call('POST', `/_sim/notifications/${iun}/${what}`, { body: {} });
    await client.advance({ by: 'P60D' });

    const life = await readLife(client, iun);
    expect(life.status).toBe(status);
    expect(categories(life).filter((one) => /ANALOG_DOMICILE/.test(one))).toEqual([]);
    expect(categories(life).filter((one) => /REFINEMENT/.test(one))).toEqual([]);
    const price = await client.call<{ analogCost: number }>(
      'GET',
      `/delivery/v2.3/price/${pagoPa.creditorTaxId}/${pagoPa.noticeCode}`,
    );
    expect(price.body.analogCost).toBe(0);
  });

  it('are not sent once the sender asked for cancellation', async () => {
    await contacts(all);
    const iun = await client.accepted();
    await client.call('PUT', `/delivery-push/v2.0/notifications/cancel/${iun}`);
    await client.advance({ by: 'P10D' });

    expect(categories(await readLife(client, iun))).not.toContain('SEND_COURTESY_MESSAGE');
  });
});

describe('courtesy messages beside a PEC', () => {
  it('follow the first send, and change nothing of the digital workflow', async () => {
    await contacts({ email: 'nome@example.it' });
    const iun = await client.accepted({ recipients: [aDigitalRecipient('prova@fail.it')] });
    await client.advance({ by: 'P60D' });

    const life = await readLife(client, iun);
    const message = life.one('SEND_COURTESY_MESSAGE');
    expect(message.at - life.one('SEND_DIGITAL_DOMICILE', 'ATTEMPT_0').at).toBe(1);
    expect(life.one('PROBABLE_SCHEDULING_ANALOG_DATE').at).toBeCloseTo(message.at, 3);
    expect(categories(life)).not.toContain('SCHEDULE_ANALOG_WORKFLOW');
    expect(life.status).toBe('EFFECTIVE_DATE');
  });
});
