import { type Violation, violation } from './errors.js';
import { maxTransactionItems } from './facts.js';
import type { NotificationRequest } from './model.js';

/** Joined and no template: a template stays in memory as the pieces that it was made of, a key as long as its notification. */
const keyOf = (...parts: readonly string[]): string => parts.join('##');

/** What tells one pagoPA notice from all others. */
export const noticeKey = (creditorTaxId: string, noticeCode: string): string => keyOf(creditorTaxId, noticeCode);

/**
 * The pagoPA notices of a request, each as `<creditorTaxId>##<noticeCode>`: unique over all senders, taken at the 202 and
 * given back when the notification is refused or cancelled.
 */
export const noticeKeys = ({ recipients }: Pick<NotificationRequest, 'recipients'>): string[] =>
  recipients.flatMap(({ payments = [] }) =>
    payments.flatMap(({ pagoPa }) => (pagoPa ? [noticeKey(pagoPa.creditorTaxId, pagoPa.noticeCode)] : [])),
  );

/**
 * `<senderPaId>##<paProtocolNumber>##<idempotenceToken>`: taken at the 202 and never given back. An absent token counts as
 * the text `null`, so two requests without one collide, and so does one whose token is that word.
 */
export const idempotenceKey = (senderPaId: string, request: NotificationRequest): string =>
  keyOf(senderPaId, request.paProtocolNumber, request.idempotenceToken ?? 'null');

/** Step 10 writes everything in one transaction; what does not fit into one ends in an unexpected error (500). */
export const transactionViolation = (request: NotificationRequest): Violation | undefined => {
  const recipients = request.recipients.length;
  const notices = noticeKeys(request).length;
  const most = maxTransactionItems - 2 - recipients;
  return notices > most ? violation('tooManyKeys', { notices, recipients, most }) : undefined;
};

/** Who has a key now: the `notificationRequestId`, or nobody. */
interface KeyHolders {
  ofIdempotenceKey(key: string): string | undefined;
  ofNoticeKey(key: string): string | undefined;
}

/**
 * Step 10: what an accepted request holds already (409). One violation for each kind of key; of several notices in use the
 * first is named. It is not a replay: the same body sent again is refused like any other.
 *
 * Source: pn-delivery middleware/notificationdao/NotificationEntityDaoDynamo.java, NotificationEntityCostDynamo.java
 */
export const conflictViolations = (
  request: NotificationRequest,
  senderPaId: string,
  holders: KeyHolders,
): Violation[] => {
  const found: Violation[] = [];
  const key = idempotenceKey(senderPaId, request);
  const heldBy = holders.ofIdempotenceKey(key);
  if (heldBy !== undefined) {
    const hasToken = request.idempotenceToken !== undefined;
    found.push(violation('duplicatedProtocolNumber', { key, heldBy, hasToken }));
  }
  for (const notice of noticeKeys(request)) {
    const noticeHeldBy = holders.ofNoticeKey(notice);
    if (noticeHeldBy === undefined) continue;
    found.push(violation('duplicatedNotice', { key: notice, heldBy: noticeHeldBy }));
    break;
  }
  return found;
};

/** A made-up IUN that exists already: it can happen only when ids are set from outside. */
export const iunConflict = (iun: string): Violation => violation('duplicatedIun', { key: iun });
