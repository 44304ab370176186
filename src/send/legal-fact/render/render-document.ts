import { toEpochMs } from '../../../clock/instant.js';
import type { PecReceipt, PlatformDocument } from '../document.js';
import { drawAnalogDeliveryTimeout } from './analog-delivery-timeout.js';
import { drawAnalogFailureDelivery } from './analog-failure-delivery.js';
import { drawDepositNotice } from './deposit-notice.js';
import { drawDigitalDelivery } from './digital-delivery.js';
import { drawDowntimeCertificate } from './downtime-certificate.js';
import { drawF24Form } from './f24-form.js';
import { addLetters } from './letters.js';
import type { Pdf } from './look.js';
import { drawNotificationCancelled } from './notification-cancelled.js';
import { type Letterhead, markPages } from './page-marks.js';
import { pecReceiptXml } from './pec-receipt.js';
import { type DrawQrCode, loadQrCode } from './qr-code.js';
import { drawRecipientAccess } from './recipient-access.js';
import { drawPostalScan } from './scan/postal-scan.js';
import { scanArchive } from './scan/scan-archive.js';
import { drawSenderAck } from './sender-ack.js';
import { createSheet, type Sheet } from './sheet.js';
import { type DocumentTexts, italianTexts } from './texts/italian.js';
import { textsIn } from './texts/translation.js';
import { titleOf } from './title.js';
import { winAnsi } from './win-ansi.js';

type PdfDocument = Exclude<PlatformDocument, PecReceipt>;

/**
 * The file of a document: PDF, XML for the receipts of the PEC, ZIP for some reports of the post (see `contentTypeOf`). The
 * same document gives the same bytes: the dates inside the file are those of the document.
 */
export const renderDocument = async (document: PlatformDocument): Promise<Buffer> => {
  if (document.kind === 'PEC_RECEIPT') return Buffer.from(pecReceiptXml(document, italianTexts), 'utf8');
  const pdf = await renderPdf(document, italianTexts);
  return document.kind === 'ANALOG_DELIVERY' && document.isArchive ? scanArchive(document, pdf, italianTexts) : pdf;
};

const renderPdf = async (document: PdfDocument, texts: DocumentTexts): Promise<Buffer> => {
  // Loaded with the first file that is asked for: it costs a quarter of a second, which a start should not pay.
  const { default: PDFDocument } = await import('pdfkit');
  const drawQrCode = await loadQrCode();
  const issuedAt = new Date(toEpochMs(document.issuedAt));
  const pdf: Pdf = new PDFDocument({
    size: 'A4',
    pdfVersion: '1.7',
    compress: true,
    bufferPages: true,
    // The sheet breaks pages itself; a margin would make the library break them too.
    margin: 0,
    lang: 'it-IT',
    info: {
      Title: winAnsi(`${titleOf(document, texts)} – ${'iun' in document ? document.iun : document.incidentId}`),
      Subject: texts.mark,
      Creator: 'send-simulator',
      Producer: 'send-simulator',
      CreationDate: issuedAt,
      ModDate: issuedAt,
    },
  });
  const bytes = collected(pdf);
  addLetters(pdf);
  const letterhead = letterheadOf(document);
  const sheet = createSheet(pdf, letterhead);
  draw(sheet, document, texts, drawQrCode);
  const second = 'language' in document && document.language ? textsIn(document.language) : undefined;
  const italianPages = pdf.bufferedPageRange().count;
  if (second) {
    sheet.newPage();
    draw(sheet, document, second, drawQrCode);
  }
  markPages(pdf, subjectOf(document, texts), letterhead, (page) => (second && page >= italianPages ? second : texts));
  pdf.end();
  return bytes;
};

/** What the foot of each page says that the document is about. */
const subjectOf = (document: PdfDocument, texts: DocumentTexts): string =>
  'iun' in document ? `${texts.iun} ${document.iun}` : `${texts.downtime.reference} ${document.incidentId}`;

/** A conform copy is the print of a document of the platform, letterhead included. */
const letterheadOf = (document: PdfDocument): Letterhead => {
  if (document.kind === 'F24') return 'FORM';
  return document.kind === 'ANALOG_DELIVERY' && document.documentType !== 'Copia Conforme AAR' ? 'SCAN' : 'PLATFORM';
};

const draw = (sheet: Sheet, document: PdfDocument, texts: DocumentTexts, drawQrCode: DrawQrCode): void => {
  switch (document.kind) {
    case 'SENDER_ACK':
      drawSenderAck(sheet, document, texts);
      break;
    case 'DIGITAL_DELIVERY':
      drawDigitalDelivery(sheet, document, texts);
      break;
    case 'ANALOG_FAILURE_DELIVERY':
      drawAnalogFailureDelivery(sheet, document, texts);
      break;
    case 'ANALOG_DELIVERY_TIMEOUT':
      drawAnalogDeliveryTimeout(sheet, document, texts);
      break;
    case 'RECIPIENT_ACCESS':
      drawRecipientAccess(sheet, document, texts);
      break;
    case 'NOTIFICATION_CANCELLED':
      drawNotificationCancelled(sheet, document, texts);
      break;
    case 'AAR':
      drawDepositNotice(sheet, document, texts, drawQrCode);
      break;
    case 'ANALOG_DELIVERY':
      drawPostalScan(sheet, document, texts, drawQrCode);
      break;
    case 'DOWNTIME':
      drawDowntimeCertificate(sheet, document, texts);
      break;
    case 'F24':
      drawF24Form(sheet, document, texts);
      break;
    default:
      document satisfies never;
  }
};

const collected = async (pdf: Pdf): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of pdf) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};
