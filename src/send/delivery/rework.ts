import { type Instant, plus, seconds } from '../../clock/instant.js';
import { reasons } from '../../text/reasons.js';
import { elementId } from '../notification/element-id.js';
import { invalidatedHistory } from '../notification/invalidated.js';
import type { Category, NewPlan, Notification, Outcome, Rework, TimelineElement } from '../notification/model.js';
import { later, type StepInput, type WorkflowKinds } from '../notification/workflow.js';
import type { PhysicalAddress } from '../request/model.js';
import { post } from './carrier.js';
import { delays, terms } from './facts.js';
import { elementsOf, isPaperStopped } from './life.js';
import { recIndexOf } from './start.js';

/**
 * The platform corrects the timeline of one recipient ("correzione timeline"): what followed from a wrong report of the post,
 * or from a bad print, does not count any more, and happens again.
 *
 * Source: pn-delivery-push-workflow action/rework/*.java; real documents of June 2026 (reference workflow.md 13,
 * real-samples.md "Corrections")
 */

export interface Correction extends Pick<Rework, 'recIndex' | 'attempt' | 'kind'> {
  /** What the post reports now, in the language of the address triggers; absent: what the scenario says. */
  readonly sequence?: string;
}

/** What a correction takes away, and the agenda's work that goes with it. */
const corrigible: readonly Category[] = [
  'PREPARE_ANALOG_DOMICILE',
  'PREPARE_ANALOG_DOMICILE_FAILURE',
  'SEND_ANALOG_DOMICILE',
  'SEND_ANALOG_PROGRESS',
  'SEND_ANALOG_FEEDBACK',
  'ANALOG_SUCCESS_WORKFLOW',
  'ANALOG_FAILURE_WORKFLOW',
  'SCHEDULE_REFINEMENT',
  'REFINEMENT',
  'COMPLETELY_UNREACHABLE',
  'COMPLETELY_UNREACHABLE_CREATION_REQUEST',
  'ANALOG_WORKFLOW_RECIPIENT_DECEASED',
];
const corrigibleWork =
  /^delivery\.(paper-(prepare|send|second|success|deceased|failure|outcome)|second-address|letter-(event|waits|timeout|timed-out)|timeout-failure|unreachable|unreachable-request|refinement|rework)$/;
export const fallsWithCorrection = (kind: string): boolean => corrigibleWork.test(kind);

const attemptOf = ({ elementId: id }: TimelineElement): number | undefined => {
  const found = /\.ATTEMPT_(\d)/.exec(id)?.[1];
  return found === undefined ? undefined : Number(found);
};

/** The letter of a corrected outcome stays: it was prepared, printed and sent as written. */
const staysWithOutcome = (element: TimelineElement, attempt: number): boolean =>
  attemptOf(element) === attempt &&
  (element.category === 'PREPARE_ANALOG_DOMICILE' ||
    element.category === 'SEND_ANALOG_DOMICILE' ||
    (element.category === 'SEND_ANALOG_PROGRESS' && /^CON\d/.test(String(element.details.deliveryDetailCode))));

const fallen = (notification: Notification, { recIndex, attempt, kind }: Correction): readonly TimelineElement[] =>
  elementsOf(notification, recIndex, ...corrigible).filter(
    (element) =>
      (attemptOf(element) ?? attempt) >= attempt && !(kind === 'OUTCOME' && staysWithOutcome(element, attempt)),
  );

/** What starts again, and when its letter will be sent: the correction is dated then. */
const restart = (
  notification: Notification,
  now: Instant,
  { recIndex, attempt, kind, sequence }: Correction,
): { readonly plan: NewPlan; readonly sentAt: Instant } => {
  const prepareAt = plus(now, seconds(1));
  const data = sequence === undefined ? {} : { sequence };
  if (kind === 'OUTCOME') {
    const plan = later(now, seconds(1), 'delivery.paper-outcome', reasons.correctedOutcome, {
      recIndex,
      data: { ...data, attempt },
    });
    return { plan, sentAt: now };
  }
  if (attempt === 0) {
    const plan = later(prepareAt, 0, 'delivery.paper-prepare', reasons.prepareLetter(0, false), { recIndex, data });
    return { plan, sentAt: plus(prepareAt, delays.prepareToSend) };
  }
  const first = elementsOf(notification, recIndex, 'SEND_ANALOG_FEEDBACK').find((e) => attemptOf(e) === 0);
  const discovered = first?.details.newAddress;
  return {
    plan: later(prepareAt, 0, 'delivery.paper-second', reasons.secondLetter, {
      recIndex,
      data: { ...data, ...(discovered ? { discovered } : {}) },
    }),
    sentAt: plus(prepareAt, discovered ? delays.prepareToSend : delays.toSecondAddress),
  };
};

