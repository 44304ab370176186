import type { Instant, Micros } from '../../clock/instant.js';
import type { Birth } from '../../sandbox/room.js';
import type { Iun, NotificationStatus, TimelineElement } from '../notification/model.js';

/** Label of the version of the path a stream was created through; it can be used through that one only. */
export type StreamVersion = 'v10' | 'v23' | 'v24' | 'v25' | 'v26' | 'v27' | 'v28' | 'v29';

export type EventType = 'STATUS' | 'TIMELINE';

/** What a sender chooses, in the shape of the newest version (v2.9): the one internal model. */
export interface StreamRequest {
  readonly title: string;
  readonly eventType: EventType;
  /** Ids of groups; empty: events of all notifications. */
  readonly groups: readonly string[];
  /** Categories or statuses; absent or empty: all that the version knows. */
  readonly filterValues?: readonly string[];
  /** Looked at when the stream is created, never afterwards. */
  readonly waitForAccepted?: boolean;
}

export interface StreamCreationRequest extends StreamRequest {
  readonly replacedStreamId?: string;
}

/** What the platform answers about a stream. */
export interface StreamMetadata {
  readonly streamId: string;
  readonly version: StreamVersion;
  readonly title: string;
  readonly eventType: EventType;
  readonly groups: readonly string[];
  /** Without repetitions. */
  readonly filterValues: readonly string[];
  readonly activationDate: Instant;
  readonly disabledDate?: Instant;
  /** The answer to an update leaves it out. */
  readonly waitForAccepted?: boolean;
}

export interface Stream extends StreamMetadata {
  readonly paId: string;
  readonly waitForAccepted: boolean;
}

/** Who asks, and through which version of the path. */
export interface Access {
  readonly paId: string;
  /** Groups of the API key; empty: a master key. */
  readonly keyGroups: readonly string[];
  readonly version: StreamVersion;
}

/** A timeline element that was written: one object for all streams that take it. */
export interface Arrival {
  readonly iun: Iun;
  readonly notificationRequestId: string;
  readonly sentAt: Instant;
  /** Group of the notification. */
  readonly group?: string;
  readonly element: TimelineElement;
  /** Status of the notification after the element, and before it. */
  readonly status: NotificationStatus;
  readonly statusBefore: NotificationStatus;
  /** Where the status is RETURNED_TO_SENDER: the last other one, for versions that do not know it. */
  readonly statusBeforeReturn?: NotificationStatus;
  /** Instant of writing. */
  readonly at: Instant;
  /** Since when it is stored. */
  readonly birth: Birth;
}

/** An arrival with its place in one stream: 1, 2, 3 … */
export interface StreamEvent {
  readonly number: number;
  readonly arrival: Arrival;
}

/** What one reading gives. */
export interface EventPage {
  readonly events: readonly StreamEvent[];
  /** How long to wait before the next reading. */
  readonly retryAfterMs: number;
}

/** A stream without its events. `counter` is the number of its last event. */
export interface StreamAndCounter {
  readonly stream: Stream;
  readonly counter: number;
}

/** Steps of the room. Events are none: they follow from the steps of notifications. */
export type StreamChange =
  | ({ readonly kind: 'created'; readonly replaces?: string } & StreamAndCounter)
  | ({ readonly kind: 'updated'; readonly streamId: string } & Pick<
      Stream,
      'title' | 'eventType' | 'groups' | 'filterValues'
    >)
  | { readonly kind: 'disabled'; readonly streamId: string }
  | { readonly kind: 'removed'; readonly streamId: string }
  /** Everything up to this number was read and is not wanted again. */
  | { readonly kind: 'acknowledged'; readonly streamId: string; readonly upTo: number }
  /** What a reset kept: all streams there are, emptied. */
  | { readonly kind: 'kept'; readonly streams: readonly StreamAndCounter[] }
  | KeptStreams;

/** An arrival as a snapshot keeps it: what the notification itself tells is left out. */
export type KeptArrival = Pick<Arrival, 'iun' | 'status' | 'statusBefore' | 'statusBeforeReturn' | 'at' | 'birth'> & {
  readonly elementId: string;
};

/** The whole room as a snapshot keeps it. */
export interface KeptStreams {
  readonly kind: 'whole';
  /** Those that any stream has, each once. */
  readonly arrivals: readonly KeptArrival[];
  /** In order of creation. */
  readonly streams: readonly KeptStream[];
  /** By notification that was returned to its sender: the status before that. */
  readonly beforeReturn: readonly (readonly [Iun, NotificationStatus])[];
  /** Storage time until which a stream should be left alone. */
  readonly quietUntil: readonly (readonly [string, Micros])[];
}

/** A stream with its events, which are numbers of `arrivals`. */
interface KeptStream extends StreamAndCounter, Omit<CollectedState<number>, 'counter'> {
  /** Since when it takes no events. */
  readonly disabledSince?: Birth;
}

/** What a stream has collected, and what it has to know to go on. */
export interface CollectedState<Event = Arrival> {
  readonly counter: number;
  readonly dropped: number;
  /** The last ones, oldest first: the newest has the number `counter`. */
  readonly events: readonly Event[];
  readonly waiting: readonly Event[];
  /** Notifications whose acceptance or refusal entered the stream. */
  readonly unlocked: readonly Iun[];
}

/** A stream as its owner sees it from outside the platform. */
export interface StreamState {
  readonly stream: Stream;
  /** Number of the last event. */
  readonly counter: number;
  /** Events that can be read. */
  readonly stored: number;
  /** Events that wait for the acceptance of their notification. */
  readonly held: number;
  /** Events lost because nobody read them and there were too many. */
  readonly dropped: number;
}
