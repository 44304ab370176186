import { describe, expect, it } from 'vitest';
import type { NotificationRequest, Recipient } from '../../../src/send/request/model.js';
import { eachInAFreshSandbox } from '../../support/fresh-sandbox.js';
import {
  aDigitalRecipient,
  aNotice,
  aPaperRecipient,
  type SandboxClient,
  type TestSimulator,
} from '../../support/simulator.js';

/** The price of a notice at every moment of the life of its notification, in both versions. */
let simulator: TestSimulator;
let client: SandboxClient;

eachInAFreshSandbox((fresh, running) => {
  client = fresh;
  simulator = running;
});

interface Price {
  readonly partialPrice: number;
  readonly totalPrice: number;
  readonly analogCost: number;
  readonly refinementDate?: string;
  readonly notificationViewDate?: string;
}

/** The newest price; the old version agrees with it. An error is told by its code. */
const priceOf = async (ordinal = 0): Promise<Price | string> => {
  const { creditorTaxId, noticeCode } = aNotice(ordinal).pagoPa;
  const read = (version: string) => client.call('GET', `/delivery${version}/price/${creditorTaxId}/${noticeCode}`);
  const [old, now] = [await read(''), await read('/v2.3')];
  expect(old.status).toBe(now.status);
  if (now.status !== 200) return (now.body.errors as readonly { readonly code: string }[])[0]?.code ?? '';
  const { iun, partialPrice, refinementDate, notificationViewDate } = now.body;
  expect(JSON.parse(JSON.stringify({ iun, amount: partialPrice, refinementDate, notificationViewDate }))).toEqual(
    old.body,
  );
  return now.body as unknown as Price;
};
/** Costs of the letters in the timeline, in its order. */
const letters = async (iun: string): Promise<readonly number[]> =>
  (await client.detail(iun)).timeline.flatMap(({ category, details }) =>
    ['SEND_ANALOG_DOMICILE', 'SEND_SIMPLE_REGISTERED_LETTER'].includes(category) ? [Number(details.analogCost)] : [],
  );

/** The price with these letters: base cost 100, paFee 50, VAT 10 %. */
const withLetters = (...costs: readonly number[]) => {
  const analogCost = costs.reduce((sum, cost) => sum + cost, 0);
  return {
    sendFee: 100,
    paFee: 50,
    vat: 10,
    analogCost,
    partialPrice: 100 + analogCost,
    totalPrice: 150 + Math.round(analogCost * 1.1),
  };
};

const to = (recipient: Recipient, change: Partial<NotificationRequest> = {}) => ({
  paFee: 50,
  vat: 10,
  recipients: [{ ...recipient, payments: [aNotice()] }],
  ...change,
});
const paper = (address: string, taxId = 'BNRMHL75C06G702B'): Recipient =>
  aPaperRecipient({ taxId, physicalAddress: { address, zip: '20121', municipality: 'MILANO', province: 'MI' } });
const until = (iun: string, category: string) => client.advance({ until: { iun, category } });

