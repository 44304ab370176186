import type { Instant } from '../../clock/instant.js';
import type { Category, NotificationStatus, TimelineElement } from './model.js';

export interface StatusEntry {
  readonly status: NotificationStatus;
  readonly activeFrom: Instant;
  readonly relatedTimelineElements: readonly string[];
}

/**
 * Place of a category among elements of one instant.
 *
 * Source: pn-timeline-service category priorities; confirmed by real documents of June 2026
 */
const priorities: Partial<Record<Category, number>> = {
  SEND_DIGITAL_FEEDBACK: 20,
  NOTIFICATION_TIMELINE_REWORKED: 20,
  SEND_ANALOG_FEEDBACK: 30,
  ANALOG_SUCCESS_WORKFLOW: 40,
  ANALOG_FAILURE_WORKFLOW: 40,
  ANALOG_WORKFLOW_RECIPIENT_DECEASED: 40,
  ANALOG_FAILURE_WORKFLOW_TIMEOUT: 40,
  COMPLETELY_UNREACHABLE_CREATION_REQUEST: 50,
  COMPLETELY_UNREACHABLE: 60,
  SCHEDULE_REFINEMENT: 70,
};
const priority = (category: Category): number => priorities[category] ?? 10;

/** Order of the timeline: business time, then priority of the category, then id by code unit. */
export const inTimelineOrder = (a: TimelineElement, b: TimelineElement): number =>
  a.eventAt - b.eventAt ||
  priority(a.category) - priority(b.category) ||
  (a.elementId < b.elementId ? -1 : a.elementId > b.elementId ? 1 : 0);

type Transitions = Readonly<Partial<Record<NotificationStatus, Partial<Record<Category, NotificationStatus>>>>>;

/**
 * The pairs that change the status of a notification with one recipient. Every other pair keeps it.
 *
 * Source: pn-timeline-service utils/StateMap.java
 */
const transitions: Transitions = {
  // unsure: the platform's map has no way from IN_VALIDATION to CANCELLED; without one such a notification would never end.
  IN_VALIDATION: { REQUEST_ACCEPTED: 'ACCEPTED', REQUEST_REFUSED: 'REFUSED', NOTIFICATION_CANCELLED: 'CANCELLED' },
  ACCEPTED: {
    SEND_DIGITAL_DOMICILE: 'DELIVERING',
    SEND_ANALOG_DOMICILE: 'DELIVERING',
    NOTIFICATION_VIEWED: 'VIEWED',
    COMPLETELY_UNREACHABLE: 'UNREACHABLE',
    NOTIFICATION_CANCELLED: 'CANCELLED',
    NOT_HANDLED: 'CANCELLED',
  },
  DELIVERING: {
    DIGITAL_DELIVERY_CREATION_REQUEST: 'DELIVERED',
    ANALOG_SUCCESS_WORKFLOW: 'DELIVERED',
    COMPLETELY_UNREACHABLE: 'UNREACHABLE',
    NOTIFICATION_VIEWED: 'VIEWED',
    ANALOG_WORKFLOW_RECIPIENT_DECEASED: 'RETURNED_TO_SENDER',
    NOTIFICATION_CANCELLED: 'CANCELLED',
  },
  DELIVERED: {
    NOTIFICATION_VIEWED: 'VIEWED',
    REFINEMENT: 'EFFECTIVE_DATE',
    NOTIFICATION_CANCELLED: 'CANCELLED',
    NOT_HANDLED: 'CANCELLED',
  },
  UNREACHABLE: { NOTIFICATION_VIEWED: 'VIEWED', REFINEMENT: 'EFFECTIVE_DATE', NOTIFICATION_CANCELLED: 'CANCELLED' },
  EFFECTIVE_DATE: { NOTIFICATION_VIEWED: 'VIEWED', NOTIFICATION_CANCELLED: 'CANCELLED' },
  VIEWED: { ANALOG_WORKFLOW_RECIPIENT_DECEASED: 'RETURNED_TO_SENDER', NOTIFICATION_CANCELLED: 'CANCELLED' },
  RETURNED_TO_SENDER: { NOTIFICATION_CANCELLED: 'CANCELLED' },
};

/** End of a recipient's workflow, most important first. */
const ends: readonly Category[] = [
  'DIGITAL_DELIVERY_CREATION_REQUEST',
  'ANALOG_SUCCESS_WORKFLOW',
  'COMPLETELY_UNREACHABLE',
  'ANALOG_FAILURE_WORKFLOW_TIMEOUT',
  'ANALOG_WORKFLOW_RECIPIENT_DECEASED',
];

const statusOfEnds = (seen: readonly Category[], current: NotificationStatus): NotificationStatus => {
  switch (ends.find((end) => seen.includes(end))) {
    case 'DIGITAL_DELIVERY_CREATION_REQUEST':
    case 'ANALOG_SUCCESS_WORKFLOW':
      return 'DELIVERED';
    case 'COMPLETELY_UNREACHABLE':
      return 'UNREACHABLE';
    case 'ANALOG_WORKFLOW_RECIPIENT_DECEASED':
      return 'RETURNED_TO_SENDER';
    default:
      return current;
  }
};

