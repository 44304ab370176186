import { days, type Instant, parseInstant, toIso } from '../../../../src/clock/instant.js';
import type { Category, TimelineElement } from '../../../../src/send/notification/model.js';
import { fitsCatalogue } from './ids.js';
import type { Lived } from './live.js';
import { listed, replayed } from './status-replay.js';

/** What holds in every life, whatever happens in it. Each law says in words how it was broken. */
export type Law = (lived: Lived) => readonly string[];

const ofRecipient = (elements: readonly TimelineElement[], recIndex: unknown, ...categories: Category[]) =>
  elements.filter((e) => categories.includes(e.category) && e.details.recIndex === recIndex);
const recipientsOf = ({ notification }: Lived): readonly number[] =>
  notification.request.recipients.map((_, recIndex) => recIndex);
const allOf = ({ notification }: Lived): readonly TimelineElement[] =>
  [...notification.elements, ...notification.invalidated].sort((a, b) => a.ingestedAt - b.ingestedAt);
const instant = (text: unknown): Instant => parseInstant(String(text)) ?? (Number.NaN as Instant);
const when = (broken: boolean, words: string): readonly string[] => (broken ? [words] : []);

/** Elements are added, never changed; what goes away is named by a correction. */
const isAppendOnly: Law = (lived) => {
  const { heard, notification } = lived;
  const named = new Set(heard.flatMap(({ rework }) => rework?.invalidated ?? []));
  const valid = heard.flatMap(({ added, texts }) =>
    texts.filter((_, i) => !named.has(added[i]?.element.elementId ?? '')),
  );
  const times = heard.flatMap(({ added }) => added.map(({ element }) => element.ingestedAt));
  return [
    ...when(
      JSON.stringify(valid) !== JSON.stringify(notification.elements.map((e) => JSON.stringify(e))),
      'the elements are not those that were appended and never taken back, in that order',
    ),
    ...when(named.size !== notification.invalidated.length, 'not all that was invalidated was there'),
    ...when(
      times.some((at, i) => i > 0 && at <= (times[i - 1] as number)),
      'two elements were written in the wrong order',
    ),
    ...when(
      heard.some(({ at }, i) => i > 0 && at < (heard[i - 1]?.at as number)),
      'a step was recorded before the one ahead of it',
    ),
  ];
};

/** The order of the timeline, and the machine of statuses after every step. */
const followsTheMachine: Law = (lived) => {
  const { heard, timeline, history, status, notification } = lived;
  const count = notification.request.recipients.length;
  let present: TimelineElement[] = [];
  const wrong: string[] = [];
  for (const { rework, added } of heard) {
    if (rework) present = present.filter((e) => !rework.invalidated.includes(e.elementId));
    for (const one of added) {
      present.push(one.element);
      const wanted = replayed(listed(present), count).at(-1)?.status;
      if (one.status !== wanted) wrong.push(`${one.status} instead of ${wanted} after ${one.element.elementId}`);
    }
  }
  const stays = replayed(listed(notification.elements), count);
  const wanted = stays.slice(1).map(({ status: name, since, ids }) => ({
    status: name,
    activeFrom: name === 'ACCEPTED' ? notification.sentAt : since,
    relatedTimelineElements: ids,
  }));
  return [
    ...wrong,
    ...when(
      listed(notification.elements).some((e, i) => e.elementId !== timeline[i]?.elementId),
      'the timeline is not in order of date, category, id',
    ),
    ...when(JSON.stringify(wanted) !== JSON.stringify(history), 'the history is not that of the machine'),
    ...when(status !== stays.at(-1)?.status, `the status is ${status} instead of ${stays.at(-1)?.status}`),
  ];
};

const hasItsOwnIds: Law = (lived) => {
  const all = allOf(lived);
  return [
    ...when(new Set(all.map((e) => e.elementId)).size !== all.length, 'an id stands twice'),
    ...all
      .filter((e) => !fitsCatalogue(e.category, e.elementId.replaceAll(`IUN_${lived.iun}`, 'IUN_I')))
      .map((e) => `the id ${e.elementId} is none of ${e.category}`),
  ];
};

/** A date that the carrier declares, or the world before it, is not the platform's to mend. */
const declaresOtherDates = ({ life, world }: Lived): boolean =>
  life.request.recipients?.some(({ physicalAddress }) => {
    const name = /@([^ ]+)/.exec(physicalAddress?.address ?? '')?.[1]?.toLowerCase() ?? '';
    return /dateShift|documentDateShift/.test(JSON.stringify(world.rooms.scenarios.current().outcomes.get(name) ?? ''));
  }) ?? false;

