import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Recipient } from '../../../src/send/request/model.js';
import {
  aDigitalRecipient,
  aNotice,
  aPaperRecipient,
  aSimulator,
  type SandboxClient,
  type TestSimulator,
} from '../../support/simulator.js';
import { days, readLife, type ToldLife } from './life.js';

let simulator: TestSimulator;

beforeAll(async () => {
  simulator = await aSimulator();
});
afterAll(() => simulator.stop());

const sandboxAt = (now: string): Promise<SandboxClient> => simulator.sandbox({ clock: { mode: 'manual', now } });

const letterTo = (address: string, change: Partial<Recipient> = {}): Recipient =>
  aPaperRecipient({ physicalAddress: { address, zip: '20121', municipality: 'MILANO', province: 'MI' }, ...change });

const act = (client: SandboxClient, iun: string, what: string, body: object = {}) =>
  client.call('POST', `/_sim/notifications/${iun}/${what}`, { body });

const costsOf = ({ elements }: ToldLife) =>
  elements.flatMap(({ id, details }) =>
    details.notificationCost === undefined ? [] : [[id.split('.')[0], details.notificationCost]],
  );

/** Seconds from the 202 to the delivery of the PEC. */
const toDelivery = 82;

describe('the term of a PEC', () => {
  it.each([
    ['in winter, at 21:00 in Rome', '2026-02-03T20:00:00Z', 7],
    ['in winter, a second later', '2026-02-03T20:00:01Z', 8],
    ['in summer, at 21:00 in Rome', '2026-07-03T19:00:00Z', 7],
    ['in summer, a second later', '2026-07-03T19:00:01Z', 8],
    ['in summer, when it is past 21:00 in winter time only', '2026-07-03T18:30:00Z', 7],
    ['before midnight', '2026-02-03T22:59:59Z', 8],
    ['after midnight', '2026-02-03T23:00:01Z', 7],
    ['over the change to summer time', '2026-03-26T10:00:00Z', 7],
    ['over the change to winter time', '2026-10-22T10:00:00Z', 7],
    ['over the 29th of February', '2028-02-25T10:00:00Z', 7],
    ['over the end of the year', '2026-12-28T20:30:00Z', 8],
  ])('that is delivered %s is whole days of 24 hours', async (_, delivered, length) => {
    const client = await sandboxAt(new Date(Date.parse(delivered) - toDelivery * 1_000).toISOString());
    const iun = await client.accepted({ recipients: [aDigitalRecipient()] });
    await client.advance({ by: 'P10D' });
    const life = await readLife(client, iun);

    const date = String(life.one('SEND_DIGITAL_FEEDBACK').details.notificationDate);
    expect(Date.parse(date)).toBe(Date.parse(delivered));
    const due = new Date(Date.parse(delivered) + days(length) * 1_000);
    expect(Date.parse(String(life.one('SCHEDULE_REFINEMENT').details.schedulingDate))).toBe(due.getTime());
    expect(life.one('REFINEMENT').at).toBe(life.one('SEND_DIGITAL_FEEDBACK').at + days(length));
  });
});

describe('the other terms', () => {
  it.each([
    [
      'a letter that was delivered, whatever the hour: ten days from its date',
      letterTo('VIA @OK_AR'),
      'SEND_ANALOG_FEEDBACK',
      10,
    ],
    [
      'an unreachable recipient: ten days from the failure',
      letterTo('VIA @FAIL-Irreperibile_AR'),
      'ANALOG_FAILURE_WORKFLOW',
      10,
    ],
    [
      'a failed digital delivery: fifteen days',
      aDigitalRecipient('prova@fail.it'),
      'DIGITAL_DELIVERY_CREATION_REQUEST',
      15,
    ],
  ])('%s', async (_, recipient, from, length) => {
    const client = await sandboxAt('2026-02-03T21:30:00Z');
    const iun = await client.accepted({ recipients: [recipient] });
    await client.advance({ by: 'P60D' });
    const life = await readLife(client, iun);

    expect(life.one('REFINEMENT').at - life.one(from).at).toBeCloseTo(days(length), 3);
    expect(costsOf(life)).toEqual([['REFINEMENT', 100]]);
  });
});

