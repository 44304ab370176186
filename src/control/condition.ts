import { diagnosticCategories, statuses, visibleCategories } from '../send/notification/model.js';
import type { NotificationRoom } from '../send/notification/service.js';
import { iunOf } from '../send/request/iun.js';
import { problems } from './problems.js';

/** What a caller waits for: about one notification, all given parts together. */
export interface Condition {
  readonly iun?: string;
  readonly notificationRequestId?: string;
  readonly status?: string;
  readonly category?: string;
  readonly recIndex?: number;
  readonly requestStatus?: 'WAITING' | 'ACCEPTED' | 'REFUSED';
}

export const conditionSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    iun: { type: 'string', maxLength: 64 },
    notificationRequestId: { type: 'string', maxLength: 64 },
    status: { type: 'string', enum: statuses },
    category: { type: 'string', enum: [...visibleCategories, ...diagnosticCategories] },
    recIndex: { type: 'integer', minimum: 0 },
    requestStatus: { type: 'string', enum: ['WAITING', 'ACCEPTED', 'REFUSED'] },
  },
} as const;

export interface Watched {
  readonly condition: Condition;
  readonly iun: string;
  isMet(): boolean;
  /** Whether anything is still planned for the notification. */
  hasWork(): boolean;
  whereItStands(): string;
}

/** IUN of a notification named by IUN or request id. @throws SimProblem when the sandbox has none */
export const iunNamed = (notifications: NotificationRoom, id: string): string => {
  const iun = notifications.row(id) ? id : iunOf(id);
  if (!notifications.row(iun)) throw problems.unknownNotification(id);
  return iun;
};

/**
 * Watches a condition from now on. A status is met by the present one, or by one that the history took since the call
 * began (back-dated reports rewrite it); a category without recIndex means any recipient.
 * @throws SimProblem for a condition that names no notification, or nothing to wait for
 */
export const watch = (notifications: NotificationRoom, condition: Condition): Watched => {
  const id = condition.iun ?? condition.notificationRequestId;
  if (id === undefined) {
    throw problems.invalidValue('until', condition, 'a condition with iun or notificationRequestId');
  }
  const { status, category, recIndex, requestStatus } = condition;
  if (status === undefined && category === undefined && requestStatus === undefined) {
    throw problems.invalidValue('until', condition, 'a condition with status, category or requestStatus');
  }
  const iun = iunNamed(notifications, id);
  if (
    condition.notificationRequestId !== undefined &&
    iunNamed(notifications, condition.notificationRequestId) !== iun
  ) {
    throw problems.invalidValue('until', condition, 'iun and notificationRequestId of the same notification');
  }
  const recipients = notifications.get(iun)?.request.recipients.length ?? 0;
  if (recIndex !== undefined && (category === undefined || recIndex >= recipients)) {
    throw problems.invalidValue('until.recIndex', recIndex, `below ${recipients}, together with a category`);
  }
  const history = (): string[] => notifications.history(iun).map((entry) => entry.status);
  const before = history();

  const isStatusMet = (): boolean =>
    status === undefined ||
    notifications.row(iun)?.status === status ||
    (history().includes(status) && !before.includes(status));
  const isCategoryMet = (): boolean =>
    category === undefined ||
    notifications
      .timeline(iun)
      .some((e) => e.category === category && (recIndex === undefined || e.details.recIndex === recIndex));
  const requestStatusNow = (): string => {
    const now = notifications.row(iun)?.status;
    return now === 'IN_VALIDATION' ? 'WAITING' : now === 'REFUSED' ? 'REFUSED' : 'ACCEPTED';
  };
  // A reset may take the notification away while somebody waits.
  const isThere = (): boolean => notifications.row(iun) !== undefined;

  return {
    condition,
    iun,
    isMet: () =>
      isThere() &&
      isStatusMet() &&
      isCategoryMet() &&
      (requestStatus === undefined || requestStatusNow() === requestStatus),
    hasWork: () => (notifications.get(iun)?.planned.length ?? 0) > 0,
    whereItStands: () => (isThere() ? `its status is ${notifications.row(iun)?.status}` : 'a reset removed it'),
  };
};
