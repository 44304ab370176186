import type { TimelineElement } from '../../../../src/send/notification/model.js';

/**
 * The machine of statuses, written a second time from the published tables (not from the code): who wants to know whether a
 * status is right asks both.
 */
const pairs: Readonly<Record<string, readonly (readonly [categories: string, to: string])[]>> = {
  IN_VALIDATION: [
    ['REQUEST_ACCEPTED', 'ACCEPTED'],
    ['REQUEST_REFUSED', 'REFUSED'],
    ['NOTIFICATION_CANCELLED', 'CANCELLED'],
  ],
  ACCEPTED: [
    ['SEND_DIGITAL_DOMICILE SEND_ANALOG_DOMICILE', 'DELIVERING'],
    ['NOTIFICATION_VIEWED', 'VIEWED'],
    ['COMPLETELY_UNREACHABLE', 'UNREACHABLE'],
    ['NOTIFICATION_CANCELLED NOT_HANDLED', 'CANCELLED'],
  ],
  DELIVERING: [
    ['DIGITAL_DELIVERY_CREATION_REQUEST ANALOG_SUCCESS_WORKFLOW', 'DELIVERED'],
    ['COMPLETELY_UNREACHABLE', 'UNREACHABLE'],
    ['NOTIFICATION_VIEWED', 'VIEWED'],
    ['ANALOG_WORKFLOW_RECIPIENT_DECEASED', 'RETURNED_TO_SENDER'],
    ['NOTIFICATION_CANCELLED', 'CANCELLED'],
  ],
  DELIVERED: [
    ['NOTIFICATION_VIEWED', 'VIEWED'],
    ['REFINEMENT', 'EFFECTIVE_DATE'],
    ['NOTIFICATION_CANCELLED NOT_HANDLED', 'CANCELLED'],
  ],
  UNREACHABLE: [
    ['NOTIFICATION_VIEWED', 'VIEWED'],
    ['REFINEMENT', 'EFFECTIVE_DATE'],
    ['NOTIFICATION_CANCELLED', 'CANCELLED'],
  ],
  EFFECTIVE_DATE: [
    ['NOTIFICATION_VIEWED', 'VIEWED'],
    ['NOTIFICATION_CANCELLED', 'CANCELLED'],
  ],
  VIEWED: [
    ['ANALOG_WORKFLOW_RECIPIENT_DECEASED', 'RETURNED_TO_SENDER'],
    ['NOTIFICATION_CANCELLED', 'CANCELLED'],
  ],
  RETURNED_TO_SENDER: [['NOTIFICATION_CANCELLED', 'CANCELLED']],
  CANCELLED: [],
  REFUSED: [],
};

const next = new Map(
  Object.entries(pairs).flatMap(([status, ways]) =>
    ways.flatMap(([categories, to]) => categories.split(' ').map((category) => [`${status} ${category}`, to] as const)),
  ),
);
const ofOne = (status: string, category: string): string => next.get(`${status} ${category}`) ?? status;

/** Ends of a recipient's workflow, the weightiest first, and the status that each gives. */
const ends = [
  ['DIGITAL_DELIVERY_CREATION_REQUEST', 'DELIVERED'],
  ['ANALOG_SUCCESS_WORKFLOW', 'DELIVERED'],
  ['COMPLETELY_UNREACHABLE', 'UNREACHABLE'],
  ['ANALOG_FAILURE_WORKFLOW_TIMEOUT', 'DELIVERING'],
  ['ANALOG_WORKFLOW_RECIPIENT_DECEASED', 'RETURNED_TO_SENDER'],
] as const;
const isEnd = (category: string): boolean => ends.some(([end]) => end === category);

const rank = (category: string): number => {
  if (category === 'SEND_DIGITAL_FEEDBACK' || category === 'NOTIFICATION_TIMELINE_REWORKED') return 20;
  if (category === 'SEND_ANALOG_FEEDBACK') return 30;
  if (/^ANALOG_(SUCCESS|FAILURE)_WORKFLOW|^ANALOG_WORKFLOW_RECIPIENT_DECEASED/.test(category)) return 40;
  if (category === 'COMPLETELY_UNREACHABLE_CREATION_REQUEST') return 50;
  if (category === 'COMPLETELY_UNREACHABLE') return 60;
  return category === 'SCHEDULE_REFINEMENT' ? 70 : 10;
};

/** By date, rank of the category, id. */
export const listed = (elements: readonly TimelineElement[]): readonly TimelineElement[] =>
  [...elements].sort(
    (a, b) => a.eventAt - b.eventAt || rank(a.category) - rank(b.category) || (a.elementId < b.elementId ? -1 : 1),
  );

interface Stay {
  readonly status: string;
  readonly since: number;
  readonly ids: string[];
}

/** @param elements in the order of the timeline */
export const replayed = (elements: readonly TimelineElement[], recipients: number): readonly Stay[] => {
  const stays: Stay[] = [{ status: 'IN_VALIDATION', since: 0, ids: [] }];
  let seen: string[] = [];
  let count = 0;
  const dead = new Set<unknown>();
  for (const { category, elementId, eventAt, details } of elements) {
    const { status } = stays.at(-1) as Stay;
    let to = ofOne(status, category);
    if (isEnd(category)) {
      seen.push(category);
      count++;
    }
    if (recipients > 1 && isEnd(category)) {
      const isLast = count === recipients && (status === 'ACCEPTED' || status === 'DELIVERING');
      const weightiest = ends.find(([end]) => seen.includes(end))?.[1];
      // Where all that is left is a time-out, the status stays.
      to = isLast && weightiest !== undefined && weightiest !== 'DELIVERING' ? weightiest : status;
    }
    if (recipients > 1 && category === 'NOTIFICATION_VIEWED' && dead.has(details.recIndex)) to = status;
    if (category === 'ANALOG_WORKFLOW_RECIPIENT_DECEASED') dead.add(details.recIndex);
    if (recipients > 1 && status === 'DELIVERING' && category === 'REFINEMENT') to = 'EFFECTIVE_DATE';
    if (to !== status) {
      stays.push({ status: to, since: eventAt, ids: [] });
      seen = [];
    }
    stays.at(-1)?.ids.push(elementId);
  }
  return stays;
};
