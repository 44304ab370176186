import { afterEach, describe, expect, it, vi } from 'vitest';
import { contentTypeOf, type PlatformDocument, scanTypes } from '../../../src/send/legal-fact/document.js';
import { countPdfPages } from '../../../src/send/legal-fact/pdf-pages.js';
import { renderDocument } from '../../../src/send/legal-fact/render/render-document.js';
import { smallestForms } from '../payment/f24-forms.js';
import { aForm, aScan, everyDocument, everyLongDocument } from './support/documents.js';
import { pageTexts, placedTexts } from './support/pdf-text.js';

const mark = 'SIMULAZIONE – senza valore legale';
const documents = Object.entries(everyDocument());
const longDocuments = Object.entries(everyLongDocument());
const isPdf = ([, document]: readonly [string, PlatformDocument]): boolean => document.kind !== 'PEC_RECEIPT';
const pdfs = documents.filter(isPdf);
const longPdfs = longDocuments.filter(isPdf);

const made = new Map<PlatformDocument, Promise<Buffer>>();
/** A document is rendered once for all that is looked at in it. */
const bytesOf = (document: PlatformDocument): Promise<Buffer> => {
  const bytes = made.get(document) ?? renderDocument(document);
  made.set(document, bytes);
  return bytes;
};

const usual = (name: string): PlatformDocument => {
  const document = Object.fromEntries(documents)[name];
  if (!document) throw new Error(`no document ${name}`);
  return document;
};
const textOf = async (document: PlatformDocument): Promise<string> => pageTexts(await bytesOf(document)).join(' ');

