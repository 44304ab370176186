import { plus, toIso } from '../../clock/instant.js';
import type { DigitalAddress } from '../../scenario/oracle.js';
import { reasons } from '../../text/reasons.js';
import { elementId } from '../notification/element-id.js';
import type { NewElement, NewPlan, Outcome } from '../notification/model.js';
import { element, later, type StepInput, type WorkflowKinds } from '../notification/workflow.js';
import { digitalSucceeds, nextSourceFollows, type RepeatResult } from './digital.js';
import { delays, terms } from './facts.js';
import { attemptsMade, bareAddress, type DigitalSource, firstSendTo, lastAttemptAt, recipientOf } from './life.js';
import { addressLookedUp, pecGoesOut, recIndexOf, registryAnswered } from './start.js';

/**
 * The ring of sources: after a failed attempt the next source is taken, each at most twice, the second time not before
 * seven days after its first.
 *
 * Source: pn-delivery-push-workflow action/digitalworkflow/DigitalWorkFlowHandler.java (reference workflow.md 5.2, 5.3)
 */
const ring: Readonly<Record<DigitalSource, DigitalSource>> = {
  PLATFORM: 'SPECIAL',
  SPECIAL: 'GENERAL',
  GENERAL: 'PLATFORM',
};

interface Tried {
  readonly source: DigitalSource;
  readonly attempt: number;
  readonly address?: DigitalAddress;
}

const triedOf = (input: StepInput): Tried => input.item.data as unknown as Tried;

/** PREPARE_DIGITAL_DOMICILE: which source comes next and how often it was tried. */
const nextSourcePrepared = (
  input: StepInput,
  tried: Tried,
  next: DigitalSource,
  made: number,
  correlationId?: string,
): NewElement => {
  const recIndex = recIndexOf(input);
  const { notification } = input;
  const lastOfTried = lastAttemptAt(notification, recIndex, tried.source);
  const lastOfNext = lastAttemptAt(notification, recIndex, next);
  return element(
    notification,
    'PREPARE_DIGITAL_DOMICILE',
    { recIndex, source: next, attempt: made, ...(correlationId === undefined ? {} : { correlationId }) },
    {
      details: {
        recIndex,
        retryNumber: tried.attempt,
        ...(tried.address ? { digitalAddress: tried.address } : {}),
        digitalAddressSource: tried.source,
        ...(lastOfTried === undefined ? {} : { attemptDate: toIso(lastOfTried) }),
        nextDigitalAddressSource: next,
        nextSourceAttemptsMade: made,
        ...(lastOfNext === undefined ? {} : { nextLastAttemptMadeForSource: toIso(lastOfNext) }),
      },
    },
  );
};

const takeNextSource = (input: StepInput): Outcome => {
  const recIndex = recIndexOf(input);
  const { notification, now } = input;
  const tried = triedOf(input);
  const next = ring[tried.source];
  const made = attemptsMade(notification, recIndex, next);
  const elements = [nextSourcePrepared(input, tried, next, made)];
  if (made >= 2) {
    return {
      elements,
      plan: [later(now, delays.toDigitalEnd, 'delivery.digital-failure', reasons.digitalFailure, { recIndex })],
    };
  }
  if (made === 0) return { elements, plan: [lookUp(input, next, 0)] };
  const dueAt = plus(lastAttemptAt(notification, recIndex, next) ?? now, terms.secondDigitalAttempt);
  // The platform asks for "strictly after"; on an exact clock that would reschedule itself for ever: not before is enough.
  if (now >= dueAt) return { elements, plan: [secondAttempt(input, next)] };
  const data = { ...tried, next, made, dueAt: toIso(dueAt) };
  return {
    elements,
    plan: [later(now, delays.toNextSource, 'delivery.wait-second', reasons.waitForSecondRound, { recIndex, data })],
  };
};

/** Reads the address of a source; the general one is asked of the registries. */
const lookUp = (input: StepInput, source: DigitalSource, attempt: number, afterRepeat?: RepeatResult): NewPlan => {
  const recIndex = recIndexOf(input);
  const carried = afterRepeat ? { afterRepeat } : {};
  return source === 'GENERAL'
    ? later(input.now, delays.toRegistryCall, 'delivery.registry-call', reasons.askRegistry, {
        recIndex,
        data: { phase: 'SEND_ATTEMPT', ...carried },
      })
    : later(input.now, delays.toNextSource, 'delivery.look-up', reasons.lookUpDigitalAddress, {
        recIndex,
        data: { source, attempt, ...carried },
      });
};

