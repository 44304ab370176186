import { toIso } from '../../clock/instant.js';
import type { Notification, TimelineElement } from './model.js';
import { inTimelineOrder, statusHistory } from './status.js';
import { toWireElementV28, type WireElementV28 } from './wire/element.js';

interface InvalidatedEntry {
  readonly status: string;
  readonly activeFrom: string;
  readonly relatedTimelineElements: readonly Omit<WireElementV28, 'ingestionTimestamp'>[];
}

/**
 * What a correction takes away, under the statuses it stands under: whole elements, with the time of writing as `timestamp`.
 *
 * Source: real documents of June 2026 (reference real-samples.md "Corrections")
 */
export const invalidatedHistory = (
  { elements, sentAt, request }: Notification,
  gone: readonly TimelineElement[],
): readonly InvalidatedEntry[] => {
  const order = gone.toSorted(inTimelineOrder);
  return statusHistory(elements.toSorted(inTimelineOrder), request.recipients.length, sentAt)
    .map(({ status, activeFrom, relatedTimelineElements: ids }) => ({
      status,
      activeFrom: toIso(activeFrom),
      relatedTimelineElements: order
        .filter(({ elementId }) => ids.includes(elementId))
        .map((e) => {
          const { ingestionTimestamp, ...shown } = toWireElementV28(e, sentAt);
          return { ...shown, timestamp: ingestionTimestamp };
        }),
    }))
    .filter(({ relatedTimelineElements }) => relatedTimelineElements.length > 0);
};
