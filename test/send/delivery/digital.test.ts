import { describe, expect, it } from 'vitest';
import type { Recipient } from '../../../src/send/request/model.js';
import { eachInAFreshSandbox } from '../../support/fresh-sandbox.js';
import { aDigitalRecipient, aPaperRecipient, type SandboxClient } from '../../support/simulator.js';
import { days, readLife, type ToldLife } from './life.js';

let client: SandboxClient;

eachInAFreshSandbox((fresh) => {
  client = fresh;
});

const { taxId } = aPaperRecipient();
const company = { recipientType: 'PG', taxId: '15376371009', denomination: 'Ditta di Prova' } as const;

const person = async (id: string, facts: object): Promise<void> => {
  const answer = await client.call('PUT', `/_sim/recipients/${id}`, { body: facts });
  if (answer.status !== 200) throw new Error(answer.text);
};
const platformPec = (address: string | null) =>
  person(taxId, { platform: { digital: address === null ? null : { type: 'PEC', address } } });

/** Sends, moves the clock by as much, reads the life. */
const lived = async (by: string, recipient: Recipient): Promise<ToldLife> => {
  const iun = await client.accepted({ recipients: [recipient] });
  await client.advance({ by });
  return readLife(client, iun);
};

const idsOf = ({ elements }: ToldLife, ...categories: string[]): readonly string[] =>
  elements.filter((e) => categories.includes(e.category)).map((e) => e.id);
/** `source repeat attempt result` of each feedback. */
const feedbacks = ({ elements }: ToldLife): readonly string[] =>
  elements
    .filter((e) => e.category === 'SEND_DIGITAL_FEEDBACK')
    .map(({ id, details }) => `${id.slice('SEND_DIGITAL_FEEDBACK.I.R0.SOURCE_'.length)} ${details.responseStatus}`);
const addressOf = (life: ToldLife, category: string): unknown =>
  (life.one(category).details.digitalAddress as { address: string }).address;

describe('the choice of the digital domicile', () => {
  it('prefers the platform address for this sender, and looks no further', async () => {
    await person(taxId, {
      platform: {
        digital: { type: 'PEC', address: 'tutti@pec.it' },
        bySender: { '12345678903': { digital: { type: 'PEC', address: 'comune@pec.it' } } },
      },
    });
    const life = await lived('PT1M', aDigitalRecipient('speciale@pec.it'));

    expect(idsOf(life, 'GET_ADDRESS', 'PUBLIC_REGISTRY_CALL')).toEqual(['GET_ADDRESS.I.R0.SOURCE_PLATFORM.ATTEMPT_0']);
    expect(addressOf(life, 'SEND_DIGITAL_DOMICILE')).toBe('comune@pec.it');
  });

  it('takes the platform address for all senders where none is set for this one', async () => {
    await platformPec('tutti@pec.it');
    const life = await lived('PT1M', aDigitalRecipient('speciale@pec.it'));

    expect(addressOf(life, 'SEND_DIGITAL_DOMICILE')).toBe('tutti@pec.it');
  });

  it('takes the address of the request next, and asks no registry', async () => {
    await person(taxId, { general: { address: 'inad@pec.it' } });
    const life = await lived('PT1M', aDigitalRecipient('speciale@pec.it'));

    expect(life.elements.filter((e) => e.category === 'GET_ADDRESS').map((e) => e.details.isAvailable)).toEqual([
      false,
      true,
    ]);
    expect(idsOf(life, 'PUBLIC_REGISTRY_CALL')).toEqual([]);
    expect(addressOf(life, 'SEND_DIGITAL_DOMICILE')).toBe('speciale@pec.it');
  });

  it.each([
    [
      'a person: INAD only',
      aPaperRecipient(),
      { IPA: ['ipa@pec.it'], INIPEC: ['inipec@pec.it'], INAD: ['inad@pec.it'] },
      'inad@pec.it',
    ],
    [
      'a company: IPA first',
      aPaperRecipient(company),
      { IPA: ['ipa@pec.it'], INIPEC: ['inipec@pec.it'], INAD: ['inad@pec.it'] },
      'ipa@pec.it',
    ],
    [
      'a company not in IPA: INIPEC',
      aPaperRecipient(company),
      { INIPEC: ['inipec@pec.it'], INAD: ['inad@pec.it'] },
      'inipec@pec.it',
    ],
    ['a company only in INAD', aPaperRecipient(company), { INAD: ['inad@pec.it'] }, 'inad@pec.it'],
  ])('asks the registries last: %s', async (_, recipient, general, address) => {
    await person(recipient.taxId, { general });
    const life = await lived('PT1M', recipient);

    expect(idsOf(life, 'GET_ADDRESS', 'PUBLIC_REGISTRY_CALL', 'PUBLIC_REGISTRY_RESPONSE')).toEqual([
      'GET_ADDRESS.I.R0.SOURCE_PLATFORM.ATTEMPT_0',
      'GET_ADDRESS.I.R0.SOURCE_SPECIAL.ATTEMPT_0',
      'NATIONAL_REGISTRY_CALL.I.R0.DELIVERYMODE_DIGITAL.CONTACTPHASE_CHOOSE_DELIVERY.ATTEMPT_0',
      'NATIONAL_REGISTRY_RESPONSE.CORRELATIONID_NATIONAL_REGISTRY_CALL.I.R0.DELIVERYMODE_DIGITAL.CONTACTPHASE_CHOOSE_DELIVERY.ATTEMPT_0',
      'GET_ADDRESS.I.R0.SOURCE_GENERAL.ATTEMPT_0',
    ]);
    expect(life.one('PUBLIC_REGISTRY_RESPONSE').details.digitalAddress).toEqual({ type: 'PEC', address });
    expect(life.one('SEND_DIGITAL_DOMICILE').id).toBe('SEND_DIGITAL.I.R0.SOURCE_GENERAL.REPEAT_false.ATTEMPT_0');
  });
});

