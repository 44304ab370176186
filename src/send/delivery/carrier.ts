import { type Instant, plus, toIso } from '../../clock/instant.js';
import type { PaperProduct, PaperSend } from '../../scenario/oracle.js';
import { reasons } from '../../text/reasons.js';
import type { Dispatch, LegalFactId, NewPlan, TimelineElement } from '../notification/model.js';
import type { Quote, StepInput } from '../notification/workflow.js';
import { f24Discriminator } from '../payment/service.js';
import type { PhysicalAddress } from '../request/model.js';
import { instantOf } from './digital.js';
import type { Print } from './letter-report.js';
import { givenUpAt, givingUp } from './letter-timeout.js';
import { type LetterEffect, type ParkedReport, trackLetter } from './letter-tracker.js';
import { afterAll, elementsOf, playsOf, recipientOf } from './life.js';
import { documentTypeOf, storedAs } from './paper-codes.js';
import { aarKey, aarPagesOf, recIndexOf } from './start.js';

/** Handing a letter to the post, registered or simple, and reading what the post reports. */

/** What a report of the post writes, as planned: it carries all that its element will need. */
export interface LetterEvent {
  readonly mode: 'registered' | 'simple';
  readonly attempt: number;
  readonly sendRequestId: string;
  readonly effect: PlannedEffect;
}

/** An effect of the tracker with its date as text: plans are JSON. */
export type PlannedEffect = LetterEffect extends infer Effect
  ? Effect extends LetterEffect
    ? Omit<Effect, 'date'> & { readonly date: string }
    : never
  : never;

export interface Posted {
  readonly quote: Quote;
  readonly plan: readonly NewPlan[];
  readonly dispatch: Dispatch;
}

/** Keys and pages of what goes into the envelope: the notice, the documents, the printed payment forms. */
const contentsOf = (input: StepInput, recIndex: number): { readonly keys: string[]; readonly pages: number[] } => {
  const { request } = input.notification;
  const payments = recipientOf(input.notification, recIndex).payments ?? [];
  const uploaded = [
    ...request.documents.map((d) => d.ref.key),
    ...payments.flatMap((p) => p.pagoPa?.attachment?.ref.key ?? []),
  ].map((key) => key.replace(/^safestorage:\/\//, ''));
  const letters = ['SEND_ANALOG_DOMICILE', 'SEND_SIMPLE_REGISTERED_LETTER'] as const;
  const posted = elementsOf(input.notification, recIndex, ...letters).length;
  const forms = payments.flatMap(({ f24 }, i) => {
    if (!f24) return [];
    // A printed form bears the cost of the letter that it travels in.
    const key = input.documentKey('PN_F24', f24Discriminator(request, recIndex, i, posted + 1), 'pdf');
    return [{ key, pages: input.fileOf(f24.metadataAttachment.ref.key)?.f24?.pages ?? 1 }];
  });
  return {
    keys: [aarKey(input, recIndex), ...uploaded, ...forms.map(({ key }) => key)],
    pages: [
      aarPagesOf(request),
      ...uploaded.map((key) => input.fileOf(key)?.pages ?? 1),
      ...forms.map(({ pages }) => pages),
    ],
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
  // What a correction says that the post reports, in the language of the address triggers.
  const { sequence } = (input.item.data ?? {}) as { readonly sequence?: string };
  const rework = letter.sendRequestId.includes('.REWORK_');
  const send: PaperSend = {
    taxId: recipientOf(notification, recIndex).taxId,
    product: letter.product,
    serviceLevel: notification.request.physicalCommunicationType,
    address: sequence === undefined ? letter.address : { ...letter.address, address: sequence },
    rework,
    ...playsOf(notification, recIndex),
    attempt: letter.attempt,
    retry: 0,
  };
  const posted = notification.dispatches.filter(
    (d) => d.recIndex === recIndex && d.channel === 'PAPER' && d.address === letter.address.address,
  ).length;
  const first = oracle.sendPaper({ ...send, sent: posted });
  const again = notification.reworks.length === 0 ? '' : `-${notification.reworks.length}`;
  const tag = `letter-${recIndex}-${letter.mode}-${letter.attempt}${again}`;
  const printed = (retry: number): Print => ({
    events: retry === 0 ? first.events : oracle.sendPaper({ ...send, retry, sent: posted + retry }).events,
    letterCode: input.hex(retry === 0 ? tag : `${tag}-${retry}`),
  });
  const tracked = trackLetter(printed, afterAll(notification, now), letter.mode === 'simple', input.paperProgress);
  const { mode, attempt, sendRequestId } = letter;
  const lostAt = letter.product === 'RIR' ? givenUpAt(now, tracked.effects) : undefined;
  // What the post reports of a letter that was given up comes too late.
  const inTime = ({ at }: { readonly at: Instant }): boolean => lostAt === undefined || at < lostAt;
  const plan = tracked.effects.filter(inTime).map(({ at, effect }): NewPlan => {
    const data: LetterEvent = { mode, attempt, sendRequestId, effect: { ...effect, date: toIso(effect.date) } };
    return {
      at,
      kind: 'delivery.letter-event',
      why: reasons.letterEvent(effect.code, first.title),
      recIndex,
      data: { ...data },
      scenario: first.outcome,
    };
  });
  // Of a letter that will be given up nobody waits for more.
  const waits: readonly ParkedReport[] = first.problem
    ? [{ at: now, why: first.problem }]
    : tracked.parked.filter(({ code }) => lostAt === undefined || code !== undefined);
  return {
    quote,
    plan: [
      ...plan,
      ...waits.filter(inTime).map(({ at, why, code }): NewPlan => {
        const data = { sendRequestId, ...(code === undefined ? {} : { code }) };
        return { at, kind: 'delivery.letter-waits', why, recIndex, data, scenario: first.outcome };
      }),
      ...(lostAt === undefined ? [] : [givingUp(lostAt, recIndex, attempt, sendRequestId)]),
    ],
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
      scenario: first.outcome,
      ...(first.rework === undefined ? {} : { rework: first.rework }),
    },
  };
};

/** A scan that a report brings, as its element shows it and as the platform alone knows it. */
export interface Scan {
  readonly attachment: Readonly<Record<string, unknown>>;
  readonly legalFact: LegalFactId;
  /** How the file is made, where that is not a plain scan. */
  readonly internal: TimelineElement['internal'];
}

/** The scans of a report; the copy of what was printed is always a PDF, whatever archive the printer sent it in. */
export const scansOf = (input: StepInput, { mode, attempt, effect }: LetterEvent): readonly Scan[] => {
  if (effect.kind !== 'progress') return [];
  const recIndex = recIndexOf(input);
  const { notification } = input;
  const date = toIso(plus(instantOf(effect.date), effect.documentDateShift ?? 0));
  return effect.documents.map(({ type, ...form }, i) => {
    const again = notification.reworks.length === 0 ? '' : `-${notification.reworks.length}`;
    const tag = `PAPER-${recIndex}-${mode}-${attempt}-${effect.print}-${effect.code}-${i}${again}`;
    const key = input.documentKey(storedAs(effect.code), tag, form.archive === undefined ? 'pdf' : 'zip');
    return {
      attachment: { id: String(i), documentType: documentTypeOf(effect.code, type), url: key, date },
      legalFact: { key, category: 'ANALOG_DELIVERY' },
      internal: Object.keys(form).length > 0 ? { document: form } : undefined,
    };
  });
};
