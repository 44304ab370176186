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
    status: {
      type: 'string',
      enum: [
        'IN_VALIDATION',
        'ACCEPTED',
        'REFUSED',
        'DELIVERING',
        'DELIVERED',
        'VIEWED',
        'EFFECTIVE_DATE',
        'PAID',
        'UNREACHABLE',
        'CANCELLED',
        'RETURNED_TO_SENDER',
      ],
    },
    category: { type: 'string', maxLength: 64 },
    recIndex: { type: 'integer', minimum: 0 },
    requestStatus: { type: 'string', enum: ['WAITING', 'ACCEPTED', 'REFUSED'] },
  },
} as const;

export interface Watched {
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
  const statuses = (): string[] => notifications.history(iun).map((entry) => entry.status);
  const before = statuses();

  const isStatusMet = (): boolean =>
    status === undefined ||
    notifications.row(iun)?.status === status ||
    (statuses().includes(status as never) && !before.includes(status));
  const isCategoryMet = (): boolean =>
    category === undefined ||
    notifications
      .timeline(iun)
      .some((e) => e.category === category && (recIndex === undefined || e.details.recIndex === recIndex));
  const requestStatusNow = (): string => {
    const now = notifications.row(iun)?.status;
    return now === 'IN_VALIDATION' ? 'WAITING' : now === 'REFUSED' ? 'REFUSED' : 'ACCEPTED';
  };

  return {
    iun,
    isMet: () =>
      isStatusMet() && isCategoryMet() && (requestStatus === undefined || requestStatusNow() === requestStatus),
    hasWork: () => (notifications.get(iun)?.planned.length ?? 0) > 0,
    whereItStands: () => `its status is ${notifications.row(iun)?.status}`,
  };
};
