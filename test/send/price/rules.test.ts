import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Instant, parseInstant } from '../../../src/clock/instant.js';
import type { Category, Details, TimelineElement } from '../../../src/send/notification/model.js';
import type { FeeTerms, PriceInputs } from '../../../src/send/price/model.js';
import {
  advanceInputs,
  explainCosts,
  explainPrice,
  noInputs,
  price,
  priceInputs,
} from '../../../src/send/price/rules.js';

const at = (iso: string): Instant => parseInstant(iso) as Instant;
const anElement = (category: Category, details: Details = { recIndex: 0 }, eventAt = at('2026-03-01T10:00:00Z')) =>
  ({
    elementId: `${category}.RECINDEX_${details.recIndex}.ATTEMPT_${details.sentAttemptMade ?? 0}`,
    category,
    ingestedAt: eventAt,
    eventAt,
    legalFactsIds: [],
    details,
  }) satisfies TimelineElement;
const aSend = (analogCost: number, sentAttemptMade = 0, recIndex = 0): TimelineElement =>
  anElement('SEND_ANALOG_DOMICILE', {
    recIndex,
    productType: 'AR',
    analogCost,
    sentAttemptMade,
    numberOfPages: 3,
    envelopeWeight: 20,
  });
const aSimpleLetter = (analogCost: number): TimelineElement =>
  anElement('SEND_SIMPLE_REGISTERED_LETTER', {
    recIndex: 0,
    productType: 'RS',
    analogCost,
    numberOfPages: 1,
    envelopeWeight: 10,
  });
const terms = (change: Partial<FeeTerms> = {}): FeeTerms => ({
  notificationFeePolicy: 'DELIVERY_MODE',
  applyCost: true,
  paFee: 100,
  vat: 22,
  ...change,
});
const withCosts = (...costs: number[]): PriceInputs =>
  priceInputs(
    costs.map((cost, i) => aSend(cost, i)),
    0,
  );

describe('price', () => {
  it('is the base cost and the fee of the sender when nothing was posted', () => {
    expect(price(terms(), noInputs(0))).toEqual({
      partialPrice: 100,
      totalPrice: 200,
      sendFee: 100,
      analogCost: 0,
      paFee: 100,
      vat: 22,
    });
  });

  it('adds the paper, with VAT in the total only', () => {
    expect(price(terms({ vat: 10 }), withCosts(857))).toMatchObject({
      partialPrice: 957,
      totalPrice: 1143,
      analogCost: 857,
    });
  });

  it('rounds once on the sum of the sends', () => {
    // 309 with VAT is 376.98; three sends of 125.66 rounded one by one would make 378.
    expect(price(terms({ vat: 22, paFee: 0 }), withCosts(103, 103, 103)).totalPrice).toBe(100 + 377);
  });

  it('rounds half a cent up', () => {
    expect(price(terms({ vat: 50, paFee: 0 }), withCosts(1)).totalPrice).toBe(102);
    expect(price(terms({ vat: 10, paFee: 0 }), withCosts(105)).totalPrice).toBe(100 + 116);
  });

  it.each([
    ['FLAT_RATE', { notificationFeePolicy: 'FLAT_RATE' }],
    ['applyCost false', { applyCost: false }],
  ] as const)('is 0 with %s, while costs and fees are still told', (_, change) => {
    expect(price(terms(change), withCosts(857))).toMatchObject({
      partialPrice: 0,
      totalPrice: 0,
      sendFee: 100,
      analogCost: 857,
      paFee: 100,
      vat: 22,
    });
  });

  it('shows the scheduled refinement until the refinement is there, both as the end of their day in Rome', () => {
    const scheduled = anElement('SCHEDULE_REFINEMENT', { recIndex: 0, schedulingDate: '2026-03-10T22:30:00Z' });
    const refined = anElement('REFINEMENT', { recIndex: 0 }, at('2026-04-10T22:30:00Z'));

    expect(price(terms(), priceInputs([scheduled], 0)).refinementDate).toBe('2026-03-10T23:59:59.999999999+01:00');
    expect(price(terms(), priceInputs([scheduled, refined], 0)).refinementDate).toBe(
      '2026-04-11T23:59:59.999999999+02:00',
    );
  });

  it('shows the day of the view', () => {
    const viewed = anElement('NOTIFICATION_VIEWED_CREATION_REQUEST');

    expect(price(terms(), priceInputs([viewed], 0)).notificationViewDate).toBe('2026-03-01T23:59:59.999999999+01:00');
  });
});

