import { reasons } from '../../text/reasons.js';
import type { Outcome } from '../notification/model.js';
import { element, later, type StepInput, type WorkflowKinds } from '../notification/workflow.js';
import { delays } from './facts.js';
import { heavyMailRefusal } from './heavy-mail-rules.js';
import { addressRefusal, fileRefusal, paymentRefusal, type RefusalReason, taxIdRefusal } from './rules.js';

/** The three fields by which the sender recognises the request, in REQUEST_ACCEPTED and REQUEST_REFUSED. */
const requestIds = ({ notification: { notificationRequestId, request } }: StepInput) => ({
  notificationRequestId,
  paProtocolNumber: request.paProtocolNumber,
  ...(request.idempotenceToken === undefined ? {} : { idempotenceToken: request.idempotenceToken }),
});

const refused = (input: StepInput, reason: RefusalReason): Outcome => ({
  elements: [
    element(input.notification, 'REQUEST_REFUSED', {}, { details: { refusalReasons: [reason], ...requestIds(input) } }),
  ],
});

/** Step 1: payments, files, tax ids, weight. */
const checkFiles = (input: StepInput): Outcome => {
  const { notification, now, fileOf, oracle } = input;
  const { request } = notification;
  const reason =
    paymentRefusal(request) ??
    fileRefusal(request, fileOf) ??
    taxIdRefusal(request, oracle) ??
    heavyMailRefusal(notification, fileOf);
  if (reason) return refused(input, reason);
  return {
    elements: [element(notification, 'VALIDATE_NORMALIZE_ADDRESSES_REQUEST', {})],
    plan: [later(now, delays.toNormalization, 'validation.addresses', reasons.normalizeAddresses)],
  };
};

/** Step 4: every recipient's address must be one that the post can serve. */
const normalizeAddresses = (input: StepInput): Outcome => {
  const { notification, now, places } = input;
  const verdicts = notification.request.recipients.flatMap(({ physicalAddress }, recIndex) =>
    physicalAddress ? [{ recIndex, old: physicalAddress, verdict: places.checkAddress(physicalAddress) }] : [],
  );
  const reason = addressRefusal(notification.iun, verdicts);
  if (reason) return refused(input, reason);
  return {
    elements: verdicts.flatMap(({ recIndex, old, verdict }) =>
      verdict.ok
        ? [
            element(
              notification,
              'NORMALIZED_ADDRESS',
              { recIndex },
              { details: { recIndex, oldAddress: old, normalizedAddress: verdict.normalized } },
            ),
          ]
        : [],
    ),
    plan: [later(now, delays.toSenderAck, 'validation.sender-ack', reasons.createSenderAck)],
  };
};

const senderAckKey = (input: StepInput): string => input.documentKey('PN_LEGAL_FACTS', 'SENDER_ACK', 'pdf');

const createSenderAck = (input: StepInput): Outcome => ({
  elements: [
    element(input.notification, 'SENDER_ACK_CREATION_REQUEST', {}, { details: { legalFactId: senderAckKey(input) } }),
  ],
  plan: [later(input.now, delays.toAcceptance, 'validation.accept', reasons.accept)],
});

/** The acknowledgement is ready: the notification exists for the law, each recipient goes its own way from here. */
const accept =
  (firstStepOfRecipient: (input: StepInput, recIndex: number) => NonNullable<Outcome['plan']>[number]) =>
  (input: StepInput): Outcome => ({
    elements: [
      element(
        input.notification,
        'REQUEST_ACCEPTED',
        {},
        {
          details: requestIds(input),
          legalFactsIds: [{ key: senderAckKey(input), category: 'SENDER_ACK' }],
        },
      ),
    ],
    plan: input.notification.request.recipients.map((_, recIndex) => firstStepOfRecipient(input, recIndex)),
  });

/** The first item of a new notification. */
export const validationStarts = (sentAt: StepInput['now']) =>
  later(sentAt, delays.toFileChecks, 'validation.files', reasons.validateFiles);

/**
 * Kinds of work of the validation.
 * @param firstStepOfRecipient what an accepted notification does for each recipient
 */
export const validationKinds = (
  firstStepOfRecipient: (input: StepInput, recIndex: number) => NonNullable<Outcome['plan']>[number],
): WorkflowKinds => ({
  'validation.files': checkFiles,
  'validation.addresses': normalizeAddresses,
  'validation.sender-ack': createSenderAck,
  'validation.accept': accept(firstStepOfRecipient),
});
