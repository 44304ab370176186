import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aDigitalRecipient,
  aSimulator,
  type Moved,
  type SandboxClient,
  type TestSimulator,
} from '../support/simulator.js';
import { expectRefusal } from './refusal.js';

const start = '2026-05-04T08:00:00Z';
let sim: TestSimulator;
beforeAll(async () => {
  sim = await aSimulator();
});
afterAll(() => sim.stop());

const aSandbox = (clock: object = {}): Promise<SandboxClient> => sim.sandbox({ clock: { now: start, ...clock } });
const clockOf = async ({ call }: SandboxClient) => (await call('GET', '/_sim/clock')).body;
const put = ({ call }: SandboxClient, body: unknown) => call('PUT', '/_sim/clock', { body });
const tryAdvance = ({ call }: SandboxClient, body: unknown) => call<Moved>('POST', '/_sim/clock/advance', { body });

describe('reading the clock', () => {
  it('tells mode, rate, instant and what is due next', async () => {
    const sandbox = await aSandbox();
    expect(await clockOf(sandbox)).toEqual({ mode: 'manual', rate: 0, paused: false, now: start, pending: 0 });

    await sandbox.send();

    expect(await clockOf(sandbox)).toEqual({
      mode: 'manual',
      rate: 0,
      paused: false,
      now: start,
      pending: 1,
      nextDueAt: '2026-05-04T08:00:20Z',
    });
  });
});

describe('changing the clock', () => {
  it.each([
    [{ mode: 'manual' }, { mode: 'manual', rate: 0 }],
    [{ mode: 'auto' }, { mode: 'auto', rate: 0 }],
    [{ mode: 'scaled' }, { mode: 'scaled', preset: 'real', rate: 1 }],
    [
      { mode: 'scaled', preset: 'real' },
      { mode: 'scaled', preset: 'real', rate: 1 },
    ],
    [
      { preset: 'real', rate: 1 },
      { mode: 'scaled', preset: 'real', rate: 1 },
    ],
    [{ rate: 0.001 }, { mode: 'scaled', rate: 0.001 }],
  ])('takes %j', async (body, wanted) => {
    const sandbox = await aSandbox();

    const { status, body: told } = await put(sandbox, body);

    expect(status).toBe(200);
    expect(told).toMatchObject({ paused: false, ...wanted });
    expect(told.preset).toBe((wanted as { preset?: string }).preset);
    expect(await clockOf(sandbox)).toMatchObject(wanted);
  });

  it('of the preset keeps the pace that is not spoken of', async () => {
    const sandbox = await aSandbox({ preset: 'real' });

    expect((await put(sandbox, { mode: 'scaled' })).body).toMatchObject({ preset: 'real' });
    expect((await put(sandbox, {})).body).toMatchObject({ preset: 'real' });
  });

  it('brings it forward, running what is due on the way', async () => {
    const sandbox = await aSandbox();
    const id = await sandbox.send();

    const { status, body } = await put(sandbox, { now: '2026-05-04T09:00:00Z' });

    expect(status).toBe(200);
    expect(body).toMatchObject({ now: '2026-05-04T09:00:00Z', mode: 'manual' });
    expect((await sandbox.requestStatus(id)).body.notificationRequestStatus).toBe('ACCEPTED');
  });

  it('takes the instant that it is already', async () => {
    expect((await put(await aSandbox(), { now: start })).status).toBe(200);
  });

  it.each([
    [{ now: '2026-05-04T07:59:59Z' }, 'SIM_INVALID_VALUE', /forward only/],
    [{ now: '2029-05-04T08:00:00Z' }, 'SIM_INVALID_VALUE', /two years/],
    [{ now: 'tomorrow' }, 'SIM_INVALID_VALUE', /now is "tomorrow"/],
    [{ now: '2026-05-04' }, 'SIM_INVALID_VALUE', /instant/],
    [{ now: 1_777_881_600 }, 'SIM_INVALID_BODY', /now/],
    [{ mode: 'fast' }, 'SIM_INVALID_BODY', /mode: value not allowed "fast"; allowed: manual, scaled, auto/],
    [{ mode: 'manaul' }, 'SIM_INVALID_BODY', /did you mean "manual"\?/],
    [{ preset: 'uta' }, 'SIM_INVALID_BODY', /did you mean "uat"\?/],
    [{ rate: 0 }, 'SIM_INVALID_BODY', /rate/],
    [{ rate: 1e8 }, 'SIM_INVALID_BODY', /greatest value is 10000000/],
    [{ rate: null }, 'SIM_INVALID_BODY', /rate/],
    [{ preset: 'uat', rate: 3 }, 'SIM_INVALID_VALUE', /1440/],
    [{ mode: 'manual', preset: 'uat' }, 'SIM_INVALID_VALUE', /scaled/],
    [{ mode: 'manual', now: '2026-05-04T07:00:00Z' }, 'SIM_INVALID_VALUE', /forward/],
    [{ paused: true }, 'SIM_INVALID_BODY', /unknown property "paused"/],
    [{ mod: 'auto' }, 'SIM_INVALID_BODY', /did you mean "mode"\?/],
  ])('is refused and changes nothing: %j', async (body, code, about) => {
    const sandbox = await aSandbox({ mode: 'auto' });
    const before = await clockOf(sandbox);

    expectRefusal(await put(sandbox, body), 400, code, about);

    expect(await clockOf(sandbox)).toEqual(before);
  });

  it('by pause and resume answers like reading it, and both may come twice', async () => {
    const sandbox = await aSandbox({ preset: 'uat' });
    const step = (verb: string) => sandbox.call('POST', `/_sim/clock/${verb}`);

    const paused = await step('pause');
    expect(paused).toMatchObject({ status: 200, body: { paused: true, preset: 'uat' } });
    expect((await step('pause')).body).toEqual(paused.body);
    expect(await clockOf(sandbox)).toEqual(paused.body);
    expect((await step('resume')).body).toMatchObject({ paused: false });
    expect((await step('resume')).status).toBe(200);
  });
});

