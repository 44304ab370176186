import { isItalianForPost } from '../../italy/address.js';
import { reasons } from '../../text/reasons.js';
import { elementId } from '../notification/element-id.js';
import type { Outcome } from '../notification/model.js';
import { element, later, type StepInput, type WorkflowKinds } from '../notification/workflow.js';
import { post } from './carrier.js';
import { delays } from './facts.js';
import { isPaperStopped, normalizedAddress } from './life.js';
import { recIndexOf } from './start.js';

/** The simple registered letter after a digital failure: its outcome changes neither status nor term. */

const prepare = (input: StepInput): Outcome => {
  const recIndex = recIndexOf(input);
  const { notification, now } = input;
  const address = normalizedAddress(notification, recIndex);
  if (isPaperStopped(notification, recIndex) || !address) return {};
  return {
    elements: [
      element(
        notification,
        'PREPARE_SIMPLE_REGISTERED_LETTER',
        { recIndex },
        { details: { recIndex, physicalAddress: address } },
      ),
    ],
    plan: [later(now, delays.toSimpleLetterSend, 'delivery.simple-send', reasons.sendSimpleLetter, { recIndex })],
  };
};

const send = (input: StepInput): Outcome => {
  const recIndex = recIndexOf(input);
  const { notification } = input;
  if (isPaperStopped(notification, recIndex)) return {};
  const address = normalizedAddress(notification, recIndex);
  const product = isItalianForPost(address) ? 'RS' : 'RIS';
  const ids = { iun: notification.iun, recIndex };
  const { quote, plan, dispatch } = post(input, {
    mode: 'simple',
    product,
    address,
    attempt: 0,
    sendRequestId: elementId('SEND_SIMPLE_REGISTERED_LETTER', ids),
  });
  return {
    elements: [
      element(
        notification,
        'SEND_SIMPLE_REGISTERED_LETTER',
        { recIndex },
        {
          details: {
            recIndex,
            physicalAddress: address,
            productType: product,
            analogCost: quote.costCents,
            numberOfPages: quote.sheets,
            envelopeWeight: quote.grams,
            prepareRequestId: elementId('PREPARE_SIMPLE_REGISTERED_LETTER', ids),
          },
        },
      ),
    ],
    plan,
    dispatches: [dispatch],
  };
};

export const simpleLetterKinds: WorkflowKinds = {
  'delivery.simple-prepare': prepare,
  'delivery.simple-send': send,
};
