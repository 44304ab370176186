import { plus, toIso } from '../../clock/instant.js';
import { isItalianForPost } from '../../italy/address.js';
import type { PaperProduct } from '../../scenario/oracle.js';
import { reasons } from '../../text/reasons.js';
import { elementId } from '../notification/element-id.js';
import type { NewElement, NewPlan, Outcome } from '../notification/model.js';
import { element, idOf, later, type StepInput, type WorkflowKinds } from '../notification/workflow.js';
import type { PhysicalAddress } from '../request/model.js';
import { post } from './carrier.js';
import { courtesyMessages } from './courtesy.js';
import { delays, terms } from './facts.js';
import { firstGivenUp } from './letter-timeout.js';
import { isPaperStopped, normalizedAddress } from './life.js';
import { recIndexOf } from './start.js';

/** The registered letter: first attempt, second attempt at another address. Skipped once the recipient viewed or paid. */

/** Courtesy messages delay the letter by five days: whoever reads in that time saves it and its cost. */
const startPaper = (input: StepInput): Outcome => {
  const recIndex = recIndexOf(input);
  const { notification, now } = input;
  const courtesy = courtesyMessages(input, recIndex);
  const waits = courtesy.dispatches.length > 0;
  const scheduledAt = waits ? plus(now, terms.courtesyWait) : now;
  return {
    elements: [
      ...courtesy.elements,
      element(
        notification,
        'SCHEDULE_ANALOG_WORKFLOW',
        { recIndex },
        { details: (writtenAt) => ({ recIndex, schedulingDate: toIso(waits ? scheduledAt : writtenAt) }) },
      ),
    ],
    plan: [
      later(scheduledAt, waits ? 0 : delays.toPrepare, 'delivery.paper-prepare', reasons.prepareLetter(0, waits), {
        recIndex,
      }),
    ],
    dispatches: courtesy.dispatches,
  };
};

const prepareId = (input: StepInput, attempt: number): string =>
  idOf(input.notification, 'PREPARE_ANALOG_DOMICILE', { recIndex: recIndexOf(input), attempt });

/** The first PREPARE, as the second attempt names it: without the number of a correction, as real documents show. */
const firstPrepareId = (input: StepInput): string =>
  elementId('PREPARE_ANALOG_DOMICILE', { iun: input.notification.iun, recIndex: recIndexOf(input), attempt: 0 });

const prepared = (input: StepInput, attempt: number, address: PhysicalAddress | undefined): NewElement => {
  const recIndex = recIndexOf(input);
  return element(
    input.notification,
    'PREPARE_ANALOG_DOMICILE',
    { recIndex, attempt },
    {
      details: {
        recIndex,
        ...(address ? { physicalAddress: address } : {}),
        serviceLevel: input.notification.request.physicalCommunicationType,
        sentAttemptMade: attempt,
        ...(attempt > 0 ? { relatedRequestId: firstPrepareId(input) } : {}),
      },
    },
  );
};

/** What a correction says about the letter goes on from preparing to sending. */
const givenOn = ({ item }: StepInput): Pick<NewPlan, 'data'> => (item.data ? { data: item.data } : {});

const prepareFirst = (input: StepInput): Outcome => {
  const recIndex = recIndexOf(input);
  const { notification, now } = input;
  if (isPaperStopped(notification, recIndex)) return {};
  return {
    elements: [prepared(input, 0, normalizedAddress(notification, recIndex))],
    plan: [
      later(now, delays.prepareToSend, 'delivery.paper-send', reasons.sendLetter, { recIndex, ...givenOn(input) }),
    ],
  };
};

