import type { Time } from '../../sandbox/room.js';
import type { Seed } from '../../sandbox/seed.js';
import type { RecipientAct } from '../../scenario/plays.js';
import { parseSequence } from '../../scenario/sequence/parse.js';
import { problemsOf } from '../../scenario/sequence/play.js';
import type { Said } from '../../text/said.js';
import type { Notification, Outcome } from '../notification/model.js';
import type { NotificationRoom } from '../notification/service.js';
import { paymentElement } from '../payment/service.js';
import { documentKeys } from './document-keys.js';
import { afterAll, isCancelled, viewedAt } from './life.js';
import { corrected, isCorrigible } from './rework.js';
import { type DelegateInfo, retrieved, viewed } from './view.js';

/** Something a recipient cannot do now. */
export class ActionNotPossible extends Error {
  constructor(readonly reason: Said) {
    super(reason.en);
  }
}

export interface ViewCommand {
  readonly recIndex: number;
  readonly delegate?: { readonly taxId: string; readonly denomination?: string };
}

export interface PayCommand {
  readonly recIndex: number;
  readonly paymentIndex: number;
  /** Eurocent; absent: what the price call says now. */
  readonly amount?: number;
}

export interface ReworkCommand {
  readonly recIndex: number;
  readonly attempt: 0 | 1;
  /** What the post reports, `@sequence.…`: with a CON event at its start the letter is sent again, else only its outcome changes. */
  readonly sequence: string;
}

/**
 * What recipients do, each with the ids of the elements written; none when it was done before.
 * @throws ActionNotPossible
 */
export interface Acts {
  /** The recipient (or a delegate) opens the notification. */
  view(iun: string, command: ViewCommand): readonly string[];
  /** The papers are fetched at a RADD desk: it counts as a view, and is recorded by itself. */
  radd(iun: string, command: { readonly recIndex: number }): readonly string[];
  /** The recipient pays a notice through pagoPA. */
  pay(iun: string, command: PayCommand): readonly string[];
  /** The platform corrects what the post reported of a letter. */
  rework(iun: string, command: ReworkCommand): readonly string[];
  /** What an act of the recipient that a scenario planned does now; nothing where it is not possible any more. */
  planned(iun: string, recIndex: number, act: 'opens' | 'pays', how: RecipientAct): Outcome;
}

export interface ActsParts {
  readonly notifications: NotificationRoom;
  readonly time: Time;
  readonly seed: Seed;
  /** What a notice costs now, in eurocent. */
  readonly priceOf: (creditorTaxId: string, noticeCode: string) => number | undefined;
}

const impossible = {
  noRecipient: (recIndex: number, count: number): Said => ({
    it: `la notifica ha ${count} destinatari, numerati da 0: il ${recIndex} non c’è`,
    en: `the notification has ${count} recipients, counted from 0: there is no ${recIndex}`,
  }),
  notAccepted: (status: string): Said => ({
    it: `lo stato è ${status}: il destinatario vede la notifica solo dopo l’accettazione`,
    en: `the status is ${status}: a recipient sees a notification only after its acceptance`,
  }),
  cancelled: {
    it: 'il mittente ha chiesto l’annullamento: le letture non contano più',
    en: 'the sender asked for cancellation: views do not count any more',
  },
  noSequence: (column: number, { it, en }: Said): Said => ({
    it: `la sequenza non è valida alla colonna ${column}: ${it}`,
    en: `the sequence is wrong at column ${column}: ${en}`,
  }),
  noLetter: (attempt: number): Said => ({
    it: `nessuna raccomandata del tentativo ${attempt} da correggere, oppure il destinatario ha già letto o pagato`,
    en: `there is no letter of attempt ${attempt} to correct, or the recipient has viewed or paid`,
  }),
  noNotice: (paymentIndex: number): Said => ({
    it: `il destinatario non ha un avviso pagoPA in posizione ${paymentIndex} (pagoPA e F24 contati insieme, da 0)`,
    en: `the recipient has no pagoPA notice at ${paymentIndex} (pagoPA and F24 counted together, from 0)`,
  }),
} as const;

