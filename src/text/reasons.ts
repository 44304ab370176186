import type { Said } from './said.js';

/**
 * Why something will happen: what the agenda says beside each item. One entry per kind of work; where a scenario decides,
 * the words of its outcome follow.
 */
const withOutcome = (said: Said, outcome?: Said): Said =>
  outcome ? { it: `${said.it}: ${outcome.it}`, en: `${said.en}: ${outcome.en}` } : said;

export const reasons = {
  validateFiles: {
    it: 'Controlli asincroni: presenza e integrità degli allegati, esistenza dei codici fiscali',
    en: 'Asynchronous checks: the files are there and unaltered, the tax ids exist',
  },
  validateF24: {
    it: 'Controlli asincroni: metadati dei modelli F24',
    en: 'Asynchronous checks: the metadata of the F24 forms',
  },
  lookUpPhysicalAddresses: {
    it: 'Controlli asincroni: si cercano in ANPR e nel Registro Imprese gli indirizzi fisici che la richiesta non indica',
    en: 'Asynchronous checks: the physical addresses that the request leaves out are looked up in ANPR and Registro Imprese',
  },
  retryValidation: {
    it: 'Un servizio non ha risposto: il controllo asincrono si ripete',
    en: 'A service gave no answer: the asynchronous check is made again',
  },
  writeCostAgain: {
    it: 'pagoPA non ha risposto: il costo della notifica si scrive di nuovo sull’avviso',
    en: 'pagoPA gave no answer: the cost of the notification is written on the notice again',
  },
  delayedValidation: {
    it: 'Lo scenario rimanda la validazione',
    en: 'The scenario puts the validation off',
  },
  generateF24: {
    it: 'I modelli F24 della notifica accettata sono pronti',
    en: 'The F24 forms of the accepted notification are ready',
  },
  normalizeAddresses: {
    it: 'Controlli asincroni: normalizzazione degli indirizzi fisici',
    en: 'Asynchronous checks: the physical addresses are normalised',
  },
  createSenderAck: {
    it: 'Validazione superata: si genera l’attestazione di presa in carico',
    en: 'Validation passed: the acknowledgement for the sender is produced',
  },
  accept: {
    it: 'L’attestazione di presa in carico è pronta: la notifica viene accettata',
    en: 'The acknowledgement is ready: the notification is accepted',
  },
  createAar: {
    it: 'Notifica accettata: si genera l’avviso di avvenuta ricezione (AAR) del destinatario',
    en: 'Accepted: the notice of deposit (AAR) of the recipient is produced',
  },
  aarReady: {
    it: 'L’avviso di avvenuta ricezione (AAR) è pronto',
    en: 'The notice of deposit (AAR) is ready',
  },
  chooseChannel: {
    it: 'Si sceglie il canale: domicilio di piattaforma, poi speciale, poi generale, altrimenti carta',
    en: 'The channel is chosen: platform address, then special, then general, else paper',
  },
  askRegistry: {
    it: 'Si cerca un domicilio digitale generale nei registri pubblici',
    en: 'A general digital address is looked for in the public registries',
  },
  registryAnswer: {
    it: 'Risposta dei registri pubblici sul domicilio digitale',
    en: 'Answer of the public registries about the digital address',
  },
  sendPec: { it: 'Invio della PEC al destinatario', en: 'The PEC is sent to the recipient' },
  pecEvent: (code: string, outcome?: Said): Said =>
    withOutcome({ it: `Evento PEC ${code} dal gestore`, en: `PEC event ${code} from the provider` }, outcome),
  sendPecAgain: {
    it: 'La PEC riparte 10 minuti dopo l’errore o il silenzio del gestore; un esito arrivato nel frattempo la ferma',
    en: 'The PEC goes out again 10 minutes after the error or silence of the provider; a result that comes before stops it',
  },
  pecNoAnswer: {
    it: 'Nessun esito dal gestore PEC entro 26 ore: la piattaforma annota DP10 e ripete l’invio; un esito prima lo evita',
    en: 'No result from the PEC provider within 26 hours: the platform notes DP10 and sends again; a result before that avoids it',
  },
  courtesy: {
    it: 'Messaggi di cortesia ai contatti registrati dal destinatario',
    en: 'Courtesy messages to the contacts that the recipient registered',
  },
  digitalSuccess: {
    it: 'PEC consegnata: si chiude la fase digitale e decorrono 7 giorni per il perfezionamento',
    en: 'PEC delivered: the digital phase closes and the 7 days to refinement begin',
  },
  digitalDocument: {
    it: 'L’attestazione della notifica digitale è pronta',
    en: 'The attestation of the digital delivery is ready',
  },
  nextDigitalSource: {
    it: 'Il tentativo non è riuscito: si passa alla fonte successiva di domicilio digitale',
    en: 'The attempt failed: the next source of a digital address is tried',
  },
  lookUpDigitalAddress: {
    it: 'Si legge il domicilio digitale della fonte scelta',
    en: 'The digital address of the chosen source is looked up',
  },
  waitForSecondRound: {
    it: 'Non sono passati 7 giorni dall’ultimo tentativo su questa fonte: si pianifica il secondo',
    en: 'Less than 7 days since the last attempt on this source: the second one is scheduled',
  },
  secondDigitalAttempt: {
    it: 'Secondo tentativo digitale, 7 giorni dopo il primo sulla stessa fonte',
    en: 'Second digital attempt, 7 days after the first one on the same source',
  },
  digitalFailure: {
    it: 'Tutti i tentativi digitali sono falliti: avviso di mancato recapito e raccomandata semplice; decorrono 15 giorni',
    en: 'All digital attempts failed: notice of failed delivery and simple registered letter; the 15 days begin',
  },
  prepareSimpleLetter: {
    it: 'Si prepara la raccomandata semplice che avvisa del mancato recapito digitale',
    en: 'The simple registered letter about the failed digital delivery is prepared',
  },
  sendSimpleLetter: { it: 'Si affida la raccomandata semplice al recapitista', en: 'The simple letter is posted' },
  letterEvent: (code: string, outcome?: Said): Said =>
    withOutcome({ it: `Evento postale ${code}`, en: `Postal event ${code}` }, outcome),
  startPaper: {
    it: 'Nessun domicilio digitale: si passa alla notifica cartacea, dopo i messaggi di cortesia',
    en: 'No digital address: delivery on paper, after the courtesy messages',
  },
  prepareLetter: (attempt: number, afterCourtesy: boolean): Said => ({
    it: afterCourtesy
      ? 'Dopo 5 giorni dal messaggio di cortesia senza lettura si prepara la raccomandata; la lettura la ferma'
      : `Si prepara la raccomandata, tentativo ${attempt + 1}; la lettura o il pagamento la fermano`,
    en: afterCourtesy
      ? 'Five days after an unread courtesy message the letter is prepared; a view stops it'
      : `The letter is prepared, attempt ${attempt + 1}; a view or a payment stops it`,
  }),
  sendLetter: {
    it: 'Si affida la raccomandata al recapitista; la lettura o il pagamento la fermano',
    en: 'The letter is posted; a view or a payment stops it',
  },
  secondLetter: {
    it: 'Primo recapito fallito: secondo tentativo all’indirizzo trovato dal postino o nei registri',
    en: 'First delivery failed: second attempt at the address found by the postman or in the registries',
  },
  secondAddress: {
    it: 'Risposta dei registri sull’indirizzo fisico per il secondo tentativo',
    en: 'Answer of the registries about the physical address for the second attempt',
  },
  letterTimeout: (attempt: number): Said => ({
    it: `Nessun documento né esito della raccomandata all’estero (tentativo ${attempt + 1}): la si considera perduta`,
    en: `Neither a document nor an outcome of the letter abroad (attempt ${attempt + 1}): it counts as lost`,
  }),
  letterTimedOut: {
    it: 'L’attestazione del mancato esito all’estero è pronta',
    en: 'The attestation that nothing was heard of the letter abroad is ready',
  },
  timeoutFailure: {
    it: 'La raccomandata all’estero è perduta e non c’è un secondo indirizzo: la notifica resta in consegna',
    en: 'The letter abroad is lost and there is no second address: the notification stays in delivery',
  },
  foundIsUseless: {
    it: 'L’indirizzo trovato dal postino non è recapitabile o è quello già usato: si chiede ai registri',
    en: 'The address found by the postman cannot be posted to, or was used already: the registries are asked',
  },
  normalizerSilent: {
    it: 'Il normalizzatore non risponde sull’indirizzo del secondo tentativo: si riprova ogni giorno',
    en: 'The normaliser gives no answer about the address of the second attempt: asked again every day',
  },
  paperSuccess: {
    it: 'Recapito riuscito: decorrono 10 giorni per il perfezionamento',
    en: 'Delivered: the 10 days to refinement begin',
  },
  recipientDeceased: {
    it: 'Il destinatario risulta deceduto: la notifica torna al mittente',
    en: 'The recipient is reported dead: the notification returns to the sender',
  },
  paperFailure: {
    it: 'Recapito impossibile: il destinatario è irreperibile',
    en: 'Delivery is impossible: the recipient cannot be reached',
  },
  unreachableDocument: {
    it: 'Si genera l’attestazione di deposito per irreperibilità',
    en: 'The attestation of deposit for an unreachable recipient is produced',
  },
  unreachable: {
    it: 'L’attestazione di deposito è pronta: destinatario irreperibile; decorrono 10 giorni',
    en: 'The attestation of deposit is ready: recipient unreachable; the 10 days begin',
  },
  refinement: (days: number): Said => ({
    it: `Perfezionamento per decorrenza dei termini (${days} giorni); la lettura del destinatario lo anticipa`,
    en: `Refinement by expiry of the term (${days} days); a view by the recipient comes before it`,
  }),
  recipientActs: {
    opens: {
      it: 'Il destinatario apre la notifica, come dice lo scenario',
      en: 'The recipient opens the notification, as the scenario says',
    },
    pays: {
      it: 'Il destinatario paga l’avviso, come dice lo scenario',
      en: 'The recipient pays the notice, as the scenario says',
    },
  },
  correctedOutcome: {
    it: 'Correzione della timeline: il nuovo esito della stessa raccomandata',
    en: 'Correction of the timeline: the new outcome of the same letter',
  },
  rework: {
    it: 'Correzione della timeline chiesta dallo scenario: la raccomandata viene preparata e spedita di nuovo',
    en: 'Correction of the timeline that the scenario asks for: the letter is prepared and sent again',
  },
  cancel: {
    it: 'Annullamento chiesto dal mittente: si liberano gli avvisi di pagamento e si genera l’attestazione',
    en: 'Cancellation requested by the sender: payment notices are freed, the attestation is produced',
  },
  cancelled: {
    it: 'L’attestazione di annullamento è pronta: la notifica è annullata',
    en: 'The attestation of cancellation is ready: the notification is cancelled',
  },
  viewDocument: {
    it: 'L’attestazione di avvenuto accesso è pronta',
    en: 'The attestation of access is ready',
  },
} as const;
