import { plus } from '../../clock/instant.js';
import type { ForcedEnd, ValidationCheck, ValidationQuestion } from '../../scenario/validation-world.js';
import { reasons } from '../../text/reasons.js';
import type { Outcome } from '../notification/model.js';
import { element, later, type StepInput } from '../notification/workflow.js';
import { type RefusalReason, refusals } from './errors.js';
import { isInTime, refusalCost, retryInterval } from './rules.js';
import { wantedReason } from './wanted-rules.js';

/** A check of the validation: why the request is refused (nothing: it passed), or that nobody could say. */
export interface Check {
  readonly name: ValidationCheck;
  readonly run: (input: StepInput) => RefusalReason | readonly RefusalReason[] | 'noAnswer' | undefined;
}

/** The three fields by which the sender recognises the request, in REQUEST_ACCEPTED and REQUEST_REFUSED. */
export const requestIds = ({ notification: { notificationRequestId, request } }: StepInput) => ({
  notificationRequestId,
  paProtocolNumber: request.paProtocolNumber,
  ...(request.idempotenceToken === undefined ? {} : { idempotenceToken: request.idempotenceToken }),
});

/** The end of a request that is not accepted; what it costs the sender is nobody else's business. */
const refused = (input: StepInput, refusalReasons: readonly RefusalReason[]): Outcome => {
  const { notification } = input;
  const numberOfRecipients = notification.request.recipients.length;
  const notificationCost = refusalCost(numberOfRecipients, refusalReasons);
  return {
    elements: [
      element(
        notification,
        'REQUEST_REFUSED',
        {},
        {
          details: { refusalReasons, ...requestIds(input) },
          internal: { numberOfRecipients, notificationCost },
        },
      ),
    ],
  };
};

type Begun = Pick<ValidationQuestion, 'attempt' | 'failures'>;
const begunOf = ({ item }: StepInput): Begun => ({ attempt: 0, failures: 0, ...item.data });

/** The step begins anew; it counts how often. */
const again = (input: StepInput, wait: number, failures: number, scenario?: string): Outcome => {
  const { attempt } = begunOf(input);
  const why = failures > begunOf(input).failures ? reasons.retryValidation : reasons.delayedValidation;
  const data = { attempt: attempt + 1, failures };
  const decidedBy = scenario === undefined ? {} : { scenario };
  return { plan: [later(input.now, wait, input.item.kind, why, { data, ...decidedBy })] };
};

/** Tried again, until the answer would come later than promised. */
const technicalFailure = (
  input: StepInput,
  {
    isMissingFile = false,
    isEndless = false,
    scenario,
  }: { readonly isMissingFile?: boolean; readonly isEndless?: boolean; readonly scenario?: string } = {},
): Outcome => {
  const { failures } = begunOf(input);
  const wait = retryInterval(failures);
  const goesOn = isEndless || isInTime(input.notification.sentAt, plus(input.now, wait));
  if (goesOn) return again(input, wait, failures + 1, scenario);
  return refused(input, [isMissingFile ? refusals.filesNotFound() : refusals.serviceUnavailable()]);
};

const forcedOutcome = (input: StepInput, end: ForcedEnd): Outcome => {
  switch (end.kind) {
    case 'refused':
      return refused(
        input,
        end.reasons.map((wanted) => wantedReason(input.notification, wanted)),
      );
    case 'technicalFailure':
      return technicalFailure(input, end);
    case 'delayed':
      return again(input, end.by, begunOf(input).failures, end.scenario);
    case 'waits':
      return {};
  }
};

/** Whether a scenario says how a check of a later step ends. */
export const isForced = ({ notification, validationWorld }: StepInput, check: ValidationCheck): boolean =>
  validationWorld.forced({ check, notification, attempt: 0, failures: 0 }) !== undefined;

/**
 * Makes the checks of a step in their order; the first that does not pass ends it.
 * @returns what happens then; undefined when all passed
 */
export const firstObstacle = (input: StepInput, checks: readonly Check[]): Outcome | undefined => {
  const { notification, validationWorld } = input;
  for (const { name, run } of checks) {
    const forced = validationWorld.forced({ check: name, notification, ...begunOf(input) });
    if (forced) return forcedOutcome(input, forced);
    const found = run(input) ?? [];
    if (found === 'noAnswer') return technicalFailure(input);
    const list = [found].flat() as readonly RefusalReason[];
    if (list.length > 0) return refused(input, list);
  }
  return undefined;
};
