import { toIso } from '../../clock/instant.js';
import { reasons } from '../../text/reasons.js';
import type { Outcome } from '../notification/model.js';
import { element, later, type StepInput, type WorkflowKinds } from '../notification/workflow.js';
import type { PhysicalAddress } from '../request/model.js';
import { instantOf } from './digital.js';
import { delays, sendFeeCents, terms } from './facts.js';
import { elementsOf, viewedAt } from './life.js';
import { refinementScheduled } from './refinement.js';
import { scriptedRework } from './rework.js';
import { aarKey, recIndexOf } from './start.js';

/** End of the paper workflow: delivered, returned to the sender, or unreachable. */

/** Delivered on the date of the feedback, although it became known later. */
const success = (input: StepInput): Outcome => {
  const recIndex = recIndexOf(input);
  const { notification } = input;
  const { address, date } = input.item.data as unknown as { readonly address: PhysicalAddress; readonly date: string };
  const eventAt = instantOf(date);
  const refinement = refinementScheduled(input, recIndex, {
    base: eventAt,
    term: terms.refinementAnalogSuccess,
    eventAt,
  });
  return {
    elements: [
      element(
        notification,
        'ANALOG_SUCCESS_WORKFLOW',
        { recIndex },
        { eventAt, details: { recIndex, physicalAddress: address } },
      ),
      ...refinement.elements,
    ],
    plan: refinement.plan,
  };
};

/** A recipient reported dead: no refinement follows. */
const deceased = (input: StepInput): Outcome => {
  const recIndex = recIndexOf(input);
  const { notification } = input;
  const { address, date } = input.item.data as unknown as { readonly address: PhysicalAddress; readonly date: string };
  const isBorne = viewedAt(notification, recIndex) !== undefined;
  return {
    elements: [
      element(
        notification,
        'ANALOG_WORKFLOW_RECIPIENT_DECEASED',
        { recIndex },
        {
          eventAt: instantOf(date),
          details: { recIndex, physicalAddress: address, ...(isBorne ? {} : { notificationCost: sendFeeCents }) },
        },
      ),
    ],
    // Without a refinement the correction that a scenario asks for is counted from here.
    plan: scriptedRework(notification, recIndex, input.now),
  };
};

const failure = (input: StepInput): Outcome => {
  const recIndex = recIndexOf(input);
  const { notification, now } = input;
  return {
    elements: [
      element(
        notification,
        'ANALOG_FAILURE_WORKFLOW',
        { recIndex },
        { details: { recIndex, generatedAarUrl: aarKey(input, recIndex) } },
      ),
    ],
    plan: [
      later(now, delays.toUnreachableRequest, 'delivery.unreachable-request', reasons.unreachableDocument, {
        recIndex,
        data: { ...input.item.data },
      }),
    ],
  };
};

/** What follows a failure takes its time: ANALOG_FAILURE_WORKFLOW's, to the microsecond. */
const failedAt = (input: StepInput) =>
  elementsOf(input.notification, recIndexOf(input), 'ANALOG_FAILURE_WORKFLOW')[0]?.eventAt ?? input.now;

/** After a correction another attestation is made; the first one is kept. */
const unreachableKey = (input: StepInput, recIndex: number): string => {
  const { length: corrections } = input.notification.reworks;
  const again = corrections === 0 ? '' : `-${corrections}`;
  return input.documentKey('PN_LEGAL_FACTS', `ANALOG_FAILURE_DELIVERY-${recIndex}${again}`, 'pdf');
};

const requestUnreachable = (input: StepInput): Outcome => {
  const recIndex = recIndexOf(input);
  const { notification, now } = input;
  return {
    elements: [
      element(
        notification,
        'COMPLETELY_UNREACHABLE_CREATION_REQUEST',
        { recIndex },
        {
          eventAt: failedAt(input),
          details: {
            recIndex,
            legalFactId: unreachableKey(input, recIndex),
            endWorkflowStatus: 'FAILURE',
            completionWorkflowDate: input.item.data?.completedAt,
          },
        },
      ),
    ],
    plan: [later(now, delays.toUnreachable, 'delivery.unreachable', reasons.unreachable, { recIndex })],
  };
};

const unreachable = (input: StepInput): Outcome => {
  const recIndex = recIndexOf(input);
  const { notification } = input;
  const eventAt = failedAt(input);
  const refinement = refinementScheduled(input, recIndex, {
    base: eventAt,
    term: terms.refinementAnalogFailure,
    eventAt,
  });
  return {
    elements: [
      element(
        notification,
        'COMPLETELY_UNREACHABLE',
        { recIndex },
        {
          eventAt,
          legalFactsIds: [{ key: unreachableKey(input, recIndex), category: 'ANALOG_FAILURE_DELIVERY' }],
          details: (writtenAt) => ({ recIndex, legalFactGenerationDate: toIso(writtenAt) }),
        },
      ),
      ...refinement.elements,
    ],
    plan: refinement.plan,
  };
};

export const paperEndKinds: WorkflowKinds = {
  'delivery.paper-success': success,
  'delivery.paper-deceased': deceased,
  'delivery.paper-failure': failure,
  'delivery.unreachable-request': requestUnreachable,
  'delivery.unreachable': unreachable,
};
