import type { Explained, WireElement } from '../api/shapes.js';
import type { Tone } from '../parts/badge.js';

/** Steps that a lesson can do without: searches, preparations, and documents being made. */
const steps = new Set([
  'VALIDATE_F24_REQUEST',
  'VALIDATED_F24',
  'PUBLIC_REGISTRY_VALIDATION_CALL',
  'PUBLIC_REGISTRY_VALIDATION_RESPONSE',
  'NOTIFICATION_COST_VALIDATION_REQUEST',
  'NOTIFICATION_COST_VALIDATION_RESPONSE',
  'VALIDATE_NORMALIZE_ADDRESSES_REQUEST',
  'NORMALIZED_ADDRESS',
  'SENDER_ACK_CREATION_REQUEST',
  'GENERATE_F24_REQUEST',
  'GENERATED_F24',
  'AAR_CREATION_REQUEST',
  'GET_ADDRESS',
  'PUBLIC_REGISTRY_CALL',
  'PUBLIC_REGISTRY_RESPONSE',
  'PREPARE_DIGITAL_DOMICILE',
  'PREPARE_SIMPLE_REGISTERED_LETTER',
  'SCHEDULE_ANALOG_WORKFLOW',
  'PREPARE_ANALOG_DOMICILE',
  'DIGITAL_DELIVERY_CREATION_REQUEST',
  'COMPLETELY_UNREACHABLE_CREATION_REQUEST',
  'SEND_ANALOG_TIMEOUT_CREATION_REQUEST',
  'NOTIFICATION_VIEWED_CREATION_REQUEST',
  'NOTIFICATION_CANCELLED_DOCUMENT_CREATION_REQUEST',
]);

/** Whether an element is a step of the machinery rather than something that a person would tell. */
export const isStep = ({ category, status }: Pick<Explained, 'category' | 'status'>): boolean =>
  steps.has(category) && status.before === status.after;

const tones: Readonly<Record<string, Tone>> = {
  REQUEST_ACCEPTED: 'good',
  REQUEST_REFUSED: 'bad',
  SEND_DIGITAL_DOMICILE: 'busy',
  SEND_ANALOG_DOMICILE: 'busy',
  SEND_SIMPLE_REGISTERED_LETTER: 'busy',
  DIGITAL_SUCCESS_WORKFLOW: 'good',
  DIGITAL_FAILURE_WORKFLOW: 'bad',
  PREPARE_ANALOG_DOMICILE_FAILURE: 'bad',
  ANALOG_SUCCESS_WORKFLOW: 'good',
  ANALOG_FAILURE_WORKFLOW: 'bad',
  COMPLETELY_UNREACHABLE: 'warn',
  ANALOG_WORKFLOW_RECIPIENT_DECEASED: 'warn',
  SEND_ANALOG_TIMEOUT: 'warn',
  ANALOG_FAILURE_WORKFLOW_TIMEOUT: 'warn',
  SCHEDULE_REFINEMENT: 'busy',
  REFINEMENT: 'good',
  NOTIFICATION_VIEWED: 'good',
  NOTIFICATION_RADD_RETRIEVED: 'good',
  PAYMENT: 'good',
  NOTIFICATION_TIMELINE_REWORKED: 'warn',
};

/** Good or bad news: the outcome where an element has one, else what its category says. */
export const toneOfElement = (category: string, wire: WireElement | undefined): Tone => {
  const outcome = wire?.details?.responseStatus;
  if (outcome === 'OK') return 'good';
  if (outcome === 'KO') return 'bad';
  return tones[category] ?? 'quiet';
};
