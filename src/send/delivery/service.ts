import type { AgendaItem } from '../../clock/agenda.js';
import type { Scenarios } from '../../scenario/outcome.js';
import { planIdOf } from '../notification/service.js';
import type { WorkflowKinds } from '../notification/workflow.js';
import { type Acts, type ActsParts, createActs } from './acts.js';
import { type NotingWorld, type OutsideWorld, takingNotes } from './asked.js';
import { cancellationRequested, withoutWhatEnds } from './cancel.js';
import { documentKeys } from './document-keys.js';
import { isCancelled } from './life.js';
import { plannedActOf, withPlannedActs } from './recipient-plan.js';

/** What a request for cancellation meets. */
export type CancellationAnswer = 'taken' | 'already' | 'refused';

export { ActionNotPossible } from './acts.js';

/** Runs the workflow: due work and the acts of recipients, all through *append*. */
export interface Delivery extends Acts {
  /**
   * Does the work of an agenda item.
   * @returns categories of the elements written
   */
  execute(item: AgendaItem): readonly string[];
  /** The sender asks for cancellation, in whatever status the notification is. */
  cancel(iun: string): CancellationAnswer;
}

export interface DeliveryParts extends ActsParts {
  readonly kinds: WorkflowKinds;
  /** What the notification began with. */
  readonly scenariosOf: (iun: string) => Scenarios;
  /** The outside world as those scenarios tell it. */
  readonly worldOf: (scenarios: Scenarios) => OutsideWorld;
}

export const createDelivery = (parts: DeliveryParts): Delivery => {
  const { notifications, kinds, seed, time } = parts;
  const acts = createActs(parts);
  const worlds = new WeakMap<Scenarios, NotingWorld>();
  const worldOf = (iun: string): NotingWorld => {
    const scenarios = parts.scenariosOf(iun);
    const found = worlds.get(scenarios) ?? takingNotes(parts.worldOf(scenarios));
    worlds.set(scenarios, found);
    return found;
  };
  return {
    execute: ({ id, kind, iun = '' }) => {
      const planId = planIdOf(id, iun);
      const notification = notifications.get(iun);
      const item = notification?.planned.find((p) => p.id === planId);
      if (!notification || !item) throw new Error(`the agenda names work that is not planned: ${id}`);
      const planned = plannedActOf(item);
      if (planned) {
        const outcome = acts.planned(iun, item.recIndex ?? 0, planned.act, planned.how);
        return notifications.append(iun, outcome, planId).map((e) => e.category);
      }
      const step = kinds[kind];
      if (!step) throw new Error(`no room knows the kind of work "${kind}"`);
      const now = time.now();
      const { world, begin } = worldOf(iun);
      const asked = begin({ notification, recIndex: item.recIndex, now });
      const outcome = step({
        notification,
        item,
        now,
        documentKey: documentKeys(seed, iun),
        hex: (discriminator) => seed.bytes('hex', `${iun}/${discriminator}`, 16).toString('hex'),
        ...world,
      });
      // After a request for cancellation nothing follows any more from what carriers still report.
      const next = isCancelled(notification) ? withoutWhatEnds(outcome) : withPlannedActs(notification, outcome, now);
      return notifications.append(iun, asked.length > 0 ? { asked, ...next } : next, planId).map((e) => e.category);
    },
    ...acts,
    cancel: (iun) => {
      const notification = notifications.get(iun);
      if (!notification || notifications.row(iun)?.status === 'REFUSED') return 'refused';
      if (isCancelled(notification)) return 'already';
      notifications.append(iun, cancellationRequested(notification, time.now(), seed.uuid('cancellation', iun)));
      return 'taken';
    },
  };
};
