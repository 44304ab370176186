import { causeOf, eventOf } from './postal-codes.js';
import type { Said } from './said.js';

/*
 * Codes that a timeline shows beside those of the post, and what they mean.
 *
 * Source: reference outcomes.md 4, workflow.md 2.3, 7.2
 */

/** What providers of digital addresses report: PEC, then the platform's own qualified delivery (SERCQ). */
const digital: Readonly<Record<string, Said>> = {
  C000: { it: 'Gestore PEC contattato', en: 'PEC provider contacted' },
  C001: { it: 'PEC accettata dal gestore del mittente', en: 'PEC accepted by the sender’s provider' },
  C002: { it: 'PEC non accettata dal gestore del mittente', en: 'PEC not accepted by the sender’s provider' },
  C003: { it: 'PEC consegnata nella casella del destinatario', en: 'PEC delivered into the recipient’s mailbox' },
  C004: { it: 'PEC non consegnata: errore di consegna', en: 'PEC not delivered: delivery error' },
  C005: { it: 'PEC presa in carico', en: 'PEC taken in charge' },
  C006: { it: 'PEC bloccata: contiene un virus', en: 'PEC blocked: it contains a virus' },
  C007: { it: 'Preavviso di mancata consegna della PEC', en: 'Forewarning of a failed delivery of the PEC' },
  C008: { it: 'Errore del server PEC: l’invio si ripete', en: 'Error of the PEC server: it is sent again' },
  C009: { it: 'Dominio PEC non valido', en: 'Invalid PEC domain' },
  C010: { it: 'Errore di invio della PEC: l’invio si ripete', en: 'Error while sending the PEC: it is sent again' },
  C011: { it: 'Indirizzo PEC errato', en: 'Wrong PEC address' },
  DP00: { it: 'Nuovo invio chiesto dalla piattaforma', en: 'The platform asked for a new send' },
  DP10: { it: 'Nessuna risposta in 26 ore: l’invio si ripete', en: 'No answer in 26 hours: it is sent again' },
  Q003: { it: 'Depositata nel domicilio digitale SEND (SERCQ)', en: 'Stored in the SEND digital domicile (SERCQ)' },
  Q010: { it: 'Errore di invio al domicilio digitale SEND', en: 'Error while sending to the SEND digital domicile' },
  Q011: { it: 'Domicilio digitale SEND non valido', en: 'Invalid SEND digital domicile' },
};

const refusal: Readonly<Record<string, Said>> = {
  FILE_NOTFOUND: { it: 'Un allegato non è stato caricato', en: 'An attachment was not uploaded' },
  FILE_SHA_ERROR: {
    it: 'L’impronta SHA-256 di un allegato non è quella dichiarata',
    en: 'The SHA-256 digest of an attachment is not the declared one',
  },
  FILE_PDF_INVALID_ERROR: { it: 'Un allegato non è un PDF', en: 'An attachment is not a PDF' },
  FILE_PDF_TOOBIG_ERROR: { it: 'Un allegato supera i 200 MB', en: 'An attachment is larger than 200 MB' },
  FILE_GONE: {
    it: 'Un allegato non c’è più: sono passati i termini di conservazione',
    en: 'An attachment is gone: its retention is over',
  },
  TAXID_NOT_VALID: {
    it: 'Il codice fiscale di un destinatario non esiste',
    en: 'The tax id of a recipient does not exist',
  },
  NOT_VALID_ADDRESS: {
    it: 'L’indirizzo fisico di un destinatario non è postalizzabile',
    en: 'The post cannot serve the physical address of a recipient',
  },
  F24_METADATA_NOT_VALID: { it: 'I metadati di un F24 non sono validi', en: 'The metadata of an F24 are not valid' },
  SERVICE_UNAVAILABLE: {
    it: 'Un servizio interno non ha risposto in tempo',
    en: 'A service of the platform gave no answer in time',
  },
  RECIPIENT_ID_NOT_VALID: { it: 'Un destinatario non è valido', en: 'A recipient is not valid' },
  PAYMENT_NOT_VALID: {
    it: 'Un pagamento manca, o pagoPA non accetta il costo sull’avviso',
    en: 'A payment is missing, or pagoPA does not take the cost on the notice',
  },
  SENDER_DISABLED_MORE_THAN_20_GRAMS: {
    it: 'Il mittente non è abilitato alle buste oltre i 20 grammi',
    en: 'The sender is not enabled for letters above 20 grams',
  },
  ADDRESS_NOT_FOUND: {
    it: 'I registri non hanno un indirizzo fisico del destinatario',
    en: 'The registries have no physical address of the recipient',
  },
  ADDRESS_SEARCH_FAILED: {
    it: 'La ricerca dell’indirizzo fisico nei registri non è riuscita',
    en: 'The search for the physical address in the registries failed',
  },
};

/** Why there is no second letter. */
const secondAddress: Readonly<Record<string, Said>> = {
  D00: { it: 'Nessun altro indirizzo trovato', en: 'No other address was found' },
  D01: { it: 'L’indirizzo trovato non è postalizzabile', en: 'The post cannot serve the address that was found' },
  D02: {
    it: 'L’indirizzo trovato è quello del primo tentativo',
    en: 'The address that was found is that of the first attempt',
  },
};

/** What a code of the timeline means: of the post, of a PEC provider, of a refusal; undefined for one that is not known. */
export const codeMeaning = (code: string): Said | undefined =>
  digital[code] ?? refusal[code] ?? secondAddress[code] ?? eventOf(code) ?? causeOf(code);