describe('the second round', () => {
  /** The platform address changes after the first KO. */
  const changed = async (first: string, second: string | null): Promise<ToldLife> => {
    await platformPec(first);
    const physicalAddress = { address: 'VIA @OK_RS', zip: '20121', municipality: 'MILANO', province: 'MI' };
    const iun = await client.accepted({ recipients: [aPaperRecipient({ physicalAddress })] });
    await client.advance({ by: 'P1D' });
    await platformPec(second);
    await client.advance({ by: 'P40D' });
    return readLife(client, iun);
  };

  it('repeats the old address after seven days, then tries the present one: both delivered, the new one is named', async () => {
    const life = await changed('a@OK-pecFirstFailSecondSuccess.it', 'b@OK-pecSuccess.it');

    expect(feedbacks(life)).toEqual([
      'PLATFORM.REPEAT_false.ATTEMPT_0 KO',
      'PLATFORM.REPEAT_true.ATTEMPT_1 OK',
      'PLATFORM.REPEAT_false.ATTEMPT_1 OK',
    ]);
    expect(addressOf(life, 'DIGITAL_SUCCESS_WORKFLOW')).toBe('b@OK-pecSuccess.it');
    const repeat = life.one('SEND_DIGITAL_FEEDBACK', 'REPEAT_true.ATTEMPT_1');
    expect(life.one('DIGITAL_DELIVERY_CREATION_REQUEST').details.completionWorkflowDate).toBe(
      repeat.details.notificationDate,
    );
    expect(life.one('REFINEMENT').at - repeat.at).toBe(days(7));
    const first = life.one('SEND_DIGITAL_FEEDBACK', 'REPEAT_false.ATTEMPT_0');
    expect(life.one('SEND_DIGITAL_DOMICILE', 'REPEAT_true.ATTEMPT_1').at).toBeGreaterThanOrEqual(first.at + days(7));
  });

  it('the old address delivers and the present one does not: the first one is named, and its date counts', async () => {
    const life = await changed('a@OK-pecFirstFailSecondSuccess.it', 'b@FAIL-pecFirstKO.it');

    expect(feedbacks(life).at(-1)).toBe('PLATFORM.REPEAT_false.ATTEMPT_1 KO');
    expect(addressOf(life, 'DIGITAL_SUCCESS_WORKFLOW')).toBe('a@OK-pecFirstFailSecondSuccess.it');
    const repeat = life.one('SEND_DIGITAL_FEEDBACK', 'REPEAT_true.ATTEMPT_1');
    expect(life.one('REFINEMENT').at - repeat.at).toBe(days(7));
  });

  it('only the present address delivers: its own date counts', async () => {
    const life = await changed('a@FAIL-pecFirstKOSecondKO.it', 'b@OK-pecSuccess.it');

    expect(addressOf(life, 'DIGITAL_SUCCESS_WORKFLOW')).toBe('b@OK-pecSuccess.it');
    const second = life.one('SEND_DIGITAL_FEEDBACK', 'REPEAT_false.ATTEMPT_1');
    expect(life.one('REFINEMENT').at - second.at).toBe(days(7));
  });

  it('neither delivers: failure after all sources, then the simple registered letter at its price', async () => {
    const life = await changed('a@FAIL-pecFirstKOSecondKO.it', 'b@FAIL-pecFirstKO.it');

    expect(feedbacks(life)).toEqual([
      'PLATFORM.REPEAT_false.ATTEMPT_0 KO',
      'PLATFORM.REPEAT_true.ATTEMPT_1 KO',
      'PLATFORM.REPEAT_false.ATTEMPT_1 KO',
    ]);
    expect(life.one('DIGITAL_DELIVERY_CREATION_REQUEST').details).toMatchObject({ endWorkflowStatus: 'FAILURE' });
    expect(life.one('DIGITAL_FAILURE_WORKFLOW').legalFacts).toEqual(['DIGITAL_DELIVERY']);
    const letter = life.one('SEND_SIMPLE_REGISTERED_LETTER');
    expect(letter.details).toMatchObject({ productType: 'RS', analogCost: 211, numberOfPages: 2 });
    const progress = life.elements.filter((e) => e.category === 'SEND_SIMPLE_REGISTERED_LETTER_PROGRESS');
    expect(progress.map((e) => e.details.deliveryDetailCode)).toEqual(['CON080', 'CON020', 'RECRS001C']);
    expect(life.history.map((h) => h.status)).toEqual(['ACCEPTED', 'DELIVERING', 'DELIVERED', 'EFFECTIVE_DATE']);
    expect(life.one('REFINEMENT').at - life.one('DIGITAL_DELIVERY_CREATION_REQUEST').at).toBeCloseTo(days(15), 0);
  });

  it('an address that was taken away: the result of the repeat decides', async () => {
    const life = await changed('a@OK-pecFirstFailSecondSuccess.it', null);

    expect(life.one('GET_ADDRESS', 'PLATFORM.ATTEMPT_1').details.isAvailable).toBe(false);
    expect(feedbacks(life)).toEqual(['PLATFORM.REPEAT_false.ATTEMPT_0 KO', 'PLATFORM.REPEAT_true.ATTEMPT_1 OK']);
    expect(addressOf(life, 'DIGITAL_SUCCESS_WORKFLOW')).toBe('a@OK-pecFirstFailSecondSuccess.it');
  });

  it('an address that appeared in the meantime is tried once, without a repeat', async () => {
    const iun = await client.accepted({ recipients: [aDigitalRecipient('prova@fail.it')] });
    await client.advance({ by: 'P1D' });
    await platformPec('nuova@pec.it');
    await client.advance({ by: 'P40D' });
    const life = await readLife(client, iun);

    expect(feedbacks(life)).toEqual(['SPECIAL.REPEAT_false.ATTEMPT_0 KO', 'PLATFORM.REPEAT_false.ATTEMPT_1 OK']);
    expect(life.status).toBe('EFFECTIVE_DATE');
  });

  it('the registries are asked again too', async () => {
    const iun = await client.accepted({ recipients: [aDigitalRecipient('prova@fail.it')] });
    await client.advance({ by: 'P1D' });
    await person(taxId, { general: { address: 'inad@pec.it' } });
    await client.advance({ by: 'P40D' });
    const life = await readLife(client, iun);

    expect(feedbacks(life)).toEqual([
      'SPECIAL.REPEAT_false.ATTEMPT_0 KO',
      'SPECIAL.REPEAT_false.ATTEMPT_1 KO',
      'GENERAL.REPEAT_false.ATTEMPT_1 OK',
    ]);
  });
});

