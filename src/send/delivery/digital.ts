import { type Instant, parseInstant, plus, toIso, wholeSecond } from '../../clock/instant.js';
import type { DigitalAddress } from '../../scenario/oracle.js';
import { reasons } from '../../text/reasons.js';
import type { Said } from '../../text/said.js';
import type { Dispatch, NewPlan, Outcome } from '../notification/model.js';
import { element, later, type StepInput, type WorkflowKinds } from '../notification/workflow.js';
import { courtesyContactsOf } from './courtesy.js';
import { delays, terms } from './facts.js';
import { type DigitalSource, elementsOf, has, playsOf, recipientOf } from './life.js';
import { aarKey, recIndexOf } from './start.js';

/** One PEC: handed to the provider, its events, its feedback. */

/** What a send carries with it until its feedback. */
export interface DigitalSend {
  readonly source: DigitalSource;
  readonly attempt: number;
  /** Second send to the old address of a source, before its present address is looked up. */
  readonly repeat: boolean;
  readonly address: DigitalAddress;
  /** Result of that repeat, when this send goes to a newer address. */
  readonly afterRepeat?: RepeatResult;
}

export interface RepeatResult {
  readonly isDelivered: boolean;
  readonly address: DigitalAddress;
  readonly date: string;
}

/** A PEC event as planned: what the provider will say. */
interface PecEventData extends DigitalSend {
  readonly code: string;
  readonly failureCause?: string;
}

/**
 * What each provider code makes of the timeline. Codes not named here leave no trace.
 *
 * Source: pn-delivery-push-workflow DigitalWorkFlowExternalChannelResponseHandler.java (reference workflow.md 5.1)
 */
const effects: Readonly<Record<string, 'progress' | 'retry' | 'delivered' | 'failed'>> = {
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
};
const isFinal = (code: string): boolean => effects[code] === 'delivered' || effects[code] === 'failed';

const sendOf = (input: StepInput): DigitalSend => input.item.data as unknown as DigitalSend;
const idParts = (recIndex: number, { source, repeat, attempt }: DigitalSend) => ({ recIndex, source, repeat, attempt });

/** Plans what the provider will answer; without a final answer, the platform's own verdict after its time-out. */
const providerEvents = (input: StepInput, send: DigitalSend): { plan: NewPlan[]; outcome: string; source: string } => {
  const recIndex = recIndexOf(input);
  const { taxId } = recipientOf(input.notification, recIndex);
  const sent = input.notification.dispatches.filter(
    (d) => d.recIndex === recIndex && d.channel === send.address.type && d.address === send.address.address,
  ).length;
  const plays = playsOf(input.notification, recIndex);
  const script = input.oracle.sendPec({ ...send, taxId, address: send.address.address, sent, ...plays });
  let at = input.now;
  const plan = script.events.flatMap((event): NewPlan[] => {
    at = plus(at, event.after);
    if (!effects[event.code]) return [];
    const data = {
      ...send,
      code: event.code,
      ...(event.failureCause === undefined ? {} : { failureCause: event.failureCause }),
    };
    return [pecEvent(at, recIndex, data, script.title, script.outcome)];
  });
  if (!script.events.some((event) => isFinal(event.code) || effects[event.code] === 'retry')) {
    plan.push(
      pecEvent(plus(input.now, terms.pecNoAnswer), recIndex, { ...send, code: 'DP10' }, script.title, script.outcome),
    );
  }
  return { plan, outcome: script.outcome, source: script.source };
};

const pecEvent = (
  at: Instant,
  recIndex: number,
  data: PecEventData,
  title: Said | undefined,
  scenario: string,
): NewPlan =>
  later(at, 0, 'delivery.pec-event', reasons.pecEvent(data.code, title), {
    recIndex,
    data: { ...data },
    scenario,
  });

const sendPec = (input: StepInput): Outcome => {
  const recIndex = recIndexOf(input);
  const { notification, now } = input;
  const send = sendOf(input);
  const isFirst = !has(notification, recIndex, 'SEND_DIGITAL_DOMICILE');
  const hasCourtesy = isFirst && courtesyContactsOf(input, recIndex).length > 0;
  const events = providerEvents(input, send);
  return {
    elements: [
      element(notification, 'SEND_DIGITAL_DOMICILE', idParts(recIndex, send), {
        details: {
          recIndex,
          digitalAddress: send.address,
          digitalAddressSource: send.source,
          retryNumber: send.attempt,
        },
      }),
    ],
    plan: [
      ...(hasCourtesy ? [later(now, delays.toCourtesy, 'delivery.courtesy', reasons.courtesy, { recIndex })] : []),
      ...events.plan,
    ],
    dispatches: [dispatched(input, send, events.outcome)],
  };
};

