import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { follow, type Message } from '../support/event-stream.js';
import { aDigitalRecipient, aSimulator, type SandboxClient, type TestSimulator } from '../support/simulator.js';
import { expectRefusal } from './refusal.js';

const start = '2026-05-04T08:00:00Z';
let sim: TestSimulator;
beforeAll(async () => {
  sim = await aSimulator();
});
afterAll(() => sim.stop());

const aSandbox = (): Promise<SandboxClient> => sim.sandbox({ clock: { now: start } });
const followed = ({ key }: SandboxClient, query = '', headers = {}) =>
  follow(`${sim.url}/_sim/events${query}`, { 'x-api-key': key, ...headers });

const isTimeline =
  (category: string) =>
  ({ event, data }: Message): boolean =>
    event === 'timeline' && data?.category === category;
const isClock = ({ event }: Message): boolean => event === 'clock';
const last = (messages: readonly Message[]): Message => messages.at(-1) ?? {};

describe('the events of a sandbox', () => {
  it('tell calls, elements with the status they lead to, and the clock', async () => {
    const sandbox = await aSandbox();
    const stream = await followed(sandbox);
    expect([stream.status, stream.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
    const iun = await sandbox.accepted({ recipients: [aDigitalRecipient()] });
    const [, , sent] = (await stream.until(({ data }) => data?.operation === 'sendNewNotificationV26')).filter(
      ({ event }) => event === 'journal',
    );
    const accepted = last(await stream.until(isTimeline('REQUEST_ACCEPTED')));
    const clock = last(await stream.until(isClock));
    stream.leave();

    expect(sent).toMatchObject({ event: 'journal', data: { id: 'c3', status: 202, iun, traceId: expect.any(String) } });
    expect(sent?.data).not.toHaveProperty('requestBody');
    expect(accepted).toMatchObject({
      id: expect.stringMatching(/^e\d+$/),
      data: {
        iun,
        notificationRequestId: Buffer.from(iun).toString('base64'),
        elementId: `REQUEST_ACCEPTED.IUN_${iun}`,
        category: 'REQUEST_ACCEPTED',
        status: 'ACCEPTED',
        statusBefore: 'IN_VALIDATION',
        virtualAt: expect.stringMatching(/^2026-05-04T08:00:4/),
      },
    });
    expect(clock.data).toEqual((await sandbox.call('GET', '/_sim/clock')).body);
  });

  it('tell how the clock is changed, and scenarios that come and go', async () => {
    const sandbox = await aSandbox();
    const stream = await followed(sandbox);
    await sandbox.call('PUT', '/_sim/clock', { body: { mode: 'scaled', preset: 'real' } });
    await sandbox.call('POST', '/_sim/clock/pause');
    await sandbox.call('POST', '/_sim/scenarios', {
      body: { name: 'added', title: { it: 'x', en: 'x' }, outcomes: {} },
    });
    await sandbox.call('DELETE', '/_sim/scenarios/added');
    const told = await stream.until(({ data }) => data?.change === 'removed');
    stream.leave();

    expect(told).toMatchObject([
      { event: 'clock', data: { mode: 'scaled', preset: 'real', paused: false } },
      { event: 'clock', data: { paused: true } },
      { event: 'scenario', data: { name: 'added', change: 'added' } },
      { event: 'scenario', data: { name: 'added', change: 'removed' } },
    ]);
  });

  it('are taken up again where they were left: since=, or Last-Event-ID, which is newer', async () => {
    const sandbox = await aSandbox();
    const first = await followed(sandbox);
    await sandbox.upload();
    const seen = await first.until(({ data }) => data?.operation === 'uploadObject');
    first.leave();
    await sandbox.upload();
    await sandbox.upload();

    const since = async (query: string, headers = {}) => {
      const stream = await followed(sandbox, query, headers);
      const told = await stream.until(({ data }) => data?.id === 'c6');
      stream.leave();
      return told.map(({ data }) => data?.id);
    };

    expect(await since(`?since=${last(seen).id}`)).toEqual(['c3', 'c4', 'c5', 'c6']);
    expect(await since('?since=e0')).toEqual(['c1', 'c2', 'c3', 'c4', 'c5', 'c6']);
    expect(await since('?since=e0', { 'last-event-id': 'e4' })).toEqual(['c5', 'c6']);
  });

  it('are those of one sandbox', async () => {
    const [one, other] = [await aSandbox(), await aSandbox()];
    const stream = await followed(other);
    await one.upload();
    await other.call('POST', '/_sim/clock/pause');
    const told = await stream.until(isClock);
    stream.leave();

    expect(told).toHaveLength(1);
  });

  it('hold no secret', async () => {
    const sandbox = await aSandbox();
    const stream = await followed(sandbox);
    await sandbox.call('GET', '/nothing?X-Amz-Signature=abcdef');
    const [call] = await stream.until(({ event }) => event === 'journal');
    stream.leave();

    expect(call?.data?.path).toBe('/nothing?X-Amz-Signature=***');
  });

  it.each<readonly [string, (sandbox: SandboxClient) => Promise<unknown>]>([
    ['reset', ({ call }) => call('POST', '/_sim/reset')],
    ['removed', ({ call, id }) => call('DELETE', `/_sim/sandboxes/${id}`)],
  ])('end with the sandbox: %s', async (reason, end) => {
    const sandbox = await aSandbox();
    const stream = await followed(sandbox);
    await end(sandbox);

    expect(last(await stream.rest())).toEqual({ event: 'end', data: { reason } });
  });

  it('go on after a reset', async () => {
    const sandbox = await aSandbox();
    await sandbox.upload();
    await sandbox.call('POST', '/_sim/reset');
    const stream = await followed(sandbox, '?since=e2');
    await sandbox.upload();
    const told = await stream.until(({ data }) => data?.id === 'c2');
    stream.leave();

    expect(told.map(({ id }) => id)).toEqual(['e3', 'e4']);
  });

  it('end where a snapshot takes the place of the sandbox, and begin anew with it, old life left out', async () => {
    const sandbox = await aSandbox();
    await sandbox.accepted();
    const stream = await followed(sandbox);
    const { text } = await sandbox.call('GET', '/_sim/snapshot');
    await sandbox.call('POST', '/_sim/snapshot', { body: text });
    const after = await followed(sandbox, '?since=e0');
    await sandbox.call('POST', '/_sim/clock/pause');
    const told = await after.until(isClock);
    after.leave();

    expect(last(await stream.rest())).toEqual({ event: 'end', data: { reason: 'reset' } });
    expect(told.map(({ id, event }) => `${id} ${event}`)).toEqual(['e1 clock']);
  });

  it('end when the simulator stops, which does not wait for whoever follows', async () => {
    const simulator = await aSimulator();
    const stream = await follow(`${simulator.url}/_sim/events`);
    const [told] = await Promise.all([stream.rest(), simulator.stop()]);

    expect(told).toEqual([{ event: 'end', data: { reason: 'stopped' } }]);
  });

  it('are not sent to who asks for the head alone', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const { hostname, port } = new URL(sim.url);
      request({ hostname, port, method: 'HEAD', path: '/_sim/events' }, (res) => {
        res.resume().once('end', () => resolve(res.statusCode));
      })
        .once('error', reject)
        .end();
    });

    expect(status).toBe(200);
  });

  it.each(['?since=12', '?since=yesterday', '?since=', '?since=e'])('are refused: %s', async (query) => {
    const { call } = await aSandbox();

    expectRefusal(await call('GET', `/_sim/events${query}`), 400, 'SIM_INVALID_VALUE', /since/);
  });
});

