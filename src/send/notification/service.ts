import type { Agenda } from '../../clock/agenda.js';
import type { Instant } from '../../clock/instant.js';
import type { Birth, Room, RoomContext, Step } from '../../sandbox/room.js';
import type {
  Category,
  Iun,
  NewElement,
  NewPlan,
  Notification,
  NotificationHead,
  Outcome,
  PlannedItem,
  Rework,
  TimelineElement,
} from './model.js';
import { type Added, type Change, createShelf, type Row } from './shelf.js';
import { type StatusEntry, statusHistory } from './status.js';

/** A step of a notification as stored: what was added, planned, done. One document, one insert: atomic. */
interface NotificationStep extends Change {
  readonly iun: Iun;
  /** Only in the first step. */
  readonly head?: NotificationHead;
}

export type { Row };

/** What listeners (streams, price, files, the console) are told after each step. */
export interface Appended {
  readonly notification: Row;
  readonly head: NotificationHead | undefined;
  /** Elements that do not count any more, from this step on. */
  readonly rework: Rework | undefined;
  readonly added: readonly Added[];
  readonly seq: number;
  readonly at: Instant;
  readonly birth: Birth;
}

type AppendListener = (appended: Appended) => void;

/** The aggregate's room. It owns *append*: HTTP calls, acts of recipients and due work all end here. */
export interface NotificationRoom extends Room<NotificationStep> {
  /** Stores a new notification with its first step. */
  create(head: NotificationHead, first: Outcome): void;
  /**
   * Appends what a step decided. Elements whose id already exists are left out (the platform's insert is idempotent).
   * @param done id of the planned item that this is the work of
   * @returns the elements really added
   */
  append(iun: Iun, outcome: Outcome, done?: string): readonly TimelineElement[];
  get(iun: Iun): Notification | undefined;
  row(iun: Iun): Row | undefined;
  rows(): IterableIterator<Row>;
  /** Elements in the order of the timeline (business time, priority, id), diagnostic ones included. */
  timeline(iun: Iun): readonly TimelineElement[];
  history(iun: Iun): readonly StatusEntry[];
  onAppended(listener: AppendListener): void;
  /** Told when nothing is planned for a notification any more; again, when that is so after a later step. */
  onIdle(listener: (iun: Iun) => void): void;
}

/** Id of a planned item on the sandbox's agenda, and the way back. */
const agendaId = (iun: Iun, planId: string): string => `${iun}#${planId}`;
export const planIdOf = (id: string, iun: Iun): string => id.slice(iun.length + 1);

/** Where elements come from: the work that wrote them, and what it followed from. */
interface Origin {
  readonly by?: string | undefined;
  readonly after?: string | undefined;
}

const originOf = (done: PlannedItem | undefined): Origin => ({ by: done?.kind, after: done?.after });

/** Work follows from an element of the step that plans it; a step that writes none hands on what it followed from itself. */
const causeOf = (
  elements: readonly TimelineElement[],
  follows: Category | undefined,
  { after }: Origin,
): string | undefined =>
  elements.findLast(({ category }) => follows === undefined || category === follows)?.elementId ?? after;

const withoutFollows = ({ follows: _, ...plan }: NewPlan): Omit<NewPlan, 'follows'> => plan;

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

