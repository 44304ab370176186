import { describe, expect, it } from 'vitest';
import type { NotificationRequest, PaymentItem } from '../../../src/send/request/model.js';
import { eachInAFreshSandbox } from '../../support/fresh-sandbox.js';
import { aNotice, aPaperRecipient, type SandboxClient, sha256Of, type TestSimulator } from '../../support/simulator.js';
import { pageTexts } from '../legal-fact/support/pdf-text.js';
import { completeForms, smallestForms } from './f24-forms.js';

/** The F24 as a PDF: what the sender downloads, and what goes into the envelope. */
let simulator: TestSimulator;
let client: SandboxClient;

eachInAFreshSandbox((fresh, running) => {
  client = fresh;
  simulator = running;
});

interface Metadata {
  readonly filename: string;
  readonly contentType: string;
  readonly contentLength: number;
  readonly sha256: string;
  readonly url?: string;
  readonly retryAfter?: number;
}

const form = async (metadata: object, change: { title?: string; applyCost?: boolean } = {}): Promise<PaymentItem> => ({
  f24: {
    title: 'F24 prima rata/2026',
    applyCost: true,
    metadataAttachment: await client.upload(Buffer.from(JSON.stringify(metadata)), 'application/json'),
    ...change,
  },
});
const accepted = async (payments: readonly PaymentItem[], change: Partial<NotificationRequest> = {}) =>
  client.accepted({ recipients: [aPaperRecipient({ payments })], ...change });
const ask = (iun: string, name = 'F24', attachmentIdx = 0, recipientIdx = 0) =>
  client.call<Metadata & { errors?: { code: string }[] }>(
    'GET',
    `/delivery/notifications/sent/${iun}/attachments/payment/${recipientIdx}/${name}?attachmentIdx=${attachmentIdx}`,
  );
const bytesOf = async (url: string | undefined): Promise<Buffer> =>
  Buffer.from(await (await fetch(String(url))).arrayBuffer());
/** The F24 as it is now, once the platform has made it. */
const downloaded = async (iun: string, attachmentIdx = 0) => {
  await client.advance({ by: '10s' });
  const answer = await ask(iun, 'F24', attachmentIdx);
  const bytes = await bytesOf(answer.body.url);
  return { answer, bytes, text: pageTexts(bytes).join(' ') };
};
const statusOf = (answer: { status: number; body: { errors?: { code: string }[] } }) => [
  answer.status,
  answer.body.errors?.[0]?.code,
];

