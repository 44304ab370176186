import { notExpressible } from '../../adapter-problem.js';
import type { Recipient } from '../../request/model.js';
import { adapterRefusals } from '../../request/wire/errors.js';
import { toRecipientV1 } from '../../request/wire/v1.js';
import { type DownStep, downTo, without } from '../../versions.js';
import type { Category, NotificationStatus } from '../model.js';
import type { WireDetail } from './detail.js';
import type { WireElement } from './element.js';

export type DetailVersion = '1' | '2.0' | '2.1' | '2.3' | '2.4' | '2.5' | '2.6' | '2.7' | '2.8' | '2.9';

/** What a version does not have that the next one has. */
interface Difference {
  readonly to: DetailVersion;
  /** Fields of the notification. */
  readonly fields?: readonly string[];
  readonly categories?: readonly Category[];
  readonly statuses?: readonly NotificationStatus[];
  /** Fields of every timeline element. */
  readonly elementFields?: readonly (keyof WireElement)[];
  /** Fields inside `details`, by category. */
  readonly detailFields?: Partial<Readonly<Record<Category, readonly string[]>>>;
  /** What no column above can say. */
  readonly also?: (newer: WireDetail) => WireDetail;
}

const eachElement =
  (categories: readonly Category[], change: (element: WireElement) => WireElement) =>
  (newer: WireDetail): WireDetail => ({
    ...newer,
    timeline: newer.timeline.map((element) => (categories.includes(element.category) ? change(element) : element)),
  });

const spelledLegalfactId = (element: WireElement): WireElement => {
  const { legalFactId, ...details } = element.details;
  return legalFactId === undefined ? element : { ...element, details: { ...details, legalfactId: legalFactId } };
};

/** Values that v1 and v2.0 know, in the order in which they are looked at. */
const oldValues: readonly (readonly [field: string, known: readonly unknown[]])[] = [
  ['notificationFeePolicy', ['FLAT_RATE', 'DELIVERY_MODE']],
  ['physicalCommunicationType', ['AR_REGISTERED_LETTER', 'REGISTERED_LETTER_890']],
  ['pagoPaIntMode', ['SYNC', 'NONE']],
];

/** @throws AdapterProblem; recipients are looked at first, one after the other */
const withSinglePayments = (newer: WireDetail): WireDetail => {
  const recipients = newer.recipients.map((recipient, recIndex) => {
    const type = recipient.digitalDomicile?.type ?? 'PEC';
    if (type !== 'PEC') throw notExpressible(adapterRefusals.addressType(recIndex, type));
    return toRecipientV1(recipient as Recipient, recIndex);
  });
  for (const [field, known] of oldValues) {
    const name = field.charAt(0).toUpperCase() + field.slice(1);
    if (!known.includes(newer[field])) throw notExpressible(adapterRefusals.unknownValue(name, newer[field]));
  }
  return { ...newer, recipients };
};

/**
 * The way down from v2.9, newest first.
 *
 * unsure: v2.5 and older of a notification whose recipient died; where the platform has that workflow switched off they
 * answer 400 instead.
 *
 * Source: pn-delivery functions/versioningV1V2GetNotification/src/app/mapper/mapperV*.js
 */
const differences: readonly Difference[] = [
  { to: '2.8', fields: ['physicalCommunicationPriority'] },
  {
    to: '2.7',
    categories: ['NOTIFICATION_TIMELINE_REWORKED'],
    also: eachElement(
      [
        'COMPLETELY_UNREACHABLE_CREATION_REQUEST',
        'DIGITAL_DELIVERY_CREATION_REQUEST',
        'NOTIFICATION_VIEWED_CREATION_REQUEST',
      ],
      spelledLegalfactId,
    ),
  },
  {
    to: '2.6',
    fields: ['usedServices'],
    categories: ['PUBLIC_REGISTRY_VALIDATION_CALL', 'PUBLIC_REGISTRY_VALIDATION_RESPONSE'],
    detailFields: { REQUEST_ACCEPTED: ['notificationRequestId', 'paProtocolNumber', 'idempotenceToken'] },
  },
  { to: '2.5', categories: ['ANALOG_WORKFLOW_RECIPIENT_DECEASED'], statuses: ['RETURNED_TO_SENDER'] },
  {
    to: '2.4',
    fields: ['additionalLanguages'],
    also: eachElement(['NOTIFICATION_CANCELLED'], (element) => ({ ...element, legalFactsIds: [] })),
  },
  { to: '2.3', elementFields: ['ingestionTimestamp', 'eventTimestamp', 'notificationSentAt'] },
  {
    to: '2.1',
    fields: ['vat'],
    categories: ['NOTIFICATION_RADD_RETRIEVED'],
    detailFields: {
      SEND_ANALOG_PROGRESS: ['serviceLevel'],
      NOTIFICATION_VIEWED: ['eventTimestamp'],
      REFINEMENT: ['eventTimestamp'],
      SEND_DIGITAL_PROGRESS: ['eventTimestamp'],
      PAYMENT: ['eventTimestamp'],
      SCHEDULE_ANALOG_WORKFLOW: ['schedulingDate'],
      SCHEDULE_DIGITAL_WORKFLOW: ['schedulingDate'],
    },
  },
  { to: '2.0', fields: ['paFee'], also: withSinglePayments },
  {
    to: '1',
    categories: ['NOTIFICATION_CANCELLATION_REQUEST', 'NOTIFICATION_CANCELLED', 'PREPARE_ANALOG_DOMICILE_FAILURE'],
  },
];

/**
 * One step down. Elements that go leave the history too; an entry without elements goes with them, and the status is that of
 * the last entry that stays: a cancelled notification shows in v1 what it was before.
 */
const down =
  ({ fields = [], categories = [], statuses = [], elementFields = [], detailFields = {}, also }: Difference) =>
  (newer: WireDetail): WireDetail => {
    const timeline = newer.timeline
      .filter(({ category }) => !categories.includes(category))
      .map((element) => {
        const hidden = detailFields[element.category];
        const kept = without(element, elementFields);
        return hidden ? { ...kept, details: without(element.details, hidden) } : kept;
      });
    const ids = new Set(timeline.map(({ elementId }) => elementId));
    const history = newer.notificationStatusHistory
      .filter(({ status }) => !statuses.includes(status))
      .map((entry) => ({
        ...entry,
        relatedTimelineElements: entry.relatedTimelineElements.filter((id) => ids.has(id)),
      }))
      .filter(({ relatedTimelineElements }) => relatedTimelineElements.length > 0);
    const older: WireDetail = {
      ...without(newer, fields),
      notificationStatus: history.at(-1)?.status ?? newer.notificationStatus,
      notificationStatusHistory: history,
      timeline,
    };
    return also ? also(older) : older;
  };

export const detailSteps: readonly DownStep<DetailVersion, WireDetail>[] = differences.map((difference) => ({
  to: difference.to,
  down: down(difference),
}));

/** @throws AdapterProblem when the version cannot express it */
export const toWireDetail = (version: DetailVersion, newest: WireDetail): WireDetail =>
  downTo(detailSteps, version, newest);
