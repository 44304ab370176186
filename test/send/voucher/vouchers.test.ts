import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aSimulator, type Called, type SandboxClient, type TestSimulator } from '../../support/simulator.js';
import { aPdndClient, askForVoucher, audience, purposeId, type TokenAnswer } from '../../support/voucher.js';

/** PDND's side: the token endpoint, its one refusal and our reasons, and what SEND makes of a voucher. */
const client = aPdndClient();
const other = aPdndClient('0f3d7cde-4d0f-4b64-9b39-a8dbe4ac4a01');
const price = '/delivery/v2.3/price/77777777777/302000100000019421';

let simulator: TestSimulator;
beforeAll(async () => {
  simulator = await aSimulator();
});
afterAll(() => simulator.stop());

const hintOf = (called: Called<unknown>): string => called.headers.get('x-send-sim-hint') ?? '';

const ask = async (claims = {}, header = {}, fields = {}): Promise<Called<TokenAnswer>> =>
  askForVoucher(simulator.call, {
    client_id: client.clientId,
    client_assertion: await client.assertion(claims, header),
    ...fields,
  });

describe('the token endpoint', () => {
  it('gives a voucher that its public keys prove', async () => {
    const { status, body, headers } = await ask();

    expect(status).toBe(200);
    expect(body).toEqual({ access_token: expect.any(String), token_type: 'Bearer', expires_in: 600 });
    expect(headers.get('cache-control')).toBe('no-cache, no-store');
    expect(decodeProtectedHeader(body.access_token)).toMatchObject({ alg: 'RS256', typ: 'at+jwt' });
    const keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', simulator.url));
    const { payload } = await jwtVerify(body.access_token, keys);
    expect(payload).toMatchObject({ iss: 'uat.interop.pagopa.it', client_id: client.clientId, purposeId });
    expect((payload.exp as number) - (payload.iat as number)).toBe(600);
  });

  it('is the issuer of production for an assertion of production', async () => {
    const { body } = await ask({ aud: ['auth.interop.pagopa.it/client-assertion'] });

    expect(decodeJwt(body.access_token).iss).toBe('interop.pagopa.it');
  });

  it('does without client_id, as PDND does', async () => {
    const { status } = await askForVoucher(simulator.call, { client_assertion: await client.assertion() });

    expect(status).toBe(200);
  });

  const now = Math.floor(Date.now() / 1_000);
  const defects: readonly (readonly [string, object, object, object, readonly string[]])[] = [
    ['expired', { exp: now - 1 }, {}, {}, ['Expired', 'virtual clock']],
    ['the claim nbf', { nbf: now }, {}, {}, ['"nbf"', 'iss, sub, aud']],
    ['a claim of the voucher', { producerId: 'x' }, {}, {}, ['"producerId"']],
    ['client_id as a claim', { client_id: client.clientId }, {}, {}, ['"client_id"']],
    ['another audience', { aud: 'https://auth.uat.interop.pagopa.it' }, {}, {}, ['aud', audience]],
    ['no purpose', { purposeId: undefined }, {}, {}, ['purposeId', 'nothing']],
    ['no jti', { jti: undefined }, {}, {}, ['jti']],
    ['a subject that is not the issuer', { sub: other.clientId }, {}, {}, ['sub', client.clientId]],
    ['times in milliseconds', { exp: Date.now() + 60_000 }, {}, {}, ['milliseconds']],
    ['an issue in an hour', { iat: now + 3_600, exp: now + 7_200 }, {}, {}, ['iat', 'Not valid yet']],
    ['no kid', {}, { kid: undefined }, {}, ['kid']],
    ['another typ', {}, { typ: 'at+jwt' }, {}, ['typ', 'JWT']],
    ['another client_id in the form', {}, {}, { client_id: other.clientId }, ['client_id', other.clientId]],
    ['another grant', {}, {}, { grant_type: 'password' }, ['grant_type', 'client_credentials']],
    ['an assertion that is none', {}, {}, { client_assertion: 'abc' }, ['no JWT', 'base64url']],
    ['several at once', { exp: now - 1, nbf: now }, {}, { grant_type: 'x' }, ['grant_type', '"nbf"', 'Expired']],
  ];

  it.each(defects)('answers its one refusal to %s, and the hint names it', async (_, claims, header, fields, words) => {
    const refused = await ask(claims, header, fields);

    expect(refused.status).toBe(400);
    expect(refused.body).toEqual({
      title: 'The request contains bad syntax or cannot be fulfilled.',
      type: 'about:blank',
      status: 400,
      detail: 'Bad request',
      errors: [{ code: '015-0008', detail: 'Unable to generate a token for the given request' }],
      correlationId: expect.stringMatching(/^[\da-f-]{36}$/),
    });
    for (const word of words) expect(hintOf(refused)).toContain(word);
  });

  it('refuses JSON, and says that it wants a form', async () => {
    const refused = await simulator.call('POST', '/token.oauth2', { body: { grant_type: 'client_credentials' } });

    expect(refused.status).toBe(400);
    expect(hintOf(refused)).toContain('application/x-www-form-urlencoded');
  });

  it('refuses a form beyond 64 KB', async () => {
    const refused = await askForVoucher(simulator.call, { client_assertion: 'a'.repeat(70_000) });

    expect(refused.status).toBe(400);
    expect(hintOf(refused)).toContain('too large');
  });

  it('leaves no secret in the journal', async () => {
    const sandbox = await simulator.sandbox();
    const assertion = await client.assertion();
    const { body } = await askForVoucher(
      simulator.call,
      { client_assertion: assertion },
      `/token.oauth2?sandbox=${sandbox.id}`,
    );

    const journal = await sandbox.call<{ items: { operation: string; status: number }[] }>('GET', '/_sim/journal');
    expect(journal.body.items.map(({ operation, status }) => [operation, status])).toEqual([['createVoucher', 200]]);
    expect(journal.text).not.toContain(assertion);
    expect(journal.text).not.toContain(body.access_token);
  });
});

