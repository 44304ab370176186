import { carrierDate, type Instant, plus } from '../../clock/instant.js';
import type { DocumentForm, PaperEvent } from '../../scenario/oracle.js';
import { dateGroupOf } from './paper-codes.js';

/** What the post reports of a letter, with its dates. */

/** One print of a letter: the script of the carrier. */
export interface Print {
  readonly events: readonly PaperEvent[];
  readonly letterCode: string;
}

/** A report with its date: those of one outcome share the first one's, unless a report has its own; some declare another. */
export interface Report extends PaperEvent {
  readonly at: Instant;
  readonly date: Instant;
  readonly print: number;
  readonly letterCode: string;
}

/** A document that comes with a report: a scan, or an archive that holds it. */
export interface LetterDocument extends DocumentForm {
  readonly type: string;
  /** Pages of the copy of what was printed. */
  readonly pages?: number;
}

/** @param index the n-th print, from 0 */
export const reportsOf = (print: Print, index: number, postedAt: Instant): Report[] => {
  const shared = new Map<string, Instant>();
  let at = postedAt;
  return print.events.map((event) => {
    at = plus(at, event.after);
    const group = event.ownDate ? undefined : dateGroupOf(event.code);
    const common = (group === undefined ? undefined : shared.get(group)) ?? carrierDate(at, postedAt);
    if (group !== undefined) shared.set(group, common);
    const date = plus(common, event.dateShift ?? 0);
    const letterCode = event.ocr === undefined ? print.letterCode : `OCR_${event.ocr}`;
    return { at, date, print: index, letterCode, ...event };
  });
};

export const documentsOf = ({ documents = [], documentForms, pages }: PaperEvent): readonly LetterDocument[] =>
  documents.map((type, i) => ({ type, ...documentForms?.[i], ...(pages === undefined ? {} : { pages }) }));
