import type { DepositNotice } from '../document.js';
import { colours, fonts, page } from './look.js';
import type { DrawQrCode } from './qr-code.js';
import type { Sheet } from './sheet.js';
import type { DocumentTexts } from './texts/italian.js';
import { winAnsi } from './win-ansi.js';

/** What a page of the notice states; the conform copy of a print has it too. */
type NoticeData = Pick<DepositNotice, 'iun' | 'sender' | 'recipient' | 'subject' | 'accessUrl'>;

/**
 * Notice of deposit (AAR): who sent what, how to open it; on the back, what happens next. Always two pages, as the
 * timeline says, so values longer than the API admits are cut.
 */
export const drawDepositNotice = (
  sheet: Sheet,
  document: DepositNotice,
  texts: DocumentTexts,
  drawQrCode: DrawQrCode,
): void => {
  drawDepositNoticeFront(sheet, document, texts, drawQrCode);
  sheet.newPage();
  drawDepositNoticeBack(sheet, document, texts);
};

export const drawDepositNoticeFront = (
  sheet: Sheet,
  notice: NoticeData,
  texts: DocumentTexts,
  drawQrCode: DrawQrCode,
): void => {
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
  drawCode(sheet, notice, texts, drawQrCode);
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

/** Limits of the API, in characters. Source: pn-delivery, schema NewNotificationRequestV25; api.md 14 */
const longestName = 88;
const longestSubject = 134;

const shortened = (text: string, longest: number): string =>
  text.length > longest ? `${text.slice(0, longest - 1)}…` : text;

const codeHeight = 88;

/** The IUN to type in, beside it the code that a telephone opens. */
const drawCode = (sheet: Sheet, notice: NoticeData, texts: DocumentTexts, drawQrCode: DrawQrCode): void => {
  const { pdf } = sheet;
  const words = texts.depositNotice;
  const top = sheet.room(codeHeight + 12);
  const width = page.contentWidth - codeHeight;
  pdf.roundedRect(page.left, top, page.contentWidth, codeHeight, 5).lineWidth(1.2).stroke(colours.accent);
  pdf.font(fonts.regular, 8.5).fillColor(colours.soft);
  pdf.text(winAnsi(words.code), page.left, top + 25, { width, align: 'center', lineBreak: false });
  pdf.font(fonts.bold, 17).fillColor(colours.ink);
  pdf.text(winAnsi(notice.iun), page.left, top + 41, { width, align: 'center', lineBreak: false });
  const size = codeHeight - 18;
  drawQrCode(pdf, notice.accessUrl, { x: page.right - size - 8, y: top + 3, width: size });
  pdf.font(fonts.regular, 7).fillColor(colours.soft);
  const caption = { width: size + 16, align: 'center' as const, lineBreak: false };
  pdf.text(winAnsi(words.qr), page.right - size - 16, top + size + 4, caption);
};