describe('advance', () => {
  it('by a length of time runs what is due, each item at its own instant, and lands there', async () => {
    const sandbox = await aSandbox();
    await sandbox.send();

    const moved = await sandbox.advance({ by: 'PT45S' });

    expect(moved).toMatchObject({
      from: start,
      to: '2026-05-04T08:00:45Z',
      executedCount: 4,
      pending: 1,
      nextDueAt: '2026-05-04T08:00:46Z',
    });
    expect(moved.executed.map(({ at, kind, category }) => `${at.slice(14, 19)} ${kind} ${category}`)).toEqual([
      '00:20 validation.files VALIDATE_NORMALIZE_ADDRESSES_REQUEST',
      '00:30 validation.addresses NORMALIZED_ADDRESS',
      '00:31 validation.sender-ack SENDER_ACK_CREATION_REQUEST',
      '00:45 validation.accept REQUEST_ACCEPTED',
    ]);
    expect(await clockOf(sandbox)).toMatchObject({ now: '2026-05-04T08:00:45Z', pending: 1 });
  });

  it.each(['45s', 'PT45S', '0.75m', 'PT0.75M', '45000ms'])('takes a length as %s', async (by) => {
    const sandbox = await aSandbox();

    expect((await sandbox.advance({ by })).to).toBe('2026-05-04T08:00:45Z');
  });

  it('by nothing runs what is due now', async () => {
    const sandbox = await aSandbox();

    expect(await sandbox.advance({ by: '0s' })).toMatchObject({ from: start, to: start, executed: [] });
  });

  it('to an instant lands there, whatever its offset', async () => {
    const sandbox = await aSandbox();

    const moved = await sandbox.advance({ to: '2026-05-04T12:00:00.5+02:00' });

    expect(moved.to).toBe('2026-05-04T10:00:00.5Z');
  });

  it('says when there was nothing to do, and what comes next', async () => {
    const sandbox = await aSandbox();
    const empty = await tryAdvance(sandbox, { next: 1 });
    expect(empty.body).toMatchObject({
      executedCount: 0,
      hint: expect.stringContaining('nothing is planned'),
      to: start,
    });

    await sandbox.send();
    const early = await tryAdvance(sandbox, { by: '1s' });

    expect(early.body).toMatchObject({ executedCount: 0, hint: expect.stringContaining('2026-05-04T08:00:20Z') });
  });

  it('by the next items counts work of notifications, and stays at the last one', async () => {
    const sandbox = await aSandbox();
    await sandbox.send();

    expect(await sandbox.advance({ next: 1 })).toMatchObject({ executedCount: 1, to: '2026-05-04T08:00:20Z' });
    expect(await sandbox.advance({ next: 2 })).toMatchObject({ executedCount: 2, to: '2026-05-04T08:00:31Z' });
    expect(await sandbox.advance({ next: 1, kinds: 'all' })).toMatchObject({ executedCount: 1 });
  });

  it('by the next items passes over what only ages: an upload that nobody uses is no work', async () => {
    const sandbox = await aSandbox();
    await sandbox.upload();

    expect(await sandbox.advance({ next: 1 })).toMatchObject({ executedCount: 0, pending: 0 });
  });

  it('runs all that is left when it is asked for more items than there are', async () => {
    const sandbox = await aSandbox();
    await sandbox.send();

    const moved = await sandbox.advance({ next: 10_000 });

    expect(moved.executedCount).toBeGreaterThan(10);
    expect(moved.pending).toBe(0);
    expect(moved).not.toHaveProperty('nextDueAt');
  });

  it.each([
    [{}, 'SIM_INVALID_VALUE', /exactly one of by, to, next, until/],
    [{ by: '1d', next: 1 }, 'SIM_INVALID_VALUE', /exactly one/],
    [{ by: '1d', to: '2026-06-04T08:00:00Z' }, 'SIM_INVALID_VALUE', /exactly one/],
    [{ by: '-1d' }, 'SIM_INVALID_VALUE', /by is "-1d"/],
    [{ by: 'P1M' }, 'SIM_INVALID_VALUE', /P7D/],
    [{ by: '' }, 'SIM_INVALID_VALUE', /duration/],
    [{ by: 7 }, 'SIM_INVALID_BODY', /by/],
    [{ by: 'P3Y' }, 'SIM_INVALID_VALUE', /by is "P3Y".*two years/],
    [{ by: 'P99999999999999Y' }, 'SIM_INVALID_VALUE', /two years/],
    [{ by: `${'9'.repeat(400)}d` }, 'SIM_INVALID_VALUE', /duration/],
    [{ to: '2026-05-04T07:59:59.999999Z' }, 'SIM_INVALID_VALUE', /forward only/],
    [{ to: '2028-05-04T08:00:00Z' }, 'SIM_INVALID_VALUE', /two years ahead in one call: 2028-05-03T08:00:00Z/],
    [{ to: 'next week' }, 'SIM_INVALID_VALUE', /to is "next week"/],
    [{ next: 0 }, 'SIM_INVALID_BODY', /next/],
    [{ next: 1.5 }, 'SIM_INVALID_BODY', /whole number/],
    [{ next: '1' }, 'SIM_INVALID_BODY', /next/],
    [{ next: 10_001 }, 'SIM_INVALID_BODY', /10000/],
    [{ by: '1d', max: '1d' }, 'SIM_INVALID_VALUE', /"max" together with "until"/],
    [{ by: '1d', kinds: 'all' }, 'SIM_INVALID_VALUE', /"kinds" together with "next"/],
    [{ next: 1, kinds: 'every' }, 'SIM_INVALID_BODY', /workflow, all/],
    [{ bye: '1d' }, 'SIM_INVALID_BODY', /did you mean "by"\?/],
    [{ until: {} }, 'SIM_INVALID_VALUE', /iun or notificationRequestId/],
    [{ until: { status: 'DELIVERED' } }, 'SIM_INVALID_VALUE', /iun or notificationRequestId/],
    [{ until: 'DELIVERED' }, 'SIM_INVALID_BODY', /until/],
    [{ until: { iun: 'X', status: 'DELIVRED' } }, 'SIM_INVALID_BODY', /did you mean "DELIVERED"\?/],
    [{ until: { iun: 'X', category: 'REFINEMNT' } }, 'SIM_INVALID_BODY', /did you mean "REFINEMENT"\?/],
    [{ until: { iun: 'X', requestStatus: 'DONE' } }, 'SIM_INVALID_BODY', /WAITING, ACCEPTED, REFUSED/],
    [{ until: { iun: 'X', recIndex: -1, category: 'REFINEMENT' } }, 'SIM_INVALID_BODY', /recIndex/],
    [{ until: { iun: 'X', colour: 'red' } }, 'SIM_INVALID_BODY', /unknown property "colour"/],
  ])('is refused and moves nothing: %j', async (body, code, about) => {
    const sandbox = await aSandbox();
    await sandbox.send();
    const before = await clockOf(sandbox);

    expectRefusal(await tryAdvance(sandbox, body), 400, code, about);

    expect(await clockOf(sandbox)).toEqual(before);
  });

  it('never goes beyond 2250', async () => {
    const sandbox = await sim.sandbox({ clock: { now: '2249-06-01T00:00:00Z' } });

    expectRefusal(await tryAdvance(sandbox, { by: 'P1Y' }), 400, 'SIM_INVALID_VALUE', /2250/);
    expectRefusal(await tryAdvance(sandbox, { to: '2250-06-01T00:00:00Z' }), 400, 'SIM_INVALID_VALUE', /2250/);
  });
});

