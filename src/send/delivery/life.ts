import { type Instant, parseInstant, plus } from '../../clock/instant.js';
import type { DigitalAddress } from '../../scenario/oracle.js';
import type { Plays } from '../../scenario/plays.js';
import type { Category, Notification, TimelineElement } from '../notification/model.js';
import type { PhysicalAddress } from '../request/model.js';

/** What the timeline says about one recipient: questions that the steps ask, in one place. */

export type DigitalSource = 'PLATFORM' | 'SPECIAL' | 'GENERAL';

export const elementsOf = (n: Notification, recIndex: number, ...categories: Category[]): readonly TimelineElement[] =>
  n.elements.filter((e) => e.details.recIndex === recIndex && categories.includes(e.category));

export const has = (n: Notification, recIndex: number, category: Category): boolean =>
  n.elements.some((e) => e.category === category && e.details.recIndex === recIndex);

/** Date of the recipient's first view; the creation request counts, not the certificate. */
export const viewedAt = (n: Notification, recIndex: number): Instant | undefined => {
  const [view] = elementsOf(n, recIndex, 'NOTIFICATION_VIEWED_CREATION_REQUEST');
  return view && parseInstant(String(view.details.eventTimestamp));
};

/**
 * Whether an element of this recipient already carries the base fee: each recipient bears it once.
 *
 * Source: pn-delivery-push-workflow action/notificationview/NotificationCost.java, action/utils/TimelineUtils.java
 */
export const isFeeBorne = (n: Notification, recIndex: number): boolean =>
  elementsOf(
    n,
    recIndex,
    'NOTIFICATION_VIEWED',
    'REFINEMENT',
    'ANALOG_WORKFLOW_RECIPIENT_DECEASED',
    'ANALOG_FAILURE_WORKFLOW_TIMEOUT',
  ).some(({ details }) => Number(details.notificationCost ?? 0) > 0);

export const isCancelled = (n: Notification): boolean =>
  n.elements.some((e) => e.category === 'NOTIFICATION_CANCELLATION_REQUEST');

/** Prepare and send are skipped when the recipient has viewed or paid, or the sender asked for cancellation. */
export const isPaperStopped = (n: Notification, recIndex: number): boolean =>
  viewedAt(n, recIndex) !== undefined || has(n, recIndex, 'PAYMENT') || isCancelled(n);

const ofSource = (e: TimelineElement, source: DigitalSource): boolean =>
  e.elementId.includes(`.SOURCE_${source}.`) || e.elementId.endsWith(`.SOURCE_${source}`);

/** Attempts made on a source: the number of times its address was looked up. */
export const attemptsMade = (n: Notification, recIndex: number, source: DigitalSource): number =>
  elementsOf(n, recIndex, 'GET_ADDRESS').filter((e) => ofSource(e, source)).length;

/** The later of the last look-up of a source and of the date of its last feedback. */
export const lastAttemptAt = (n: Notification, recIndex: number, source: DigitalSource): Instant | undefined =>
  elementsOf(n, recIndex, 'GET_ADDRESS', 'SEND_DIGITAL_FEEDBACK')
    .filter((e) => ofSource(e, source))
    .reduce<Instant | undefined>(
      (latest, e) => (latest !== undefined && latest >= e.eventAt ? latest : e.eventAt),
      undefined,
    );

/** An address as its owner set it: without the date of deposit that sends to SEND's own inbox carry. */
export const bareAddress = ({ type, address }: DigitalAddress): DigitalAddress => ({
  type,
  address: type === 'SERCQ' ? address.replace(/\?timestamp=[^?]*$/, '') : address,
});

/** Address of the first send to a source, when there was one. */
export const firstSendTo = (n: Notification, recIndex: number, source: DigitalSource): DigitalAddress | undefined => {
  const first = elementsOf(n, recIndex, 'SEND_DIGITAL_DOMICILE').find((e) => ofSource(e, source));
  return first && bareAddress(first.details.digitalAddress as DigitalAddress);
};

/** The recipient's address of the request as the normaliser returned it. */
export const normalizedAddress = (n: Notification, recIndex: number): PhysicalAddress => {
  const [normalized] = elementsOf(n, recIndex, 'NORMALIZED_ADDRESS');
  const address = normalized?.details.normalizedAddress ?? n.request.recipients[recIndex]?.physicalAddress;
  return address as PhysicalAddress;
};

export const recipientOf = (n: Notification, recIndex: number) => {
  const recipient = n.request.recipients[recIndex];
  if (!recipient) throw new Error(`${n.iun} has no recipient ${recIndex}`);
  return recipient;
};

/** What the scenario chosen for the recipient plays. */
export const playsOf = ({ scenarios }: Notification, recIndex: number): { readonly plays?: Plays } => {
  const chosen = scenarios?.[recIndex];
  return chosen ? { plays: chosen.plays } : {};
};

/** The instant at which something is written now: after all that is written, also where that stands at this very instant. */
export const afterAll = ({ elements, invalidated }: Notification, now: Instant): Instant =>
  [...elements, ...invalidated].reduce((latest, e) => (e.ingestedAt >= latest ? plus(e.ingestedAt, 1) : latest), now);
