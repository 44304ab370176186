import { toIso } from '../../../clock/instant.js';
import type { NotificationStatus, TimelineElement } from '../../notification/model.js';
import { toWireElementV28, type WireElement } from '../../notification/wire/element.js';
import type { EventType, StreamEvent, StreamMetadata, StreamVersion } from '../model.js';
import { toEventId } from '../rules.js';

/** An event in some version from 2.3 on. */
export interface WireEvent {
  readonly eventId: string;
  readonly notificationRequestId: string;
  /** Absent until the notification is accepted, and when it is refused. */
  readonly iun?: string;
  readonly newStatus: NotificationStatus;
  readonly element: WireElement;
}

export interface WireStream {
  readonly title: string;
  readonly eventType: EventType;
  readonly groups: readonly string[];
  readonly filterValues: readonly string[];
  readonly streamId: string;
  readonly activationDate: string;
  readonly disabledDate?: string;
  readonly version: StreamVersion;
  readonly waitForAccepted?: boolean;
}

/**
 * Streams rebuild the details field by field and lose something on the way: receipts come out empty, and the number of
 * attempts on the next source goes where the source itself is not told.
 */
const quirks = (element: TimelineElement): TimelineElement => {
  const { sendingReceipts, nextSourceAttemptsMade, ...others } = element.details;
  if (sendingReceipts === undefined && nextSourceAttemptsMade === undefined) return element;
  return {
    ...element,
    details: {
      ...others,
      ...(Array.isArray(sendingReceipts) && { sendingReceipts: sendingReceipts.map(() => ({})) }),
      ...(nextSourceAttemptsMade !== undefined &&
        others.nextDigitalAddressSource !== undefined && { nextSourceAttemptsMade }),
    },
  };
};

/**
 * An event as version 2.9 shows it.
 *
 * Source: pn-stream service/utils/StreamUtils.java (buildEventEntity), service/mapper/ProgressResponseElementMapper.java
 */
export const toWireEventV29 = ({ number, arrival }: StreamEvent): WireEvent => {
  const { iun, notificationRequestId, status, element, sentAt } = arrival;
  return {
    eventId: toEventId(number),
    notificationRequestId,
    ...(status === 'IN_VALIDATION' || status === 'REFUSED' ? {} : { iun }),
    newStatus: status,
    element: toWireElementV28(quirks(element), sentAt),
  };
};

/** Source: pn-stream middleware/dao/dynamo/mapper/EntityToDtoStreamMapper.java */
export const toWireStreamV29 = ({
  streamId,
  version,
  title,
  eventType,
  groups,
  filterValues,
  activationDate,
  disabledDate,
  waitForAccepted,
}: StreamMetadata): WireStream => ({
  title,
  eventType,
  groups,
  filterValues,
  streamId,
  activationDate: toIso(activationDate),
  ...(disabledDate === undefined ? {} : { disabledDate: toIso(disabledDate) }),
  version,
  ...(waitForAccepted === undefined ? {} : { waitForAccepted }),
});