/** Nothing is written, or dated, before what it follows from; nothing is dated later than it is written. */
const comesAfterItsCause: Law = (lived) => {
  const all = allOf(lived);
  const byId = new Map(all.map((e) => [e.elementId, e]));
  // The date of a view is that of the act, a moment before its own request; the end of a letter of which nothing was heard
  // is that of its time-out, also where a second address was looked for; the inbox of SEND takes the date of the notice.
  const isDatedBack = ({ category, details }: TimelineElement): boolean =>
    category === 'NOTIFICATION_VIEWED' ||
    category === 'ANALOG_FAILURE_WORKFLOW_TIMEOUT' ||
    (category === 'SEND_DIGITAL_DOMICILE' && (details.digitalAddress as { type: string }).type === 'SERCQ');
  const isDatedForward = ({ category }: TimelineElement): boolean => category === 'NOTIFICATION_TIMELINE_REWORKED';
  const datesCount = !declaresOtherDates(lived);
  return all.flatMap((element) => {
    const { elementId, after, ingestedAt, eventAt } = element;
    const cause = after === undefined ? undefined : byId.get(after);
    return [
      ...when(after !== undefined && !cause, `${elementId} follows from ${after}, which is not there`),
      ...when(cause !== undefined && ingestedAt <= cause.ingestedAt, `${elementId} is written before ${after}`),
      ...when(
        datesCount && cause !== undefined && eventAt < cause.eventAt && !isDatedBack(element) && !isDatedForward(cause),
        `${elementId} is dated ${toIso(eventAt)}, before ${after}, ${cause && toIso(cause.eventAt)}`,
      ),
      ...when(
        datesCount && eventAt > ingestedAt && !isDatedForward(element),
        `${elementId} is dated ${toIso(eventAt)} and written ${toIso(ingestedAt)}`,
      ),
      ...when(eventAt < lived.notification.sentAt && datesCount, `${elementId} is dated before the request`),
    ];
  });
};

/** IDX counts the arrivals of one send from 1, without a gap. */
const countsArrivals: Law = (lived) => {
  const counters = new Map<string, number>();
  return allOf(lived).flatMap(({ category, elementId, details }) => {
    const idx = /\.IDX_(\d+)/.exec(elementId)?.[1];
    if (idx === undefined) return [];
    const send =
      category === 'SEND_DIGITAL_PROGRESS' ? elementId.replace(/\.IDX.*/, '') : String(details.sendRequestId);
    const wanted = (counters.get(send) ?? 0) + 1;
    counters.set(send, wanted);
    return when(Number(idx) !== wanted, `${elementId} is arrival ${wanted} of its send`);
  });
};

/** Each recipient bears the base fee once, whatever came first; those who have not by then, with the cancellation. */
const bearsTheFeeOnce: Law = (lived) =>
  recipientsOf(lived).flatMap((recIndex) => {
    const { elements } = lived.notification;
    const borne = ofRecipient(
      elements,
      recIndex,
      'REFINEMENT',
      'NOTIFICATION_VIEWED',
      'ANALOG_WORKFLOW_RECIPIENT_DECEASED',
      'ANALOG_FAILURE_WORKFLOW_TIMEOUT',
    );
    const withCost = borne.filter((e) => e.details.notificationCost === 100).length;
    const cancelled = elements.find((e) => e.category === 'NOTIFICATION_CANCELLED')?.details;
    const unborne = cancelled?.notRefinedRecipientIndexes as readonly number[] | undefined;
    const total = withCost + (unborne?.includes(recIndex) ? 1 : 0);
    return [
      ...when(borne.length > 0 && total !== 1, `recipient ${recIndex} bears the base fee ${total} times`),
      ...when(cancelled !== undefined && total !== 1, `cancelled, recipient ${recIndex} bears the fee ${total} times`),
    ];
  });

