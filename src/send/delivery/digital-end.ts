import { plus, toIso } from '../../clock/instant.js';
import { isAfterRoman21 } from '../../italy/rome-calendar.js';
import type { DigitalAddress } from '../../scenario/oracle.js';
import { reasons } from '../../text/reasons.js';
import type { Outcome } from '../notification/model.js';
import { element, later, type StepInput, type WorkflowKinds } from '../notification/workflow.js';
import { instantOf } from './digital.js';
import { delays, terms } from './facts.js';
import { isPaperStopped } from './life.js';
import { refinementScheduled } from './refinement.js';
import { recIndexOf } from './start.js';

/** End of the digital workflow: delivered, or all sources exhausted. */

const deliveryKey = (input: StepInput, recIndex: number): string =>
  input.documentKey('PN_LEGAL_FACTS', `DIGITAL_DELIVERY-${recIndex}`, 'pdf');

/** The date of delivery counts, not the moment it became known; after 21:00 in Rome one day is added. */
const digitalSuccess = (input: StepInput): Outcome => {
  const recIndex = recIndexOf(input);
  const { notification, now } = input;
  const { address, date } = input.item.data as unknown as { readonly address: DigitalAddress; readonly date: string };
  const base = instantOf(date);
  const term = terms.refinementDigitalSuccess + (isAfterRoman21(base) ? terms.nightExtra : 0);
  const refinement = refinementScheduled(input, recIndex, { base, term });
  return {
    elements: [
      element(
        notification,
        'DIGITAL_DELIVERY_CREATION_REQUEST',
        { recIndex },
        {
          details: {
            recIndex,
            digitalAddress: address,
            endWorkflowStatus: 'SUCCESS',
            completionWorkflowDate: date,
            legalFactId: deliveryKey(input, recIndex),
          },
        },
      ),
      ...refinement.elements,
    ],
    plan: [
      later(now, delays.toDigitalDocument, 'delivery.digital-document', reasons.digitalDocument, {
        recIndex,
        follows: 'DIGITAL_DELIVERY_CREATION_REQUEST',
        data: { isDelivered: true, address },
      }),
      ...refinement.plan,
    ],
  };
};

/** All attempts failed: the notice of failed delivery is deposited, a simple letter tells the recipient. */
const digitalFailure = (input: StepInput): Outcome => {
  const recIndex = recIndexOf(input);
  const { notification, now } = input;
  const refinement = refinementScheduled(input, recIndex, { base: now, term: terms.refinementDigitalFailure });
  return {
    elements: [
      element(
        notification,
        'DIGITAL_DELIVERY_CREATION_REQUEST',
        { recIndex },
        {
          details: {
            recIndex,
            endWorkflowStatus: 'FAILURE',
            completionWorkflowDate: toIso(now),
            legalFactId: deliveryKey(input, recIndex),
          },
        },
      ),
      ...refinement.elements,
    ],
    plan: [
      ...(isPaperStopped(notification, recIndex)
        ? []
        : [
            later(now, delays.toSimpleLetterPrepare, 'delivery.simple-prepare', reasons.prepareSimpleLetter, {
              recIndex,
              follows: 'DIGITAL_DELIVERY_CREATION_REQUEST',
            }),
          ]),
      later(plus(now, delays.toFailureDocument), 0, 'delivery.digital-document', reasons.digitalDocument, {
        recIndex,
        follows: 'DIGITAL_DELIVERY_CREATION_REQUEST',
        data: { isDelivered: false },
      }),
      ...refinement.plan,
    ],
  };
};

const documentReady = (input: StepInput): Outcome => {
  const recIndex = recIndexOf(input);
  const { notification } = input;
  const { isDelivered, address } = input.item.data as { readonly isDelivered: boolean; readonly address?: unknown };
  return {
    elements: [
      element(
        notification,
        isDelivered ? 'DIGITAL_SUCCESS_WORKFLOW' : 'DIGITAL_FAILURE_WORKFLOW',
        { recIndex },
        {
          details: { recIndex, ...(address ? { digitalAddress: address } : {}) },
          legalFactsIds: [{ key: deliveryKey(input, recIndex), category: 'DIGITAL_DELIVERY' }],
        },
      ),
    ],
  };
};

export const digitalEndKinds: WorkflowKinds = {
  'delivery.digital-success': digitalSuccess,
  'delivery.digital-failure': digitalFailure,
  'delivery.digital-document': documentReady,
};
