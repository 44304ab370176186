import type { DigitalDelivery } from '../document.js';
import { page } from './look.js';
import type { Sheet } from './sheet.js';
import type { DocumentTexts } from './texts/italian.js';

/** Certificate of a digital delivery, or the notice that none succeeded (from which fifteen days run). */
export const drawDigitalDelivery = (sheet: Sheet, document: DigitalDelivery, texts: DocumentTexts): void => {
  const words = texts.digitalDelivery;
  const isSuccess = document.outcome === 'SUCCESS';
  const completedAt = texts.when(document.completedAt);

  sheet.title(isSuccess ? words.successTitle : words.failureTitle, words.subtitle);
  sheet.paragraph(isSuccess ? words.successBody(completedAt) : words.failureBody(completedAt));
  sheet.heading(texts.notificationData);
  sheet.facts([
    [texts.iun, document.iun],
    [texts.recipient, [document.recipient.denomination, texts.withTaxId(document.recipient.taxId)]],
    [words.outcome, isSuccess ? words.delivered : words.notDelivered],
    [words.completedAt, completedAt],
  ]);

  sheet.heading(words.attempts);
  sheet.grid(
    [
      { title: words.at, width: 112 },
      { title: words.address, width: page.contentWidth - 112 - 130 - 86 },
      { title: words.source, width: 130 },
      { title: words.outcome, width: 86 },
    ],
    document.attempts.map((attempt) => [
      texts.when(attempt.at),
      [attempt.address, words.addressType[attempt.addressType]],
      words.sourceName[attempt.source],
      attempt.isDelivered ? words.delivered : words.notDelivered,
    ]),
  );
  if (!isSuccess) sheet.note(words.failureNote(completedAt));
};
