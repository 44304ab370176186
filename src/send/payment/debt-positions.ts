import type { Agenda, AgendaItem } from '../../clock/agenda.js';
import { type Instant, plus } from '../../clock/instant.js';
import type { Room, RoomContext, Step } from '../../sandbox/room.js';
import type { DeclaredPosition, PutPosition } from '../../scenario/schema-debt-position.js';
import { reasons } from '../../text/reasons.js';
import type { Iun, Notification, TimelineElement } from '../notification/model.js';
import type { Appended, NotificationRoom } from '../notification/service.js';
import {
  costAnswerOf,
  costRetryWait,
  costWrites,
  type ElementCost,
  isCostly,
  nextAnswer,
} from './debt-position-rules.js';
import type { CostAnswer, CostPhase, CostUpdate, DebtPosition, Notice } from './model.js';

/** A cost on its way to a notice. */
interface Cost {
  readonly iun: Iun;
  readonly phase: CostPhase;
  /** Eurocent. */
  readonly notificationFee: number;
}

/** A cost that is written again at that instant. */
type Retry = Notice & Cost & { readonly at: Instant };

/** A position as somebody put it, or none any more; and what does not follow from the elements of notifications. */
type DebtPositionChange =
  | (Notice & PutPosition & { readonly kind: 'put' })
  | (Notice & { readonly kind: 'removed' })
  /** The validation wrote the first cost, and pagoPA's answer was a scripted one or none. */
  | (Notice & Cost & { readonly kind: 'asked' })
  /** A cost is written again. */
  | (Notice & Cost & { readonly kind: 'retried'; readonly item: string })
  /** The whole room as a snapshot keeps it; `removed` by key, `toRetry` by item of the agenda. */
  | {
      readonly kind: 'kept';
      readonly positions: readonly DebtPosition[];
      readonly removed: readonly string[];
      readonly toRetry: readonly (readonly [string, Retry])[];
    };

/** Kind of the work that is planned where pagoPA did not answer. */
export const costRetryKind = 'payment.cost-retry';

/**
 * The simulated side of pagoPA: the notices that bodies asked their citizens to pay. What was put is stored; the costs that
 * notifications write follow from their elements, live and when the stored steps are applied again.
 */
export interface DebtPositionRoom extends Room<DebtPositionChange> {
  /** Declares a position, or changes it; the costs written on it stay. */
  put(notice: Notice, position: PutPosition): DebtPosition;
  /** A position that was put or paid, or that a notification wrote a cost on. */
  get(notice: Notice): DebtPosition | undefined;
  /** The same; where every notice is open, a notice that nobody knows yet has a position too. */
  seen(notice: Notice): DebtPosition | undefined;
  /** @returns false when there is no such position */
  remove(notice: Notice): boolean;
  /** What pagoPA answers to the cost that the validation of a notification writes now. */
  costAnswer(notice: Notice, iun: Iun): CostAnswer;
  /** Writes a cost again that pagoPA did not answer. */
  execute(item: AgendaItem): readonly string[];
  /** Listens to the notifications. Records nothing: it runs while a step is applied. */
  onAppended(appended: Appended): void;
}

interface DebtPositionParts {
  /** `open`: every notice exists at pagoPA until it is removed. `declared`: only those that were put. */
  readonly mode: 'open' | 'declared';
  /** Positions of scenario files, the strongest first. */
  readonly declared: () => readonly DeclaredPosition[];
  readonly notifications: Pick<NotificationRoom, 'get'>;
  readonly agenda: Pick<Agenda, 'add' | 'remove'>;
  readonly totalPrice: ElementCost;
}

const keyOf = ({ creditorTaxId, noticeCode }: Notice): string => `${creditorTaxId}##${noticeCode}`;

