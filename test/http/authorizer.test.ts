import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aSimulator, type Called, type Method, type SandboxClient, type TestSimulator } from '../support/simulator.js';
import { aPdndClient, askForVoucher } from '../support/voucher.js';

/** The layers before a room: who is let in, in which order they refuse, and what their answers look like. */
let simulator: TestSimulator;

beforeAll(async () => {
  simulator = await aSimulator();
});
afterAll(() => simulator.stop());

const price = '/delivery/v2.3/price/77777777777/302000100000019421';
const denied = 'User is not authorized to access this resource with an explicit deny in an identity-based policy';

const expectGateway = (called: Called<unknown>, status: number, body: object, errorType?: string): void => {
  expect([called.status, called.body]).toEqual([status, body]);
  expect(called.headers.get('access-control-allow-origin')).toBe('*');
  expect(called.headers.get('x-send-sim-hint')).toMatch(/^[\x20-\x7e]{10,1024}$/);
  if (errorType) expect(called.headers.get('x-amzn-errortype')).toBe(errorType);
};
const expectDenied = (called: Called<unknown>): void =>
  expectGateway(called, 403, { Message: denied }, 'AccessDeniedException');
/** The call went through to the room, which does not know the notice. */
const expectPassed = (called: Called<unknown>): void =>
  expect(called.text).toContain('PN_DELIVERY_NOTIFICATIONCOSTNOTFOUND');

const withPdnd = (pdnd: unknown): Promise<SandboxClient> => simulator.sandbox({ senders: [{ apiKeys: [{ pdnd }] }] });
const voucher = { authorization: 'Bearer header.payload.signature' };
const goodVoucher = async () => {
  const { body } = await askForVoucher(simulator.call, { client_assertion: await aPdndClient().assertion() });
  return { authorization: `Bearer ${body.access_token}` };
};

describe('the authorizer refuses', () => {
  it.each([
    ['a call without x-api-key', {}],
    ['an empty x-api-key', { 'x-api-key': '' }],
    ['a voucher alone', voucher],
  ])('%s: 401', async (_, headers) => {
    expectGateway(
      await simulator.call('GET', price, { headers }),
      401,
      { message: 'Unauthorized' },
      'UnauthorizedException',
    );
  });

  it('a key that nobody has: 403', async () => {
    expectDenied(
      await simulator.call('GET', price, { headers: { 'x-api-key': '00000000-0000-4000-8000-000000000000' } }),
    );
  });

  it('a voucher with a key that must have none (pdnd false): 403', async () => {
    const client = await withPdnd(false);

    expectDenied(await client.call('GET', price, { headers: voucher }));
    expectPassed(await client.call('GET', price));
  });

  it('a key that wants a voucher without one (pdnd true): 403', async () => {
    const client = await withPdnd(true);

    expectDenied(await client.call('GET', price));
    expectPassed(await client.call('GET', price, { headers: await goodVoucher() }));
  });

  it('nothing of that for a key that takes both ways', async () => {
    const client = await withPdnd('any');

    expectPassed(await client.call('GET', price));
    expectPassed(await client.call('GET', price, { headers: voucher }));
  });
});

describe('keys in another state', () => {
  const act = (client: SandboxClient, action: string) =>
    client.call<{ key: string; successor?: { key: string } }>(
      'PATCH',
      `/_sim/api-keys/${client.shape.senders[0]?.apiKeys[0]?.id}`,
      { body: { action } },
    );

  it('blocked: 403, and let in again once enabled', async () => {
    const client = await simulator.sandbox();

    await act(client, 'BLOCK');
    expectDenied(await client.call('GET', price));
    await act(client, 'ENABLE');
    expectPassed(await client.call('GET', price));
  });

  it('rotated: still let in, beside its successor', async () => {
    const client = await simulator.sandbox();
    const { body } = await act(client, 'ROTATE');

    expectPassed(await client.call('GET', price));
    expectPassed(await client.call('GET', price, { headers: { 'x-api-key': body.successor?.key ?? '' } }));
  });

  it('deleted: 403, and the journal of its sandbox still tells of the call', async () => {
    const client = await simulator.sandbox();
    await act(client, 'BLOCK');
    await act(client, 'DELETE');

    expectDenied(await client.call('GET', price));
    const { body } = await client.call<{ items: { status: number }[] }>('GET', `/_sim/journal?sandbox=${client.id}`);
    expect(body.items.map(({ status }) => status)).toEqual([403]);
  });

  it('are seen at once, or as late as authorizerCache says', async () => {
    const client = await simulator.sandbox({ settings: { authorizerCache: 'PT60S' } });
    expectPassed(await client.call('GET', price));
    await act(client, 'BLOCK');

    expectPassed(await client.call('GET', price));
    await client.advance({ by: 'PT60S' });
    expectDenied(await client.call('GET', price));
  });

  it('a refused voucher stays refused for as long, since the voucher is not what is remembered', async () => {
    const client = await simulator.sandbox({
      settings: { authorizerCache: '1m' },
      senders: [{ apiKeys: [{ pdnd: true }] }],
    });
    expectDenied(await client.call('GET', price));

    const headers = await goodVoucher();
    const again = await client.call('GET', price, { headers });
    expectDenied(again);
    expect(again.headers.get('x-send-sim-hint')).toContain('authorizerCache');
    await client.advance({ by: 'PT61S' });
    expectPassed(await client.call('GET', price, { headers }));
  });
});

