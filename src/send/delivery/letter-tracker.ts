import { days, type Instant, type Micros, plus } from '../../clock/instant.js';
import { romanDaysBetween, romanMidnight } from '../../italy/rome-calendar.js';
import type { ShownProgress } from '../../sandbox/settings.js';
import type { Said } from '../../text/said.js';
import type { PhysicalAddress } from '../request/model.js';
import { carrierLag } from './facts.js';
import { documentsOf, type LetterDocument, type Print, type Report, reportsOf } from './letter-report.js';
import {
  type CodeKind,
  isDocumentType,
  isEndOfStorage,
  kindOf,
  maxPrints,
  stemOf,
  storage,
  verdictOf,
  waitsForStorage,
} from './paper-codes.js';
import { parked } from './parked.js';

/**
 * From what the post reports to what enters the timeline: the state machine of the paper channel, run once over everything
 * that will be reported of a letter and of its new prints. Pure: the reports are known when the letter is posted.
 *
 * Source: pn-paper-channel middleware/queue/consumer/handler/* (reference outcomes.md 5, workflow.md 8.4, 8.5)
 */

export type LetterEffect =
  | {
      readonly kind: 'progress';
      readonly code: string;
      readonly date: Instant;
      readonly letterCode: string;
      readonly documents: readonly LetterDocument[];
      /** The documents declare a date that lies this much after the event's. */
      readonly documentDateShift?: Micros;
      readonly cause?: string;
      readonly print: number;
    }
  | {
      readonly kind: 'feedback';
      readonly code: string;
      readonly date: Instant;
      readonly letterCode: string;
      readonly verdict: 'OK' | 'KO';
      readonly cause?: string;
      readonly discovered?: PhysicalAddress;
    };

export interface TrackedEffect {
  /** When the platform writes it. */
  readonly at: Instant;
  readonly effect: LetterEffect;
}

/** A report that the platform sets aside, or after which it stops. */
export interface ParkedReport {
  readonly at: Instant;
  /** Absent: nothing (more) is reported. */
  readonly code?: string;
  readonly why: Said;
}

export interface Tracked {
  readonly effects: readonly TrackedEffect[];
  /** Reports that wait for something that has not come: they leave no element, and somebody should be told. */
  readonly parked: readonly ParkedReport[];
}

/** `RECRN002A` for `RECRN002C`, `RECRN002D` for `RECRN002F`: the outcome that a final code needs. */
const outcomeCodeOf = (code: string): string => `${stemOf(code)}${code.endsWith('F') ? 'D' : 'A'}`;

/** What is known of one attempt while its reports come in. */
interface Attempt {
  readonly seen: Map<string, Report>;
  isRefined: boolean;
  has23L: boolean;
  printErrors: number;
}

/**
 * @param print the n-th print of the letter, from 0: theft, loss and print errors make new ones
 * @param sentAt when the first one was posted
 * @param shown reports that the platform shows or hides by configuration
 * @param isSimple a simple registered letter has no feedback: everything is progress
 */
