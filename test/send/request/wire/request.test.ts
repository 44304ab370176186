import { describe, expect, it } from 'vitest';
import { AdapterProblem } from '../../../../src/send/adapter-problem.js';
import { PlatformProblem } from '../../../../src/send/problem.js';
import type { NotificationRequest } from '../../../../src/send/request/model.js';
import { fromWireRequest } from '../../../../src/send/request/wire/request.js';
import type { RecipientV1, RequestV1 } from '../../../../src/send/request/wire/v1.js';
import { type RequestVersion, requestVersions } from '../../../../src/send/request/wire/versions.js';
import { aDocument, anAttachment, anF24, aPagoPa, aRecipient, aRequest, without } from '../a-request.js';

const form = anAttachment('PN_NOTIFICATION_ATTACHMENTS-form.pdf');
const payment = { noticeCode: '302000100000019421', creditorTaxId: '77777777777' };

const aRecipientV1 = (change: object = {}): RecipientV1 => ({ ...aRecipient(), payment, ...change }) as RecipientV1;

const aRequestV1 = (change: object = {}): RequestV1 =>
  ({ ...without(aRequest(), 'paFee', 'vat'), recipients: [aRecipientV1()], ...change }) as RequestV1;

const problemOf = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('it was accepted');
};

const validation = (...errorList: string[]) => ({
  resultCode: '400.00',
  resultDescription: 'Validation error',
  errorList,
});

const noAddress = 'Validation errors: [object has missing required properties (["physicalAddress"])]';
const noFees = 'Vat and paFee fields are required';
const sameCode = 'Alternative notice code equals to notice code';
const homeless = without(aRecipient(), 'physicalAddress');
const alternative = (noticeCodeAlternative: string) => aRecipientV1({ payment: { ...payment, noticeCodeAlternative } });
const withF24 = [aRecipient({ payments: [anF24()] })];

describe('what the adapter of a version refuses', () => {
  const refused: readonly (readonly [what: string, RequestVersion, body: object, texts: readonly string[]])[] = [
    ['v1 ASYNC', '1', aRequestV1({ pagoPaIntMode: 'ASYNC' }), ['Invalid pagoPaIntMode']],
    [
      'v1 ASYNC, told alone',
      '1',
      aRequestV1({ pagoPaIntMode: 'ASYNC', recipients: [alternative(payment.noticeCode), homeless] }),
      ['Invalid pagoPaIntMode'],
    ],
    ['v1 alternative code = code', '1', aRequestV1({ recipients: [alternative(payment.noticeCode)] }), [sameCode]],
    [
      'v1 the same twice and a missing address, all together',
      '1',
      aRequestV1({ recipients: [alternative(payment.noticeCode), alternative(payment.noticeCode), homeless] }),
      [sameCode, sameCode, noAddress],
    ],
    ['v1 without address', '1', aRequestV1({ recipients: [homeless] }), [noAddress]],
    ['v2.1 without address', '2.1', aRequest({ recipients: [homeless] }), [noAddress]],
    ['v2.3 without address', '2.3', aRequest({ recipients: [homeless] }), [noAddress]],
    ['v2.4 without address, said once', '2.4', aRequest({ recipients: [homeless, homeless] }), [noAddress]],
    ['v2.1 ASYNC, paFee 0', '2.1', aRequest({ pagoPaIntMode: 'ASYNC', paFee: 0 }), [noFees]],
    ['v2.1 ASYNC, vat 0', '2.1', aRequest({ pagoPaIntMode: 'ASYNC', vat: 0 }), [noFees]],
    ['v2.1 ASYNC, no paFee', '2.1', { ...without(aRequest(), 'paFee'), pagoPaIntMode: 'ASYNC' }, [noFees]],
    ['v2.1 F24, no vat', '2.1', { ...without(aRequest(), 'vat'), recipients: withF24 }, [noFees]],
    [
      'v2.1 fees and address',
      '2.1',
      { ...without(aRequest(), 'vat'), recipients: [...withF24, homeless] },
      [noFees, noAddress],
    ],
  ];

  it.each(refused)('%s', (_, version, body, texts) => {
    const problem = problemOf(() => fromWireRequest(version, body));

    expect(problem).toBeInstanceOf(AdapterProblem);
    expect(problem).toMatchObject({ status: 400, body: validation(...texts) });
    expect((problem as AdapterProblem).hint.it).not.toBe('');
  });

  const accepted: readonly (readonly [what: string, RequestVersion, body: object])[] = [
    ['v2.1 SYNC without fees', '2.1', without(aRequest({ pagoPaIntMode: 'SYNC' }), 'paFee', 'vat')],
    [
      'v2.1 FLAT_RATE and ASYNC without fees',
      '2.1',
      without(aRequest({ pagoPaIntMode: 'ASYNC', notificationFeePolicy: 'FLAT_RATE' }), 'paFee', 'vat'),
    ],
    ['v2.3 ASYNC with paFee 0', '2.3', aRequest({ pagoPaIntMode: 'ASYNC', paFee: 0 })],
    ['v2.5 without address', '2.5', aRequest({ recipients: [homeless] })],
    ['v2.6 without address', '2.6', aRequest({ recipients: [homeless] })],
    ['v1 no recipient at all, which the service will refuse', '1', aRequestV1({ recipients: [] })],
  ];

  it.each(accepted)('but not: %s', (_, version, body) => {
    expect(fromWireRequest(version, body)).toBeDefined();
  });
});

