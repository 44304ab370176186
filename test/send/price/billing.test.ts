import { describe, expect, it } from 'vitest';
import { eachInAFreshSandbox } from '../../support/fresh-sandbox.js';
import { aDigitalRecipient, aPaperRecipient, type SandboxClient } from '../../support/simulator.js';

/** What senders owe: `GET /_sim/billing`. */
let client: SandboxClient;

eachInAFreshSandbox(
  (fresh) => {
    client = fresh;
  },
  { senders: [{ name: 'Comune A' }, { name: 'Comune "B", capoluogo' }] },
);

interface Line {
  readonly kind: string;
  readonly of: string;
  readonly count: number;
  readonly cents: number;
}
interface Bill {
  readonly sender: { readonly denomination: string };
  readonly lines: readonly Line[];
  readonly recipientsCents: number;
  readonly paperCents: number;
  readonly totalCents: number;
}
const bills = async (query = '') =>
  (await client.call<{ month: string; items: readonly Bill[] }>('GET', `/_sim/billing${query}`)).body;
const linesOf = async (query = '') => (await bills(query)).items[0]?.lines;
const costOfLetter = async (iun: string): Promise<number> => {
  const { timeline } = await client.detail(iun);
  return Number(timeline.find(({ category }) => category === 'SEND_ANALOG_DOMICILE')?.details.analogCost);
};

describe('the bill of a month', () => {
  it('is there for each sender, with nothing on it at first', async () => {
    expect(await bills()).toMatchObject({
      month: '2026-02',
      items: [
        { sender: { denomination: 'Comune A' }, lines: [], recipientsCents: 0, paperCents: 0, totalCents: 0 },
        { sender: { denomination: 'Comune "B", capoluogo' }, totalCents: 0 },
      ],
    });
  });

  it('has a letter when it is sent and a recipient when the notification is perfected, in the months of both', async () => {
    await client.advance({ to: '2026-02-20T09:00:00Z' });
    const iun = await client.accepted({ notificationFeePolicy: 'FLAT_RATE' });
    expect(await linesOf()).toEqual([]);
    await client.advance({ until: { iun, category: 'SEND_ANALOG_DOMICILE' } });
    const cents = await costOfLetter(iun);
    await client.advance({ until: { iun, category: 'REFINEMENT' } });

    const [february, march] = [await bills('?month=2026-02'), await bills('?month=2026-03')];
    expect(cents).toBeGreaterThan(0);
    expect(february.items[0]).toMatchObject({
      lines: [{ kind: 'PAPER', of: 'AR', count: 1, cents }],
      recipientsCents: 0,
      totalCents: cents,
    });
    expect(march.items[0]).toMatchObject({
      lines: [{ kind: 'RECIPIENTS', of: 'REFINEMENT', count: 1, cents: 100 }],
      totalCents: 100,
    });
    expect(february.items[1]?.totalCents).toBe(0);
  });

  it('has each recipient once, whichever comes first of view and end of the term', async () => {
    const recipients = [aDigitalRecipient(), aDigitalRecipient('prova@pec.it', { taxId: 'BNRMHL75C06G702B' })];
    const iun = await client.accepted({ recipients });
    await client.advance({ until: { iun, category: 'DIGITAL_SUCCESS_WORKFLOW' } });
    await client.call('POST', `/_sim/notifications/${iun}/view`, { body: { recIndex: 1 } });
    await client.advance({ by: '20d' });

    expect(await linesOf()).toEqual([
      { kind: 'RECIPIENTS', of: 'NOTIFICATION_VIEWED', count: 1, cents: 100 },
      { kind: 'RECIPIENTS', of: 'REFINEMENT', count: 1, cents: 100 },
    ]);
  });

  it('has all recipients of a refused request, for half where the look-up of the address broke down', async () => {
    const recipients = [aPaperRecipient(), aPaperRecipient({ taxId: 'BNRMHL75C06G702B' })];
    for (const [code, when] of [
      ['TAXID_NOT_VALID', { subject: 'Unknown' }],
      ['ADDRESS_SEARCH_FAILED', { subject: 'Broken', taxId: 'BNRMHL75C06G702B' }],
    ] as const) {
      const body = {
        name: code.toLowerCase().replaceAll('_', '-'),
        title: { it: code, en: code },
        when,
        validation: { refuse: { code } },
      };
      expect((await client.call('POST', '/_sim/scenarios', { body })).status).toBe(201);
    }

    const refused = async (subject: string) => {
      const notificationRequestId = await client.send({ subject, recipients });
      await client.advance({ until: { notificationRequestId, requestStatus: 'REFUSED' } });
      return linesOf();
    };
    expect(await refused('Unknown')).toEqual([{ kind: 'RECIPIENTS', of: 'REQUEST_REFUSED', count: 2, cents: 200 }]);
    expect(await refused('Broken')).toEqual([{ kind: 'RECIPIENTS', of: 'REQUEST_REFUSED', count: 4, cents: 350 }]);
  });

  it('has the recipients of a cancellation that were not perfected', async () => {
    const recipients = [aDigitalRecipient(), aDigitalRecipient('prova@pec.it', { taxId: 'BNRMHL75C06G702B' })];
    const iun = await client.accepted({ recipients });
    await client.call('PUT', `/delivery-push/v2.0/notifications/cancel/${iun}`);
    await client.advance({ until: { iun, category: 'NOTIFICATION_CANCELLED' } });

    expect(await linesOf()).toEqual([{ kind: 'RECIPIENTS', of: 'NOTIFICATION_CANCELLED', count: 2, cents: 200 }]);
  });

  it('loses the letters and the end that a correction takes back', async () => {
    const address = {
      address: '@FAIL_IRREP_RESTART_1_CONS_AT1_AR',
      zip: '20121',
      municipality: 'Milano',
      province: 'MI',
    };
    const iun = await client.accepted({ recipients: [aPaperRecipient({ physicalAddress: address })] });
    const all = async () => {
      const months = await Promise.all(['02', '03', '04', '05'].map((month) => linesOf(`?month=2026-${month}`)));
      return months.flatMap((lines = []) => lines.map(({ of, count }) => [of, count]));
    };
    await client.advance({ until: { iun, status: 'EFFECTIVE_DATE' } });
    const before = await all();
    await client.advance({ by: '40d' });

    expect(before.toSorted()).toEqual([
      ['AR', 2],
      ['REFINEMENT', 1],
    ]);
    expect((await all()).toSorted()).toEqual([
      ['AR', 1],
      ['REFINEMENT', 1],
    ]);
  });
});

it('is read as a table', async () => {
  const { status, headers, text } = await client.call('GET', '/_sim/billing?month=2026-02&format=csv');

  expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
  const [first, second] = client.shape.senders;
  expect(text).toBe(
    [
      'month,paId,taxId,denomination,recipients,recipientsCents,letters,paperCents,totalCents',
      `2026-02,${first?.paId},${first?.taxId},Comune A,0,0,0,0,0`,
      `2026-02,${second?.paId},${second?.taxId},"Comune ""B"", capoluogo",0,0,0,0,0`,
      '',
    ].join('\r\n'),
  );
});

it.each(['month=2026-13', 'month=february', 'month=', 'format=xml'])('refuses %s', async (query) => {
  const { status, body } = await client.call('GET', `/_sim/billing?${query}`);

  expect([status, body.code]).toEqual([400, 'SIM_INVALID_VALUE']);
});