export const createDebtPositionRoom = (
  context: RoomContext,
  { mode, declared, notifications, agenda, totalPrice }: DebtPositionParts,
): DebtPositionRoom => {
  const positions = new Map<string, DebtPosition>();
  /** Unknown to pagoPA although every notice is open. */
  const removed = new Set<string>();
  /** By id of the item of the agenda. */
  const toRetry = new Map<string, Retry>();

  const find = (notice: Notice): DebtPosition | undefined => {
    const key = keyOf(notice);
    const known = positions.get(key);
    if (known || removed.has(key)) return known;
    const found = declared().find((one) => keyOf(one) === key);
    return found && { ...found, history: [] };
  };

  /** Where every notice is open, a position begins to be seen with its first cost. */
  const seen = ({ creditorTaxId, noticeCode }: Notice): DebtPosition | undefined => {
    const key = keyOf({ creditorTaxId, noticeCode });
    const isOpen = mode === 'open' && !removed.has(key);
    return (
      find({ creditorTaxId, noticeCode }) ??
      (isOpen ? { creditorTaxId, noticeCode, status: 'OPEN', history: [] } : undefined)
    );
  };

  const plan = (id: string, retry: Retry): void => {
    toRetry.set(id, retry);
    agenda.add({ id, at: retry.at, kind: costRetryKind, iun: retry.iun, why: reasons.writeCostAgain });
  };

  /** The platform begins a validation anew by itself; every other cost is planned again. */
  const planRetry = (
    notice: Notice,
    { at, iun, phase, notificationFee }: CostUpdate,
    history: readonly CostUpdate[],
  ) => {
    const { creditorTaxId, noticeCode } = notice;
    const id = `debt-position#${keyOf(notice)}#${history.length}`;
    plan(id, { creditorTaxId, noticeCode, iun, phase, notificationFee, at: plus(at, costRetryWait(history)) });
  };

  /** An unknown position leaves no trace: there is nothing to write on. */
  const write = (notice: Notice, cost: Cost, at: Instant): void => {
    const position = seen(notice);
    if (!position) return;
    const answer = nextAnswer(position);
    const { answers: [, ...answers] = [], notificationFee, ...others } = position;
    const { iun, phase } = cost;
    const update: CostUpdate = {
      at,
      iun,
      phase,
      notificationFee: cost.notificationFee,
      answer,
      result: costAnswerOf(answer),
    };
    const fee = update.result === 'OK' ? update.notificationFee : notificationFee;
    const history = [...position.history, update];
    positions.set(keyOf(notice), {
      ...others,
      ...(fee === undefined ? {} : { notificationFee: fee }),
      ...(answers.length > 0 ? { answers } : {}),
      history,
    });
    if (update.result === 'RETRY' && update.phase !== 'VALIDATION') planRetry(notice, update, history);
  };

  /** What was scripted for the validation is written when it asks. */
  const isWritten = (notice: Notice, { iun, phase }: Cost): boolean =>
    phase === 'VALIDATION' &&
    (positions.get(keyOf(notice))?.history ?? []).some(
      (update) => update.iun === iun && update.phase === phase && update.result !== 'RETRY',
    );

  const followPayment = ({ details }: TimelineElement): void => {
    const position = seen(details as unknown as Notice);
    if (position) positions.set(keyOf(position), { ...position, status: 'PAID' });
  };

  const followCosts = (notification: Notification, element: TimelineElement): void => {
    const { iun } = notification;
    for (const { notice, phase, notificationFee } of costWrites(notification, element, totalPrice)) {
      const cost = { iun, phase, notificationFee };
      if (!isWritten(notice, cost)) write(notice, cost, element.ingestedAt);
    }
  };

  const firstCost = (notice: Notice, iun: Iun): number => {
    const request = notifications.get(iun)?.request;
    const isBearer = ({ pagoPa }: { readonly pagoPa?: Notice }) => pagoPa && keyOf(pagoPa) === keyOf(notice);
    const recIndex = request?.recipients.findIndex(({ payments = [] }) => payments.some(isBearer)) ?? 0;
    return request ? totalPrice(request, [], recIndex) : 0;
  };

  const clear = (): void => {
    for (const id of toRetry.keys()) agenda.remove(id);
    toRetry.clear();
    positions.clear();
    removed.clear();
  };

  const record = (change: DebtPositionChange): void => void context.record(room, change);

  const room: DebtPositionRoom = {
    name: 'debt-position',
    put: ({ creditorTaxId, noticeCode }, { amount, status, answers = [] }) => {
      const scripted = answers.length > 0 ? { answers } : {};
      record({ kind: 'put', creditorTaxId, noticeCode, amount, status, ...scripted });
      return positions.get(keyOf({ creditorTaxId, noticeCode })) as DebtPosition;
    },
    get: find,
    seen,
    remove: ({ creditorTaxId, noticeCode }) => {
      if (!find({ creditorTaxId, noticeCode })) return false;
      record({ kind: 'removed', creditorTaxId, noticeCode });
      return true;
    },
    costAnswer: ({ creditorTaxId, noticeCode }, iun) => {
      const notice = { creditorTaxId, noticeCode };
      const position = seen(notice);
      const answer = costAnswerOf(nextAnswer(position));
      if (answer === 'RETRY' || position?.answers) {
        record({ kind: 'asked', ...notice, iun, phase: 'VALIDATION', notificationFee: firstCost(notice, iun) });
      }
      return answer;
    },
    execute: ({ id: item }) => {
      const retry = toRetry.get(item);
      if (!retry) throw new Error(`the agenda names a cost that is not to be written again: ${item}`);
      const { at: _, ...cost } = retry;
      record({ kind: 'retried', item, ...cost });
      return [];
    },
    onAppended: ({ notification: { iun }, added }) => {
      for (const { element } of added) {
        if (element.category === 'PAYMENT') followPayment(element);
        const notification = isCostly(element) ? notifications.get(iun) : undefined;
        if (notification) followCosts(notification, element);
      }
    },
    apply: ({ data, at }: Step<DebtPositionChange>) => {
      if (data.kind === 'kept') {
        clear();
        for (const position of data.positions) positions.set(keyOf(position), position);
        for (const one of data.removed) removed.add(one);
        for (const [id, retry] of data.toRetry) plan(id, retry);
        return;
      }
      const key = keyOf(data);
      switch (data.kind) {
        case 'removed':
          positions.delete(key);
          removed.add(key);
          return;
        case 'put': {
          const { kind: _, ...put } = data;
          const { answers: __, ...old } = find(data) ?? { history: [] };
          removed.delete(key);
          positions.set(key, { ...old, ...put });
          return;
        }
        case 'asked':
          write(data, data, at);
          return;
        case 'retried': {
          agenda.remove(data.item);
          toRetry.delete(data.item);
          const last = positions.get(key)?.history.at(-1);
          // A cost written since then counts, not the old one.
          if (last?.result === 'RETRY' && last.iun === data.iun && last.phase === data.phase) write(data, data, at);
        }
      }
    },
    reset: clear,
    snapshot: () =>
      positions.size + removed.size > 0
        ? [{ kind: 'kept', positions: [...positions.values()], removed: [...removed], toRetry: [...toRetry] }]
        : [],
    counts: () => ({ debtPositions: positions.size }),
  };
  return room;
};
