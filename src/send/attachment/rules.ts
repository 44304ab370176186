import { PlatformProblem } from '../problem.js';
import { emptyFileSha256, extensionOf, maxPreloadItems } from './facts.js';
import { hints } from './hints.js';
import type { PreLoadRequest } from './model.js';

/**
 * Why a preload is refused, if it is. Items are looked at one after the other, the first bad one decides for all.
 *
 * Source: pn-delivery PnNotificationInputController.java, svc/NotificationAttachmentService.java; pn-ss UriBuilderService.java
 */
export const preloadRefusal = (items: readonly PreLoadRequest[]): PlatformProblem | undefined => {
  if (items.length > maxPreloadItems) {
    const error = {
      code: 'PN_GENERIC_INVALIDPARAMETER_SIZE',
      element: 'preLoadRequest',
      detail: `Presigned upload request lenght=${items.length} is more than maximum allowed=${maxPreloadItems}`,
    };
    return new PlatformProblem(400, [error], hints.tooManyItems(items.length));
  }
  const relayed = [{ code: 'PN_HTTPRESPONSE_GENERIC_ERROR' }];
  for (const [index, { contentType, sha256 }] of items.entries()) {
    if (contentType === undefined) return new PlatformProblem(400, relayed, hints.contentTypeMissing(index));
    if (!Object.hasOwn(extensionOf, contentType))
      return new PlatformProblem(400, relayed, hints.contentTypeUnknown(index, contentType));
    if (sha256 === emptyFileSha256) return new PlatformProblem(422, relayed, hints.emptyFile(index));
  }
  return undefined;
};
