import type { Said } from '../../text/said.js';
import { paymentHints } from './payment-hints.js';
import { recipientHints } from './recipient-hints.js';
import { senderHints } from './sender-hints.js';

/** Place of an uploaded file in the request, for instance `documents[0]`. */
type Place = string;

const requestHints = {
  amountOutOfRange: ({ received }: { received: number }): Said => ({
    it: `amount è un intero a 32 bit in centesimi di euro, ricevuto ${received}: la piattaforma non riesce a leggerlo. Invia un importo fino a 2147483647`,
    en: `amount is a 32-bit integer in eurocent, received ${received}: the platform cannot read it. Send an amount up to 2147483647`,
  }),

  unknownTaxonomyCode: ({ received, similar }: { received: string; similar: readonly string[] }): Said => ({
    it: `Il codice tassonomico ${received} non è nella tabella di SEND. ${similar.length > 0 ? `Esiste ${similar.join(', ')}: P con pagamento, N senza` : 'Usa un codice della tabella, ad esempio 010101P'}`,
    en: `Taxonomy code ${received} is not in the table of SEND. ${similar.length > 0 ? `There is ${similar.join(', ')}: P with payment, N without` : 'Use a code of the table, for instance 010101P'}`,
  }),

  tooManyDocuments: ({ received, max }: { received: number; max: number }): Said => ({
    it: `La richiesta ha ${received} documenti, il massimo è ${max}: unisci i documenti o dividi la notifica. Gli altri controlli non sono stati fatti`,
    en: `The request has ${received} documents, the maximum is ${max}: join documents or split the notification. No other check was made`,
  }),

  tooManyRecipients: ({ received, max }: { received: number; max: number }): Said => ({
    it: `La richiesta ha ${received} destinatari, il massimo è ${max}: invia più notifiche. Gli altri controlli non sono stati fatti`,
    en: `The request has ${received} recipients, the maximum is ${max}: send more notifications. No other check was made`,
  }),

  feesMissing: ({ missing }: { missing: readonly string[] }): Said => ({
    it: `Con notificationFeePolicy DELIVERY_MODE servono sia paFee sia vat, manca ${missing.join(' e ')}: indica paFee in centesimi (0-100) e vat in percentuale (0-100); 0 è ammesso`,
    en: `With notificationFeePolicy DELIVERY_MODE both paFee and vat are needed, missing ${missing.join(' and ')}: give paFee in cents (0-100) and vat in percent (0-100); 0 is fine`,
  }),

  documentKeyOfOtherKind: ({ key, docIdx }: { key: string; docIdx: number }): Said => ({
    it: `documents[${docIdx}].ref.key è ${key}, che non è la chiave di un documento da notificare: usa la key ricevuta dal preload con contentType application/pdf`,
    en: `documents[${docIdx}].ref.key is ${key}, which is not the key of a document to notify: use the key that preload gave for contentType application/pdf`,
  }),

  repeatedAttachment: ({ key, first, second }: { key: string; first: Place; second: Place }): Said => ({
    it: `${first} e ${second} indicano lo stesso file (${key}, stesso sha256): togline uno o carica due file distinti`,
    en: `${first} and ${second} name the same file (${key}, same sha256): remove one or upload two different files`,
  }),

  fieldPattern: ({ element, received, pattern }: { element: string; received: string; pattern: string }): Said => ({
    it: `Il valore ${JSON.stringify(received)} di ${element} ha superato il gateway, ma il servizio vuole che l’intero testo corrisponda a ${pattern}: correggi il valore`,
    en: `The value ${JSON.stringify(received)} of ${element} passed the gateway, but the service wants the whole text to match ${pattern}: correct the value`,
  }),

  fieldSize: ({ element, length, min, max }: { element: string; length: number; min: number; max: number }): Said => ({
    it: `${element} misura ${length} per il servizio (da ${min} a ${max}), che conta due volte i caratteri fuori dal piano base come gli emoji: accorcia o completa il valore`,
    en: `${element} measures ${length} for the service (from ${min} to ${max}), which counts characters outside the basic plane, such as emoji, twice: shorten or complete the value`,
  }),

  tooManyLanguages: ({ received }: { received: readonly string[] }): Said => ({
    it: `Oltre all’italiano si può indicare una sola lingua, ricevute ${received.join(', ')}: lasciane una in additionalLanguages`,
    en: `Beside Italian only one language may be given, received ${received.join(', ')}: leave one in additionalLanguages`,
  }),

  unknownLanguage: ({ received }: { received: string }): Said => ({
    it: `Lingua aggiuntiva ${JSON.stringify(received)} non ammessa: usa DE (tedesco), FR (francese) o SL (sloveno, non SI), in maiuscolo`,
    en: `Additional language ${JSON.stringify(received)} is not accepted: use DE (German), FR (French) or SL (Slovenian, not SI), in upper case`,
  }),

  foreignSenderTaxId: ({ received, expected }: { received: string; expected: string }): Said => ({
    it: `senderTaxId ${received} non è il codice fiscale dell’ente della API key, che è ${expected}: usa quello, oppure la chiave dell’altro ente`,
    en: `senderTaxId ${received} is not the tax id of the body that owns the API key, which is ${expected}: use that one, or the key of the other body`,
  }),

  tooManyKeys: ({ notices, recipients, most }: { notices: number; recipients: number; most: number }): Said => ({
    it: `La richiesta ha ${notices} avvisi pagoPA e con ${recipients} destinatari la piattaforma riesce a scriverne ${most}: dividi i pagamenti su più notifiche`,
    en: `The request has ${notices} pagoPA notices, and with ${recipients} recipients the platform can write ${most}: split the payments over several notifications`,
  }),

  duplicatedIun: ({ key }: { key: string }): Said => ({
    it: `Lo IUN ${key} esiste già: ripeti la richiesta, ne verrà generato un altro`,
    en: `The IUN ${key} exists already: repeat the request, another one will be made`,
  }),

  duplicatedProtocolNumber: ({ key, heldBy, hasToken }: { key: string; heldBy: string; hasToken: boolean }): Said => ({
    it: `La richiesta ${heldBy} ha già ${key}${hasToken ? '' : ' (un idempotenceToken assente vale il testo null)'}, e lo tiene anche se rifiutata o annullata: per inviare di nuovo cambia idempotenceToken o paProtocolNumber`,
    en: `Request ${heldBy} already has ${key}${hasToken ? '' : ' (an absent idempotenceToken counts as the text null)'}, and keeps it even when refused or cancelled: to send again change idempotenceToken or paProtocolNumber`,
  }),

  duplicatedNotice: ({ key, heldBy }: { key: string; heldBy: string }): Said => ({
    it: `L’avviso pagoPA ${key} è già nella richiesta ${heldBy}: usa un altro noticeCode, oppure annulla quella notifica; il codice torna libero se è rifiutata o annullata`,
    en: `The pagoPA notice ${key} is already in request ${heldBy}: use another noticeCode, or cancel that notification; the code is free again once it is refused or cancelled`,
  }),
};

/** What to say about each refusal of `errors.ts`: the cause, what was received, how to repair. One line each. */
export const hints = { ...requestHints, ...senderHints, ...recipientHints, ...paymentHints };
