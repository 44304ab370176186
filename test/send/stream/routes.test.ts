import { describe, expect, it } from 'vitest';
import { loadContract } from '../../../src/contract/operations.js';
import { createAnswerValidator } from '../../../src/contract/validate-answer.js';
import type { Answer, Call } from '../../../src/http/call.js';
import { Refused } from '../../../src/http/passage.js';
import { PlatformProblem } from '../../../src/send/problem.js';
import type { StreamVersion } from '../../../src/send/stream/model.js';
import { streamHandlers } from '../../../src/send/stream/routes.js';
import { toEventId } from '../../../src/send/stream/rules.js';
import type { StreamRoom } from '../../../src/send/stream/service.js';
import { aCaller, aRequest, aStreamWorld, unknownId, versions } from './a-stream-room.js';
import { asContractReads } from './as-contract-reads.js';

const handlers = streamHandlers<StreamRoom>((room) => room);
const validateAnswer = createAnswerValidator();
const later = versions.filter((version) => version !== 'v10');

type Changes = Partial<Pick<Call<StreamRoom>, 'params' | 'query' | 'body' | 'caller'>>;

/** `createEventStream` of version v23 is `createEventStreamV23`. */
const operationOf = (name: string, version: StreamVersion): string =>
  version === 'v10' ? name : name + version.toUpperCase();

/** Every answer is held against the contract. */
const call = async (room: StreamRoom, name: string, version: StreamVersion, changes: Changes = {}): Promise<Answer> => {
  const operationId = operationOf(name, version);
  const handler = handlers[operationId];
  if (!handler) throw new Error(`no handler ${operationId}`);
  const answer = await handler({
    world: room,
    caller: aCaller(),
    params: {},
    query: {},
    values: () => [],
    body: undefined,
    header: () => undefined,
    baseUrl: 'http://localhost',
    ...changes,
  });
  expect(validateAnswer(operationId, answer.status, asContractReads(operationId, answer.body))).toEqual([]);
  return answer;
};

const bodyOf = (version: StreamVersion) =>
  version === 'v10' ? { title: 'All notifications', eventType: 'TIMELINE' } : aRequest();

/** How a call is refused: the status sent, and the problem in the body, when there is one. */
const refusalOf = async (act: Promise<Answer>) => {
  const error: unknown = await act.catch((thrown: unknown) => thrown);
  const [status, body, hint] =
    error instanceof Refused
      ? [error.answer.status, error.answer.body, error.answer.hint]
      : error instanceof PlatformProblem
        ? [error.status, error, error.hint]
        : [];
  if (status === undefined) throw new Error('nothing was refused');
  return {
    status,
    told: body instanceof PlatformProblem ? { status: body.status, code: body.errors[0]?.code } : undefined,
    hint,
  };
};

describe('the operations of streams', () => {
  it('are those of the contract: seven of each version, but six of version 1', () => {
    const published = loadContract().filter(({ pathTemplate }) => pathTemplate.startsWith('/delivery-progresses/'));

    expect(Object.keys(handlers).sort()).toEqual(published.map(({ operationId }) => operationId).sort());
    expect(published).toHaveLength(6 + 7 * 7);
  });
});

describe.each(versions)('version %s', (version) => {
  it('makes, tells, lists, changes and removes a stream', async () => {
    const { room } = aStreamWorld();
    const created = await call(room, 'createEventStream', version, { body: bodyOf(version) });
    const streamId = String(created.about?.streamId);
    const params = { streamId };

    expect(created).toMatchObject({ status: 200, body: { streamId, title: 'All notifications', filterValues: [] } });
    expect(await call(room, 'retrieveEventStream', version, { params })).toEqual(created);
    expect(await call(room, 'listEventStreams', version)).toEqual({
      status: 200,
      body: [{ streamId, title: 'All notifications' }],
    });
    const body = { ...bodyOf(version), title: 'B' };
    expect(await call(room, 'updateEventStream', version, { params, body })).toMatchObject({
      status: 200,
      body: { streamId, title: 'B' },
      about: { streamId },
    });
    expect(await call(room, 'removeEventStream', version, { params })).toEqual({ status: 204, about: { streamId } });
    expect(room.list(aCaller())).toEqual([]);
  });

  it('gives events with the header retry-after in milliseconds', async () => {
    const { room, write } = aStreamWorld();
    const { streamId } = room.create(aCaller(), version, aRequest());
    write('REQUEST_ACCEPTED', { details: { sendingReceipts: [{ id: '1', system: 'PEC' }] } });
    const params = { streamId };

    const page = await call(room, 'consumeEventStream', version, { params });
    const empty = await call(room, 'consumeEventStream', version, { params, query: { lastEventId: toEventId(1) } });

    const shape = { [version === 'v10' ? 'timelineEventCategory' : 'element']: expect.anything() };
    expect(page).toMatchObject({ status: 200, headers: { 'retry-after': '0' }, about: { streamId } });
    expect(page.body).toMatchObject([{ eventId: toEventId(1), ...shape }]);
    expect(empty).toMatchObject({ status: 200, headers: { 'retry-after': '60000' }, body: [] });
  });

  it('takes null for what may be absent', async () => {
    const { room } = aStreamWorld();
    const body = { ...bodyOf(version), filterValues: null, waitForAccepted: null, replacedStreamId: null };

    expect(await call(room, 'createEventStream', version, { body })).toMatchObject({
      status: 200,
      body: { filterValues: [] },
    });
  });

  it.each(versions.filter((other) => other !== version))('cannot use a stream of version %s', async (other) => {
    const { room } = aStreamWorld();
    const { streamId } = room.create(aCaller(), other, aRequest());
    const status = version === 'v10' ? 400 : 403;
    const told = { status: 403, code: 'PN_WEBHOOK_FORBIDDEN' };

    const names = ['retrieveEventStream', 'updateEventStream', 'consumeEventStream', 'removeEventStream'];
    for (const name of version === 'v10' ? names : [...names, 'disableEventStream']) {
      const refusal = await refusalOf(
        call(room, name, version, {
          params: { streamId },
          body: name.startsWith('update') ? bodyOf(version) : undefined,
        }),
      );
      const hasNoBody = version === 'v10' && name === 'removeEventStream';

      expect({ name, ...refusal }).toMatchObject({ name, status, told: hasNoBody ? undefined : told });
    }
    expect(await call(room, 'listEventStreams', version)).toMatchObject({ body: [{ streamId }] });
  });
});

