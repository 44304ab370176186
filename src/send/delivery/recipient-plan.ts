import type { RecipientAct } from '../../scenario/plays.js';
import { reasons } from '../../text/reasons.js';
import type { Category, NewPlan, Notification, Outcome, PlannedItem } from '../notification/model.js';
import { later, type StepInput } from '../notification/workflow.js';
import { playsOf } from './life.js';

/** What the recipients of a scenario do by themselves: open and pay, some time after acceptance or delivery. */

export type PlannedAct = 'opens' | 'pays';

const kinds: Readonly<Record<PlannedAct, string>> = {
  opens: 'delivery.recipient-opens',
  pays: 'delivery.recipient-pays',
};

export const plannedActKinds: readonly string[] = Object.values(kinds);

/** Which act an item of the agenda is, with how it is done. */
export const plannedActOf = ({ kind, data }: PlannedItem): { act: PlannedAct; how: RecipientAct } | undefined => {
  const act = kind === kinds.opens ? 'opens' : kind === kinds.pays ? 'pays' : undefined;
  return act && { act, how: data as unknown as RecipientAct };
};

const deliveries: readonly Category[] = [
  'DIGITAL_DELIVERY_CREATION_REQUEST',
  'ANALOG_SUCCESS_WORKFLOW',
  'COMPLETELY_UNREACHABLE',
];

const actsOf = (
  notification: Notification,
  recIndex: number,
  since: RecipientAct['since'],
  follows: Category,
  now: StepInput['now'],
): readonly NewPlan[] => {
  const plan = playsOf(notification, recIndex).plays?.recipient ?? {};
  return (Object.keys(kinds) as PlannedAct[]).flatMap((act) => {
    const how = plan[act];
    if (!how || how.since !== since) return [];
    return [later(now, how.after, kinds[act], reasons.recipientActs[act], { recIndex, follows, data: { ...how } })];
  });
};

/** What follows for the recipients from what is written now. */
export const withPlannedActs = (notification: Notification, outcome: Outcome, now: StepInput['now']): Outcome => {
  if (!notification.scenarios) return outcome;
  const plans = (outcome.elements ?? []).flatMap(({ category, details }) => {
    if (category === 'REQUEST_ACCEPTED') {
      return notification.request.recipients.flatMap((_, recIndex) =>
        actsOf(notification, recIndex, 'accepted', category, now),
      );
    }
    if (!deliveries.includes(category)) return [];
    const { recIndex } = (typeof details === 'function' ? details(now) : details) as { readonly recIndex: number };
    return actsOf(notification, recIndex, 'delivered', category, now);
  });
  return plans.length === 0 ? outcome : { ...outcome, plan: [...(outcome.plan ?? []), ...plans] };
};