describe('the gateway', () => {
  it.each<[string, Method, string]>([
    ['an unknown path', 'GET', '/delivery/v9.9/requests'],
    ['a published path in another case', 'GET', '/Delivery/v2.6/requests'],
    ['a published path with a slash at its end', 'GET', '/delivery/v2.6/requests/'],
    ['a method that the path does not have', 'DELETE', '/delivery/v2.6/requests'],
    ['HEAD, which nothing publishes', 'HEAD', price],
  ])('answers 403 Missing Authentication Token to %s, with or without key', async (_, method, path) => {
    for (const headers of [{}, { 'x-api-key': simulator.apiKey }]) {
      const called = await simulator.call(method, path, { headers });
      expect(called.status).toBe(403);
      expect(called.headers.get('x-amzn-errortype')).toBe('MissingAuthenticationTokenException');
      if (method !== 'HEAD') expect(called.body).toEqual({ message: 'Missing Authentication Token' });
    }
  });

  it('answers OPTIONS of every published path with 200 and the CORS headers, without key', async () => {
    const headers = {
      origin: 'https://example.org',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,x-api-key',
    };
    const { status, headers: answered, text } = await simulator.call('OPTIONS', '/delivery/v2.6/requests', { headers });

    expect([status, text]).toEqual([200, '']);
    expect(answered.get('access-control-allow-origin')).toBe('*');
    expect(answered.get('access-control-allow-methods')?.split(', ').sort()).toEqual(['GET', 'OPTIONS', 'POST']);
    expect(answered.get('access-control-allow-headers')).toBe('content-type,x-api-key');
  });

  it('does not answer OPTIONS of other paths', async () => {
    expect((await simulator.call('OPTIONS', '/delivery/v9.9/requests')).status).toBe(403);
  });

  it.each(['application/json', 'text/plain'])('answers 413 to a body of more than 10 MB (%s)', async (contentType) => {
    const client = await simulator.sandbox();
    const body = JSON.stringify({ subject: 'x'.repeat(10 * 1024 * 1024) });
    const called = await client.call('POST', '/delivery/v2.6/requests', {
      body,
      headers: { 'content-type': contentType },
    });

    expectGateway(called, 413, { message: 'Request Too Long' });
  });

  it.each(['text/plain', 'application/xml', 'multipart/form-data; boundary=x'])(
    'answers 415 to %s',
    async (contentType) => {
      const client = await simulator.sandbox();
      const called = await client.call('POST', '/delivery/v2.6/requests', {
        body: '{}',
        headers: { 'content-type': contentType },
      });

      expectGateway(called, 415, { message: 'Unsupported Media Type' });
    },
  );

  it('answers PN_INVALID_BODY to a body that is no JSON', async () => {
    const client = await simulator.sandbox();
    const called = await client.call('POST', '/delivery/v2.6/requests', { body: '{"subject": ' });

    expect(called.status).toBe(400);
    expect(called.body).toMatchObject({ title: 'VALIDATION ERROR', errors: [{ code: 'PN_INVALID_BODY' }] });
  });

  it('refuses in the order unknown path, key, body', async () => {
    const body = { nothing: 'of value' };

    expect((await simulator.call('POST', '/delivery/v9.9/requests', { body })).status).toBe(403);
    expect((await simulator.call('POST', '/delivery/v2.6/requests', { body })).status).toBe(401);
    expect(
      (await simulator.call('POST', '/delivery/v2.6/requests', { body, headers: { 'x-api-key': simulator.apiKey } }))
        .status,
    ).toBe(400);
  });

  it('takes the trace id of the caller, bare in its own bodies', async () => {
    const headers = { 'x-amzn-trace-id': 'Root=1-6740a1b2-0123456789abcdef01234567' };
    const client = await simulator.sandbox();

    expect((await client.call('POST', '/delivery/v2.6/requests', { body: {}, headers })).body).toMatchObject({
      traceId: '1-6740a1b2-0123456789abcdef01234567',
    });
    expect((await client.call('GET', price, { headers })).body).toMatchObject({ traceId: headers['x-amzn-trace-id'] });
  });
});