describe('every document', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each(documents)('%s begins as its content type promises', async (_, document) => {
    const bytes = await bytesOf(document);

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
    const pages = pageTexts(await bytesOf(document));

    expect(pages.length).toBeGreaterThan(0);
    pages.forEach((text, i) => {
      expect(text.split(mark)).toHaveLength(3);
      expect(text).toContain('iun' in document ? `IUN ${document.iun}` : `Malfunzionamento ${document.incidentId}`);
      expect(text).toMatch(new RegExp(`(Pagina|Seite|Page|Stran) ${i + 1} (di|von|sur|od) ${pages.length}`));
    });
  });

  it.each(longPdfs)(
    '%s with the longest values prints no text over another and none outside its page',
    async (_, document) => {
      for (const texts of placedTexts(await bytesOf(document))) {
        const places = texts.map(({ x, y }) => `${x} ${y}`);
        expect(new Set(places).size).toBe(places.length);
        const footer = texts.filter(({ y }) => y < 46);
        expect(footer).toHaveLength(3);
        expect(texts.filter(({ y }) => y >= 46 && y < 63).map(({ text }) => text)).toEqual([]);
      }
    },
  );

  it.each([...pdfs, ...longPdfs])('%s says its pages to whoever counts them', async (_, document) => {
    const bytes = await bytesOf(document);

    expect(countPdfPages(bytes)).toBe(pageTexts(bytes).length);
  });

  it('prints names in letters that the fonts lack with the nearest ones', async () => {
    const document = usual('access');
    if (document.kind !== 'RECIPIENT_ACCESS') throw new Error('other kind');

    const text = await textOf({
      ...document,
      recipient: { denomination: 'Žiga Đorđe Čučnik Dvořák\n中 Niccolò', taxId: 'X' },
    });

    expect(text).toContain('Žiga Ðorđe Čučnik Dvorák ? Niccolò');
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

  it('SENDER_ACK lists five hundred files and counts the others', async () => {
    const document = usual('sender-ack');
    if (document.kind !== 'SENDER_ACK') throw new Error('other kind');
    const [file] = document.files;
    if (!file) throw new Error('no file');

    const text = await textOf({ ...document, files: Array.from({ length: 40_000 }, () => file) });
    expect(text).toContain('Altri 39500 file depositati non sono elencati.');
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

describe('a second language', () => {
  it.each([
    ['DE', 'sender-ack', 'Bescheinigung über die Übernahme der Zustellung', '03.06.2026 um 10:15 Uhr', 'Seite 2 von 2'],
    ['FR', 'digital-failure', 'Avis d’échec de la remise numérique', '10/06/2026 à 10:17', 'Page 2 sur 2'],
    ['SL', 'access-delegate', 'Potrdilo o opravljenem dostopu', '05. 06. 2026 ob 20:02', 'Stran 2 od 2'],
    ['DE', 'digital-success', 'Bescheinigung über die erfolgte digitale Zustellung', 'Zugestellt', 'Empfänger'],
    ['SL', 'analog-failure', 'Potrdilo o deponiranju zaradi nedosegljivosti', '01. 07. 2026 ob 10:17', 'Naslovnik'],
    ['FR', 'cancelled', 'Attestation d’annulation de la notification', '05/06/2026 à 20:02', 'Destinataires'],
  ] as const)(
    '%s follows the Italian text of %s on pages of its own, with the same data',
    async (language, name, ...said) => {
      const italian = pageTexts(await bytesOf(usual(name)));
      const both = pageTexts(await bytesOf({ ...usual(name), language } as PlatformDocument));

      const second = both.slice(italian.length).join(' ');
      expect(both).toHaveLength(2 * italian.length);
      for (const text of said) expect(second).toContain(text);
      expect(second).toContain('Galileo Galilei');
      expect(second).toContain('KWXP-LQRU-TVEH-202606-Y-1');
      expect(both[0]?.replace(/di 2/, 'di 1')).toBe(italian[0]);
    },
  );

  it.each(['DE', 'FR', 'SL'] as const)('%s leaves no word of the notice in Italian', async (language) => {
    const both = pageTexts(await bytesOf({ ...usual('aar'), language } as PlatformDocument));

    expect(both).toHaveLength(4);
    // Of the sample's own words and of the mark only.
    const second = both
      .slice(2)
      .join(' ')
      .replaceAll(mark, '')
      .replaceAll('Comune di Sampletown – Ufficio Tributi', '')
      .replaceAll('Avviso di accertamento IMU – anno d’imposta 2024', '');
    expect(second).not.toMatch(/\b(della|notifica|destinatario|mittente|avviso|documenti)\b/i);
  });
});

describe('the notice of deposit', () => {
  it.each([
    ['usual values', usual('aar')],
    ['the longest values', everyLongDocument().aar],
  ])('has two pages with %s', async (_, document) => {
    if (!document) throw new Error('no notice');

    expect(pageTexts(await bytesOf(document))).toHaveLength(2);
  });

  it('cuts values that no request can have rather than taking a third page', async () => {
    const party = { denomination: 'W'.repeat(5_000), taxId: 'X' };
    const notice = { ...usual('aar'), subject: 'W'.repeat(20_000), sender: party, recipient: party };

    expect(pageTexts(await bytesOf(notice))).toHaveLength(2);
  });
});

describe('the F24', () => {
  it('highlights the record that bears the cost, with what of it is the sender’s', async () => {
    const text = await textOf(usual('f24-standard'));

    for (const stated of [
      'LRTFNC80A01F205B',
      'LORETTA',
      '01/01/1980',
      '12/2026',
      '96,45',
      'detrazione 200,00',
      '€ 6,45. Importo indicato dall’ente: € 90,00',
      'SALDO FINALE',
      'EUR 220,42',
      '3ª copia – per chi versa',
    ]) {
      expect(text).toContain(stated);
    }
  });

  it('goes on with its records on the next page of each copy', async () => {
    const record = { applyCost: false, section: 'EL', municipality: 'F205', taxType: '3918', debit: 100 };
    const records = Array.from({ length: 11 }, () => record);
    const form = aForm('f24Simplified', 0, { ...smallestForms.f24Simplified, payments: { records } });
    const pages = pageTexts(await bytesOf(form));

    expect(pages.map((text) => /EUR \S+/.exec(text)?.[0])).toEqual(['EUR 10,00', 'EUR 1,00']);
    expect(pages[1]).toContain('foglio 2 di 2');
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
    expect(pageTexts(await bytesOf(aScan('Copia Conforme AAR')))).toHaveLength(2);
    expect(pageTexts(await bytesOf(aScan('Copia Conforme AAR', { pages: 1 })))).toHaveLength(1);
    expect(pageTexts(await bytesOf(aScan('Copia Conforme AAR', { pages: 3 })))).toHaveLength(3);
  });
});

describe('the receipt of a PEC', () => {
  it('states kind, mark, parties, date and message', async () => {
    const xml = (await bytesOf(usual('pec-delivered'))).toString('utf8');

    expect(xml).toContain('tipo="avvenuta-consegna"');
    expect(xml).toContain(mark);
    expect(xml).toContain('<destinatario>galileo.galilei@pec.example.it</destinatario>');
    expect(xml).toContain('istante="2026-06-03T08:16:10Z"');
    expect(xml).toContain('<identificativo>mock-5f0f1c8e</identificativo>');
    expect(xml).not.toContain('<errore>');
  });

  it('escapes what XML would misread and drops what it forbids', async () => {
    const receipt = { ...usual('pec-failed'), identifier: 'a\u0000b\ud800c' };

    const xml = (await bytesOf(receipt as PlatformDocument)).toString('utf8');

    expect(xml).toContain('<destinatario>&quot;&lt;&amp;&gt;&quot;@fail.it</destinatario>');
    expect(xml).toContain('<errore>casella &amp; dominio &lt;inesistente&gt;</errore>');
    expect(xml).toContain('<identificativo>abc</identificativo>');
  });
});
