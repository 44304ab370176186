import { reasons } from '../../text/reasons.js';
import type { NewElement, NewPlan, Outcome } from '../notification/model.js';
import { element, later, type StepInput, type WorkflowKinds } from '../notification/workflow.js';
import type { PhysicalAddress } from '../request/model.js';
import { type LetterEvent, type PlannedEffect, type Scan, scansOf } from './carrier.js';
import { instantOf } from './digital.js';
import { delays } from './facts.js';
import { elementsOf } from './life.js';
import { deceasedCause } from './paper-codes.js';
import { recIndexOf } from './start.js';

/** A report of the post: progress, one element per document, or the feedback that ends an attempt. */

/**
 * Progress elements so far of this letter: IDX counts arrivals, on where only the outcome was corrected, from 1 again where
 * the letter was sent again (its SEND has another id then).
 */
const arrived = ({ notification }: StepInput, { sendRequestId }: LetterEvent): number =>
  [...notification.elements, ...notification.invalidated].filter(
    (e) =>
      (e.category === 'SEND_ANALOG_PROGRESS' || e.category === 'SEND_SIMPLE_REGISTERED_LETTER_PROGRESS') &&
      e.details.sendRequestId === sendRequestId,
  ).length;

type Progress = Extract<PlannedEffect, { readonly kind: 'progress' }>;
type Feedback = Extract<PlannedEffect, { readonly kind: 'feedback' }>;

const progress = (input: StepInput, event: LetterEvent, effect: Progress, idx: number, scan?: Scan): NewElement => {
  const recIndex = recIndexOf(input);
  const isSimple = event.mode === 'simple';
  return element(
    input.notification,
    isSimple ? 'SEND_SIMPLE_REGISTERED_LETTER_PROGRESS' : 'SEND_ANALOG_PROGRESS',
    isSimple ? { recIndex, idx } : { recIndex, attempt: event.attempt, idx },
    {
      eventAt: instantOf(effect.date),
      legalFactsIds: scan ? [scan.legalFact] : [],
      ...(scan?.internal ? { internal: scan.internal } : {}),
      details: {
        recIndex,
        notificationDate: effect.date,
        ...(effect.cause === undefined ? {} : { deliveryFailureCause: effect.cause }),
        deliveryDetailCode: effect.code,
        ...(scan ? { attachments: [scan.attachment] } : {}),
        sendRequestId: event.sendRequestId,
        registeredLetterCode: effect.letterCode,
        ...(isSimple ? {} : { serviceLevel: input.notification.request.physicalCommunicationType }),
      },
    },
  );
};

/** The report that ends an attempt: its verdict decides what follows. */
const feedback = (input: StepInput, event: LetterEvent, effect: Feedback): Outcome => {
  const recIndex = recIndexOf(input);
  const { notification } = input;
  const send = elementsOf(notification, recIndex, 'SEND_ANALOG_DOMICILE').find(
    (e) => e.elementId === event.sendRequestId,
  );
  const address = send?.details.physicalAddress as PhysicalAddress;
  const { verdict, cause, discovered } = effect;
  const written = element(
    notification,
    'SEND_ANALOG_FEEDBACK',
    { recIndex, attempt: event.attempt },
    {
      eventAt: instantOf(effect.date),
      details: {
        recIndex,
        physicalAddress: address,
        serviceLevel: notification.request.physicalCommunicationType,
        sentAttemptMade: event.attempt,
        ...(discovered ? { newAddress: discovered } : {}),
        responseStatus: verdict,
        notificationDate: effect.date,
        ...(cause === undefined ? {} : { deliveryFailureCause: cause }),
        deliveryDetailCode: effect.code,
        sendRequestId: event.sendRequestId,
        registeredLetterCode: effect.letterCode,
      },
    },
  );
  return { elements: [written], plan: [afterFeedback(input, event.attempt, effect, address)] };
};

const afterFeedback = (
  input: StepInput,
  attempt: number,
  { verdict, cause, date, discovered }: Feedback,
  address: PhysicalAddress,
): NewPlan => {
  const recIndex = recIndexOf(input);
  const soon = (kind: string, why: NewPlan['why'], data: Record<string, unknown>): NewPlan =>
    later(input.now, delays.toAnalogEnd, kind, why, { recIndex, data });
  if (verdict === 'OK' && cause === deceasedCause) {
    return soon('delivery.paper-deceased', reasons.recipientDeceased, { address, date });
  }
  if (verdict === 'OK') return soon('delivery.paper-success', reasons.paperSuccess, { address, date });
  if (attempt > 0) return soon('delivery.paper-failure', reasons.paperFailure, { completedAt: date });
  return soon('delivery.paper-second', reasons.secondLetter, discovered ? { discovered } : {});
};

const reported = (input: StepInput): Outcome => {
  const event = input.item.data as unknown as LetterEvent;
  const { effect } = event;
  if (effect.kind === 'feedback') return feedback(input, event, effect);
  const next = arrived(input, event) + 1;
  const scans = scansOf(input, event);
  if (scans.length === 0) return { elements: [progress(input, event, effect, next)] };
  return { elements: scans.map((scan, i) => progress(input, event, effect, next + i, scan)) };
};

/** A report that leads to nothing: it leaves no element, but a note of what is missing. */
const setAside = ({ item, now }: StepInput): Outcome => {
  const { sendRequestId, code } = item.data as { readonly sendRequestId: string; readonly code?: string };
  const { recIndex = 0, why } = item;
  return { waits: [{ at: now, recIndex, sendRequestId, ...(code === undefined ? {} : { code }), why }] };
};

export const letterEventKinds: WorkflowKinds = {
  'delivery.letter-event': reported,
  'delivery.letter-waits': setAside,
};
