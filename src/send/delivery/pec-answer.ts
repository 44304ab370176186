import { carrierDate, type Instant, toIso } from '../../clock/instant.js';
import { reasons } from '../../text/reasons.js';
import type { NewElement, NewPlan, Outcome } from '../notification/model.js';
import { element, idOf, later, type StepInput, type WorkflowKinds } from '../notification/workflow.js';
import {
  type DigitalSend,
  depositedAt,
  digitalSucceeds,
  idParts,
  nextSourceFollows,
  type RepeatResult,
  sendOf,
} from './digital.js';
import { delays, terms } from './facts.js';
import { recIndexOf } from './start.js';

/** What the provider of a PEC says, or fails to say: progress, another try, the feedback. */

/** A PEC event as planned: what the provider will say. */
export interface PecEventData extends DigitalSend {
  readonly code: string;
  readonly failureCause?: string;
}

/**
 * What each provider code makes of the timeline. Codes not named here leave no trace.
 *
 * Source: pn-delivery-push-workflow DigitalWorkFlowExternalChannelResponseHandler.java (reference workflow.md 5.1)
 */
export const effects: Readonly<Record<string, 'progress' | 'retry' | 'delivered' | 'failed'>> = {
  C001: 'progress',
  C003: 'delivered',
  Q003: 'delivered',
  C002: 'failed',
  C004: 'failed',
  C006: 'failed',
  C009: 'failed',
  C011: 'failed',
  Q011: 'failed',
  C008: 'retry',
  C010: 'retry',
  DP10: 'retry',
  DP00: 'progress',
};
/** Ends the wait for an answer: a result, or an error after which the message goes out again. */
export const isAnswer = (code: string): boolean => effects[code] !== undefined && effects[code] !== 'progress';

/** Codes that come with a receipt of the provider. Source: reference outcomes.md 4.2 */
const withReceipt = /^C00[12346]$/;
/** Codes of the platform's own making: no message of a provider is behind them. */
const isInternal = (code: string): boolean => code.startsWith('DP');

/**
 * Why a PEC failed, where the provider does not say: the public names of the codes.
 * unsure: the text of the platform's `eventDetails`; that there is one is asserted by its suite.
 */
const failureNames: Readonly<Record<string, string>> = {
  C002: 'NON_ACCETTAZIONE',
  C004: 'ERRORE_CONSEGNA',
  C006: 'RILEVAZIONE_VIRUS',
  C009: 'ERRORE_DOMINIO_PEC_NON_VALIDO',
  C011: 'INDIRIZZO_ERRATO',
  Q011: 'INDIRIZZO_SERCQ_ERRATO',
};

const afterFeedback = (input: StepInput, send: DigitalSend, isDelivered: boolean, date: Instant): NewPlan => {
  const recIndex = recIndexOf(input);
  if (send.repeat) {
    const afterRepeat: RepeatResult = { isDelivered, address: send.address, date: toIso(date) };
    return later(input.now, delays.toNextSource, 'delivery.look-up', reasons.lookUpDigitalAddress, {
      recIndex,
      data: { source: send.source, attempt: send.attempt, afterRepeat },
    });
  }
  // The repeat has delivered: its date counts; the address is that of the last message that arrived.
  if (send.afterRepeat?.isDelivered) {
    return digitalSucceeds(input, { ...send.afterRepeat, ...(isDelivered ? { address: send.address } : {}) });
  }
  if (isDelivered) return digitalSucceeds(input, { isDelivered, address: send.address, date: toIso(date) });
  return nextSourceFollows(input, send);
};

/** @param nth number of the report in its send: two of one code have receipts of their own */
const receiptOf = (input: StepInput, send: DigitalSend, code: string, nth: number) => {
  const recIndex = recIndexOf(input);
  const tag = `PEC-${recIndex}-${send.source}-${send.repeat}-${send.attempt}-${code}${nth > 1 ? `-${nth}` : ''}`;
  const system = code.startsWith('Q') ? '@send-self' : 'PEC';
  return {
    sendingReceipts: isInternal(code) ? [] : [{ id: input.hex(tag), system }],
    legalFactsIds: withReceipt.test(code)
      ? [{ key: input.documentKey('PN_EXTERNAL_LEGAL_FACTS', tag, 'xml'), category: 'PEC_RECEIPT' }]
      : [],
  };
};

/** The element of this send, or of its result. */
const writtenOf = (
  input: StepInput,
  send: DigitalSend,
  category: 'SEND_DIGITAL_DOMICILE' | 'SEND_DIGITAL_FEEDBACK',
) => {
  const id = idOf(input.notification, category, idParts(recIndexOf(input), send));
  return input.notification.elements.find((e) => e.category === category && e.elementId === id);
};

