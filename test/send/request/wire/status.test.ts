import { describe, expect, it } from 'vitest';
import { AdapterProblem } from '../../../../src/send/adapter-problem.js';
import { withDefaults } from '../../../../src/send/request/defaults.js';
import type { NotificationRequest } from '../../../../src/send/request/model.js';
import type { RequestStatus } from '../../../../src/send/request/service.js';
import { adaptedQuery } from '../../../../src/send/request/wire/search.js';
import { statusSteps, toWireStatus } from '../../../../src/send/request/wire/status.js';
import { type RequestVersion, requestVersions } from '../../../../src/send/request/wire/versions.js';
import { anAttachment, anF24, aPagoPa, aRecipient, aRequest, without } from '../a-request.js';

const iun = 'NMDX-NVHP-UEZE-202606-Y-1';
const notificationRequestId = 'Tk1EWC1OVkhQLVVFWkUtMjAyNjA2LVktMQ==';
const form = anAttachment('PN_NOTIFICATION_ATTACHMENTS-form.pdf');

const everything: Partial<NotificationRequest> = {
  additionalLanguages: ['DE'],
  physicalCommunicationPriority: 3,
  recipients: [
    aRecipient({ payments: [aPagoPa(0, { attachment: form }), aPagoPa(1, { creditorTaxId: '00000000000' })] }),
  ],
};

const refusal = {
  details: {
    refusalReasons: [
      { errorCode: 'TAXID_NOT_VALID', detail: 'Wrong tax id', recIndex: 0 },
      { errorCode: 'FILE_NOTFOUND', detail: 'No file' },
    ],
  },
} as unknown as NonNullable<RequestStatus['refusal']>;

const aStatus = (change: Partial<NotificationRequest> = {}, status: RequestStatus['status'] = 'REFUSED') =>
  ({
    head: { iun, notificationRequestId, request: withDefaults(aRequest({ ...everything, ...change })) },
    status,
    ...(status === 'REFUSED' ? { refusal } : {}),
  }) as RequestStatus;

const body = (version: RequestVersion, status = aStatus()): Readonly<Record<string, unknown>> =>
  toWireStatus(version, status);

const codeOf = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(AdapterProblem);
    const { status, body: problem } = error as AdapterProblem;
    return { status, problem };
  }
  throw new Error('it was expressed');
};

describe('each step of the status check removes what the next older version does not know, and nothing else', () => {
  const newer = [...requestVersions].reverse();
  const removed: Readonly<Record<string, readonly string[]>> = {
    '2.5': ['physicalCommunicationPriority'],
    '2.4': [],
    '2.3': ['additionalLanguages'],
    '2.1': ['vat'],
    '1': ['paFee'],
  };

  it('there is a step to every older version, newest first', () => {
    expect(statusSteps.map(({ to }) => to)).toEqual(newer.slice(1));
  });

  it.each(newer.slice(1).map((to, i) => [newer[i] as RequestVersion, to] as const))('v%s → v%s', (from, to) => {
    const older = body(to);
    const expected = without(body(from), ...(removed[to] ?? []));

    expect(Object.keys(older).sort()).toEqual(Object.keys(expected).sort());
    const { recipients: _, errors: __, ...rest } = older;
    expect(expected).toMatchObject(rest);
  });

  it('v2.5 tells the recipient of an error, v2.4 does not', () => {
    expect(body('2.5').errors).toEqual([
      { code: 'TAXID_NOT_VALID', detail: 'Wrong tax id', recIndex: 0 },
      { code: 'FILE_NOTFOUND', detail: 'No file' },
    ]);
    expect(body('2.4').errors).toEqual([
      { code: 'TAXID_NOT_VALID', detail: 'Wrong tax id' },
      { code: 'FILE_NOTFOUND', detail: 'No file' },
    ]);
  });

  it('only v1 rebuilds the recipients', () => {
    expect(body('2.1').recipients).toEqual(everything.recipients);
    expect(body('1').recipients).toEqual([
      {
        ...without(aRecipient(), 'payments'),
        payment: {
          noticeCode: '302000100000019421',
          creditorTaxId: '77777777777',
          noticeCodeAlternative: '302000100000019422',
          pagoPaForm: form,
        },
      },
    ]);
  });

  it('a recipient without payments, or with none in the list, has none in v1', () => {
    const recipients = [without(aRecipient(), 'payments'), aRecipient({ payments: [] })];

    expect(body('1', aStatus({ recipients })).recipients).toEqual([recipients[0], recipients[0]]);
  });

  it.each(requestVersions)('v%s has retryAfter while it waits, and the IUN once accepted', (version) => {
    expect(body(version, aStatus({}, 'WAITING'))).toMatchObject({
      notificationRequestStatus: 'WAITING',
      retryAfter: 10,
    });
    expect(Object.keys(body(version, aStatus({}, 'WAITING')))).not.toContain('iun');
    expect(body(version, aStatus({}, 'ACCEPTED'))).toMatchObject({ notificationRequestStatus: 'ACCEPTED', iun });
  });
});