/** A life with a platform address: there no pattern forbids the underscore that tells the first send from the second. */
const livedAt = async (address: string, by: string): Promise<ToldLife> => {
  await platformPec(address);
  return lived(by, aPaperRecipient());
};

/** The same with a provider that takes longer than the text of an address can say. */
const livedWith = async (sequence: string, by: string): Promise<ToldLife> => {
  const body = {
    name: 'late',
    title: { it: 'x', en: 'x' },
    when: { subject: 'Avviso di prova' },
    script: { pec: { sequence } },
  };
  const added = await client.call('POST', '/_sim/scenarios', { body });
  if (added.status !== 201) throw new Error(added.text);
  return lived(by, aDigitalRecipient());
};

describe('a PEC', () => {
  it.each([
    ['C002', 'KO', ['PEC_RECEIPT']],
    ['C004', 'KO', ['PEC_RECEIPT']],
    ['C006', 'KO', ['PEC_RECEIPT']],
    ['C009', 'KO', []],
    ['C011', 'KO', []],
    ['C003', 'OK', ['PEC_RECEIPT']],
  ])('that ends with %s is %s', async (code, result, receipts) => {
    const life = await lived('PT1M', aDigitalRecipient(`prova@sequence.5s-C000.5s-C001.5s-C005.5s-C007.5s-${code}.it`));

    expect(idsOf(life, 'SEND_DIGITAL_PROGRESS')).toHaveLength(1);
    const feedback = life.one('SEND_DIGITAL_FEEDBACK');
    expect(feedback.details).toMatchObject({
      responseStatus: result,
      deliveryDetailCode: code,
      digitalAddressSource: 'SPECIAL',
    });
    expect(typeof feedback.details.deliveryFailureCause).toBe(result === 'KO' ? 'string' : 'undefined');
    expect(feedback.legalFacts).toEqual(receipts);
  });

  it('goes out again ten minutes after an error of the provider, as often as it takes', async () => {
    const life = await livedAt('prova@sequence.5s-C008_5s-C010_5s-C000.5s-C001.5s-C005.5s-C003', 'P10D');

    const progress = life.elements.filter((e) => e.category === 'SEND_DIGITAL_PROGRESS');
    expect(progress.map(({ details }) => [details.deliveryDetailCode, details.shouldRetry])).toEqual([
      ['C008', true],
      ['DP00', false],
      ['C010', true],
      ['DP00', false],
      ['C001', false],
    ]);
    expect((progress[1]?.at ?? 0) - (progress[0]?.at ?? 0)).toBe(600);
    expect(idsOf(life, 'SEND_DIGITAL_DOMICILE')).toHaveLength(1);
    expect(life.status).toBe('EFFECTIVE_DATE');
  });

  it('without a result within 26 hours is noted as DP10 and goes out again', async () => {
    const life = await livedAt('prova@sequence.5s-C001_5s-C001.5s-C003', 'P10D');

    const progress = life.elements.filter((e) => e.category === 'SEND_DIGITAL_PROGRESS');
    expect(progress.map(({ details }) => details.deliveryDetailCode)).toEqual(['C001', 'DP10', 'DP00', 'C001']);
    expect((progress[1]?.at ?? 0) - life.one('SEND_DIGITAL_DOMICILE').at).toBeCloseTo(26 * 3_600, -1);
    expect(progress[1]?.legalFacts).toEqual([]);
    expect(life.status).toBe('EFFECTIVE_DATE');
  });

  it('that answers late, after it went out again: the first result counts, later ones change nothing', async () => {
    const life = await livedWith('@sequence.30h-C003_10h-C004', 'P20D');

    expect(feedbacks(life)).toEqual(['SPECIAL.REPEAT_false.ATTEMPT_0 OK']);
    const progress = life.elements.filter((e) => e.category === 'SEND_DIGITAL_PROGRESS');
    expect(progress.map(({ details }) => details.deliveryDetailCode)).toEqual(['DP10', 'DP00']);
    expect(idsOf(life, 'DIGITAL_DELIVERY_CREATION_REQUEST', 'PREPARE_DIGITAL_DOMICILE')).toHaveLength(1);
    expect(life.status).toBe('EFFECTIVE_DATE');
  });

  it('whose late answer comes before it goes out again is not sent twice', async () => {
    const life = await livedWith('@sequence.26h3m-C003', 'P20D');

    const progress = life.elements.filter((e) => e.category === 'SEND_DIGITAL_PROGRESS');
    expect(progress.map(({ details }) => details.deliveryDetailCode)).toEqual(['DP10']);
    expect(life.status).toBe('EFFECTIVE_DATE');
  });
});

