import type { Room, RoomContext, Step } from '../sandbox/room.js';
import { type ListedScenario, listScenarios, textOf } from './list.js';
import { loadScenarioText } from './load.js';
import { mergeScenarios, type Scenarios } from './outcome.js';
import { fromPlain, type PlainScenarios, toPlain } from './plain.js';

/** A file that was added, with what it means; or one that was taken away. */
type ScenarioChange =
  /** Without a text: one that was loaded before, put on top. */
  { readonly added: string; readonly text?: string; readonly plain: PlainScenarios } | { readonly removed: string };

export type Addition = Extract<ScenarioChange, { readonly added: string }>;

/** The scenarios of one sandbox: those that the program was started with, and what was added since. */
export interface ScenarioRoom extends Room<ScenarioChange> {
  current(): Scenarios;
  list(): readonly ListedScenario[];
  /** Text of the file that says it, as it was read. */
  textOf(listed: ListedScenario): string | undefined;
  /**
   * Adds a file on top, or puts it in the place of the one of that name. Notifications under way keep what they were given.
   * @param text YAML; JSON is YAML too
   * @returns its name
   * @throws ScenarioInvalid with everything that is wrong with it; nothing changes then
   */
  add(text: string): Promise<string>;
  /** Puts on top what a sandbox begins with (`understoodAdditions`). */
  begin(additions: readonly Addition[]): void;
  /** Takes a file away that was added at run time; false when there is none of that name. */
  remove(name: string): boolean;
  /** Called with the name of each file that is added or taken away, also when stored steps are applied again. */
  onChanged(listener: (name: string, change: 'added' | 'removed') => void): void;
}

/** Name in the messages about a text that came by the control API. */
const bodyName = 'body';

/** @param base what the sandbox begins with, as it is now: another object when files were read again */
export const createScenarioRoom = (context: RoomContext, base: () => Scenarios): ScenarioRoom => {
  const added = new Map<string, Omit<Addition, 'added'>>();
  const listeners: ((name: string, change: 'added' | 'removed') => void)[] = [];
  let merged: Scenarios | undefined;
  let mergedFrom: Scenarios | undefined;
  const mergedBut = (name?: string): Scenarios =>
    [...added]
      .filter(([one]) => one !== name)
      .reduce((all, [, { plain }]) => mergeScenarios(all, fromPlain(plain)), base());
  const current = (): Scenarios => {
    if (mergedFrom !== base()) merged = undefined;
    mergedFrom = base();
    merged ??= mergedBut();
    return merged;
  };

  const room: ScenarioRoom = {
    name: 'scenarios',
    current,
    list: () => listScenarios(current()),
    textOf: (listed) => added.get(listed.name)?.text ?? textOf(current(), listed),
    add: async (text) => {
      // The name is in the text: it is read with all that is there, then again as what takes the place of its forerunner.
      const { name, scenarios } = await loadScenarioText(bodyName, text, current());
      const { scenarios: alone } = added.has(name)
        ? await loadScenarioText(bodyName, text, mergedBut(name))
        : { scenarios };
      context.record(room, { added: name, text, plain: toPlain(alone) });
      return name;
    },
    begin: (additions) => {
      for (const addition of additions) context.record(room, addition);
    },
    remove: (name) => {
      if (!added.has(name)) return false;
      context.record(room, { removed: name });
      return true;
    },
    onChanged: (listener) => {
      listeners.push(listener);
    },
    apply: ({ data }: Step<ScenarioChange>) => {
      if ('removed' in data) added.delete(data.removed);
      else {
        // The newest is the strongest, also where it replaces an older one.
        added.delete(data.added);
        const { added: name, ...addition } = data;
        added.set(name, addition);
      }
      merged = undefined;
      for (const listener of listeners) {
        if ('removed' in data) listener(data.removed, 'removed');
        else listener(data.added, 'added');
      }
    },
    reset: () => {
      added.clear();
      merged = undefined;
    },
    snapshot: () => [...added].map(([name, addition]) => ({ added: name, ...addition })),
    counts: () => ({ scenarios: added.size }),
  };
  return room;
};
