import type { Instant } from '../../../../clock/instant.js';
import { formatRoman } from '../../../../italy/rome-calendar.js';
import type { Functionality } from '../../../downtime/model.js';
import type { DigitalAttempt, FiledFile, PecReceiptType } from '../../document.js';
import { italianF24Texts } from './italian-f24.js';
import { italianPostalTexts } from './italian-postal.js';

/**
 * What is printed on the documents, in our own words. Documents of the platform are Italian for every reader; where the
 * sender asks for a second language, certificates and notice follow in it.
 */
export const italianTexts = {
  mark: 'SIMULAZIONE – senza valore legale',
  platformName: 'SEND – Servizio Notifiche Digitali (simulatore)',
  platformSubtitle: 'Documento di prova generato da un ambiente di simulazione locale',
  footer: 'Documento generato da un simulatore: non prova nulla e non produce effetti verso nessuno.',
  formHead: 'Modello di pagamento simulato: la piattaforma lo genera dai metadati caricati dal mittente',
  scanHead: 'Scansione simulata di un documento cartaceo restituito dal recapitista',
  iun: 'IUN',
  /** Date and time in Rome. */
  when: (at: Instant): string => formatRoman(at, 'it'),
  /** The day alone, `26/11/2026`, for stamps and hands. */
  day: (at: Instant): string => formatRoman(at, 'it').slice(0, 10),
  pageOf: (page: number, pages: number): string => `Pagina ${page} di ${pages}`,

  sender: 'Mittente',
  recipient: 'Destinatario',
  recipients: 'Destinatari',
  delegate: 'Delegato',
  taxId: 'Codice fiscale',
  withTaxId: (taxId: string): string => `Codice fiscale ${taxId}`,
  subject: 'Oggetto',
  notificationData: 'Dati della notifica',
  none: 'non indicato',

  senderAck: {
    title: 'Attestazione di presa in carico della notifica',
    subtitle: 'Attestazione opponibile a terzi – deposito da parte del mittente',
    body: (filedAt: string): string =>
      `Si attesta che il mittente indicato di seguito ha depositato sulla piattaforma, in data ${filedAt}, i documenti della notifica e che la piattaforma, compiute le verifiche previste, li ha presi in carico per renderli disponibili ai destinatari.`,
    filedAt: 'Data e ora del deposito',
    number: 'N.',
    digitalDomicile: 'Domicilio digitale',
    physicalAddress: 'Indirizzo fisico',
    files: 'Documenti depositati',
    filesBody: "L'impronta SHA-256 (in base64) permette di verificare che un file sia identico a quello depositato.",
    file: 'Documento',
    digest: 'Impronta SHA-256',
    fileKind: { DOCUMENT: 'Atto notificato', PAYMENT: 'Avviso di pagamento', F24: 'Modello F24' } satisfies Record<
      FiledFile['kind'],
      string
    >,
    moreFiles: (count: number): string => `Altri ${count} file depositati non sono elencati.`,
    ofRecipient: (position: number): string => `destinatario ${position}`,
  },

  digitalDelivery: {
    successTitle: 'Attestazione di avvenuta notifica digitale',
    failureTitle: 'Avviso di mancato recapito digitale',
    subtitle: 'Attestazione opponibile a terzi – esito del recapito al domicilio digitale',
    successBody: (at: string): string =>
      `Si attesta che la notifica è stata recapitata al domicilio digitale del destinatario in data ${at}. I tentativi eseguiti sono elencati di seguito.`,
    failureBody: (at: string): string =>
      `Si attesta che i tentativi di recapito elencati di seguito non sono andati a buon fine: la notifica non ha raggiunto nessun domicilio digitale del destinatario. Il recapito digitale si è concluso in data ${at}.`,
    failureNote: (at: string): string =>
      `Questo avviso è stato messo a disposizione del destinatario nella sua area riservata della piattaforma in data ${at}. Da tale data decorrono i quindici giorni al termine dei quali la notifica si perfeziona, salvo che il destinatario vi acceda prima. Al destinatario è data notizia con una raccomandata semplice.`,
    completedAt: 'Conclusione del recapito',
    outcome: 'Esito',
    attempts: 'Tentativi di recapito',
    at: 'Data e ora',
    address: 'Indirizzo',
    source: 'Origine dell’indirizzo',
    delivered: 'Consegnato',
    notDelivered: 'Non consegnato',
    sourceName: {
      PLATFORM: 'Recapito scelto dal destinatario in piattaforma',
      SPECIAL: 'Domicilio indicato dal mittente',
      GENERAL: 'Registri pubblici dei domicili digitali',
    } satisfies Record<DigitalAttempt['source'], string>,
    addressType: { PEC: 'PEC', SERCQ: 'Recapito qualificato SEND' } satisfies Record<
      DigitalAttempt['addressType'],
      string
    >,
  },

  analogFailure: {
    title: 'Attestazione di deposito per irreperibilità',
    subtitle: 'Attestazione opponibile a terzi – recapito cartaceo non riuscito',
    body: (at: string): string =>
      `Si attesta che, non essendo stato possibile recapitare la raccomandata al destinatario perché irreperibile agli indirizzi noti, l’avviso di avvenuta ricezione è stato depositato sulla piattaforma in data ${at}, dove il destinatario può leggerlo e scaricare i documenti.`,
    note: 'Dalla data del deposito decorrono i dieci giorni al termine dei quali la notifica si perfeziona per il destinatario, salvo che questi vi acceda prima.',
    depositedAt: 'Data del deposito',
  },

  analogTimeout: {
    title: 'Attestazione di mancato esito all’estero',
    subtitle: 'Attestazione opponibile a terzi – raccomandata internazionale senza riscontro',
    body: (attempt: number, at: string): string =>
      `Si attesta che della raccomandata internazionale del tentativo ${attempt} non è pervenuto alcun esito né documento entro il ${at}.`,
    address: 'Indirizzo della raccomandata',
    timeoutAt: 'Termine',
  },

  recipientAccess: {
    title: 'Attestazione di avvenuto accesso',
    subtitle: 'Attestazione opponibile a terzi – prima lettura della notifica',
    body: (at: string): string =>
      `Si attesta che il destinatario ha avuto accesso ai documenti della notifica in data ${at}. Se la notifica non era già perfezionata, lo è da questo momento.`,
    delegateBody: (at: string): string =>
      `Si attesta che un delegato ha avuto accesso, per conto del destinatario, ai documenti della notifica in data ${at}. Se la notifica non era già perfezionata, lo è da questo momento.`,
    accessedAt: 'Data e ora dell’accesso',
  },

  cancelled: {
    title: 'Attestazione di annullamento della notifica',
    subtitle: 'Attestazione opponibile a terzi – annullamento chiesto dal mittente',
    body: (at: string): string =>
      `Si attesta che il mittente ha chiesto di annullare la notifica in data ${at}. Da allora la piattaforma non avvia altri recapiti e gli avvisi di pagamento allegati non sono più associati alla notifica.`,
    requestedAt: 'Richiesta di annullamento',
  },

  depositNotice: {
    title: 'Avviso di avvenuta ricezione',
    subtitle: 'Un ente ha depositato documenti che ti riguardano',
    opening: (recipient: string): string => `Gentile ${recipient},`,
    body: (sender: string): string =>
      `${sender} ti ha inviato una notifica. I documenti sono depositati sulla piattaforma SEND e li puoi leggere in qualsiasi momento, senza spostarti e senza aspettare il postino.`,
    code: 'Codice della notifica (IUN)',
    qr: 'Apri con il telefono',
    howTo: 'Come leggere i documenti',
    steps: [
      'Accedi all’area riservata di SEND con SPID o con la Carta d’identità elettronica (CIE).',
      'Cerca la notifica: la trovi nell’elenco, oppure con il codice IUN riportato qui sopra.',
      'Apri la notifica, leggi i documenti allegati e scaricali. Se è previsto un pagamento, puoi pagare dalla stessa pagina.',
    ],
    continues: 'La pagina seguente spiega che cosa succede dopo e chi ti può aiutare.',
    moreTitle: 'Che cosa devi sapere',
    effectTitle: 'Quando la notifica produce effetti',
    effect: [
      'Se apri la notifica, si perfeziona nel momento in cui vi accedi.',
      'Se non la apri, si perfeziona comunque trascorso un termine: sette giorni dalla consegna al domicilio digitale (quindici se il recapito digitale non riesce), dieci giorni dalla consegna della raccomandata o dal deposito sulla piattaforma.',
      'I termini per pagare o per fare ricorso decorrono dal perfezionamento: controlla le scadenze scritte nei documenti.',
    ],
    delegateTitle: 'Se non puoi accedere da solo',
    delegateBody:
      'Puoi incaricare una persona di fiducia: crea una delega nell’area riservata e comunicale il codice. Potrà leggere le notifiche e pagare al posto tuo. In alternativa puoi rivolgerti a uno dei punti di ritiro convenzionati, portando questo avviso e un documento di identità.',
    contentTitle: 'Se hai dubbi sul contenuto',
    contentBody: (sender: string): string =>
      `Per domande sui documenti o sull’importo rivolgiti al mittente (${sender}): la piattaforma li conserva e li consegna, ma non ne conosce il contenuto.`,
    contactsTitle: 'Come ricevere le prossime notifiche',
    contactsBody:
      'Se indichi un domicilio digitale nei tuoi recapiti, le prossime notifiche arrivano lì e non su carta: spendi meno e le ricevi prima. Puoi anche attivare un avviso di cortesia per e-mail, per SMS o nell’app IO.',
    simulated:
      'Questo avviso è stato prodotto da un simulatore a scopo di prova: la notifica non esiste, nessun termine decorre e non si deve pagare nulla.',
  },

  pecReceipt: {
    accettazione: 'Ricevuta di accettazione della PEC',
    'non-accettazione': 'Avviso di non accettazione della PEC',
    'avvenuta-consegna': 'Ricevuta di avvenuta consegna della PEC',
    'errore-consegna': 'Avviso di mancata consegna della PEC',
    'rilevazione-virus': 'Avviso di rilevazione di virus nella PEC',
  } satisfies Record<PecReceiptType, string>,

  downtime: {
    title: 'Attestazione di malfunzionamento e ripristino',
    subtitle: 'Attestazione opponibile a terzi – disservizio della piattaforma',
    body: (startedAt: string, endedAt: string): string =>
      `Si attesta che la funzionalità della piattaforma indicata di seguito non è stata disponibile, in tutto o in parte, dal ${startedAt} al ${endedAt}, e che da quel momento il servizio è ripristinato.`,
    data: 'Dati del malfunzionamento',
    functionality: 'Funzionalità',
    functionalityName: {
      NOTIFICATION_CREATE: 'Deposito delle notifiche da parte dei mittenti',
      NOTIFICATION_VISUALIZATION: 'Consultazione delle notifiche da parte dei destinatari',
      NOTIFICATION_WORKFLOW: 'Lavorazione e recapito delle notifiche',
    } satisfies Record<Functionality, string>,
    startedAt: 'Inizio',
    endedAt: 'Ripristino',
    reference: 'Malfunzionamento',
    effectTitle: 'A che cosa serve',
    effect:
      'L’attestazione documenta il periodo del disservizio e può essere prodotta da chiunque vi abbia interesse, per esempio da chi in quel periodo non ha potuto compiere un atto entro un termine. Gli effetti sui termini sono quelli stabiliti dalla legge: la piattaforma non sposta da sé le date di perfezionamento delle notifiche.',
    simulated:
      'Questa attestazione è stata prodotta da un simulatore a scopo di prova: il malfunzionamento è simulato e nessun termine è sospeso o prorogato.',
  },

  postal: italianPostalTexts,
  f24: italianF24Texts,
};

export type DocumentTexts = typeof italianTexts;

/** What is translated; the rest is Italian wherever it is printed. */
export type CertificateTexts = Omit<
  DocumentTexts,
  'mark' | 'scanHead' | 'formHead' | 'day' | 'pecReceipt' | 'downtime' | 'postal' | 'f24'
>;