const dispatched = (input: StepInput, send: DigitalSend, outcome: string): Dispatch => {
  const recIndex = recIndexOf(input);
  return {
    at: input.now,
    recIndex,
    channel: send.address.type,
    address: send.address.address,
    attempt: send.attempt,
    attachments: [aarKey(input, recIndex)],
    scenario: outcome,
  };
};

const receiptOf = (input: StepInput, send: DigitalSend, code: string) => {
  const recIndex = recIndexOf(input);
  const tag = `PEC-${recIndex}-${send.source}-${send.repeat}-${send.attempt}-${code}`;
  return {
    sendingReceipts: [{ id: input.hex(tag), system: 'PEC' }],
    legalFactsIds: [{ key: input.documentKey('PN_EXTERNAL_LEGAL_FACTS', tag, 'xml'), category: 'PEC_RECEIPT' }],
  };
};

/** The provider said something. */
const pecAnswered = (input: StepInput): Outcome => {
  const recIndex = recIndexOf(input);
  const { notification } = input;
  const data = input.item.data as unknown as PecEventData;
  const { code, failureCause, ...send } = data;
  const date = wholeSecond(input.now);
  const effect = effects[code];
  const receipt = receiptOf(input, send, code);
  const common = {
    recIndex,
    deliveryDetailCode: code,
    ...(failureCause === undefined ? {} : { deliveryFailureCause: failureCause }),
    digitalAddress: send.address,
    notificationDate: toIso(date),
    sendingReceipts: receipt.sendingReceipts,
  };
  if (effect === 'delivered' || effect === 'failed') {
    const isDelivered = effect === 'delivered';
    const feedback = element(notification, 'SEND_DIGITAL_FEEDBACK', idParts(recIndex, send), {
      eventAt: date,
      legalFactsIds: receipt.legalFactsIds,
      details: { ...common, responseStatus: isDelivered ? 'OK' : 'KO' },
    });
    return { elements: [feedback], plan: [afterFeedback(input, send, isDelivered, date)] };
  }
  const sent = elementsOf(notification, recIndex, 'SEND_DIGITAL_PROGRESS').filter((e) =>
    e.elementId.includes(`.SOURCE_${send.source}.REPEAT_${send.repeat}.ATTEMPT_${send.attempt}.`),
  );
  const isRetry = effect === 'retry';
  const progress = element(
    notification,
    'SEND_DIGITAL_PROGRESS',
    { ...idParts(recIndex, send), idx: sent.length + 1 },
    {
      eventAt: date,
      legalFactsIds: isRetry ? [] : receipt.legalFactsIds,
      details: {
        ...common,
        shouldRetry: isRetry,
        digitalAddressSource: send.source,
        retryNumber: send.attempt,
        eventTimestamp: toIso(date),
      },
    },
  );
  if (!isRetry) return { elements: [progress] };
  return {
    elements: [progress],
    plan: [later(input.now, terms.pecRetry, 'delivery.pec-again', reasons.sendPec, { recIndex, data: { ...send } })],
  };
};

/** A retryable error: the same message goes out again, in the same send. */
const sendPecAgain = (input: StepInput): Outcome => {
  const send = sendOf(input);
  const { plan, outcome } = providerEvents(input, send);
  return { plan, dispatches: [dispatched(input, send, outcome)] };
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
  if (send.afterRepeat?.isDelivered) return digitalSucceeds(input, send.afterRepeat);
  if (isDelivered) return digitalSucceeds(input, { isDelivered, address: send.address, date: toIso(date) });
  return nextSourceFollows(input, send);
};

export const digitalSucceeds = (input: StepInput, result: RepeatResult): NewPlan =>
  later(input.now, delays.toDigitalEnd, 'delivery.digital-success', reasons.digitalSuccess, {
    recIndex: recIndexOf(input),
    data: { address: result.address, date: result.date },
  });

export const nextSourceFollows = (
  input: StepInput,
  tried: { readonly source: DigitalSource; readonly attempt: number; readonly address?: DigitalAddress },
): NewPlan =>
  later(input.now, delays.toNextSource, 'delivery.next-source', reasons.nextDigitalSource, {
    recIndex: recIndexOf(input),
    data: {
      source: tried.source,
      attempt: tried.attempt,
      ...(tried.address ? { address: tried.address } : {}),
    },
  });

/** For readers of stored plans: an instant kept as text. */
export const instantOf = (text: unknown): Instant => {
  const at = parseInstant(String(text));
  if (at === undefined) throw new Error(`"${String(text)}" is no instant`);
  return at;
};

export const digitalKinds: WorkflowKinds = {
  'delivery.pec-send': sendPec,
  'delivery.pec-again': sendPecAgain,
  'delivery.pec-event': pecAnswered,
};
