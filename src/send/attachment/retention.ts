import type { Micros } from '../../clock/instant.js';
import type { Category } from '../notification/model.js';
import type { Appended } from '../notification/service.js';
import { attachedLife, renewalEvery } from './facts.js';
import type { Retention } from './model.js';

/** unsure: that the report of a death counts here; without it the files of such a notification would stay for ever. */
const perfections: ReadonlySet<Category> = new Set<Category>([
  'REFINEMENT',
  'NOTIFICATION_VIEWED_CREATION_REQUEST',
  'ANALOG_WORKFLOW_RECIPIENT_DECEASED',
]);

/**
 * End of the life of the files, in storage time: 120 days, and 120 more at each check, ten days before the end.
 *
 * Source: pn-delivery-push-workflow action/checkattachmentretention/CheckAttachmentRetentionHandler.java
 */
export const keptUntil = ({ since, renewals }: Retention, now: Micros): Micros => {
  const renewedUntil = renewals === 'running' ? now : renewals === 'none' ? since.at : renewals.until.at;
  const checks = Math.max(0, Math.floor((renewedUntil - since.at) / renewalEvery));
  return since.at + checks * renewalEvery + attachedLife;
};

export interface Retentions {
  of(iun: string): Retention | undefined;
  /** Follows the notifications; they are never stored on their own. */
  onAppended(appended: Appended): void;
  reset(): void;
  /** All of them by notification, and the way back. */
  all(): readonly (readonly [string, Retention])[];
  put(all: ReturnType<Retentions['all']>): void;
}

export const createRetentions = (): Retentions => {
  const kept = new Map<string, Retention>();
  return {
    of: (iun) => kept.get(iun),
    onAppended: ({ notification: { iun, recipientTaxIds }, added, rework, birth }) => {
      for (const { element } of added) {
        if (element.category === 'REQUEST_ACCEPTED') {
          kept.set(iun, { since: birth, renewals: 'running', perfected: [] });
          continue;
        }
        const before = kept.get(iun);
        if (!before) continue;
        if (element.category === 'NOTIFICATION_CANCELLATION_REQUEST' && before.renewals === 'running') {
          kept.set(iun, { ...before, renewals: { until: birth } });
        }
        if (perfections.has(element.category)) {
          const perfected = [...new Set([...before.perfected, element.details.recIndex ?? 0])];
          const renewals = perfected.length < recipientTaxIds.length ? 'running' : 'none';
          kept.set(iun, { since: birth, renewals, perfected });
        }
      }
      const before = kept.get(iun);
      if (rework && before) {
        const perfected = before.perfected.filter((recIndex) => recIndex !== rework.recIndex);
        kept.set(iun, { ...before, perfected, renewals: 'running' });
      }
    },
    reset: () => kept.clear(),
    all: () => [...kept],
    put: (all) => {
      kept.clear();
      for (const [iun, retention] of all) kept.set(iun, retention);
    },
  };
};
