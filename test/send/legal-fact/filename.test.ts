import { describe, expect, it } from 'vitest';
import { filenameOf } from '../../../src/send/legal-fact/routes.js';

const iun = 'NMDX-NVHP-UEZE-202606-Y-1';

describe('the file name of a legal fact', () => {
  it('is IUN and key without signs', () => {
    expect(filenameOf(iun, 'PN_LEGAL_FACTS-0a.pdf', 'application/pdf')).toBe(
      'NMDXNVHPUEZE202606Y1_PNLEGALFACTS0apdf.pdf',
    );
  });

  it('has the type between them where the call names one, spelled as in the call', () => {
    expect(filenameOf(iun, 'PN_LEGAL_FACTS-0a.pdf', 'application/pdf', 'SENDER_ACK')).toBe(
      'NMDXNVHPUEZE202606Y1_SENDER_ACK_PNLEGALFACTS0apdf.pdf',
    );
  });

  it('ends as the document does', () => {
    expect(filenameOf(iun, 'PN_EXTERNAL_LEGAL_FACTS-0a.xml', 'application/xml', 'PEC_RECEIPT')).toMatch(/xml\.xml$/);
    expect(filenameOf(iun, 'PN_EXTERNAL_LEGAL_FACTS-0a.zip', 'application/zip')).toMatch(/zip\.zip$/);
  });
});
