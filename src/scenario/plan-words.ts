import { formatDuration } from '../clock/duration.js';
import { type Micros, seconds } from '../clock/instant.js';
import type { Said } from '../text/said.js';
import type { CarrierEvent, Delay } from './carrier-event.js';
import type { CarrierOutcome } from './carrier-outcome.js';
import { paperDelay } from './paper-calendar.js';
import type { Plays, RecipientAct, StorePlan, UploadState, ValidationPlan } from './plays.js';
import type { Choice, Separator, Sequence } from './sequence/model.js';

/** A line of a plan; those that belong to it stand deeper. */
export interface PlanLine {
  readonly depth: number;
  readonly said: Said;
}

/** What a scenario makes the outside world do, in words. */
export const planInWords = (plays: Plays): readonly PlanLine[] => [
  ...(plays.validation ? validationLines(plays.validation) : []),
  ...channels.flatMap(([key, said, meaning]) => {
    const outcome = plays[key];
    return outcome ? [line(0, named(said, outcome)), ...sequenceLines(outcome.sequence, meaning, 1)] : [];
  }),
  ...(plays.store ? storeLines(plays.store) : []),
  ...(plays.recipient?.opens
    ? [
        line(
          0,
          actSaid({ it: 'il destinatario apre la notifica', en: 'the recipient opens it' }, plays.recipient.opens),
        ),
      ]
    : []),
  ...(plays.recipient?.pays
    ? [line(0, actSaid({ it: 'il destinatario paga', en: 'the recipient pays' }, plays.recipient.pays))]
    : []),
];

/** What an outcome makes a carrier report, in words. Its name tells whether it is meant for PEC or for the post. */
export const outcomeInWords = ({ sequence }: Pick<CarrierOutcome, 'sequence'>): readonly PlanLine[] =>
  sequenceLines(sequence, isDigital(sequence) ? 'literal' : 'calendar', 0);

/** Codes of PEC and of courtesy messages are short ones. */
const isDigital = (sequence: Sequence): boolean => {
  switch (sequence.kind) {
    case 'reports':
      return sequence.events.every(({ code }) => /^(C\d{3}|DP\d\d|[MS]\d{3})$/.test(code));
    case 'unreadable':
      return false;
    case 'choice':
      return sequence.parts.every(isDigital);
    case 'rework':
      return isDigital(sequence.normal);
  }
};

type Seconds = 'calendar' | 'literal';

const channels: readonly (readonly [key: 'pec' | 'paper' | 'simpleLetter', said: Said, seconds: Seconds])[] = [
  ['pec', { it: 'PEC', en: 'PEC' }, 'literal'],
  ['paper', { it: 'raccomandata', en: 'registered letter' }, 'calendar'],
  ['simpleLetter', { it: 'raccomandata semplice', en: 'simple registered letter' }, 'calendar'],
];

const line = (depth: number, said: Said): PlanLine => ({ depth, said });

const named = ({ it, en }: Said, { name, title }: CarrierOutcome): Said => ({
  it: `${it}: ${name} (${title.it})`,
  en: `${en}: ${name} (${title.en})`,
});

const sequenceLines = (sequence: Sequence, meaning: Seconds, depth: number): readonly PlanLine[] => {
  switch (sequence.kind) {
    case 'reports':
      return [line(depth, reportsSaid(sequence.events, sequence.found, meaning))];
    case 'unreadable':
      return [line(depth, sequence.problem.message)];
    case 'choice':
      return sequence.parts.flatMap((part, i) => [
        line(depth, partSaid(sequence, i)),
        ...sequenceLines(part, meaning, depth + 1),
      ]);
    case 'rework':
      return [
        ...sequenceLines(sequence.normal, meaning, depth),
        line(depth, {
          it: `poi la cronologia del tentativo ${sequence.attempt} viene corretta, e la lettera rispedita:`,
          en: `then the timeline of attempt ${sequence.attempt} is corrected, and the letter sent again:`,
        }),
        ...sequenceLines(sequence.rework, meaning, depth + 1),
      ];
  }
};

const partNames: Readonly<Record<Separator, Said>> = {
  attempt: { it: 'tentativo', en: 'attempt' },
  pcretry: { it: 'stampa', en: 'print' },
  retry: { it: 'stampa', en: 'print' },
  send: { it: 'invio', en: 'send' },
};

