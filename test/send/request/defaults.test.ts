import { describe, expect, it } from 'vitest';
import { withDefaults } from '../../../src/send/request/defaults.js';
import type { NotificationRequest } from '../../../src/send/request/model.js';
import { aDocument, anAddress, anAttachment, anF24, aPagoPa, aRecipient, aRequest, without } from './a-request.js';

const bare = (change: Partial<NotificationRequest> = {}) =>
  without(aRequest({ notificationFeePolicy: 'FLAT_RATE', ...change }), 'paFee', 'vat');

describe('defaults', () => {
  it('fill in fee, VAT, mode and priority', () => {
    expect(withDefaults(bare({ recipients: [aRecipient()] }))).toEqual({
      ...bare({ recipients: [aRecipient()] }),
      paFee: 100,
      vat: 22,
      pagoPaIntMode: 'NONE',
      physicalCommunicationPriority: 0,
    });
  });

  it('keep what was given, 0 included', () => {
    const given = { paFee: 0, vat: 0, pagoPaIntMode: 'ASYNC', physicalCommunicationPriority: 7 } as const;

    expect(withDefaults(aRequest(given))).toMatchObject(given);
  });

  it.each<['DELIVERY_MODE' | 'FLAT_RATE', string, NotificationRequest['recipients'], string]>([
    ['DELIVERY_MODE', 'a payment', [aRecipient(), aRecipient({ payments: [aPagoPa()] })], 'SYNC'],
    ['DELIVERY_MODE', 'an F24', [aRecipient({ payments: [anF24()] })], 'SYNC'],
    ['DELIVERY_MODE', 'no payment', [aRecipient()], 'NONE'],
    ['DELIVERY_MODE', 'an empty list of payments', [aRecipient({ payments: [] })], 'NONE'],
    ['FLAT_RATE', 'a payment', [aRecipient({ payments: [aPagoPa()] })], 'NONE'],
  ])('of the mode with %s and %s', (notificationFeePolicy, _, recipients, mode) => {
    expect(withDefaults(aRequest({ notificationFeePolicy, recipients })).pagoPaIntMode).toBe(mode);
  });

  it('cut the fraction of whole numbers', () => {
    const stored = withDefaults(aRequest({ amount: 1.9, paFee: 99.9, vat: 21.5, physicalCommunicationPriority: 0.5 }));

    expect(stored).toMatchObject({ amount: 1, paFee: 99, vat: 21, physicalCommunicationPriority: 0 });
  });
});

describe('what is stored', () => {
  const complete = aRequest({
    abstract: 'x',
    cancelledIun: 'MWRP-ZGAL-HDGK-202610-T-1',
    group: 'g',
    amount: 5,
    paymentExpirationDate: '2026-12-31',
    pagoPaIntMode: 'SYNC',
    additionalLanguages: ['DE'],
    physicalCommunicationPriority: 1,
    recipients: [
      aRecipient({
        digitalDomicile: { type: 'PEC', address: 'prova@pec.it' },
        physicalAddress: anAddress({ at: 'a', addressDetails: 'b', municipalityDetails: 'c', foreignState: 'ITALIA' }),
        payments: [{ ...aPagoPa(0, { attachment: anAttachment('k') }), ...anF24() }],
      }),
    ],
    documents: [aDocument(0, { title: 't' })],
  });

  it('has every field of the contract', () => {
    expect(withDefaults(complete)).toEqual(complete);
  });

  it('has no unknown field at any depth, and no docIdx', () => {
    const strange = JSON.parse(JSON.stringify(complete), (_, value) =>
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? { ...value, unknown: { deep: [1] }, docIdx: '7' }
        : value,
    );

    expect(withDefaults(strange)).toEqual(complete);
  });

  it('leaves absent fields absent', () => {
    expect(Object.keys(withDefaults(bare()))).not.toContain('abstract');
    expect(Object.keys(withDefaults(bare()).documents[0] ?? {})).toEqual(['digests', 'contentType', 'ref']);
  });
});
