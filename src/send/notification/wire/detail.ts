import { days, type Instant, parseInstant, toIso } from '../../../clock/instant.js';
import { endOfRomanDay } from '../../../italy/rome-calendar.js';
import type { Recipient } from '../../request/model.js';
import { toWireRequest } from '../../request/wire/request.js';
import type { RecipientV1 } from '../../request/wire/v1.js';
import {
  diagnosticCategories,
  type Notification,
  type NotificationStatus,
  recipientsOf,
  type TimelineElement,
} from '../model.js';
import { statusHistory } from '../status.js';
import { toWireElementV28, type WireElement } from './element.js';

/** Detail in some version; the named fields are those that a step between versions looks at. */
export interface WireDetail {
  readonly [field: string]: unknown;
  readonly recipients: readonly (Recipient | RecipientV1)[];
  readonly notificationStatus: NotificationStatus | undefined;
  readonly notificationStatusHistory: readonly WireStatusEntry[];
  readonly timeline: readonly WireElement[];
}

interface WireStatusEntry {
  readonly status: NotificationStatus;
  readonly activeFrom: string;
  readonly relatedTimelineElements: readonly string[];
}

/** Whole days after the day of perfection for which documents can be read. Source: pn-delivery max-documents-available-days */
const documentsAvailableDays = 120;

const diagnostic = new Set<string>(diagnosticCategories);
export const isVisible = ({ category }: TimelineElement): boolean => !diagnostic.has(category);

/**
 * Documents can be read until 120 days after the day (in Rome) of the first refinement or view.
 *
 * Source: pn-delivery svc/search/NotificationRetrieverService.java (checkDocumentsAvailability)
 */
const areDocumentsAvailable = (timeline: readonly TimelineElement[], now: Instant): boolean => {
  const perfections = timeline
    .filter((e) => e.category === 'REFINEMENT' || e.category === 'NOTIFICATION_VIEWED')
    .map((e) => e.eventAt);
  if (perfections.length === 0) return true;
  const lastInstant = parseInstant(endOfRomanDay(Math.min(...perfections) as Instant)) ?? now;
  return Math.floor((now - lastInstant) / days(1)) <= documentsAvailableDays;
};

/**
 * Detail of a sent notification, v2.9: the request with its defaults, the sorted timeline, the history computed from it.
 * @param timeline in timeline order, diagnostic elements included
 * @param groupName the group goes in as an id and comes out as a name, where the name is known
 *
 * Source: pn-delivery rest/PnSentNotificationsController.java, svc/search/NotificationRetrieverService.java
 */
export const toWireDetailV29 = (
  notification: Notification,
  timeline: readonly TimelineElement[],
  now: Instant,
  groupName: (id: string) => string | undefined,
): WireDetail => {
  const { request, sentAt, sender, iun, usedServices } = notification;
  const hidden = new Set(timeline.filter((e) => !isVisible(e)).map((e) => e.elementId));
  const history = statusHistory(timeline, request.recipients.length, sentAt).flatMap((entry) => {
    const related = entry.relatedTimelineElements.filter((id) => !hidden.has(id));
    if (related.length === 0) return [];
    return [{ status: entry.status, activeFrom: toIso(entry.activeFrom), relatedTimelineElements: related }];
  });
  const documentsAvailable = areDocumentsAvailable(timeline, now);
  const wire = toWireRequest(request);
  const recipients = recipientsOf(notification);
  return {
    ...wire,
    recipients: documentsAvailable ? recipients : withoutAttachments(recipients),
    ...(request.group === undefined ? {} : { group: groupName(request.group) ?? request.group }),
    ...(documentsAvailable ? {} : { documents: [] }),
    senderPaId: sender.paId,
    iun,
    sentAt: toIso(sentAt),
    documentsAvailable,
    ...(usedServices ? { usedServices } : {}),
    notificationStatus: history.at(-1)?.status,
    notificationStatusHistory: history,
    timeline: timeline.filter(isVisible).map((e) => toWireElementV28(e, sentAt)),
  };
};

/** After the term the payments lose their pagoPA attachments, and the F24 ones go. */
const withoutAttachments = (recipients: readonly Recipient[]) =>
  recipients.map((recipient) => ({
    ...recipient,
    ...(recipient.payments
      ? {
          payments: recipient.payments.flatMap(({ pagoPa }) => {
            if (!pagoPa) return [];
            const { attachment: _, ...rest } = pagoPa;
            return [{ pagoPa: rest }];
          }),
        }
      : {}),
  }));
