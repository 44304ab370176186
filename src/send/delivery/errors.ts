import { PlatformProblem } from '../problem.js';

/** Refusals of the cancellation. Source: sync-validation.md 16 (pn-delivery-push PnCancellationController.java) */
export const refusals = {
  notYours: (iun: string): PlatformProblem =>
    new PlatformProblem(
      404,
      [{ code: 'PN_DELIVERYPUSH_NOTFOUND' }],
      {
        it: `La notifica ${iun} non si può annullare con questa chiave: è di un altro ente, oppure la chiave ha dei gruppi e la notifica non è di uno di essi (senza gruppo compresa)`,
        en: `The notification ${iun} cannot be cancelled with this key: it belongs to another body, or the key has groups and the notification is of none of them (one without group included)`,
      },
      'PN-DELIVERY-PUSH',
    ),
  /** unsure: taken as relayed from pn-delivery. */
  unknownIun: (iun: string): PlatformProblem =>
    new PlatformProblem(
      404,
      [{ code: 'PN_DELIVERY_NOTIFICATIONNOTFOUND' }],
      { it: `Nessuna notifica ${iun} in questa sandbox`, en: `No notification ${iun} in this sandbox` },
      'PN-DELIVERY-PUSH',
    ),
} as const;
