import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { contentTypeOf, type PlatformDocument, scanTypes } from '../../../src/send/legal-fact/document.js';
import { countPdfPages } from '../../../src/send/legal-fact/pdf-pages.js';
import { renderDocument } from '../../../src/send/legal-fact/render/render-document.js';
import { aScan, everyDocument, everyLongDocument } from './support/documents.js';
import { pageTexts, placedTexts } from './support/pdf-text.js';

const mark = 'SIMULAZIONE – senza valore legale';
const documents = Object.entries(everyDocument());
const longDocuments = Object.entries(everyLongDocument());
const isPdf = ([, document]: readonly [string, PlatformDocument]): boolean => document.kind !== 'PEC_RECEIPT';
const pdfs = documents.filter(isPdf);
const longPdfs = longDocuments.filter(isPdf);

const usual = (name: string): PlatformDocument => {
  const document = everyDocument()[name];
  if (!document) throw new Error(`no document ${name}`);
  return document;
};
const textOf = async (document: PlatformDocument): Promise<string> =>
  pageTexts(await renderDocument(document)).join(' ');

describe('every document', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each(documents)('%s begins as its content type promises', async (_, document) => {
    const bytes = await renderDocument(document);

    const isXml = document.kind === 'PEC_RECEIPT';
    expect(bytes.toString('latin1', 0, 5)).toBe(isXml ? '<?xml' : '%PDF-');
    expect(contentTypeOf(document)).toBe(isXml ? 'application/xml' : 'application/pdf');
  });

  it.each(documents)('%s has the same bytes on any day on which it is made', async (_, document) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 0, 1) });
    const first = await renderDocument(document);

    vi.setSystemTime(Date.UTC(2031, 5, 5));
    const second = await renderDocument(document);

    expect(second.equals(first)).toBe(true);
  });

  it.each([...pdfs, ...longPdfs])('%s carries mark, its subject and page number on every page', async (_, document) => {
    const pages = pageTexts(await renderDocument(document));

    expect(pages.length).toBeGreaterThan(0);
    pages.forEach((text, i) => {
      expect(text.split(mark)).toHaveLength(3);
      expect(text).toContain('iun' in document ? `IUN ${document.iun}` : `Malfunzionamento ${document.incidentId}`);
      expect(text).toContain(`Pagina ${i + 1} di ${pages.length}`);
    });
  });

  it.each(longPdfs)(
    '%s with the longest values prints no text over another and none outside its page',
    async (_, document) => {
      for (const texts of placedTexts(await renderDocument(document))) {
        const places = texts.map(({ x, y }) => `${x} ${y}`);
        expect(new Set(places).size).toBe(places.length);
        const footer = texts.filter(({ y }) => y < 46);
        expect(footer).toHaveLength(3);
        expect(texts.filter(({ y }) => y >= 46 && y < 63).map(({ text }) => text)).toEqual([]);
      }
    },
  );

  it.each([...pdfs, ...longPdfs])('%s says its pages to whoever counts them', async (_, document) => {
    const bytes = await renderDocument(document);

    expect(countPdfPages(bytes)).toBe(pageTexts(bytes).length);
  });

  const hasPdfinfo = spawnSync('pdfinfo', ['-v']).error === undefined;
  it.skipIf(!hasPdfinfo)('is read by pdfinfo with the same number of pages', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'send-simulator-pdf-'));
    try {
      for (const [name, document] of [...pdfs, ...longPdfs]) {
        const bytes = await renderDocument(document);
        const file = join(folder, 'document.pdf');
        writeFileSync(file, bytes);
        const pages = /^Pages:\s+(\d+)$/m.exec(execFileSync('pdfinfo', [file], { encoding: 'utf8' }));
        expect(`${name}: ${pages?.[1]}`).toBe(`${name}: ${countPdfPages(bytes)}`);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('prints names in letters that the fonts lack with the nearest ones', async () => {
    const document = usual('access');
    if (document.kind !== 'RECIPIENT_ACCESS') throw new Error('other kind');

    const text = await textOf({
      ...document,
      recipient: { denomination: 'Žiga Đorđe Čučnik\n中 Niccolò', taxId: 'X' },
    });

    expect(text).toContain('Žiga Dorde Cucnik ? Niccolò');
  });
});

