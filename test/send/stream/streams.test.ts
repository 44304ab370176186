import { describe, expect, it } from 'vitest';
import { days, plus, seconds } from '../../../src/clock/instant.js';
import { PlatformProblem } from '../../../src/send/problem.js';
import type { StreamVersion } from '../../../src/send/stream/model.js';
import { aCaller, aRequest, aStreamWorld, forbidden, notFound, refusalOf, unknownId } from './a-stream-room.js';

const master = aCaller();
const keyOf = (...keyGroups: readonly string[]) => aCaller({ keyGroups });
const operations = ['update', 'remove', 'disable', 'consume'] as const;

describe('creating a stream', () => {
  it('gives its settings, with an id of its own and the instant of creation', () => {
    const { room, context } = aStreamWorld();

    const stream = room.create(master, 'v29', aRequest({ filterValues: ['REFINEMENT', 'REFINEMENT'] }));

    expect(stream).toMatchObject({
      title: 'All notifications',
      eventType: 'TIMELINE',
      groups: [],
      filterValues: ['REFINEMENT'],
      version: 'v29',
      waitForAccepted: false,
      activationDate: context.time.now(),
    });
    expect(stream.streamId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(stream).not.toHaveProperty('disabledDate');
    expect(room.get(master, 'v29', stream.streamId)).toEqual(stream);
  });

  it('shows an empty filter where none was given', () => {
    const { room } = aStreamWorld();

    expect(room.create(master, 'v29', aRequest()).filterValues).toEqual([]);
  });

  it('is refused for the eleventh, whatever the groups and versions of the ten', () => {
    const { room } = aStreamWorld();
    const versions: readonly StreamVersion[] = ['v10', 'v23', 'v28', 'v29', 'v29'];
    for (const version of versions) {
      room.create(master, version, aRequest());
      room.create(master, version, aRequest({ eventType: 'STATUS', groups: ['first'] }));
    }

    expect(refusalOf(() => room.create(master, 'v29', aRequest()))).toEqual({
      status: 409,
      code: 'PN_WEBHOOK_MAXSTREAMSCOUNTREACHED',
      detail: 'Max streams count reached for PA',
    });
  });

  it('is possible again once one of the ten is disabled or removed', () => {
    const { room, create } = aStreamWorld();
    const ids = Array.from({ length: 10 }, () => create());

    room.disable(master, 'v29', String(ids[0]));
    create();
    room.remove(master, 'v29', String(ids[1]));
    create();

    expect(refusalOf(() => create()).status).toBe(409);
    expect(room.list(master)).toHaveLength(11);
  });

  it('counts each body by itself, and as far as configured', () => {
    const { create } = aStreamWorld({ maxStreams: 1 });
    create();

    expect(refusalOf(() => create()).status).toBe(409);
    expect(create({}, aCaller({ paId: 'pa-2' }))).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('counts as far as the body itself may have streams', () => {
    const { create } = aStreamWorld({ maxStreams: 1 });
    const caller = aCaller({ settings: { maxStreams: 2 } });
    create({}, caller);
    create({}, caller);

    expect(refusalOf(() => create({}, caller)).status).toBe(409);
  });

  it('refuses no groups to a key with groups', () => {
    const { create } = aStreamWorld();

    expect(refusalOf(() => create({}, keyOf('first', 'second')))).toEqual(
      forbidden('Not Allowed empty groups for apikey with groups first,second when Api Version is v29'),
    );
  });

  it('refuses groups that are not those of the key, or not of the body', () => {
    const { create } = aStreamWorld();

    expect(refusalOf(() => create({ groups: ['first', 'second'] }, keyOf('first')))).toEqual(
      forbidden('Not Allowed groups first,second'),
    );
    expect(refusalOf(() => create({ groups: ['elsewhere'] }))).toEqual(forbidden('Not Allowed groups elsewhere'));
  });

  it('refuses a group that is not active any more', () => {
    const { create } = aStreamWorld();
    const { sender, key } = aCaller();
    const groups = sender.groups.map((group) =>
      group.id === 'last' ? { ...group, status: 'SUSPENDED' as const } : group,
    );

    expect(refusalOf(() => create({ groups: ['last'] }, { sender: { ...sender, groups }, key }))).toEqual(
      forbidden('Not Allowed groups last'),
    );
  });

  it('lets a key with groups take some of them, a master key any of the body', () => {
    const { room, create } = aStreamWorld();

    create({ groups: ['first'] }, keyOf('first', 'second'));
    create({ groups: ['last'] });

    expect(room.state().map(({ stream }) => stream.groups)).toEqual([['first'], ['last']]);
  });

  it('checks no group where the body has none', () => {
    const { room, create } = aStreamWorld();
    const caller = aCaller({ bodyGroups: [] });

    const streamId = create({ groups: ['anything'] }, caller);

    expect(room.get(caller, 'v29', streamId).groups).toEqual(['anything']);
  });

  it('changes nothing when it is refused', () => {
    const { room, context, create } = aStreamWorld();

    expect(refusalOf(() => create({ groups: ['elsewhere'] })).status).toBe(403);

    expect(room.state()).toEqual([]);
    expect(context.steps).toEqual([]);
  });
});

describe('replacing a stream', () => {
  it('disables the old one, whose unread events stay with it, and counts on 1000 later', () => {
    const { room, create, write, consume, read } = aStreamWorld({ maxStreams: 1 });
    const old = create();
    write('REQUEST_ACCEPTED');
    write('AAR_GENERATION');

    const streamId = create({ replacedStreamId: old });
    write('REFINEMENT');

    expect(room.get(master, 'v29', old)).toHaveProperty('disabledDate');
    expect(read(old)).toEqual(['REQUEST_ACCEPTED', 'AAR_GENERATION']);
    expect(consume(streamId).events.map(({ number }) => number)).toEqual([1_003]);
  });

  it('does not look at the maximum', () => {
    const { room, create } = aStreamWorld({ maxStreams: 2 });
    create();
    const old = create();

    create({ replacedStreamId: old });

    expect(room.list(master)).toHaveLength(3);
  });

  it('may change the groups', () => {
    const { room, create } = aStreamWorld();
    const old = create({ groups: ['first'] });

    const streamId = create({ groups: ['last'], replacedStreamId: old });

    expect(room.get(master, 'v29', streamId).groups).toEqual(['last']);
  });

  it('is refused for an unknown, a foreign and a disabled stream', () => {
    const { room, create } = aStreamWorld();
    const foreign = create({}, aCaller({ paId: 'pa-2' }));
    const disabled = create();
    room.disable(master, 'v29', disabled);

    expect(refusalOf(() => create({ replacedStreamId: unknownId }))).toEqual(notFound);
    expect(refusalOf(() => create({ replacedStreamId: foreign }))).toEqual(notFound);
    expect(refusalOf(() => create({ replacedStreamId: disabled }))).toEqual(
      forbidden('Not supported operation, stream already disabled'),
    );
  });

  it('needs a key with all groups of the old one', () => {
    const { room, create } = aStreamWorld();
    const old = create({ groups: ['first', 'second'] });
    const groupless = create();

    expect(refusalOf(() => create({ groups: ['first'], replacedStreamId: old }, keyOf('first')))).toEqual(
      forbidden(`Pa pa-1 groups (first) is not allowed to see this streamId ${old}`),
    );
    expect(refusalOf(() => create({ groups: ['first'], replacedStreamId: groupless }, keyOf('first')))).toEqual(
      forbidden(`Only master key can change streamId ${groupless}`),
    );
    create({ groups: ['first'], replacedStreamId: old }, keyOf('first', 'second', 'last'));
    expect(room.get(master, 'v29', old)).toHaveProperty('disabledDate');
  });

  it('works across versions, for a key with groups too where the old one is of version 1', () => {
    const { room, create } = aStreamWorld();
    const old = room.create(keyOf('first'), 'v10', aRequest()).streamId;

    const streamId = create({ groups: ['first'], replacedStreamId: old }, keyOf('first'));

    expect(room.get(master, 'v29', streamId).version).toBe('v29');
  });
});

describe('a stream that is not there', () => {
  it.each(operations)('cannot be used by %s', (operation) => {
    const { room } = aStreamWorld();

    for (const id of [unknownId, 'no uuid', '', '__proto__', '../../etc/passwd', 'é'.repeat(9_999)]) {
      expect(refusalOf(() => room[operation](master, 'v29', id, aRequest() as never))).toEqual(notFound);
    }
  });

  it('has no settings to read: another code, and the reason is told', () => {
    const { room } = aStreamWorld();

    expect(refusalOf(() => room.get(master, 'v29', unknownId))).toEqual({
      status: 404,
      code: 'PN_WEBHOOK_NOT_FOUND',
      detail: `Stream  ${unknownId} not found `,
    });
  });

  it.each(['get', ...operations] as const)('is what the stream of another body is to %s', (operation) => {
    const { room, create } = aStreamWorld();
    const foreign = create({}, aCaller({ paId: 'pa-2' }));

    expect(refusalOf(() => room[operation](master, 'v29', foreign, aRequest() as never)).status).toBe(404);
  });

  it('answers in the name of PN-STREAM, with a hint in both languages', () => {
    const { room } = aStreamWorld();

    try {
      room.remove(master, 'v29', unknownId);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(PlatformProblem);
      const { service, hint } = error as PlatformProblem;
      expect(service).toBe('PN-STREAM');
      expect(hint.it).toContain(unknownId);
      expect(hint.en).toContain(unknownId);
    }
  });
});

describe('the version of a stream', () => {
  it.each(operations)('must be the one of the path for %s', (operation) => {
    const { room } = aStreamWorld();
    const { streamId } = room.create(master, 'v28', aRequest());

    expect(refusalOf(() => room[operation](master, 'v29', streamId, aRequest() as never))).toEqual(
      forbidden(`Pa pa-1 version v29 is trying to access streamId ${streamId}: api version mismatch`),
    );
  });

  it('must be the one of the path for reading the settings', () => {
    const { room } = aStreamWorld();
    const { streamId } = room.create(master, 'v10', aRequest());

    expect(refusalOf(() => room.get(master, 'v29', streamId))).toEqual(
      forbidden(`Stream  ${streamId} cannot be accessed by  xPagopaPnCxId=pa-1`),
    );
  });

  it('does not matter to the list', () => {
    const { room, create } = aStreamWorld();
    const older = room.create(master, 'v10', aRequest()).streamId;
    const disabled = create({ groups: ['first'] });
    room.disable(master, 'v29', disabled);
    create({}, aCaller({ paId: 'pa-2' }));

    expect(room.list(keyOf('last')).map(({ streamId }) => streamId)).toEqual([older, disabled]);
  });

  it('1 knows no groups: a key with groups makes, uses and removes a stream without any', () => {
    const { room } = aStreamWorld();
    const { streamId } = room.create(keyOf('first'), 'v10', aRequest());

    room.update(keyOf('second'), 'v10', streamId, aRequest({ title: 'Other' }));
    expect(room.get(keyOf('last'), 'v10', streamId).title).toBe('Other');
    expect(room.consume(keyOf('last'), 'v10', streamId).events).toEqual([]);
    room.remove(keyOf('last'), 'v10', streamId);

    expect(room.list(master)).toEqual([]);
  });
});

describe('the groups of a key', () => {
  it.each(operations)('must contain those of the stream for %s', (operation) => {
    const { room, create } = aStreamWorld();
    const streamId = create({ groups: ['first', 'second'] });
    const request = aRequest({ groups: ['first', 'second'] });
    const act = (...keyGroups: readonly string[]) =>
      room[operation](keyOf(...keyGroups), 'v29', streamId, (operation === 'consume' ? undefined : request) as never);

    for (const keyGroups of [['last'], ['first'], ['first', 'last']]) {
      expect(refusalOf(() => act(...keyGroups))).toEqual(
        forbidden(`Pa pa-1 groups (${keyGroups.join(',')}) is not allowed to see this streamId ${streamId}`),
      );
    }
    expect(() => act('second', 'first', 'last')).not.toThrow();
  });

  it.each(operations)('must be none for %s on a stream without groups', (operation) => {
    const { room, create } = aStreamWorld();
    const streamId = create();
    const argument = (operation === 'consume' ? undefined : aRequest()) as never;

    expect(refusalOf(() => room[operation](keyOf('first'), 'v29', streamId, argument))).toEqual(
      forbidden(`Only master key can change streamId ${streamId}`),
    );
    expect(() => room[operation](master, 'v29', streamId, argument)).not.toThrow();
  });

  it('do not matter to reading the settings', () => {
    const { room, create } = aStreamWorld();
    const grouped = create({ groups: ['first'] });
    const groupless = create();

    expect(room.get(keyOf('last'), 'v29', grouped).streamId).toBe(grouped);
    expect(room.get(keyOf('last'), 'v29', groupless).streamId).toBe(groupless);
  });
});

describe('updating a stream', () => {
  const removed = forbidden('Not supported operation, groups cannot be removed');

  it('changes title, type and filter from the next event on', () => {
    const { room, create, update, write, read } = aStreamWorld();
    const streamId = create();
    write('AAR_GENERATION');

    update(streamId, { title: 'Only the end', filterValues: ['REFINEMENT'] });
    write('AAR_GENERATION');
    write('REFINEMENT');

    expect(room.get(master, 'v29', streamId)).toMatchObject({ title: 'Only the end', filterValues: ['REFINEMENT'] });
    expect(read(streamId)).toEqual(['AAR_GENERATION', 'REFINEMENT']);
  });

  it('answers with the instant of the call and without waitForAccepted, but stores neither', () => {
    const { room, context, create } = aStreamWorld();
    const streamId = create({ waitForAccepted: true });
    const created = context.time.now();
    context.advance(seconds(5));

    const answer = room.update(master, 'v29', streamId, aRequest({ waitForAccepted: false }));

    expect(answer.activationDate).toBe(plus(created, seconds(5)));
    expect(answer).not.toHaveProperty('waitForAccepted');
    expect(room.get(master, 'v29', streamId)).toMatchObject({ activationDate: created, waitForAccepted: true });
  });

  it('keeps the stored filter where none is given, though the answer shows none', () => {
    const { room, create } = aStreamWorld();
    const streamId = create({ filterValues: ['REFINEMENT'] });

    expect(room.update(master, 'v29', streamId, aRequest({ filterValues: [] })).filterValues).toEqual([]);
    expect(room.update(master, 'v29', streamId, aRequest()).filterValues).toEqual([]);

    expect(room.get(master, 'v29', streamId).filterValues).toEqual(['REFINEMENT']);
  });

  it('is refused once the stream is disabled', () => {
    const { room, create, update } = aStreamWorld();
    const streamId = create();
    room.disable(master, 'v29', streamId);

    expect(refusalOf(() => update(streamId))).toEqual(forbidden(`Stream [${streamId}] is disabled, cannot be updated`));
  });

  it('may add groups: a master key those of the body, another key its own', () => {
    const { room, create, update } = aStreamWorld();
    const streamId = create({ groups: ['first'] });

    update(streamId, { groups: ['first', 'second'] });
    update(streamId, { groups: ['last', 'second', 'first'] }, keyOf('first', 'second', 'last'));

    expect(room.get(master, 'v29', streamId).groups).toEqual(['last', 'second', 'first']);
  });

  it('may not take groups away, nor restrict a stream that has none', () => {
    const { create, update } = aStreamWorld();
    const grouped = create({ groups: ['first', 'second'] });
    const groupless = create();

    expect(refusalOf(() => update(grouped, { groups: ['first'] }))).toEqual(removed);
    expect(refusalOf(() => update(grouped, { groups: [] }))).toEqual(removed);
    expect(refusalOf(() => update(grouped, { groups: ['last', 'second'] }))).toEqual(removed);
    expect(refusalOf(() => update(groupless, { groups: ['first'] }))).toEqual(removed);
  });

  it('may not add groups that are not allowed', () => {
    const { create, update } = aStreamWorld();
    const streamId = create({ groups: ['first'] });

    expect(refusalOf(() => update(streamId, { groups: ['first', 'elsewhere'] }))).toEqual(removed);
    expect(refusalOf(() => update(streamId, { groups: ['first', 'last'] }, keyOf('first', 'second')))).toEqual(removed);
  });
});

describe('disabling and removing a stream', () => {
  it('tells since when; waitForAccepted is told', () => {
    const { room, context, create } = aStreamWorld();
    const streamId = create({ waitForAccepted: true });

    expect(room.disable(master, 'v29', streamId)).toMatchObject({
      disabledDate: context.time.now(),
      waitForAccepted: true,
    });
  });

  it('disables only once', () => {
    const { room, create } = aStreamWorld();
    const streamId = create();
    room.disable(master, 'v29', streamId);

    expect(refusalOf(() => room.disable(master, 'v29', streamId))).toEqual(
      forbidden('Not supported operation, stream already disabled'),
    );
  });

  it('leaves what was collected to be read, and collects nothing more', () => {
    const { room, create, write, read } = aStreamWorld();
    const streamId = create();
    write('AAR_GENERATION');
    room.disable(master, 'v29', streamId);
    write('REFINEMENT');

    expect(read(streamId)).toEqual(['AAR_GENERATION']);
    expect(room.get(master, 'v29', streamId).streamId).toBe(streamId);
    room.remove(master, 'v29', streamId);
    expect(room.list(master)).toEqual([]);
  });

  it('ends in the disappearance of a disabled stream after 14 days of storage time', () => {
    const { room, context, create } = aStreamWorld();
    const streamId = create();
    context.advance(days(30));
    room.disable(master, 'v29', streamId);

    context.waitReally(days(14));
    expect(room.list(master)).toHaveLength(1);
    context.waitReally(1);

    expect(room.list(master)).toEqual([]);
    expect(refusalOf(() => room.get(master, 'v29', streamId)).status).toBe(404);
    expect(refusalOf(() => room.consume(master, 'v29', streamId))).toEqual(notFound);
    expect(refusalOf(() => create({ replacedStreamId: streamId }))).toEqual(notFound);
    expect(room.counts?.()).toEqual({ streams: 0, streamEvents: 0 });
  });

  it('keeps disabled streams for ever where retention is off', () => {
    const { room, context, create } = aStreamWorld({ retention: 'off' });
    const streamId = create();
    room.disable(master, 'v29', streamId);
    context.advance(days(400));
    create();

    expect(room.list(master)).toHaveLength(2);
  });
});

it('an id is read as a UUID: capitals do not matter', () => {
  const { room, create } = aStreamWorld();
  const streamId = create();

  expect(room.get(master, 'v29', streamId.toUpperCase()).streamId).toBe(streamId);
  room.disable(master, 'v29', streamId.toUpperCase());
  expect(room.get(master, 'v29', streamId)).toHaveProperty('disabledDate');
});
