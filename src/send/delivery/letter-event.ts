import { reasons } from '../../text/reasons.js';
import type { LegalFactId, NewElement, NewPlan, Outcome } from '../notification/model.js';
import { element, later, type StepInput, type WorkflowKinds } from '../notification/workflow.js';
import type { PhysicalAddress } from '../request/model.js';
import { type LetterEvent, scansOf } from './carrier.js';
import { instantOf } from './digital.js';
import { delays } from './facts.js';
import { elementsOf, has, isCancelled } from './life.js';
import { deceasedCause, effectOf, verdictOf } from './paper-codes.js';
import { recIndexOf } from './start.js';

/** A report of the post: progress, one element per document, or the feedback that ends an attempt. */

/** Progress elements so far in this attempt: IDX counts arrivals. */
const arrived = (input: StepInput, { mode, attempt }: LetterEvent): number => {
  const recIndex = recIndexOf(input);
  if (mode === 'simple')
    return elementsOf(input.notification, recIndex, 'SEND_SIMPLE_REGISTERED_LETTER_PROGRESS').length;
  return elementsOf(input.notification, recIndex, 'SEND_ANALOG_PROGRESS').filter((e) =>
    e.elementId.includes(`.ATTEMPT_${attempt}.`),
  ).length;
};

const progress = (
  input: StepInput,
  event: LetterEvent,
  idx: number,
  scan?: { readonly attachments: unknown; readonly legalFact: LegalFactId },
): NewElement => {
  const recIndex = recIndexOf(input);
  const isSimple = event.mode === 'simple';
  return element(
    input.notification,
    isSimple ? 'SEND_SIMPLE_REGISTERED_LETTER_PROGRESS' : 'SEND_ANALOG_PROGRESS',
    isSimple ? { recIndex, idx } : { recIndex, attempt: event.attempt, idx },
    {
      eventAt: instantOf(event.date),
      legalFactsIds: scan ? [scan.legalFact] : [],
      details: {
        recIndex,
        notificationDate: event.date,
        ...(event.cause === undefined ? {} : { deliveryFailureCause: event.cause }),
        deliveryDetailCode: event.code,
        ...(scan ? { attachments: [scan.attachments] } : {}),
        sendRequestId: event.sendRequestId,
        registeredLetterCode: event.letterCode,
        ...(isSimple ? {} : { serviceLevel: input.notification.request.physicalCommunicationType }),
      },
    },
  );
};

/** The final code of a registered letter: its verdict decides what follows. */
const feedback = (input: StepInput, event: LetterEvent): Outcome => {
  const recIndex = recIndexOf(input);
  const { notification } = input;
  const send = elementsOf(notification, recIndex, 'SEND_ANALOG_DOMICILE').find(
    (e) => e.elementId === event.sendRequestId,
  );
  const address = send?.details.physicalAddress as PhysicalAddress;
  const cause = event.cause ?? event.outcomeCause;
  const responseStatus = verdictOf(event.code, cause);
  const newAddress = responseStatus === 'KO' ? event.discovered : undefined;
  const written = element(
    notification,
    'SEND_ANALOG_FEEDBACK',
    { recIndex, attempt: event.attempt },
    {
      eventAt: instantOf(event.date),
      details: {
        recIndex,
        physicalAddress: address,
        serviceLevel: notification.request.physicalCommunicationType,
        sentAttemptMade: event.attempt,
        ...(newAddress ? { newAddress } : {}),
        responseStatus,
        notificationDate: event.date,
        ...(cause === undefined ? {} : { deliveryFailureCause: cause }),
        deliveryDetailCode: event.code,
        sendRequestId: event.sendRequestId,
        registeredLetterCode: event.letterCode,
      },
    },
  );
  if (isCancelled(notification)) return { elements: [written] };
  return { elements: [written], plan: [afterFeedback(input, event, responseStatus, cause, address)] };
};

const afterFeedback = (
  input: StepInput,
  event: LetterEvent,
  verdict: 'OK' | 'KO',
  cause: string | undefined,
  address: PhysicalAddress,
): NewPlan => {
  const recIndex = recIndexOf(input);
  const soon = (kind: string, why: NewPlan['why'], data: Record<string, unknown>): NewPlan =>
    later(input.now, delays.toAnalogEnd, kind, why, { recIndex, data });
  if (verdict === 'OK' && cause === deceasedCause) {
    return soon('delivery.paper-deceased', reasons.recipientDeceased, { address, date: event.date });
  }
  if (verdict === 'OK') return soon('delivery.paper-success', reasons.paperSuccess, { address, date: event.date });
  if (event.attempt > 0) return soon('delivery.paper-failure', reasons.paperFailure, { completedAt: event.date });
  return soon('delivery.paper-second', reasons.secondLetter, event.discovered ? { discovered: event.discovered } : {});
};

const reported = (input: StepInput): Outcome => {
  const event = input.item.data as unknown as LetterEvent;
  const next = arrived(input, event) + 1;
  const effect = effectOf(event.code);
  if (event.mode === 'registered' && effect === 'final' && !isOver(input, event)) return feedback(input, event);
  const scans = scansOf(input, event);
  if (scans.length === 0) return { elements: [progress(input, event, next)] };
  return { elements: scans.map((scan, i) => progress(input, event, next + i, scan)) };
};

/** The attempt already has its feedback: what comes later is progress. */
const isOver = (input: StepInput, { attempt }: LetterEvent): boolean => {
  const recIndex = recIndexOf(input);
  return (
    has(input.notification, recIndex, 'SEND_ANALOG_FEEDBACK') &&
    elementsOf(input.notification, recIndex, 'SEND_ANALOG_FEEDBACK').some((e) => e.details.sentAttemptMade === attempt)
  );
};

export const letterEventKinds: WorkflowKinds = { 'delivery.letter-event': reported };
