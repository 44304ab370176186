import { type Instant, plus, toIso, wholeSecond } from '../../clock/instant.js';
import type { PaperEvent, PaperProduct, PaperSend } from '../../scenario/oracle.js';
import { reasons } from '../../text/reasons.js';
import type { Dispatch, LegalFactId, NewElement, NewPlan } from '../notification/model.js';
import type { Quote, StepInput } from '../notification/workflow.js';
import type { PhysicalAddress } from '../request/model.js';
import { aarPages, carrierLag } from './facts.js';
import { recipientOf } from './life.js';
import { dateGroupOf, documentTypeOf, effectOf, storedAs } from './paper-codes.js';
import { aarKey, recIndexOf } from './start.js';

/** Handing a letter to the post, registered or simple, and reading what the post reports. */

/** One report of the post as planned: it carries what its element will need. */
export interface LetterEvent {
  readonly mode: 'registered' | 'simple';
  readonly attempt: number;
  readonly code: string;
  readonly date: string;
  readonly documents: readonly string[];
  readonly cause?: string;
  /** Cause and address that the outcome (A or D) event carried, for the final one. */
  readonly outcomeCause?: string;
  readonly discovered?: PhysicalAddress;
  readonly sendRequestId: string;
  readonly letterCode: string;
}

export interface Posted {
  readonly quote: Quote;
  readonly plan: readonly NewPlan[];
  readonly dispatch: Dispatch;
}

const lagOf = ({ code, documents }: PaperEvent): number => {
  if (code === 'CON020') return carrierLag.conformCopy;
  if (effectOf(code) === 'final') return carrierLag.final;
  return (documents ?? []).length > 0 ? carrierLag.withDocument : carrierLag.plain;
};

/** Dates of the events: each its own, but those of one outcome share the first one's. */
const datesOf = (events: readonly PaperEvent[], sentAt: Instant): readonly { at: Instant; date: Instant }[] => {
  const shared = new Map<string, Instant>();
  let at = sentAt;
  return events.map((event) => {
    at = plus(at, event.after);
    const own = wholeSecond(at);
    const group = dateGroupOf(event.code);
    if (group === undefined) return { at, date: own };
    const date = shared.get(group) ?? own;
    shared.set(group, date);
    return { at, date };
  });
};

/** Keys and pages of what goes into the envelope: the notice, the documents, the printed payment forms. */
const contentsOf = (input: StepInput, recIndex: number): { readonly keys: string[]; readonly pages: number[] } => {
  const { request } = input.notification;
  const uploaded = [
    ...request.documents.map((d) => d.ref.key),
    ...(recipientOf(input.notification, recIndex).payments ?? []).flatMap((p) => p.pagoPa?.attachment?.ref.key ?? []),
  ].map((key) => key.replace(/^safestorage:\/\//, ''));
  return {
    keys: [aarKey(input, recIndex), ...uploaded],
    pages: [aarPages, ...uploaded.map((key) => input.fileOf(key)?.pages ?? 1)],
  };
};

/**
 * Posts a letter: its price, the reports to come, the note of the dispatch.
 * @param sendRequestId id of the SEND element
 */
export const post = (
  input: StepInput,
  letter: {
    readonly mode: LetterEvent['mode'];
    readonly product: PaperProduct;
    readonly address: PhysicalAddress;
    readonly attempt: number;
    readonly sendRequestId: string;
  },
): Posted => {
  const recIndex = recIndexOf(input);
  const { notification, now, oracle } = input;
  const { keys, pages } = contentsOf(input, recIndex);
  const quote = input.quote(letter.product, letter.address, pages);
  const send: PaperSend = {
    taxId: recipientOf(notification, recIndex).taxId,
    product: letter.product,
    serviceLevel: notification.request.physicalCommunicationType,
    address: letter.address,
    attempt: letter.attempt,
    retry: 0,
  };
  const script = oracle.sendPaper(send);
  const dates = datesOf(script.events, now);
  const letterCode = input.hex(`letter-${recIndex}-${letter.mode}-${letter.attempt}`);
  let outcome: PaperEvent | undefined;
  const plan = script.events.flatMap((event, i): NewPlan[] => {
    if (/[AD]$/.test(event.code)) outcome = event;
    const { at, date } = dates[i] ?? { at: now, date: now };
    if (effectOf(event.code) === 'none') return [];
    const data: LetterEvent = {
      mode: letter.mode,
      attempt: letter.attempt,
      code: event.code,
      date: toIso(date),
      documents: event.documents ?? [],
      ...(event.failureCause === undefined ? {} : { cause: event.failureCause }),
      ...(outcome?.failureCause === undefined ? {} : { outcomeCause: outcome.failureCause }),
      ...(outcome?.discovered === undefined ? {} : { discovered: outcome.discovered }),
      sendRequestId: letter.sendRequestId,
      letterCode,
    };
    return [
      {
        at: plus(at, lagOf(event)),
        kind: 'delivery.letter-event',
        why: reasons.letterEvent(event.code, script.title),
        recIndex,
        data: { ...data },
        scenario: script.outcome,
      },
    ];
  });
  return {
    quote,
    plan,
    dispatch: {
      at: now,
      recIndex,
      channel: 'PAPER',
      product: letter.product,
      address: letter.address.address,
      attempt: letter.attempt,
      attachments: keys,
      pages: quote.sheets,
      grams: quote.grams,
      cost: quote.costCents,
      scenario: script.outcome,
    },
  };
};

/** Attachments and legal facts of the scans that an event brings, one pair per document. */
export const scansOf = (
  input: StepInput,
  event: LetterEvent,
): readonly { readonly attachments: NewElement['details']; readonly legalFact: LegalFactId }[] => {
  const recIndex = recIndexOf(input);
  return event.documents.map((type, i) => {
    const tag = `PAPER-${recIndex}-${event.mode}-${event.attempt}-${event.code}-${i}`;
    const key = input.documentKey(storedAs(event.code), tag, 'pdf');
    return {
      attachments: { id: String(i), documentType: documentTypeOf(event.code, type), url: key, date: event.date },
      legalFact: { key, category: 'ANALOG_DELIVERY' },
    };
  });
};
