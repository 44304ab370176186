import { days, hours } from '../../clock/instant.js';

/**
 * How long the platform keeps its documents: ten years, after the first one in the cold archive.
 *
 * Source: pn-ss scripts/aws/cfn/storage.yml (3655 days, cold storage after 365; reference legal-facts.md 7)
 */
export const documentLife = days(3_655);
export const readyLife = days(365);
/**
 * Getting a document back from the cold archive. Source: reference legal-facts.md 5 (`retryAfter` 3600).
 * unsure: how long it stays at hand then; here for good.
 */
export const recallTime = hours(1);
