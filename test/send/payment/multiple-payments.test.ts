import { describe, expect, it } from 'vitest';
import type { Attachment, NotificationRequest, PaymentItem } from '../../../src/send/request/model.js';
import { eachInAFreshSandbox } from '../../support/fresh-sandbox.js';
import { aDigitalRecipient, aNotice, aPaperRecipient, type SandboxClient } from '../../support/simulator.js';
import { completeForms, smallestForms } from './f24-forms.js';

/** Several payments of one recipient, pagoPA and F24, and the outcomes that the platform's own suite expects of them. */
let client: SandboxClient;

eachInAFreshSandbox((fresh) => {
  client = fresh;
});

const uploaded = (metadata: object): Promise<Attachment> =>
  client.upload(Buffer.from(JSON.stringify(metadata)), 'application/json');
const f24 = async (metadata: object, applyCost = true): Promise<PaymentItem> => ({
  f24: { title: 'TARI 2026', applyCost, metadataAttachment: await uploaded(metadata) },
});
const priceOf = async (ordinal: number) => {
  const { creditorTaxId, noticeCode } = aNotice(ordinal).pagoPa;
  return (await client.call<{ totalPrice: number }>('GET', `/delivery/v2.3/price/${creditorTaxId}/${noticeCode}`)).body;
};
/** `ACCEPTED`, or why not. */
const outcome = async (change: Partial<NotificationRequest>): Promise<string> => {
  const id = await client.send(change);
  await client.advance({ by: '5m' });
  const { notificationRequestStatus, errors } = (await client.requestStatus(id)).body as {
    notificationRequestStatus: string;
    errors?: readonly { readonly code: string; readonly detail: string }[];
  };
  return errors
    ? errors.map(({ code, detail }) => `${code} ${detail.split('MESSAGE: ')[1] ?? detail}`).join('; ')
    : notificationRequestStatus;
};
const to = (payments: readonly PaymentItem[]) => ({ recipients: [aDigitalRecipient('prova@pec.it', { payments })] });

const { f24Standard: standard } = completeForms;
const [treasuryRecord = {}] = standard.treasury.records;
const [localRecord = {}] = standard.localTax.records;
/** The complete form with another person, other records of the treasury or of local taxes. */
const withPerson = (change: object) => {
  const { person } = standard.taxPayer;
  const personalData = { ...person.personalData, ...change };
  return { f24Standard: { ...standard, taxPayer: { ...standard.taxPayer, person: { ...person, personalData } } } };
};
const withTreasury = (...records: object[]) => ({
  f24Standard: { ...standard, treasury: { ...standard.treasury, records } },
});
const withLocalTax = (...records: object[]) => ({
  f24Standard: { ...standard, localTax: { ...standard.localTax, records } },
});

describe('the outcome of a form', () => {
  const otherPerson = 'F24_METADATA_NOT_VALID Invalid tax code: it not corresponds to other personal data';

  it.each<[string, object, string | RegExp]>([
    ['another date of birth', withPerson({ birthDate: '02-01-1980' }), otherPerson],
    ['another name', withPerson({ name: 'MARIO' }), otherPerson],
    ['another sex', withPerson({ sex: 'F' }), otherPerson],
    ['another place of birth', withPerson({ birthPlace: 'ROMA', birthProvince: 'RM' }), 'ACCEPTED'],
    [
      'two records that bear the cost',
      withTreasury(treasuryRecord, treasuryRecord),
      'F24_METADATA_NOT_VALID Metadata has too many applyCost=true in records',
    ],
    [
      'no record that bears the cost',
      withTreasury({ ...treasuryRecord, applyCost: false }),
      'F24_METADATA_NOT_VALID Metadata requires applyCost=true in records',
    ],
    [
      'an unknown town',
      withLocalTax({ ...localRecord, municipality: 'ZZZZ' }),
      "F24_METADATA_NOT_VALID Argument 'municipality' is not valid",
    ],
    [
      'a debit of 15 digits',
      withTreasury({ ...treasuryRecord, debit: 123_456_789_012_345 }),
      /^F24_METADATA_NOT_VALID Numeric value \(123456789012345\) out of range of int \(-2147483648 - 2147483647\)/,
    ],
    [
      'a wrong pattern',
      withTreasury({ ...treasuryRecord, taxType: '10-1' }),
      /treasury\.records\[0\]\.taxType must match/,
    ],
    ['a wrong form', withPerson({ birthDate: '1980-01-01' }), /personalData\.birthDate must match/],
    ['a wrong length', withLocalTax({ ...localRecord, year: '26' }), /localTax\.records\[0\]\.year must match/],
    [
      'person and company',
      { f24Standard: { ...standard, taxPayer: { ...standard.taxPayer, company: { name: 'Ente' } } } },
      'F24_METADATA_NOT_VALID Only one type of tax payer is allowed.',
    ],
    ['everything', completeForms, /Multiple metadata type sent/],
    ['a complete standard form', { f24Standard: standard }, 'ACCEPTED'],
    ['the TEFA of a local tax', withLocalTax(localRecord, { ...localRecord, taxType: 'TEFA' }), 'ACCEPTED'],
    ['a smallest standard form', { f24Standard: smallestForms.f24Standard }, 'ACCEPTED'],
    ['a smallest simplified form', { f24Simplified: smallestForms.f24Simplified }, 'ACCEPTED'],
    ['a smallest excise form', { f24Excise: smallestForms.f24Excise }, 'ACCEPTED'],
    ['a smallest elid form', { f24Elid: smallestForms.f24Elid }, 'ACCEPTED'],
  ])('with %s', async (_, metadata, expected) => {
    expect(await outcome(to([await f24(metadata)]))).toEqual(
      typeof expected === 'string' ? expected : expect.stringMatching(expected),
    );
  });

  it('with debit and credit in one record, and FLAT_RATE', async () => {
    const record = { ...treasuryRecord, applyCost: false, debit: 203, credit: 100 };
    const payments = [await f24(withTreasury(record), false)];

    expect(await outcome({ notificationFeePolicy: 'FLAT_RATE', ...to(payments) })).toBe(
      'F24_METADATA_NOT_VALID The credit and debit fields cannot be filled with a value at the same time',
    );
  });

  it('without paFee is refused at once', async () => {
    const change = { ...to([await f24({ f24Elid: smallestForms.f24Elid })]), paFee: undefined };

    expect((await client.request(change as unknown as Partial<NotificationRequest>)).status).toBe(400);
  });
});