interface Machine {
  status: NotificationStatus;
  /** Ends seen since the present status began; the count runs over the whole life. */
  endsInStatus: Category[];
  endCount: number;
  /** Recipients recorded as dead so far. */
  deceased: Set<unknown>;
}

/**
 * With several recipients an end changes the status only when it is the last one; then the most important of those
 * seen since the present status began decides. One view and one refinement are enough for the whole notification; a view by
 * a recipient recorded as dead is none.
 *
 * Source: pn-timeline-service utils/StateMap.java, CompletedDeliveryWorkflowCategory.java
 */
const nextForSeveral = (
  machine: Machine,
  { category, details }: TimelineElement,
  recipients: number,
): NotificationStatus => {
  const { status } = machine;
  if (category === 'NOTIFICATION_VIEWED' && machine.deceased.has(details.recIndex)) return status;
  if (ends.includes(category)) {
    if (status !== 'ACCEPTED' && status !== 'DELIVERING') return status;
    return machine.endCount === recipients ? statusOfEnds(machine.endsInStatus, status) : status;
  }
  if (status === 'DELIVERING' && category === 'REFINEMENT') return 'EFFECTIVE_DATE';
  return transitions[status]?.[category] ?? status;
};

const statusCategories: ReadonlySet<Category> = new Set([
  ...ends,
  ...Object.values(transitions).flatMap((pairs) => Object.keys(pairs) as Category[]),
]);

/** Whether an element of this category can change the status, wherever it stands in the timeline. */
export const movesStatus = (category: Category): boolean => statusCategories.has(category);

/** One replay of a sorted timeline; feed it element by element. */
const replay = (recipients: number): { readonly machine: Machine; feed(element: TimelineElement): boolean } => {
  const machine: Machine = { status: 'IN_VALIDATION', endsInStatus: [], endCount: 0, deceased: new Set() };
  return {
    machine,
    feed: (element) => {
      const { category, details } = element;
      if (category === 'ANALOG_WORKFLOW_RECIPIENT_DECEASED') machine.deceased.add(details.recIndex);
      if (ends.includes(category)) {
        machine.endCount++;
        machine.endsInStatus.push(category);
      }
      const next =
        recipients > 1
          ? nextForSeveral(machine, element, recipients)
          : (transitions[machine.status]?.[category] ?? machine.status);
      const changed = next !== machine.status;
      if (changed) {
        machine.status = next;
        machine.endsInStatus = [];
      }
      return changed;
    },
  };
};

/** Categories that change the status of some notification. */
const thatChange: ReadonlySet<Category> = new Set([
  ...Object.values(transitions).flatMap((row) => Object.keys(row) as Category[]),
  ...ends,
]);

/** What an element did to the status; without a change, why there is none. */
export type StatusEffect =
  | { readonly kind: 'changes'; readonly from: NotificationStatus; readonly to: NotificationStatus }
  | { readonly kind: 'keeps'; readonly status: NotificationStatus }
  | { readonly kind: 'never'; readonly status: NotificationStatus }
  /** With several recipients: so many of them have come to an end. */
  | { readonly kind: 'waits'; readonly status: NotificationStatus; readonly ended: number };

/** The effect of each element of a sorted timeline, in its order. */
export const statusEffects = (sorted: readonly TimelineElement[], recipients: number): readonly StatusEffect[] => {
  const { machine, feed } = replay(recipients);
  return sorted.map((element): StatusEffect => {
    const from = machine.status;
    if (feed(element)) return { kind: 'changes', from, to: machine.status };
    if (!thatChange.has(element.category)) return { kind: 'never', status: from };
    const isOpen = recipients > 1 && ends.includes(element.category) && machine.endCount < recipients;
    const waits = isOpen && (from === 'ACCEPTED' || from === 'DELIVERING');
    return waits ? { kind: 'waits', status: from, ended: machine.endCount } : { kind: 'keeps', status: from };
  });
};

/** Status after the whole (sorted) timeline. */
export const statusOf = (sorted: readonly TimelineElement[], recipients: number): NotificationStatus => {
  const { machine, feed } = replay(recipients);
  for (const element of sorted) feed(element);
  return machine.status;
};

/**
 * The status history as the API shows it: IN_VALIDATION is not there, ACCEPTED is active from the moment of sending, every
 * element hangs under the status in force (the one that opens an entry belongs to the new entry).
 *
 * Source: reference timeline.md 3.1
 */
export const statusHistory = (
  sorted: readonly TimelineElement[],
  recipients: number,
  sentAt: Instant,
): readonly StatusEntry[] => {
  const { machine, feed } = replay(recipients);
  const history: { status: NotificationStatus; activeFrom: Instant; relatedTimelineElements: string[] }[] = [];
  for (const element of sorted) {
    if (feed(element)) {
      const activeFrom = machine.status === 'ACCEPTED' ? sentAt : element.eventAt;
      history.push({ status: machine.status, activeFrom, relatedTimelineElements: [] });
    }
    history.at(-1)?.relatedTimelineElements.push(element.elementId);
  }
  return history;
};
