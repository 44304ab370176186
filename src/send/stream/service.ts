import { days, type Instant, type Micros, milliseconds } from '../../clock/instant.js';
import type { Room, RoomContext, Step } from '../../sandbox/room.js';
import type { Iun, NotificationStatus } from '../notification/model.js';
import type { Appended } from '../notification/service.js';
import type { Caller } from '../sender/model.js';
import type { Collector } from './collector.js';
import { refusals } from './errors.js';
import {
  defaultRetryAfterMs,
  disabledStreamDays,
  eventDays,
  keptEvents,
  maxActiveStreams,
  pageEvents,
  replacementGap,
} from './facts.js';
import type {
  Access,
  Arrival,
  EventPage,
  Stream,
  StreamChange,
  StreamCreationRequest,
  StreamEvent,
  StreamMetadata,
  StreamRequest,
  StreamState,
  StreamVersion,
} from './model.js';
import { groupsRefusal, numberOf, updateRefusal, withoutRepetitions, writeRefusal } from './rules.js';
import { createStreams } from './state.js';

export { writtenIn } from './whole.js';

import { takeUp, type Written, wholeOf } from './whole.js';

export interface StreamOptions {
  /** Active streams that a body may have. */
  readonly maxStreams?: number;
  /** Wait that an empty page asks for. */
  readonly retryAfterMs?: number;
  /** `off`: neither events nor disabled streams age. */
  readonly retention: 'platform' | 'off';
  /** Events kept per stream; beyond it the oldest are dropped and counted. */
  readonly keptEvents?: number;
  readonly written: Written;
}

/**
 * Event streams of one sandbox. Their events are never stored: they follow from the elements that notifications append,
 * live and when the stored steps are applied again at start, with the same numbers. Stored are the streams themselves and
 * what was acknowledged.
 *
 * All use cases but `list` take the version of the path and refuse a stream of another one.
 */
export interface StreamRoom extends Room<StreamChange> {
  /**
   * Opens a stream, in the place of another one where `replacedStreamId` names it.
   *
   * Errors: PN_WEBHOOK_MAXSTREAMSCOUNTREACHED (409), PN_WEBHOOK_FORBIDDEN (403), PN_STREAM_STREAMNOTFOUND (404)
   */
  create(caller: Caller, version: StreamVersion, request: StreamCreationRequest): StreamMetadata;
  /** All streams of the body, of any version and group, disabled ones included. */
  list(caller: Caller): readonly StreamMetadata[];
  /** Whatever the groups of the key. Errors: PN_WEBHOOK_NOT_FOUND (404), PN_WEBHOOK_FORBIDDEN (403) */
  get(caller: Caller, version: StreamVersion, streamId: string): StreamMetadata;
  /** Errors: PN_STREAM_STREAMNOTFOUND (404), PN_WEBHOOK_FORBIDDEN (403) */
  update(caller: Caller, version: StreamVersion, streamId: string, request: StreamRequest): StreamMetadata;
  /** Errors: PN_STREAM_STREAMNOTFOUND (404), PN_WEBHOOK_FORBIDDEN (403) */
  disable(caller: Caller, version: StreamVersion, streamId: string): StreamMetadata;
  /** Errors: PN_STREAM_STREAMNOTFOUND (404), PN_WEBHOOK_FORBIDDEN (403) */
  remove(caller: Caller, version: StreamVersion, streamId: string): void;
  /**
   * The next events after `lastEventId`; those up to it are acknowledged and gone (the platform takes a second for that).
   *
   * Errors: PN_STREAM_STREAMNOTFOUND (404), PN_WEBHOOK_FORBIDDEN (403), PN_STREAM_RETRY_AFTER_ERROR (429: only for senders
   * whose pause is enforced; it is forgotten by a restart)
   * Source: pn-stream service/impl/StreamEventsServiceImpl.java (consumeEventStream)
   */
  consume(caller: Caller, version: StreamVersion, streamId: string, lastEventId?: string): EventPage;
  /** Listens to the notifications. Records nothing: it runs while a step is applied. */
  onAppended(appended: Appended): void;
  state(): readonly StreamState[];
  /** The oldest events that were not acknowledged yet; they stay. */
  unread(streamId: string, limit: number): readonly StreamEvent[];
}

const accessOf = ({ sender, key }: Caller, version: StreamVersion): Access => ({
  paId: sender.paId,
  keyGroups: key.groups,
  version,
});
const groupsOf = ({ sender }: Caller): readonly string[] =>
  sender.groups.filter(({ status }) => status === 'ACTIVE').map(({ id }) => id);
