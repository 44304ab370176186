import type { SenderAck } from '../document.js';
import { addressLines } from './address-lines.js';
import { fonts, page } from './look.js';
import type { Sheet } from './sheet.js';
import type { DocumentTexts } from './texts/italian.js';

/** Rows of the list; a request may name tens of thousands of forms, which nobody reads. */
const mostFiles = 500;

/** Certificate of what the sender filed: parties, addresses, and the digest of each file. */
export const drawSenderAck = (sheet: Sheet, document: SenderAck, texts: DocumentTexts): void => {
  const words = texts.senderAck;
  const filedAt = texts.when(document.filedAt);

  sheet.title(words.title, words.subtitle);
  sheet.paragraph(words.body(filedAt));
  sheet.heading(texts.notificationData);
  sheet.facts([
    [texts.iun, document.iun],
    [texts.sender, [document.sender.denomination, texts.withTaxId(document.sender.taxId)]],
    [texts.subject, document.subject],
    [words.filedAt, filedAt],
  ]);

  sheet.heading(texts.recipients);
  sheet.grid(
    [
      { title: words.number, width: 26 },
      { title: texts.recipient, width: 150 },
      { title: words.digitalDomicile, width: 130 },
      { title: words.physicalAddress, width: page.contentWidth - 306 },
    ],
    document.recipients.map((recipient, i) => [
      String(i + 1),
      [recipient.denomination, texts.withTaxId(recipient.taxId)],
      recipient.digitalDomicile ?? texts.none,
      recipient.physicalAddress ? addressLines(recipient.physicalAddress) : texts.none,
    ]),
  );

  sheet.heading(words.files);
  sheet.paragraph(words.filesBody);
  sheet.grid(
    [
      { title: words.number, width: 26 },
      { title: words.file, width: page.contentWidth - 26 - 248 },
      { title: words.digest, width: 248, font: fonts.mono },
    ],
    document.files.slice(0, mostFiles).map((file, i) => {
      const owner = file.recIndex === undefined ? '' : ` – ${words.ofRecipient(file.recIndex + 1)}`;
      const kind = `${words.fileKind[file.kind]}${owner}`;
      return [String(i + 1), file.title ? [file.title, kind] : kind, file.sha256Base64];
    }),
  );
  const more = document.files.length - mostFiles;
  if (more > 0) sheet.paragraph(words.moreFiles(more));
};
