import type { Category, TimelineElement } from '../../../../src/send/notification/model.js';
import type { Law } from './laws.js';

/** Regularities of whole documents that PagoPA published from its test environment: they hold in every life here too. */

const ofRecipient = (elements: readonly TimelineElement[], recIndex: unknown, ...categories: Category[]) =>
  elements.filter((e) => categories.includes(e.category) && e.details.recIndex === recIndex);
const when = (broken: boolean, words: string): readonly string[] => (broken ? [words] : []);
const attemptOf = ({ elementId }: TimelineElement): string | undefined => /\.ATTEMPT_(\d)/.exec(elementId)?.[1];

/** The success and its schedule take the date of the feedback; all that follows a failure takes the failure's own time. */
const sharesDatesAtTheEnd: Law = ({ notification: { elements } }) =>
  elements.flatMap((element) => {
    const { category, eventAt, elementId, details } = element;
    const cause = (...categories: Category[]) =>
      ofRecipient(elements, details.recIndex, ...categories)
        .filter((e) => e.ingestedAt < element.ingestedAt)
        .at(-1);
    if (category === 'ANALOG_SUCCESS_WORKFLOW' || category === 'ANALOG_WORKFLOW_RECIPIENT_DECEASED') {
      return when(eventAt !== cause('SEND_ANALOG_FEEDBACK')?.eventAt, `${elementId} is not dated as its feedback`);
    }
    if (category === 'COMPLETELY_UNREACHABLE' || category === 'COMPLETELY_UNREACHABLE_CREATION_REQUEST') {
      return when(eventAt !== cause('ANALOG_FAILURE_WORKFLOW')?.eventAt, `${elementId} is not dated as the failure`);
    }
    if (category !== 'SCHEDULE_REFINEMENT') return [];
    const end = cause('ANALOG_SUCCESS_WORKFLOW', 'COMPLETELY_UNREACHABLE', 'DIGITAL_DELIVERY_CREATION_REQUEST');
    const isPaper = end?.category !== 'DIGITAL_DELIVERY_CREATION_REQUEST';
    return when(isPaper && eventAt !== end?.eventAt, `${elementId} is not dated as ${end?.elementId}`);
  });

/** Certificates hang where the platform hangs them; a feedback by post has none, a scan has one each. */
const hangsLegalFactsInTheirPlace: Law = ({ notification: { elements } }) => {
  const places: Partial<Record<Category, string>> = {
    REQUEST_ACCEPTED: 'SENDER_ACK',
    DIGITAL_SUCCESS_WORKFLOW: 'DIGITAL_DELIVERY',
    DIGITAL_FAILURE_WORKFLOW: 'DIGITAL_DELIVERY',
    COMPLETELY_UNREACHABLE: 'ANALOG_FAILURE_DELIVERY',
    NOTIFICATION_VIEWED: 'RECIPIENT_ACCESS',
    NOTIFICATION_CANCELLED: 'NOTIFICATION_CANCELLED',
    SEND_ANALOG_TIMEOUT: 'ANALOG_DELIVERY_TIMEOUT',
  };
  return elements.flatMap(({ category, elementId, legalFactsIds, details }) => {
    const told = legalFactsIds.map((fact) => fact.category);
    const scans = (details.attachments ?? []) as readonly { readonly url: string }[];
    const wanted = /^SEND_(ANALOG|SIMPLE_REGISTERED_LETTER)_PROGRESS$/.test(category)
      ? scans.map(() => 'ANALOG_DELIVERY')
      : /^SEND_DIGITAL_(PROGRESS|FEEDBACK)$/.test(category)
        ? told.filter((name) => name === 'PEC_RECEIPT').slice(0, 1)
        : places[category]
          ? [places[category]]
          : [];
    return [
      ...when(JSON.stringify(told) !== JSON.stringify(wanted), `${elementId} carries ${told} instead of ${wanted}`),
      ...when(
        scans.some(({ url }, i) => url !== legalFactsIds[i]?.key),
        `${elementId} has a scan that is not its legal fact`,
      ),
      ...when(scans.length > 1, `${elementId} shows several documents`),
      ...when('attachments' in details && scans.length === 0, `${elementId} prints an empty list of attachments`),
    ];
  });
};

/** The reports of one outcome share one date within a print; the letter's code is one per print. */
const namesItsLetter: Law = ({ notification: { elements, invalidated } }) => {
  const all = [...elements, ...invalidated];
  const sends = new Set(
    all.filter((e) => /^SEND_(ANALOG_DOMICILE|SIMPLE_REGISTERED_LETTER)$/.test(e.category)).map((e) => e.elementId),
  );
  return all
    .filter((e) => 'registeredLetterCode' in e.details)
    .flatMap(({ elementId, details }) => [
      ...when(!sends.has(String(details.sendRequestId)), `${elementId} is of no letter that was sent`),
      ...when(
        !/^([0-9a-f]{32}|OCR_(KO|PENDING))$/.test(String(details.registeredLetterCode)),
        `${elementId} has an odd code`,
      ),
    ]);
};

