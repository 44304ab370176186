import type { Room, RoomContext, Step } from '../../sandbox/room.js';
import type { Notification, TimelineElement } from '../notification/model.js';
import type { Appended, NotificationRoom } from '../notification/service.js';
import { costWrites, type ElementCost, isCostly } from './debt-position-rules.js';
import type { CostAnswer, CostUpdate, DebtPosition, DebtPositionStatus, Notice } from './model.js';

/** A position as somebody put it, or none any more. */
export type DebtPositionChange =
  | (Notice & { readonly kind: 'put'; readonly amount: number; readonly status: DebtPositionStatus })
  | (Notice & { readonly kind: 'removed' });

/**
 * The simulated side of pagoPA: the notices that bodies asked their citizens to pay. What was put is stored; the costs that
 * notifications write follow from their elements, live and when the stored steps are applied again.
 */
export interface DebtPositionRoom extends Room<DebtPositionChange> {
  /** Declares a position, or changes it; the costs written on it stay. */
  put(notice: Notice, position: { readonly amount: number; readonly status: DebtPositionStatus }): DebtPosition;
  /** A position that was put, or that a notification wrote a cost on. */
  get(notice: Notice): DebtPosition | undefined;
  /** @returns false when there is no such position */
  remove(notice: Notice): boolean;
  /** What pagoPA answers to a cost written on the notice now. */
  costAnswer(notice: Notice): CostAnswer;
  /** Listens to the notifications. Records nothing: it runs while a step is applied. */
  onAppended(appended: Appended): void;
}

export interface DebtPositionParts {
  /** `open`: every notice exists at pagoPA until it is removed. `declared`: only those that were put. */
  readonly mode: 'open' | 'declared';
  readonly notifications: Pick<NotificationRoom, 'get'>;
  readonly totalPrice: ElementCost;
}

const keyOf = ({ creditorTaxId, noticeCode }: Notice): string => `${creditorTaxId}##${noticeCode}`;

export const createDebtPositionRoom = (
  context: RoomContext,
  { mode, notifications, totalPrice }: DebtPositionParts,
): DebtPositionRoom => {
  const positions = new Map<string, DebtPosition>();
  /** Unknown to pagoPA although every notice is open. */
  const removed = new Set<string>();

  /** Where every notice is open, a position begins to be seen with its first cost. */
  const seen = ({ creditorTaxId, noticeCode }: Notice): DebtPosition | undefined => {
    const key = keyOf({ creditorTaxId, noticeCode });
    const isOpen = mode === 'open' && !removed.has(key);
    return positions.get(key) ?? (isOpen ? { creditorTaxId, noticeCode, status: 'OPEN', history: [] } : undefined);
  };

  const costAnswer = (notice: Notice): CostAnswer => (seen(notice)?.status === 'OPEN' ? 'OK' : 'KO');

  /** An unknown position leaves no trace: there is nothing to write on. */
  const write = (notice: Notice, update: Omit<CostUpdate, 'result'>): void => {
    const position = seen(notice);
    if (!position) return;
    const result = costAnswer(notice);
    positions.set(keyOf(notice), {
      ...position,
      ...(result === 'OK' ? { notificationFee: update.notificationFee } : {}),
      history: [...position.history, { ...update, result }],
    });
  };

  const followPayment = ({ details }: TimelineElement): void => {
    const key = keyOf(details as unknown as Notice);
    const position = positions.get(key);
    if (position) positions.set(key, { ...position, status: 'PAID' });
  };

  const followCosts = (notification: Notification, element: TimelineElement): void => {
    for (const { notice, phase, notificationFee } of costWrites(notification, element, totalPrice)) {
      write(notice, { at: element.ingestedAt, iun: notification.iun, phase, notificationFee });
    }
  };

  const record = (change: DebtPositionChange): void => void context.record(room, change);

  const room: DebtPositionRoom = {
    name: 'debt-position',
    put: ({ creditorTaxId, noticeCode }, { amount, status }) => {
      record({ kind: 'put', creditorTaxId, noticeCode, amount, status });
      return positions.get(keyOf({ creditorTaxId, noticeCode })) as DebtPosition;
    },
    get: (notice) => positions.get(keyOf(notice)),
    remove: ({ creditorTaxId, noticeCode }) => {
      if (!positions.has(keyOf({ creditorTaxId, noticeCode }))) return false;
      record({ kind: 'removed', creditorTaxId, noticeCode });
      return true;
    },
    costAnswer,
    onAppended: ({ notification: { iun }, added }) => {
      for (const { element } of added) {
        if (element.category === 'PAYMENT') followPayment(element);
        const notification = isCostly(element) ? notifications.get(iun) : undefined;
        if (notification) followCosts(notification, element);
      }
    },
    apply: ({ data }: Step<DebtPositionChange>) => {
      const key = keyOf(data);
      if (data.kind === 'removed') {
        positions.delete(key);
        removed.add(key);
        return;
      }
      const { kind: _, ...put } = data;
      removed.delete(key);
      positions.set(key, { history: [], ...positions.get(key), ...put });
    },
    reset: () => {
      positions.clear();
      removed.clear();
    },
    counts: () => ({ debtPositions: positions.size }),
  };
  return room;
};
