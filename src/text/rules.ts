import type { Said } from './said.js';

/** A rule of the platform, in the words of the manual. */
interface Rule extends Said {
  /** Article of the law that the rule follows from, where there is one. */
  readonly law?: string;
}

// unsure: which paragraph each rule follows from; only those about refinement are named.
const law = 'art. 26 D.L. 76/2020';
const refinementLaw = 'art. 26, c. 9, D.L. 76/2020';

/** Rules by their names, which stay the same from release to release. */
export const rules = {
  validation: {
    it: 'Dopo il 202 la richiesta passa i controlli asincroni in ordine: pagamenti, allegati, codici fiscali, peso, F24, indirizzi fisici. Il primo che non passa la rifiuta; se un servizio non risponde il controllo si ripete',
    en: 'After the 202 the request goes through the asynchronous checks in order: payments, attachments, tax ids, weight, F24, physical addresses. The first that does not pass refuses it; where a service gives no answer the check is made again',
  },
  acceptance: {
    it: 'Superati i controlli si genera l’attestazione di presa in carico; quando è pronta la notifica è accettata',
    en: 'When the checks are passed the acknowledgement is produced; when it is ready the notification is accepted',
    law,
  },
  f24: {
    it: 'I modelli F24 si generano quando la notifica è accettata',
    en: 'The F24 forms are produced when the notification is accepted',
  },
  deposit: {
    it: 'Accettata la notifica, per ogni destinatario si genera l’avviso di avvenuta ricezione (AAR)',
    en: 'When the notification is accepted the notice of deposit (AAR) is produced for each recipient',
    law,
  },
  channelChoice: {
    it: 'Il domicilio digitale si cerca in ordine: di piattaforma, speciale (indicato dal mittente), generale (registri pubblici). Il primo trovato riceve la notifica; se manca, si notifica su carta',
    en: 'A digital address is looked for in order: of the platform, special (given by the sender), general (public registries). The first that is found gets the notification; without one it goes on paper',
    law,
  },
  registries: {
    it: 'Il domicilio generale si chiede a INAD per le persone fisiche; a IPA, INI-PEC e INAD per le persone giuridiche',
    en: 'The general address is asked of INAD for natural persons; of IPA, INI-PEC and INAD for legal persons',
  },
  digitalSend: {
    it: 'L’AAR si invia al domicilio digitale trovato. Un errore temporaneo, o nessuna risposta in 26 ore, fa ripetere l’invio dopo 10 minuti',
    en: 'The AAR is sent to the digital address that was found. A passing error, or no answer in 26 hours, makes it be sent again after 10 minutes',
  },
  digitalReport: {
    it: 'Decide il gestore: accettata è un passo intermedio, consegnata è OK, non accettata o non consegnata è KO. Una lettura non ferma gli invii digitali; dopo un annullamento gli eventi arrivano ancora, senza seguito',
    en: 'The provider decides: accepted is a step on the way, delivered is OK, not accepted or not delivered is KO. A view does not stop the digital sends; after a cancellation reports still come, and nothing follows from them',
  },
  digitalSources: {
    it: 'Due tentativi al più per fonte, in cerchio: piattaforma, speciale, generale. Dopo un KO, o se l’indirizzo manca, tocca alla fonte successiva',
    en: 'At most two attempts per source, in a ring: platform, special, general. After a KO, or where the address is missing, it is the turn of the next source',
    law,
  },
  secondDigitalAttempt: {
    it: 'Il secondo tentativo su una fonte viene 7 giorni dopo l’ultimo sulla stessa fonte. Piattaforma e registri si provano prima al vecchio indirizzo, poi a quello attuale',
    en: 'The second attempt on a source comes 7 days after the last one on the same source. Platform and registries are tried at the old address first, then at the present one',
    law,
  },
  digitalSuccess: {
    it: 'Consegnata al domicilio digitale, la notifica si perfeziona 7 giorni dopo la data di consegna; un giorno in più se la consegna è dopo le 21:00 di Roma',
    en: 'Delivered to the digital address, the notification is refined 7 days after the date of delivery; one day more if it was delivered after 21:00 in Rome',
    law: refinementLaw,
  },
  digitalFailure: {
    it: 'Falliti tutti i tentativi digitali si deposita l’avviso di mancato recapito: la notifica si perfeziona 15 giorni dopo il deposito',
    en: 'When all digital attempts have failed the notice of failed delivery is deposited: the notification is refined 15 days after the deposit',
    law: refinementLaw,
  },
  digitalDocument: {
    it: 'Della fase digitale si attesta la fine: consegna, o mancato recapito',
    en: 'The end of the digital phase is attested: delivery, or failed delivery',
  },
  simpleLetter: {
    it: 'Dopo il mancato recapito digitale una raccomandata semplice avvisa il destinatario; non parte se ha già letto o pagato. Il suo esito non cambia stato e termini',
    en: 'After the failed digital delivery a simple registered letter tells the recipient; it is not sent to one who has viewed or paid. Its outcome changes neither status nor terms',
    law,
  },
  courtesy: {
    it: 'Ai contatti che il destinatario ha registrato (app IO, e-mail, SMS) si invia un messaggio di cortesia',
    en: 'The contacts that the recipient registered (IO app, e-mail, SMS) get a courtesy message',
  },
  courtesyWait: {
    it: 'Senza domicilio digitale si notifica su carta. Se è partito un messaggio di cortesia si attendono 5 giorni: chi legge o paga in quel tempo risparmia la raccomandata',
    en: 'Without a digital address delivery is on paper. Where a courtesy message was sent 5 days pass first: whoever views or pays in that time saves the letter',
  },
  letter: {
    it: 'La raccomandata (AR o 890 in Italia, RIR all’estero) si prepara e si spedisce solo se il destinatario non ha ancora letto o pagato',
    en: 'The letter (AR or 890 in Italy, RIR abroad) is prepared and posted only if the recipient has not viewed or paid yet',
    law,
  },
  letterReport: {
    it: 'Decide il recapitista: l’evento finale (C o F) dà l’esito OK o KO; gli altri eventi sono passi intermedi. Gli eventi di ciò che è spedito arrivano anche dopo lettura o annullamento; dopo un annullamento senza seguito',
    en: 'The carrier decides: the final event (C or F) gives the outcome OK or KO; the others are steps on the way. What was posted goes on reporting after a view or a cancellation; after a cancellation nothing follows from it',
  },
  secondPaperAttempt: {
    it: 'Dopo un primo KO la raccomandata si rispedisce all’indirizzo trovato dal postino, altrimenti a quello dei registri (ANPR, Registro Imprese); senza un indirizzo nuovo e utilizzabile non c’è secondo invio',
    en: 'After a first KO the letter is sent again to the address found by the postman, else to that of the registries (ANPR, Registro Imprese); without a new and usable address there is no second send',
  },
  paperSuccess: {
    it: 'Riuscita su carta, la notifica si perfeziona 10 giorni dopo la data dell’esito',
    en: 'Delivered on paper, the notification is refined 10 days after the date of the outcome',
    law: refinementLaw,
  },
  deceased: {
    it: 'Un esito con causa M02 (deceduto) chiude la notifica senza perfezionamento',
    en: 'An outcome with cause M02 (deceased) ends the notification without refinement',
  },
  foreignTimeout: {
    it: 'Una raccomandata all’estero senza documenti né esito entro 180 giorni si considera perduta: segue il secondo tentativo, poi la notifica resta in consegna',
    en: 'A letter abroad without a document or an outcome within 180 days counts as lost: the second attempt follows, after it the notification stays in delivery',
  },
  unreachable: {
    it: 'Senza altri tentativi il destinatario è irreperibile: si attesta il deposito, e la notifica si perfeziona 10 giorni dopo il fallimento',
    en: 'With no attempt left the recipient is unreachable: the deposit is attested, and the notification is refined 10 days after the failure',
    law: refinementLaw,
  },
  refinement: {
    it: 'Scaduto il termine la notifica è perfezionata per il destinatario, se non l’ha letta prima',
    en: 'When the term ends the notification is refined for the recipient, unless they viewed it before',
    law: refinementLaw,
  },
  view: {
    it: 'Conta la prima lettura di ogni destinatario, anche per mezzo di un delegato: perfeziona la notifica se il termine non è scaduto, e ferma le raccomandate non ancora spedite',
    en: 'The first view of each recipient counts, also through a delegate: it refines the notification if the term has not ended, and stops the letters that were not posted yet',
    law: refinementLaw,
  },
  radd: {
    it: 'Il ritiro a uno sportello RADD vale come lettura e si registra a parte',
    en: 'Fetching the papers at a RADD desk counts as a view and is recorded by itself',
  },
  payment: {
    it: 'Un pagamento ferma le raccomandate non ancora spedite; non cambia lo stato e non ferma il perfezionamento',
    en: 'A payment stops the letters that were not posted yet; it changes no status and does not stop refinement',
  },
  cancellation: {
    it: 'Dalla richiesta di annullamento in poi ciò che era pianificato non avviene; gli avvisi si liberano e si genera l’attestazione. Ciò che è già spedito continua a dare eventi',
    en: 'From the request for cancellation on nothing that was planned happens; the notices are freed and the attestation is produced. What was posted already goes on reporting',
  },
  rework: {
    it: 'La piattaforma può correggere un esito postale sbagliato o una stampa difettosa: ciò che ne seguiva non vale più e si ripete. Non dopo lettura, pagamento o annullamento',
    en: 'The platform may correct a wrong outcome of the post or a bad print: what followed from it does not count any more and happens again. Not after a view, a payment or a cancellation',
  },
  costs: {
    it: 'Con ASYNC e DELIVERY_MODE il costo della notifica si scrive sulla posizione debitoria; se pagoPA non risponde si scrive di nuovo',
    en: 'With ASYNC and DELIVERY_MODE the cost of the notification is written on the debt position; where pagoPA gives no answer it is written again',
  },
  recipientPlan: {
    it: 'Che cosa fa il destinatario, e quando, lo dice lo scenario',
    en: 'What the recipient does, and when, the scenario says',
  },
  malfunction: {
    it: 'Finito un malfunzionamento, la piattaforma lo attesta',
    en: 'When a malfunction is over the platform attests it',
  },
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleName = keyof typeof rules;

/** What would keep planned work from happening. */
export const stops = {
  view: {
    it: 'la lettura del destinatario o di un suo delegato',
    en: 'a view by the recipient or a delegate',
  },
  viewInTerm: {
    it: 'una lettura con data entro la scadenza del termine',
    en: 'a view dated before the term ends',
  },
  answer: { it: 'una risposta del gestore in tempo', en: 'an answer of the provider in time' },
  payment: { it: 'il pagamento di un avviso', en: 'the payment of a notice' },
  alreadyPaid: { it: 'un pagamento precedente dello stesso avviso', en: 'an earlier payment of the same notice' },
  newerCost: {
    it: 'un altro costo scritto nel frattempo sullo stesso avviso',
    en: 'another cost written on the same notice meanwhile',
  },
  cancellation: {
    it: 'la richiesta di annullamento del mittente',
    en: 'a request for cancellation by the sender',
  },
  rework: {
    it: 'una correzione della timeline della stessa raccomandata',
    en: 'a correction of the timeline of the same letter',
  },
} as const satisfies Readonly<Record<string, Said>>;

export type StopName = keyof typeof stops;

/** What caused an element. */
export const causes = {
  sender: { it: 'Chiamata del mittente', en: 'Call of the sender' },
  recipient: { it: 'Atto del destinatario', en: 'Act of the recipient' },
  carrier: {
    it: 'Evento riferito dal gestore PEC o dal recapitista',
    en: 'Event reported by the PEC provider or the post',
  },
  registry: { it: 'Risposta dei registri pubblici', en: 'Answer of the public registries' },
  silence: { it: 'Nessuna risposta del gestore in 26 ore', en: 'No answer of the provider in 26 hours' },
  term: { it: 'Scadenza di un termine', en: 'End of a term' },
  support: {
    it: 'Correzione chiesta all’assistenza SEND, o dallo scenario',
    en: 'Correction asked of SEND’s support, or by the scenario',
  },
  platform: {
    it: 'Lavoro della piattaforma che segue dall’elemento indicato',
    en: 'Work of the platform that follows from the element named',
  },
} as const satisfies Readonly<Record<string, Said>>;

export type CauseName = keyof typeof causes;

/** What an element does to the status of its notification. */
export const statusEffects = {
  changes: (from: string, to: string): Said => ({
    it: `Porta la notifica da ${from} a ${to}`,
    en: `It leads the notification from ${from} to ${to}`,
  }),
  never: {
    it: 'Gli elementi di questa categoria non cambiano mai lo stato',
    en: 'Elements of this category never change the status',
  },
  keeps: (status: string): Said => ({
    it: `Quando lo stato è ${status} questa categoria non lo cambia`,
    en: `While the status is ${status} this category does not change it`,
  }),
  waits: (ended: number, recipients: number): Said => ({
    it: `Con più destinatari lo stato cambia quando tutti hanno un esito: qui ${ended} su ${recipients}`,
    en: `With several recipients the status changes when all have an outcome: here ${ended} of ${recipients}`,
  }),
} as const;