/** The terms are exact, and nobody is refined who has viewed in time. */
const keepsTheTerms: Law = (lived) => {
  const all = allOf(lived);
  return all
    .filter((e) => e.category === 'SCHEDULE_REFINEMENT')
    .flatMap((schedule) => {
      const { recIndex, schedulingDate } = schedule.details;
      const due = instant(schedulingDate);
      const before = all.filter((e) => e.ingestedAt < schedule.ingestedAt);
      const end = ofRecipient(
        before,
        recIndex,
        'DIGITAL_DELIVERY_CREATION_REQUEST',
        'ANALOG_SUCCESS_WORKFLOW',
        'ANALOG_FAILURE_WORKFLOW',
      ).at(-1);
      if (!end) return [`${schedule.elementId} follows from nothing`];
      const { completionWorkflowDate, endWorkflowStatus } = end.details;
      const base = endWorkflowStatus === undefined ? end.eventAt : instant(completionWorkflowDate);
      const length = (due - base) / days(1);
      const wanted = endWorkflowStatus === 'SUCCESS' ? [7, 8] : endWorkflowStatus === 'FAILURE' ? [15] : [10];
      return when(!wanted.includes(length), `${schedule.elementId} leaves ${length} days after ${end.category}`);
    })
    .concat(
      all
        .filter((e) => e.category === 'REFINEMENT')
        .flatMap((refinement) => {
          const { recIndex } = refinement.details;
          const before = all.filter((e) => e.ingestedAt < refinement.ingestedAt);
          const due = ofRecipient(before, recIndex, 'SCHEDULE_REFINEMENT').at(-1)?.details.schedulingDate;
          const view = ofRecipient(before, recIndex, 'NOTIFICATION_VIEWED_CREATION_REQUEST').at(0);
          return [
            ...when(
              toIso(refinement.eventAt) !== due,
              `${refinement.elementId} is dated ${toIso(refinement.eventAt)}, scheduled was ${due}`,
            ),
            ...when(
              view !== undefined && instant(view.details.eventTimestamp) <= refinement.eventAt,
              `${refinement.elementId} comes although the recipient had viewed`,
            ),
          ];
        }),
    );
};

/** No letter leaves once the recipient has viewed or paid; after a cancellation only carriers still report. */
const stopsWhatMustStop: Law = (lived) => {
  const all = allOf(lived);
  const cancelled = all.find((e) => e.category === 'NOTIFICATION_CANCELLATION_REQUEST');
  const stillComes =
    /^NOTIFICATION_(CANCELL|VIEWED$)|^SEND_(DIGITAL|ANALOG)_(PROGRESS|FEEDBACK)$|^SEND_SIMPLE_REGISTERED_LETTER_PROGRESS$/;
  return [
    ...recipientsOf(lived).flatMap((recIndex) => {
      const stop = ofRecipient(all, recIndex, 'NOTIFICATION_VIEWED_CREATION_REQUEST', 'PAYMENT').at(0);
      const letters = /^(PREPARE|SEND)_(ANALOG_DOMICILE|SIMPLE_REGISTERED_LETTER)$/;
      return all
        .filter((e) => stop && e.ingestedAt > stop.ingestedAt && e.details.recIndex === recIndex)
        .filter((e) => letters.test(e.category))
        .map((e) => `${e.elementId} comes after ${stop?.elementId}`);
    }),
    ...all
      .filter((e) => cancelled && e.ingestedAt > cancelled.ingestedAt && !stillComes.test(e.category))
      .map((e) => `${e.elementId} comes after the request for cancellation`),
  ];
};

/** A life ends for each recipient, or says what it waits for: work with a reason, or what the carrier did not report. */
const endsOrSaysWhatItWaitsFor: Law = (lived) => {
  const { notification, status } = lived;
  if (status === 'REFUSED' || status === 'CANCELLED') return [];
  const { elements, planned } = notification;
  const unexplained = planned.filter(({ why }) => why.it.length < 10 || why.en.length < 10);
  return [
    ...unexplained.map(({ kind }) => `no reason is given for ${kind}`),
    ...when(status === 'IN_VALIDATION' && planned.length === 0, 'the validation stands still'),
    ...recipientsOf(lived).flatMap((recIndex) => {
      const isOver =
        ofRecipient(
          elements,
          recIndex,
          'REFINEMENT',
          'NOTIFICATION_VIEWED',
          'ANALOG_WORKFLOW_RECIPIENT_DECEASED',
          'ANALOG_FAILURE_WORKFLOW_TIMEOUT',
          'PAYMENT',
        ).length > 0;
      const hasWork = planned.some((item) => (item.recIndex ?? recIndex) === recIndex);
      const letter = ofRecipient(elements, recIndex, 'SEND_ANALOG_DOMICILE').at(-1)?.elementId;
      const waits = notification.waits.some(
        ({ sendRequestId, why }) => sendRequestId === letter && why.it.length > 10 && why.en.length > 10,
      );
      return when(
        status !== 'IN_VALIDATION' && !isOver && !hasWork && !waits,
        `recipient ${recIndex} neither ends nor waits: the last element is ${lived.timeline.at(-1)?.elementId}`,
      );
    }),
  ];
};

export const laws: Readonly<Record<string, Law>> = {
  isAppendOnly,
  followsTheMachine,
  hasItsOwnIds,
  comesAfterItsCause,
  countsArrivals,
  bearsTheFeeOnce,
  keepsTheTerms,
  stopsWhatMustStop,
  endsOrSaysWhatItWaitsFor,
};