describe('a key that wants a voucher', () => {
  let sandbox: SandboxClient;
  beforeAll(async () => {
    sandbox = await simulator.sandbox({ senders: [{ apiKeys: [{ pdnd: true }] }] });
  });
  const priceWith = (authorization: string) => sandbox.call('GET', price, { headers: { authorization } });

  it('lets the voucher of any client pass: it is not matched to the sender', async () => {
    const { body } = await ask();

    expect((await priceWith(`Bearer ${body.access_token}`)).status).toBe(404);
  });

  it.each([
    ['no JWT', 'Bearer abc', 'no JWT'],
    ['another scheme', 'Basic dXNlcjpwYXNz', 'Bearer'],
  ])('refuses %s with the answer of the gateway', async (_, authorization, word) => {
    const refused = await priceWith(authorization);

    expect(refused.status).toBe(403);
    expect(refused.text).toContain('explicit deny');
    expect(hintOf(refused)).toContain(word);
  });

  it('refuses the assertion in the place of the voucher, with everything that tells them apart', async () => {
    const refused = await priceWith(`Bearer ${await client.assertion()}`);

    expect(refused.status).toBe(403);
    for (const word of ['typ', 'at+jwt', 'iss', 'POST /token.oauth2']) expect(hintOf(refused)).toContain(word);
  });

  it('refuses an altered voucher', async () => {
    const [header, , signature] = (await ask()).body.access_token.split('.');
    const claims = { ...decodeJwt((await ask()).body.access_token), client_id: 'other' };
    const altered = [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');

    const refused = await priceWith(`Bearer ${altered}`);

    expect(refused.status).toBe(403);
    expect(hintOf(refused)).toContain('signature');
  });
});

describe('declared clients', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pdnd-clients-'));
  const file = join(folder, 'clients.yaml');
  let strict: TestSimulator;
  beforeAll(async () => {
    const declared = [client, other].map(({ clientId, kid, pem }) => ({
      clientId,
      purposeIds: [purposeId],
      keys: { [kid]: pem },
    }));
    writeFileSync(file, JSON.stringify(declared));
    strict = await aSimulator({ pdndClients: file });
  });
  afterAll(async () => {
    await strict.stop();
    rmSync(folder, { recursive: true });
  });
  const askStrict = async (claims = {}, header = {}, from = client) =>
    askForVoucher(strict.call, { client_assertion: await from.assertion(claims, header) });

  it('get a voucher for their own key and purpose', async () => {
    expect((await askStrict()).status).toBe(200);
  });

  it.each([
    ['a client that is not declared', { iss: 'x', sub: 'x' }, {}, client, 'not declared'],
    ['an unknown key', {}, { kid: 'kid-x' }, client, 'kid-of-8f0f'],
    ['the key of another client', {}, { kid: other.kid }, client, 'another client'],
    ['another purpose', { purposeId: 'p' }, {}, client, purposeId],
    [
      'a signature by another key',
      { iss: client.clientId, sub: client.clientId },
      { kid: client.kid },
      other,
      'signature',
    ],
  ])('are refused for %s', async (_, claims, header, from, word) => {
    const refused = await askStrict(claims, header, from);

    expect(refused.status).toBe(400);
    expect(hintOf(refused)).toContain(word);
  });

  it.each([
    ['no list', 'clients: 1', 'list'],
    ['a client without keys', '- clientId: one', 'keys'],
    ['a key that is no PEM', '- { clientId: one, keys: { k: abc } }', 'PEM'],
    ['broken YAML', '- {', 'line 1'],
  ])('in a file with %s keep the simulator from starting, with a sentence', async (_, text, word) => {
    const bad = join(folder, 'bad.yaml');
    writeFileSync(bad, text);

    await expect(aSimulator({ pdndClients: bad })).rejects.toMatchObject({
      code: 'SIM_CONFIG_INVALID',
      message: expect.stringContaining(word),
    });
  });

  it('in a file that is not there keep it from starting, too', async () => {
    await expect(aSimulator({ pdndClients: join(folder, 'none.yaml') })).rejects.toThrow('none.yaml');
  });
});