describe.each(later)('version %s', (version) => {
  it('disables a stream', async () => {
    const { room } = aStreamWorld();
    const { streamId } = room.create(aCaller(), version, aRequest());

    const disabled = await call(room, 'disableEventStream', version, { params: { streamId } });

    expect(disabled).toMatchObject({ status: 200, body: { version, disabledDate: '2026-05-04T10:11:12Z' } });
    expect(Object.hasOwn(disabled.body as object, 'waitForAccepted')).toBe(version >= 'v28');
  });

  it(`${version >= 'v27' ? 'lets' : 'does not let'} events wait for the acceptance`, async () => {
    const { room } = aStreamWorld();
    const body = { ...aRequest(), waitForAccepted: true };

    const created = await call(room, 'createEventStream', version, { body });

    expect(room.state()[0]?.stream.waitForAccepted).toBe(version >= 'v27');
    expect(created.body).toEqual({
      ...aRequest(),
      filterValues: [],
      streamId: created.about?.streamId,
      activationDate: '2026-05-04T10:11:12Z',
      version,
      ...(version >= 'v27' ? { waitForAccepted: true } : {}),
    });
  });

  it.each(versions)('replaces a stream of version %s', async (older) => {
    const { room } = aStreamWorld({ maxStreams: 1 });
    const { streamId: replacedStreamId } = room.create(aCaller(), older, aRequest());

    await call(room, 'createEventStream', version, { body: { ...aRequest(), replacedStreamId } });

    expect(room.state().map(({ stream }) => stream.disabledDate !== undefined)).toEqual([true, false]);
  });

  it('wants groups of a key with groups', async () => {
    const { room } = aStreamWorld();
    const caller = aCaller({ keyGroups: ['first'] });

    expect(await refusalOf(call(room, 'createEventStream', version, { body: aRequest(), caller }))).toMatchObject({
      status: 403,
      told: { status: 403, code: 'PN_WEBHOOK_FORBIDDEN' },
    });
  });
});

describe('version 1', () => {
  it('has no operation to disable a stream', () => {
    expect(handlers).not.toHaveProperty('disableEventStream');
  });

  it('looks at no groups, neither of keys nor of what is asked', async () => {
    const { room } = aStreamWorld();
    const callerOf = (group: string) => ({ caller: aCaller({ keyGroups: [group] }) });
    const body = { ...bodyOf('v10'), groups: ['elsewhere'] };

    const created = await call(room, 'createEventStream', 'v10', { body, ...callerOf('first') });
    const params = { streamId: String(created.about?.streamId) };

    expect(room.state()[0]?.stream.groups).toEqual([]);
    for (const name of ['retrieveEventStream', 'updateEventStream', 'consumeEventStream']) {
      expect((await call(room, name, 'v10', { params, body, ...callerOf('second') })).status).toBe(200);
    }
    expect((await call(room, 'removeEventStream', 'v10', { params, ...callerOf('last') })).status).toBe(204);
  });

  it('replaces nothing', async () => {
    const { room } = aStreamWorld();
    const { streamId: replacedStreamId } = room.create(aCaller(), 'v10', aRequest());

    await call(room, 'createEventStream', 'v10', { body: { ...bodyOf('v10'), replacedStreamId } });

    expect(room.state().map(({ stream }) => stream.disabledDate)).toEqual([undefined, undefined]);
  });

  it.each([
    ['retrieveEventStream', { status: 404, code: 'PN_WEBHOOK_NOT_FOUND' }],
    ['updateEventStream', { status: 404, code: 'PN_STREAM_STREAMNOTFOUND' }],
    ['consumeEventStream', { status: 404, code: 'PN_STREAM_STREAMNOTFOUND' }],
    ['removeEventStream', undefined],
  ] as const)('%s of an unknown stream answers 400 with the body of the 404: %j', async (name, told) => {
    const { room } = aStreamWorld();

    const refusal = await refusalOf(call(room, name, 'v10', { params: { streamId: unknownId }, body: bodyOf('v10') }));

    expect(refusal).toMatchObject({ status: 400, told });
    expect(refusal.hint?.en).toMatch(/\(v1 does not know 404 and answers 400\)$/);
    expect(refusal.hint?.it).toMatch(/\(la v1 non conosce il 404 e risponde 400\)$/);
  });

  it('answers 409 for one stream too many, as the others do', async () => {
    const { room } = aStreamWorld({ maxStreams: 0 });

    expect(await refusalOf(call(room, 'createEventStream', 'v10', { body: bodyOf('v10') }))).toMatchObject({
      status: 409,
      told: { status: 409, code: 'PN_WEBHOOK_MAXSTREAMSCOUNTREACHED' },
    });
  });
});
