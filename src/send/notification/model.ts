import type { Instant } from '../../clock/instant.js';
import type { Chosen } from '../../scenario/plays.js';
import type { Said } from '../../text/said.js';
import type { PhysicalAddress, Recipient, StoredRequest } from '../request/model.js';

export type Iun = string;

/** Statuses of a notification. PAID is historical: no transition leads to it. */
export const statuses = [
  'IN_VALIDATION',
  'ACCEPTED',
  'REFUSED',
  'DELIVERING',
  'DELIVERED',
  'VIEWED',
  'EFFECTIVE_DATE',
  'PAID',
  'UNREACHABLE',
  'CANCELLED',
  'RETURNED_TO_SENDER',
] as const;
export type NotificationStatus = (typeof statuses)[number];

/**
 * Categories of timeline elements, the diagnostic ones included (those never leave through the platform's API).
 *
 * Source: reference timeline.md 5 and 6
 */
export const visibleCategories = [
  'SENDER_ACK_CREATION_REQUEST',
  'VALIDATE_NORMALIZE_ADDRESSES_REQUEST',
  'NORMALIZED_ADDRESS',
  'REQUEST_ACCEPTED',
  'SEND_COURTESY_MESSAGE',
  'GET_ADDRESS',
  'PUBLIC_REGISTRY_CALL',
  'PUBLIC_REGISTRY_RESPONSE',
  'SCHEDULE_ANALOG_WORKFLOW',
  'SCHEDULE_DIGITAL_WORKFLOW',
  'PREPARE_DIGITAL_DOMICILE',
  'SEND_DIGITAL_DOMICILE',
  'SEND_DIGITAL_PROGRESS',
  'SEND_DIGITAL_FEEDBACK',
  'REFINEMENT',
  'SCHEDULE_REFINEMENT',
  'DIGITAL_DELIVERY_CREATION_REQUEST',
  'DIGITAL_SUCCESS_WORKFLOW',
  'DIGITAL_FAILURE_WORKFLOW',
  'ANALOG_SUCCESS_WORKFLOW',
  'ANALOG_FAILURE_WORKFLOW',
  'PREPARE_SIMPLE_REGISTERED_LETTER',
  'SEND_SIMPLE_REGISTERED_LETTER',
  'SEND_SIMPLE_REGISTERED_LETTER_PROGRESS',
  'NOTIFICATION_VIEWED_CREATION_REQUEST',
  'NOTIFICATION_VIEWED',
  'PREPARE_ANALOG_DOMICILE',
  'SEND_ANALOG_DOMICILE',
  'SEND_ANALOG_PROGRESS',
  'SEND_ANALOG_FEEDBACK',
  'PAYMENT',
  'COMPLETELY_UNREACHABLE',
  'COMPLETELY_UNREACHABLE_CREATION_REQUEST',
  'REQUEST_REFUSED',
  'AAR_CREATION_REQUEST',
  'AAR_GENERATION',
  'NOT_HANDLED',
  'PROBABLE_SCHEDULING_ANALOG_DATE',
  'NOTIFICATION_CANCELLATION_REQUEST',
  'NOTIFICATION_CANCELLED',
  'PREPARE_ANALOG_DOMICILE_FAILURE',
  'NOTIFICATION_RADD_RETRIEVED',
  'ANALOG_WORKFLOW_RECIPIENT_DECEASED',
  'PUBLIC_REGISTRY_VALIDATION_CALL',
  'PUBLIC_REGISTRY_VALIDATION_RESPONSE',
  'NOTIFICATION_TIMELINE_REWORKED',
] as const;

export const diagnosticCategories = [
  'VALIDATE_F24_REQUEST',
  'VALIDATED_F24',
  'GENERATE_F24_REQUEST',
  'GENERATED_F24',
  'NOTIFICATION_CANCELLED_DOCUMENT_CREATION_REQUEST',
  'SEND_ANALOG_TIMEOUT_CREATION_REQUEST',
  'SEND_ANALOG_TIMEOUT',
  'ANALOG_FAILURE_WORKFLOW_TIMEOUT',
  'NOTIFICATION_COST_VALIDATION_REQUEST',
  'NOTIFICATION_COST_VALIDATION_RESPONSE',
] as const;

