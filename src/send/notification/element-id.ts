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

/** Parts with a value, in their order in the id. */
const labels = [
  ['iun', 'IUN'],
  ['recIndex', 'RECINDEX'],
  ['courtesyAddressType', 'COURTESYADDRESSTYPE'],
  ['source', 'SOURCE'],
  ['deliveryMode', 'DELIVERYMODE'],
  ['contactPhase', 'CONTACTPHASE'],
  ['repeat', 'REPEAT'],
  ['attempt', 'ATTEMPT'],
  ['idx', 'IDX'],
  ['correlationId', 'CORRELATIONID'],
  ['code', 'CODE'],
] as const;

/**
 * The deterministic id of a timeline element: parts joined by dots, each only where it applies, always in this order.
 *
 * Source: pn-delivery-push-workflow dto/timeline/TimelineEventId.java, TimelineEventIdBuilder.java
 */
export const elementId = (category: Category, parts: ElementIdParts): string => {
  const out: string[] = [firstParts[category] ?? category];
  for (const [name, label] of labels) {
    const value = parts[name];
    if (value !== undefined) out.push(`${label}_${value}`);
  }
  if (parts.optin) out.push('OPTIN');
  if (parts.rework !== undefined) out.push(`REWORK_${parts.rework}`);
  return out.join('.');
};
