import { describe, expect, it } from 'vitest';
import { documentKeyViolations, repeatedAttachmentViolations } from '../../../src/send/request/attachment-rules.js';
import { aDocument, anAttachment, anF24, aPagoPa, aRecipient, aRequest } from './a-request.js';

describe('keys of documents', () => {
  it.each([
    'PN_NOTIFICATION_ATTACHMENTS-1.pdf',
    'safestorage://PN_NOTIFICATION_ATTACHMENTS-1',
    'xPN_NOTIFICATION_ATTACHMENTSx',
  ])('accept %s', (key) => {
    expect(documentKeyViolations([aDocument(0, anAttachment(key))])).toEqual([]);
  });

  it('tell each wrong one, case counted', () => {
    const wrong = ['pn_notification_attachments-1.pdf', 'PN_AAR-1.pdf'].map((key) => aDocument(0, anAttachment(key)));

    expect(documentKeyViolations([aDocument(), ...wrong]).map((violation) => violation.detail)).toEqual([
      'Document Attachments key pn_notification_attachments-1.pdf does not contain the expected value: PN_NOTIFICATION_ATTACHMENTS',
      'Document Attachments key PN_AAR-1.pdf does not contain the expected value: PN_NOTIFICATION_ATTACHMENTS',
    ]);
  });
});

describe('the same file twice', () => {
  const file = anAttachment('PN_NOTIFICATION_ATTACHMENTS-form.pdf');
  const paidWith = (n: number) => aPagoPa(n, { attachment: file });
  const places = (...args: Parameters<typeof aRequest>) =>
    repeatedAttachmentViolations(aRequest(...args)).map((violation) => violation.hint.en);

  it('is refused among the documents, once for the request', () => {
    expect(places({ documents: [aDocument(), aDocument(1), aDocument(), aDocument(1)] })).toEqual([
      expect.stringContaining('documents[0] and documents[2]'),
    ]);
  });

  it('is refused as document and payment attachment', () => {
    expect(places({ documents: [file], recipients: [aRecipient({ payments: [anF24(), paidWith(0)] })] })).toEqual([
      expect.stringContaining('documents[0] and recipients[0].payments[1].pagoPa.attachment'),
    ]);
  });

  it('is refused in two payments of one recipient', () => {
    expect(places({ recipients: [aRecipient(), aRecipient({ payments: [paidWith(0), paidWith(1)] })] })).toEqual([
      expect.stringContaining('recipients[1].payments[0].pagoPa.attachment and recipients[1].payments[1]'),
    ]);
  });

  it('may be shared by two recipients', () => {
    expect(
      places({ recipients: [aRecipient({ payments: [paidWith(0)] }), aRecipient({ payments: [paidWith(1)] })] }),
    ).toEqual([]);
  });

  it('is another file with another sha256', () => {
    const other = { ...aDocument(), digests: { sha256: 'a'.repeat(43).concat('=') } };

    expect(places({ documents: [aDocument(), other] })).toEqual([]);
  });

  it('is not looked for among F24 metadata', () => {
    expect(places({ recipients: [aRecipient({ payments: [anF24(), anF24()] })] })).toEqual([]);
  });
});
