import { reasons } from '../../text/reasons.js';
import type { Notification, Outcome } from '../notification/model.js';
import { element, later, type StepInput, type WorkflowKinds } from '../notification/workflow.js';
import { delays, sendFeeCents } from './facts.js';
import { isFeeBorne } from './life.js';

/**
 * The sender cancels. From the request on everything that is planned is dropped; what was handed to carriers goes on
 * reporting, and nothing follows from it.
 *
 * Source: pn-delivery-push-workflow action/cancellation/NotificationCancellationActionHandler.java (reference workflow.md 12)
 */

/** Work that goes on after a cancellation was requested: the cancellation itself, and what carriers report. */
const surviving = new Set([
  'delivery.cancel',
  'delivery.cancelled',
  'delivery.pec-event',
  'delivery.letter-event',
  'delivery.letter-waits',
]);
export const survivesCancellation = (kind: string): boolean => surviving.has(kind);

/** What is left of an outcome after the request: what was written, and the cancellation's own steps. */
export const withoutWhatEnds = (outcome: Outcome): Outcome => ({
  ...outcome,
  plan: (outcome.plan ?? []).filter(({ kind }) => survivesCancellation(kind)),
});

/** The request of the sender: the status stays as it is for the moment. */
export const cancellationRequested = (
  notification: Notification,
  at: StepInput['now'],
  cancellationRequestId: string,
): Outcome => ({
  elements: [element(notification, 'NOTIFICATION_CANCELLATION_REQUEST', {}, { details: { cancellationRequestId } })],
  plan: [later(at, delays.toCancellation, 'delivery.cancel', reasons.cancel)],
  drop: notification.planned.filter((item) => !survivesCancellation(item.kind)).map((item) => item.id),
});

const certificateKey = (input: StepInput): string =>
  input.documentKey('PN_LEGAL_FACTS', 'NOTIFICATION_CANCELLED', 'pdf');

/** Payment notices are detached, the certificate is requested. */
const cancel = (input: StepInput): Outcome => ({
  elements: [
    element(
      input.notification,
      'NOTIFICATION_CANCELLED_DOCUMENT_CREATION_REQUEST',
      {},
      { details: { legalFactId: certificateKey(input) } },
    ),
  ],
  plan: [later(input.now, delays.toCancelled, 'delivery.cancelled', reasons.cancelled)],
});

/** Each recipient bears the base fee once: those who have not borne it yet are counted here. */
const cancelled = (input: StepInput): Outcome => {
  const { notification } = input;
  const notRefinedRecipientIndexes = notification.request.recipients.flatMap((_, recIndex) =>
    isFeeBorne(notification, recIndex) ? [] : [recIndex],
  );
  return {
    elements: [
      element(
        notification,
        'NOTIFICATION_CANCELLED',
        {},
        {
          details: { notificationCost: sendFeeCents * notRefinedRecipientIndexes.length, notRefinedRecipientIndexes },
          legalFactsIds: [{ key: certificateKey(input), category: 'NOTIFICATION_CANCELLED' }],
        },
      ),
    ],
  };
};

export const cancelKinds: WorkflowKinds = { 'delivery.cancel': cancel, 'delivery.cancelled': cancelled };