export const trackLetter = (
  print: (retry: number) => Print,
  sentAt: Instant,
  isSimple: boolean,
  shown: readonly ShownProgress[],
): Tracked => {
  const effects: TrackedEffect[] = [];
  const waiting: ParkedReport[] = [];
  const park = ({ at, code }: Report, why: Said): void => {
    waiting.push({ at: plus(at, carrierLag.plain), code, why });
  };
  const attempt: Attempt = { seen: new Map(), isRefined: false, has23L: false, printErrors: 0 };
  let prints = 1;
  let coming = reportsOf(print(0), 0, sentAt);

  const progress = (report: Report, code = report.code, documents: readonly LetterDocument[] = []): void => {
    const lag =
      code === 'CON020' ? carrierLag.conformCopy : documents.length > 0 ? carrierLag.withDocument : carrierLag.plain;
    const { date, letterCode, failureCause, documentDateShift } = report;
    effects.push({
      at: plus(report.at, lag),
      effect: {
        kind: 'progress',
        code,
        date,
        letterCode,
        documents,
        ...(failureCause === undefined ? {} : { cause: failureCause }),
        ...(documentDateShift === undefined ? {} : { documentDateShift }),
        print: report.print,
      },
    });
  };

  const feedback = (
    report: Report,
    code: string,
    verdict: 'OK' | 'KO',
    outcome: Report | undefined,
    date = report.date,
  ): void => {
    attempt.isRefined = true;
    const cause = outcome?.failureCause;
    const discovered = verdict === 'KO' ? outcome?.discovered : undefined;
    effects.push({
      at: plus(report.at, carrierLag.final),
      effect: {
        kind: 'feedback',
        code,
        date,
        letterCode: report.letterCode,
        verdict,
        ...(cause === undefined ? {} : { cause }),
        ...(discovered === undefined ? {} : { discovered }),
      },
    });
  };

  /** The 890 closes when its 23L and the report RECAG012 are both there, whichever came last; the date is RECAG012's. */
  const closeWith012 = (report: Report): void => {
    const closing = attempt.seen.get('RECAG012');
    if (!closing || !attempt.has23L || attempt.isRefined) return;
    feedback(report, 'RECAG012', 'OK', undefined, closing.date);
  };

  const documentsCame = (report: Report): void => {
    const documents = documentsOf(report);
    const known = documents.filter(({ type }) => isDocumentType(type));
    if (documents.length === 0 && !isSimple) park(report, parked.withoutDocuments(report.code));
    for (const { type } of documents) {
      if (!isDocumentType(type)) park(report, parked.unknownDocument(report.code, type));
    }
    if (known.length === 0) return;
    progress(report, report.code, known);
    if (known.some(({ type }) => type === '23L')) attempt.has23L = true;
    if (!isSimple && waitsForStorage(report.code)) closeWith012(report);
  };

  /** End of a storage of the AR: ten days make it complete, thirty make it over. */
  const endOfArStorage = (report: Report, outcome: Report): void => {
    const began = attempt.seen.get('RECRN010');
    if (!began) {
      park(report, parked.withoutStart(report.code, 'RECRN010'));
      return;
    }
    const stored = romanDaysBetween(began.date, outcome.date);
    const isOver = report.code === 'RECRN005C';
    if (isOver && stored < storage.fullDays) {
      park(report, parked.tooEarly(report.code, stored));
      return;
    }
    if (!isOver && stored <= storage.termDays) {
      feedback(report, report.code, 'OK', outcome);
      return;
    }
    feedback(report, 'PNRN012', 'OK', undefined, romanMidnight(began.date, storage.termDays));
    progress(report);
  };

  /** End of a storage of the 890 that RECAG012 has not closed. */
  const endOf890Storage = (report: Report, outcome: Report | undefined): void => {
    if (attempt.isRefined) {
      progress(report);
      return;
    }
    const began = attempt.seen.get('RECAG011A');
    if (report.code !== 'RECAG007C' || !began || !outcome) {
      park(report, parked.without012(report.code));
      return;
    }
    if (outcome.date - began.date < days(storage.termDays)) {
      feedback(report, report.code, 'OK', outcome);
      return;
    }
    feedback(report, 'PNAG012', 'OK', undefined, plus(began.date, days(storage.termDays)));
    progress(report);
  };

  const outcomeOf = (report: Report): Report | undefined =>
    attempt.seen.get(`${outcomeCodeOf(report.code)}#${report.print}`);

  const ended = (report: Report): void => {
    const { code } = report;
    const outcome = outcomeOf(report);
    if (/^RECAG00[5678]C$/.test(code)) endOf890Storage(report, outcome);
    else if (attempt.isRefined) return;
    else if (!outcome) park(report, parked.withoutOutcome(code, outcomeCodeOf(code)));
    else if (isEndOfStorage(code)) endOfArStorage(report, outcome);
    else feedback(report, code, verdictOf(code, outcome.failureCause), outcome);
  };

  const reprinted = (report: Report): void => {
    if (prints >= maxPrints) {
      park(report, parked.noMorePrints(report.code));
      return;
    }
    coming = [...coming, ...reportsOf(print(prints), prints, report.at)].sort(
      (a, b) => a.at - b.at || a.print - b.print,
    );
    prints++;
  };

  /** A simple letter has no feedback: its end is progress too, with the cause of its outcome, whosever code it bears. */
  const simpleEnded = (report: Report): void => {
    const outcome = outcomeOf(report);
    if (!outcome) park(report, parked.withoutOutcome(report.code, outcomeCodeOf(report.code)));
    else progress(outcome.failureCause === undefined ? report : { ...report, failureCause: outcome.failureCause });
  };

  const printFailed = (report: Report): void => {
    progress(report);
    // A print error is tried once more with the document as pictures.
    if (report.code === 'CON996' && ++attempt.printErrors === 1) reprinted(report);
    else park(report, parked.printFailed(report.code));
  };

  const closing = (report: Report): void => {
    if (shown.includes('RECAG012A') && !attempt.isRefined) progress(report, 'RECAG012A');
    closeWith012(report);
  };

  const handlers: Readonly<Record<CodeKind, (report: Report) => void>> = {
    plain: (report) => progress(report, report.code, documentsOf(report)),
    outcome: (report) => {
      if (shown.includes('META')) progress(report);
    },
    documents: documentsCame,
    simpleEnd: simpleEnded,
    closing: isSimple ? progress : closing,
    verdict: isSimple ? simpleEnded : ended,
    storageEnd: isSimple ? simpleEnded : ended,
    printError: printFailed,
    reprint: (report) => {
      progress(report);
      reprinted(report);
    },
  };

  const arrived = (report: Report): void => {
    attempt.seen.set(`${report.code}#${report.print}`, report);
    attempt.seen.set(report.code, report);
    const kind = kindOf(report.code, shown);
    if (kind) handlers[kind](report);
  };

  let last: Report | undefined;
  for (let next = coming.shift(); next; next = coming.shift()) {
    last = next;
    arrived(next);
  }
  if (!isSimple && !attempt.isRefined && waiting.length === 0) {
    waiting.push({ at: last?.at ?? sentAt, why: parked.withoutEnd(last?.code) });
  }
  return { effects, parked: waiting };
};
