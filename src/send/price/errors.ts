import { PlatformProblem } from '../problem.js';

/** Refusals of the price call. Source: sync-validation.md 14, costs.md 2 */
export const refusals = {
  unknownNotice: (paTaxId: string, noticeCode: string): PlatformProblem =>
    new PlatformProblem(404, [{ code: 'PN_DELIVERY_NOTIFICATIONCOSTNOTFOUND' }], {
      it: `Nessuna notifica ha l’avviso ${noticeCode} di ${paTaxId}: mai inviato, oppure liberato da un rifiuto o annullamento`,
      en: `No notification has the notice ${noticeCode} of ${paTaxId}: never sent, or freed by a refusal or cancellation`,
    }),
  notAcceptedYet: (iun: string): PlatformProblem =>
    new PlatformProblem(404, [{ code: 'PN_DELIVERY_PUSH_NOTIFICATION_NOT_ACCEPTED' }], {
      it: `${iun} è ancora in validazione: il prezzo esiste solo dall’accettazione`,
      en: `${iun} is still being validated: the price exists from acceptance on`,
    }),
  cancelled: (iun: string): PlatformProblem =>
    new PlatformProblem(404, [{ code: 'PN_DELIVERY_NOTIFICATION_CANCELLED' }], {
      it: `Per ${iun} è stato chiesto l’annullamento: l’avviso viene liberato`,
      en: `Cancellation of ${iun} was requested: the notice is being freed`,
    }),
} as const;
