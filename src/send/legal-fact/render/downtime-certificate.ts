import type { DowntimeCertificate } from '../document.js';
import type { Sheet } from './sheet.js';
import type { DocumentTexts } from './texts/italian.js';

/** Certificate that a function of the platform did not work, and since when it does again. */
export const drawDowntimeCertificate = (sheet: Sheet, document: DowntimeCertificate, texts: DocumentTexts): void => {
  const words = texts.downtime;
  const startedAt = texts.when(document.startedAt);
  const endedAt = texts.when(document.endedAt);

  sheet.title(words.title, words.subtitle);
  sheet.paragraph(words.body(startedAt, endedAt));
  sheet.heading(words.data);
  sheet.facts([
    [words.functionality, [words.functionalityName[document.functionality], document.functionality]],
    [words.startedAt, startedAt],
    [words.endedAt, endedAt],
    [words.reference, document.incidentId],
  ]);
  sheet.heading(words.effectTitle);
  sheet.paragraph(words.effect);
  sheet.note(words.simulated);
};
