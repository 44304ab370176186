import { days, type Instant, type Micros, plus, wholeSecond } from '../../clock/instant.js';
import { romanDaysBetween, romanMidnight } from '../../italy/rome-calendar.js';
import type { ShownProgress } from '../../sandbox/settings.js';
import type { PaperEvent } from '../../scenario/oracle.js';
import type { Said } from '../../text/said.js';
import type { PhysicalAddress } from '../request/model.js';
import { carrierLag } from './facts.js';
import {
  type CodeKind,
  dateGroupOf,
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

/** One print of a letter: the script of the carrier. */
export interface Print {
  readonly events: readonly PaperEvent[];
  readonly letterCode: string;
}

/** A report with its date: those of one outcome share the first one's, unless a report has its own; some declare another. */
interface Report extends PaperEvent {
  readonly at: Instant;
  readonly date: Instant;
  readonly print: number;
  readonly letterCode: string;
}

export type LetterEffect =
  | {
      readonly kind: 'progress';
      readonly code: string;
      readonly date: Instant;
      readonly letterCode: string;
      readonly documents: readonly string[];
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

export interface Tracked {
  readonly effects: readonly TrackedEffect[];
  /** Reports that wait for something that does not come: they leave no element, and somebody should be told. */
  readonly parked: readonly Said[];
}

/** `RECRN002A` for `RECRN002C`, `RECRN002D` for `RECRN002F`: the outcome that a final code needs. */
const outcomeCodeOf = (code: string): string => `${stemOf(code)}${code.endsWith('F') ? 'D' : 'A'}`;

const dated = (print: Print, index: number, postedAt: Instant): Report[] => {
  const shared = new Map<string, Instant>();
  let at = postedAt;
  return print.events.map((event) => {
    at = plus(at, event.after);
    const group = event.ownDate ? undefined : dateGroupOf(event.code);
    const common = (group === undefined ? undefined : shared.get(group)) ?? wholeSecond(at);
    if (group !== undefined) shared.set(group, common);
    const date = plus(common, event.dateShift ?? 0);
    const letterCode = event.ocr === undefined ? print.letterCode : `OCR_${event.ocr}`;
    return { ...event, at, date, print: index, letterCode };
  });
};

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
  const waiting: Said[] = [];
  const attempt: Attempt = { seen: new Map(), isRefined: false, has23L: false, printErrors: 0 };
  let prints = 1;
  let coming = dated(print(0), 0, sentAt);

  const progress = (report: Report, code = report.code, documents: readonly string[] = []): void => {
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
    if (isSimple) {
      progress({ ...report, date, ...(cause === undefined ? {} : { failureCause: cause }) }, code);
      return;
    }
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
    const documents = report.documents ?? [];
    if (documents.length === 0) {
      if (!isSimple) waiting.push(parked.withoutDocuments(report.code));
      return;
    }
    progress(report, report.code, documents);
    if (documents.includes('23L')) attempt.has23L = true;
    if (!isSimple && waitsForStorage(report.code)) closeWith012(report);
  };

  /** End of a storage of the AR: ten days make it complete, thirty make it over. */
  const endOfArStorage = (report: Report, outcome: Report): void => {
    const began = attempt.seen.get('RECRN010');
    if (!began) {
      waiting.push(parked.withoutStart(report.code, 'RECRN010'));
      return;
    }
    const stored = romanDaysBetween(began.date, outcome.date);
    const isOver = report.code === 'RECRN005C';
    if (isOver && stored < storage.fullDays) {
      waiting.push(parked.tooEarly(report.code, stored));
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
      waiting.push(parked.without012(report.code));
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
    else if (!outcome) waiting.push(parked.withoutOutcome(code, outcomeCodeOf(code)));
    else if (isEndOfStorage(code)) endOfArStorage(report, outcome);
    else feedback(report, code, verdictOf(code, outcome.failureCause), outcome);
  };

  const reprinted = (report: Report): void => {
    if (prints >= maxPrints) {
      waiting.push(parked.noMorePrints(report.code));
      return;
    }
    coming = [...coming, ...dated(print(prints), prints, report.at)].sort((a, b) => a.at - b.at || a.print - b.print);
    prints++;
  };

  /** A simple letter has no feedback: its end is progress too, with the cause of its outcome, whosever code it bears. */
  const simpleEnded = (report: Report): void => {
    const outcome = outcomeOf(report);
    if (!outcome) waiting.push(parked.withoutOutcome(report.code, outcomeCodeOf(report.code)));
    else progress(outcome.failureCause === undefined ? report : { ...report, failureCause: outcome.failureCause });
  };

  const printFailed = (report: Report): void => {
    progress(report);
    // A print error is tried once more with the document as pictures.
    if (report.code === 'CON996' && ++attempt.printErrors === 1) reprinted(report);
    else waiting.push(parked.printFailed(report.code));
  };

  const closing = (report: Report): void => {
    if (shown.includes('RECAG012A') && !attempt.isRefined) progress(report, 'RECAG012A');
    closeWith012(report);
  };

  const handlers: Readonly<Record<CodeKind, (report: Report) => void>> = {
    plain: (report) => progress(report, report.code, report.documents ?? []),
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
  if (!isSimple && !attempt.isRefined && waiting.length === 0) waiting.push(parked.withoutEnd(last?.code));
  return { effects, parked: waiting };
};
