import type { Category, Details, LegalFactId, NotificationStatus } from '../../notification/model.js';
import type { WireEvent } from './v29.js';

/** An event in version 1: no element, but the little that mattered then. What is unknown stands as it is in the details. */
export interface WireEventV1 {
  readonly eventId: string;
  readonly notificationRequestId: string;
  readonly iun?: string;
  readonly newStatus: NotificationStatus;
  readonly timestamp: string;
  readonly timelineEventCategory: Category;
  readonly recipientIndex: number | null;
  readonly analogCost: unknown;
  readonly channel: unknown;
  readonly legalfactIds: readonly string[];
  readonly validationErrors: unknown;
}

const serviceLevel = (details: Details): unknown => details.serviceLevel;
const simpleLetter = (): string => 'SIMPLE_REGISTERED_LETTER';
const pec = (): string => 'PEC';

const channels: Readonly<Partial<Record<Category, (details: Details) => unknown>>> = {
  PREPARE_ANALOG_DOMICILE: serviceLevel,
  SEND_ANALOG_DOMICILE: serviceLevel,
  SEND_ANALOG_PROGRESS: serviceLevel,
  SEND_ANALOG_FEEDBACK: serviceLevel,
  PREPARE_SIMPLE_REGISTERED_LETTER: simpleLetter,
  SEND_SIMPLE_REGISTERED_LETTER: simpleLetter,
  SEND_DIGITAL_DOMICILE: pec,
  SEND_DIGITAL_PROGRESS: pec,
  SEND_DIGITAL_FEEDBACK: pec,
  SEND_COURTESY_MESSAGE: ({ digitalAddress }) => (digitalAddress as { readonly type?: string } | undefined)?.type,
};

const charged: readonly Category[] = ['SEND_ANALOG_DOMICILE', 'SEND_SIMPLE_REGISTERED_LETTER'];

const withoutPrefix = ({ key }: LegalFactId): string => key.replace('safestorage://', '');

/**
 * v2.3 → v1. What does not apply is null on the wire, except the channel, which is absent then.
 *
 * Source: pn-delivery-push functions/versioningV1V2Webhook/src/app/handlers/mapper/transformProgressResponseFromV23ToV10.js;
 * the spelling `legalfactIds`: pn-stream functions/versioningV1V2Stream/src/test/handlers/consumeEventStreamHandler.test.js
 */
export const toV1 = ({ element, ...event }: WireEvent): WireEventV1 => {
  const { timestamp, category, details, legalFactsIds } = element;
  return {
    ...event,
    timestamp,
    timelineEventCategory: category,
    // The adapter asks whether there is an index, and 0 looks to it as if there were none: null for the first recipient too.
    recipientIndex: details.recIndex || null,
    analogCost: charged.includes(category) ? details.analogCost : null,
    channel: channels[category]?.(details),
    legalfactIds: legalFactsIds.map(withoutPrefix),
    validationErrors: category === 'REQUEST_REFUSED' ? details.refusalReasons : null,
  };
};
