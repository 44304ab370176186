import { PlatformProblem } from '../problem.js';

/**
 * Refusals of detail and downloads.
 *
 * Source: sync-validation.md 10 and 11 (pn-delivery svc/search/NotificationRetrieverService.java, NotificationAttachmentService.java)
 */
export const refusals = {
  notFound: (iun: string): PlatformProblem =>
    new PlatformProblem(404, [{ code: 'PN_DELIVERY_NOTIFICATIONNOTFOUND' }], {
      it: `Nessuna notifica ${iun} visibile con questa chiave: altra sandbox, altro ente o gruppo, oppure IUN inventato`,
      en: `No notification ${iun} that this key can see: another sandbox, body or group, or a made-up IUN`,
    }),
  notAcceptedYet: (iun: string, status: string): PlatformProblem =>
    new PlatformProblem(404, [{ code: 'PN_DELIVERY_NOTIFICATIONNOTFOUND' }], {
      it: `${iun} è nello stato ${status}: il dettaglio esiste solo dall’accettazione; per ora usare la verifica dello stato della richiesta`,
      en: `${iun} is ${status}: the detail exists from acceptance on; until then use the status check of the request`,
    }),
  noSuchRecipient: (recipientIdx: number, count: number): PlatformProblem =>
    new PlatformProblem(404, [{ code: 'PN_DELIVERY_NOTIFICATIONNOTFOUND' }], {
      it: `La notifica ha ${count} destinatari, numerati da 0: il ${recipientIdx} non esiste`,
      en: `The notification has ${count} recipients, counted from 0: there is no ${recipientIdx}`,
    }),
  noSuchDocument: (docIdx: number, count: number): PlatformProblem =>
    new PlatformProblem(500, [{ code: 'PN_GENERIC_ERROR' }], {
      it: `La notifica ha ${count} documenti, numerati da 0: il ${docIdx} non esiste (la piattaforma risponde 500)`,
      en: `The notification has ${count} documents, counted from 0: there is no ${docIdx} (the platform answers 500)`,
    }),
  noPayments: (recipientIdx: number): PlatformProblem =>
    new PlatformProblem(500, [{ code: 'PN_GENERIC_ERROR' }], {
      it: `Il destinatario ${recipientIdx} non ha pagamenti (la piattaforma risponde 500)`,
      en: `Recipient ${recipientIdx} has no payments (the platform answers 500)`,
    }),
  noSuchPayment: (attachmentIdx: number, count: number): PlatformProblem =>
    new PlatformProblem(500, [{ code: 'PN_DELIVERY_NOTIFICATIONWITHOUTPAYMENTATTACHMENT' }], {
      it: `Il destinatario ha ${count} pagamenti, contando insieme pagoPA e F24 da 0: attachmentIdx ${attachmentIdx} non esiste`,
      en: `The recipient has ${count} payments, pagoPA and F24 counted together from 0: there is no attachmentIdx ${attachmentIdx}`,
    }),
  noF24Here: (attachmentIdx: number): PlatformProblem =>
    new PlatformProblem(404, [{ code: 'PN_DELIVERY_NOTIFICATIONWITHOUTPAYMENTATTACHMENT' }], {
      it: `Il pagamento ${attachmentIdx} non ha un F24`,
      en: `Payment ${attachmentIdx} has no F24`,
    }),
  noAttachmentHere: (attachmentIdx: number): PlatformProblem =>
    new PlatformProblem(404, [{ code: 'PN_DELIVERY_FILEINFONOTFOUND' }], {
      it: `Il pagamento ${attachmentIdx} non ha un allegato pagoPA: nella richiesta non c’era`,
      en: `Payment ${attachmentIdx} has no pagoPA attachment: the request carried none`,
    }),
  fileUnknown: (key: string): PlatformProblem =>
    new PlatformProblem(400, [{ code: 'PN_DELIVERY_FILEINFONOTFOUND' }], {
      it: `Il file ${key} non è nello store: mai caricato, oppure scaduto (7 giorni se nessuna notifica lo usa, 120 dal perfezionamento di quella che lo usa)`,
      en: `The file ${key} is not in the store: never uploaded, or expired (7 days when no notification uses it, 120 from the refinement of the one that does)`,
    }),
  f24NotAccepted: (iun: string): PlatformProblem =>
    new PlatformProblem(404, [{ code: 'PN_DELIVERY_PUSH_NOTIFICATION_NOT_ACCEPTED' }], {
      it: `${iun} non è accettata (ancora in validazione, oppure rifiutata): un F24 riporta il costo della notifica, che esiste solo dall’accettazione`,
      en: `${iun} is not accepted (still being validated, or refused): an F24 bears the cost of the notification, which exists from acceptance on`,
    }),
  f24OfCancelled: (iun: string): PlatformProblem =>
    new PlatformProblem(404, [{ code: 'PN_DELIVERY_NOTIFICATION_CANCELLED' }], {
      it: `Per ${iun} è stato chiesto l’annullamento: il costo non esiste più e con esso l’F24 (gli avvisi pagoPA si scaricano ancora)`,
      en: `Cancellation of ${iun} was requested: its cost is gone, and the F24 with it (pagoPA notices can still be downloaded)`,
    }),
} as const;