const partSaid = ({ by, parts }: Choice, i: number): Said => {
  const { it, en } = partNames[by];
  const isLast = i === parts.length - 1 && by !== 'send' && by !== 'pcretry';
  return {
    it: `${it} ${i + 1}${isLast ? ' e successivi' : ''}:`,
    en: `${en} ${i + 1}${isLast ? ' and later ones' : ''}:`,
  };
};

const lengthOf = (delay: Delay, meaning: Seconds): Micros => {
  if ('length' in delay) return delay.length;
  return meaning === 'calendar' ? paperDelay(delay.mockSeconds, 'calendar') : seconds(delay.mockSeconds);
};

/** `5d 20h`, `5s` */
const lengthText = (length: Micros): string =>
  formatDuration(length)
    .replace(/[PT]/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/(?<=[dhm])(?=\d)/g, ' ')
    .replaceAll('  ', ' ');

const reportsSaid = (events: readonly CarrierEvent[], found: string | undefined, meaning: Seconds): Said => {
  const say = (words: { readonly after: string; readonly found: string }): string =>
    [
      ...events.map((event) => {
        const { code, after, documents = [], failureCause, discovered } = event;
        const more = [
          ...documents,
          ...(failureCause === undefined ? [] : [failureCause]),
          ...(discovered ? [`${words.found} ${discovered.address}`] : []),
        ];
        const added = more.length > 0 ? ` (${more.join(', ')})` : '';
        return `${words.after} ${lengthText(lengthOf(after, meaning))} ${code}${added}`;
      }),
      ...(found === undefined ? [] : [`${words.found} via@sequence${found}`]),
    ].join(', ');
  return {
    it: say({ after: 'dopo', found: 'trovato l’indirizzo' }),
    en: say({ after: 'after', found: 'address found:' }),
  };
};

const actSaid = ({ it, en }: Said, { after, since, via, delegate }: RecipientAct): Said => {
  const where = via === 'io' ? 'IO' : 'web';
  const origin = {
    accepted: { it: 'l’accettazione', en: 'the acceptance' },
    delivered: { it: 'la consegna', en: 'the delivery' },
  }[since];
  const by =
    delegate === undefined ? { it: '', en: '' } : { it: `, il delegato ${delegate}`, en: `, the delegate ${delegate}` };
  return {
    it: `${it} ${lengthText(after)} dopo ${origin.it} (${where}${by.it})`,
    en: `${en} ${lengthText(after)} after ${origin.en} (${where}${by.en})`,
  };
};

const uploadStateNames: Readonly<Record<UploadState, Said>> = {
  missing: { it: 'manca', en: 'is missing' },
  gone: { it: 'è scaduto', en: 'has expired' },
  altered: { it: 'ha un altro contenuto', en: 'has another content' },
  tooBig: { it: 'è troppo grande', en: 'is too big' },
  notPdf: { it: 'non è un PDF', en: 'is no PDF' },
};

const storeLines = ({ upload, lateDocuments }: StorePlan): readonly PlanLine[] => [
  ...(upload
    ? [
        line(0, {
          it: `nello store il documento ${upload.document} ${uploadStateNames[upload.is].it}`,
          en: `in the store document ${upload.document} ${uploadStateNames[upload.is].en}`,
        }),
      ]
    : []),
  ...(lateDocuments
    ? [
        line(0, {
          it: `i documenti della piattaforma si chiedono invano ${lateDocuments.times} volte, con retryAfter di ${lengthText(lateDocuments.retryAfter)}`,
          en: `documents of the platform are asked for in vain ${lateDocuments.times} times, with a retryAfter of ${lengthText(lateDocuments.retryAfter)}`,
        }),
      ]
    : []),
];

const validationLines = ({ never, delay, refuse, technicalFailure }: ValidationPlan): readonly PlanLine[] => [
  ...(never
    ? [line(0, { it: 'la richiesta resta in validazione per sempre', en: 'the request stays in validation for ever' })]
    : []),
  ...(delay === undefined
    ? []
    : [
        line(0, {
          it: `la validazione comincia dopo ${lengthText(delay)}`,
          en: `the validation begins after ${lengthText(delay)}`,
        }),
      ]),
  ...(technicalFailure
    ? [
        line(0, {
          it: `il controllo ${technicalFailure.step} fallisce ${technicalFailure.times} volte per motivi tecnici`,
          en: `the check ${technicalFailure.step} fails ${technicalFailure.times} times for technical reasons`,
        }),
      ]
    : []),
  ...(refuse
    ? [line(0, { it: `la richiesta è rifiutata: ${refuse.code}`, en: `the request is refused: ${refuse.code}` })]
    : []),
];
