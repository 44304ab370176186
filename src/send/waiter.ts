import type { Room } from '../sandbox/room.js';

/** By what was asked: how often somebody has asked in vain. */
type Waiting = readonly (readonly [string, number])[];

/** Lets somebody wait who asks too early, and counts it. Does not follow from the notifications: a restart counts anew. */
export interface Waiter {
  waiting(): Waiting;
  /** Goes on from there. */
  waitOn(waiting: Waiting): void;
}

/** What a snapshot keeps of all that wait. */
export const waitersIn = <Name extends string>(
  waiters: Readonly<Record<Name, Waiter>>,
): Pick<Room<Readonly<Record<Name, Waiting>>>, 'apply' | 'snapshot'> => ({
  apply: ({ data }) => {
    for (const name of Object.keys(waiters) as Name[]) waiters[name].waitOn(data[name]);
  },
  snapshot: () => {
    const names = Object.keys(waiters) as Name[];
    if (names.every((name) => waiters[name].waiting().length === 0)) return [];
    return [
      Object.fromEntries(names.map((name) => [name, waiters[name].waiting()])) as unknown as Record<Name, Waiting>,
    ];
  },
});
