import type { Said } from './said.js';

/** What an element of the timeline means, in one sentence for whoever reads it, by its category. */
export const categories = {
  VALIDATE_F24_REQUEST: {
    it: 'È iniziato il controllo dei metadati dei modelli F24',
    en: 'The check of the metadata of the F24 forms has begun',
  },
  VALIDATED_F24: {
    it: 'I metadati dei modelli F24 sono corretti',
    en: 'The metadata of the F24 forms are correct',
  },
  PUBLIC_REGISTRY_VALIDATION_CALL: {
    it: 'Si chiede ad ANPR e al Registro Imprese l’indirizzo fisico dei destinatari per cui la richiesta non lo indica',
    en: 'ANPR and Registro Imprese are asked for the physical address of the recipients whom the request gives none',
  },
  PUBLIC_REGISTRY_VALIDATION_RESPONSE: {
    it: 'Il registro ha dato l’indirizzo fisico del destinatario',
    en: 'The registry gave the physical address of the recipient',
  },
  NOTIFICATION_COST_VALIDATION_REQUEST: {
    it: 'Si chiede al servizio dei costi di verificare la notifica',
    en: 'The cost service is asked to check the notification',
  },
  NOTIFICATION_COST_VALIDATION_RESPONSE: {
    it: 'Il servizio dei costi ha verificato la notifica',
    en: 'The cost service has checked the notification',
  },
  VALIDATE_NORMALIZE_ADDRESSES_REQUEST: {
    it: 'È iniziata la normalizzazione degli indirizzi fisici',
    en: 'The normalisation of the physical addresses has begun',
  },
  NORMALIZED_ADDRESS: {
    it: 'L’indirizzo fisico del destinatario è valido: da qui in poi vale nella forma normalizzata',
    en: 'The physical address of the recipient is valid: from here on its normalised form counts',
  },
  SENDER_ACK_CREATION_REQUEST: {
    it: 'Si genera l’attestazione di presa in carico per il mittente',
    en: 'The acknowledgement for the sender is being produced',
  },
  REQUEST_ACCEPTED: {
    it: 'La notifica è accettata e depositata: esiste per la legge, e il mittente ha l’attestazione di presa in carico',
    en: 'The notification is accepted and deposited: it exists for the law, and the sender has the acknowledgement',
  },
  REQUEST_REFUSED: {
    it: 'La richiesta è rifiutata: non c’è alcuna notifica, gli avvisi di pagamento si possono usare di nuovo',
    en: 'The request is refused: there is no notification, its payment notices may be used again',
  },
  GENERATE_F24_REQUEST: {
    it: 'Si generano i modelli F24 dei destinatari',
    en: 'The F24 forms of the recipients are being produced',
  },
  GENERATED_F24: {
    it: 'I modelli F24 del destinatario sono pronti',
    en: 'The F24 forms of the recipient are ready',
  },
  AAR_CREATION_REQUEST: {
    it: 'Si genera l’avviso di avvenuta ricezione (AAR) del destinatario',
    en: 'The notice of deposit (AAR) of the recipient is being produced',
  },
  AAR_GENERATION: {
    it: 'L’avviso di avvenuta ricezione (AAR) è pronto: dice al destinatario come accedere alla notifica',
    en: 'The notice of deposit (AAR) is ready: it tells the recipient how to reach the notification',
  },
  SEND_COURTESY_MESSAGE: {
    it: 'Il destinatario ha ricevuto un messaggio di cortesia: non ha valore legale e non cambia i termini',
    en: 'The recipient got a courtesy message: it has no legal value and changes no term',
  },
  PROBABLE_SCHEDULING_ANALOG_DATE: {
    it: 'Data da cui può partire la raccomandata, se fino ad allora il destinatario non legge',
    en: 'Date from which the letter may leave, if the recipient does not read until then',
  },
  GET_ADDRESS: {
    it: 'Si è letto il domicilio digitale di una fonte: i dettagli dicono quale e se c’è',
    en: 'The digital address of one source was looked up: the details say which one and whether there is one',
  },
  PUBLIC_REGISTRY_CALL: {
    it: 'Si chiede ai registri pubblici il domicilio digitale generale',
    en: 'The public registries are asked for the general digital address',
  },
  PUBLIC_REGISTRY_RESPONSE: {
    it: 'I registri pubblici hanno risposto: senza indirizzo nei dettagli non ne hanno trovato uno',
    en: 'The public registries answered: without an address in the details they found none',
  },
  PREPARE_DIGITAL_DOMICILE: {
    it: 'Il tentativo non è riuscito: si passa alla fonte successiva di domicilio digitale',
    en: 'The attempt failed: the next source of a digital address is taken',
  },
  SEND_DIGITAL_DOMICILE: {
    it: 'L’avviso (AAR) è stato inviato al domicilio digitale del destinatario',
    en: 'The notice (AAR) was sent to the digital address of the recipient',
  },
  SEND_DIGITAL_PROGRESS: {
    it: 'Il gestore del domicilio digitale riferisce un passo intermedio: l’esito deve ancora arrivare',
    en: 'The provider of the digital address reports a step on the way: the outcome is still to come',
  },
  SEND_DIGITAL_FEEDBACK: {
    it: 'Esito di un invio digitale: OK consegnato, KO non consegnato',
    en: 'Outcome of a digital send: OK delivered, KO not delivered',
  },
  SCHEDULE_DIGITAL_WORKFLOW: {
    it: 'È pianificato il secondo tentativo digitale, 7 giorni dopo l’ultimo sulla stessa fonte',
    en: 'The second digital attempt is scheduled, 7 days after the last one on the same source',
  },
  DIGITAL_DELIVERY_CREATION_REQUEST: {
    it: 'La fase digitale è finita: si genera l’attestazione di notifica digitale, o l’avviso di mancato recapito',
    en: 'The digital phase is over: the attestation of digital delivery, or the notice of failed delivery, is being produced',
  },
  DIGITAL_SUCCESS_WORKFLOW: {
    it: 'Notifica consegnata al domicilio digitale: l’attestazione opponibile a terzi è disponibile',
    en: 'Delivered to the digital address: the attestation is available',
  },
  DIGITAL_FAILURE_WORKFLOW: {
    it: 'Nessun domicilio digitale ha ricevuto la notifica: l’avviso di mancato recapito è depositato sulla piattaforma',
    en: 'No digital address took the notification: the notice of failed delivery is deposited on the platform',
  },
  PREPARE_SIMPLE_REGISTERED_LETTER: {
    it: 'Si prepara la raccomandata semplice che avvisa del mancato recapito digitale',
    en: 'The simple registered letter about the failed digital delivery is being prepared',
  },
  SEND_SIMPLE_REGISTERED_LETTER: {
    it: 'La raccomandata semplice è affidata al recapitista: il suo esito non cambia né lo stato né i termini',
    en: 'The simple registered letter is posted: its outcome changes neither the status nor the terms',
  },
  SEND_SIMPLE_REGISTERED_LETTER_PROGRESS: {
    it: 'Il recapitista riferisce un evento della raccomandata semplice',
    en: 'The carrier reports an event of the simple registered letter',
  },
  SCHEDULE_ANALOG_WORKFLOW: {
    it: 'È pianificata la notifica cartacea: subito, o dopo 5 giorni se è partito un messaggio di cortesia',
    en: 'Delivery on paper is scheduled: at once, or after 5 days where a courtesy message was sent',
  },
  PREPARE_ANALOG_DOMICILE: {
    it: 'Si prepara la raccomandata per il destinatario',
    en: 'The letter for the recipient is being prepared',
  },
  PREPARE_ANALOG_DOMICILE_FAILURE: {
    it: 'Per il secondo tentativo non c’è un indirizzo utilizzabile: nessuna seconda raccomandata',
    en: 'There is no usable address for the second attempt: no second letter',
  },
  SEND_ANALOG_DOMICILE: {
    it: 'La raccomandata è affidata al recapitista: da qui il suo costo è dovuto',
    en: 'The letter is posted: from here on its cost is due',
  },
  SEND_ANALOG_PROGRESS: {
    it: 'Il recapitista riferisce un passo intermedio della raccomandata, o consegna una sua scansione',
    en: 'The carrier reports a step of the letter on its way, or hands over a scan of it',
  },
  SEND_ANALOG_FEEDBACK: {
    it: 'Esito di un tentativo cartaceo: OK consegnato, KO non consegnato',
    en: 'Outcome of an attempt on paper: OK delivered, KO not delivered',
  },
  ANALOG_SUCCESS_WORKFLOW: {
    it: 'La notifica cartacea è riuscita, alla data dell’esito',
    en: 'Delivery on paper succeeded, on the date of the outcome',
  },
  ANALOG_FAILURE_WORKFLOW: {
    it: 'La notifica cartacea non è riuscita: non restano tentativi',
    en: 'Delivery on paper failed: no attempt is left',
  },
  COMPLETELY_UNREACHABLE_CREATION_REQUEST: {
    it: 'Si genera l’attestazione di deposito per irreperibilità del destinatario',
    en: 'The attestation of deposit for an unreachable recipient is being produced',
  },
  COMPLETELY_UNREACHABLE: {
    it: 'Il destinatario è irreperibile: l’avviso è depositato sulla piattaforma e il termine decorre lo stesso',
    en: 'The recipient cannot be reached: the notice is deposited on the platform and the term runs all the same',
  },
  ANALOG_WORKFLOW_RECIPIENT_DECEASED: {
    it: 'Il recapitista riferisce che il destinatario è deceduto: nessun perfezionamento, la notifica torna al mittente',
    en: 'The carrier reports that the recipient is dead: no refinement, the notification returns to the sender',
  },
  SEND_ANALOG_TIMEOUT_CREATION_REQUEST: {
    it: 'Dalla raccomandata estera non è arrivato alcun esito in tempo: si genera l’attestazione',
    en: 'The letter abroad brought no outcome in time: the attestation is being produced',
  },
  SEND_ANALOG_TIMEOUT: {
    it: 'Il tentativo all’estero è scaduto senza esito',
    en: 'The attempt abroad timed out without an outcome',
  },
  ANALOG_FAILURE_WORKFLOW_TIMEOUT: {
    it: 'La notifica cartacea all’estero finisce senza esito: non restano tentativi',
    en: 'Delivery on paper abroad ends without an outcome: no attempt is left',
  },
  SCHEDULE_REFINEMENT: {
    it: 'Decorre il termine per il perfezionamento: i dettagli dicono quando scade',
    en: 'The term to refinement runs: the details say when it ends',
  },
  REFINEMENT: {
    it: 'La notifica è perfezionata per il destinatario per decorrenza dei termini',
    en: 'The notification is refined for the recipient by expiry of the term',
  },
  NOTIFICATION_VIEWED_CREATION_REQUEST: {
    it: 'Il destinatario ha aperto la notifica: si genera l’attestazione di avvenuto accesso',
    en: 'The recipient opened the notification: the attestation of access is being produced',
  },
  NOTIFICATION_VIEWED: {
    it: 'Il destinatario ha avuto accesso alla notifica: se il termine non era scaduto, si perfeziona a questa data',
    en: 'The recipient reached the notification: if the term had not ended, it is refined on this date',
  },
  NOTIFICATION_RADD_RETRIEVED: {
    it: 'I documenti sono stati ritirati a uno sportello RADD',
    en: 'The papers were fetched at a RADD desk',
  },
  PAYMENT: {
    it: 'Un avviso di pagamento della notifica è stato pagato: lo stato non cambia',
    en: 'A payment notice of the notification was paid: the status does not change',
  },
  NOTIFICATION_CANCELLATION_REQUEST: {
    it: 'Il mittente ha chiesto l’annullamento: ciò che era pianificato non avviene più',
    en: 'The sender asked for cancellation: what was planned does not happen any more',
  },
  NOTIFICATION_CANCELLED_DOCUMENT_CREATION_REQUEST: {
    it: 'Si genera l’attestazione di annullamento',
    en: 'The attestation of cancellation is being produced',
  },
  NOTIFICATION_CANCELLED: {
    it: 'La notifica è annullata: gli avvisi di pagamento sono liberi e il destinatario non la vede più',
    en: 'The notification is cancelled: its payment notices are free and the recipient does not see it any more',
  },
  NOTIFICATION_TIMELINE_REWORKED: {
    it: 'La piattaforma ha corretto la timeline: gli elementi elencati nei dettagli non valgono più',
    en: 'The platform corrected the timeline: the elements listed in the details do not count any more',
  },
  NOT_HANDLED: {
    it: 'Caso storico: il destinatario non poteva essere raggiunto e la notifica si fermava',
    en: 'Historical: the recipient could not be reached and the notification stopped',
  },
} as const satisfies Readonly<Record<string, Said>>;
