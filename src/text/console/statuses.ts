import type { Said } from '../said.js';

/** Statuses of a notification in words, and what each means for whoever reads it for the first time. */
export const statuses = {
  IN_VALIDATION: {
    word: { it: 'In validazione', en: 'Being validated' },
    meaning: {
      it: 'La piattaforma controlla la richiesta: la notifica non esiste ancora',
      en: 'The platform is checking the request: the notification does not exist yet',
    },
  },
  REFUSED: {
    word: { it: 'Rifiutata', en: 'Refused' },
    meaning: {
      it: 'Un controllo non è passato: nessuna notifica, la richiesta va corretta e inviata di nuovo',
      en: 'A check did not pass: no notification, the request has to be corrected and sent again',
    },
  },
  ACCEPTED: {
    word: { it: 'Depositata', en: 'Deposited' },
    meaning: {
      it: 'La notifica è accettata: la piattaforma prepara l’invio',
      en: 'The notification is accepted: the platform prepares the sending',
    },
  },
  DELIVERING: {
    word: { it: 'In consegna', en: 'Being delivered' },
    meaning: {
      it: 'Un invio, digitale o cartaceo, è in corso',
      en: 'A sending, digital or on paper, is under way',
    },
  },
  DELIVERED: {
    word: { it: 'Consegnata', en: 'Delivered' },
    meaning: {
      it: 'L’invio è riuscito o il tentativo digitale è concluso: decorre il termine per il perfezionamento',
      en: 'The sending succeeded, or the digital attempt is over: the term to refinement runs',
    },
  },
  VIEWED: {
    word: { it: 'Letta', en: 'Viewed' },
    meaning: {
      it: 'Il destinatario, o un delegato, ha aperto la notifica',
      en: 'The recipient, or a delegate, opened the notification',
    },
  },
  EFFECTIVE_DATE: {
    word: { it: 'Perfezionata per decorrenza', en: 'Refined by expiry' },
    meaning: {
      it: 'I termini sono trascorsi: per la legge la notifica è avvenuta, letta o no',
      en: 'The terms have run out: for the law the notification has taken place, read or not',
    },
  },
  PAID: {
    word: { it: 'Pagata', en: 'Paid' },
    meaning: { it: 'L’avviso di pagamento è stato pagato', en: 'The payment notice was paid' },
  },
  UNREACHABLE: {
    word: { it: 'Destinatario irreperibile', en: 'Recipient unreachable' },
    meaning: {
      it: 'Nessun indirizzo ha funzionato: l’avviso è depositato sulla piattaforma',
      en: 'No address worked: the notice is deposited on the platform',
    },
  },
  CANCELLED: {
    word: { it: 'Annullata', en: 'Cancelled' },
    meaning: { it: 'Il mittente ha annullato la notifica', en: 'The sender cancelled the notification' },
  },
  RETURNED_TO_SENDER: {
    word: { it: 'Resa al mittente', en: 'Returned to sender' },
    meaning: {
      it: 'Il destinatario è deceduto: nessun perfezionamento, la notifica torna al mittente',
      en: 'The recipient has died: no refinement, the notification returns to the sender',
    },
  },
} as const satisfies Readonly<Record<string, { readonly word: Said; readonly meaning: Said }>>;
