import type { RefusalCode } from '../../scenario/validation-world.js';
import type { F24Error, Notice } from '../payment/model.js';
import { maxPdfBytes, unknownTaxIdCode } from './facts.js';

/** Why an accepted call is refused afterwards; `errorCode` and `detail` are the platform's. */
export interface RefusalReason {
  readonly errorCode: RefusalCode;
  readonly detail: string;
  readonly recIndex?: number;
}

const reason = (errorCode: RefusalCode, detail: string, recIndex?: number): RefusalReason => ({
  errorCode,
  detail,
  ...(recIndex === undefined ? {} : { recIndex }),
});

/**
 * Every refusal of the validation in the words of the platform; keys come without `safestorage://`.
 *
 * Source: pn-delivery-push-validator action/startworkflow/notificationvalidation/*.java,
 * action/startworkflow/LookupAddressHandler.java
 */
export const refusals = {
  noPayments: (policy: string, mode: string) =>
    reason(
      'PAYMENT_NOT_VALID',
      `There isn't payments for recipient. With notificationFeePolicy=${policy} and pagoPaIntMode=${mode} payments are mandatory`,
    ),
  noticeNotValid: ({ creditorTaxId, noticeCode }: Notice) =>
    reason(
      'PAYMENT_NOT_VALID',
      `Payment information is not valid - creditorTaxId=${creditorTaxId} noticeCode=${noticeCode}`,
    ),
  fileNotFound: (key: string) => reason('FILE_NOTFOUND', `Allegato non trovato. fileKey=${key}`),
  filesNotFound: () => reason('FILE_NOTFOUND', 'Allegati non trovati'),
  fileGone: (key: string) =>
    reason('FILE_GONE', `Allegato non disponibile: superati i termini di conservazione. fileKey=${key}`),
  fileAltered: (declared: string, stored: string | null) =>
    reason('FILE_SHA_ERROR', `Validation failed, different sha256 expected=${declared} actual=${stored}`),
  fileTooBig: (bytes: number) =>
    reason('FILE_PDF_TOOBIG_ERROR', `Validation failed, file too big, max expected=${maxPdfBytes}B  actual=${bytes}B`),
  fileNoPdf: () => reason('FILE_PDF_INVALID_ERROR', 'Validation failed, file pdf check failed'),
  unknownTaxId: () => reason('TAXID_NOT_VALID', unknownTaxIdCode),
  tooHeavy: (paTaxId: string, what: string) =>
    reason(
      'SENDER_DISABLED_MORE_THAN_20_GRAMS',
      `Validation failed, sender paTaxId=${paTaxId} can't send mail with more than 3 sheets (20 grams). ${what}`,
    ),
  tooManyPages: (what: string, paTaxId: string, key: string, pages: number, max: number) =>
    reason(
      'SENDER_DISABLED_MORE_THAN_20_GRAMS',
      `${what} [paTaxId=${paTaxId}, document=${key}, actualPages=${pages}, maxPages=${max}]`,
    ),
  /** The blanks before the line ends are the platform's. */
  f24NotValid: (key: string, { code, message }: F24Error) =>
    reason('F24_METADATA_NOT_VALID', `ERROR: ${code} \nON ELEMENT: FileKey:${key} \nMESSAGE: ${message}`),
  addressNotFound: (recIndex: number) =>
    reason('ADDRESS_NOT_FOUND', `Address not found for recipient index: ${recIndex}`, recIndex),
  addressSearchFailed: (recIndex: number) =>
    reason('ADDRESS_SEARCH_FAILED', `Address search for recipient index: ${recIndex}, encountered an error`, recIndex),
  /** So is the one at this end. */
  addressNotValid: (error: string, iun: string, recIndex: number) =>
    reason('NOT_VALID_ADDRESS', `Validation failed, address is not valid. Error=${error} - iun=${iun} id=${recIndex} `),
  serviceUnavailable: () => reason('SERVICE_UNAVAILABLE', 'Servizio non disponibile'),
} as const;
