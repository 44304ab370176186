import type { Category, NotificationStatus } from '../../notification/model.js';
import type { WireElement } from '../../notification/wire/element.js';
import { type DownStep, downTo, without } from '../../versions.js';
import type { Arrival, StreamCreationRequest, StreamEvent, StreamMetadata, StreamVersion } from '../model.js';
import { toV1, type WireEventV1 } from './v1.js';
import { toWireEventV29, toWireStreamV29, type WireEvent, type WireStream } from './v29.js';

/** What a version does not have that the next one has. */
interface Difference {
  readonly to: StreamVersion;
  /** Fields of a stream: neither heard when it is made or changed, nor told. */
  readonly fields?: readonly (keyof StreamCreationRequest | keyof WireStream)[];
  readonly event?: (newer: WireEvent, arrival: Arrival) => WireEvent | WireEventV1;
}

const ofElements =
  (categories: readonly Category[], change: (element: WireElement) => WireElement) =>
  (newer: WireEvent): WireEvent =>
    categories.includes(newer.element.category) ? { ...newer, element: change(newer.element) } : newer;

const spelledLegalfactId = (element: WireElement): WireElement => {
  const { legalFactId, ...details } = element.details;
  return legalFactId === undefined ? element : { ...element, details: { ...details, legalfactId: legalFactId } };
};

const withoutRequestIds = (element: WireElement): WireElement => {
  const details = without(element.details, ['notificationRequestId', 'paProtocolNumber', 'idempotenceToken']);
  const { refusalReasons } = details;
  return {
    ...element,
    details: Array.isArray(refusalReasons)
      ? { ...details, refusalReasons: refusalReasons.map((reason: object) => without(reason, ['recIndex'])) }
      : details,
  };
};

const unknownStatus: NotificationStatus = 'RETURNED_TO_SENDER';

/**
 * The way down from v2.9, newest first.
 *
 * unsure: for v2.5 and older the platform asks for the status before RETURNED_TO_SENDER when events are read; here it is
 * the one known when they were written.
 *
 * Source: pn-stream functions/versioningV1V2Stream/src/app/handlers/mapper/transformProgressResponse*.js,
 * transformStream*.js; that v2.8 and older keep the spelling `legalfactId`: pn-stream docs/openapi
 */
const differences: readonly Difference[] = [
  {
    to: 'v28',
    event: ofElements(
      [
        'COMPLETELY_UNREACHABLE_CREATION_REQUEST',
        'DIGITAL_DELIVERY_CREATION_REQUEST',
        'NOTIFICATION_VIEWED_CREATION_REQUEST',
      ],
      spelledLegalfactId,
    ),
  },
  { to: 'v27', event: ofElements(['REQUEST_ACCEPTED', 'REQUEST_REFUSED'], withoutRequestIds) },
  { to: 'v26', fields: ['waitForAccepted'] },
  {
    to: 'v25',
    event: (newer, { statusBeforeReturn = newer.newStatus }) =>
      newer.newStatus === unknownStatus ? { ...newer, newStatus: statusBeforeReturn } : newer,
  },
  { to: 'v24', event: ofElements(['NOTIFICATION_CANCELLED'], (element) => ({ ...element, legalFactsIds: [] })) },
  {
    to: 'v23',
    event: ({ element, ...newer }) => ({
      ...newer,
      element: without(element, ['ingestionTimestamp', 'eventTimestamp', 'notificationSentAt']),
    }),
  },
  { to: 'v10', event: toV1, fields: ['groups', 'replacedStreamId', 'disabledDate', 'version'] },
];

/** An event between two versions; only the last step makes it flat. */
interface Telling {
  readonly event: WireEvent | WireEventV1;
  readonly arrival: Arrival;
}

const eventSteps: readonly DownStep<StreamVersion, Telling>[] = differences.map(({ to, event: change }) => ({
  to,
  down: (newer) => {
    const { event, arrival } = newer;
    return change && 'element' in event ? { event: change(event, arrival), arrival } : newer;
  },
}));

const fieldSteps: readonly DownStep<StreamVersion, readonly string[]>[] = differences.map(({ to, fields = [] }) => ({
  to,
  down: (unknown) => [...unknown, ...fields],
}));

export const toWireEvent = (version: StreamVersion, event: StreamEvent): WireEvent | WireEventV1 =>
  downTo(eventSteps, version, { event: toWireEventV29(event), arrival: event.arrival }).event;

export const toWireStream = (version: StreamVersion, stream: StreamMetadata): Partial<WireStream> =>
  without<Partial<WireStream>>(toWireStreamV29(stream), downTo(fieldSteps, version, []));

/**
 * A stream that was disabled: v2.7 leaves `waitForAccepted` out, as v2.6 does.
 *
 * Source: pn-stream functions/versioningV1V2Stream/src/app/handlers/disableEventStreamHandler.js
 */
export const toWireDisabledStream = (version: StreamVersion, stream: StreamMetadata): Partial<WireStream> =>
  toWireStream(version === 'v27' ? 'v26' : version, stream);

/**
 * A request to make or change a stream, in the newest shape: what the version does not know was never said.
 * @param body has passed the contract of its version
 */
export const fromWireStream = (version: StreamVersion, body: unknown): StreamCreationRequest => ({
  groups: [],
  ...without(body as Omit<StreamCreationRequest, 'groups'>, downTo(fieldSteps, version, [])),
});
