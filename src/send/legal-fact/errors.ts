import { PlatformProblem } from '../problem.js';

/** Refusals of legal facts. Source: sync-validation.md 16, legal-facts.md 5 (pn-delivery-push PnLegalFactsController.java) */
export const refusals = {
  otherSender: (iun: string): PlatformProblem =>
    new PlatformProblem(
      404,
      [{ code: 'PN_DELIVERYPUSH_NOTFOUND' }],
      {
        it: `La notifica ${iun} è di un altro ente: le attestazioni si leggono con una chiave del mittente`,
        en: `The notification ${iun} belongs to another body: its legal facts are read with a key of the sender`,
      },
      'PN-DELIVERY-PUSH',
    ),
  /** unsure: taken as relayed from pn-delivery. */
  unknownIun: (iun: string): PlatformProblem =>
    new PlatformProblem(
      404,
      [{ code: 'PN_DELIVERY_NOTIFICATIONNOTFOUND' }],
      {
        it: `Nessuna notifica ${iun} in questa sandbox`,
        en: `No notification ${iun} in this sandbox`,
      },
      'PN-DELIVERY-PUSH',
    ),
  fileGone: (key: string): PlatformProblem =>
    new PlatformProblem(
      500,
      [{ code: 'PN_DELIVERYPUSH_FILE_GONE' }],
      {
        it: `L’attestazione ${key} non c’è più: la piattaforma conserva gli atti 10 anni (risponde 500)`,
        en: `The legal fact ${key} is gone: the platform keeps its documents for 10 years (it answers 500)`,
      },
      'PN-DELIVERY-PUSH',
    ),
  unknownFile: (key: string): PlatformProblem =>
    new PlatformProblem(
      404,
      [{ code: 'PN_DELIVERYPUSH_FILE_NOT_FOUND' }],
      {
        it: `Nessuna attestazione ${key} in questa notifica: usare legalFactsIds[].key del dettaglio, senza "safestorage://"`,
        en: `No legal fact ${key} in this notification: use legalFactsIds[].key of the detail, without "safestorage://"`,
      },
      'PN-DELIVERY-PUSH',
    ),
} as const;
