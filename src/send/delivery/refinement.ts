import { type Instant, type Micros, parseInstant, plus, toIso } from '../../clock/instant.js';
import { reasons } from '../../text/reasons.js';
import type { Notification, Outcome } from '../notification/model.js';
import { element, later, type StepInput, type WorkflowKinds } from '../notification/workflow.js';
import { sendFeeCents } from './facts.js';
import { viewedAt } from './life.js';
import { scriptedRework } from './rework.js';
import { recIndexOf } from './start.js';

/**
 * The term of a finished branch begins: SCHEDULE_REFINEMENT and, at its end, REFINEMENT. Not when the recipient has viewed
 * within the term; a view dated after it (late postal events) does not stop it.
 * @param base date from which the term runs
 * @param eventAt business time of SCHEDULE_REFINEMENT; absent: the instant of writing
 */
export const refinementScheduled = (
  input: StepInput,
  recIndex: number,
  { base, term, eventAt }: { readonly base: Instant; readonly term: Micros; readonly eventAt?: Instant },
): { readonly elements: NonNullable<Outcome['elements']>; readonly plan: NonNullable<Outcome['plan']> } => {
  const due = plus(base, term);
  const viewed = viewedAt(input.notification, recIndex);
  if (viewed !== undefined && viewed <= due) return { elements: [], plan: [] };
  return {
    elements: [
      element(
        input.notification,
        'SCHEDULE_REFINEMENT',
        { recIndex },
        { details: { recIndex, schedulingDate: toIso(due) }, ...(eventAt === undefined ? {} : { eventAt }) },
      ),
    ],
    plan: [
      later(due, 0, 'delivery.refinement', reasons.refinement(Math.round(term / 86_400_000_000)), {
        recIndex,
        data: { due: toIso(due) },
      }),
    ],
  };
};

/** After a correction the new REFINEMENT shows the instant of the one that fell, as all real documents do. */
const refinedBefore = ({ invalidated }: Notification, recIndex: number): unknown =>
  invalidated.find((e) => e.category === 'REFINEMENT' && e.details.recIndex === recIndex)?.details.eventTimestamp;

/**
 * The term is over. Each recipient bears the base fee once: a view that came first has borne it.
 *
 * Source: pn-delivery-push-workflow action/refinement/RefinementHandler.java
 */
const refine = (input: StepInput): Outcome => {
  const recIndex = recIndexOf(input);
  const { notification } = input;
  const due = parseInstant(String(input.item.data?.due)) ?? input.item.at;
  const viewed = viewedAt(notification, recIndex);
  if (viewed !== undefined && viewed <= due) return {};
  return {
    plan: scriptedRework(notification, recIndex, due),
    elements: [
      element(
        notification,
        'REFINEMENT',
        { recIndex },
        {
          eventAt: due,
          details: {
            recIndex,
            ...(viewed === undefined ? { notificationCost: sendFeeCents } : {}),
            eventTimestamp: refinedBefore(notification, recIndex) ?? toIso(due),
          },
        },
      ),
    ],
  };
};

export const refinementKinds: WorkflowKinds = { 'delivery.refinement': refine };
