import { hours, type Micros, minutes, seconds } from '../../clock/instant.js';

/**
 * Distances of the validation, within what was measured in the test environment.
 *
 * Source: reference workflow.md 16 (conventions of the worked timelines), real-samples.md "Time in UAT, measured"
 */
export const delays = {
  toFileChecks: seconds(20),
  toF24: seconds(5),
  toAddressLookup: seconds(3),
  toNormalization: seconds(10),
  toSenderAck: seconds(1),
  toAcceptance: seconds(14),
  toF24Generated: seconds(5),
} as const;

/** Largest PDF that validation accepts, in bytes. Source: pn-delivery-push-validator, default of the size check. */
export const maxPdfBytes = 209_715_200;

/** The registry's answer for a tax id that does not exist. Source: reference outcomes.md 6.3 */
export const unknownTaxIdCode = 'B001_CHECK_TAX_ID_ERR03';

/**
 * Waits after the first technical failures, one after the other, and the wait after all later ones.
 *
 * Source: pn-delivery-push-validator config/application.properties (validation-retry-intervals, whose negative end stands
 * for "the one before it, for ever": NotificationValidationScheduler.java)
 */
export const retryIntervals: readonly Micros[] = [seconds(10), minutes(1), minutes(1), minutes(5)];
export const lastRetryInterval: Micros = hours(1);

/** The answer that the platform promises. Source: public FAQ */
export const promisedAnswer: Micros = hours(24);

/**
 * Cost of a refusal for each recipient, eurocent: half for one whose address could not be searched.
 *
 * Source: pn-delivery-push-validator utils/RefusalCostCalculator.java, with the mode RECIPIENT_BASED;50 of the deployment
 */
export const refusalCosts = { perRecipient: 100, perTechnicalRecipient: 50 } as const;

/** Refusals for which nobody is to blame. Source: PnDeliveryPushValidatorExceptionCodes.java (isTechnicalRefusal) */
export const technicalCodes: readonly string[] = ['ADDRESS_SEARCH_FAILED'];

/** Errors of the normaliser that the platform tells. Source: pn-address-manager PNADDR001, PNADDR002 */
export const addressErrors = {
  nonMailable: 'Address declared non-mailable by normalizer',
  notEnabled: 'Address with not Enabled postalCode / foreignState as destination',
} as const;