describe("SEND's own inbox (SERCQ)", () => {
  const sercq = (suffix = '') =>
    person(taxId, {
      platform: {
        digital: { type: 'SERCQ', address: `x-pagopa-pn-sercq:send-self:notification-already-delivered${suffix}` },
      },
    });

  it('always delivers: two elements, dated as the deposit of the notice', async () => {
    await sercq();
    const life = await lived('P10D', aPaperRecipient());

    const aar = life.one('AAR_GENERATION');
    const send = life.one('SEND_DIGITAL_DOMICILE');
    const feedback = life.one('SEND_DIGITAL_FEEDBACK');
    expect(idsOf(life, 'SEND_DIGITAL_PROGRESS')).toEqual([]);
    expect([send.at, feedback.at]).toEqual([aar.at, aar.at]);
    expect(send.ingestedAt).toBeGreaterThan(send.at);
    const address = (send.details.digitalAddress as { address: string; type: string }).address;
    expect(address).toBe(
      `x-pagopa-pn-sercq:send-self:notification-already-delivered?timestamp=${feedback.details.notificationDate}`,
    );
    expect(feedback.details).toMatchObject({
      digitalAddress: { type: 'SERCQ', address },
      responseStatus: 'OK',
      deliveryDetailCode: 'Q003',
      sendingReceipts: [{ system: '@send-self' }],
    });
    expect(feedback.legalFacts).toEqual([]);
    expect(life.one('REFINEMENT').at - aar.at).toBe(days(7));
    expect(life.status).toBe('EFFECTIVE_DATE');
  });

  it('that was opened before the second round holds the notification from then on, and the term begins there', async () => {
    const iun = await client.accepted({ recipients: [aDigitalRecipient('prova@fail.it')] });
    await client.advance({ by: 'P3D' });
    await sercq();
    await client.advance({ by: 'P20D' });
    const life = await readLife(client, iun);

    const feedback = life.one('SEND_DIGITAL_FEEDBACK', 'SOURCE_PLATFORM.REPEAT_false.ATTEMPT_1');
    expect(feedback.at).toBeGreaterThan(days(7));
    expect(life.one('REFINEMENT').at).toBe(feedback.at + days(7));
    expect(life.status).toBe('EFFECTIVE_DATE');
  });

  it('with a wrong address (Q011) fails, and the second round repeats it', async () => {
    await sercq('@sequence.1s-Q011');
    const life = await lived('P40D', aPaperRecipient());

    expect(feedbacks(life)).toEqual(['PLATFORM.REPEAT_false.ATTEMPT_0 KO', 'PLATFORM.REPEAT_true.ATTEMPT_1 KO']);
    expect(life.one('DIGITAL_DELIVERY_CREATION_REQUEST').details.endWorkflowStatus).toBe('FAILURE');
  });
});

