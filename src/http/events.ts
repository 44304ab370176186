import type { Agenda } from '../clock/agenda.js';
import type { Clock } from '../clock/clock.js';
import { toIso } from '../clock/instant.js';
import { clockState } from '../clock/state.js';
import type { ScenarioRoom } from '../scenario/service.js';
import { diagnosticCategories } from '../send/notification/model.js';
import type { NotificationRoom } from '../send/notification/service.js';
import { createEventRoom, type EventKind, type EventRoom, type SandboxEvent } from './event-room.js';
import type { Journal } from './journal.js';
import { entrySummary } from './journal-entry.js';

export interface EventSources {
  readonly clock: Clock;
  readonly agenda: Agenda;
  readonly journal: Journal;
  readonly notifications: NotificationRoom;
  readonly scenarios: ScenarioRoom;
}

const isDiagnostic = (category: string): boolean => diagnosticCategories.some((one) => one === category);

/** Everything that can be followed in a sandbox: calls, elements of timelines, the clock, scenarios that come and go. */
export const createEvents = ({ clock, agenda, journal, notifications, scenarios }: EventSources): EventRoom => {
  const events = createEventRoom();
  // Before the clock is started stored steps are taken up again: what happened long ago is no event.
  const publish = (kind: EventKind, data: () => SandboxEvent['data']): void => {
    if (!clock.isRunning) return;
    const told = data();
    events.publish(kind, () => told);
  };
  journal.onAdded((entry) => publish('journal', () => entrySummary(entry)));
  notifications.onAppended(({ notification, added }) => {
    if (!clock.isRunning) return;
    const { iun, notificationRequestId } = notification;
    for (const { element, status, statusBefore } of added) {
      events.publish('timeline', () => {
        const { elementId, category, eventAt, ingestedAt } = element;
        const { recIndex } = element.details;
        return {
          iun,
          notificationRequestId,
          elementId,
          category,
          ...(isDiagnostic(category) ? { isDiagnostic: true } : {}),
          ...(recIndex === undefined ? {} : { recIndex }),
          status,
          ...(status === statusBefore ? {} : { statusBefore }),
          timestamp: toIso(eventAt),
          virtualAt: toIso(ingestedAt),
        };
      });
    }
  });
  clock.onChanged(() => publish('clock', () => clockState({ clock, agenda })));
  scenarios.onChanged((name, change) => publish('scenario', () => ({ name, change, virtualAt: toIso(clock.now()) })));
  return events;
};