export type Category = (typeof visibleCategories)[number] | (typeof diagnosticCategories)[number];

export interface LegalFactId {
  /** With the prefix `safestorage://`. */
  readonly key: string;
  readonly category: string;
}

/** Details as they go on the wire (v2.9 spelling): instants already as ISO text, absent fields absent. */
export type Details = { readonly recIndex?: number } & Readonly<Record<string, unknown>>;

/** A timeline element as stored. */
export interface TimelineElement {
  readonly elementId: string;
  readonly category: Category;
  /** When the platform wrote it (`ingestionTimestamp`). */
  readonly ingestedAt: Instant;
  /** Business time (`timestamp` and `eventTimestamp`): what the timeline is sorted by. */
  readonly eventAt: Instant;
  readonly legalFactsIds: readonly LegalFactId[];
  readonly details: Details;
  /** Details that the platform keeps to itself: no wire form has them. */
  readonly internal?: Readonly<Record<string, unknown>>;
  /** Kind of the due work that wrote it; absent: an act of the recipient, the sender or the platform's support. */
  readonly by?: string;
  /** Id of the element that this work followed from; absent: of none, the work began with the request. */
  readonly after?: string;
}

/** What a workflow step wants written; `append` fills in the instants it leaves open. */
export interface NewElement {
  readonly elementId: string;
  readonly category: Category;
  /** Absent: the instant of writing. */
  readonly eventAt?: Instant;
  readonly legalFactsIds?: readonly LegalFactId[];
  /** As a function where the details repeat the instant of writing. */
  readonly details?: Details | ((writtenAt: Instant) => Details);
  readonly internal?: TimelineElement['internal'];
}

/** Work that a notification still has before it: an item of the agenda. */
export interface PlannedItem {
  /** Unique within the notification. */
  readonly id: string;
  readonly at: Instant;
  /** Registered kind, `<room>.<what>`; an unknown one found in stored data is an error with its name. */
  readonly kind: string;
  readonly recIndex?: number;
  /** What the step needs beside the notification itself; JSON. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** Why it will happen, for the agenda. */
  readonly why: Said;
  /** Name of the scenario that decided it, when one did. */
  readonly scenario?: string;
  /** Id of the element that it follows from. */
  readonly after?: string;
}

/** A planned item before it has an id. */
export interface NewPlan extends Omit<PlannedItem, 'id' | 'after'> {
  /** Which element of its step it follows from; absent: the last one. */
  readonly follows?: Category;
}

/** What the outside world is asked. */
export const questions = [
  'taxIdCheck',
  'digitalDomicile',
  'registryDigital',
  'registryAddress',
  'courtesyContacts',
  'pec',
  'letter',
  'file',
  'debtPosition',
] as const;
export type Question = (typeof questions)[number];

/** A question to the outside world, and what it answered. Plain data. */
export interface Asked {
  readonly at: Instant;
  readonly question: Question;
  readonly recIndex?: number;
  /** What it was about, where a recipient has several: an address, a file of the request, a notice. */
  readonly about?: string;
  readonly answer: unknown;
  /** Name of the outcome that decided. */
  readonly scenario?: string;
  /** File and line of what decided, or the call that set it; absent: nothing says anything of it. */
  readonly source?: string;
}

/**
 * A correction of the timeline: elements of one recipient that do not count any more. They stay in store, out of every
 * view; new elements of the same categories carry its number in their id.
 */
export interface Rework {
  readonly recIndex: number;
  /** Attempt that is corrected. */
  readonly attempt: 0 | 1;
  /** The letter is printed and sent again, or only its outcome was wrong. */
  readonly kind: 'RESTART' | 'OUTCOME';
  readonly invalidated: readonly string[];
}