/** Whether there is a letter of that attempt to correct, and nobody has viewed, paid or cancelled. */
export const isCorrigible = (notification: Notification, { recIndex, attempt }: Correction): boolean =>
  !isPaperStopped(notification, recIndex) &&
  elementsOf(notification, recIndex, 'SEND_ANALOG_DOMICILE').some((e) => attemptOf(e) === attempt);

/** Nothing where the correction is not possible any more. */
export const corrected = (notification: Notification, now: Instant, correction: Correction): Outcome => {
  if (!isCorrigible(notification, correction)) return {};
  const { recIndex, attempt, kind } = correction;
  const gone = fallen(notification, correction);
  const { plan, sentAt } = restart(notification, now, correction);
  const rework: Rework = { recIndex, attempt, kind, invalidated: gone.map((e) => e.elementId) };
  const { iun, reworks, planned } = notification;
  return {
    rework,
    drop: planned.filter((item) => item.recIndex === recIndex && corrigibleWork.test(item.kind)).map(({ id }) => id),
    elements: [
      {
        elementId: elementId('NOTIFICATION_TIMELINE_REWORKED', { iun, recIndex, attempt, rework: reworks.length }),
        category: 'NOTIFICATION_TIMELINE_REWORKED',
        eventAt: sentAt,
        details: {
          recIndex,
          sentAttemptMade: attempt,
          invalidatedTimelineAndStatusHistory: invalidatedHistory(notification, gone),
        },
      },
    ],
    plan: [plan],
  };
};

/** The letter stays where it is; the post reports another outcome of it. */
const reportAgain = (input: StepInput): Outcome => {
  const recIndex = recIndexOf(input);
  const { attempt } = input.item.data as { readonly attempt: 0 | 1 };
  const send = elementsOf(input.notification, recIndex, 'SEND_ANALOG_DOMICILE').find((e) => attemptOf(e) === attempt);
  if (!send || isPaperStopped(input.notification, recIndex)) return {};
  const { plan } = post(input, {
    mode: 'registered',
    product: send.details.productType as 'AR' | '890' | 'RIR',
    address: send.details.physicalAddress as PhysicalAddress,
    attempt,
    sendRequestId: send.elementId,
  });
  return { plan };
};

/** Corrections that a scenario asked for and that have not been made. */
const askedFor = ({ dispatches, reworks }: Notification, recIndex: number): 0 | 1 | undefined => {
  const asked = dispatches.filter((d) => d.recIndex === recIndex).flatMap((d) => d.rework ?? []);
  return asked[reworks.filter((r) => r.recIndex === recIndex).length];
};

/**
 * A scenario that ends in a correction asks for it a day after REFINEMENT, or after the recipient was reported dead.
 * @param end of the recipient's life so far
 *
 * Source: real documents (the correction follows REFINEMENT, not the last report)
 */
export const scriptedRework = (notification: Notification, recIndex: number, end: Instant): readonly NewPlan[] => {
  const attempt = askedFor(notification, recIndex);
  if (attempt === undefined) return [];
  return [later(end, terms.scriptedRework, 'delivery.rework', reasons.rework, { recIndex, data: { attempt } })];
};

const rework = (input: StepInput): Outcome => {
  const { attempt } = input.item.data as { readonly attempt: 0 | 1 };
  return corrected(input.notification, input.now, { recIndex: recIndexOf(input), attempt, kind: 'RESTART' });
};

export const reworkKinds: WorkflowKinds = { 'delivery.rework': rework, 'delivery.paper-outcome': reportAgain };
