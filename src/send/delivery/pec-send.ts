import { type Instant, plus, toIso } from '../../clock/instant.js';
import { reasons } from '../../text/reasons.js';
import type { Said } from '../../text/said.js';
import type { Dispatch, NewPlan, Outcome } from '../notification/model.js';
import { element, later, type StepInput, type WorkflowKinds } from '../notification/workflow.js';
import { courtesyContactsOf } from './courtesy.js';
import { type DigitalSend, depositedAt, idParts, sendOf } from './digital.js';
import { delays, terms } from './facts.js';
import { bareAddress, has, playsOf, recipientOf } from './life.js';
import { effects, isAnswer, isDecided, type PecEventData, progress } from './pec-answer.js';
import { aarKey, recIndexOf } from './start.js';

/** A PEC is handed to the provider, or a message to SEND's own inbox; what they will say is planned with it. */

type Script = ReturnType<StepInput['oracle']['sendPec']>;

/** Plans what the provider will answer; without an answer in time, the platform's own verdict. */
const providerEvents = (input: StepInput, send: DigitalSend): { plan: NewPlan[]; script: Script } => {
  const recIndex = recIndexOf(input);
  const { taxId } = recipientOf(input.notification, recIndex);
  const { type, address } = bareAddress(send.address);
  const sent = input.notification.dispatches.filter(
    (d) => d.recIndex === recIndex && d.channel === type && d.address === address,
  ).length;
  const plays = playsOf(input.notification, recIndex);
  const script = input.oracle.sendPec({ ...send, taxId, type, address, sent, ...plays });
  const deadline = plus(input.now, terms.pecNoAnswer);
  let at = input.now;
  let isAnswered = false;
  const plan = script.events.flatMap((event): NewPlan[] => {
    at = plus(at, event.after);
    if (!effects[event.code]) return [];
    isAnswered ||= isAnswer(event.code) && at <= deadline;
    const data = {
      ...send,
      code: event.code,
      ...(event.failureCause === undefined ? {} : { failureCause: event.failureCause }),
    };
    return [pecEvent(at, recIndex, data, script.title, script.outcome)];
  });
  if (!isAnswered) {
    plan.push(
      later(deadline, 0, 'delivery.pec-no-answer', reasons.pecNoAnswer, {
        recIndex,
        data: { ...send },
        scenario: script.outcome,
      }),
    );
  }
  return { plan, script };
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
  const deposited = depositedAt(input, recIndex, sendOf(input));
  const { address } = bareAddress(sendOf(input).address);
  const send: DigitalSend =
    deposited === undefined
      ? sendOf(input)
      : { ...sendOf(input), address: { type: 'SERCQ', address: `${address}?timestamp=${toIso(deposited)}` } };
  const isFirst = !has(notification, recIndex, 'SEND_DIGITAL_DOMICILE');
  const hasCourtesy = isFirst && courtesyContactsOf(input, recIndex).length > 0;
  const events = providerEvents(input, send);
  return {
    elements: [
      element(notification, 'SEND_DIGITAL_DOMICILE', idParts(recIndex, send), {
        ...(deposited === undefined ? {} : { eventAt: deposited }),
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
    dispatches: [dispatched(input, send, events.script)],
  };
};

const dispatched = (input: StepInput, send: DigitalSend, { outcome, problem }: Script): Dispatch => {
  const recIndex = recIndexOf(input);
  return {
    at: input.now,
    recIndex,
    channel: send.address.type,
    address: bareAddress(send.address).address,
    attempt: send.attempt,
    attachments: [aarKey(input, recIndex)],
    scenario: outcome,
    ...(problem ? { waits: [problem] } : {}),
  };
};

/** The message goes out again, noted as DP00; not when its result has come in the meantime. */
const sendPecAgain = (input: StepInput): Outcome => {
  const send = sendOf(input);
  if (isDecided(input, send)) return {};
  const { plan, script } = providerEvents(input, send);
  return { elements: [progress(input, send, 'DP00')], plan, dispatches: [dispatched(input, send, script)] };
};

export const pecSendKinds: WorkflowKinds = { 'delivery.pec-send': sendPec, 'delivery.pec-again': sendPecAgain };
