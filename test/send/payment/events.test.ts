import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aFile, type ErrorEntry, expectProblem } from '../../support/refusals.js';
import {
  aNotice,
  aPaperRecipient,
  aSimulator,
  type SandboxClient,
  type TestSimulator,
} from '../../support/simulator.js';

/** Payments that the sender reports: what is refused, what they write, what they stop. */
let simulator: TestSimulator;

beforeAll(async () => {
  simulator = await aSimulator();
});
afterAll(() => simulator.stop());

const event = (ordinal: number, change: object = {}) => ({
  noticeCode: aNotice(ordinal).pagoPa.noticeCode,
  creditorTaxId: '77777777777',
  paymentDate: '2026-06-01T15:30:00+02:00',
  amount: 10_000,
  ...change,
});
const report = (client: SandboxClient, events: readonly object[] | undefined, key = client.key) =>
  client.call('POST', '/delivery/events/payment/pagopa', { body: { events }, headers: { 'x-api-key': key } });

const aWorld = (): Promise<SandboxClient> =>
  simulator.sandbox({
    clock: { mode: 'manual', now: '2026-06-01T08:00:00Z' },
    senders: [{ groups: ['Tributi'], apiKeys: [{}, { groups: ['Tributi'] }] }, { taxId: '12345678903' }],
  });
const accepted = (client: SandboxClient, ...ordinals: readonly number[]): Promise<string> =>
  client.accepted({ recipients: [aPaperRecipient({ payments: ordinals.map(aNotice) })] });
const paymentsOf = async (client: SandboxClient, iun: string) =>
  (await client.detail(iun)).timeline.filter(({ category }) => category === 'PAYMENT');

const notFound: ErrorEntry = { code: 'PN_DELIVERY_NOTIFICATIONNOTFOUND', detail: 'none' };
const unexpected: ErrorEntry = { code: 'PN_GENERIC_ERROR', detail: 'none' };

describe('a reported payment is refused', () => {
  it.each([
    ['no events', undefined, 'object has missing required properties (["events"])'],
    [
      'no fields',
      [{}],
      'object has missing required properties (["amount","creditorTaxId","noticeCode","paymentDate"])',
    ],
    [
      'a notice of 17 digits',
      [event(1, { noticeCode: '30200010000001942' })],
      'is too short (length: 17, required minimum: 18)',
    ],
    [
      'a creditor of 10 digits',
      [event(1, { creditorTaxId: '7777777777' })],
      'is too short (length: 10, required minimum: 11)',
    ],
    ['a date without seconds', [event(1, { paymentDate: '2026-06-01T15:30Z' })], 'ECMA 262 regex'],
    ['a date without zone', [event(1, { paymentDate: '2026-06-01T15:30:00' })], 'ECMA 262 regex'],
    ['an amount as a text', [event(1, { amount: '1' })], 'instance type (string)'],
  ])('by the gateway: %s', async (_, events, text) => {
    const called = await report(await aWorld(), events);

    expect(called.status).toBe(400);
    const [error] = (called.body as unknown as { errors: { code: string; detail: string }[] }).errors;
    expect(error?.code).toBe('PN_INVALID_BODY');
    expect(error?.detail).toContain(text);
  });

  it('when no notification has the notice', async () => {
    expectProblem(await report(await aWorld(), [event(1)]), 404, [notFound]);
  });

  it('when the notification is of another body, even of one with the same tax id', async () => {
    const client = await aWorld();
    await accepted(client, 1);

    expectProblem(await report(client, [event(1)], client.shape.senders[1]?.apiKeys[0]?.key), 404, [notFound]);
  });

  it('when the notification was refused', async () => {
    const client = await aWorld();
    const notificationRequestId = await client.send({
      documents: [aFile()],
      recipients: [aPaperRecipient({ payments: [aNotice(1)] })],
    });
    await client.advance({ until: { notificationRequestId, requestStatus: 'REFUSED' } });

    expectProblem(await report(client, [event(1)]), 404, [notFound]);
  });

  it.each(['2026-13-01T00:00:00Z', '2026-02-30T00:00:00Z', '2026-06-01T25:00:00Z', '2026-06-01T15:30:00+99:00'])(
    'when the calendar has no %s: 500',
    async (paymentDate) => {
      const client = await aWorld();
      await accepted(client, 1);

      expectProblem(await report(client, [event(1, { paymentDate })]), 500, [unexpected]);
    },
  );

  it('when the amount does not fit 32 bits: 500, before the notice is looked up', async () => {
    expectProblem(await report(await aWorld(), [event(1, { amount: 2 ** 31 })]), 500, [unexpected]);
  });

  it('as a whole: one bad event and nothing is written', async () => {
    const client = await aWorld();
    const iun = await accepted(client, 1, 2);

    expectProblem(await report(client, [event(1), event(99)]), 404, [notFound]);
    expectProblem(await report(client, [event(1), event(2, { paymentDate: '2026-13-01T00:00:00Z' })]), 500, [
      unexpected,
    ]);
    expect(await paymentsOf(client, iun)).toEqual([]);
  });
});

