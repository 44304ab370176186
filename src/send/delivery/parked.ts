import type { Said } from '../../text/said.js';

/**
 * Reports of the post that leave no trace because something is missing: why, and what would have been needed. The agenda
 * shows them before they come, the notification afterwards.
 */
export const parked = {
  withoutOutcome: (code: string, outcome: string): Said => ({
    it: `L’evento finale ${code} arriva senza ${outcome} prima di sé: la piattaforma lo mette da parte finché qualcuno non lo ripresenta, nessun esito`,
    en: `The final event ${code} comes without ${outcome} before it: the platform sets it aside until somebody feeds it in again, no outcome`,
  }),
  withoutStart: (code: string, start: string): Said => ({
    it: `L’evento ${code} arriva senza ${start}, l’inizio della giacenza: resta in attesa, senza esito`,
    en: `The event ${code} comes without ${start}, the beginning of the storage: it waits, without an outcome`,
  }),
  withoutDocuments: (code: string): Said => ({
    it: `L’evento ${code} arriva senza documenti: viene scartato`,
    en: `The event ${code} comes without documents: it is rejected`,
  }),
  unknownDocument: (code: string, type: string): Said => ({
    it: `Il documento “${type}” dell’evento ${code} non è di un tipo che la piattaforma trasmette: non lascia traccia`,
    en: `The document "${type}" of the event ${code} is of no type that the platform hands on: it leaves no trace`,
  }),
  without012: (code: string): Said => ({
    it: `L’evento ${code} arriva prima di RECAG012 con il 23L: resta in attesa, senza esito`,
    en: `The event ${code} comes before RECAG012 with the 23L: it waits, without an outcome`,
  }),
  tooEarly: (code: string, stored: number): Said => ({
    it: `L’evento ${code} dichiara la compiuta giacenza dopo ${stored} giorni invece di 30: resta in attesa, senza esito`,
    en: `The event ${code} declares the storage over after ${stored} days instead of 30: it waits, without an outcome`,
  }),
  withoutEnd: (last: string | undefined): Said => ({
    it: `Il recapitista non comunica ${last === undefined ? 'alcun evento' : `altro dopo ${last}`}: nessun esito, la notifica resta in consegna`,
    en: `The carrier reports nothing${last === undefined ? '' : ` more after ${last}`}: no outcome, the notification stays in delivery`,
  }),
  printFailed: (code: string): Said => ({
    it: `Errore di stampa o ritiro ${code}: la lettera si ferma, nessun esito`,
    en: `Print or pick-up error ${code}: the letter stops, no outcome`,
  }),
  noMorePrints: (code: string): Said => ({
    it: `Dopo ${code} servirebbe una nuova stampa, ma sono già cinque: nessun altro invio`,
    en: `After ${code} a new print would be needed, but there were five already: no further send`,
  }),
} as const;
