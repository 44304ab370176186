import type { Instant } from '../../clock/instant.js';
import { createFolder } from './folder.js';
import type {
  Asked,
  Dispatch,
  Iun,
  Notification,
  NotificationHead,
  NotificationStatus,
  PlannedItem,
  Rework,
  TimelineElement,
  Wait,
} from './model.js';
import { inTimelineOrder, movesStatus, statusOf } from './status.js';

/** What is kept of every notification in the open: enough to find it, list it and answer its status. */
export interface Row {
  readonly iun: Iun;
  readonly notificationRequestId: string;
  readonly sentAt: Instant;
  readonly paId: string;
  readonly senderDenomination: string;
  readonly senderTaxId: string;
  readonly group?: string;
  readonly subject: string;
  readonly recipientTaxIds: readonly string[];
  readonly version: string;
  status: NotificationStatus;
  /** Names of scenarios that decided something, in order of first use. */
  scenarios: readonly string[];
  seq: number;
}

/** A notification in work: its parts may grow. */
interface Live extends NotificationHead {
  readonly elements: TimelineElement[];
  readonly invalidated: TimelineElement[];
  readonly reworks: Rework[];
  readonly sorted: TimelineElement[];
  readonly planned: PlannedItem[];
  readonly dispatches: Dispatch[];
  readonly asked: Asked[];
  readonly waits: Wait[];
  nextPlan: number;
}

/** Live, or folded when nothing is planned any more. */
type Kept = { readonly row: Row } & ({ readonly live: Live } | { readonly packed: Buffer });

/** What a step changes; what is absent stays. */
export interface Change {
  readonly elements?: readonly TimelineElement[];
  readonly planned?: readonly PlannedItem[];
  /** Planned items that were done or dropped. */
  readonly gone?: readonly string[];
  readonly dispatches?: readonly Dispatch[];
  readonly rework?: Rework;
  readonly asked?: readonly Asked[];
  readonly waits?: readonly Wait[];
  /** Only in a step that is a whole life, as a snapshot keeps it. */
  readonly before?: Before;
}

/** An element that came to a timeline, and the status that it found and left. */
export interface Added {
  readonly element: TimelineElement;
  readonly status: NotificationStatus;
  readonly statusBefore: NotificationStatus;
}

/** What of a life that was told by one change alone cannot be seen in its other parts. */
interface Before {
  readonly invalidated: readonly TimelineElement[];
  readonly reworks: readonly Rework[];
  readonly nextPlan: number;
  readonly scenarios: readonly string[];
}

/**
 * All notifications of a sandbox in memory. A notification with work ahead is kept open; without work it is folded into
 * a small part of its size, and unfolded again when somebody reads or continues it: that is how a hundred thousand fit.
 */
interface Shelf {
  put(head: NotificationHead, seq: number): void;
  /** Applies a change; tells the new elements in order of writing. */
  change(iun: Iun, seq: number, change: Change): readonly Added[];
  row(iun: Iun): Row | undefined;
  /** The whole notification, its elements in order of writing. */
  get(iun: Iun): Notification | undefined;
  /** Elements in the order of the timeline. */
  timeline(iun: Iun): readonly TimelineElement[];
  nextPlanId(iun: Iun, offset: number): string;
  /** Nothing is planned for it. */
  isIdle(iun: Iun): boolean;
  rows(): IterableIterator<Row>;
  /** The head and all that came after it. */
  apart(iun: Iun): { readonly head: NotificationHead; readonly life: Life } | undefined;
  readonly size: number;
  clear(): void;
}

type Life = Omit<Live, keyof NotificationHead | 'sorted'>;

/** What was fixed at the 202, and what came after. The sorted order is left out: it follows from the elements. */
const apart = ({
  sorted: _,
  elements,
  invalidated,
  reworks,
  planned,
  dispatches,
  asked,
  waits,
  nextPlan,
  ...head
}: Live): { readonly head: NotificationHead; readonly life: Life } => ({
  head,
  life: { elements, invalidated, reworks, planned, dispatches, asked, waits, nextPlan },
});

const createPacker = (): { pack(live: Live): Buffer; unpack(packed: Buffer): Live } => {
  const folder = createFolder();
  return {
    pack: ({ sorted: _, ...rest }) => folder.fold(rest),
    unpack: (packed) => {
      const rest = folder.unfold(packed) as Omit<Live, 'sorted'>;
      return { ...rest, sorted: rest.elements.toSorted(inTimelineOrder) };
    },
  };
};

/** Folded notifications that were read last stay unfolded: who reads one reads it again. */
const keptUnfolded = 256;

