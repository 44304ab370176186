import type { AgendaItem } from '../../clock/agenda.js';
import { toIso } from '../../clock/instant.js';
import type { Notification } from '../../send/notification/model.js';
import { kindMeanings, type Stoppable, stoppedBy } from './kinds.js';
import { ruleOf } from './rule.js';
import { decidedBy } from './source.js';

const stoppable = (notification: Notification | undefined, recIndex: number | undefined): Stoppable => ({
  hasLetter: (notification?.elements ?? []).some(
    ({ category, details }) => category === 'SEND_ANALOG_DOMICILE' && details.recIndex === recIndex,
  ),
  hasPayments: (notification?.request.recipients[recIndex ?? -1]?.payments ?? []).length > 0,
});

/**
 * An item of the agenda as our API shows it: why it will happen, by which rule or line of a scenario, what would stop it.
 * @param notification the one it belongs to; absent: it belongs to none
 */
export const explainItem = (
  item: Omit<AgendaItem, 'id'>,
  notification: Notification | undefined,
): Record<string, unknown> => {
  const { at, kind, iun, recIndex, why, after } = item;
  const cause = notification?.elements.find(({ elementId }) => elementId === after);
  const rule = kindMeanings[kind] && ruleOf(kind, cause);
  return {
    at: toIso(at),
    kind,
    ...(iun === undefined ? {} : { iun }),
    ...(recIndex === undefined ? {} : { recIndex }),
    why,
    ...(rule ? { rule } : {}),
    stoppedBy: stoppedBy(kind, stoppable(notification, recIndex)),
    ...(notification ? decidedBy(notification, item) : {}),
    ...(after === undefined ? {} : { after }),
  };
};
