import { checkTaxId } from '../../italy/tax-id.js';
import { type Violation, violation } from './errors.js';
import { notForNames, type RequestSettings } from './facts.js';
import type { Recipient } from './model.js';

/**
 * Tax ids: numeric for a company, right by the local check, each recipient once. A company with a personal code gives
 * only the first of the three when that code is right. The third recipient with one tax id gives a second violation.
 */
export const taxIdViolations = (recipients: readonly Recipient[], whiteList: readonly string[]): Violation[] => {
  const firstWith = new Map<string, number>();
  return recipients.flatMap(({ taxId: received, recipientType }, recIndex) => {
    const found: Violation[] = [];
    if (recipientType === 'PG' && !/^\d+$/.test(received)) {
      found.push(violation('companyNeedsNumericTaxId', { recIndex, received }));
    }
    const verdict = checkTaxId(received, recipientType, whiteList);
    if (!verdict.valid) found.push(violation('invalidTaxId', { recIndex, received, recipientType, fault: verdict }));
    const firstRecIndex = firstWith.get(received);
    if (firstRecIndex === undefined) firstWith.set(received, recIndex);
    else found.push(violation('duplicatedRecipient', { recIndex, firstRecIndex, received }));
    return found;
  });
};

/**
 * Names that are printed on the envelope: `denomination`, and `at` when it is not empty. Sender, subject and abstract are
 * not looked at.
 *
 * Source: pn-delivery svc/NotificationReceiverValidator.java, utils/DenominationValidationUtils.java
 */
export const nameViolations = (recipient: Recipient, recIndex: number, settings: RequestSettings): Violation[] => {
  const max = settings.denominationLength;
  const names = { denomination: recipient.denomination, at: recipient.physicalAddress?.at ?? '' };
  return Object.entries(names).flatMap(([field, name]) => {
    const found: Violation[] = [];
    const { length } = name.trim();
    if (max > 0 && length > max) found.push(violation('nameTooLong', { field, recIndex, length, max }));
    const character = notForNames.exec(name)?.[0];
    if (character !== undefined) found.push(violation('nameCharacters', { field, recIndex, character }));
    return found;
  });
};
