import { days, minutes } from '../../clock/instant.js';

/** Source: pn-downtime-logs docs/openapi/schemas-pn-components-v1.yaml (PnFunctionality), in the order of its answers */
export const functionalities = ['NOTIFICATION_CREATE', 'NOTIFICATION_VISUALIZATION', 'NOTIFICATION_WORKFLOW'] as const;

/** From the end of an incident to its certificate. unsure: minutes on the platform, whose generation runs by a timer. */
export const certificateDelay = minutes(2);

/** First part of the key of a certificate. Source: pn-downtime-logs scripts/aws/cfn/microservice.yml */
export const certificateDocumentType = 'PN_DOWNTIME_LEGAL_FACTS';

/** After that a certificate lies in the archive. unsure: deduced from the storage classes of the safe storage */
export const archiveAge = days(365);

/** Seconds that a file in the archive is waited for. Source: pn-downtime-logs docs/openapi/api-external-v1.yaml (example) */
export const archiveRetrySeconds = 7_200;
