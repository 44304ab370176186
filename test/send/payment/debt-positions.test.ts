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

/** The simulated side of pagoPA: positions, and the costs that ASYNC notifications write on them. */
let simulator: TestSimulator;
let client: SandboxClient;

beforeAll(async () => {
  simulator = await aSimulator();
});
afterAll(() => simulator.stop());

const now = '2026-02-03T09:00:00Z';
const aSandbox = (debtPositions?: 'open' | 'declared') =>
  simulator.sandbox({ clock: { mode: 'manual', now }, ...(debtPositions ? { settings: { debtPositions } } : {}) });
beforeEach(async () => {
  client = await aSandbox();
});

interface Position {
  readonly amount?: number;
  readonly status: string;
  readonly notificationFee?: number;
  readonly history: readonly {
    readonly at: string;
    readonly iun: string;
    readonly phase: string;
    readonly notificationFee: number;
    readonly result: string;
  }[];
}

const pathOf = (ordinal = 0): string => {
  const { creditorTaxId, noticeCode } = aNotice(ordinal).pagoPa;
  return `/_sim/debt-positions/${creditorTaxId}/${noticeCode}`;
};
const put = (status = 'OPEN', ordinal = 0) =>
  client.call<Position>('PUT', pathOf(ordinal), { body: { amount: 18_250, status } });
const get = async (ordinal = 0) => (await client.call<Position>('GET', pathOf(ordinal))).body;
const writes = async (ordinal = 0) =>
  (await get(ordinal)).history.map(({ phase, notificationFee, result }) => [phase, notificationFee, result]);

const async = (change: Partial<NotificationRequest> = {}): Partial<NotificationRequest> => ({
  pagoPaIntMode: 'ASYNC',
  recipients: [aPaperRecipient({ payments: [aNotice()] })],
  ...change,
});
const refusalOf = async (change: Partial<NotificationRequest>) => {
  const id = await client.send(change);
  await client.advance({ until: { notificationRequestId: id, requestStatus: 'REFUSED' } });
  return ((await client.requestStatus(id)).body as unknown as { errors: readonly object[] }).errors;
};
const notValid = [
  {
    code: 'PAYMENT_NOT_VALID',
    detail: 'Payment information is not valid - creditorTaxId=77777777777 noticeCode=302000100000019421',
  },
];

describe('a position', () => {
  it('is put, read, changed and removed', async () => {
    const first = { creditorTaxId: '77777777777', noticeCode: '302000100000019421', amount: 18_250, history: [] };
    expect((await put()).body).toEqual({ ...first, status: 'OPEN' });
    expect(await get()).toEqual({ ...first, status: 'OPEN' });
    expect((await put('PAID')).body).toEqual({ ...first, status: 'PAID' });

    expect((await client.call('DELETE', pathOf())).status).toBe(204);
    for (const method of ['GET', 'DELETE'] as const) {
      const { status, body } = await client.call(method, pathOf());
      expect([status, body]).toEqual([404, expect.objectContaining({ code: 'SIM_UNKNOWN_DEBT_POSITION' })]);
    }
  });

  it.each([
    ['an amount in euros', { amount: 182.5, status: 'OPEN' }],
    ['another status', { amount: 1, status: 'OPENED' }],
    ['no status', { amount: 1 }],
    ['another property', { amount: 1, status: 'OPEN', due: '2026-01-01' }],
  ])('is not put with %s', async (_, body) => {
    const called = await client.call('PUT', pathOf(), { body });
    expect([called.status, called.body]).toEqual([400, expect.objectContaining({ code: 'SIM_INVALID_BODY' })]);
  });

  it.each([
    ['/_sim/debt-positions/7777/302000100000019421', 'creditorTaxId'],
    ['/_sim/debt-positions/77777777777/3020', 'noticeCode'],
  ])('has a key of two numbers: %s', async (path, location) => {
    const called = await client.call('GET', path);
    expect([called.status, called.body]).toEqual([
      400,
      expect.objectContaining({ code: 'SIM_INVALID_VALUE', location }),
    ]);
  });

  it('goes with a reset', async () => {
    await put();
    const { body } = await client.call<{ dropped: object }>('POST', '/_sim/reset', { body: {} });

    expect(body.dropped).toMatchObject({ debtPositions: 1 });
    expect((await client.call('GET', pathOf())).status).toBe(404);
  });
});

