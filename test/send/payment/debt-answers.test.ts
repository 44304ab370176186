import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { NotificationRequest } from '../../../src/send/request/model.js';
import {
  aDigitalRecipient,
  aNotice,
  aPaperRecipient,
  aSimulator,
  type SandboxClient,
  type TestSimulator,
} from '../../support/simulator.js';

/** What pagoPA answers to costs and to recipients, by script and by state of the position. */
let simulator: TestSimulator;
let client: SandboxClient;

const clock = { mode: 'manual', now: '2026-02-03T09:00:00Z' };
beforeAll(async () => {
  simulator = await aSimulator();
});
afterAll(() => simulator.stop());
beforeEach(async () => {
  client = await simulator.sandbox({ clock });
});

type Update = Readonly<Record<'at' | 'phase' | 'notificationFee' | 'answer' | 'result', unknown>>;
interface Position {
  readonly notificationFee?: number;
  readonly answers?: readonly number[];
  readonly history: readonly Update[];
}
const pathOf = (ordinal = 0): string => {
  const { creditorTaxId, noticeCode } = aNotice(ordinal).pagoPa;
  return `/_sim/debt-positions/${creditorTaxId}/${noticeCode}`;
};
const put = async (position: object = {}, ordinal = 0): Promise<void> => {
  const body = { amount: 18_250, status: 'OPEN', ...position };
  expect((await client.call('PUT', pathOf(ordinal), { body })).status).toBe(200);
};
const get = async (ordinal = 0) => (await client.call<Position>('GET', pathOf(ordinal))).body;
const writes = async (ordinal = 0) =>
  (await get(ordinal)).history.map(({ phase, notificationFee, answer, result }) => [
    phase,
    notificationFee,
    answer,
    result,
  ]);
const async = (change: Partial<NotificationRequest> = {}): Partial<NotificationRequest> => ({
  pagoPaIntMode: 'ASYNC',
  recipients: [aPaperRecipient({ payments: [aNotice()] })],
  ...change,
});
const outcome = async (change = async()): Promise<string> => {
  const id = await client.send(change);
  await client.advance({ by: '2d' });
  return (await client.requestStatus(id)).body.notificationRequestStatus;
};

describe('the answer to the first cost', () => {
  it.each([
    [200, 'ACCEPTED', [['VALIDATION', 200, 200, 'OK']]],
    [209, 'ACCEPTED', [['VALIDATION', 200, 209, 'OK']]],
    [
      404,
      'REFUSED',
      [
        ['VALIDATION', 200, 404, 'KO'],
        ['REQUEST_REFUSED', 0, 200, 'OK'],
      ],
    ],
    [
      422,
      'REFUSED',
      [
        ['VALIDATION', 200, 422, 'KO'],
        ['REQUEST_REFUSED', 0, 200, 'OK'],
      ],
    ],
    [
      429,
      'ACCEPTED',
      [
        ['VALIDATION', 200, 429, 'RETRY'],
        ['VALIDATION', 200, 200, 'OK'],
      ],
    ],
    [
      500,
      'ACCEPTED',
      [
        ['VALIDATION', 200, 500, 'RETRY'],
        ['VALIDATION', 200, 200, 'OK'],
      ],
    ],
    [
      503,
      'ACCEPTED',
      [
        ['VALIDATION', 200, 503, 'RETRY'],
        ['VALIDATION', 200, 200, 'OK'],
      ],
    ],
  ])('%i: the request is %s', async (answer, status, history) => {
    await put({ answers: [answer] });

    expect(await outcome(async({ recipients: [aDigitalRecipient('prova@pec.it', { payments: [aNotice()] })] }))).toBe(
      status,
    );
    expect(await writes()).toEqual(history);
    expect(await get()).not.toHaveProperty('answers');
  });

  it('that never comes refuses after a day', async () => {
    await put({ status: 'ERROR' });
    const id = await client.send(async());
    await client.advance({ until: { notificationRequestId: id, requestStatus: 'REFUSED' } });

    const { body } = await client.requestStatus(id);
    expect((body as unknown as { errors: object[] }).errors).toMatchObject([{ code: 'SERVICE_UNAVAILABLE' }]);
    const results = (await get()).history.map(({ result }) => result);
    expect(results.length).toBeGreaterThan(3);
    expect(new Set(results)).toEqual(new Set(['RETRY']));
  });

  it('is asked of each notice until one gives none', async () => {
    await put({ answers: [200, 200] }, 0);
    await put({ answers: [503] }, 1);

    expect(
      await outcome(async({ recipients: [aDigitalRecipient('prova@pec.it', { payments: [aNotice(0), aNotice(1)] })] })),
    ).toBe('ACCEPTED');
    expect((await writes(0)).map(([, , answer]) => answer)).toEqual([200, 200]);
    expect((await writes(1)).map(([, , answer]) => answer)).toEqual([503, 200]);
  });
});