describe('the certificates', () => {
  it('SENDER_ACK states parties, addresses, subject, filing time in Rome and the digest of every file', async () => {
    const text = await textOf(usual('sender-ack'));

    for (const stated of [
      'Comune di Sampletown',
      '80012345678',
      'Galileo Galilei',
      'GLLGLL64B15G702I',
      'galileo.galilei@pec.example.it',
      'Via Roma 15',
      '56121 Pisa (PI)',
      'Avviso di accertamento IMU',
      '03/06/2026 alle ore 10:15',
      'Atto notificato',
      'Avviso di pagamento – destinatario 1',
      'F24 – prima rata',
      'jezIVxlG1M1woCSUngM6KipUN3/p8cG5RMIPnuEanlE=',
      'MV9b23bQeMQ7isAGTkoBZGErH853yGk0W/yUx1iU7dM=',
    ]) {
      expect(text).toContain(stated);
    }
  });

  it('DIGITAL_DELIVERY of a success states the delivery and no deposit', async () => {
    const text = await textOf(usual('digital-success'));

    expect(text).toContain('Attestazione di avvenuta notifica digitale');
    expect(text).toContain('Consegnato');
    expect(text).toContain('galileo.galilei@pec.example.it');
    expect(text).not.toContain('area riservata');
  });

  it('DIGITAL_DELIVERY of a failure lists each attempt and says that the notice lies in the reserved area', async () => {
    const text = await textOf(usual('digital-failure'));

    expect(text.match(/prova@fail\.it/g)).toHaveLength(4);
    expect(text).toContain('06/06/2026 alle ore 10:16');
    expect(text).toContain('area riservata');
    expect(text).toContain('quindici giorni');
  });

  it('RECIPIENT_ACCESS names the delegate only when there is one', async () => {
    expect(await textOf(usual('access'))).not.toContain('Delegato');
    expect(await textOf(usual('access-delegate'))).toContain('Lucrezia Borgia');
  });

  it('ANALOG_FAILURE_DELIVERY and NOTIFICATION_CANCELLED state their dates', async () => {
    expect(await textOf(usual('analog-failure'))).toContain('01/07/2026 alle ore 10:17');
    expect(await textOf(usual('cancelled'))).toContain('05/06/2026 alle ore 20:02');
  });

  it('the one of a malfunction states the function, its time in Rome, and no IUN', async () => {
    const text = await textOf(usual('downtime'));

    expect(text).toContain('NOTIFICATION_WORKFLOW');
    expect(text).toContain('05/06/2026 alle ore 09:30');
    expect(text).toContain('05/06/2026 alle ore 20:02');
    expect(text).not.toContain('IUN');
  });
});

describe('the notice of deposit', () => {
  it.each([
    ['usual values', usual('aar')],
    ['the longest values', everyLongDocument().aar],
  ])('has two pages with %s', async (_, document) => {
    if (!document) throw new Error('no notice');

    expect(pageTexts(await renderDocument(document))).toHaveLength(2);
  });

  it('cuts values that no request can have rather than taking a third page', async () => {
    const party = { denomination: 'W'.repeat(5_000), taxId: 'X' };
    const notice = { ...usual('aar'), subject: 'W'.repeat(20_000), sender: party, recipient: party };

    expect(pageTexts(await renderDocument(notice))).toHaveLength(2);
  });
});

describe('the scans', () => {
  it.each(scanTypes)('%s states letter, product and event with its meaning', async (documentType) => {
    const text = await textOf(aScan(documentType, { eventCode: 'RECRN002E', failureCause: 'M04' }));

    expect(text).toContain('0f3c5a7e9b1d2f4a6c8e0a1b3d5f7092');
    expect(text).toContain('AR – raccomandata con avviso di ricevimento');
    expect(text).toMatch(/RECRN002E (– )?Destinatario irreperibile – documenti acquisiti/);
    expect(text).toMatch(/M04 (– )?destinatario trasferito/);
    expect(text).toContain('10/06/2026 alle ore 11:40');
  });

  it('Indagine states the new address, or that none was found', async () => {
    expect(await textOf(usual('scan-indagine'))).toContain('Via Nuova 3, ');
    expect(await textOf(usual('scan-indagine-nothing'))).toContain('nessun nuovo indirizzo trovato');
  });

  it('Copia Conforme AAR has the pages of the print, two unless said otherwise', async () => {
    expect(pageTexts(await renderDocument(aScan('Copia Conforme AAR')))).toHaveLength(2);
    expect(pageTexts(await renderDocument(aScan('Copia Conforme AAR', { pages: 1 })))).toHaveLength(1);
    expect(pageTexts(await renderDocument(aScan('Copia Conforme AAR', { pages: 3 })))).toHaveLength(3);
  });
});

describe('the receipt of a PEC', () => {
  it('states kind, mark, parties, date and message', async () => {
    const xml = (await renderDocument(usual('pec-delivered'))).toString('utf8');

    expect(xml).toContain('tipo="avvenuta-consegna"');
    expect(xml).toContain(mark);
    expect(xml).toContain('<destinatario>galileo.galilei@pec.example.it</destinatario>');
    expect(xml).toContain('istante="2026-06-03T08:16:10Z"');
    expect(xml).toContain('<identificativo>mock-5f0f1c8e</identificativo>');
    expect(xml).not.toContain('<errore>');
  });

  it('escapes what XML would misread and drops what it forbids', async () => {
    const receipt = { ...usual('pec-failed'), identifier: 'a\u0000b\ud800c' };

    const xml = (await renderDocument(receipt as PlatformDocument)).toString('utf8');

    expect(xml).toContain('<destinatario>&quot;&lt;&amp;&gt;&quot;@fail.it</destinatario>');
    expect(xml).toContain('<errore>casella &amp; dominio &lt;inesistente&gt;</errore>');
    expect(xml).toContain('<identificativo>abc</identificativo>');
  });
});
