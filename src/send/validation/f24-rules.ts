import type { FileView } from '../notification/workflow.js';
import { f24Errors, f24Missing } from '../payment/service.js';
import type { F24Payment, StoredRequest } from '../request/model.js';
import { type RefusalReason, refusals } from './errors.js';
import { withoutPrefix } from './rules.js';

export const f24sOf = ({ recipients }: Pick<StoredRequest, 'recipients'>): readonly F24Payment[] =>
  recipients.flatMap(({ payments = [] }) => payments.flatMap(({ f24 }) => f24 ?? []));

/** Digests of metadata are compared without regard to case, on the platform's own terms. */
const isAltered = ({ metadataAttachment }: F24Payment, file: FileView): boolean =>
  metadataAttachment.digests.sha256.toLowerCase() !== file.sha256Base64.toLowerCase();

/**
 * All errors of all metadata files, one reason each. A file whose content was not read counts as right.
 *
 * Source: pn-delivery-push-validator LegalNotificationValidationStrategy.java (handleValidateF24Response)
 */
export const f24Refusals = (
  request: StoredRequest,
  fileOf: (key: string) => FileView | undefined,
): readonly RefusalReason[] =>
  f24sOf(request).flatMap((f24) => {
    const key = withoutPrefix(f24.metadataAttachment.ref.key);
    const file = fileOf(key);
    if (!file) return [refusals.f24NotValid(key, f24Missing)];
    const use = { applyCost: f24.applyCost, isAltered: isAltered(f24, file) };
    return (file.f24 ? f24Errors(file.f24, use) : []).map((error) => refusals.f24NotValid(key, error));
  });
