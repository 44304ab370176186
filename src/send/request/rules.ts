import type { Caller } from '../sender/model.js';
import { addressViolations } from './address-rules.js';
import { documentKeyViolations, repeatedAttachmentViolations } from './attachment-rules.js';
import { type Violation, violation } from './errors.js';
import { additionalLanguages, int32, type RequestSettings, taxonomyCodes } from './facts.js';
import { fieldViolations } from './field-rules.js';
import { groupViolation } from './group-rules.js';
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
 * @returns no violation: go on with the defaults (8, `withDefaults`), the allowance of the month (9, `allowanceViolation`)
 *   and the uniqueness of the keys (10, `conflictViolations`)
 *
 * Source: pn-delivery rest/PnNotificationInputController.java, svc/NotificationReceiverService.java
 */
export const synchronousViolations = (
  request: NotificationRequest,
  settings: RequestSettings,
  { sender, key }: Caller,
): readonly Violation[] => {
  const steps: readonly (() => readonly (Violation | undefined)[])[] = [
    () => [bindingViolation(request)],
    () => [taxonomyViolation(request)], // 1
    () => [activeViolation(request, settings.inactiveTaxIds)], // 2
    () => requestViolations(request, settings), // 3
    () => (sender.settings.mvp ? mvpViolations(request) : []), // 3b
    () => [languageCountViolation(request)], // 4
    () => [languageViolation(request)], // 5
    () => [senderTaxIdViolation(request, sender.taxId)], // 6
    () => [groupViolation(request, sender.groups, key.groups)], // 7
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

/** The switch is that of the body named in the request, whoever owns the key. */
const activeViolation = ({ senderTaxId: received }: NotificationRequest, inactive: readonly string[]) =>
  inactive.includes(received) ? violation('sendingSwitchedOff', { received }) : undefined;

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

/** The profile of the first users of the platform; both violations together. */
const mvpViolations = ({ recipients }: NotificationRequest): Violation[] => [
  ...(recipients.length > 1 ? [violation('mvpOneRecipient', { received: recipients.length })] : []),
  ...((recipients[0]?.payments ?? []).length === 0 ? [violation('mvpPaymentMissing', {})] : []),
];

const languageCountViolation = ({ additionalLanguages: received = [] }: NotificationRequest) =>
  received.length > 1 ? violation('tooManyLanguages', { received }) : undefined;

/** Case counts. */
export const languageViolation = ({ additionalLanguages: received = [] }: NotificationRequest) => {
  const unknown = received.find((language) => !(additionalLanguages as readonly string[]).includes(language));
  return unknown === undefined ? undefined : violation('unknownLanguage', { received: unknown });
};

/** Who sends must be who owns the API key (403). */
const senderTaxIdViolation = ({ senderTaxId: received }: NotificationRequest, ownTaxId: string) =>
  received === ownTaxId ? undefined : violation('foreignSenderTaxId', { received, expected: ownTaxId });

/**
 * Step 9: requests that a body may send in a calendar month (UTC). A request that ends in a conflict takes nothing.
 * @param used requests of this month so far
 *
 * Source: pn-delivery svc/PaNotificationLimitService.java
 */
export const allowanceViolation = (used: number, monthlyLimit: number | undefined, month: string) =>
  monthlyLimit !== undefined && used >= monthlyLimit
    ? violation('allowanceExhausted', { used, monthlyLimit, month })
    : undefined;
