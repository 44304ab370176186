import { describe, expect, it } from 'vitest';
import { createAnswerValidator } from '../../../src/contract/validate-answer.js';
import type { Answer, Call } from '../../../src/http/call.js';
import { streamHandlers } from '../../../src/send/stream/routes.js';
import { toEventId } from '../../../src/send/stream/rules.js';
import type { StreamRoom } from '../../../src/send/stream/service.js';
import { aCaller, aRequest, aStreamWorld } from './a-stream-room.js';

const handlers = streamHandlers<StreamRoom>((room) => room);

const validateAnswer = createAnswerValidator();

/** Every answer is held against the contract. */
const call = async (
  room: StreamRoom,
  operationId: string,
  changes: Partial<Pick<Call<StreamRoom>, 'params' | 'query' | 'body'>> = {},
): Promise<Answer> => {
  const handler = handlers[operationId];
  if (!handler) throw new Error(`no handler ${operationId}`);
  const answer = await handler({
    world: room,
    caller: aCaller(),
    params: {},
    query: {},
    body: undefined,
    header: () => undefined,
    baseUrl: 'http://localhost',
    ...changes,
  });
  expect(validateAnswer(operationId, answer.status, answer.body)).toEqual([]);
  return answer;
};

describe('the operations of version 2.9', () => {
  it('are all seven', () => {
    expect(Object.keys(handlers).sort()).toEqual([
      'consumeEventStreamV29',
      'createEventStreamV29',
      'disableEventStreamV29',
      'listEventStreamsV29',
      'removeEventStreamV29',
      'retrieveEventStreamV29',
      'updateEventStreamV29',
    ]);
  });

  it('answer what the platform answers, from creation to removal', async () => {
    const { room } = aStreamWorld();
    const created = await call(room, 'createEventStreamV29', { body: aRequest() });
    const streamId = String(created.about?.streamId);
    const params = { streamId };

    expect(created).toMatchObject({ status: 200, body: { streamId, waitForAccepted: false, version: 'v29' } });
    expect(await call(room, 'retrieveEventStreamV29', { params })).toEqual(created);
    expect(await call(room, 'listEventStreamsV29')).toEqual({
      status: 200,
      body: [{ streamId, title: 'All notifications' }],
    });
    expect(await call(room, 'updateEventStreamV29', { params, body: aRequest({ title: 'B' }) })).toMatchObject({
      status: 200,
      body: { streamId, title: 'B' },
      about: { streamId },
    });
    expect(await call(room, 'disableEventStreamV29', { params })).toMatchObject({
      status: 200,
      body: { title: 'B', disabledDate: '2026-05-04T10:11:12Z', waitForAccepted: false },
    });
    expect(await call(room, 'removeEventStreamV29', { params })).toEqual({ status: 204, about: { streamId } });
  });

  it('give events with the header retry-after in milliseconds', async () => {
    const { room, create, write } = aStreamWorld();
    const streamId = create();
    write('REQUEST_ACCEPTED', { details: { sendingReceipts: [{ id: '1', system: 'PEC' }] } });
    const params = { streamId };

    const page = await call(room, 'consumeEventStreamV29', { params });
    const empty = await call(room, 'consumeEventStreamV29', { params, query: { lastEventId: toEventId(1) } });

    expect(page).toMatchObject({ status: 200, headers: { 'retry-after': '0' }, about: { streamId } });
    expect(page.body).toMatchObject([{ eventId: toEventId(1), element: { category: 'REQUEST_ACCEPTED' } }]);
    expect(empty).toMatchObject({ status: 200, headers: { 'retry-after': '60000' }, body: [] });
  });

  it('take null for what may be absent', async () => {
    const { room } = aStreamWorld();
    const body = { ...aRequest(), filterValues: null, waitForAccepted: null, replacedStreamId: null };

    expect(await call(room, 'createEventStreamV29', { body })).toMatchObject({
      status: 200,
      body: { filterValues: [], waitForAccepted: false },
    });
  });
});
