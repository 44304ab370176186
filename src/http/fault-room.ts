import type { Room, RoomContext, Step } from '../sandbox/room.js';
import { canAct, type FaultyCall, type FileFault, isMatched } from '../scenario/fault-rules.js';
import type { FaultDeed, FaultText } from '../scenario/schema-fault.js';

/** A fault that may act still. */
export interface ListedFault extends FaultText {
  readonly id: string;
  /** Where it comes from; absent: it was put in by `POST /_sim/faults`. */
  readonly source?: string;
  /** Matching calls that it has seen, and how often it acted. */
  readonly matched: number;
  readonly acted: number;
}

/** A fault that acts on a call. */
export interface ActingFault {
  readonly id: string;
  readonly do: FaultDeed;
}

interface Count {
  readonly matched: number;
  readonly acted: number;
}

export type FaultChange =
  | { readonly added: string; readonly fault: FaultText }
  | (Count & { readonly counted: string })
  | { readonly removed: readonly string[] }
  /** A whole room, as a snapshot keeps it: what was put in, the counts, and what was removed of files. */
  | {
      readonly kept: readonly (readonly [string, FaultText])[];
      readonly counts: readonly (readonly [string, Count])[];
      readonly gone: readonly string[];
    };

/** Calls of one sandbox that go wrong on purpose. The oldest fault that acts on a call is the only one. */
export interface FaultRoom extends Room<FaultChange> {
  /** @returns what was put in, with its id */
  add(fault: FaultText): ListedFault;
  list(): readonly ListedFault[];
  /** @returns false when no such fault is left */
  remove(id: string): boolean;
  removeAll(): void;
  /** There is none, of no kind: nothing has to be asked. */
  isEmpty(): boolean;
  /**
   * The fault that acts on this call, which is counted by every fault that was asked.
   * @param scenarios names of those that its notification was given, asked for only where a fault is bound to one; absent:
   * the faults of the whole sandbox are meant, else those of these scenarios
   */
  next(call: FaultyCall, scenarios?: () => readonly string[]): ActingFault | undefined;
  /** A scenario file was added or taken away: its faults begin anew. */
  forgetFile(name: string): void;
}

const unused: Count = { matched: 0, acted: 0 };

export const createFaultRoom = (context: RoomContext, ofFiles: () => readonly FileFault[]): FaultRoom => {
  const added = new Map<string, FaultText>();
  const counts = new Map<string, Count>();
  /** Faults of files, which stay in their files. */
  const removed = new Set<string>();
  const record = (change: FaultChange): void => void context.record(room, change);

  const listed = ({ id, fault, source }: { id: string; fault: FaultText; source?: string }): ListedFault => ({
    id,
    ...fault,
    ...(source === undefined ? {} : { source }),
    ...(counts.get(id) ?? unused),
  });
  const isLeft = ({ id, acted, times = 1 }: ListedFault): boolean => acted < times && !removed.has(id);

  const put = () => [...added].map(([id, fault]) => ({ id, fault }));
  const all = (): ListedFault[] => [...put(), ...ofFiles()].map(listed).filter(isLeft);
  const ofSandbox = (): ListedFault[] =>
    [...put(), ...ofFiles().filter((one) => !one.isBound)].map(listed).filter(isLeft);
  const ofScenarios = (names: () => readonly string[]): ListedFault[] => {
    const bound = ofFiles().filter((one) => one.isBound);
    const met = bound.length === 0 ? [] : names();
    return bound
      .filter(({ file }) => met.includes(file))
      .map(listed)
      .filter(isLeft);
  };

  /** From seed, fault and ordinal of the call: calls that another fault sees change nothing. */
  const isDrawn = ({ id, matched, probability = 1 }: ListedFault): boolean =>
    probability === 1 || context.seed.bytes('fault', `${id}/${matched}`, 6).readUIntBE(0, 6) / 2 ** 48 < probability;

  const room: FaultRoom = {
    name: 'faults',
    add: (fault) => {
      const id = `f${context.seed.next('fault') + 1}`;
      record({ added: id, fault });
      return listed({ id, fault });
    },
    list: all,
    remove: (id) => {
      if (!all().some((fault) => fault.id === id)) return false;
      record({ removed: [id] });
      return true;
    },
    removeAll: () => {
      const ids = all().map(({ id }) => id);
      if (ids.length > 0) record({ removed: ids });
    },
    isEmpty: () => added.size === 0 && ofFiles().length === 0,
    next: (call, scenarios) => {
      for (const fault of scenarios ? ofScenarios(scenarios) : ofSandbox()) {
        if (!isMatched(fault.match, call) || !canAct(fault.do, call)) continue;
        const acts = fault.matched >= (fault.after ?? 0) && isDrawn(fault);
        record({ counted: fault.id, matched: fault.matched + 1, acted: fault.acted + (acts ? 1 : 0) });
        if (acts) return { id: fault.id, do: fault.do };
      }
      return undefined;
    },
    forgetFile: (name) => {
      for (const id of [...counts.keys(), ...removed]) {
        if (!id.startsWith(`${name}:`)) continue;
        counts.delete(id);
        removed.delete(id);
      }
    },
    apply: ({ data }: Step<FaultChange>) => {
      if ('kept' in data) {
        for (const [id, fault] of data.kept) added.set(id, fault);
        for (const [id, count] of data.counts) counts.set(id, count);
        for (const id of data.gone) removed.add(id);
      } else if ('added' in data) added.set(data.added, data.fault);
      else if ('counted' in data) counts.set(data.counted, { matched: data.matched, acted: data.acted });
      else for (const id of data.removed) if (!added.delete(id)) removed.add(id);
    },
    reset: () => {
      added.clear();
      counts.clear();
      removed.clear();
    },
    counts: () => ({ faults: added.size }),
    snapshot: () =>
      added.size + counts.size + removed.size > 0
        ? [{ kept: [...added], counts: [...counts], gone: [...removed] }]
        : [],
  };
  return room;
};