describe('the price', () => {
  it('is not there in validation, and is the base cost from the acceptance on', async () => {
    const id = await client.send(to(aDigitalRecipient()));
    expect(await priceOf()).toBe('PN_DELIVERY_PUSH_NOTIFICATION_NOT_ACCEPTED');

    await client.advance({ until: { notificationRequestId: id, requestStatus: 'ACCEPTED' } });
    expect(await priceOf()).toMatchObject(withLetters());
    expect(Object.keys((await priceOf()) as Price)).not.toContain('refinementDate');
  });

  it('is not there after a refusal, and the notice is free', async () => {
    const id = await client.send(to(aPaperRecipient({ taxId: 'LNALNI80A01H501T' })));
    await client.advance({ until: { notificationRequestId: id, requestStatus: 'REFUSED' } });
    expect(await priceOf()).toBe('PN_DELIVERY_NOTIFICATIONCOSTNOTFOUND');

    await client.accepted(to(aDigitalRecipient()));
    expect(await priceOf()).toMatchObject(withLetters());
  });

  it.each([
    ['prova@pec.it', 'DIGITAL_SUCCESS_WORKFLOW'],
    ['prova@fail.it', 'DIGITAL_FAILURE_WORKFLOW'],
  ])('does not grow by a PEC: %s', async (address, end) => {
    const iun = await client.accepted(to(aDigitalRecipient(address)));
    await until(iun, end);

    expect(await priceOf()).toMatchObject(withLetters());
  });

  it('grows by the simple letter when it is sent', async () => {
    const iun = await client.accepted(to(aDigitalRecipient('prova@fail.it')));
    await until(iun, 'PREPARE_SIMPLE_REGISTERED_LETTER');
    expect(await priceOf()).toMatchObject(withLetters());

    await until(iun, 'SEND_SIMPLE_REGISTERED_LETTER');
    const [cost = 0] = await letters(iun);
    expect(cost).toBeGreaterThan(0);
    expect(await priceOf()).toMatchObject(withLetters(cost));
  });

  it('grows by each attempt when it is sent, not when it is prepared nor when it arrives', async () => {
    const iun = await client.accepted(to(paper('VIA @FAIL-DiscoveryIrreperibile_AR')));
    await until(iun, 'PREPARE_ANALOG_DOMICILE');
    expect(await priceOf()).toMatchObject(withLetters());

    await until(iun, 'SEND_ANALOG_DOMICILE');
    expect(await letters(iun)).toEqual([355]);
    expect(await priceOf()).toMatchObject(withLetters(355));
    await until(iun, 'SEND_ANALOG_FEEDBACK');
    expect(await priceOf()).toMatchObject(withLetters(355));

    await client.advance({ until: { iun, status: 'UNREACHABLE' } });
    const both = await letters(iun);
    expect(both).toHaveLength(2);
    expect(await priceOf()).toMatchObject(withLetters(...both));
  });

  it('stays when a second letter cannot be prepared', async () => {
    const iun = await client.accepted(to(paper('VIA @FAIL-Irreperibile_AR', 'LRTFNC80A01F205B')));
    await until(iun, 'PREPARE_ANALOG_DOMICILE_FAILURE');

    expect(await priceOf()).toMatchObject(withLetters(355));
  });

  it('stays when the letter is not sent because the recipient opened the notification, which dates it', async () => {
    const iun = await client.accepted(to(paper('VIA @OK_AR')));
    await client.call('POST', `/_sim/notifications/${iun}/view`, { body: {} });
    await client.advance({ by: '60d' });

    expect(await letters(iun)).toEqual([]);
    expect(await priceOf()).toMatchObject({
      ...withLetters(),
      notificationViewDate: '2026-02-03T23:59:59.999999999+01:00',
    });
  });

  it('stays when the letter is not sent because the recipient paid, which dates nothing', async () => {
    const iun = await client.accepted(to(paper('VIA @OK_AR')));
    await client.call('POST', `/_sim/notifications/${iun}/pay`, { body: {} });

    const price = await priceOf();
    expect(price).toMatchObject(withLetters());
    expect(price).not.toHaveProperty('notificationViewDate');
    expect(price).not.toHaveProperty('refinementDate');
  });

  it('shows the end of the term as soon as it is known, and stays the same when it comes', async () => {
    const iun = await client.accepted(to(paper('VIA @OK_AR')));
    await until(iun, 'SCHEDULE_REFINEMENT');
    const before = (await priceOf()) as Price;
    expect(before).toMatchObject(withLetters(355));
    const { now } = (await client.call<{ now: string }>('GET', '/_sim/clock')).body;
    expect(Date.parse(String(before.refinementDate))).toBeGreaterThan(Date.parse(now));

    await until(iun, 'REFINEMENT');
    expect(await priceOf()).toEqual(before);
    await client.call('POST', `/_sim/notifications/${iun}/view`, { body: {} });
    expect(await priceOf()).toEqual({ ...before, notificationViewDate: expect.any(String) });
  });

  it('stays when the letter comes back because the recipient is dead', async () => {
    const iun = await client.accepted(to(paper('VIA @FAIL_DECEDUTO_AR')));
    await client.advance({ until: { iun, status: 'RETURNED_TO_SENDER' } });

    expect(await priceOf()).toMatchObject(withLetters(355));
  });

  it('stays when the notice is paid', async () => {
    const iun = await client.accepted(to(paper('VIA @OK_AR')));
    await until(iun, 'SEND_ANALOG_FEEDBACK');
    await client.call('POST', `/_sim/notifications/${iun}/pay`, { body: {} });

    expect(await priceOf()).toMatchObject(withLetters(355));
  });

  it('is not there once the cancellation is asked for, and then the notice is free', async () => {
    const iun = await client.accepted(to(paper('VIA @OK_AR')));
    await client.call('PUT', `/delivery-push/v2.0/notifications/cancel/${iun}`);
    expect(await priceOf()).toBe('PN_DELIVERY_NOTIFICATION_CANCELLED');

    await until(iun, 'NOTIFICATION_CANCELLED');
    expect(await priceOf()).toBe('PN_DELIVERY_NOTIFICATIONCOSTNOTFOUND');
    await client.accepted(to(aDigitalRecipient()));
    expect(await priceOf()).toMatchObject(withLetters());
  });

  it('loses the letters that a correction takes back', async () => {
    const iun = await client.accepted(to(paper('@FAIL_IRREP_RESTART_1_CONS_AT1_AR')));
    await client.advance({ until: { iun, status: 'EFFECTIVE_DATE' } });
    expect(await priceOf()).toMatchObject(withLetters(...(await letters(iun))));
    expect(await letters(iun)).toHaveLength(2);

    await client.advance({ by: '40d' });
    expect(await letters(iun)).toEqual([355]);
    expect(await priceOf()).toMatchObject(withLetters(355));
  });
});