/** Takes elements out of the timeline by their ids. */
const invalidate = (live: Live, { invalidated }: Rework): void => {
  const isOut = ({ elementId }: TimelineElement): boolean => invalidated.includes(elementId);
  live.invalidated.push(...live.elements.filter(isOut));
  for (const list of [live.elements, live.sorted]) list.splice(0, list.length, ...list.filter((e) => !isOut(e)));
};

const insertSorted = (sorted: TimelineElement[], element: TimelineElement): void => {
  let at = sorted.length;
  while (at > 0 && inTimelineOrder(sorted[at - 1] as TimelineElement, element) > 0) at--;
  sorted.splice(at, 0, element);
};

const nameScenario = (row: Row, name: string | undefined): void => {
  if (name && !row.scenarios.includes(name)) row.scenarios = row.scenarios.concat(name);
};

export const createShelf = (): Shelf => {
  const none: readonly never[] = [];
  const { pack, unpack } = createPacker();
  const kept = new Map<Iun, Kept>();
  const unfolded = new Map<Iun, Live>();

  const liveOf = (iun: Iun): Live | undefined => {
    const found = kept.get(iun);
    if (!found) return undefined;
    if ('live' in found) return found.live;
    const ready = unfolded.get(iun);
    if (ready) return ready;
    const live = unpack(found.packed);
    unfolded.set(iun, live);
    const [oldest] = unfolded.keys();
    if (unfolded.size > keptUnfolded && oldest !== undefined) unfolded.delete(oldest);
    return live;
  };

  return {
    put: (head, seq) => {
      const { request } = head;
      const row: Row = {
        iun: head.iun,
        notificationRequestId: head.notificationRequestId,
        sentAt: head.sentAt,
        paId: head.sender.paId,
        senderDenomination: head.sender.denomination,
        senderTaxId: head.sender.taxId,
        ...(request.group === undefined ? {} : { group: request.group }),
        subject: request.subject,
        recipientTaxIds: request.recipients.map((r) => r.taxId),
        version: head.version,
        status: 'IN_VALIDATION',
        scenarios: [...new Set((head.scenarios ?? []).flatMap((chosen) => chosen?.name ?? []))],
        seq,
      };
      const live: Live = {
        ...head,
        elements: [],
        invalidated: [],
        reworks: [],
        sorted: [],
        planned: [],
        dispatches: [],
        asked: [],
        waits: [],
        nextPlan: 0,
      };
      kept.set(head.iun, { row, live });
    },
    change: (iun, seq, { elements, planned, gone, dispatches, rework, asked, waits, before }) => {
      const found = kept.get(iun);
      const live = liveOf(iun);
      if (!found || !live) throw new Error(`no notification ${iun}`);
      const { row } = found;
      row.seq = seq;
      if (rework) {
        live.reworks.push(rework);
        invalidate(live, rework);
        row.status = statusOf(live.sorted, live.request.recipients.length);
      }
      const added: Added[] = [];
      for (const element of elements ?? none) {
        live.elements.push(element);
        insertSorted(live.sorted, element);
        const statusBefore = row.status;
        if (movesStatus(element.category)) row.status = statusOf(live.sorted, live.request.recipients.length);
        added.push({ element, status: row.status, statusBefore });
      }
      for (const id of gone ?? none) {
        const at = live.planned.findIndex((p) => p.id === id);
        if (at >= 0) live.planned.splice(at, 1);
      }
      for (const item of planned ?? none) {
        live.planned.push(item);
        live.nextPlan++;
        nameScenario(row, item.scenario);
      }
      for (const dispatch of dispatches ?? none) {
        live.dispatches.push(dispatch);
        nameScenario(row, dispatch.scenario);
      }
      if (asked) live.asked.push(...asked);
      if (waits) live.waits.push(...waits);
      if (before) {
        live.invalidated.push(...before.invalidated);
        live.reworks.push(...before.reworks);
        live.nextPlan = before.nextPlan;
        row.scenarios = before.scenarios;
      }
      unfolded.delete(iun);
      if (live.planned.length === 0) kept.set(iun, { row, packed: pack(live) });
      else if (!('live' in found)) kept.set(iun, { row, live });
      return added;
    },
    row: (iun) => kept.get(iun)?.row,
    get: liveOf,
    timeline: (iun) => liveOf(iun)?.sorted ?? [],
    nextPlanId: (iun, offset) => String((liveOf(iun)?.nextPlan ?? 0) + offset),
    isIdle: (iun) => {
      const found = kept.get(iun);
      return found !== undefined && 'packed' in found;
    },
    *rows() {
      for (const { row } of kept.values()) yield row;
    },
    apart: (iun) => {
      const live = liveOf(iun);
      return live && apart(live);
    },
    get size() {
      return kept.size;
    },
    clear: () => {
      kept.clear();
      unfolded.clear();
    },
  };
};
