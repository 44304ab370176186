import { toIso } from '../../clock/instant.js';
import { reasons } from '../../text/reasons.js';
import { elementId } from '../notification/element-id.js';
import { type NewElement, type Outcome, recipientsOf } from '../notification/model.js';
import { element, later, type StepInput, type WorkflowKinds } from '../notification/workflow.js';
import { type Check, firstObstacle, isForced, requestIds } from './checks.js';
import { f24Refusals, f24sOf } from './f24-rules.js';
import { delays } from './facts.js';
import { heavyMailRefusal } from './heavy-mail-rules.js';
import { addressLookupRefusals, addressRefusal, asStored, fileRefusal, paymentRefusal, taxIdRefusal } from './rules.js';

type FirstStepOfRecipient = (input: StepInput, recIndex: number) => NonNullable<Outcome['plan']>[number];

const together = (...outcomes: readonly Outcome[]): Outcome => ({
  elements: outcomes.flatMap(({ elements = [] }) => elements),
  plan: outcomes.flatMap(({ plan = [] }) => plan),
});

/** Step 1: payments, files, tax ids, weight. */
const requestChecks: readonly Check[] = [
  {
    name: 'payments',
    run: ({ notification: { request, iun }, costAnswer }) =>
      paymentRefusal(request, (notice) => costAnswer(notice, iun)),
  },
  {
    name: 'files',
    run: ({ notification, fileOf }) => fileRefusal(notification.request, asStored(notification, fileOf)),
  },
  { name: 'taxIds', run: ({ notification, oracle }) => taxIdRefusal(notification.request, oracle) },
  { name: 'weight', run: ({ notification, fileOf }) => heavyMailRefusal(notification, fileOf) },
];

const checkRequest = (input: StepInput): Outcome => {
  const obstacle = firstObstacle(input, requestChecks);
  if (obstacle) return obstacle;
  const { notification, now } = input;
  if (f24sOf(notification.request).length === 0 && !isForced(input, 'f24')) return towardsAddresses(input);
  return {
    elements: [element(notification, 'VALIDATE_F24_REQUEST', {})],
    plan: [later(now, delays.toF24, 'validation.f24', reasons.validateF24)],
  };
};

/** Step 2: the metadata of all F24 forms. */
const f24Checks: readonly Check[] = [
  { name: 'f24', run: ({ notification, fileOf }) => f24Refusals(notification.request, fileOf) },
];

const checkF24 = (input: StepInput): Outcome => {
  const validated = element(input.notification, 'VALIDATED_F24', {}, { details: { status: 'OK' } });
  return firstObstacle(input, f24Checks) ?? together({ elements: [validated] }, towardsAddresses(input));
};

/** Recipients whom the request gives no physical address. */
const withoutAddress = ({ notification }: StepInput): readonly number[] =>
  notification.request.recipients.flatMap(({ physicalAddress }, recIndex) => (physicalAddress ? [] : [recIndex]));

/** What is missing is looked up first. */
const towardsAddresses = (input: StepInput): Outcome =>
  withoutAddress(input).length === 0 && !isForced(input, 'addressLookup')
    ? towardsNormalization(input)
    : {
        plan: [later(input.now, delays.toAddressLookup, 'validation.address-lookup', reasons.lookUpPhysicalAddresses)],
      };

const towardsNormalization = ({ notification, now }: StepInput): Outcome => ({
  elements: [element(notification, 'VALIDATE_NORMALIZE_ADDRESSES_REQUEST', {})],
  plan: [later(now, delays.toNormalization, 'validation.addresses', reasons.normalizeAddresses)],
});

/** Step 3: ANPR and Registro Imprese are asked for the addresses that the request left out; all answers are needed. */
const lookupChecks: readonly Check[] = [
  {
    name: 'addressLookup',
    run: ({ notification, oracle }) => addressLookupRefusals(notification.request.recipients, oracle),
  },
];

