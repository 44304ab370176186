import { type Instant, plus, toIso } from '../../clock/instant.js';
import { reasons } from '../../text/reasons.js';
import type { NewElement, NewPlan, Notification, Outcome } from '../notification/model.js';
import { element, later, type StepInput, type WorkflowKinds } from '../notification/workflow.js';
import { instantOf } from './digital.js';
import { delays, sendFeeCents, terms } from './facts.js';
import type { TrackedEffect } from './letter-tracker.js';
import { elementsOf, isFeeBorne, viewedAt } from './life.js';
import { aarKey, recIndexOf } from './start.js';

/**
 * A letter abroad of which nothing is heard: it counts as lost, the second attempt follows, and after that nothing. All of it
 * is written for the platform alone: senders see the notification in delivery.
 *
 * Source: pn-delivery-push-workflow action/analogworkflow/AnalogWorkflowDeliveryTimeoutHandler.java,
 * action/utils/AnalogDeliveryTimeoutUtils.java (reference workflow.md 14)
 */

const isHeard = ({ effect }: TrackedEffect): boolean =>
  effect.kind === 'feedback' || (effect.documents.length > 0 && !effect.code.startsWith('CON'));

/**
 * When a letter abroad is given up; undefined when the post sends a document or an outcome of it in time.
 * @param effects what the post will report of it
 */
export const givenUpAt = (sentAt: Instant, effects: readonly TrackedEffect[]): Instant | undefined => {
  const deadline = plus(sentAt, terms.foreignTimeout);
  return effects.some((tracked) => tracked.at <= deadline && isHeard(tracked)) ? undefined : deadline;
};

/** The work of giving a letter up. */
export const givingUp = (at: Instant, recIndex: number, attempt: number, sendRequestId: string): NewPlan => ({
  at,
  kind: 'delivery.letter-timeout',
  why: reasons.letterTimeout(attempt),
  recIndex,
  data: { attempt, sendRequestId },
});

interface LostLetter {
  readonly attempt: number;
  readonly sendRequestId: string;
  readonly timeoutDate: string;
}

const certificateKey = (input: StepInput, attempt: number): string =>
  input.documentKey('PN_LEGAL_FACTS', `ANALOG_DELIVERY_TIMEOUT-${recIndexOf(input)}-${attempt}`, 'pdf');

const timedOutDetails = (input: StepInput, { attempt, sendRequestId, timeoutDate }: LostLetter) => ({
  recIndex: recIndexOf(input),
  timeoutDate,
  sentAttemptMade: attempt,
  relatedRequestId: sendRequestId,
  legalFactId: certificateKey(input, attempt),
});

const requestCertificate = (input: StepInput): Outcome => {
  const recIndex = recIndexOf(input);
  const { notification, now, item } = input;
  const lost: LostLetter = { ...(item.data as unknown as LostLetter), timeoutDate: toIso(item.at) };
  return {
    elements: [
      element(
        notification,
        'SEND_ANALOG_TIMEOUT_CREATION_REQUEST',
        { recIndex, attempt: lost.attempt },
        { eventAt: item.at, details: timedOutDetails(input, lost) },
      ),
    ],
    plan: [
      later(now, delays.toTimeoutDocument, 'delivery.letter-timed-out', reasons.letterTimedOut, {
        recIndex,
        data: { ...lost },
      }),
    ],
  };
};

/** Neither a status nor a term follows: the base fee is all that the recipient bears. */
const failed = (input: StepInput, timeoutDate: string): NewElement => {
  const recIndex = recIndexOf(input);
  const { notification } = input;
  const isBorne = viewedAt(notification, recIndex) !== undefined || isFeeBorne(notification, recIndex);
  return element(
    notification,
    'ANALOG_FAILURE_WORKFLOW_TIMEOUT',
    { recIndex },
    {
      eventAt: instantOf(timeoutDate),
      details: {
        recIndex,
        generatedAarUrl: aarKey(input, recIndex),
        ...(isBorne ? {} : { notificationCost: sendFeeCents }),
        timeoutDate,
      },
    },
  );
};

const certificateReady = (input: StepInput): Outcome => {
  const recIndex = recIndexOf(input);
  const { notification, now } = input;
  const lost = input.item.data as unknown as LostLetter;
  const send = elementsOf(notification, recIndex, 'SEND_ANALOG_DOMICILE').find(
    ({ elementId }) => elementId === lost.sendRequestId,
  );
  const timedOut = element(
    notification,
    'SEND_ANALOG_TIMEOUT',
    { recIndex, attempt: lost.attempt },
    {
      eventAt: instantOf(lost.timeoutDate),
      legalFactsIds: [{ key: certificateKey(input, lost.attempt), category: 'ANALOG_DELIVERY_TIMEOUT' }],
      details: {
        ...timedOutDetails(input, lost),
        serviceLevel: send?.details.serviceLevel,
        physicalAddress: send?.details.physicalAddress,
      },
    },
  );
  if (lost.attempt > 0) return { elements: [timedOut, failed(input, lost.timeoutDate)] };
  return {
    elements: [timedOut],
    plan: [later(now, delays.toAnalogEnd, 'delivery.paper-second', reasons.secondLetter, { recIndex, data: {} })],
  };
};

/** When the first letter was given up, if it was: no second one can be written then, and this ends the workflow. */
export const firstGivenUp = (notification: Notification, recIndex: number): string | undefined => {
  const [timedOut] = elementsOf(notification, recIndex, 'SEND_ANALOG_TIMEOUT');
  return timedOut && String(timedOut.details.timeoutDate);
};

const failure = (input: StepInput): Outcome => ({
  elements: [failed(input, String(input.item.data?.timeoutDate))],
});

export const letterTimeoutKinds: WorkflowKinds = {
  'delivery.letter-timeout': requestCertificate,
  'delivery.letter-timed-out': certificateReady,
  'delivery.timeout-failure': failure,
};