/** A second attempt names the first by its plain id, and the prepare by its own, with the number of the correction. */
const namesWhatItRepeats: Law = ({ iun, notification: { elements } }) =>
  elements.flatMap(({ category, elementId, details }) => {
    if (category !== 'SEND_ANALOG_DOMICILE') return [];
    const { prepareRequestId, relatedRequestId, sentAttemptMade, recIndex } = details;
    const prepare = elementId.replace('SEND_', 'PREPARE_');
    const first = `PREPARE_ANALOG_DOMICILE.IUN_${iun}.RECINDEX_${recIndex}.ATTEMPT_0`;
    return [
      ...when(prepareRequestId !== prepare, `${elementId} was prepared as ${prepareRequestId}`),
      ...when(
        relatedRequestId !== (sentAttemptMade === 1 ? first : undefined),
        `${elementId} repeats ${relatedRequestId}`,
      ),
    ];
  });

/**
 * Corrections: what fell leaves the list and comes back with the number of the correction, and only then; what starts
 * again is dated; the new REFINEMENT keeps the instant of the old one in its details.
 */
const numbersCorrections: Law = ({ notification: { elements, invalidated, reworks } }) => {
  const fell = (number: number, category: Category): boolean =>
    invalidated.some((e) => e.category === category && reworks[number]?.invalidated.includes(e.elementId));
  return [
    ...elements.flatMap(({ elementId, category, details, eventAt }) => {
      const number = /\.REWORK_(\d+)$/.exec(elementId)?.[1];
      if (category === 'NOTIFICATION_TIMELINE_REWORKED') {
        const shown = details.invalidatedTimelineAndStatusHistory as readonly {
          readonly relatedTimelineElements: readonly {
            readonly elementId: string;
            readonly ingestionTimestamp?: string;
          }[];
        }[];
        const ids = shown.flatMap((h) => h.relatedTimelineElements).map((e) => e.elementId);
        const diagnostic = /^SEND_ANALOG_TIMEOUT|^ANALOG_FAILURE_WORKFLOW_TIMEOUT/;
        const wanted = (reworks[Number(number)]?.invalidated ?? []).filter((id) => !diagnostic.test(id));
        return [
          ...when([...ids].sort().join() !== [...wanted].sort().join(), `${elementId} does not show what fell`),
          ...when(
            shown.some((h) => h.relatedTimelineElements.some((e) => 'ingestionTimestamp' in e)),
            `${elementId} shows times of writing by a name of their own`,
          ),
        ];
      }
      const old = invalidated.find((e) => e.category === 'REFINEMENT' && e.details.recIndex === details.recIndex);
      return [
        ...when(number !== undefined && !fell(Number(number), category), `${elementId} is numbered, and nothing fell`),
        ...when(
          category === 'REFINEMENT' && old !== undefined && details.eventTimestamp !== old.details.eventTimestamp,
          `${elementId} forgets the refinement of ${old?.elementId}, ${eventAt}`,
        ),
      ];
    }),
    ...invalidated
      .filter((e) => elements.some(({ elementId }) => elementId === e.elementId))
      .map((e) => `${e.elementId} fell and is still there`),
  ];
};

/** Once an attempt has its feedback no second one follows, and the first attempt's verdict decides whether there is another. */
const attemptsTwiceAtMost: Law = ({ notification: { elements, request } }) =>
  request.recipients.flatMap((_, recIndex) => {
    const sends = ofRecipient(elements, recIndex, 'SEND_ANALOG_DOMICILE');
    const feedbacks = ofRecipient(elements, recIndex, 'SEND_ANALOG_FEEDBACK');
    const first = feedbacks.find((e) => attemptOf(e) === '0');
    const second = sends.find((e) => attemptOf(e) === '1');
    return [
      ...when(new Set(sends.map(attemptOf)).size !== sends.length, `recipient ${recIndex} gets an attempt twice`),
      ...when(new Set(feedbacks.map(attemptOf)).size !== feedbacks.length, `recipient ${recIndex}: two feedbacks`),
      ...when(
        second !== undefined && first !== undefined && first.details.responseStatus !== 'KO',
        `recipient ${recIndex} gets a second letter after ${first?.details.deliveryDetailCode}`,
      ),
    ];
  });

export const lawsOfDocuments: Readonly<Record<string, Law>> = {
  sharesDatesAtTheEnd,
  hangsLegalFactsInTheirPlace,
  namesItsLetter,
  namesWhatItRepeats,
  numbersCorrections,
  attemptsTwiceAtMost,
};