describe('inputs of the price', () => {
  it('take attempts and simple letter of their recipient alone', () => {
    const elements = [aSend(400, 0), aSend(500, 1), aSimpleLetter(296), aSend(900, 0, 1)];

    expect(priceInputs(elements, 0).sends.map((send) => send.analogCost)).toEqual([400, 500, 296]);
    expect(priceInputs(elements, 1).sends.map((send) => send.analogCost)).toEqual([900]);
  });

  it.each([
    'PREPARE_ANALOG_DOMICILE',
    'PREPARE_SIMPLE_REGISTERED_LETTER',
    'SEND_DIGITAL_DOMICILE',
    'NOTIFICATION_VIEWED',
  ] as const)('do not change with %s', (category) => {
    const inputs = withCosts(400);

    expect(advanceInputs(inputs, anElement(category, { recIndex: 0, analogCost: 7 }))).toBe(inputs);
  });

  it('do not change with the element of another recipient or of none', () => {
    const inputs = withCosts(400);

    expect(advanceInputs(inputs, anElement('REFINEMENT', { recIndex: 1 }))).toBe(inputs);
    expect(advanceInputs(inputs, anElement('REFINEMENT', {}))).toBe(inputs);
  });

  it('count a send without cost as 0', () => {
    const free = anElement('SEND_ANALOG_DOMICILE', { recIndex: 0, productType: 'AR' });

    expect(price(terms(), priceInputs([free], 0)).analogCost).toBe(0);
  });

  it('ignore a scheduled date that is no instant', () => {
    const inputs = noInputs(0);

    expect(advanceInputs(inputs, anElement('SCHEDULE_REFINEMENT', { recIndex: 0 }))).toBe(inputs);
  });
});

describe('explanation', () => {
  it('names each term in both languages', () => {
    const inputs = priceInputs([aSend(400, 0), aSend(500, 1), aSimpleLetter(296)], 0);

    expect(explainPrice(terms(), inputs).map(({ label, cents }) => [label.en, cents])).toEqual([
      ['Base cost of SEND', 100],
      ['AR send, attempt 1 (3 sheets, 20 g)', 400],
      ['AR send, attempt 2 (3 sheets, 20 g)', 500],
      ['Simple registered letter RS (1 sheet, 10 g)', 296],
      ['VAT 22% on the sum of the paper sends, rounded to the cent', 263],
      ['Cost of the sender (paFee)', 100],
    ]);
    expect(explainPrice(terms(), inputs).every(({ label }) => label.it !== '' && label.it !== label.en)).toBe(true);
  });

  it('is there for notices and forms, each in its place', () => {
    const pagoPa = { noticeCode: '302000100000019421', creditorTaxId: '77777777777', applyCost: true };
    const f24 = { title: 'TARI', applyCost: false };
    const request = { ...terms(), recipients: [{}, { payments: [{ pagoPa }, { pagoPa, f24 }] }] };
    const notification = { request, elements: [aSend(400, 0, 1)] } as unknown as Parameters<typeof explainCosts>[0];

    const [without, withPayments] = explainCosts(notification);
    expect(without).toEqual({ recIndex: 0, payments: [] });
    expect(
      withPayments?.payments.map(({ paymentIndex, totalPrice, ...rest }) => [
        paymentIndex,
        totalPrice,
        'title' in rest,
      ]),
    ).toEqual([
      [0, 688, false],
      [1, 688, false],
      [1, 0, true],
    ]);
  });

  it('says why nothing is charged', () => {
    expect(explainPrice(terms({ applyCost: false }), withCosts(400))[0]?.label.en).toContain('applyCost=false');
    expect(explainPrice(terms({ notificationFeePolicy: 'FLAT_RATE' }), withCosts(400))[0]?.label.en).toContain('FLAT');
  });

  it('always sums up to the total price', () => {
    const anyTerms = fc.record({
      notificationFeePolicy: fc.constantFrom('FLAT_RATE' as const, 'DELIVERY_MODE' as const),
      applyCost: fc.boolean(),
      paFee: fc.integer({ min: 0, max: 100 }),
      vat: fc.integer({ min: 0, max: 100 }),
    });
    const anyCosts = fc.array(fc.integer({ min: 0, max: 6_000 }), { maxLength: 3 });

    fc.assert(
      fc.property(anyTerms, anyCosts, (given, costs) => {
        const sum = explainPrice(given, withCosts(...costs)).reduce((total, term) => total + term.cents, 0);
        expect(sum).toBe(price(given, withCosts(...costs)).totalPrice);
      }),
    );
  });
});