export const createNotificationRoom = (context: RoomContext, agenda: Agenda): NotificationRoom => {
  const shelf = createShelf();
  const listeners: AppendListener[] = [];
  const idleListeners: ((iun: Iun) => void)[] = [];

  const written = (element: NewElement, ingestedAt: Instant, { by, after }: Origin): TimelineElement => {
    const { elementId, category, eventAt = ingestedAt, legalFactsIds = [], details = {}, internal } = element;
    // Made for every step of a life, as plans and steps are: members that may be absent are set one by one, and none stands
    // behind a spread, where it takes four times the memory.
    const out: Mutable<TimelineElement> = {
      elementId,
      category,
      ingestedAt,
      eventAt,
      legalFactsIds,
      details: typeof details === 'function' ? details(ingestedAt) : details,
    };
    if (internal) out.internal = internal;
    if (by !== undefined) out.by = by;
    if (after !== undefined) out.after = after;
    return out;
  };

  /** Elements of one step are a microsecond apart, and never before what the notification already has. */
  const writeAll = (
    present: readonly TimelineElement[],
    fresh: readonly NewElement[],
    origin: Origin,
  ): TimelineElement[] => {
    const out: TimelineElement[] = [];
    if (fresh.length === 0) return out;
    let next = context.time.now();
    for (const old of present) if (old.ingestedAt >= next) next = (old.ingestedAt + 1) as Instant;
    for (const element of fresh) {
      const isSame = (other: TimelineElement): boolean => other.elementId === element.elementId;
      if (present.some(isSame) || out.some(isSame)) continue;
      out.push(written(element, next, origin));
      next = (next + 1) as Instant;
    }
    return out;
  };

  const stepFor = (
    iun: Iun,
    present: readonly TimelineElement[],
    outcome: Outcome,
    done?: PlannedItem,
  ): NotificationStep => {
    const origin = originOf(done);
    const elements = writeAll(present, outcome.elements ?? [], origin);
    const planned = (outcome.plan ?? []).map((plan, i): PlannedItem => {
      const cause = causeOf(elements, plan.follows, origin);
      const what = plan.follows ? withoutFollows(plan) : plan;
      const id = shelf.nextPlanId(iun, i);
      return cause === undefined ? { id, ...what } : { id, after: cause, ...what };
    });
    const { drop = [], dispatches = [], asked = [], waits = [], rework } = outcome;
    const gone = done === undefined ? drop : [done.id, ...drop];
    const step: Mutable<NotificationStep> = { iun };
    if (elements.length > 0) step.elements = elements;
    if (planned.length > 0) step.planned = planned;
    if (gone.length > 0) step.gone = gone;
    if (dispatches.length > 0) step.dispatches = dispatches;
    if (rework) step.rework = rework;
    if (asked.length > 0) step.asked = asked;
    if (waits.length > 0) step.waits = waits;
    return step;
  };

  /** Work ahead and things done, without the steps by which it came to them. */
  const wholeLife = (iun: Iun): NotificationStep => {
    const whole = shelf.apart(iun);
    const row = shelf.row(iun);
    if (!whole || !row) throw new Error(`no notification ${iun}`);
    const { elements, planned, dispatches, asked, waits, ...before } = whole.life;
    const { scenarios } = row;
    return { iun, head: whole.head, elements, planned, dispatches, asked, waits, before: { ...before, scenarios } };
  };

  const room: NotificationRoom = {
    name: 'notification',
    create: (head, first) => {
      context.record(room, { head, ...stepFor(head.iun, [], first) });
    },
    append: (iun, outcome, done) => {
      const present = shelf.get(iun);
      if (!present) throw new Error(`no notification ${iun}`);
      const item = present.planned.find(({ id }) => id === done);
      const { elements, invalidated } = present;
      const step = stepFor(iun, invalidated.length > 0 ? [...elements, ...invalidated] : elements, outcome, item);
      if (Object.keys(step).length > 1) context.record(room, step);
      if (shelf.isIdle(iun)) for (const listener of idleListeners) listener(iun);
      return step.elements ?? [];
    },
    get: shelf.get,
    row: shelf.row,
    rows: shelf.rows,
    timeline: shelf.timeline,
    history: (iun) => {
      const notification = shelf.get(iun);
      if (!notification) return [];
      return statusHistory(shelf.timeline(iun), notification.request.recipients.length, notification.sentAt);
    },
    onAppended: (listener) => {
      listeners.push(listener);
    },
    onIdle: (listener) => {
      idleListeners.push(listener);
    },
    apply: ({ data, seq, at, birth }: Step<NotificationStep>) => {
      const { iun, head, rework } = data;
      if (head) shelf.put(head, seq);
      const row = shelf.row(iun);
      if (!row) throw new Error(`a step of ${iun} comes before its notification`);
      const added = shelf.change(iun, seq, data);
      for (const id of data.gone ?? []) agenda.remove(agendaId(iun, id));
      for (const item of data.planned ?? []) agenda.add({ iun, ...item, id: agendaId(iun, item.id) });
      const appended: Appended = { notification: row, head, rework, added, seq, at, birth };
      for (const listener of listeners) listener(appended);
    },
    reset: () => {
      shelf.clear();
      agenda.clear();
    },
    counts: () => ({ notifications: shelf.size }),
    *snapshot() {
      for (const { iun } of shelf.rows()) yield wholeLife(iun);
    },
  };
  return room;
};