describe('advance until', () => {
  it('the request is accepted', async () => {
    const sandbox = await aSandbox();
    const id = await sandbox.send();
    const until = { notificationRequestId: id, requestStatus: 'ACCEPTED' };

    const moved = await sandbox.advance({ until });

    expect(moved).toMatchObject({ matched: until, to: '2026-05-04T08:00:45Z', executedCount: 4 });
  });

  it('a category is there, of any recipient or of the one that is named', async () => {
    const sandbox = await aSandbox();
    const iun = await sandbox.accepted({
      recipients: [
        aDigitalRecipient('prova@fail.it'),
        aDigitalRecipient('prova@pec.it', { taxId: 'FRMTTR76M06B715E' }),
      ],
    });

    const any = await sandbox.advance({ until: { iun, category: 'REFINEMENT' } });
    const named = await sandbox.advance({ until: { iun, category: 'REFINEMENT', recIndex: 0 } });

    expect(any.executed.at(-1)).toMatchObject({ category: 'REFINEMENT', recIndex: 1 });
    expect(named.executed.at(-1)).toMatchObject({ category: 'REFINEMENT', recIndex: 0 });
  });

  it('a status is reached, not further', async () => {
    const sandbox = await aSandbox();
    const iun = await sandbox.accepted({ recipients: [aDigitalRecipient()] });

    for (const status of ['DELIVERING', 'DELIVERED', 'EFFECTIVE_DATE']) {
      await sandbox.advance({ until: { iun, status } });
      expect((await sandbox.detail(iun)).notificationStatus).toBe(status);
    }
  });

  it('what holds already answers at once and moves nothing', async () => {
    const sandbox = await aSandbox();
    const iun = await sandbox.accepted();
    const { now } = await clockOf(sandbox);

    for (const part of [{ status: 'ACCEPTED' }, { category: 'REQUEST_ACCEPTED' }, { requestStatus: 'ACCEPTED' }]) {
      const moved = await sandbox.advance({ until: { iun, ...part } });
      expect(moved).toMatchObject({ executed: [], executedCount: 0, from: now, to: now, matched: { iun } });
    }
  });

  it('all parts of the condition hold together', async () => {
    const sandbox = await aSandbox();
    const iun = await sandbox.accepted();
    const moved = await sandbox.advance({
      until: { iun, status: 'EFFECTIVE_DATE', category: 'REFINEMENT', recIndex: 0 },
    });

    expect(moved.executed.at(-1)?.category).toBe('REFINEMENT');
  });

  it('the second of two callers finds its condition met, and does not move on', async () => {
    const sandbox = await aSandbox();
    const id = await sandbox.send();
    const until = { notificationRequestId: id, requestStatus: 'ACCEPTED' };

    const [first, second] = await Promise.all([tryAdvance(sandbox, { until }), tryAdvance(sandbox, { until })]);

    expect([first.body.executedCount, second.body.executedCount].sort()).toEqual([0, 4]);
    expect((await clockOf(sandbox)).now).toBe('2026-05-04T08:00:45Z');
  });

  it('runs work of other notifications on its way, in order', async () => {
    const sandbox = await aSandbox();
    const first = await sandbox.send();
    await sandbox.advance({ by: '5s' });
    const second = await sandbox.send();

    const moved = await sandbox.advance({ until: { notificationRequestId: second, requestStatus: 'ACCEPTED' } });

    const iuns = new Set(moved.executed.map(({ iun }) => iun));
    expect(iuns).toEqual(new Set([first, second].map((id) => Buffer.from(id, 'base64').toString())));
    const instants = moved.executed.map(({ at }) => at);
    expect(instants).toEqual([...instants].sort());
  });

  it('what does not come within max is refused, with what did happen and where it stands', async () => {
    const sandbox = await aSandbox();
    const iun = await sandbox.accepted();

    const called = await tryAdvance(sandbox, { until: { iun, status: 'EFFECTIVE_DATE' }, max: 'P2D' });

    expectRefusal(called, 409, 'SIM_CLOCK_CONDITION_NOT_MET', /within P2D; its status is/);
    expect(called.body.executedCount).toBeGreaterThan(0);
    expect(called.body.executed).toHaveLength(called.body.executedCount);
    expect(called.body).toMatchObject({ from: '2026-05-04T08:00:45Z', pending: expect.any(Number) });
    expect(Date.parse(called.body.to) - Date.parse(called.body.from)).toBeLessThanOrEqual(2 * 86_400_000);
  });

  it('what can never come ends with the last work of that notification, not of others', async () => {
    const sandbox = await aSandbox();
    const iun = await sandbox.accepted({ recipients: [aDigitalRecipient()] });
    await sandbox.advance({ until: { iun, status: 'EFFECTIVE_DATE' } });
    await sandbox.send();
    const before = await clockOf(sandbox);

    const called = await tryAdvance(sandbox, { until: { iun, status: 'CANCELLED' } });

    expectRefusal(called, 409, 'SIM_CLOCK_CONDITION_NOT_MET', /nothing is planned.*EFFECTIVE_DATE/);
    expect(called.body.executed).toEqual([]);
    expect(await clockOf(sandbox)).toEqual(before);
  });

  it('a request that is refused will not be accepted', async () => {
    const sandbox = await aSandbox();
    const id = await sandbox.send({ recipients: [aDigitalRecipient('prova@pec.it', { taxId: 'LNALNI80A01H501T' })] });

    const called = await tryAdvance(sandbox, { until: { notificationRequestId: id, requestStatus: 'ACCEPTED' } });

    expectRefusal(called, 409, 'SIM_CLOCK_CONDITION_NOT_MET', /nothing is planned.*REFUSED/);
  });

  it.each([{ iun: 'AAAA-AAAA-AAAA-202601-A-1' }, { notificationRequestId: 'bm90aGluZw==' }, { iun: '' }])(
    'of an unknown notification is refused: %j',
    async (id) => {
      const called = await tryAdvance(await aSandbox(), { until: { ...id, status: 'ACCEPTED' } });

      expectRefusal(called, 404, 'SIM_UNKNOWN_NOTIFICATION');
    },
  );

  it('without anything to wait for, or for somebody who is not there, is refused', async () => {
    const sandbox = await aSandbox();
    const iun = await sandbox.accepted();
    const other = await sandbox.send();

    for (const [until, about] of [
      [{ iun }, /status, category or requestStatus/],
      [{ iun, status: 'DELIVERED', recIndex: 0 }, /together with a category/],
      [{ iun, category: 'REFINEMENT', recIndex: 1 }, /below 1/],
      [{ iun, notificationRequestId: other, status: 'DELIVERED' }, /same notification/],
    ] as const) {
      expectRefusal(await tryAdvance(sandbox, { until }), 400, 'SIM_INVALID_VALUE', about);
    }
  });

  it.each(['P3Y', 'forever', '-1d'])('with max %s is refused', async (max) => {
    const sandbox = await aSandbox();
    const iun = await sandbox.accepted();

    expectRefusal(
      await tryAdvance(sandbox, { until: { iun, status: 'VIEWED' }, max }),
      400,
      'SIM_INVALID_VALUE',
      /max/,
    );
  });
});

