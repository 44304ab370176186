import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aSimulator, type SandboxClient, type TestSimulator } from '../../support/simulator.js';
import { unknownId } from './a-stream-room.js';

/** What is wrong with a call before any stream is looked at. */
let simulator: TestSimulator;
let client: SandboxClient;
beforeAll(async () => {
  simulator = await aSimulator();
  client = await simulator.sandbox();
});
afterAll(() => simulator.stop());

const stream = { title: 'All', eventType: 'TIMELINE', groups: [] };
const errorOf = async (method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) => {
  const answer = await client.call(method, path, body === undefined ? {} : { body });
  const { errors = [], title } = answer.body as { title?: string; errors?: { code: string; detail: string }[] };
  expect(answer.headers.get('x-send-sim-hint')).toBeTruthy();
  return [answer.status, title, errors[0]?.code, errors[0]?.detail];
};

describe.each([
  ['', ''],
  ['/v2.3', 'V23'],
  ['/v2.9', 'V29'],
])('a call of streams%s', (version, suffix) => {
  const base = `/delivery-progresses${version}/streams`;

  it.each([
    ['no title', { title: undefined }, /missing required properties \(\["title"\]\)/],
    ['a long title', { title: 'x'.repeat(257) }, /too long \(length: 257, maximum allowed: 256\)/],
    ['another type', { eventType: 'ALL' }, /not found in enum/],
    ['a short filter', { filterValues: ['ABC'] }, /too short/],
    ['a filter in small letters', { filterValues: ['viewed'] }, /regex/],
  ])('with %s is refused by the gateway, when it is made and when it is changed', async (_, change, detail) => {
    const refused = [400, 'VALIDATION ERROR', 'PN_INVALID_BODY', expect.stringMatching(detail)];
    const body = { ...stream, ...change };

    expect(await errorOf('POST', base, body)).toEqual(refused);
    expect(await errorOf('PUT', `${base}/${unknownId}`, body)).toEqual(refused);
  });

  it('that is no JSON is refused by the gateway', async () => {
    expect(await errorOf('POST', base, '{"title":')).toEqual([
      400,
      'VALIDATION ERROR',
      'PN_INVALID_BODY',
      expect.any(String),
    ]);
  });

  it(`wants groups ${suffix === '' ? 'from nobody' : 'from everybody'}`, async () => {
    const { status } = await client.call('POST', base, { body: { ...stream, groups: undefined } });

    expect(status).toBe(suffix === '' ? 200 : 400);
  });

  it('wants a UUID', async () => {
    const refused = [400, 'Handled error', 'PN_GENERIC_ERROR', 'none'];

    expect(await errorOf('GET', `${base}/nothing`)).toEqual(refused);
    expect(await errorOf('GET', `${base}/nothing/events`)).toEqual(refused);
    if (suffix !== '') expect(await errorOf('POST', base, { ...stream, replacedStreamId: 'nothing' })).toEqual(refused);
  });

  it('wants 38 digits for the last event, the first of them 0', async () => {
    for (const lastEventId of ['1', '1'.repeat(38), '0'.repeat(39)]) {
      expect(await errorOf('GET', `${base}/${unknownId}/events?lastEventId=${lastEventId}`)).toEqual([
        400,
        'Handled error',
        expect.stringMatching(/^PN_GENERIC_INVALIDPARAMETER_(PATTERN|SIZE)$/),
        expect.any(String),
      ]);
    }
  });
});
