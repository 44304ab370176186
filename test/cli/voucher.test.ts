import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type VoucherOptions, voucher } from '../../src/cli/voucher.js';
import { aSimulator, type TestSimulator } from '../support/simulator.js';
import { aPdndClient, purposeId } from '../support/voucher.js';

/** `send-simulator voucher`: the assertion that it makes is taken, and what is wrong with one is named. */
let simulator: TestSimulator;
beforeAll(async () => {
  simulator = await aSimulator();
});
afterAll(() => simulator.stop());

const client = aPdndClient();

const run = async (words: readonly string[], change: Partial<VoucherOptions> = {}) => {
  const printed: string[] = [];
  const told: string[] = [];
  let ids = 0;
  const exitCode = await voucher({
    words,
    clients: [],
    lang: 'en',
    nowMs: Date.now(),
    randomId: () => `id-${++ids}`,
    readFile: () => undefined,
    readInput: () => '',
    print: (text) => printed.push(text),
    tell: (text) => told.push(text),
    ...change,
  });
  return { exitCode, printed: printed.join(''), told: told.join('') };
};

describe('an assertion', () => {
  it('is right, and says which public key goes with it', async () => {
    const { printed, told } = await run([]);

    expect(told).toContain('-----BEGIN PUBLIC KEY-----');
    const explained = await run(['explain', printed.trim()]);
    expect(explained).toMatchObject({ exitCode: 0, told: '' });
    expect(explained.printed).toContain('No defect.');
  });

  it('is signed with the key that is given, for the client that is named', async () => {
    const { printed, told } = await run(['assertion'], {
      client: client.clientId,
      kid: client.kid,
      purpose: purposeId,
      key: 'private.pem',
      readFile: () => client.privatePem,
    });
    const clients = [{ clientId: client.clientId, keys: { [client.kid]: client.pem } }];

    expect(told).toBe('');
    expect((await run(['explain', printed], { clients })).exitCode).toBe(0);
  });

  it.each([
    ['no such file', undefined, 'there is no file'],
    ['no key', 'abc', 'no RSA private key'],
  ])('wants a key that can be read: %s', async (_, text, sentence) => {
    await expect(run([], { key: 'private.pem', readFile: () => text })).rejects.toThrow(sentence);
  });
});

describe('a voucher', () => {
  it('is given by a running simulator, and explained', async () => {
    const { exitCode, printed } = await run(['token'], { url: `${simulator.url}/` });

    expect(exitCode).toBe(0);
    const explained = await run(['explain'], { readInput: () => `Bearer ${printed}` });
    expect(explained.printed).toContain('Voucher');
    expect(explained.exitCode).toBe(0);
  });

  it('is not given for a wrong assertion: the hint says why', async () => {
    const { exitCode, told } = await run(['token'], { url: simulator.url, audience: 'elsewhere' });

    expect(exitCode).toBe(5);
    expect(told).toContain('015-0008');
    expect(told).toContain('aud');
  });

  it('comes from nobody where nobody listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { readonly port: number };
    await new Promise((resolve) => server.close(resolve));

    await expect(run(['token'], { url: `http://127.0.0.1:${port}` })).rejects.toThrow('cannot be reached');
  });
});

describe('explain', () => {
  it.each([
    ['what is no token', async () => 'abc', 'no JWT'],
    ['an expired assertion', () => client.assertion({ exp: 1 }), 'Expired'],
    ['a claim too many', () => client.assertion({ nbf: 1 }), '"nbf"'],
  ])('names the defect of %s and ends with 5', async (_, make, word) => {
    const { exitCode, printed } = await run(['explain', await make()]);

    expect(exitCode).toBe(5);
    expect(printed).toContain(word);
  });

  it('knows a foreign signature where the client is declared', async () => {
    const clients = [{ clientId: client.clientId, keys: { [client.kid]: aPdndClient('other').pem } }];

    const { printed } = await run(['explain', await client.assertion()], { clients, lang: 'it' });

    expect(printed).toContain('La firma non corrisponde');
  });
});

it('tells programs the same as JSON', async () => {
  const json = true;
  const { assertion, publicKey } = JSON.parse((await run([], { json })).printed);
  expect(publicKey).toContain('BEGIN PUBLIC KEY');

  const explained = await run([], { json, explain: await client.assertion({ exp: 1 }) });
  expect(explained.exitCode).toBe(5);
  expect(JSON.parse(explained.printed)).toMatchObject({
    kind: 'Client assertion',
    header: { alg: 'RS256' },
    claims: { exp: 1 },
    defects: [expect.stringContaining('Expired')],
  });
  expect(JSON.parse((await run(['explain', assertion], { json })).printed)).toMatchObject({ defects: [] });
  const given = await run(['token'], { json, url: simulator.url });
  expect(JSON.parse(given.printed)).toMatchObject({ status: 200, body: { access_token: expect.any(String) } });
});

it('takes no other words', async () => {
  await expect(run(['tokn'])).rejects.toThrow('did you mean token?');
  await expect(run(['token', 'x'])).rejects.toThrow('unexpected x');
});