describe('the simple registered letter', () => {
  it('is a RIS abroad', async () => {
    const abroad = { address: 'RUE @OK_RIS', zip: '75001', municipality: 'PARIS', foreignState: 'FRANCIA' };
    const life = await lived('P60D', aDigitalRecipient('prova@fail.it', { physicalAddress: abroad }));

    expect(life.one('SEND_SIMPLE_REGISTERED_LETTER').details).toMatchObject({ productType: 'RIS' });
  });

  it('has no feedback, whatever codes its address asks for', async () => {
    const life = await lived('P60D', aDigitalRecipient('prova@fail.it'));

    const progress = life.elements.filter((e) => e.category === 'SEND_SIMPLE_REGISTERED_LETTER_PROGRESS');
    expect(progress.at(-1)?.details.deliveryDetailCode).toBe('RECRN001C');
    expect(idsOf(life, 'SEND_ANALOG_FEEDBACK', 'ANALOG_SUCCESS_WORKFLOW')).toEqual([]);
    expect(life.one('REFINEMENT').at - life.one('DIGITAL_DELIVERY_CREATION_REQUEST').at).toBeCloseTo(days(15), 3);
  });

  it('is not prepared once the recipient has viewed', async () => {
    const iun = await client.accepted({ recipients: [aDigitalRecipient('prova@fail.it')] });
    await client.advance({ by: 'P1D' });
    await client.call('POST', `/_sim/notifications/${iun}/view`, { body: {} });
    await client.advance({ by: 'P40D' });
    const life = await readLife(client, iun);

    expect(idsOf(life, 'DIGITAL_FAILURE_WORKFLOW')).toHaveLength(1);
    expect(idsOf(life, 'PREPARE_SIMPLE_REGISTERED_LETTER', 'SEND_SIMPLE_REGISTERED_LETTER', 'REFINEMENT')).toEqual([]);
  });

  it('is shown with each report; its failure changes neither status nor term', async () => {
    const physicalAddress = { ...aPaperRecipient().physicalAddress, address: 'VIA @FAIL_RS', municipality: 'MILANO' };
    const life = await lived('P60D', aDigitalRecipient('prova@fail.it', { physicalAddress }));

    const progress = life.elements.filter((e) => e.category === 'SEND_SIMPLE_REGISTERED_LETTER_PROGRESS');
    expect(progress.map((e) => e.details.deliveryDetailCode)).toEqual([
      'CON080',
      'CON020',
      'RECRS002A',
      'RECRS002B',
      'RECRS002C',
    ]);
    expect(life.status).toBe('EFFECTIVE_DATE');
  });
});