describe('whoever waits', () => {
  it('is answered as soon as somebody else makes it true', async () => {
    const sandbox = await aSandbox();
    const id = await sandbox.send();
    const wait = sandbox.call('POST', '/_sim/wait', {
      body: { until: { notificationRequestId: id, requestStatus: 'ACCEPTED' }, timeoutMs: 600_000 },
    });
    await sandbox.advance({ by: 'PT1H' });

    expect(await wait).toMatchObject({ status: 200, body: { matched: true, now: '2026-05-04T09:00:00Z' } });
  });

  it.each<readonly [string, (sandbox: SandboxClient) => Promise<unknown>]>([
    ['emptied', ({ call }) => call('POST', '/_sim/reset')],
    ['removed', ({ call, id }) => call('DELETE', `/_sim/sandboxes/${id}`)],
  ])('does not wait in vain for a sandbox that is %s', async (_, end) => {
    const sandbox = await aSandbox();
    const iun = await sandbox.accepted();
    const stream = await followed(sandbox);
    const wait = sandbox.call('POST', '/_sim/wait', { body: { until: { iun, status: 'VIEWED' }, timeoutMs: 600_000 } });
    await sandbox.call('GET', '/_sim/health');
    await end(sandbox);
    await stream.rest();

    expect((await wait).status).toBeGreaterThanOrEqual(404);
  });
});