describe('the answer to the cost of a letter', () => {
  const sent = async (): Promise<string> => {
    const iun = await client.accepted(async());
    await client.advance({ until: { iun, category: 'SEND_ANALOG_DOMICILE' } });
    return iun;
  };
  const first = ['VALIDATION', 200, 200, 'OK'];
  const phase = 'SEND_ANALOG_DOMICILE_ATTEMPT_0';
  // 355 with VAT 22 %, base cost and paFee.
  const fee = 633;

  it('that does not come is waited for, longer each time; the agenda says so', async () => {
    await put({ answers: [200, 503, 500, 209] });
    const iun = await sent();
    expect(await writes()).toEqual([first, [phase, fee, 503, 'RETRY']]);
    expect(await get()).toMatchObject({ notificationFee: 200, answers: [500, 209] });
    const { items } = (
      await client.call<{ items: { kind: string; why: object }[] }>('GET', `/_sim/clock/agenda?iun=${iun}`)
    ).body;
    expect(items.find(({ kind }) => kind === 'payment.cost-retry')?.why).toEqual({
      it: expect.stringContaining('pagoPA non ha risposto'),
      en: expect.stringContaining('pagoPA gave no answer'),
    });

    await client.advance({ by: '1h' });
    expect(await writes()).toEqual([
      first,
      [phase, fee, 503, 'RETRY'],
      [phase, fee, 500, 'RETRY'],
      [phase, fee, 209, 'OK'],
    ]);
    const [, one, two, three] = (await get()).history.map(({ at }) => Date.parse(String(at)) / 60_000);
    expect([Number(two) - Number(one), Number(three) - Number(two)].map(Math.round)).toEqual([5, 10]);
    expect(await get()).toMatchObject({ notificationFee: fee });
  });

  it.each([404, 422])('%i is only logged: the life goes on', async (answer) => {
    await put({ answers: [200, answer] });
    const iun = await sent();
    await client.advance({ until: { iun, status: 'EFFECTIVE_DATE' } });

    expect(await writes()).toEqual([first, [phase, fee, answer, 'KO']]);
    expect(await get()).toMatchObject({ notificationFee: 200 });
  });

  it('is not waited for any more when a newer cost was written', async () => {
    await put({ answers: [200, 503] });
    const iun = await sent();
    await client.call('PUT', `/delivery-push/v2.0/notifications/cancel/${iun}`);
    await client.advance({ by: '1d' });

    expect(await writes()).toEqual([first, [phase, fee, 503, 'RETRY'], ['NOTIFICATION_CANCELLED', 0, 200, 'OK']]);
    expect(await get()).toMatchObject({ notificationFee: 0 });
  });
});

it('scripts and costs that wait are the same after a restart', async () => {
  const data = mkdtempSync(join(tmpdir(), 'debt-answers-'));
  try {
    const before = await aSimulator({ data });
    client = await before.sandbox({ id: 'kept', clock });
    await put({ answers: [503, 200, 503, 500] });
    const iun = await client.accepted(async());
    await client.advance({ until: { iun, category: 'SEND_ANALOG_DOMICILE' } });
    const seen = await get();
    expect(seen.history.map(({ result }) => result)).toEqual(['RETRY', 'OK', 'RETRY']);
    await before.stop();

    const after = await aSimulator({ data });
    const call = (method: 'GET' | 'POST', path: string, body?: object) =>
      after.call<Position>(method, path, { headers: { 'x-api-key': client.key }, ...(body ? { body } : {}) });
    expect((await call('GET', pathOf())).body).toEqual(seen);
    await call('POST', '/_sim/clock/advance', { by: '1h' });
    expect((await call('GET', pathOf())).body.history.map(({ answer }) => answer)).toEqual([503, 200, 503, 500, 200]);
    await after.stop();
  } finally {
    rmSync(data, { recursive: true });
  }
});