describe('v1 becomes the newest shape', () => {
  const up = (change: object = {}): NotificationRequest => fromWireRequest('1', aRequestV1(change));

  it('with the one payment as the first of a list, and the fees of the platform', () => {
    expect(up()).toEqual({
      ...aRequest(),
      pagoPaIntMode: 'SYNC',
      paFee: 100,
      vat: 22,
      recipients: [aRecipient({ payments: [{ pagoPa: { ...payment, applyCost: true } }] })],
    });
  });

  it('with the alternative notice as a second payment that has no attachment', () => {
    const full = { ...payment, noticeCodeAlternative: '302000100000019999', pagoPaForm: form };

    expect(up({ recipients: [aRecipientV1({ payment: full })] }).recipients[0]?.payments).toEqual([
      { pagoPa: { ...payment, applyCost: true, attachment: form } },
      { pagoPa: { noticeCode: '302000100000019999', creditorTaxId: '77777777777', applyCost: true } },
    ]);
  });

  it('with costs applied by the fee policy alone', () => {
    const [recipient] = up({ notificationFeePolicy: 'FLAT_RATE' }).recipients;

    expect(recipient?.payments?.map(({ pagoPa }) => pagoPa?.applyCost)).toEqual([false]);
  });

  it.each([
    ['SYNC', 'DELIVERY_MODE', [aRecipientV1()]],
    ['NONE', 'DELIVERY_MODE', [without(aRecipient(), 'payments')]],
    ['NONE', 'FLAT_RATE', [aRecipientV1()]],
    ['SYNC', 'DELIVERY_MODE', [without(aRecipient(), 'payments'), aRecipientV1()]],
  ])('with pagoPaIntMode %s for %s where it was absent', (mode, notificationFeePolicy, recipients) => {
    expect(up({ notificationFeePolicy, recipients }).pagoPaIntMode).toBe(mode);
  });

  it('with the mode that was given', () => {
    expect(up({ pagoPaIntMode: 'NONE' }).pagoPaIntMode).toBe('NONE');
  });

  it('without what v1 does not know, except paFee, which its adapter passes on', () => {
    const request = up({ paFee: 70, vat: 4, additionalLanguages: ['DE'], physicalCommunicationPriority: 5 });

    expect(request).toMatchObject({ paFee: 70, vat: 22 });
    expect(Object.keys(request)).not.toContain('additionalLanguages');
    expect(Object.keys(request)).not.toContain('physicalCommunicationPriority');
  });

  it('without unknown properties of a recipient, a list of payments included', () => {
    const recipient = { ...without(aRecipientV1(), 'payment'), payments: [aPagoPa()], colour: 'red' };

    expect(up({ recipients: [recipient] }).recipients).toEqual([without(aRecipient(), 'payments')]);
  });
});

describe('v2.1 becomes the newest shape', () => {
  it.each([
    [{}, { paFee: 100, vat: 22 }],
    [
      { paFee: 0, vat: 0 },
      { paFee: 100, vat: 22 },
    ],
    [
      { paFee: 7, vat: 4 },
      { paFee: 7, vat: 4 },
    ],
  ])('fees %j are read as %j', (given, expected) => {
    const body = { ...without(aRequest(), 'paFee', 'vat'), ...given };

    expect(fromWireRequest('2.1', body)).toEqual({ ...aRequest(), ...expected });
  });
});

describe('v2.3 to v2.6', () => {
  const full = aRequest({
    abstract: 'Prova',
    group: 'ufficio',
    amount: 1,
    additionalLanguages: ['DE'],
    physicalCommunicationPriority: 3,
    documents: [aDocument(), aDocument(1, { title: 'Allegato' })],
    recipients: [aRecipient({ payments: [aPagoPa(), anF24()] })],
  });

  it.each(requestVersions.slice(2))(
    'v%s passes everything on unchanged, the fields of newer versions too',
    (version) => {
      expect(fromWireRequest(version, full)).toEqual(full);
    },
  );

  it('v2.6 is not touched at all', () => {
    expect(fromWireRequest('2.6', full)).toBe(full);
  });
});

describe('a newer field in an older request, which no contract has checked', () => {
  const send = (field: string, value: unknown) => fromWireRequest('2.3', { ...aRequest(), [field]: value });

  it.each([
    ['physicalCommunicationPriority', '7', 7],
    ['physicalCommunicationPriority', null, undefined],
    ['physicalCommunicationPriority', '', undefined],
    ['physicalCommunicationPriority', 7.5, 7.5],
    ['additionalLanguages', null, undefined],
    ['additionalLanguages', [1, null], ['1', 'null']],
  ])('%s %j is read as %j', (field, value, read) => {
    expect((send(field, value) as unknown as Record<string, unknown>)[field]).toEqual(read);
  });

  it.each([
    ['physicalCommunicationPriority', 'x'],
    ['physicalCommunicationPriority', true],
    ['physicalCommunicationPriority', [1]],
    ['physicalCommunicationPriority', 2 ** 31],
    ['additionalLanguages', 'DE'],
    ['additionalLanguages', 5],
    ['additionalLanguages', [{}]],
  ])('%s %j cannot be read: the platform answers 500', (field, value) => {
    const problem = problemOf(() => send(field, value));

    expect(problem).toBeInstanceOf(PlatformProblem);
    expect(problem).toMatchObject({ status: 500, errors: [{ code: 'PN_GENERIC_ERROR' }] });
  });

  it.each([-1, 101, '101'])('physicalCommunicationPriority %j is out of range: 400 of the framework', (value) => {
    expect(problemOf(() => send('physicalCommunicationPriority', value))).toMatchObject({
      status: 400,
      body: { status: 400, error: 'Bad Request' },
    });
  });

  it('paFee of a v1 request is checked in the same way', () => {
    expect(problemOf(() => fromWireRequest('1', aRequestV1({ paFee: 'x' })))).toMatchObject({ status: 500 });
  });

  it('null stands for absent', () => {
    expect(Object.keys(send('physicalCommunicationPriority', null))).not.toContain('physicalCommunicationPriority');
  });
});
