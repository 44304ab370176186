import type { PostalScan, ScanType } from '../../document.js';
import type { DrawQrCode } from '../qr-code.js';
import type { Sheet } from '../sheet.js';
import type { DocumentTexts } from '../texts/italian.js';
import { drawConformCopy } from './conform-copy.js';
import { drawEnquiry } from './enquiry.js';
import { drawEnvelope } from './envelope.js';
import { drawEventTable } from './event-table.js';
import { drawPostalLetter } from './postal-letter.js';
import { drawReturnReceipt } from './return-receipt.js';

type Draw = (sheet: Sheet, scan: PostalScan, texts: DocumentTexts, drawQrCode: DrawQrCode) => void;

const pictures: Readonly<Record<Exclude<ScanType, 'Copia Conforme AAR'>, Draw>> = {
  AR: drawReturnReceipt,
  '23L': drawReturnReceipt,
  ARCAD: drawReturnReceipt,
  Plico: drawEnvelope,
  Indagine: drawEnquiry,
  CAD: drawPostalLetter,
  CAN: drawPostalLetter,
};

/** A scan: the paper as a picture, and below it what its event says. The conform copy is the print itself. */
export const drawPostalScan: Draw = (sheet, scan, texts, drawQrCode) => {
  if (scan.documentType === 'Copia Conforme AAR') {
    drawConformCopy(sheet, scan, texts, drawQrCode);
    return;
  }
  sheet.title(texts.postal.title[scan.documentType]);
  pictures[scan.documentType](sheet, scan, texts, drawQrCode);
  drawEventTable(sheet, scan, texts);
};