const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const distinct = (values: readonly string[] | undefined): readonly string[] => [...new Set(values)];

export const createStreamRoom = (context: RoomContext, options: StreamOptions): StreamRoom => {
  const { seed, time } = context;
  const ages = options.retention === 'platform';
  /** Of the body where it has its own, else of the sandbox, else the platform's. */
  const maxStreamsOf = ({ sender }: Caller): number =>
    sender.settings.maxStreams ?? options.maxStreams ?? maxActiveStreams;
  const retryAfterMsOf = ({ sender }: Caller): number =>
    sender.settings.retryAfterMs ?? options.retryAfterMs ?? defaultRetryAfterMs;
  const streams = createStreams({
    events: options.keptEvents ?? keptEvents,
    eventLife: ages ? days(eventDays) : Number.POSITIVE_INFINITY,
    disabledLife: ages ? days(disabledStreamDays) : Number.POSITIVE_INFINITY,
  });
  const record = (change: StreamChange): void => void context.record(room, change);

  /** By notification that was returned to its sender: the status before that. */
  const beforeReturn = new Map<Iun, NotificationStatus>();

  /** Storage time until which a stream whose last page was empty should be left alone. */
  const quietUntil = new Map<string, Micros>();
  const assertNotTooEarly = (caller: Caller, streamId: string): void => {
    if (!caller.sender.settings.enforceRetryAfter) return;
    const left = (quietUntil.get(streamId) ?? 0) - time.storageNow();
    if (left > 0) throw refusals.tooEarly(Math.ceil(left / milliseconds(1)), retryAfterMsOf(caller));
  };

  const pieces = { streams, beforeReturn, quietUntil };
  const forgetReads = (): void => {
    beforeReturn.clear();
    quietUntil.clear();
  };

  /** Ids are read as UUIDs: their case does not matter. */
  const canonical = (streamId: string): string => streamId.toLowerCase();
  const find = (access: Access, streamId: string): Collector | undefined =>
    streams.find(access.paId, streamId, time.storageNow());

  const writable = (access: Access, streamId: string, anyVersion = false): Collector => {
    const found = find(access, streamId);
    if (!found) throw refusals.streamNotFound(streamId);
    const refusal = writeRefusal(found.stream, access, anyVersion);
    if (refusal) throw refusal;
    return found;
  };

  /** After a reset that kept the streams the ordinals begin anew: an id in use is passed over. */
  const newId = (): string => {
    const id = seed.uuid('stream', seed.next('stream'));
    return streams.has(id) ? newId() : id;
  };

  const assertNotTooMany = (caller: Caller): void => {
    const all = streams.of(caller.sender.paId, time.storageNow());
    const active = all.filter(({ stream }) => stream.disabledDate === undefined).length;
    const max = maxStreamsOf(caller);
    if (active >= max) throw refusals.tooManyStreams(active, max);
  };

  const replaceable = (access: Access, streamId: string): Collector => {
    const replaced = writable(access, streamId, true);
    if (replaced.stream.disabledDate !== undefined) throw refusals.alreadyDisabled(replaced.stream);
    return replaced;
  };

  const room: StreamRoom = {
    name: 'stream',
    apply: (step: Step<StreamChange>) => {
      const { data } = step;
      // Storage time, and notifications with their IUNs, begin anew with a reset.
      if (data.kind === 'kept') forgetReads();
      if (data.kind === 'whole') takeUp(data, options.written, pieces);
      else streams.apply({ ...step, data });
    },
    snapshot: () => wholeOf(pieces, time.storageNow()),
    reset: () => {
      streams.reset();
      forgetReads();
    },
    counts: () => {
      const all = streams.all(time.storageNow());
      return { streams: all.length, streamEvents: all.reduce((sum, { state }) => sum + state().stored, 0) };
    },
    // One step for all, since it also has to empty them. Numbers go on: a client that remembers an id misses nothing.
    keep: () => [
      {
        kind: 'kept',
        streams: streams.all(time.storageNow()).map(({ stream, counter }) => ({ stream, counter })),
      },
    ],
    state: () => streams.all(time.storageNow()).map((collector) => collector.state()),
    unread: (streamId, limit) =>
      streams
        .all(time.storageNow())
        .find(({ stream }) => stream.streamId === streamId)
        ?.page(0, limit) ?? [],

    create: (caller, version, { title, eventType, groups, filterValues, waitForAccepted, replacedStreamId }) => {
      const access = accessOf(caller, version);
      const replaces = replacedStreamId ? canonical(replacedStreamId) : undefined;
      if (replaces !== undefined && !isUuid.test(replaces)) throw refusals.noUuid(replaces);
      if (replaces === undefined) assertNotTooMany(caller);
      const refusal = groupsRefusal(groups, access, groupsOf(caller));
      if (refusal) throw refusal;
      const replaced = replaces === undefined ? undefined : replaceable(access, replaces);
      const stream: Stream = {
        streamId: newId(),
        paId: access.paId,
        version,
        title,
        eventType,
        groups,
        filterValues: distinct(filterValues),
        waitForAccepted: waitForAccepted ?? false,
        activationDate: time.now(),
      };
      record({
        kind: 'created',
        stream,
        counter: replaced ? replaced.counter + replacementGap : 0,
        ...(replaces === undefined ? {} : { replaces }),
      });
      return stream;
    },

    list: ({ sender }) => streams.of(sender.paId, time.storageNow()).map(({ stream }) => stream),

    get: (caller, version, id) => {
      const access = accessOf(caller, version);
      const streamId = canonical(id);
      const stream = find(access, streamId)?.stream;
      if (!stream) throw refusals.metadataNotFound(streamId);
      if (stream.version !== version) throw refusals.metadataVersionMismatch(access, stream);
      return stream;
    },

    update: (caller, version, id, request) => {
      const access = accessOf(caller, version);
      const { stream } = writable(access, canonical(id));
      const refusal = updateRefusal(stream, request, access, groupsOf(caller));
      if (refusal) throw refusal;
      const { streamId } = stream;
      const { title, eventType, groups } = request;
      const filterValues = distinct(request.filterValues);
      // The platform's write passes over what is empty: the old filter stays, although the answer shows none.
      const stored = filterValues.length > 0 ? filterValues : stream.filterValues;
      record({ kind: 'updated', streamId, title, eventType, groups, filterValues: stored });
      // The answer is made from the request: the stored activation does not move, and waitForAccepted is not told.
      return { streamId, version, title, eventType, groups, filterValues, activationDate: time.now() };
    },

    disable: (caller, version, id) => {
      const collector = writable(accessOf(caller, version), canonical(id));
      const { stream } = collector;
      if (stream.disabledDate !== undefined) throw refusals.alreadyDisabled(stream);
      record({ kind: 'disabled', streamId: stream.streamId });
      return collector.stream;
    },

    remove: (caller, version, id) => {
      const { stream } = writable(accessOf(caller, version), canonical(id));
      record({ kind: 'removed', streamId: stream.streamId });
      quietUntil.delete(stream.streamId);
    },

    consume: (caller, version, id, lastEventId) => {
      const collector = writable(accessOf(caller, version), canonical(id));
      const { streamId } = collector.stream;
      assertNotTooEarly(caller, streamId);
      const after = numberOf(lastEventId);
      collector.dropOld(time.storageNow());
      const events = withoutRepetitions(collector.page(after, pageEvents));
      if (collector.keeps(after)) record({ kind: 'acknowledged', streamId, upTo: after });
      const retryAfterMs = events.length > 0 ? 0 : retryAfterMsOf(caller);
      if (retryAfterMs > 0) quietUntil.set(streamId, time.storageNow() + milliseconds(retryAfterMs));
      else quietUntil.delete(streamId);
      return { events, retryAfterMs };
    },

    onAppended: ({ notification, added, at, birth }) => {
      const { iun, notificationRequestId, paId, group } = notification;
      for (const { status, statusBefore } of added) {
        if (status === 'RETURNED_TO_SENDER' && status !== statusBefore) beforeReturn.set(iun, statusBefore);
      }
      const statusBeforeReturn = beforeReturn.get(iun);
      const takers = streams.collecting(paId);
      if (takers.length === 0) return;
      for (const written of added) {
        const arrival: Arrival = {
          iun,
          notificationRequestId,
          sentAt: notification.sentAt as Instant,
          ...(group === undefined ? {} : { group }),
          ...(statusBeforeReturn === undefined ? {} : { statusBeforeReturn }),
          ...written,
          at,
          birth,
        };
        for (const collector of takers) collector.take(arrival);
      }
    },
  };
  return room;
};