describe('the F24 of a notification', () => {
  it('has the name, size and digest of the bytes behind its link', async () => {
    const { answer, bytes } = await downloaded(
      await accepted([await form({ f24Standard: completeForms.f24Standard })]),
    );

    expect(answer.body).toMatchObject({
      filename: expect.stringMatching(/^[A-Z]{4}-[A-Z]{4}-[A-Z]{4}-202602-[A-Z]-1__F24_prima_rata_2026\.pdf$/),
      contentType: 'application/pdf',
      contentLength: bytes.length,
      sha256: sha256Of(bytes),
    });
    expect(bytes.toString('latin1', 0, 5)).toBe('%PDF-');
    expect(pageTexts(bytes)).toHaveLength(3);
  });

  it('bears the whole price on the record that says so, and says how much of it is the sender’s', async () => {
    const { text } = await downloaded(await accepted([await form({ f24Standard: completeForms.f24Standard })]));

    // 90,00 of the record, 1,00 of SEND and 1,00 of the body.
    expect(text).toContain('92,00');
    expect(text).toContain('€ 2,00. Importo indicato dall’ente: € 90,00');
  });

  it('grows with each letter, while a link that was given before still leads to what it was given for', async () => {
    const iun = await accepted([await form({ f24Elid: smallestForms.f24Elid })]);
    const before = await downloaded(iun);
    await client.advance({ until: { iun, category: 'SEND_ANALOG_DOMICILE' } });

    const after = await downloaded(iun);
    const { timeline } = await client.detail(iun);
    const { analogCost } = timeline.find(({ category }) => category === 'SEND_ANALOG_DOMICILE')?.details ?? {};
    const cents = 200 + Math.round(Number(analogCost) * 1.22);
    expect(before.text).toContain('EUR 2,00');
    expect(after.text).toContain(`EUR ${(cents / 100).toFixed(2).replace('.', ',')}`);
    expect((await bytesOf(before.answer.body.url)).equals(before.bytes)).toBe(true);
  });

  it('is as the sender wrote it where the payment bears no cost', async () => {
    const notCharged = {
      f24Elid: { ...smallestForms.f24Elid, treasury: { records: [{ applyCost: false, debit: 7 }] } },
    };
    const iun = await accepted([await form(notCharged, { applyCost: false })], { notificationFeePolicy: 'FLAT_RATE' });

    const { text, answer } = await downloaded(iun);
    expect(text).toContain('EUR 0,07');
    expect(text).not.toContain('evidenziata');
    expect(answer.headers.get('x-send-sim-hint')).toBeNull();
  });

  it('is one per recipient and payment', async () => {
    const elid = (debit: number) => ({
      f24Elid: { ...smallestForms.f24Elid, treasury: { records: [{ applyCost: true, debit }] } },
    });
    const other = aPaperRecipient({ taxId: 'BNRMHL75C06G702B', payments: [aNotice(), await form(elid(300))] });
    const iun = await client.accepted({
      recipients: [aPaperRecipient({ payments: [await form(elid(100)), await form(elid(200))] }), other],
    });
    await client.advance({ by: '10s' });

    const places = [
      [0, 0],
      [0, 1],
      [1, 1],
    ] as const;
    const texts = await Promise.all(
      places.map(async ([recipient, payment]) => {
        const { body } = await ask(iun, 'F24', payment, recipient);
        return /EUR \S+/.exec(pageTexts(await bytesOf(body.url)).join(' '))?.[0];
      }),
    );
    expect(texts).toEqual(['EUR 3,00', 'EUR 4,00', 'EUR 5,00']);
  });

  it('is still being made right after the acceptance: with a standing clock the second question finds it', async () => {
    const iun = await accepted([await form({ f24Elid: smallestForms.f24Elid })]);

    const first = await ask(iun);
    expect(first.body).toEqual({
      filename: `${iun}__F24_prima_rata_2026.pdf`,
      contentType: 'application/pdf',
      contentLength: 0,
      sha256: '',
      retryAfter: 10_000,
    });
    expect(first.headers.get('x-send-sim-hint')).toContain('milliseconds');
    expect((await ask(iun)).body.url).toMatch(/^http/);
  });

  it('comes with a warning where the share of the body may be counted twice', async () => {
    const { answer } = await downloaded(await accepted([await form({ f24Standard: completeForms.f24Standard })]));

    expect(answer.headers.get('x-send-sim-hint')).toContain('counted twice');
    expect(answer.headers.get('x-send-sim-hint')).toContain('EUR 90.00');
  });

  it('comes without it where the body asks for nothing itself', async () => {
    const own = await accepted([await form({ f24Elid: completeForms.f24Elid })], { paFee: 0 });
    expect((await downloaded(own)).answer.headers.get('x-send-sim-hint')).toBeNull();
  });
});

describe('a form of a hundred thousand records', () => {
  it('is drawn up to its fortieth page, and says so', async () => {
    const record = { applyCost: false, section: 'EL', municipality: 'F205', taxType: '3918' };
    const records = [...smallestForms.f24Simplified.payments.records, ...Array(99_999).fill(record)];
    const long = { f24Simplified: { ...smallestForms.f24Simplified, payments: { records } } };
    const { bytes, text } = await downloaded(await accepted([await form(long)]));

    expect(pageTexts(bytes)).toHaveLength(40);
    expect(text).toContain('Altri 9960 fogli di questa copia non sono riprodotti.');
  });
});

