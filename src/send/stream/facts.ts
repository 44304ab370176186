import type { Category, NotificationStatus } from '../notification/model.js';
import type { StreamVersion } from './model.js';

/**
 * Figures of the streams.
 *
 * Source: pn-stream config/application.properties, scripts/aws/cfn/microservice.yml; the published contract (10, 50)
 */
export const maxActiveStreams = 10;
export const pageEvents = 50;
export const defaultRetryAfterMs = 60_000;
export const eventDays = 7;
export const disabledStreamDays = 14;
/** A stream that replaces another one counts on from there, this far ahead, so that event ids keep growing. */
export const replacementGap = 1_000;
/** Decimal digits of an event id. */
export const eventIdDigits = 38;

/** Ours: beyond this many unread events of one stream the oldest are dropped, and counted. */
export const keptEvents = 100_000;

/**
 * What a stream of a version knows: categories and statuses introduced up to a version, and whether it has groups at all.
 *
 * Source: pn-stream dto/StreamVersionsTable.java
 */
export const streamVersions: Readonly<
  Record<StreamVersion, { readonly timeline: number; readonly status: number; readonly hasGroups: boolean }>
> = {
  v10: { timeline: 10, status: 10, hasGroups: false },
  v23: { timeline: 23, status: 10, hasGroups: true },
  v24: { timeline: 24, status: 10, hasGroups: true },
  v25: { timeline: 25, status: 10, hasGroups: true },
  v26: { timeline: 26, status: 26, hasGroups: true },
  v27: { timeline: 26, status: 26, hasGroups: true },
  v28: { timeline: 27, status: 26, hasGroups: true },
  v29: { timeline: 28, status: 26, hasGroups: true },
};

/** Timeline version that introduced a category, where it is not the first one (10). Source: pn-stream dto/TimelineElementCategoryInt.java */
export const laterCategories: Readonly<Partial<Record<Category, number>>> = {
  PREPARE_ANALOG_DOMICILE_FAILURE: 20,
  PROBABLE_SCHEDULING_ANALOG_DATE: 20,
  NOTIFICATION_CANCELLATION_REQUEST: 20,
  NOTIFICATION_CANCELLED: 20,
  NOTIFICATION_RADD_RETRIEVED: 23,
  ANALOG_WORKFLOW_RECIPIENT_DECEASED: 26,
  PUBLIC_REGISTRY_VALIDATION_CALL: 27,
  PUBLIC_REGISTRY_VALIDATION_RESPONSE: 27,
  NOTIFICATION_TIMELINE_REWORKED: 28,
};

/** Statuses with the version that introduced each. Source: pn-stream NotificationStatusInt.java */
export const statusVersions: Readonly<Record<NotificationStatus, number>> = {
  IN_VALIDATION: 10,
  ACCEPTED: 10,
  REFUSED: 10,
  DELIVERING: 10,
  DELIVERED: 10,
  VIEWED: 10,
  EFFECTIVE_DATE: 10,
  PAID: 10,
  UNREACHABLE: 10,
  CANCELLED: 10,
  RETURNED_TO_SENDER: 26,
};

/** The filter value that stands for the usual categories, and these. Source: pn-stream config/application.properties */
export const defaultFilter = 'DEFAULT';
export const defaultCategories: readonly Category[] = [
  'REQUEST_REFUSED',
  'REQUEST_ACCEPTED',
  'SEND_DIGITAL_DOMICILE',
  'SEND_DIGITAL_FEEDBACK',
  'DIGITAL_SUCCESS_WORKFLOW',
  'DIGITAL_FAILURE_WORKFLOW',
  'SEND_SIMPLE_REGISTERED_LETTER',
  'SEND_SIMPLE_REGISTERED_LETTER_PROGRESS',
  'SEND_ANALOG_DOMICILE',
  'SEND_ANALOG_PROGRESS',
  'SEND_ANALOG_FEEDBACK',
  'ANALOG_SUCCESS_WORKFLOW',
  'ANALOG_FAILURE_WORKFLOW',
  'COMPLETELY_UNREACHABLE',
  'REFINEMENT',
  'NOTIFICATION_VIEWED',
  'NOTIFICATION_CANCELLED',
  'NOTIFICATION_RADD_RETRIEVED',
  'ANALOG_WORKFLOW_RECIPIENT_DECEASED',
];

/**
 * With `waitForAccepted`: categories that are never held back, those that end the waiting of their notification, and how
 * long after the sending nothing is held back any more (one day of SLA, two until an unlock is forgotten: the longer one).
 *
 * Source: pn-stream dto/SkipSortCategoryEnum.java, dto/UnlockCategoryEnum.java, config/application.properties
 */
export const neverHeldCategories: readonly Category[] = [
  'SENDER_ACK_CREATION_REQUEST',
  'VALIDATE_NORMALIZE_ADDRESSES_REQUEST',
  'NORMALIZED_ADDRESS',
  'VALIDATE_F24_REQUEST',
  'VALIDATED_F24',
  'PUBLIC_REGISTRY_VALIDATION_CALL',
  'PUBLIC_REGISTRY_VALIDATION_RESPONSE',
];
export const unlockCategories: readonly Category[] = ['REQUEST_ACCEPTED', 'REQUEST_REFUSED'];
export const holdDays = 2;