describe('the agenda', () => {
  it('says what will happen, when and why, in both languages', async () => {
    const sandbox = await aSandbox();
    const id = await sandbox.send();

    const { status, body } = await sandbox.call('GET', '/_sim/clock/agenda');

    expect(status).toBe(200);
    expect(body).toEqual({
      now: start,
      items: [
        {
          at: '2026-05-04T08:00:20Z',
          kind: 'validation.files',
          iun: Buffer.from(id, 'base64').toString(),
          why: { it: expect.stringMatching(/\w/), en: expect.stringMatching(/\w/) },
          rule: { name: 'validation', it: expect.stringMatching(/\w/), en: expect.stringMatching(/\w/) },
          stoppedBy: [{ it: expect.stringMatching(/annullamento/), en: expect.stringMatching(/cancellation/) }],
        },
      ],
    });
  });

  it('names the scenario that decided', async () => {
    const sandbox = await aSandbox();
    const iun = await sandbox.accepted({ recipients: [aDigitalRecipient('prova@fail.it')] });
    await sandbox.advance({ until: { iun, category: 'SEND_DIGITAL_DOMICILE' } });

    const { items } = (await sandbox.call<{ items: { scenario?: string }[] }>('GET', '/_sim/clock/agenda')).body;

    expect(items.map(({ scenario }) => scenario)).toContain('pecFailure');
  });

  it('is in the order in which things will happen, and as long as wanted', async () => {
    const sandbox = await aSandbox();
    for (let i = 0; i < 4; i++) {
      await sandbox.send();
      await sandbox.advance({ by: '7s' });
    }
    const agenda = async (query: string) =>
      (await sandbox.call<{ items: { at: string; iun: string }[] }>('GET', `/_sim/clock/agenda${query}`)).body.items;

    const all = await agenda('');
    const instants = all.map(({ at }) => at);

    expect(instants).toEqual([...instants].sort());
    expect(await agenda('?limit=2')).toEqual(all.slice(0, 2));
    const iun = String(all.at(-1)?.iun);
    expect(await agenda(`?iun=${iun}`)).toEqual(all.filter((item) => item.iun === iun));
    expect(await agenda(`?iun=${encodeURIComponent(Buffer.from(iun).toString('base64'))}`)).toHaveLength(1);
  });

  it('of an unknown notification is refused', async () => {
    const { call } = await aSandbox();

    expectRefusal(await call('GET', '/_sim/clock/agenda?iun=nothing'), 404, 'SIM_UNKNOWN_NOTIFICATION', /nothing/);
  });
});

