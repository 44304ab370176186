import type { Category, Iun } from './model.js';

/** First part of an id where it is not the category's name. */
const firstParts: Partial<Record<Category, string>> = {
  SENDER_ACK_CREATION_REQUEST: 'SENDERACK_LEGALFACT_CREATION_REQUEST',
  AAR_GENERATION: 'AAR_GEN',
  SEND_DIGITAL_DOMICILE: 'SEND_DIGITAL',
  SEND_DIGITAL_PROGRESS: 'DIGITAL_PROG',
  SCHEDULE_REFINEMENT: 'SCHEDULE_REFINEMENT_WORKFLOW',
  PUBLIC_REGISTRY_CALL: 'NATIONAL_REGISTRY_CALL',
  PUBLIC_REGISTRY_RESPONSE: 'NATIONAL_REGISTRY_RESPONSE',
  PUBLIC_REGISTRY_VALIDATION_CALL: 'NATIONAL_REGISTRY_VALIDATION_CALL',
  PUBLIC_REGISTRY_VALIDATION_RESPONSE: 'NATIONAL_REGISTRY_VALIDATION_RESPONSE',
  PAYMENT: 'NOTIFICATION_PAID',
};

export interface ElementIdParts {
  readonly iun?: Iun;
  readonly recIndex?: number;
  readonly courtesyAddressType?: string;
  readonly source?: string;
  readonly deliveryMode?: string;
  readonly contactPhase?: string;
  readonly repeat?: boolean;
  readonly attempt?: number;
  readonly idx?: number;
  readonly correlationId?: string;
  readonly code?: string;
  readonly optin?: boolean;
  readonly rework?: number;
}

/**
 * The deterministic id of a timeline element: parts joined by dots, each only where it applies, always in this order.
 *
 * Source: pn-delivery-push-workflow dto/timeline/TimelineEventId.java, TimelineEventIdBuilder.java
 */
export const elementId = (category: Category, parts: ElementIdParts): string => {
  const part = (label: string, value: unknown): string => (value === undefined ? '' : `.${label}_${value}`);
  return (
    (firstParts[category] ?? category) +
    part('IUN', parts.iun) +
    part('RECINDEX', parts.recIndex) +
    part('COURTESYADDRESSTYPE', parts.courtesyAddressType) +
    part('SOURCE', parts.source) +
    part('DELIVERYMODE', parts.deliveryMode) +
    part('CONTACTPHASE', parts.contactPhase) +
    part('REPEAT', parts.repeat) +
    part('ATTEMPT', parts.attempt) +
    part('IDX', parts.idx) +
    part('CORRELATIONID', parts.correlationId) +
    part('CODE', parts.code) +
    (parts.optin ? '.OPTIN' : '') +
    part('REWORK', parts.rework)
  );
};
