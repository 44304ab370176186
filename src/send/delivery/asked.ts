import type { Instant } from '../../clock/instant.js';
import { type Oracle, sources } from '../../scenario/oracle.js';
import type { Asked, Notification, Question } from '../notification/model.js';
import type { StepInput } from '../notification/workflow.js';
import type { Attachment } from '../request/model.js';

/** What steps are decided from beside the notification. */
export type OutsideWorld = Pick<
  StepInput,
  'oracle' | 'validationWorld' | 'costAnswer' | 'fileOf' | 'places' | 'quote' | 'paperProgress'
>;

/** Answers that are news each time; the others are noted again only when they change. */
const alwaysNews = new Set<Question>(['digitalDomicile', 'registryDigital', 'registryAddress', 'pec', 'letter']);

/** Files of a request with their place in it, as a reader finds them: `documents[0]`. */
const filesOf = ({ documents, recipients }: Notification['request']): readonly (readonly [string, Attachment])[] => [
  ...documents.map((file, i) => [`documents[${i}]`, file] as const),
  ...recipients.flatMap(({ payments = [] }, r) =>
    payments.flatMap(({ pagoPa, f24 }, p) => {
      const at = `recipients[${r}].payments[${p}]`;
      return [
        ...(pagoPa?.attachment ? [[`${at}.pagoPa`, pagoPa.attachment] as const] : []),
        ...(f24 ? [[`${at}.f24`, f24.metadataAttachment] as const] : []),
      ];
    }),
  ),
];

/** Whose step the outside world is asked for. */
export interface Asking {
  readonly notification: Notification;
  readonly recIndex: number | undefined;
  readonly now: Instant;
}

/** The outside world as steps meet it: it notes what they ask. */
export interface NotingWorld {
  readonly world: OutsideWorld;
  /** From here on the questions are those of this step. Returns the list that they are noted in. */
  begin(step: Asking): readonly Asked[];
}

/**
 * The outside world, which notes what is asked of it: steps stay pure, and `/_sim/notifications/{iun}` can show every answer
 * with the line that it came from. Whether a scenario forces the end of a check is not noted: it follows from the scenarios
 * that the notification keeps.
 *
 * Made once for all steps, which come one after the other: a world for each of them would be most of what a step costs.
 */
export const takingNotes = (world: OutsideWorld): NotingWorld => {
  const { oracle } = world;
  let step: Asking | undefined;
  let asked: Asked[] = [];
  const current = (): Asking => {
    if (!step) throw new Error('the outside world is asked, but by no step');
    return step;
  };

  const textOf = ({ recIndex, about, answer }: Partial<Asked>): string => JSON.stringify([recIndex, about, answer]);
  const note = (question: Question, fresh: Pick<Asked, 'answer'> & Partial<Asked>): void => {
    const { notification, now } = current();
    const text = textOf(fresh);
    const isSame = (other: Asked): boolean => other.question === question && textOf(other) === text;
    const last = notification.asked.findLast(
      (other) => other.question === question && other.recIndex === fresh.recIndex && other.about === fresh.about,
    );
    if (asked.some(isSame) || (last && !alwaysNews.has(question) && isSame(last))) return;
    asked.push({ at: now, question, ...fresh });
  };

  /** Notes an answer about a person, with where it is written. */
  const ofPerson = <Answer>(question: Question, taxId: string, answer: Answer): Answer => {
    const { notification, recIndex: ofStep } = current();
    const found = notification.request.recipients.findIndex((recipient) => recipient.taxId === taxId);
    const recIndex = ofStep ?? (found < 0 ? undefined : found);
    const source = oracle.whoTellsOf(taxId);
    note(question, {
      ...(recIndex === undefined ? {} : { recIndex }),
      answer: answer ?? null,
      ...(source === undefined ? {} : { source }),
    });
    return answer;
  };

  const ofCarrier = <Script extends ReturnType<Oracle['sendPec'] | Oracle['sendPaper']>>(
    question: Question,
    about: string,
    script: Script,
  ): Script => {
    const { recIndex } = current();
    note(question, {
      ...(recIndex === undefined ? {} : { recIndex }),
      about,
      answer: script.events.map(({ code }) => code).join(' '),
      ...(script.source === sources.none ? {} : { scenario: script.outcome, source: script.source }),
    });
    return script;
  };

  const noting: Oracle = {
    whoTellsOf: oracle.whoTellsOf,
    personExists: (taxId) => ofPerson('taxIdCheck', taxId, oracle.personExists(taxId)),
    platformDomicile: (taxId, senderTaxId) =>
      ofPerson('digitalDomicile', taxId, oracle.platformDomicile(taxId, senderTaxId)),
    generalDomicile: (taxId, ...rest) => ofPerson('registryDigital', taxId, oracle.generalDomicile(taxId, ...rest)),
    courtesyContacts: (taxId, senderTaxId) =>
      ofPerson('courtesyContacts', taxId, oracle.courtesyContacts(taxId, senderTaxId)),
    registryAddress: (taxId, ...rest) => ofPerson('registryAddress', taxId, oracle.registryAddress(taxId, ...rest)),
    sendPec: (send) => ofCarrier('pec', send.address, oracle.sendPec(send)),
    sendPaper: (send) => ofCarrier('letter', `${send.product} ${send.address.address}`, oracle.sendPaper(send)),
    sendCourtesy: oracle.sendCourtesy,
  };

  return {
    begin: (next) => {
      step = next;
      asked = [];
      return asked;
    },
    world: {
      ...world,
      oracle: noting,
      costAnswer: (notice, iun) => {
        const answer = world.costAnswer(notice, iun);
        note('debtPosition', { about: `${notice.creditorTaxId} ${notice.noticeCode}`, answer });
        return answer;
      },
      fileOf: (fileKey) => {
        const file = world.fileOf(fileKey);
        const place = filesOf(current().notification.request).find(([, { ref }]) => ref.key.endsWith(fileKey))?.[0];
        const answer = file ? { contentLength: file.contentLength, isPdf: file.isPdf, pages: file.pages } : null;
        if (place !== undefined) note('file', { about: place, answer });
        return file;
      },
    },
  };
};
