import type { PaperProduct } from '../../../../scenario/oracle.js';
import type { ScanType } from '../../document.js';
import type { Handover, ReturnReason } from '../scan/postal-codes.js';

/** Words of the scans of paper: forms, envelopes, and the table of the postal event below each of them. */
export const italianPostalTexts = {
  title: {
    AR: 'Avviso di ricevimento (AR)',
    Plico: 'Plico restituito al mittente',
    Indagine: 'Relazione d’indagine sull’indirizzo',
    '23L': 'Avviso di ricevimento della raccomandata 890 (23L)',
    ARCAD: 'Avviso di ricevimento della CAD (ARCAD)',
    CAD: 'Comunicazione di avvenuto deposito (CAD)',
    CAN: 'Comunicazione di avvenuta notifica (CAN)',
    'Copia Conforme AAR': 'Copia conforme dell’avviso di avvenuta ricezione',
  } satisfies Record<ScanType, string>,
  product: {
    AR: 'AR – raccomandata con avviso di ricevimento',
    '890': '890 – raccomandata per atti giudiziari (legge 890/1982)',
    RS: 'RS – raccomandata semplice',
    RIR: 'RIR – raccomandata internazionale con avviso di ricevimento',
    RIS: 'RIS – raccomandata internazionale semplice',
  } satisfies Record<PaperProduct, string>,

  eventData: 'Dati dell’evento postale',
  documentType: 'Tipo di documento',
  productLabel: 'Prodotto',
  letterCode: 'Codice raccomandata',
  address: 'Indirizzo',
  event: 'Evento',
  eventAt: 'Data dell’evento',
  cause: 'Causa',
  newAddress: 'Nuovo indirizzo trovato',
  noNewAddress: 'nessun nuovo indirizzo trovato',

  cardTitle: { RECEIPT: 'AVVISO DI RICEVIMENTO', ARCAD: 'AVVISO DI RICEVIMENTO DELLA CAD' },
  returnTo: 'DA RESTITUIRE A',
  addressee: 'DESTINATARIO',
  letterNumber: 'RACCOMANDATA N.',
  handoverTitle: 'IL PLICO È STATO',
  handover: {
    ADDRESSEE: 'consegnato al destinatario',
    AUTHORISED: 'consegnato a persona abilitata al ritiro',
    COUNTER: 'ritirato dal destinatario al punto di giacenza',
    DELEGATE: 'ritirato da un delegato al punto di giacenza',
    STORAGE: 'depositato al punto di giacenza',
  } satisfies Record<Handover, string>,
  date: 'DATA',
  receiverSignature: 'FIRMA DI CHI RICEVE',
  otherHand: 'Persona incaricata',
  postmanSignature: 'FIRMA DELL’INCARICATO',
  postmanName: 'Incaricato simulato',
  postmark: 'POSTA SIMULATA',

  registered: 'RACCOMANDATA',
  toSender: 'AL MITTENTE',
  returnReasonTitle: 'MOTIVO DELLA RESTITUZIONE',
  returnReason: {
    M01: 'Irreperibile',
    M02: 'Deceduto',
    M03: 'Sconosciuto',
    M04: 'Trasferito',
    M05: 'Rifiutato',
    M06: 'Indirizzo inesatto',
    M07: 'Indirizzo inesistente',
    M08: 'Indirizzo insufficiente',
    M09: 'Altro',
    COUNTER: 'Non ritirato',
    STORAGE_ENDED: 'Compiuta giacenza',
  } satisfies Record<ReturnReason, string>,

  enquiryIntro:
    'Il sottoscritto incaricato, non avendo trovato il destinatario all’indirizzo riportato sul plico, ha chiesto notizie sul posto con il risultato seguente.',
  enquiryOldAddress: 'INDIRIZZO DEL PLICO',
  enquiryResult: 'RISULTATO',
  enquiryFound: 'trovato un nuovo indirizzo',
  enquiryNotFound: 'nessuna notizia utile',
  enquiryNewAddress: 'NUOVO INDIRIZZO',

  cadBody: (letter: string, at: string): string =>
    `Le comunichiamo che la raccomandata n. ${letter}, che non è stato possibile consegnarLe, è depositata presso il punto di giacenza dal ${at}. Può ritirarla presentando questo avviso e un documento di identità, oppure incaricare una persona con una delega scritta.`,
  cadTerm:
    'Se la raccomandata non viene ritirata entro dieci giorni dalla spedizione di questa comunicazione, la notifica si considera comunque eseguita.',
  canBody: (letter: string, at: string): string =>
    `Le comunichiamo che la raccomandata n. ${letter}, a Lei indirizzata, è stata consegnata il ${at} a una persona abilitata a riceverla per Suo conto.`,
  canTerm: 'La invitiamo a chiedere il plico alla persona che lo ha ritirato.',
  regards: 'Distinti saluti',

  copyStamp: 'COPIA CONFORME ALLA STAMPA',
  copyBody: (letter: string, at: string): string =>
    `Riproduzione della pagina stampata per la raccomandata n. ${letter}. Conservata il ${at}.`,
  copyExtraPage: (page: number): string => `Pagina ${page} della stampa: il contenuto non è simulato.`,
};