/** SEND_ANALOG_DOMICILE with its price, and the reports of the post to come. */
const sent = (input: StepInput, attempt: number, address: PhysicalAddress): Outcome => {
  const recIndex = recIndexOf(input);
  const { notification } = input;
  const serviceLevel = notification.request.physicalCommunicationType;
  const product: PaperProduct = !isItalianForPost(address)
    ? 'RIR'
    : serviceLevel === 'AR_REGISTERED_LETTER'
      ? 'AR'
      : '890';
  const sendRequestId = idOf(notification, 'SEND_ANALOG_DOMICILE', { recIndex, attempt });
  const { quote, plan, dispatch } = post(input, { mode: 'registered', product, address, attempt, sendRequestId });
  return {
    elements: [
      element(
        notification,
        'SEND_ANALOG_DOMICILE',
        { recIndex, attempt },
        {
          details: {
            recIndex,
            physicalAddress: address,
            serviceLevel,
            sentAttemptMade: attempt,
            ...(attempt > 0 ? { relatedRequestId: firstPrepareId(input) } : {}),
            productType: product,
            analogCost: quote.costCents,
            numberOfPages: quote.sheets,
            envelopeWeight: quote.grams,
            prepareRequestId: prepareId(input, attempt),
          },
        },
      ),
    ],
    plan,
    dispatches: [dispatch],
  };
};

const sendFirst = (input: StepInput): Outcome => {
  const recIndex = recIndexOf(input);
  if (isPaperStopped(input.notification, recIndex)) return {};
  return sent(input, 0, normalizedAddress(input.notification, recIndex));
};

/** The address found by the postman goes into PREPARE as it was reported; else the registries are asked. */
const prepareSecond = (input: StepInput): Outcome => {
  const recIndex = recIndexOf(input);
  const { notification, now } = input;
  if (isPaperStopped(notification, recIndex)) return {};
  const { discovered } = input.item.data as { readonly discovered?: PhysicalAddress };
  const wait = discovered ? delays.prepareToSend : delays.toSecondAddress;
  return {
    elements: [prepared(input, 1, discovered)],
    plan: [
      later(now, wait, 'delivery.second-address', discovered ? reasons.sendLetter : reasons.secondAddress, {
        recIndex,
        ...givenOn(input),
      }),
    ],
  };
};

/**
 * An address found by the postman that cannot be posted to, or that is the one already tried, counts as none: the registries
 * are asked. D00 they have no address, D01 one that the post cannot serve, D02 the one already tried: no second letter then.
 *
 * Source: pn-paper-channel service/impl/PstSecondAttemptFlowService.java
 */
const sendSecond = (input: StepInput): Outcome => {
  const recIndex = recIndexOf(input);
  const { notification, now, oracle, places } = input;
  if (isPaperStopped(notification, recIndex)) return {};
  const recipient = notification.request.recipients[recIndex];
  const { discovered, ...given } = (input.item.data ?? {}) as { readonly discovered?: PhysicalAddress };
  const found = discovered ?? (recipient && oracle.registryAddress(recipient.taxId, recipient.recipientType));
  const first = recipient?.physicalAddress ?? normalizedAddress(notification, recIndex);
  const verdict = found && places.checkFoundAddress(found, first);
  if (verdict?.outcome === 'usable') return sent(input, 1, verdict.normalized);
  if (verdict?.outcome === 'serviceError') {
    const again = { recIndex, ...givenOn(input) };
    return {
      plan: [later(now, delays.normalizerRetry, 'delivery.second-address', reasons.normalizerSilent, again)],
    };
  }
  if (discovered) {
    const asked = { recIndex, data: given };
    return { plan: [later(now, delays.toSecondAddress, 'delivery.second-address', reasons.foundIsUseless, asked)] };
  }
  const lostAt = firstGivenUp(notification, recIndex);
  return {
    elements: [
      element(
        notification,
        'PREPARE_ANALOG_DOMICILE_FAILURE',
        { recIndex },
        {
          details: {
            recIndex,
            ...(found ? { foundAddress: found } : {}),
            failureCause: verdict?.failureCause ?? 'D00',
            prepareRequestId: prepareId(input, 1),
          },
        },
      ),
    ],
    plan: [
      lostAt === undefined
        ? later(now, delays.toAnalogEnd, 'delivery.paper-failure', reasons.paperFailure, {
            recIndex,
            data: { completedAt: toIso(now) },
          })
        : later(now, delays.toAnalogEnd, 'delivery.timeout-failure', reasons.timeoutFailure, {
            recIndex,
            data: { timeoutDate: lostAt },
          }),
    ],
  };
};

export const letterKinds: WorkflowKinds = {
  'delivery.paper-start': startPaper,
  'delivery.paper-prepare': prepareFirst,
  'delivery.paper-send': sendFirst,
  'delivery.paper-second': prepareSecond,
  'delivery.second-address': sendSecond,
};