describe('a notice without a PDF', () => {
  it.each([
    [100, 200],
    [0, 100],
  ])('is accepted; with paFee %i it costs %i', async (paFee, totalPrice) => {
    expect(await outcome({ paFee, ...to([aNotice()]) })).toBe('ACCEPTED');
    expect(await priceOf(0)).toMatchObject({ paFee, totalPrice });
  });
});

describe('several payments of one recipient', () => {
  it('keep their places: notices, forms, and both in one', async () => {
    const both = { ...aNotice(1), ...(await f24({ f24Elid: smallestForms.f24Elid })) };
    const payments = [aNotice(0), await f24({ f24Standard: standard }), both, aNotice(2)];
    const iun = await client.accepted(to(payments));

    const { recipients } = (await client.detail(iun)) as unknown as NotificationRequest;
    expect(recipients[0]?.payments?.map((item) => Object.keys(item).sort())).toEqual([
      ['pagoPa'],
      ['f24'],
      ['f24', 'pagoPa'],
      ['pagoPa'],
    ]);
    for (const [place, name, status] of [
      [0, 'F24', 404],
      [1, 'F24', 200],
      [2, 'F24', 200],
      [1, 'PAGOPA', 404],
    ] as const) {
      const path = `/delivery/notifications/sent/${iun}/attachments/payment/0/${name}?attachmentIdx=${place}`;
      expect([place, name, (await client.call('GET', path)).status]).toEqual([place, name, status]);
    }
  });

  it('are paid each for itself, and each one stops a letter that was not prepared yet', async () => {
    const payments = [aNotice(0), aNotice(1)];
    const iun = await client.accepted({ recipients: [aPaperRecipient({ payments })] });
    const event = ({ pagoPa }: ReturnType<typeof aNotice>) => ({
      noticeCode: pagoPa.noticeCode,
      creditorTaxId: pagoPa.creditorTaxId,
      paymentDate: '2026-02-03T10:00:00+01:00',
      amount: 10_000,
    });
    const report = (...ordinals: number[]) =>
      client.call('POST', '/delivery/events/payment/pagopa', {
        body: { events: ordinals.map((n) => event(aNotice(n))) },
      });

    expect((await report(0, 99)).status).toBe(404);
    expect((await report(1)).status).toBe(204);
    expect((await report(0, 1)).status).toBe(204);
    await client.advance({ by: '60d' });

    const { timeline } = await client.detail(iun);
    const paid = timeline.filter(({ category }) => category === 'PAYMENT');
    expect(paid.map(({ details }) => details.noticeCode).toSorted()).toEqual(
      [0, 1].map((n) => aNotice(n).pagoPa.noticeCode),
    );
    expect(paid.map(({ elementId }) => elementId)).toContain(
      `NOTIFICATION_PAID.IUN_${iun}.CODE_PPA${aNotice(0).pagoPa.noticeCode}77777777777`,
    );
    expect(timeline.map(({ category }) => category)).not.toContain('SEND_ANALOG_DOMICILE');
  });

  it('may be a hundred and twenty forms', async () => {
    const metadata = Buffer.from(JSON.stringify({ f24Elid: smallestForms.f24Elid }));
    const file = await client.upload(metadata, 'application/json');
    const payments = Array.from({ length: 120 }, (_, i) => ({
      f24: { title: `TARI ${i}`, applyCost: true, metadataAttachment: file },
    }));

    expect(await outcome(to(payments))).toBe('ACCEPTED');
  });
});