describe('a recipient reported dead', () => {
  it('returns to the sender: no term, the base fee borne there', async () => {
    const client = await sandboxAt('2026-02-03T09:00:00Z');
    const iun = await client.accepted({ recipients: [letterTo('VIA @FAIL_DECEDUTO_AR')] });
    await client.advance({ by: 'P60D' });
    const life = await readLife(client, iun);

    expect(life.status).toBe('RETURNED_TO_SENDER');
    const last = life.one('ANALOG_WORKFLOW_RECIPIENT_DECEASED');
    expect(last.at).toBe(life.one('SEND_ANALOG_FEEDBACK').at);
    expect(costsOf(life)).toEqual([['ANALOG_WORKFLOW_RECIPIENT_DECEASED', 100]]);
    expect(life.elements.some((e) => /REFINEMENT/.test(e.category))).toBe(false);

    await act(client, iun, 'view');
    await client.advance({ by: 'P1D' });
    const viewed = await readLife(client, iun);
    expect(viewed.status).toBe('RETURNED_TO_SENDER');
    expect(costsOf(viewed)).toEqual([['ANALOG_WORKFLOW_RECIPIENT_DECEASED', 100]]);
  });

  it.each([
    ['AR_REGISTERED_LETTER', undefined],
    ['REGISTERED_LETTER_890', undefined],
    ['AR_REGISTERED_LETTER', 'FRANCIA'],
  ] as const)('known as such to the simulator: a plain street is enough (%s, %s)', async (type, foreignState) => {
    const client = await sandboxAt('2026-02-03T09:00:00Z');
    await client.call('PUT', '/_sim/recipients/LRTFNC80A01F205B', { body: { deceased: true } });
    const italian = { address: 'VIA ROMA 1', zip: '20121', municipality: 'MILANO', province: 'MI' };
    const abroad = { address: 'RUE DE RIVOLI 1', zip: '75001', municipality: 'PARIS', foreignState: 'FRANCIA' };
    const iun = await client.accepted({
      physicalCommunicationType: type,
      recipients: [aPaperRecipient({ physicalAddress: foreignState ? abroad : italian })],
    });
    await client.advance({ by: 'P60D' });

    expect((await readLife(client, iun)).status).toBe('RETURNED_TO_SENDER');
  });

  it('after a view: returned all the same, the view has borne the fee', async () => {
    const client = await sandboxAt('2026-02-03T09:00:00Z');
    const iun = await client.accepted({ recipients: [letterTo('VIA @FAIL_DECEDUTO_SLOW_AR')] });
    await client.advance({ by: 'P1D' });
    await act(client, iun, 'view');
    await client.advance({ by: 'P200D' });
    const life = await readLife(client, iun);

    expect(life.status).toBe('RETURNED_TO_SENDER');
    expect(costsOf(life)).toEqual([['NOTIFICATION_VIEWED', 100]]);
  });

  it('while the certificate of a view is being made: the fee is borne once all the same', async () => {
    const client = await sandboxAt('2026-02-03T09:00:00Z');
    const iun = await client.accepted({ recipients: [letterTo('VIA @FAIL_DECEDUTO_AR')] });
    await client.advance({ until: { iun, category: 'SEND_ANALOG_FEEDBACK' } });
    await act(client, iun, 'view');
    await client.advance({ by: 'P1D' });
    const life = await readLife(client, iun);

    expect(life.elements.map((e) => e.category)).toContain('ANALOG_WORKFLOW_RECIPIENT_DECEASED');
    expect(costsOf(life)).toEqual([['NOTIFICATION_VIEWED', 100]]);
  });
});

