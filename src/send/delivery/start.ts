import { toIso } from '../../clock/instant.js';
import { reasons } from '../../text/reasons.js';
import { elementId } from '../notification/element-id.js';
import type { NewElement, Outcome } from '../notification/model.js';
import { element, later, type StepInput, type WorkflowKinds } from '../notification/workflow.js';
import type { StoredRequest } from '../request/model.js';
import { aarPages, delays } from './facts.js';
import { attemptsMade, type DigitalSource, recipientOf } from './life.js';

/** From acceptance to the choice of channel: the notice of deposit, then the three sources of a digital address. */

export const recIndexOf = (input: StepInput): number => input.item.recIndex ?? 0;

/** First work for a recipient of an accepted notification. */
export const recipientStarts = (input: StepInput, recIndex: number) =>
  later(input.now, delays.toAarRequest, 'delivery.aar', reasons.createAar, {
    recIndex,
    follows: 'REQUEST_ACCEPTED',
  });

export const aarKey = (input: StepInput, recIndex: number): string =>
  input.documentKey('PN_AAR', `AAR-${recIndex}`, 'pdf');

/** The whole notice is printed again in the second language. unsure: how long the platform's bilingual notices are. */
export const aarPagesOf = ({ additionalLanguages = [] }: StoredRequest): number =>
  additionalLanguages.length > 0 ? 2 * aarPages : aarPages;

const requestAar = (input: StepInput): Outcome => {
  const recIndex = recIndexOf(input);
  return {
    elements: [
      element(
        input.notification,
        'AAR_CREATION_REQUEST',
        { recIndex },
        {
          details: { recIndex, aarKey: aarKey(input, recIndex), numberOfPages: aarPagesOf(input.notification.request) },
        },
      ),
    ],
    plan: [later(input.now, delays.toAarReady, 'delivery.aar-ready', reasons.aarReady, { recIndex })],
  };
};

const aarReady = (input: StepInput): Outcome => {
  const recIndex = recIndexOf(input);
  return {
    elements: [
      element(
        input.notification,
        'AAR_GENERATION',
        { recIndex },
        {
          details: {
            recIndex,
            generatedAarUrl: aarKey(input, recIndex),
            numberOfPages: aarPagesOf(input.notification.request),
          },
        },
      ),
    ],
    plan: [later(input.now, delays.toChannelChoice, 'delivery.choose', reasons.chooseChannel, { recIndex })],
  };
};

/** GET_ADDRESS: the look-up of one source, found or not. */
export const addressLookedUp = (
  input: StepInput,
  source: DigitalSource,
  attempt: number,
  isAvailable: boolean,
): NewElement => {
  const recIndex = recIndexOf(input);
  return element(
    input.notification,
    'GET_ADDRESS',
    { recIndex, source, attempt },
    {
      details: (writtenAt) => ({
        recIndex,
        digitalAddressSource: source,
        isAvailable,
        attemptDate: toIso(writtenAt),
      }),
    },
  );
};

/** Work that sends a PEC to an address of a source. */
export const pecGoesOut = (input: StepInput, data: Readonly<Record<string, unknown>>) =>
  later(input.now, delays.toSend, 'delivery.pec-send', reasons.sendPec, { recIndex: recIndexOf(input), data });

/** The platform's own address wins, then the one in the request; only then the registries are asked. */
const chooseChannel = (input: StepInput): Outcome => {
  const recIndex = recIndexOf(input);
  const { notification, oracle, now } = input;
  const recipient = recipientOf(notification, recIndex);
  const platform = oracle.platformDomicile(recipient.taxId, notification.sender.taxId);
  const elements = [addressLookedUp(input, 'PLATFORM', 0, platform !== undefined)];
  if (platform) {
    return {
      elements,
      plan: [pecGoesOut(input, { source: 'PLATFORM', attempt: 0, repeat: false, address: platform })],
    };
  }
  const special = recipient.digitalDomicile;
  elements.push(addressLookedUp(input, 'SPECIAL', 0, special !== undefined));
  if (special) {
    const { type, address } = special;
    const data = { source: 'SPECIAL', attempt: 0, repeat: false, address: { type, address } };
    return { elements, plan: [pecGoesOut(input, data)] };
  }
  const data = { phase: 'CHOOSE_DELIVERY' };
  return {
    elements,
    plan: [later(now, delays.toRegistryCall, 'delivery.registry-call', reasons.askRegistry, { recIndex, data })],
  };
};

const registryCallId = (input: StepInput, contactPhase: string, attempt: number): string =>
  elementId('PUBLIC_REGISTRY_CALL', {
    iun: input.notification.iun,
    recIndex: recIndexOf(input),
    deliveryMode: 'DIGITAL',
    contactPhase,
    attempt,
  });

/** The registries are asked for a general digital address. */
const callRegistry = (input: StepInput): Outcome => {
  const recIndex = recIndexOf(input);
  const phase = String(input.item.data?.phase);
  const attempt = attemptsMade(input.notification, recIndex, 'GENERAL');
  return {
    elements: [
      element(
        input.notification,
        'PUBLIC_REGISTRY_CALL',
        { recIndex, deliveryMode: 'DIGITAL', contactPhase: phase, attempt },
        {
          details: (writtenAt) => ({
            recIndex,
            deliveryMode: 'DIGITAL',
            contactPhase: phase,
            sentAttemptMade: attempt,
            sendDate: toIso(writtenAt),
          }),
        },
      ),
    ],
    plan: [
      later(input.now, delays.toRegistryAnswer, 'delivery.registry-answer', reasons.registryAnswer, {
        recIndex,
        data: { ...input.item.data, attempt },
      }),
    ],
  };
};

/** RESPONSE and GET_ADDRESS of the general source; what follows is the caller's. */
export const registryAnswered = (input: StepInput) => {
  const recIndex = recIndexOf(input);
  const { phase, attempt } = input.item.data as { readonly phase: string; readonly attempt: number };
  const { taxId, recipientType } = recipientOf(input.notification, recIndex);
  const address = input.oracle.generalDomicile(taxId, recipientType, attempt);
  const response: NewElement = {
    elementId: elementId('PUBLIC_REGISTRY_RESPONSE', { correlationId: registryCallId(input, phase, attempt) }),
    category: 'PUBLIC_REGISTRY_RESPONSE',
    details: { recIndex, ...(address ? { digitalAddress: address } : {}) },
  };
  return {
    address,
    attempt,
    phase,
    elements: [response, addressLookedUp(input, 'GENERAL', attempt, address !== undefined)],
  };
};

export const startKinds: WorkflowKinds = {
  'delivery.aar': requestAar,
  'delivery.aar-ready': aarReady,
  'delivery.choose': chooseChannel,
  'delivery.registry-call': callRegistry,
};
