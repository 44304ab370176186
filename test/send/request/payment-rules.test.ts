import { describe, expect, it } from 'vitest';
import type { PaymentItem } from '../../../src/send/request/model.js';
import {
  applyCostViolations,
  f24TitleViolations,
  feeViolations,
  paymentKeyViolations,
  repeatedNoticeViolations,
} from '../../../src/send/request/payment-rules.js';
import { anAttachment, anF24, aPagoPa, aRecipient, aRequest, without } from './a-request.js';

describe('paFee and vat', () => {
  it.each([
    ['paFee', ['paFee']],
    ['vat', ['vat']],
  ] as const)('are asked for with DELIVERY_MODE: %s', (field, missing) => {
    const [violation] = feeViolations(without(aRequest(), field));

    expect(violation?.refusal).toBe('feesMissing');
    expect(violation?.hint.en).toContain(`missing ${missing.join(' and ')}:`);
  });

  it('may be 0', () => {
    expect(feeViolations(aRequest({ paFee: 0, vat: 0 }))).toEqual([]);
  });

  it('may be absent with FLAT_RATE', () => {
    expect(feeViolations(without(aRequest({ notificationFeePolicy: 'FLAT_RATE' }), 'paFee', 'vat'))).toEqual([]);
  });
});

describe('applyCost', () => {
  const yes = { applyCost: true };
  const no = { applyCost: false };
  const both: PaymentItem = { ...aPagoPa(2, no), ...anF24(no) };

  it.each<[string, 'DELIVERY_MODE' | 'FLAT_RATE', PaymentItem[], string[]]>([
    ['one notice of two is enough', 'DELIVERY_MODE', [aPagoPa(0, no), aPagoPa(1, yes)], []],
    ['no notice', 'DELIVERY_MODE', [aPagoPa(0, no), aPagoPa(1, no)], ['pagoPaApplyCostRequired']],
    ['no F24', 'DELIVERY_MODE', [aPagoPa(0, yes), anF24(no)], ['f24ApplyCostRequired']],
    ['neither', 'DELIVERY_MODE', [both], ['pagoPaApplyCostRequired', 'f24ApplyCostRequired']],
    ['no payment at all', 'DELIVERY_MODE', [], []],
    ['an item with nothing', 'DELIVERY_MODE', [{}], []],
    ['none with flat rate', 'FLAT_RATE', [both], []],
    ['a notice with flat rate', 'FLAT_RATE', [aPagoPa(0, yes), anF24(no)], ['pagoPaApplyCostForbidden']],
    ['an F24 with flat rate', 'FLAT_RATE', [aPagoPa(0, no), anF24(yes)], ['f24ApplyCostForbidden']],
  ])('%s (%s)', (_, policy, payments, refused) => {
    expect(applyCostViolations(payments, 0, policy).map((violation) => violation.refusal)).toEqual(refused);
  });
});

it.each(['', ' ', '\t'])('an F24 needs a title: %j', (title) => {
  expect(f24TitleViolations([aPagoPa(), anF24({ title })], 3).map((v) => v.hint.en)).toEqual([
    expect.stringContaining('recipients[3].payments[1]'),
  ]);
});

describe('notices in one request', () => {
  const details = (...payments: PaymentItem[][]) =>
    repeatedNoticeViolations(aRequest({ recipients: payments.map((p) => aRecipient({ payments: p })) })).map(
      (violation) => violation.detail,
    );

  it('may not be repeated by another recipient', () => {
    expect(details([aPagoPa()], [aPagoPa(1), aPagoPa()])).toEqual([
      'Duplicated iuv { 77777777777302000100000019421 } on recipient with index 1 in payment with index 1',
    ]);
  });

  it('are told once for each repetition', () => {
    expect(details([aPagoPa(), aPagoPa(), aPagoPa()]).length).toBe(2);
  });

  it('of two creditors are two notices', () => {
    expect(details([aPagoPa(), aPagoPa(0, { creditorTaxId: '12345678903' })])).toEqual([]);
  });
});

describe('keys of payment attachments', () => {
  const ofNotice = (key: string): PaymentItem => aPagoPa(0, { attachment: anAttachment(key) });
  const ofF24 = (key: string): PaymentItem => anF24({ metadataAttachment: anAttachment(key, 'application/json') });
  const details = (payment: PaymentItem) => paymentKeyViolations([payment], 0).map((violation) => violation.detail);

  it.each(['PN_NOTIFICATION_ATTACHMENTS-1.pdf', 'safestorage://PN_NOTIFICATION_ATTACHMENTS-1'])(
    'pdf: accepts %s',
    (key) => {
      expect(details(ofNotice(key))).toEqual([]);
    },
  );

  it.each(['PN_F24_META-1.json', 'PN_NOTIFICATION_ATTACHMENTS-1.json', 'pn_notification_attachments-1.pdf'])(
    'pdf: refuses %s',
    (key) => {
      expect(details(ofNotice(key))).toEqual([
        `Key: ${key} does not conform to the expected content type: application/pdf`,
      ]);
    },
  );

  it.each(['PN_F24_META-1.json', 'PN_F24_META-1'])('json: accepts %s', (key) => {
    expect(details(ofF24(key))).toEqual([]);
  });

  it.each(['PN_NOTIFICATION_ATTACHMENTS-1.json', 'PN_F24_META-1.pdf'])('json: refuses %s', (key) => {
    expect(details(ofF24(key))).toEqual([
      `Key: ${key} does not conform to the expected content type: application/json`,
    ]);
  });

  it('looks at the F24 alone in an item with both', () => {
    expect(details({ ...ofNotice('WRONG.json'), ...ofF24('PN_F24_META-1.json') })).toEqual([]);
  });

  it('asks for no attachment', () => {
    expect(details(aPagoPa())).toEqual([]);
  });
});
