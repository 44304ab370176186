import request from 'supertest';
import { describe, expect, it } from 'vitest';
import type { Clock } from '../../src/clock/clock.js';
import { fromEpochMs } from '../../src/clock/instant.js';
import { createMocker } from '../../src/contract/mocker.js';
import { loadContract } from '../../src/contract/operations.js';
import { createAnswerValidator } from '../../src/contract/validate-answer.js';
import type { Handlers } from '../../src/http/call.js';
import { createJournal } from '../../src/http/journal.js';
import { createMasking } from '../../src/http/masking.js';
import type { Tenant } from '../../src/http/passage.js';
import { createApp, type PipelineParts } from '../../src/http/pipeline.js';
import { createUsage } from '../../src/http/usage-plan.js';
import { createSeed } from '../../src/sandbox/seed.js';
import { PlatformProblem } from '../../src/send/problem.js';
import { aCaller } from '../send/request/a-request.js';

/** The pipeline with rooms of its own: what it does with whatever a room answers or throws. */
const now = fromEpochMs(Date.parse('2026-05-04T10:11:12Z'));
const rooms = {
  journal: createJournal(),
  evidence: { saw: () => undefined },
  usage: createUsage(),
  settings: { authorizerCache: 'PT0S', strictResponses: false },
  faults: { isEmpty: () => true, next: () => undefined },
  scenariosOf: () => [],
};
type Rooms = typeof rooms;
const clock = { now: () => now, storageNow: () => 0, settle: () => undefined } as unknown as Clock;
const tenant: Tenant<Rooms> = { id: 'one', seed: createSeed('seed'), clock, rooms, durable: () => undefined };

const appWith = (handlers: Handlers<Rooms>, logged: object[] = [], more: Partial<PipelineParts<Rooms>> = {}) =>
  createApp<Rooms>({
    operations: loadContract(),
    handlers,
    open: new Set(),
    doors: [],
    beside: () => undefined,
    voucherDefects: async () => [],
    publicUrl: undefined,
    select: () => ({ tenant, caller: aCaller() }),
    goneOf: () => undefined,
    tenantOf: () => tenant,
    nowMs: () => 0,
    after: () => () => undefined,
    language: 'en',
    simHeaders: true,
    strictResponses: false,
    masking: createMasking(false),
    logsDetail: true,
    log: (line) => logged.push(line),
    ...more,
  });

const path = '/delivery/v2.3/price/77777777777/302000100000019421';
const get = (handlers: Handlers<Rooms>, logged?: object[]) =>
  request(appWith(handlers, logged)).get(path).set('x-api-key', 'k');

describe('the pipeline', () => {
  it('answers 501 in the shape of the gateway to what is published but not built', async () => {
    const { status, body, headers } = await get({});

    expect([status, body]).toEqual([501, { message: 'Not Implemented' }]);
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['x-send-sim-hint']).toContain('retrieveNotificationPriceV23');
  });

  describe('with --examples', () => {
    const example = { iun: 'ABCD-EFGH-JKLM-202605-A-1' };
    const ask = (handlers: Handlers<Rooms>, more: Partial<PipelineParts<Rooms>> = {}) =>
      request(appWith(handlers, [], { mock: async () => ({ status: 200, body: example }), ...more }))
        .get(path)
        .set('x-api-key', 'k');

    it('answers an example to what is published but not built, and says that it is one', async () => {
      const { status, body, headers } = await ask({});

      expect([status, body]).toEqual([200, example]);
      expect(headers['x-send-sim-example']).toBe('true');
      expect(headers['x-send-sim-hint']).toContain('Example');
      expect(rooms.journal.find({ limit: 1_000 }).items.at(-1)).toMatchObject({
        operation: 'retrieveNotificationPriceV23',
        status: 200,
        hint: { en: expect.stringContaining('--examples') },
      });
    });

    it('keeps the mark where our other headers are switched off', async () => {
      const { headers } = await ask({}, { simHeaders: false });

      expect(headers['x-send-sim-example']).toBe('true');
      expect(headers['x-send-sim-hint']).toBeUndefined();
    });

    it('leaves alone what is built, and refuses what breaks the contract', async () => {
      const built = await ask({ retrieveNotificationPriceV23: () => ({ status: 200, body: {} }) });
      const refused = await request(appWith({}, [], { mock: async () => ({ status: 200, body: example }) }))
        .get(path.replace('77777777777', 'x'))
        .set('x-api-key', 'k');

      expect([built.body, built.headers['x-send-sim-example']]).toEqual([{}, undefined]);
      expect([refused.status, refused.headers['x-send-sim-example']]).toEqual([400, undefined]);
    });

    it('makes it with the mocker of Prism', async () => {
      const { body } = await ask({}, { mock: createMocker() });

      expect(createAnswerValidator()('retrieveNotificationPriceV23', 200, body)).toEqual([]);
    });
  });

  it('makes an error of an answer that breaks the contract, for all sandboxes or for the one that wants it', async () => {
    const wrong: Handlers<Rooms> = { retrieveNotificationPriceV23: () => ({ status: 200, body: { iun: 'no iun' } }) };
    const ask = async (more: Partial<PipelineParts<Rooms>>) => {
      const logged: object[] = [];
      const { status } = await request(appWith(wrong, logged, more))
        .get(path)
        .set('x-api-key', 'k');
      return [status, JSON.stringify(logged).includes('the answer breaks the contract')];
    };
    const strict = { ...tenant, rooms: { ...rooms, settings: { ...rooms.settings, strictResponses: true } } };

    expect(await ask({})).toEqual([200, false]);
    expect(await ask({ strictResponses: true })).toEqual([500, true]);
    expect(await ask({ select: () => ({ tenant: strict, caller: aCaller() }) })).toEqual([500, true]);
  });

  it('marks a failure of ours as one, in the log and in the journal, and never as an answer of the platform', async () => {
    const logged: object[] = [];
    const { status, body, headers } = await get(
      {
        retrieveNotificationPriceV23: () => {
          throw new Error('the room is upside down');
        },
      },
      logged,
    );

    expect([status, body.errors]).toEqual([500, [{ code: 'PN_GENERIC_ERROR', detail: 'none' }]]);
    expect(headers['x-send-sim-hint']).toContain('the room is upside down');
    expect(logged).toEqual([
      expect.objectContaining({
        level: 'error',
        msg: 'bug',
        reason: 'the room is upside down',
        stack: expect.stringContaining('pipeline.test.ts'),
        traceId: body.traceId,
        sandbox: 'one',
        virtualTime: '2026-05-04T10:11:12Z',
      }),
    ]);
    expect(rooms.journal.find({ limit: 10 }).items.at(-1)).toMatchObject({ status: 500, problem: 'SIM_BUG' });
  });

  it('cuts a detail at 1024 characters and prints none where there is none', async () => {
    const { body } = await get({
      retrieveNotificationPriceV23: () => {
        const errors = [{ code: 'A', detail: 'x'.repeat(2_000) }, { code: 'B' }];
        throw new PlatformProblem(400, errors, { it: 'errore', en: 'mistake' });
      },
    });

    expect(body.errors).toEqual([
      { code: 'A', detail: 'x'.repeat(1_024) },
      { code: 'B', detail: 'none' },
    ]);
  });
});
