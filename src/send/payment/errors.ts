import type { Said } from '../../text/said.js';
import { PlatformProblem } from '../problem.js';
import type { Notice, PaymentEvent } from './model.js';

/** One unknown notice refuses the whole call. */
const nothingTaken: Said = {
  it: 'nessun pagamento della chiamata è stato registrato',
  en: 'no payment of the call was taken',
};

const notFound = (hint: Said): PlatformProblem =>
  new PlatformProblem(404, [{ code: 'PN_DELIVERY_NOTIFICATIONNOTFOUND' }], hint);
const unexpected = (hint: Said): PlatformProblem => new PlatformProblem(500, [{ code: 'PN_GENERIC_ERROR' }], hint);

/**
 * Refusals of reported payments.
 *
 * Source: pn-delivery rest/PnPaymentEventsController.java, svc/PaymentEventsService.java
 */
export const refusals = {
  unknownNotice: (index: number, { noticeCode, creditorTaxId }: Notice): PlatformProblem =>
    notFound({
      it: `events[${index}]: nessuna notifica ha l’avviso ${noticeCode} di ${creditorTaxId} (mai inviato, oppure liberato da un rifiuto o annullamento); ${nothingTaken.it}`,
      en: `events[${index}]: no notification has the notice ${noticeCode} of ${creditorTaxId} (never sent, or freed by a refusal or cancellation); ${nothingTaken.en}`,
    }),
  otherSender: (index: number, { noticeCode }: Notice): PlatformProblem =>
    notFound({
      it: `events[${index}]: l’avviso ${noticeCode} è in una notifica di un altro ente, usa una sua chiave; ${nothingTaken.it}`,
      en: `events[${index}]: the notice ${noticeCode} is in a notification of another body, use a key of it; ${nothingTaken.en}`,
    }),
  impossibleDate: (index: number, { paymentDate }: Pick<PaymentEvent, 'paymentDate'>): PlatformProblem =>
    unexpected({
      it: `events[${index}].paymentDate è "${paymentDate}": la forma è giusta, ma il calendario non ha questo istante (la piattaforma risponde 500); ${nothingTaken.it}`,
      en: `events[${index}].paymentDate is "${paymentDate}": the form is right, but the calendar has no such instant (the platform answers 500); ${nothingTaken.en}`,
    }),
  /** unsure: a body that cannot be bound is answered as an unexpected error. */
  amountOutOfRange: (index: number, { amount }: Pick<PaymentEvent, 'amount'>): PlatformProblem =>
    unexpected({
      it: `events[${index}].amount è un intero a 32 bit in centesimi di euro, ricevuto ${amount}: la piattaforma non riesce a leggerlo; ${nothingTaken.it}`,
      en: `events[${index}].amount is a 32-bit integer in eurocent, received ${amount}: the platform cannot read it; ${nothingTaken.en}`,
    }),
} as const;

/** The operation is published, with nothing behind it: 501 and no body. Source: pn-delivery pom.xml (skipDefaultInterface) */
export const f24NotImplemented: Said = {
  it: 'La piattaforma pubblica ancora questa operazione, ma non la realizza più: i pagamenti F24 non si comunicano a SEND',
  en: 'The platform still publishes this operation but no longer implements it: F24 payments are not reported to SEND',
};
