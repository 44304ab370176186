import { addressViolations } from './address-rules.js';
import { documentKeyViolations, repeatedAttachmentViolations } from './attachment-rules.js';
import { type Violation, violation } from './errors.js';
import { additionalLanguages, int32, type RequestSettings, taxonomyCodes } from './facts.js';
import { fieldViolations } from './field-rules.js';
import type { NotificationRequest } from './model.js';
import {
  applyCostViolations,
  f24TitleViolations,
  feeViolations,
  paymentKeyViolations,
  repeatedNoticeViolations,
} from './payment-rules.js';
import { nameViolations, taxIdViolations } from './recipient-rules.js';

/**
 * The synchronous checks of a request that has passed the gateway, in the order of the platform; the first step that finds
 * something answers, with everything it found.
 * @param ownTaxId tax id of the body that owns the API key
 * @returns no violation: go on with the defaults (8, `withDefaults`) and the uniqueness of the keys (10,
 *   `conflictViolations`)
 *
 * Source: pn-delivery rest/PnNotificationInputController.java, svc/NotificationReceiverService.java
 */
export const synchronousViolations = (
  request: NotificationRequest,
  settings: RequestSettings,
  ownTaxId: string,
): readonly Violation[] => {
  const steps: readonly (() => readonly (Violation | undefined)[])[] = [
    () => [bindingViolation(request)],
    () => [taxonomyViolation(request)], // 1
    // 2: sender switched off
    () => requestViolations(request, settings), // 3
    // 3b: senders of the MVP kind
    () => [languageCountViolation(request)], // 4
    () => [languageViolation(request)], // 5
    () => [senderTaxIdViolation(request, ownTaxId)], // 6
    // 7: group; 9, after the defaults: monthly allowance
  ];
  for (const step of steps) {
    const found = step().filter((one) => one !== undefined);
    if (found.length > 0) return found;
  }
  return [];
};

/** The gateway takes any number for `amount`, the service a 32-bit integer (a fraction is cut, see `withDefaults`). */
export const bindingViolation = ({ amount = 0 }: NotificationRequest) => {
  const fits = Math.trunc(amount) >= int32.min && Math.trunc(amount) <= int32.max;
  return fits ? undefined : violation('amountOutOfRange', { received: amount });
};

export const taxonomyViolation = ({ taxonomyCode: received }: NotificationRequest) => {
  if (taxonomyCodes.includes(received)) return undefined;
  const similar = taxonomyCodes.filter((code) => code.startsWith(received.slice(0, 6)));
  return violation('unknownTaxonomyCode', { received, similar });
};

/**
 * Step 3: all violations of the validator together, with the details in the platform's spelling. Too many documents, or
 * too many recipients, are told alone. The platform gives no order; ours is: fees, recipients, payments, documents, fields.
 *
 * Source: pn-delivery svc/NotificationReceiverValidator.java
 */
export const requestViolations = (request: NotificationRequest, settings: RequestSettings): Violation[] => {
  const { documents, recipients, notificationFeePolicy } = request;
  const { maxDocuments, maxRecipients } = settings;
  if (maxDocuments > 0 && documents.length > maxDocuments) {
    return [violation('tooManyDocuments', { received: documents.length, max: maxDocuments })];
  }
  if (maxRecipients > 0 && recipients.length > maxRecipients) {
    return [violation('tooManyRecipients', { received: recipients.length, max: maxRecipients })];
  }
  return [
    ...feeViolations(request),
    ...taxIdViolations(recipients, settings.taxIdWhiteList),
    ...recipients.flatMap((recipient, recIndex) => [
      ...nameViolations(recipient, recIndex, settings),
      ...addressViolations(recipient, recIndex, settings),
    ]),
    ...recipients.flatMap(({ payments = [] }, recIndex) => [
      ...applyCostViolations(payments, recIndex, notificationFeePolicy),
      ...f24TitleViolations(payments, recIndex),
      ...paymentKeyViolations(payments, recIndex),
    ]),
    ...repeatedNoticeViolations(request),
    ...documentKeyViolations(documents),
    ...repeatedAttachmentViolations(request),
    ...fieldViolations(request),
  ];
};

export const languageCountViolation = ({ additionalLanguages: received = [] }: NotificationRequest) =>
  received.length > 1 ? violation('tooManyLanguages', { received }) : undefined;

/** Case counts. */
export const languageViolation = ({ additionalLanguages: received = [] }: NotificationRequest) => {
  const unknown = received.find((language) => !(additionalLanguages as readonly string[]).includes(language));
  return unknown === undefined ? undefined : violation('unknownLanguage', { received: unknown });
};

/** Who sends must be who owns the API key (403). */
export const senderTaxIdViolation = ({ senderTaxId: received }: NotificationRequest, ownTaxId: string) =>
  received === ownTaxId ? undefined : violation('foreignSenderTaxId', { received, expected: ownTaxId });