/** A source that had a first send is tried again at its old address before the present one is looked up. */
const secondAttempt = (input: StepInput, source: DigitalSource): NewPlan => {
  const old = source === 'SPECIAL' ? undefined : firstSendTo(input.notification, recIndexOf(input), source);
  return old ? pecGoesOut(input, { source, attempt: 1, repeat: true, address: old }) : lookUp(input, source, 1);
};

const scheduleSecondAttempt = (input: StepInput): Outcome => {
  const recIndex = recIndexOf(input);
  const { notification } = input;
  const data = input.item.data as unknown as Tried & { readonly next: DigitalSource; made: number; dueAt: string };
  const { source, attempt, address, dueAt } = data;
  const last = lastAttemptAt(notification, recIndex, source) ?? input.now;
  const parts = { recIndex, source, attempt };
  return {
    elements: [
      element(notification, 'SCHEDULE_DIGITAL_WORKFLOW', parts, {
        details: {
          recIndex,
          ...(address ? { digitalAddress: address } : {}),
          digitalAddressSource: source,
          sentAttemptMade: attempt,
          lastAttemptDate: toIso(last),
          schedulingDate: dueAt,
        },
      }),
    ],
    plan: [
      {
        at: plus(lastAttemptAt(notification, recIndex, data.next) ?? input.now, terms.secondDigitalAttempt),
        kind: 'delivery.second-attempt',
        why: reasons.secondDigitalAttempt,
        recIndex,
        data: { ...data, scheduleId: elementId('SCHEDULE_DIGITAL_WORKFLOW', { iun: notification.iun, ...parts }) },
      },
    ],
  };
};

const beginSecondAttempt = (input: StepInput): Outcome => {
  const data = input.item.data as unknown as Tried & { next: DigitalSource; made: number; scheduleId: string };
  return {
    elements: [nextSourcePrepared(input, data, data.next, data.made, data.scheduleId)],
    plan: [secondAttempt(input, data.next)],
  };
};

/** What follows when the present address of a source is known. */
const found = (
  input: StepInput,
  source: DigitalSource,
  attempt: number,
  address: DigitalAddress | undefined,
  afterRepeat: RepeatResult | undefined,
): NewPlan => {
  const old = afterRepeat && bareAddress(afterRepeat.address).address;
  const isNew = address !== undefined && address.address !== old;
  if (address && isNew) {
    const carried = afterRepeat ? { afterRepeat } : {};
    return pecGoesOut(input, { source, attempt, repeat: false, address, ...carried });
  }
  if (afterRepeat?.isDelivered) return digitalSucceeds(input, afterRepeat);
  return nextSourceFollows(input, { source, attempt, ...(address ? { address } : {}) });
};

const lookUpAddress = (input: StepInput): Outcome => {
  const recIndex = recIndexOf(input);
  const { notification, oracle } = input;
  const { source, attempt, afterRepeat } = input.item.data as unknown as Tried & { afterRepeat?: RepeatResult };
  // After a repeat the general source still has to ask the registries before its look-up is written.
  if (source === 'GENERAL') return { plan: [lookUp(input, source, attempt, afterRepeat)] };
  const recipient = recipientOf(notification, recIndex);
  const address =
    source === 'PLATFORM'
      ? oracle.platformDomicile(recipient.taxId, notification.sender.taxId)
      : recipient.digitalDomicile && {
          type: recipient.digitalDomicile.type,
          address: recipient.digitalDomicile.address,
        };
  return {
    elements: [addressLookedUp(input, source, attempt, address !== undefined)],
    plan: [found(input, source, attempt, address, afterRepeat)],
  };
};

const registryAnswers = (input: StepInput): Outcome => {
  const { elements, address, attempt, phase } = registryAnswered(input);
  if (phase === 'CHOOSE_DELIVERY' && !address) {
    const recIndex = recIndexOf(input);
    return {
      elements,
      plan: [later(input.now, delays.toPaperStart, 'delivery.paper-start', reasons.startPaper, { recIndex })],
    };
  }
  const { afterRepeat } = input.item.data as { readonly afterRepeat?: RepeatResult };
  return { elements, plan: [found(input, 'GENERAL', attempt, address, afterRepeat)] };
};

export const digitalRoundKinds: WorkflowKinds = {
  'delivery.next-source': takeNextSource,
  'delivery.look-up': lookUpAddress,
  'delivery.registry-answer': registryAnswers,
  'delivery.wait-second': scheduleSecondAttempt,
  'delivery.second-attempt': beginSecondAttempt,
};
