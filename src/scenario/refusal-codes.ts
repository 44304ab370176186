/**
 * Codes with which the validation refuses a request.
 *
 * Source: pn-delivery-push-validator exception/PnDeliveryPushValidatorExceptionCodes.java
 */
export const refusalCodes = [
  'FILE_NOTFOUND',
  'FILE_SHA_ERROR',
  'FILE_PDF_INVALID_ERROR',
  'FILE_PDF_TOOBIG_ERROR',
  'FILE_GONE',
  'TAXID_NOT_VALID',
  'NOT_VALID_ADDRESS',
  'F24_METADATA_NOT_VALID',
  'SERVICE_UNAVAILABLE',
  'RECIPIENT_ID_NOT_VALID',
  'PAYMENT_NOT_VALID',
  'SENDER_DISABLED_MORE_THAN_20_GRAMS',
  'ADDRESS_NOT_FOUND',
  'ADDRESS_SEARCH_FAILED',
] as const;