describe('a view', () => {
  it.each([
    ['by the recipient on the web', 'view', { via: 'web' }],
    ['by the recipient in the IO app', 'view', { via: 'io' }],
    ['by a delegate', 'view', { delegate: { taxId: 'MNDLCU98T68C933T' } }],
    ['at a RADD desk', 'radd', {}],
  ])('%s stops the second letter and the term, not the reports under way', async (_, what, body) => {
    const client = await sandboxAt('2026-02-03T09:00:00Z');
    const iun = await client.accepted({ recipients: [letterTo('VIA @FAIL-Irreperibile_AR')] });
    await client.advance({ by: 'P1D' });
    await act(client, iun, what, body);
    await client.advance({ by: 'P60D' });
    const life = await readLife(client, iun);

    expect(life.status).toBe('VIEWED');
    expect(life.elements.filter((e) => e.category === 'SEND_ANALOG_FEEDBACK')).toHaveLength(1);
    expect(life.elements.filter((e) => /PREPARE_ANALOG|REFINEMENT/.test(e.category)).map((e) => e.id)).toEqual([
      'PREPARE_ANALOG_DOMICILE.I.R0.ATTEMPT_0',
    ]);
    expect(costsOf(life)).toEqual([['NOTIFICATION_VIEWED', 100]]);
    expect(life.one('NOTIFICATION_VIEWED').legalFacts).toEqual(['RECIPIENT_ACCESS']);
  });

  it('counts once for each recipient', async () => {
    const client = await sandboxAt('2026-02-03T09:00:00Z');
    const iun = await client.accepted({ recipients: [aDigitalRecipient()] });
    await act(client, iun, 'view');
    const again = await client.call('POST', `/_sim/notifications/${iun}/view`, { body: {} });

    expect(again.body).toEqual({ elements: [] });
  });

  it('does not stop the ring of digital domiciles', async () => {
    const client = await sandboxAt('2026-02-03T09:00:00Z');
    const iun = await client.accepted({ recipients: [aDigitalRecipient('prova@fail.it')] });
    await act(client, iun, 'view');
    await client.advance({ by: 'P60D' });
    const life = await readLife(client, iun);

    expect(life.elements.filter((e) => e.category === 'SEND_DIGITAL_FEEDBACK')).toHaveLength(2);
    expect(life.status).toBe('VIEWED');
  });

  it('dated after a term that becomes known later: REFINEMENT without cost, the view bears it', async () => {
    const client = await sandboxAt('2026-02-03T09:00:00Z');
    // Stored for thirty days and more: the term is counted from the tenth, and the report comes after its end.
    const iun = await client.accepted({ recipients: [letterTo('VIA @FAIL-CompiutaGiacenza_AR')] });
    await client.advance({ by: 'P28D' });
    await act(client, iun, 'view');
    await client.advance({ by: 'P60D' });
    const life = await readLife(client, iun);

    const refinement = life.one('REFINEMENT');
    expect(refinement.at).toBeLessThan(life.one('NOTIFICATION_VIEWED').at);
    expect(refinement.ingestedAt).toBeGreaterThan(life.one('NOTIFICATION_VIEWED').ingestedAt);
    expect(costsOf(life)).toEqual([['NOTIFICATION_VIEWED', 100]]);
    expect(life.status).toBe('VIEWED');
  });
});

describe('a payment', () => {
  it.each(['recipient', 'sender'])(
    'told by the %s stops the letters of that recipient, not the status',
    async (who) => {
      const client = await sandboxAt('2026-02-03T09:00:00Z');
      const notice = aNotice();
      const iun = await client.accepted({
        recipients: [
          letterTo('VIA1 @FAIL-Irreperibile_AR', { payments: [notice] }),
          letterTo('VIA2 @FAIL-Irreperibile_AR', { taxId: 'FRMTTR76M06B715E' }),
        ],
      });
      await client.advance({ by: 'P1D' });
      const { noticeCode, creditorTaxId } = notice.pagoPa;
      const told =
        who === 'recipient'
          ? await act(client, iun, 'pay')
          : await client.call('POST', '/delivery/events/payment/pagopa', {
              body: { events: [{ noticeCode, creditorTaxId, amount: 200, paymentDate: '2026-02-04T09:00:00Z' }] },
            });
      expect(told.status).toBe(who === 'recipient' ? 202 : 204);
      await client.advance({ by: 'P60D' });
      const life = await readLife(client, iun);

      const second = life.elements.filter((e) => /^PREPARE_ANALOG_DOMICILE\..*ATTEMPT_1/.test(e.id)).map((e) => e.id);
      expect(second).toEqual(['PREPARE_ANALOG_DOMICILE.I.R1.ATTEMPT_1']);
      expect(life.one('PAYMENT').details).toMatchObject({
        recIndex: 0,
        paymentSourceChannel: who === 'recipient' ? 'EXTERNAL_REGISTRY' : 'PA',
      });
      expect(life.status).toBe('EFFECTIVE_DATE');
    },
  );
});
