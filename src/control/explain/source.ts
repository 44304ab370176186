import type { ValidationPlan } from '../../scenario/plays.js';
import type { Notification, PlannedItem, Question, TimelineElement } from '../../send/notification/model.js';
import type { CauseName } from '../../text/rules.js';

/** A scenario, and the file and line where it stands. */
export interface Decided {
  readonly scenario?: string;
  readonly source?: string;
}

/** Acts and waits that the scenario of the recipient asks for. */
const ofChosen = /^delivery\.recipient-|^validation\./;

/** The scenario that decided about planned work; empty where only rules of the platform did. */
export const decidedBy = (
  { asked, scenarios, dispatches }: Notification,
  { kind, recIndex, scenario }: Pick<PlannedItem, 'kind' | 'recIndex' | 'scenario'>,
): Decided => {
  // The correction that a letter's scenario asks for.
  const reworking = kind === 'delivery.rework' ? dispatches.find((d) => d.rework !== undefined) : undefined;
  const name = scenario ?? reworking?.scenario;
  if (name !== undefined) {
    const answer = asked.findLast((a) => a.scenario === name && a.recIndex === recIndex);
    return { scenario: name, ...(answer?.source === undefined ? {} : { source: answer.source }) };
  }
  if (!ofChosen.test(kind)) return {};
  const isOfRecipients = kind.startsWith('delivery.');
  const chosen = (scenarios ?? []).find(
    (one, i) => one && (isOfRecipients ? i === recIndex : one.plays.validation !== undefined),
  );
  return chosen ? { scenario: chosen.name, source: chosen.source } : {};
};

/** Questions whose answers write elements, by the kind of work. */
const questionsOf: Readonly<Record<string, readonly Question[]>> = {
  'delivery.pec-event': ['pec'],
  'delivery.pec-no-answer': ['pec'],
  'delivery.letter-event': ['letter'],
  'delivery.registry-answer': ['registryDigital'],
  'delivery.second-address': ['registryAddress'],
  'validation.address-lookup': ['registryAddress'],
};

/** What was answered where a check refuses by itself. */
const questionOfRefusal: Readonly<Record<string, Question>> = {
  TAXID_NOT_VALID: 'taxIdCheck',
  ADDRESS_NOT_FOUND: 'registryAddress',
  PAYMENT_NOT_VALID: 'debtPosition',
};

/** What refused a request: the scenario that wanted it so, else the answer that the check got. */
const behindRefusal = ({ asked, scenarios }: Notification, { details }: TimelineElement): Decided => {
  const codes = (details.refusalReasons as readonly { readonly errorCode: string }[]).map((r) => r.errorCode);
  const isWanted = ({ refuse, technicalFailure }: ValidationPlan): boolean =>
    refuse ? codes.includes(refuse.code) : technicalFailure !== undefined && codes.includes('SERVICE_UNAVAILABLE');
  const wanted = (scenarios ?? []).find((one) => one?.plays.validation && isWanted(one.plays.validation));
  if (wanted) return { scenario: wanted.name, source: wanted.source };
  const answer = asked.findLast((a) => codes.some((code) => questionOfRefusal[code] === a.question));
  return answer?.source === undefined ? {} : { source: answer.source };
};

/** Where the answer stands that an element came from: the newest one when the element's work began or was planned. */
export const answerBehind = (
  notification: Notification,
  element: TimelineElement,
  before: TimelineElement | undefined,
  cause: CauseName,
): Decided => {
  const { asked, scenarios } = notification;
  const {
    by,
    ingestedAt,
    details: { recIndex },
  } = element;
  if (element.category === 'REQUEST_REFUSED') return behindRefusal(notification, element);
  if (by === undefined) return {};
  if (cause === 'recipient') {
    const chosen = recIndex === undefined ? undefined : scenarios?.[recIndex];
    return chosen ? { scenario: chosen.name, source: chosen.source } : {};
  }
  const questions = questionsOf[by] ?? [];
  // Carriers were asked when the message was handed over, registries when they answer; of a corrected letter again after it.
  const isAskedLater = cause === 'registry' || before?.category === 'NOTIFICATION_TIMELINE_REWORKED';
  const until = isAskedLater ? ingestedAt : (before?.ingestedAt ?? ingestedAt);
  const answer = asked.findLast((a) => questions.includes(a.question) && a.recIndex === recIndex && a.at <= until);
  return {
    ...(answer?.scenario === undefined ? {} : { scenario: answer.scenario }),
    ...(answer?.source === undefined ? {} : { source: answer.source }),
  };
};
