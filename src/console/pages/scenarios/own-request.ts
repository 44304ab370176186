import type { Sender } from '../../api/shapes.js';
import type { Uploaded } from '../../api/upload.js';

/** What the form asks for. */
export interface OwnFields {
  readonly subject: string;
  readonly name: string;
  readonly taxId: string;
  readonly isCompany: boolean;
  readonly pec: string;
  readonly street: string;
  readonly zip: string;
  readonly town: string;
  readonly province: string;
  readonly letter: 'AR_REGISTERED_LETTER' | 'REGISTERED_LETTER_890';
  readonly hasPayment: boolean;
}

/** A person without any contact of her own, who lives where the test environment delivers. */
export const sample: OwnFields = {
  subject: 'Avviso di accertamento IMU, anno 2022',
  name: 'Loretta Franco',
  taxId: 'LRTFNC80A01F205B',
  isCompany: false,
  pec: '',
  street: 'VIA @OK_AR',
  zip: '20121',
  town: 'MILANO',
  province: 'MI',
  letter: 'AR_REGISTERED_LETTER',
  hasPayment: true,
};

/**
 * Body of `sendNewNotificationV26`.
 * @param mark makes protocol number and notice differ from all others: milliseconds of this moment
 */
export const requestOf = (fields: OwnFields, sender: Sender, file: Uploaded, mark: number): object => {
  const { subject, name, taxId, isCompany, pec, street, zip, town, province, letter, hasPayment } = fields;
  const noticeCode = `302010${String(mark % 1e12).padStart(12, '0')}`;
  return {
    paProtocolNumber: `CONSOLE-${mark}`,
    subject,
    notificationFeePolicy: 'DELIVERY_MODE',
    paFee: 100,
    vat: 22,
    physicalCommunicationType: letter,
    senderDenomination: sender.denomination,
    senderTaxId: sender.taxId,
    taxonomyCode: '010101P',
    recipients: [
      {
        recipientType: isCompany ? 'PG' : 'PF',
        taxId,
        denomination: name,
        ...(pec === '' ? {} : { digitalDomicile: { type: 'PEC', address: pec } }),
        physicalAddress: { address: street, zip, municipality: town, ...(province === '' ? {} : { province }) },
        ...(hasPayment
          ? { payments: [{ pagoPa: { noticeCode, creditorTaxId: '77777777777', applyCost: true } }] }
          : {}),
      },
    ],
    documents: [
      {
        title: subject,
        contentType: 'application/pdf',
        digests: { sha256: file.sha256 },
        ref: { key: file.key, versionToken: file.versionToken },
      },
    ],
  };
};

/** A page with nothing on it, for whoever has no file at hand. */
export const blankPdf = (): Blob =>
  new Blob([
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n',
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
  ]);