describe('a reported payment', () => {
  it('is taken with 204 and no body, and so is an empty list', async () => {
    const client = await aWorld();
    await accepted(client, 1);

    for (const events of [[event(1)], []]) {
      const { status, text } = await report(client, events);
      expect([status, text]).toEqual([204, '']);
    }
  });

  it('writes one element, dated by the payment, that changes no status', async () => {
    const client = await aWorld();
    const iun = await accepted(client, 1);
    const { notificationStatus } = await client.detail(iun);
    await report(client, [event(1, { amount: 10_000.9 })]);

    expect(await paymentsOf(client, iun)).toEqual([
      expect.objectContaining({
        elementId: `NOTIFICATION_PAID.IUN_${iun}.CODE_PPA30200010000001942277777777777`,
        timestamp: '2026-06-01T13:30:00Z',
        legalFactsIds: [],
        details: {
          recIndex: 0,
          recipientType: 'PF',
          amount: 10_000,
          creditorTaxId: '77777777777',
          noticeCode: '302000100000019422',
          paymentSourceChannel: 'PA',
          uncertainPaymentDate: false,
          eventTimestamp: '2026-06-01T13:30:00Z',
        },
      }),
    ]);
    expect((await client.detail(iun)).notificationStatus).toBe(notificationStatus);
  });

  it('is written once per notice, however often it is reported', async () => {
    const client = await aWorld();
    const iun = await accepted(client, 1, 2);

    for (const events of [[event(1), event(2), event(1)], [event(1, { amount: 1 })]]) {
      expect((await report(client, events)).status).toBe(204);
    }
    expect((await paymentsOf(client, iun)).map(({ details }) => details.amount)).toEqual([10_000, 10_000]);
  });

  it('names the recipient who has the notice', async () => {
    const client = await aWorld();
    const second = aPaperRecipient({ taxId: 'FRMTTR76M06B715E', payments: [aNotice(2)] });
    const iun = await client.accepted({ recipients: [aPaperRecipient({ payments: [aNotice(1)] }), second] });
    await report(client, [event(2)]);

    expect((await paymentsOf(client, iun)).map(({ details }) => details.recIndex)).toEqual([1]);
  });

  it('is taken from a key of another group, in validation, and after the end', async () => {
    const client = await aWorld();
    const group = client.shape.senders[0]?.groups[0]?.id ?? '';
    const id = await client.send({ group, recipients: [aPaperRecipient({ payments: [aNotice(1)] })] });

    expect((await report(client, [event(1)])).status).toBe(204);
    await client.advance({ until: { notificationRequestId: id, requestStatus: 'ACCEPTED' } });
    expect((await report(client, [event(1)], client.shape.senders[0]?.apiKeys[1]?.key)).status).toBe(204);
  });

  it('stops the letter that was not prepared yet', async () => {
    const client = await aWorld();
    const iun = await accepted(client, 1);
    await report(client, [event(1)]);
    await client.advance({ by: 'P30D' });

    const categories = (await client.detail(iun)).timeline.map(({ category }) => category);
    expect(categories).toContain('PAYMENT');
    expect(categories).not.toContain('SEND_ANALOG_DOMICILE');
  });
});

describe('F24 payments', () => {
  const reportF24 = async (body: object) => (await aWorld()).call('POST', '/delivery/events/payment/f24', { body });
  const event24 = {
    iun: 'ABCD-EFGH-JKLM-202605-A-1',
    paymentDate: '2026-06-01T13:30:00Z',
    recipientTaxId: 'FRMTTR76M06B715E',
    recipientType: 'PF',
    amount: 1,
  };

  it('are published and not implemented any more: 501 with an empty body', async () => {
    const { status, text, headers } = await reportF24({ events: [event24] });

    expect([status, text]).toEqual([501, '']);
    expect(headers.get('x-send-sim-hint')).toContain('F24');
  });

  it('are checked by the gateway all the same', async () => {
    expect((await reportF24({})).body).toMatchObject({ errors: [{ code: 'PN_INVALID_BODY' }] });
  });
});
