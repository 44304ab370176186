import { days } from '../../clock/instant.js';

/**
 * Figures of the file storage.
 *
 * Source: pn-delivery application.properties (items per call), pn-ss application.properties (minutes of a link, days of a
 * preloaded document), scripts/aws/cfn/storage.yml (lifecycle rule, CORS)
 */
export const maxPreloadItems = 15;
export const linkSeconds = 3_600;
export const unattachedDays = 7;

/**
 * Life of the files of an accepted notification, and of each prolongation; the check that prolongs comes ten days before the end.
 *
 * Source: pn-delivery-push-workflow time-params (reference workflow.md 15)
 */
export const attachedLife = days(120);
export const renewalEvery = days(110);

/** Largest body of one PUT that we take; the platform's store takes 5 GiB, its validation refuses PDFs beyond this size. */
export const defaultLimitBytes = 209_715_200;

/** SHA-256 of no bytes at all, base64: the storage refuses to reserve it. */
export const emptyFileSha256 = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';

/**
 * Content types the storage knows, with the extension of the key. The contract's length limits let no other type of the
 * storage's list through.
 *
 * Source: pn-ss common/constant/Constant.java (json: api.md, keys with `.json`); unsure: zip and xml in a preload
 */
export const extensionOf: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'application/json': '.json',
  'application/zip': '.zip',
  'application/xml': '.xml',
};

/** Document type of a key. Source: pn-delivery svc/NotificationAttachmentService.java */
export const documentTypeOf = (contentType: string): string =>
  contentType === 'application/json' ? 'PN_F24_META' : 'PN_NOTIFICATION_ATTACHMENTS';

/** Source: pn-ss AwsConfiguration.java and the region of the platform's accounts (deduced) */
export const region = 'eu-south-1';

/** Headers that an upload must carry exactly as they were signed. */
export const contentTypeHeader = 'content-type';
export const checksumHeader = 'x-amz-checksum-sha256';
export const secretHeader = 'x-amz-meta-secret';

/** How long the store waits for the next bytes of an upload. unsure: about twenty seconds, known from use. */
export const idleUploadMs = 20_000;