describe('what v1 of the status check cannot express', () => {
  const threeNotices = [aRecipient({ payments: [aPagoPa(0), aPagoPa(1), aPagoPa(2)] })];
  const anF24Too = [aRecipient(), aRecipient({ payments: [aPagoPa(0), anF24()] })];
  const rows: readonly (readonly [what: string, Partial<NotificationRequest>, text: string])[] = [
    ['ASYNC', { pagoPaIntMode: 'ASYNC' }, 'PagoPaIntMode value not supported'],
    ['three payments', { recipients: threeNotices }, 'Unable to map payments, more than 2'],
    ['an F24', { recipients: anF24Too }, 'Unable to map payment f24 type'],
    [
      'three payments, one an F24',
      { recipients: [aRecipient({ payments: [aPagoPa(0), aPagoPa(1), anF24()] })] },
      'Unable to map payments, more than 2',
    ],
    ['ASYNC and an F24', { pagoPaIntMode: 'ASYNC', recipients: anF24Too }, 'PagoPaIntMode value not supported'],
  ];

  it.each(rows)('%s', (_, change, code) => {
    expect(codeOf(() => body('1', aStatus(change)))).toEqual({
      status: 400,
      problem: { status: 400, errors: [{ code }] },
    });
  });

  it.each(rows)('%s is no trouble from v2.1 on', (_, change) => {
    expect(body('2.1', aStatus(change)).recipients).toBeDefined();
  });
});

describe('the query of an older status check', () => {
  const both = { paProtocolNumber: '302', idempotenceToken: 'a1' };

  it.each([
    ['request id', { notificationRequestId }, { notificationRequestId }],
    ['protocol number and token', both, both],
    ['all of them: protocol number and token win', { notificationRequestId, ...both }, both],
    ['request id and half a pair', { notificationRequestId, paProtocolNumber: '302' }, { notificationRequestId }],
    ['an empty request id and the pair', { notificationRequestId: '', ...both }, both],
  ])('%s', (_, query, passedOn) => {
    expect(adaptedQuery(query)).toEqual(passedOn);
  });

  it('none at all is not recognised: 404', () => {
    expect(codeOf(() => adaptedQuery({}))).toEqual({
      status: 404,
      problem: {
        resultCode: '404.00',
        resultDescription: 'Not found',
        errorList: ['Invalid path/method/query parameters'],
      },
    });
  });

  it.each([
    ['only a protocol number', { paProtocolNumber: '302' }],
    ['only a token', { idempotenceToken: 'a1' }],
    ['an empty token', { paProtocolNumber: '302', idempotenceToken: '' }],
    ['an empty request id', { notificationRequestId: '' }],
    ['something else', { page: '1' }],
  ])('%s is incomplete: 400', (_, query) => {
    expect(codeOf(() => adaptedQuery(query))).toEqual({
      status: 400,
      problem: {
        resultCode: '400.00',
        resultDescription: 'Validation error',
        errorList: ['Please specify notificationRequestId or paProtocolNumber, idempotenceToken'],
      },
    });
  });
});
