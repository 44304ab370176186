import { type Instant, toIso } from '../../../clock/instant.js';
import type { Category, Details, LegalFactId, TimelineElement } from '../model.js';

/** A timeline element as versions 2.8 and 2.9 show it, in detail and streams alike. */
export interface WireElementV28 {
  readonly elementId: string;
  readonly timestamp: string;
  readonly legalFactsIds: readonly LegalFactId[];
  readonly category: Category;
  readonly details: Details;
  readonly ingestionTimestamp: string;
  readonly eventTimestamp: string;
  readonly notificationSentAt: string;
}

/** A timeline element in some version. */
export type WireElement = Omit<WireElementV28, NewerField> & Partial<Pick<WireElementV28, NewerField>>;

/** What came with v2.4. */
type NewerField = 'ingestionTimestamp' | 'eventTimestamp' | 'notificationSentAt';

/**
 * Puts an element on the wire; the details are stored in this version's spelling already.
 *
 * Source: pn-timeline-service service/mapper/TimelineMapperAfterFix.java (`timestamp` and `eventTimestamp` are one)
 */
export const toWireElementV28 = (
  { elementId, category, ingestedAt, eventAt, legalFactsIds, details }: TimelineElement,
  sentAt: Instant,
): WireElementV28 => {
  const timestamp = toIso(eventAt);
  return {
    elementId,
    timestamp,
    legalFactsIds,
    category,
    details,
    ingestionTimestamp: toIso(ingestedAt),
    eventTimestamp: timestamp,
    notificationSentAt: toIso(sentAt),
  };
};