describe('the price of several notices', () => {
  it('is that of their recipient, and nothing for one that does not bear the cost', async () => {
    const free = { pagoPa: { ...aNotice(2).pagoPa, applyCost: false } };
    const recipients = [
      { ...paper('VIA @OK_AR'), payments: [aNotice(0), aNotice(1), free] },
      { ...aDigitalRecipient(), payments: [aNotice(3)] },
    ];
    const iun = await client.accepted({ paFee: 50, vat: 10, recipients });
    await until(iun, 'SEND_ANALOG_DOMICILE');

    expect(await priceOf(0)).toMatchObject(withLetters(355));
    expect(await priceOf(1)).toEqual(await priceOf(0));
    expect(await priceOf(2)).toMatchObject({ ...withLetters(355), partialPrice: 0, totalPrice: 0 });
    expect(await priceOf(3)).toMatchObject(withLetters());
  });

  it('is nothing with FLAT_RATE, whatever was sent', async () => {
    const notice = { pagoPa: { ...aNotice().pagoPa, applyCost: false } };
    const change: Partial<NotificationRequest> = {
      notificationFeePolicy: 'FLAT_RATE',
      recipients: [{ ...paper('VIA @OK_AR'), payments: [notice] }],
    };
    const iun = await client.accepted(to(aPaperRecipient(), change));
    await until(iun, 'SEND_ANALOG_DOMICILE');

    expect(await priceOf()).toMatchObject({ ...withLetters(355), partialPrice: 0, totalPrice: 0 });
  });
});

describe('the price of a letter', () => {
  it.each<[string, object, number]>([
    ['with the documents', {}, 355],
    ['to a place that RADD covers', { raddZips: ['20121'] }, 352],
    ['to a place beside it', { raddZips: ['20122'] }, 355],
    ['where nothing but the notice is printed', { print: 'aarOnly' }, 352],
  ])('%s: %j', async (_, settings, cost) => {
    client = await simulator.sandbox({ clock: { mode: 'manual', now: '2026-02-03T09:00:00Z' }, settings });
    const iun = await client.accepted(to(paper('VIA @OK_AR')));
    await until(iun, 'SEND_ANALOG_DOMICILE');

    const { timeline } = await client.detail(iun);
    const { details } = timeline.find(({ category }) => category === 'SEND_ANALOG_DOMICILE') ?? {};
    const sheets = cost === 355 ? 2 : 1;
    expect(details).toMatchObject({ analogCost: cost, numberOfPages: sheets, envelopeWeight: 5 * sheets + 5 });
    expect(await priceOf()).toMatchObject(withLetters(cost));
  });
});