describe('no F24', () => {
  it('before the acceptance, nor of what was refused', async () => {
    const wrong = await form({ f24Elid: { ...smallestForms.f24Elid, treasury: { records: [] } } });
    const id = await client.send({ recipients: [aPaperRecipient({ payments: [wrong] })] });
    const iun = Buffer.from(id, 'base64').toString('ascii');

    expect(statusOf(await ask(iun))).toEqual([404, 'PN_DELIVERY_PUSH_NOTIFICATION_NOT_ACCEPTED']);
    await client.advance({ until: { notificationRequestId: id, requestStatus: 'REFUSED' } });
    expect(statusOf(await ask(iun))).toEqual([404, 'PN_DELIVERY_PUSH_NOTIFICATION_NOT_ACCEPTED']);
  });

  it('after the cancellation was asked for, while the notice of pagoPA can still be downloaded', async () => {
    const { pagoPa } = aNotice();
    const iun = await accepted([
      { pagoPa: { ...pagoPa, attachment: await client.upload() } },
      await form({ f24Elid: smallestForms.f24Elid }),
    ]);
    await client.call('PUT', `/delivery-push/v2.0/notifications/cancel/${iun}`);

    expect(statusOf(await ask(iun, 'F24', 1))).toEqual([404, 'PN_DELIVERY_NOTIFICATION_CANCELLED']);
    expect((await ask(iun, 'PAGOPA', 0)).status).toBe(200);
  });

  it.each([
    ['a payment without one', 'F24', 1, 0, 404, 'PN_DELIVERY_NOTIFICATIONWITHOUTPAYMENTATTACHMENT'],
    ['a notice without PDF', 'PAGOPA', 1, 0, 404, 'PN_DELIVERY_FILEINFONOTFOUND'],
    ['a recipient who is not there', 'F24', 0, 1, 404, 'PN_DELIVERY_NOTIFICATIONNOTFOUND'],
    ['a payment that is not there', 'F24', 2, 0, 500, 'PN_DELIVERY_NOTIFICATIONWITHOUTPAYMENTATTACHMENT'],
  ])('of %s', async (_, name, payment, recipient, status, code) => {
    const iun = await accepted([await form({ f24Elid: smallestForms.f24Elid }), aNotice()]);

    expect(statusOf(await ask(iun, name, payment, recipient))).toEqual([status, code]);
  });

  it('for another sender', async () => {
    const iun = await accepted([await form({ f24Elid: smallestForms.f24Elid })]);
    const other = await simulator.sandbox();

    const answer = await other.call('GET', `/delivery/notifications/sent/${iun}/attachments/payment/0/F24`);
    expect(answer.status).toBe(404);
  });
});

describe('the envelope', () => {
  interface Sent {
    readonly items: readonly {
      readonly channel: string;
      readonly pages: number;
      readonly grams: number;
      readonly attachments: readonly string[];
    }[];
  }
  const posted = async (iun: string) => {
    await client.advance({ until: { iun, category: 'SEND_ANALOG_DOMICILE' } });
    const { items } = (await client.call<Sent>('GET', `/_sim/notifications/${iun}/dispatches`)).body;
    return items.find(({ channel }) => channel === 'PAPER');
  };

  it('holds the printed forms: one sheet of notice, one of the document, two of a form in three copies', async () => {
    const iun = await accepted([await form({ f24Elid: smallestForms.f24Elid })]);
    const letter = await posted(iun);

    expect(letter).toMatchObject({ pages: 4, grams: 25 });
    expect(letter?.attachments.at(-1)).toMatch(/^safestorage:\/\/PN_F24-[0-9a-f]+\.pdf$/);
  });

  it('weighs a simplified form as one page, and a form of many records by its fullest section', async () => {
    const record = { ...smallestForms.f24Simplified.payments.records[0], applyCost: false };
    const simplified = { f24Simplified: smallestForms.f24Simplified };
    const twoPages = {
      f24Simplified: {
        ...smallestForms.f24Simplified,
        payments: { records: [...smallestForms.f24Simplified.payments.records, ...Array(20).fill(record)] },
      },
    };

    expect((await posted(await accepted([await form(simplified)])))?.pages).toBe(3);
    expect((await posted(await accepted([await form(twoPages)])))?.pages).toBe(4);
  });
});