/** What one step of the workflow does: the only way in which a notification changes. */
export interface Outcome {
  readonly elements?: readonly NewElement[];
  readonly plan?: readonly NewPlan[];
  /** Ids of planned items that will not happen any more. */
  readonly drop?: readonly string[];
  /** Things handed to carriers, for `/_sim/notifications/{iun}/dispatches`. */
  readonly dispatches?: readonly Dispatch[];
  readonly rework?: Rework;
  /** What the outside world answered on the way. */
  readonly asked?: readonly Asked[];
  readonly waits?: readonly Wait[];
}

/** A report of the post that came and led to nothing, because something is missing. */
export interface Wait {
  readonly at: Instant;
  readonly recIndex: number;
  /** Id of the SEND element of the letter. */
  readonly sendRequestId: string;
  /** Absent: the carrier reports nothing (more). */
  readonly code?: string;
  readonly why: Said;
}

export interface Dispatch {
  readonly at: Instant;
  readonly recIndex: number;
  readonly channel: 'PEC' | 'SERCQ' | 'PAPER' | 'EMAIL' | 'SMS' | 'APPIO';
  readonly product?: string;
  readonly address: string;
  readonly attempt: number;
  readonly attachments: readonly string[];
  readonly pages?: number;
  readonly grams?: number;
  readonly cost?: number;
  readonly scenario?: string;
  /** The scenario asks to correct the timeline of this attempt, once the notification is perfected. */
  readonly rework?: 0 | 1;
}

/** The sender as the notification remembers it. */
interface NotificationSender {
  readonly paId: string;
  readonly taxId: string;
  readonly denomination: string;
}

/** What is fixed at the 202. */
export interface NotificationHead {
  readonly iun: Iun;
  readonly notificationRequestId: string;
  readonly sentAt: Instant;
  readonly sender: NotificationSender;
  readonly request: StoredRequest;
  /** Version of the API it was sent with, for instance `2.6`. */
  readonly version: string;
  readonly usedServices?: { readonly physicalAddressLookup?: boolean };
  /** The body may not send letters above 20 grams. */
  readonly heavyMailDisabled?: true;
  /** Header `x-send-sim-scenario` of the request, when one was sent. */
  readonly scenarioHeader?: string;
  /** The scenario of each recipient, as it was then; null: the texts of the addresses decide. Absent: so for all. */
  readonly scenarios?: readonly (Chosen | null)[];
}

/** The aggregate: head, append-only timeline, work ahead. Everything else is computed from it. */
export interface Notification extends NotificationHead {
  /** In order of writing; without those that a correction invalidated. */
  readonly elements: readonly TimelineElement[];
  readonly invalidated: readonly TimelineElement[];
  /** In order; the place is the number in `.REWORK_n`. */
  readonly reworks: readonly Rework[];
  readonly planned: readonly PlannedItem[];
  readonly dispatches: readonly Dispatch[];
  /** In order; a question whose answer does not change is kept once, but for those that are news each time. */
  readonly asked: readonly Asked[];
  readonly waits: readonly Wait[];
}

/** The recipients, each with the address that a registry gave where the request had none. */
export const recipientsOf = ({
  request,
  elements,
}: Pick<Notification, 'request' | 'elements'>): readonly Recipient[] => {
  if (request.recipients.every(({ physicalAddress }) => physicalAddress)) return request.recipients;
  const found = new Map(
    elements
      .filter(({ category }) => category === 'PUBLIC_REGISTRY_VALIDATION_RESPONSE')
      .map(({ details }) => [details.recIndex, details.physicalAddress as PhysicalAddress]),
  );
  return request.recipients.map((recipient, recIndex) => {
    const address = recipient.physicalAddress ?? found.get(recIndex);
    return address ? { ...recipient, physicalAddress: address } : recipient;
  });
};
