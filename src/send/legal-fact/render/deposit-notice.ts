import type { DepositNotice } from '../document.js';
import { colours, fonts, page } from './look.js';
import type { Sheet } from './sheet.js';
import type { DocumentTexts } from './texts/italian.js';
import { winAnsi } from './win-ansi.js';

/** What a page of the notice states; the conform copy of a print has it too. */
type NoticeData = Pick<DepositNotice, 'iun' | 'sender' | 'recipient' | 'subject'>;

/**
 * Notice of deposit (AAR): who sent what, how to open it; on the back, what happens next. Always two pages, as the
 * timeline says, so values longer than the API admits are cut.
 */
export const drawDepositNotice = (sheet: Sheet, document: DepositNotice, texts: DocumentTexts): void => {
  drawDepositNoticeFront(sheet, document, texts);
  sheet.newPage();
  drawDepositNoticeBack(sheet, document, texts);
};

export const drawDepositNoticeFront = (sheet: Sheet, notice: NoticeData, texts: DocumentTexts): void => {
  const words = texts.depositNotice;
  const sender = shortened(notice.sender.denomination, longestName);
  const recipient = shortened(notice.recipient.denomination, longestName);

  sheet.title(words.title, words.subtitle);
  sheet.paragraph(words.opening(recipient));
  sheet.paragraph(words.body(sender));
  sheet.facts([
    [texts.sender, [sender, texts.withTaxId(notice.sender.taxId)]],
    [texts.recipient, [recipient, texts.withTaxId(notice.recipient.taxId)]],
    [texts.subject, shortened(notice.subject, longestSubject)],
  ]);
  drawCode(sheet, notice.iun, words.code);
  sheet.heading(words.howTo);
  sheet.steps(words.steps);
  sheet.paragraph(words.continues);
};

export const drawDepositNoticeBack = (sheet: Sheet, notice: NoticeData, texts: DocumentTexts): void => {
  const words = texts.depositNotice;
  sheet.title(words.moreTitle);
  sheet.heading(words.effectTitle);
  sheet.steps(words.effect);
  sheet.heading(words.delegateTitle);
  sheet.paragraph(words.delegateBody);
  sheet.heading(words.contentTitle);
  sheet.paragraph(words.contentBody(shortened(notice.sender.denomination, longestName)));
  sheet.heading(words.contactsTitle);
  sheet.paragraph(words.contactsBody);
  sheet.note(words.simulated);
};

/** Limits of the API, in characters. Source: pn-delivery, schema NewNotificationRequestV25 */
const longestName = 88;
const longestSubject = 512;

const shortened = (text: string, longest: number): string =>
  text.length > longest ? `${text.slice(0, longest - 1)}…` : text;

const drawCode = (sheet: Sheet, iun: string, label: string): void => {
  const { pdf } = sheet;
  const top = sheet.room(62);
  pdf.roundedRect(page.left, top, page.contentWidth, 50, 5).lineWidth(1.2).stroke(colours.accent);
  pdf.font(fonts.regular, 8.5).fillColor(colours.soft);
  pdf.text(label, page.left, top + 9, { width: page.contentWidth, align: 'center', lineBreak: false });
  pdf.font(fonts.bold, 17).fillColor(colours.ink);
  pdf.text(winAnsi(iun), page.left, top + 23, { width: page.contentWidth, align: 'center', lineBreak: false });
};
