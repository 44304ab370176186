import type { Party, RecipientAccess } from '../document.js';
import type { Fact, Sheet } from './sheet.js';
import type { DocumentTexts } from './texts/italian.js';

/** Certificate of the first access, by the recipient or by a delegate. */
export const drawRecipientAccess = (sheet: Sheet, document: RecipientAccess, texts: DocumentTexts): void => {
  const words = texts.recipientAccess;
  const accessedAt = texts.when(document.accessedAt);
  const party = (label: string, who: Party): Fact => [label, [who.denomination, texts.withTaxId(who.taxId)]];

  sheet.title(words.title, words.subtitle);
  sheet.paragraph(document.delegate ? words.delegateBody(accessedAt) : words.body(accessedAt));
  sheet.heading(texts.notificationData);
  sheet.facts([
    [texts.iun, document.iun],
    party(texts.recipient, document.recipient),
    ...(document.delegate ? [party(texts.delegate, document.delegate)] : []),
    [words.accessedAt, accessedAt],
  ]);
};