/** The first result of a send counts; what other copies of the message bring later changes nothing. */
export const isDecided = (input: StepInput, send: DigitalSend): boolean =>
  writtenOf(input, send, 'SEND_DIGITAL_FEEDBACK') !== undefined;

/** Progress elements of this send so far, told by the newest: a send that fails for ever writes thousands. */
const progressMade = (input: StepInput, send: DigitalSend): number => {
  const start = `${idOf(input.notification, 'SEND_DIGITAL_PROGRESS', idParts(recIndexOf(input), send))}.IDX_`;
  const newest = input.notification.elements.findLast(
    ({ category, elementId }) => category === 'SEND_DIGITAL_PROGRESS' && elementId.startsWith(start),
  );
  return newest ? Number(newest.elementId.slice(start.length)) : 0;
};

/** The provider's date for what it says now. */
const dateOf = (input: StepInput, send: DigitalSend): Instant =>
  carrierDate(input.now, writtenOf(input, send, 'SEND_DIGITAL_DOMICILE')?.eventAt ?? input.now);

export const progress = (input: StepInput, send: DigitalSend, code: string, failureCause?: string): NewElement => {
  const recIndex = recIndexOf(input);
  const date = dateOf(input, send);
  const idx = progressMade(input, send) + 1;
  const { sendingReceipts, legalFactsIds } = receiptOf(input, send, code, idx);
  return element(
    input.notification,
    'SEND_DIGITAL_PROGRESS',
    { ...idParts(recIndex, send), idx },
    {
      eventAt: date,
      legalFactsIds,
      details: {
        recIndex,
        deliveryDetailCode: code,
        ...(failureCause === undefined ? {} : { deliveryFailureCause: failureCause }),
        digitalAddress: send.address,
        notificationDate: toIso(date),
        sendingReceipts,
        shouldRetry: effects[code] === 'retry',
        digitalAddressSource: send.source,
        retryNumber: send.attempt,
        eventTimestamp: toIso(date),
      },
    },
  );
};

const feedback = (input: StepInput, send: DigitalSend, code: string, failureCause?: string): Outcome => {
  const recIndex = recIndexOf(input);
  const isDelivered = effects[code] === 'delivered';
  const date = (isDelivered ? depositedAt(input, recIndex, send) : undefined) ?? dateOf(input, send);
  const { sendingReceipts, legalFactsIds } = receiptOf(input, send, code, 1);
  const cause = failureCause ?? (isDelivered ? undefined : failureNames[code]);
  return {
    elements: [
      element(input.notification, 'SEND_DIGITAL_FEEDBACK', idParts(recIndex, send), {
        eventAt: date,
        legalFactsIds,
        details: {
          recIndex,
          digitalAddress: send.address,
          digitalAddressSource: send.source,
          responseStatus: isDelivered ? 'OK' : 'KO',
          notificationDate: toIso(date),
          ...(cause === undefined ? {} : { deliveryFailureCause: cause }),
          deliveryDetailCode: code,
          sendingReceipts,
        },
      }),
    ],
    plan: [afterFeedback(input, send, isDelivered, date)],
  };
};

/** The message goes out again after a while, in the same send. */
const askedAgain = (input: StepInput, send: DigitalSend): NewPlan =>
  later(input.now, terms.pecRetry, 'delivery.pec-again', reasons.sendPecAgain, {
    recIndex: recIndexOf(input),
    data: { ...send },
  });

/** The provider said something. */
const pecAnswered = (input: StepInput): Outcome => {
  const { code, failureCause, ...send } = input.item.data as unknown as PecEventData;
  const effect = effects[code];
  if (effect === 'delivered' || effect === 'failed') {
    return isDecided(input, send) ? {} : feedback(input, send, code, failureCause);
  }
  return {
    elements: [progress(input, send, code, failureCause)],
    plan: effect === 'retry' ? [askedAgain(input, send)] : [],
  };
};

/** 26 hours without a result: DP10, and the message goes out again. */
const pecUnanswered = (input: StepInput): Outcome => {
  const send = sendOf(input);
  if (isDecided(input, send)) return {};
  return { elements: [progress(input, send, 'DP10')], plan: [askedAgain(input, send)] };
};

export const pecAnswerKinds: WorkflowKinds = {
  'delivery.pec-event': pecAnswered,
  'delivery.pec-no-answer': pecUnanswered,
};
