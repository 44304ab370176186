import type { Said } from '../../text/said.js';

/** Reports of the post that leave no trace because something is missing: the notification waits, and this says for what. */
export const parked = {
  withoutOutcome: (code: string, outcome: string): Said => ({
    it: `L’evento finale ${code} attende ${outcome}, che non è ancora arrivato: nessun esito finché non arriva`,
    en: `The final event ${code} waits for ${outcome}, which has not come: no outcome until it does`,
  }),
  withoutStart: (code: string, start: string): Said => ({
    it: `L’evento ${code} attende ${start}, l’inizio della giacenza`,
    en: `The event ${code} waits for ${start}, the beginning of the storage`,
  }),
  withoutDocuments: (code: string): Said => ({
    it: `L’evento ${code} è arrivato senza documenti: viene scartato`,
    en: `The event ${code} came without documents: it is rejected`,
  }),
  without012: (code: string): Said => ({
    it: `L’evento ${code} è arrivato prima di RECAG012 con il 23L: resta in attesa, senza esito`,
    en: `The event ${code} came before RECAG012 with the 23L: it is parked, without an outcome`,
  }),
  tooEarly: (code: string, stored: number): Said => ({
    it: `L’evento ${code} dichiara la compiuta giacenza dopo ${stored} giorni invece di 30: resta in attesa`,
    en: `The event ${code} declares the storage over after ${stored} days instead of 30: it is parked`,
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