export const createActs = ({ notifications, time, seed, priceOf }: ActsParts): Acts => {
  /** The notification, if the recipient is one of its own and may see it. */
  const seenBy = (iun: string, recIndex: number): Notification => {
    const notification = notifications.get(iun);
    const status = notifications.row(iun)?.status;
    const count = notification?.request.recipients.length ?? 0;
    if (!notification || recIndex >= count) throw new ActionNotPossible(impossible.noRecipient(recIndex, count));
    if (status === 'IN_VALIDATION' || status === 'REFUSED') {
      throw new ActionNotPossible(impossible.notAccepted(status));
    }
    if (isCancelled(notification)) throw new ActionNotPossible(impossible.cancelled);
    return notification;
  };

  const delegateInfo = (
    iun: string,
    recIndex: number,
    delegate: NonNullable<ViewCommand['delegate']>,
  ): DelegateInfo => ({
    internalId: `PF-${seed.uuid('person', delegate.taxId)}`,
    taxId: delegate.taxId,
    mandateId: seed.uuid('mandate', `${iun}/${recIndex}`),
    denomination: delegate.denomination ?? delegate.taxId,
    delegateType: delegate.taxId.length === 11 ? 'PG' : 'PF',
  });

  const viewOutcome = (iun: string, { recIndex, delegate }: ViewCommand): Outcome => {
    const notification = seenBy(iun, recIndex);
    if (viewedAt(notification, recIndex) !== undefined) return {};
    const by = delegate ? { delegateInfo: delegateInfo(iun, recIndex, delegate) } : {};
    return viewed(notification, recIndex, afterAll(notification, time.now()), documentKeys(seed, iun), by);
  };

  const payOutcome = (iun: string, { recIndex, paymentIndex, amount }: PayCommand): Outcome => {
    const notification = seenBy(iun, recIndex);
    const notice = notification.request.recipients[recIndex]?.payments?.[paymentIndex]?.pagoPa;
    if (!notice) throw new ActionNotPossible(impossible.noNotice(paymentIndex));
    const { noticeCode, creditorTaxId } = notice;
    const paid = paymentElement(notification, {
      noticeCode,
      creditorTaxId,
      paidAt: afterAll(notification, time.now()),
      amount: amount ?? priceOf(creditorTaxId, noticeCode) ?? 0,
      channel: 'EXTERNAL_REGISTRY',
    });
    return paid ? { elements: [paid] } : {};
  };

  const written = (iun: string, outcome: Outcome): readonly string[] =>
    notifications.append(iun, outcome).map((e) => e.elementId);

  return {
    view: (iun, command) => written(iun, viewOutcome(iun, command)),
    radd: (iun, { recIndex }) => {
      const notification = seenBy(iun, recIndex);
      const transaction = { raddType: 'ALT', raddTransactionId: seed.uuid('radd', `${iun}/${recIndex}`) } as const;
      const now = afterAll(notification, time.now());
      const isFirstView = viewedAt(notification, recIndex) === undefined;
      const view = isFirstView ? viewed(notification, recIndex, now, documentKeys(seed, iun), transaction) : {};
      const elements = [...(view.elements ?? []), retrieved(notification, recIndex, now, transaction)];
      return written(iun, { ...view, elements });
    },
    rework: (iun, { recIndex, attempt, sequence }) => {
      const notification = seenBy(iun, recIndex);
      const kind = /^@sequence\.\w+-CON\d/i.test(sequence) ? 'RESTART' : 'OUTCOME';
      const [problem] = problemsOf(parseSequence(sequence, 'address'));
      if (problem) throw new ActionNotPossible(impossible.noSequence(problem.column, problem.message));
      const correction = { recIndex, attempt, kind, sequence } as const;
      if (!isCorrigible(notification, correction)) throw new ActionNotPossible(impossible.noLetter(attempt));
      const now = afterAll(notification, time.now());
      return written(iun, corrected(notification, now, correction));
    },
    pay: (iun, command) => written(iun, payOutcome(iun, command)),
    planned: (iun, recIndex, act, { delegate }) => {
      try {
        if (act === 'pays') return payOutcome(iun, { recIndex, paymentIndex: 0 });
        return viewOutcome(iun, { recIndex, ...(delegate === undefined ? {} : { delegate: { taxId: delegate } }) });
      } catch (error) {
        // Cancelled in the meantime, or there is nothing to pay: nobody waits for an answer.
        if (error instanceof ActionNotPossible) return {};
        throw error;
      }
    },
  };
};