const lookUpAddresses = (input: StepInput): Outcome => {
  const { notification, oracle } = input;
  const { iun } = notification;
  const recIndexes = withoutAddress(input);
  const call = element(
    notification,
    'PUBLIC_REGISTRY_VALIDATION_CALL',
    { deliveryMode: 'ANALOG' },
    { details: (writtenAt) => ({ recIndexes, deliveryMode: 'ANALOG', sendDate: toIso(writtenAt) }) },
  );
  const obstacle = firstObstacle(input, lookupChecks);
  // A step that begins again has not asked yet: the element comes with the answer.
  if (obstacle?.elements) return together({ elements: [call] }, obstacle);
  if (obstacle) return obstacle;
  const callId = elementId('PUBLIC_REGISTRY_VALIDATION_CALL', { iun, deliveryMode: 'ANALOG' });
  const responses = recIndexes.flatMap((recIndex): readonly NewElement[] => {
    const recipient = notification.request.recipients[recIndex];
    const found = recipient && oracle.registryAddress(recipient.taxId, recipient.recipientType);
    if (!found) return [];
    const registry = recipient.recipientType === 'PF' ? 'ANPR' : 'REGISTRO_IMPRESE';
    return [
      {
        elementId: elementId('PUBLIC_REGISTRY_VALIDATION_RESPONSE', { recIndex, correlationId: callId }),
        category: 'PUBLIC_REGISTRY_VALIDATION_RESPONSE',
        details: { recIndex, physicalAddress: found, registry },
      },
    ];
  });
  return together({ elements: [call, ...responses] }, towardsNormalization(input));
};

/** Step 4: every recipient's address must be one that the post can serve. */
const normalizeAddresses = (input: StepInput): Outcome => {
  const { notification, now, places } = input;
  const verdicts = recipientsOf(notification).flatMap(({ physicalAddress: old }, recIndex) =>
    old ? [{ recIndex, old, verdict: places.checkAddress(old) }] : [],
  );
  const run = () => addressRefusal(notification.iun, verdicts);
  const obstacle = firstObstacle(input, [{ name: 'normalisation', run }]);
  if (obstacle) return obstacle;
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
  (firstStepOfRecipient: FirstStepOfRecipient) =>
  (input: StepInput): Outcome =>
    together(
      {
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
      },
      requestF24(input),
    );

/** The forms are drawn once the notification is accepted. */
const requestF24 = ({ notification, now }: StepInput): Outcome =>
  f24sOf(notification.request).length === 0
    ? {}
    : {
        elements: [element(notification, 'GENERATE_F24_REQUEST', {})],
        plan: [later(now, delays.toF24Generated, 'validation.f24-generated', reasons.generateF24)],
      };

const f24Generated = ({ notification, documentKey }: StepInput): Outcome => ({
  elements: notification.request.recipients.flatMap(({ payments = [] }, recIndex) => {
    const f24Attachments = payments.flatMap(({ f24 }, i) =>
      f24 ? [documentKey('PN_F24', `${recIndex}-${i}`, 'pdf')] : [],
    );
    if (f24Attachments.length === 0) return [];
    return [element(notification, 'GENERATED_F24', { recIndex }, { details: { recIndex, f24Attachments } })];
  }),
});

/** The first item of a new notification. */
export const validationStarts = (sentAt: StepInput['now']) =>
  later(sentAt, delays.toFileChecks, 'validation.files', reasons.validateFiles);

/**
 * Kinds of work of the validation.
 * @param firstStepOfRecipient what an accepted notification does for each recipient
 */
export const validationKinds = (firstStepOfRecipient: FirstStepOfRecipient): WorkflowKinds => ({
  'validation.files': checkRequest,
  'validation.f24': checkF24,
  'validation.address-lookup': lookUpAddresses,
  'validation.addresses': normalizeAddresses,
  'validation.sender-ack': createSenderAck,
  'validation.accept': accept(firstStepOfRecipient),
  'validation.f24-generated': f24Generated,
});