describe('an ASYNC notification', () => {
  it('is accepted with any notice, where every notice is open', async () => {
    expect(await client.accepted(async())).toMatch(/^[A-Z]{4}-/);
  });

  it.each(['PAID', 'EXPIRED'])('is refused when the position is %s', async (status) => {
    await put(status);

    expect(await refusalOf(async())).toEqual(notValid);
  });

  it('is refused when the position was removed', async () => {
    await put();
    await client.call('DELETE', pathOf());

    expect(await refusalOf(async())).toEqual(notValid);
  });

  it('is refused where only declared positions count and nobody declared this one', async () => {
    client = await aSandbox('declared');

    expect(await refusalOf(async())).toEqual(notValid);
    expect((await client.call('GET', pathOf())).status).toBe(404);
  });

  it('is accepted where its position was declared', async () => {
    client = await aSandbox('declared');
    await put();

    expect(await client.accepted(async())).toMatch(/^[A-Z]{4}-/);
  });

  it('is not asked about a notice that does not bear the cost', async () => {
    client = await aSandbox('declared');
    await put('OPEN', 1);
    const other = { pagoPa: { ...aNotice(0).pagoPa, applyCost: false } };

    expect(await client.accepted(async({ recipients: [aPaperRecipient({ payments: [other, aNotice(1)] })] }))).toMatch(
      /-/,
    );
  });

  it('without payments is refused before pagoPA is asked', async () => {
    client = await aSandbox('declared');
    const recipients = [aPaperRecipient({ payments: [aNotice()] }), aPaperRecipient({ taxId: 'BNRMHL75C06G702B' })];

    expect(await refusalOf(async({ recipients }))).toEqual([
      {
        code: 'PAYMENT_NOT_VALID',
        detail:
          "There isn't payments for recipient. With notificationFeePolicy=DELIVERY_MODE and pagoPaIntMode=ASYNC payments are mandatory",
      },
    ]);
  });

  it('SYNC ones ask nobody and write nothing', async () => {
    client = await aSandbox('declared');
    await client.accepted(async({ pagoPaIntMode: 'SYNC' }));

    expect((await client.call('GET', pathOf())).status).toBe(404);
  });
});

