import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aFile, expectProblem } from '../../support/refusals.js';
import { aSimulator, type SandboxClient, type TestSimulator } from '../../support/simulator.js';

/** Reserving uploads: what the gateway, and the storage behind it, refuse. */
let simulator: TestSimulator;
let client: SandboxClient;

beforeAll(async () => {
  simulator = await aSimulator();
  client = await simulator.sandbox();
});
afterAll(() => simulator.stop());

describe('preload', () => {
  const preload = (body: unknown) => client.call('POST', '/delivery/attachments/preload', { body });
  const item = { preloadIdx: '0', contentType: 'application/pdf', sha256: aFile().digests.sha256 };
  const relayed = { code: 'PN_HTTPRESPONSE_GENERIC_ERROR', detail: 'none' };

  it.each([
    ['no list', item, 'instance type (object) does not match any allowed primitive type (allowed: ["array"])'],
    ['no items', [], 'array is too short: must have at least 1 elements but instance has 0 elements'],
    [
      '16 items',
      Array.from({ length: 16 }, () => item),
      'array is too long: must have at most 15 elements but instance has 16 elements',
    ],
    ['an item without sha256', [{ ...item, sha256: undefined }], 'object has missing required properties (["sha256"])'],
    ['null', [{ ...item, preloadIdx: null }], 'instance type (null) does not match any allowed primitive type'],
    ['a sha256 in hexadecimal', [{ ...item, sha256: 'a'.repeat(64) }], 'is too long (length: 64, maximum allowed: 44)'],
    ['a sha256 that is no base64', [{ ...item, sha256: '!'.repeat(44) }], 'ECMA 262 regex'],
    ['a preloadIdx with a blank', [{ ...item, preloadIdx: 'a b' }], 'ECMA 262 regex'],
  ])('refuses %s at the gateway', async (_, body, text) => {
    const called = await preload(body);

    expect(called.status).toBe(400);
    expect(called.body).toMatchObject({ title: 'VALIDATION ERROR', errors: [{ code: 'PN_INVALID_BODY' }] });
    expect((called.body as unknown as { errors: { detail: string }[] }).errors[0]?.detail).toContain(text);
  });

  it('relays the 400 of the storage where contentType is absent', async () =>
    expectProblem(await preload([{ ...item, contentType: undefined }]), 400, [relayed]));

  it('relays the 422 of the storage for the empty file, whatever the other items', async () => {
    const empty = { ...item, sha256: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' };

    expectProblem(await preload([item, empty]), 422, [relayed]);
  });

  it('takes the same sha256 twice, and an item without preloadIdx', async () => {
    const { status, body } = await preload([item, { ...item, preloadIdx: undefined }]);
    const [first, other] = body as unknown as { key: string; preloadIdx?: string }[];

    expect(status).toBe(200);
    expect(first?.key).not.toBe(other?.key);
    expect([first?.preloadIdx, other?.preloadIdx]).toEqual(['0', undefined]);
  });
});
