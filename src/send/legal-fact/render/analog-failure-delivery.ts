import type { AnalogFailureDelivery } from '../document.js';
import type { Sheet } from './sheet.js';
import type { DocumentTexts } from './texts/italian.js';

/** Certificate of the deposit on the platform for a recipient whom no letter reached (ten days run from it). */
export const drawAnalogFailureDelivery = (
  sheet: Sheet,
  document: AnalogFailureDelivery,
  texts: DocumentTexts,
): void => {
  const words = texts.analogFailure;
  const depositedAt = texts.when(document.depositedAt);

  sheet.title(words.title, words.subtitle);
  sheet.paragraph(words.body(depositedAt));
  sheet.heading(texts.notificationData);
  sheet.facts([
    [texts.iun, document.iun],
    [texts.recipient, [document.recipient.denomination, texts.withTaxId(document.recipient.taxId)]],
    [words.depositedAt, depositedAt],
  ]);
  sheet.note(words.note);
};
