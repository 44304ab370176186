import type { NotificationCancelled } from '../document.js';
import { page } from './look.js';
import type { Sheet } from './sheet.js';
import type { DocumentTexts } from './texts/italian.js';

/** Certificate that the sender withdrew the notification. */
export const drawNotificationCancelled = (
  sheet: Sheet,
  document: NotificationCancelled,
  texts: DocumentTexts,
): void => {
  const words = texts.cancelled;
  const requestedAt = texts.when(document.requestedAt);

  sheet.title(words.title, words.subtitle);
  sheet.paragraph(words.body(requestedAt));
  sheet.heading(texts.notificationData);
  sheet.facts([
    [texts.iun, document.iun],
    [texts.sender, [document.sender.denomination, texts.withTaxId(document.sender.taxId)]],
    [words.requestedAt, requestedAt],
  ]);
  sheet.heading(texts.recipients);
  sheet.grid(
    [
      { title: texts.recipient, width: page.contentWidth - 180 },
      { title: texts.taxId, width: 180 },
    ],
    document.recipients.map((recipient) => [recipient.denomination, recipient.taxId]),
  );
};
