import { seconds } from '../../clock/instant.js';

/**
 * Distances of the validation, within what was measured in the test environment.
 *
 * Source: reference workflow.md 16 (conventions of the worked timelines), real-samples.md "Time in UAT, measured"
 */
export const delays = {
  toFileChecks: seconds(20),
  toNormalization: seconds(10),
  toSenderAck: seconds(1),
  toAcceptance: seconds(14),
} as const;

/** Largest PDF that validation accepts, in bytes. Source: pn-delivery-push-validator, default of the size check. */
export const maxPdfBytes = 209_715_200;

/** The registry's answer for a tax id that does not exist. Source: reference outcomes.md 6.3 */
export const unknownTaxIdCode = 'B001_CHECK_TAX_ID_ERR03';
