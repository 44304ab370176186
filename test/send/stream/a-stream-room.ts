import type { Instant } from '../../../src/clock/instant.js';
import type { Birth } from '../../../src/sandbox/room.js';
import type { Category, Details, NotificationStatus, TimelineElement } from '../../../src/send/notification/model.js';
import type { Appended } from '../../../src/send/notification/service.js';
import type { PlatformProblem } from '../../../src/send/problem.js';
import {
  type ApiKey,
  type Caller,
  defaultSenderSettings,
  type SenderSettings,
} from '../../../src/send/sender/model.js';
import { streamVersions } from '../../../src/send/stream/facts.js';
import type { EventPage, StreamCreationRequest, StreamRequest, StreamVersion } from '../../../src/send/stream/model.js';
import { createStreamRoom, type StreamOptions, type StreamRoom } from '../../../src/send/stream/service.js';
import { aRoomContext, type FakeContext } from '../../support/room-context.js';

/** Oldest first; as texts they stand in this order too. */
export const versions = Object.keys(streamVersions) as readonly StreamVersion[];

export const unknownId = '00000000-0000-4000-8000-000000000000';
export const iunOf = (n: number): string => `ABCD-EFGH-JKLM-202605-${String.fromCharCode(65 + (n % 26))}-1`;
export const requestIdOf = (iun: string): string => Buffer.from(iun).toString('base64');

interface CallerSpec {
  readonly paId?: string;
  readonly bodyGroups?: readonly string[];
  readonly keyGroups?: readonly string[];
  readonly settings?: Pick<SenderSettings, 'maxStreams' | 'retryAfterMs' | 'enforceRetryAfter'>;
}

/** By default a master key of a body with the groups first, second and last. */
export const aCaller = ({
  paId = 'pa-1',
  bodyGroups = ['first', 'second', 'last'],
  keyGroups = [],
  settings = {},
}: CallerSpec = {}): Caller => {
  const key: ApiKey = {
    id: 'key-1',
    name: 'default',
    key: 'k',
    groups: keyGroups,
    pdnd: 'any',
    status: 'ENABLED',
    statusHistory: [],
  };
  const groups = bodyGroups.map((id) => ({ id, name: `Group ${id}`, status: 'ACTIVE' as const }));
  const name = 'Comune di Esempio';
  return {
    sender: {
      paId,
      name,
      taxId: '12345678903',
      denomination: name,
      groups,
      apiKeys: [key],
      deletedKeys: [],
      settings: { ...defaultSenderSettings, ...settings },
    },
    key,
  };
};

export const aRequest = (changes: Partial<StreamCreationRequest> = {}): StreamCreationRequest => ({
  title: 'All notifications',
  eventType: 'TIMELINE',
  groups: [],
  ...changes,
});

export const anElement = (category: Category, at: Instant, details: Details = {}, iun = iunOf(0)): TimelineElement => ({
  elementId: `${category}.IUN_${iun}.${at}`,
  category,
  ingestedAt: at,
  eventAt: at,
  legalFactsIds: [],
  details,
});

interface Written {
  readonly iun?: string;
  readonly paId?: string;
  readonly group?: string;
  readonly sentAt?: Instant;
  readonly status?: NotificationStatus;
  /** Absent: the same as `status`. */
  readonly before?: NotificationStatus;
  readonly details?: Details;
  readonly elementId?: string;
  readonly birth?: Birth;
}

export interface StreamWorld {
  readonly context: FakeContext;
  readonly room: StreamRoom;
  /** Ids of new streams. */
  create(changes?: Partial<StreamCreationRequest>, caller?: Caller): string;
  update(streamId: string, changes?: Partial<StreamRequest>, caller?: Caller): void;
  /** An element is written for a notification; what a listener would be told. */
  write(category: Category, written?: Written): void;
  consume(streamId: string, lastEventId?: string, caller?: Caller): EventPage;
  /** Categories that can be read from a stream. */
  read(streamId: string, lastEventId?: string): readonly Category[];
}

export const aStreamWorld = (options: Partial<StreamOptions> = {}): StreamWorld => {
  const context = aRoomContext();
  const room = createStreamRoom(context, { retention: 'platform', written: () => undefined, ...options });
  const { time } = context;
  const consume: StreamWorld['consume'] = (streamId, lastEventId, caller = aCaller()) =>
    room.consume(caller, 'v29', streamId, lastEventId);
  let writtenCount = 0;
  return {
    context,
    room,
    create: (changes, caller = aCaller()) => room.create(caller, 'v29', aRequest(changes)).streamId,
    update: (streamId, changes, caller = aCaller()) =>
      void room.update(caller, 'v29', streamId, { ...aRequest(), ...changes }),
    write: (category, { iun = iunOf(0), paId = 'pa-1', group, sentAt = time.now(), ...written } = {}) => {
      writtenCount++;
      const { status = 'ACCEPTED', before = status, details, birth = { at: time.storageNow() } } = written;
      const { elementId = `${category}.IUN_${iun}.IDX_${writtenCount}` } = written;
      const element = { ...anElement(category, time.now(), details, iun), elementId };
      const notification: Appended['notification'] = {
        iun,
        notificationRequestId: requestIdOf(iun),
        sentAt,
        paId,
        senderDenomination: 'Comune di Esempio',
        senderTaxId: '12345678903',
        ...(group === undefined ? {} : { group }),
        subject: 'Avviso',
        recipientTaxIds: [],
        version: '2.6',
        status,
        scenarios: [],
        seq: writtenCount,
      };
      room.onAppended({
        notification,
        head: undefined,
        rework: undefined,
        added: [{ element, status, statusBefore: before }],
        seq: writtenCount,
        at: time.now(),
        birth,
      });
    },
    consume,
    read: (streamId, lastEventId) =>
      consume(streamId, lastEventId).events.map(({ arrival }) => arrival.element.category),
  };
};

/** The refusal that an act ends in: status, code and detail as they reach the client. */
export const refusalOf = (act: () => unknown): { status: number; code: string; detail: string | undefined } => {
  try {
    act();
  } catch (error) {
    const { status, errors } = error as PlatformProblem;
    return { status, code: errors[0]?.code ?? '', detail: errors[0]?.detail };
  }
  throw new Error('nothing was refused');
};

export const forbidden = (detail: string) => ({ status: 403, code: 'PN_WEBHOOK_FORBIDDEN', detail });
export const notFound = { status: 404, code: 'PN_STREAM_STREAMNOTFOUND', detail: undefined };
