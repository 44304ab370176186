import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestIdOf } from '../../../src/send/request/iun.js';
import { aBody, constraint, expectProblem } from '../../support/refusals.js';
import { aSimulator, type Called, type SandboxClient, type TestSimulator } from '../../support/simulator.js';

/** The status check: what it refuses, who sees what, and how the three outcomes are told. */
let simulator: TestSimulator;
let client: SandboxClient;
let notificationRequestId: string;

beforeAll(async () => {
  simulator = await aSimulator();
  client = await simulator.sandbox({
    senders: [
      {
        groups: ['Tributi', 'Polizia'],
        apiKeys: [{}, { groups: ['Tributi'] }, { groups: ['Polizia'] }],
      },
      { taxId: '12345678903' },
    ],
  });
  notificationRequestId = await sent({ paProtocolNumber: 'P', idempotenceToken: 'T', group: groupId() });
});
afterAll(() => simulator.stop());

const groupId = (): string => client.shape.senders[0]?.groups[0]?.id ?? '';
const keyOf = (sender: number, key = 0): string => client.shape.senders[sender]?.apiKeys[key]?.key ?? '';

const sent = async (change: object): Promise<string> => {
  const { body } = await client.call('POST', '/delivery/v2.6/requests', { body: aBody(change) });
  return String(body.notificationRequestId);
};

const check = (
  query: Readonly<Record<string, string>>,
  key = client.key,
  version = '/v2.6',
): Promise<Called<Record<string, unknown>>> =>
  client.call('GET', `/delivery${version}/requests?${new URLSearchParams(query)}`, { headers: { 'x-api-key': key } });

const required = (element: string) => ({ code: 'PN_GENERIC_INVALIDPARAMETER_REQUIRED', element, detail: 'none' });
const notFound = { code: 'PN_DELIVERY_NOTIFICATIONNOTFOUND', detail: 'none' };
const parameter = 'getNotificationRequestStatusV26.notificationRequestId';
const pattern = constraint('PATTERN', parameter, 'must match "^[A-Za-z0-9+/=]{36}$"');

describe('the status check of v2.6 refuses', () => {
  it.each([
    ['no query string', {}, 400, [required('paProtocolNumber')]],
    ['a token without protocol number', { idempotenceToken: 'T' }, 400, [required('paProtocolNumber')]],
    ['a protocol number without token', { paProtocolNumber: 'P' }, 400, [required('idempotenceToken')]],
    ['a request id of 35 characters', { notificationRequestId: 'A'.repeat(35) }, 400, [pattern]],
    ['a request id of 36 characters with other signs', { notificationRequestId: `${'A'.repeat(35)}!` }, 400, [pattern]],
    [
      '36 characters that are no base64',
      { notificationRequestId: `=${'A'.repeat(35)}` },
      500,
      [{ code: 'PN_GENERIC_ERROR', detail: 'none' }],
    ],
    ['the id of an unknown IUN', { notificationRequestId: requestIdOf('ABCD-EFGH-JKLM-202605-A-1') }, 404, [notFound]],
    ['an unknown protocol number', { paProtocolNumber: 'nobody', idempotenceToken: 'T' }, 404, [notFound]],
  ])('%s', async (_, query, status, errors) => {
    expectProblem(await check(query), status, errors);
  });

  it('the request of another body, even of one with the same tax id', async () => {
    expectProblem(await check({ notificationRequestId }, keyOf(1)), 404, [notFound]);
    expectProblem(await check({ paProtocolNumber: 'P', idempotenceToken: 'T' }, keyOf(1)), 404, [notFound]);
  });

  it('the request of a group that the key does not have', async () => {
    expectProblem(await check({ notificationRequestId }, keyOf(0, 2)), 404, [notFound]);
    expectProblem(await check({ paProtocolNumber: 'P', idempotenceToken: 'T' }, keyOf(0, 2)), 404, [notFound]);
  });
});

describe('the status check of an older version refuses', () => {
  const validationError = (text: string) => ({
    resultCode: '400.00',
    resultDescription: 'Validation error',
    errorList: [text],
  });

  it.each(['', '/v2.1', '/v2.3', '/v2.4', '/v2.5'])('%s: no query string, and half of one', async (version) => {
    const [none, half] = [
      await check({}, client.key, version),
      await check({ paProtocolNumber: 'P' }, client.key, version),
    ];

    expect([none.status, none.body]).toEqual([
      404,
      { resultCode: '404.00', resultDescription: 'Not found', errorList: ['Invalid path/method/query parameters'] },
    ]);
    expect([half.status, half.body]).toEqual([
      400,
      validationError('Please specify notificationRequestId or paProtocolNumber, idempotenceToken'),
    ]);
  });

  it('what the service refuses, with its body', async () => {
    expectProblem(await check({ paProtocolNumber: 'nobody', idempotenceToken: 'T' }, client.key, '/v2.5'), 404, [
      notFound,
    ]);
  });
});

describe('the status check finds', () => {
  it('the request by either way, for keys without groups and for those of its group', async () => {
    for (const query of [{ notificationRequestId }, { paProtocolNumber: 'P', idempotenceToken: 'T' }]) {
      for (const key of [client.key, keyOf(0, 1)]) expect((await check(query, key)).status).toBe(200);
    }
  });

  it('the request id first, whatever else is given', async () => {
    expect((await check({ notificationRequestId, paProtocolNumber: 'nobody', idempotenceToken: 'T' })).status).toBe(
      200,
    );
  });

  it('a request without group for every key of its body', async () => {
    const id = await sent({ paProtocolNumber: 'without group' });

    expect((await check({ notificationRequestId: id }, keyOf(0, 2))).status).toBe(200);
  });

  it('a request without token by the text null, by accident', async () => {
    await sent({ paProtocolNumber: 'without token' });

    expect((await check({ paProtocolNumber: 'without token', idempotenceToken: 'null' })).status).toBe(200);
  });

  it('the group by its name, where it went in as an id', async () => {
    expect((await check({ notificationRequestId })).body).toMatchObject({ group: 'Tributi' });
  });
});

describe('the outcome', () => {
  const waitingFor = async (requestStatus: 'ACCEPTED' | 'REFUSED'): Promise<Record<string, unknown>> => {
    const other = await simulator.sandbox();
    const id = await other.send(requestStatus === 'ACCEPTED' ? {} : { documents: [aBody().documents].flat() as never });
    expect((await other.requestStatus(id)).body).toMatchObject({
      notificationRequestStatus: 'WAITING',
      retryAfter: 10,
    });
    await other.advance({ until: { notificationRequestId: id, requestStatus } });
    return { ...(await other.requestStatus(id)).body };
  };

  it('is WAITING with retryAfter, then ACCEPTED with the IUN', async () => {
    const accepted = await waitingFor('ACCEPTED');

    expect(accepted).toMatchObject({
      notificationRequestStatus: 'ACCEPTED',
      iun: expect.stringMatching(/^[A-Z-]{15}\d{6}-[A-Z]-1$/),
    });
    expect(accepted).not.toHaveProperty('retryAfter');
    expect(accepted).not.toHaveProperty('errors');
  });

  it('is REFUSED with the reasons, without IUN', async () => {
    const refused = await waitingFor('REFUSED');

    expect(refused).toMatchObject({
      notificationRequestStatus: 'REFUSED',
      errors: [{ code: 'FILE_NOTFOUND', detail: 'Allegato non trovato. fileKey=PN_NOTIFICATION_ATTACHMENTS-0.pdf' }],
    });
    expect(refused).not.toHaveProperty('iun');
    expect(refused).not.toHaveProperty('retryAfter');
  });
});