describe('wait', () => {
  const wait = ({ call }: SandboxClient, body: object) => call('POST', '/_sim/wait', { body });

  it('answers at once when the condition holds', async () => {
    const sandbox = await aSandbox();
    const iun = await sandbox.accepted();

    const { status, body } = await wait(sandbox, { until: { iun, status: 'ACCEPTED' }, timeoutMs: 0 });

    expect({ status, body }).toEqual({ status: 200, body: { matched: true, now: '2026-05-04T08:00:45Z' } });
  });

  it('waits for a clock that goes by itself', async () => {
    const sandbox = await aSandbox({ rate: 1_000 });
    const id = await sandbox.send();

    const { status, body } = await wait(sandbox, { until: { notificationRequestId: id, requestStatus: 'ACCEPTED' } });

    expect(status).toBe(200);
    expect(body.matched).toBe(true);
    expect(Date.parse(String(body.now))).toBeGreaterThanOrEqual(Date.parse('2026-05-04T08:00:45Z'));
  });

  it('waits for somebody else who moves the clock, and for a recipient who acts', async () => {
    const sandbox = await aSandbox();
    const iun = await sandbox.accepted({ recipients: [aDigitalRecipient()] });
    await sandbox.advance({ until: { iun, status: 'EFFECTIVE_DATE' } });

    const waiting = wait(sandbox, { until: { iun, category: 'NOTIFICATION_VIEWED_CREATION_REQUEST' } });
    await sandbox.call('POST', `/_sim/notifications/${iun}/view`, { body: {} });

    expect((await waiting).status).toBe(200);
  });

  it('moves the clock itself when told to, no further than needed', async () => {
    const sandbox = await aSandbox();
    const id = await sandbox.send();
    const until = { notificationRequestId: id, requestStatus: 'ACCEPTED' };

    const { status, body } = await wait(sandbox, { until, advance: true });

    expect({ status, body }).toEqual({ status: 200, body: { matched: true, now: '2026-05-04T08:00:45Z' } });
  });

  it('ends with 408 when the time is over, and says that the clock stands', async () => {
    const sandbox = await aSandbox();
    const id = await sandbox.send();
    const until = { notificationRequestId: id, requestStatus: 'ACCEPTED' };

    const called = await wait(sandbox, { until, timeoutMs: 50 });

    expectRefusal(called, 408, 'SIM_WAIT_TIMEOUT', /within 50 ms; its status is IN_VALIDATION/);
    expect(called.body.hint).toMatch(/"advance": true/);
    expect((await clockOf(sandbox)).now).toBe(start);
  });

  it('ends at once when it moves the clock and nothing is left to happen', async () => {
    const sandbox = await aSandbox();
    const iun = await sandbox.accepted({ recipients: [aDigitalRecipient()] });

    const called = await wait(sandbox, { until: { iun, status: 'CANCELLED' }, advance: true, timeoutMs: 600_000 });

    expectRefusal(called, 408, 'SIM_WAIT_TIMEOUT', /nothing is planned.*EFFECTIVE_DATE/);
  });

  it('sees that a reset took the notification away', async () => {
    const sandbox = await aSandbox();
    const id = await sandbox.send();

    const waiting = wait(sandbox, { until: { notificationRequestId: id, requestStatus: 'ACCEPTED' }, timeoutMs: 300 });
    await sandbox.call('POST', '/_sim/reset');

    const called = await waiting;
    expect([404, 408]).toContain(called.status);
  });

  it.each([
    [{}, /"until" is missing/],
    [{ until: { iun: 'X', status: 'DELIVERED' }, timeoutMs: -1 }, /timeoutMs/],
    [{ until: { iun: 'X', status: 'DELIVERED' }, timeoutMs: 600_001 }, /600000/],
    [{ until: { iun: 'X', status: 'DELIVERED' }, advance: 'yes' }, /true or false/],
    [{ until: { iun: 'X', status: 'DELIVERED' }, timeout: 5 }, /did you mean "timeoutMs"\?|unknown property/],
  ])('is refused: %j', async (body, about) => {
    expectRefusal(await wait(await aSandbox(), body), 400, 'SIM_INVALID_BODY', about);
  });

  it('for an unknown notification is refused', async () => {
    const called = await wait(await aSandbox(), { until: { iun: 'X', status: 'DELIVERED' } });

    expectRefusal(called, 404, 'SIM_UNKNOWN_NOTIFICATION');
  });
});