describe('what a recipient sees of a notice', () => {
  const infoOf = async (iun: string) =>
    (await client.call<{ items: Readonly<Record<string, unknown>>[] }>('GET', `/_sim/notifications/${iun}/payments`))
      .body.items;
  const recipients = [aDigitalRecipient('prova@pec.it', { payments: [aNotice()] })];
  const { creditorTaxId, noticeCode } = aNotice().pagoPa;
  const notice = { recIndex: 0, paymentIndex: 0, creditorTaxId, noticeCode };

  it.each([
    ['IN_PROGRESS', { status: 'IN_PROGRESS', detail: 'PAYMENT_ONGOING' }],
    ['PAID', { status: 'SUCCEEDED', detail: 'PAYMENT_DUPLICATED' }],
    ['CANCELLED', { status: 'FAILURE', detail: 'PAYMENT_CANCELED' }],
    ['EXPIRED', { status: 'FAILURE', detail: 'PAYMENT_EXPIRED' }],
    ['UNAVAILABLE', { status: 'FAILURE', detail: 'PAYMENT_UNAVAILABLE' }],
    ['DOMAIN_UNKNOWN', { status: 'FAILURE', detail: 'DOMAIN_UNKNOWN' }],
    ['ERROR', { status: 'FAILURE', detail: 'GENERIC_ERROR', errorCode: 'Bad Gateway' }],
  ])('%s: %j', async (status, seen) => {
    const iun = await client.accepted({ recipients });
    await put({ status });

    expect(await infoOf(iun)).toEqual([{ ...notice, ...seen }]);
  });

  it('that nobody knows: unknown; that was paid: paid', async () => {
    const iun = await client.accepted({ recipients });
    await put();
    await client.call('DELETE', pathOf());
    expect(await infoOf(iun)).toEqual([{ ...notice, status: 'FAILURE', detail: 'PAYMENT_UNKNOWN' }]);

    await put();
    await client.call('POST', `/_sim/notifications/${iun}/pay`, { body: {} });
    expect(await infoOf(iun)).toMatchObject([{ status: 'SUCCEEDED' }]);
  });

  it.each(['SYNC', 'ASYNC'] as const)(
    'that can be paid: debt and cost of the notification together, %s',
    async (pagoPaIntMode) => {
      await put();
      const iun = await client.accepted({
        pagoPaIntMode,
        subject: 'TARI 2026',
        paymentExpirationDate: '2026-12-31',
        recipients: [aPaperRecipient({ payments: [aNotice()] })],
      });
      const payable = { ...notice, status: 'REQUIRED', causaleVersamento: 'TARI 2026', dueDate: '2026-12-31' };
      expect(await infoOf(iun)).toEqual([{ ...payable, amount: 18_250 + 200 }]);

      await client.advance({ until: { iun, category: 'SEND_ANALOG_DOMICILE' } });
      expect(await infoOf(iun)).toEqual([{ ...payable, amount: 18_250 + 633 }]);
    },
  );

  it.each([
    ['SYNC', '302010030220260900'],
    ['ASYNC', '302011030220260900'],
  ] as const)('of the test environment: a %s notice %s can be paid, with its cost', async (pagoPaIntMode, code) => {
    const payments = [{ pagoPa: { creditorTaxId: '77777777777', noticeCode: code, applyCost: true } }];
    const iun = await client.accepted({ pagoPaIntMode, recipients: [aDigitalRecipient('prova@pec.it', { payments })] });

    expect(await infoOf(iun)).toMatchObject([{ status: 'REQUIRED', noticeCode: code, amount: 200 }]);
    expect((await client.call('GET', `/delivery/v2.3/price/77777777777/${code}`)).body).toMatchObject({
      totalPrice: 200,
    });
    const again = await client.request({ recipients: [aDigitalRecipient('prova@pec.it', { payments })] });
    expect(again.status).toBe(409);
  });
});