describe('the cost written on a position', () => {
  it('is base cost and paFee at the validation, and everything with VAT after the letter', async () => {
    await put();
    const iun = await client.accepted(async({ paFee: 50, vat: 10 }));
    expect(await writes()).toEqual([['VALIDATION', 150, 'OK']]);
    expect(await get()).toMatchObject({ amount: 18_250, notificationFee: 150 });

    await client.advance({ until: { iun, category: 'SEND_ANALOG_DOMICILE' } });
    const { body } = await client.call<{ totalPrice: number }>(
      'GET',
      '/delivery/v2.3/price/77777777777/302000100000019421',
    );
    expect(body.totalPrice).toBeGreaterThan(150);
    expect(await writes()).toEqual([
      ['VALIDATION', 150, 'OK'],
      ['SEND_ANALOG_DOMICILE_ATTEMPT_0', body.totalPrice, 'OK'],
    ]);
    const { history } = await get();
    expect(history[0]).toMatchObject({ at: '2026-02-03T09:00:20Z', iun });
  });

  it('grows with the second letter', async () => {
    const recipient = aPaperRecipient({
      taxId: 'FRMTTR76M06B715E',
      physicalAddress: { address: 'VIA @FAIL-Irreperibile_AR', zip: '20121', municipality: 'MILANO', province: 'MI' },
      payments: [aNotice()],
    });
    const iun = await client.accepted(async({ recipients: [recipient] }));
    await client.advance({ until: { iun, category: 'SEND_ANALOG_FEEDBACK' } });
    await client.advance({ by: '60d' });

    const phases = await writes();
    expect(phases.map(([phase]) => phase)).toEqual([
      'VALIDATION',
      'SEND_ANALOG_DOMICILE_ATTEMPT_0',
      'SEND_ANALOG_DOMICILE_ATTEMPT_1',
    ]);
    expect(phases[2]?.[1]).toBeGreaterThan(Number(phases[1]?.[1]));
  });

  it('gives the cost of a letter back that a correction takes away, then counts the new one', async () => {
    const recipient = aPaperRecipient({
      taxId: 'BNRMHL75C06G702B',
      physicalAddress: {
        address: 'VIA @FAIL_IRREP_RESTART_1_CONS_AT1_AR',
        zip: '20121',
        municipality: 'MILANO',
        province: 'MI',
      },
      payments: [aNotice()],
    });
    const iun = await client.accepted(async({ recipients: [recipient] }));
    const price = async () =>
      (await client.call<{ totalPrice: number }>('GET', '/delivery/v2.3/price/77777777777/302000100000019421')).body
        .totalPrice;
    await client.advance({ until: { iun, category: 'REFINEMENT' } });
    const before = await price();
    await client.advance({ until: { iun, category: 'NOTIFICATION_TIMELINE_REWORKED' } });
    const during = await price();
    await client.advance({ by: '1d' });
    const after = await price();

    expect((await writes()).slice(2)).toEqual([
      ['SEND_ANALOG_DOMICILE_ATTEMPT_1', before, 'OK'],
      ['NOTIFICATION_TIMELINE_REWORKED', during, 'OK'],
      ['SEND_ANALOG_DOMICILE_ATTEMPT_0', after, 'OK'],
    ]);
    expect(during).toBe(200);
    expect(after).toBeLessThan(before);
  });

  it('does not change where only the outcome of a letter is corrected', async () => {
    const iun = await client.accepted(async({ recipients: [aPaperRecipient({ payments: [aNotice()] })] }));
    await client.advance({ until: { iun, category: 'REFINEMENT' } });
    const before = await writes();
    const sequence = '@sequence.5s-RECRN002A[FAILCAUSE:M02].5s-RECRN002B[DOC:Plico].5s-RECRN002C';
    await client.call('POST', `/_sim/notifications/${iun}/rework`, { body: { attempt: 0, sequence } });
    await client.advance({ by: '20d' });

    expect(await writes()).toEqual(before);
  });

  it('follows the simple letter after a failed digital delivery', async () => {
    const recipients = [aDigitalRecipient('prova@fail.it', { payments: [aNotice()] })];
    const iun = await client.accepted(async({ recipients }));
    await client.advance({ until: { iun, category: 'SEND_SIMPLE_REGISTERED_LETTER' } });

    expect((await writes()).map(([phase]) => phase)).toEqual(['VALIDATION', 'SEND_SIMPLE_REGISTERED_LETTER']);
  });

  it('is that of the recipient alone', async () => {
    const recipients = [
      aPaperRecipient({ payments: [aNotice(0)] }),
      aDigitalRecipient('prova@pec.it', { taxId: 'BNRMHL75C06G702B', payments: [aNotice(1)] }),
    ];
    const iun = await client.accepted(async({ recipients }));
    await client.advance({ until: { iun, category: 'SEND_ANALOG_DOMICILE' } });

    expect((await writes(0)).map(([phase]) => phase)).toEqual(['VALIDATION', 'SEND_ANALOG_DOMICILE_ATTEMPT_0']);
    expect(await writes(1)).toEqual([['VALIDATION', 200, 'OK']]);
  });

  it('goes back to 0 after a refusal, and the notice can be used again', async () => {
    const wrong = aPaperRecipient({
      payments: [aNotice()],
      physicalAddress: { address: 'VIA ROMA 1', zip: '87100', municipality: 'MILANO', province: 'MI' },
    });
    await refusalOf(async({ recipients: [wrong] }));
    expect(await writes()).toEqual([
      ['VALIDATION', 200, 'OK'],
      ['REQUEST_REFUSED', 0, 'OK'],
    ]);

    await client.accepted(async());
    expect(await get()).toMatchObject({ notificationFee: 200 });
  });

  it('goes back to 0 too when the refusal comes in the step that wrote it', async () => {
    await refusalOf(async({ documents: [await client.upload(Buffer.from('no pdf'))] }));

    expect(await writes()).toEqual([
      ['VALIDATION', 200, 'OK'],
      ['REQUEST_REFUSED', 0, 'OK'],
    ]);
  });

  it('of the other notices goes back to 0 when one is not valid; that one stays untouched', async () => {
    await put('PAID', 0);
    await refusalOf(async({ recipients: [aPaperRecipient({ payments: [aNotice(0), aNotice(1)] })] }));

    expect(await get(0)).not.toHaveProperty('notificationFee');
    expect(await get(1)).toMatchObject({ notificationFee: 0 });
  });

  it('goes back to 0 after a cancellation, and letters write no more', async () => {
    const iun = await client.accepted(async());
    await client.call('PUT', `/delivery-push/v2.0/notifications/cancel/${iun}`);
    await client.advance({ until: { iun, status: 'CANCELLED' } });
    await client.advance({ by: '60d' });

    expect(await writes()).toEqual([
      ['VALIDATION', 200, 'OK'],
      ['NOTIFICATION_CANCELLED', 0, 'OK'],
    ]);
  });

  it('stays what it was once the notice is paid', async () => {
    const recipients = [aDigitalRecipient('prova@fail.it', { payments: [aNotice(0), aNotice(1)] })];
    const iun = await client.accepted(async({ recipients }));
    await put('PAID');
    await client.advance({ until: { iun, category: 'SEND_SIMPLE_REGISTERED_LETTER' } });

    expect((await writes(0)).at(-1)?.[2]).toBe('KO');
    expect(await get(0)).toMatchObject({ notificationFee: 200 });
    expect((await writes(1)).at(-1)?.[2]).toBe('OK');
  });
});

it('a payment makes its position PAID', async () => {
  const iun = await client.accepted(async());
  await client.call('POST', `/_sim/notifications/${iun}/pay`, { body: {} });

  expect(await get()).toMatchObject({ status: 'PAID', notificationFee: 200 });
});

it('positions and costs are the same after a restart', async () => {
  const data = mkdtempSync(join(tmpdir(), 'debt-positions-'));
  try {
    const before = await aSimulator({ data });
    client = await before.sandbox({ id: 'kept', clock: { mode: 'manual', now } });
    await put();
    await put('EXPIRED', 1);
    await put('OPEN', 2);
    await client.call('DELETE', pathOf(2));
    const iun = await client.accepted(async());
    await client.advance({ until: { iun, status: 'EFFECTIVE_DATE' } });
    const seen = [await get(0), await get(1)];
    await before.stop();

    const after = await aSimulator({ data });
    const read = async (ordinal: number) =>
      after.call<Position>('GET', pathOf(ordinal), { headers: { 'x-api-key': client.key } });
    expect([(await read(0)).body, (await read(1)).body]).toEqual(seen);
    expect(seen[0]?.history).toHaveLength(2);
    expect((await read(2)).status).toBe(404);
    await after.stop();
  } finally {
    rmSync(data, { recursive: true });
  }
});
