import type { AnalogDeliveryTimeout } from '../document.js';
import { addressLines } from './address-lines.js';
import type { Sheet } from './sheet.js';
import type { DocumentTexts } from './texts/italian.js';

/** Certificate that nothing was heard of a letter abroad. */
export const drawAnalogDeliveryTimeout = (
  sheet: Sheet,
  document: AnalogDeliveryTimeout,
  texts: DocumentTexts,
): void => {
  const words = texts.analogTimeout;
  const timeoutAt = texts.when(document.timeoutAt);

  sheet.title(words.title, words.subtitle);
  sheet.paragraph(words.body(document.attempt + 1, timeoutAt));
  sheet.heading(texts.notificationData);
  sheet.facts([
    [texts.iun, document.iun],
    [texts.recipient, [document.recipient.denomination, texts.withTaxId(document.recipient.taxId)]],
    [words.address, [...addressLines(document.address)]],
    [words.timeoutAt, timeoutAt],
  ]);
};
