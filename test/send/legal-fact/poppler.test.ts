import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlatformDocument } from '../../../src/send/legal-fact/document.js';
import { countPdfPages } from '../../../src/send/legal-fact/pdf-pages.js';
import { renderDocument } from '../../../src/send/legal-fact/render/render-document.js';
import { everyDocument, everyLongDocument } from './support/documents.js';

/** The files as a reader of somebody else reads them: poppler, from the Debian package poppler-utils. */
const hasPoppler = ['pdfinfo', 'pdftotext'].every((tool) => spawnSync(tool, ['-v']).error === undefined);
/** And the QR code: poppler makes the picture, zbar (package zbar-tools) reads it. */
const readsCodes = hasPoppler && ['pdftoppm', 'zbarimg'].every((tool) => spawnSync(tool, ['-h']).error === undefined);

const isPdf = ([, document]: readonly [string, PlatformDocument]): boolean => document.kind !== 'PEC_RECEIPT';
const longest = ', longest values';
const usual = Object.entries(everyDocument()).filter(isPdf);
const long = Object.entries(everyLongDocument())
  .filter(isPdf)
  .map(([name, document]) => [`${name}${longest}`, document] as const);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'send-simulator-pdf-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const written = async (document: PlatformDocument): Promise<{ file: string; bytes: Buffer }> => {
  const bytes = await renderDocument(document);
  const file = join(folder, 'document.pdf');
  writeFileSync(file, bytes);
  return { file, bytes };
};
const run = (tool: string, ...args: readonly string[]): { readonly out: string; readonly complaints: string } => {
  const { stdout, stderr, status } = spawnSync(tool, args, { encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  return { out: stdout, complaints: stderr };
};

/** What a document has to say, whatever its words. */
const dataOf = (document: PlatformDocument): readonly string[] => {
  const subject = 'iun' in document ? document.iun : document.incidentId;
  switch (document.kind) {
    case 'SENDER_ACK':
      return [
        subject,
        document.sender.taxId,
        document.subject,
        ...document.recipients.flatMap(({ denomination, taxId }) => [denomination, taxId]),
        ...document.files.map(({ sha256Base64 }) => sha256Base64),
      ];
    case 'NOTIFICATION_CANCELLED':
      return [subject, document.sender.taxId, ...document.recipients.map(({ taxId }) => taxId)];
    case 'DOWNTIME':
      return [subject, document.functionality];
    case 'F24':
      return [subject, ...Object.values(document.payer).filter((value) => value !== 'X' && !/^\d\d-/.test(value))];
    case 'ANALOG_DELIVERY':
      return [subject, document.eventCode, document.registeredLetterCode, document.recipient.denomination];
    case 'PEC_RECEIPT':
      return [];
    default:
      return [subject, document.recipient.denomination, document.recipient.taxId];
  }
};

describe.skipIf(!hasPoppler)('poppler', () => {
  it.each([...usual, ...long])(
    'opens %s without complaint, counts the pages as we do and reads the data',
    async (name, document) => {
      const { file, bytes } = await written(document);
      const { out, complaints } = run('pdfinfo', file);
      expect(complaints).toBe('');
      expect(Number(/^Pages:\s+(\d+)$/m.exec(out)?.[1])).toBe(countPdfPages(bytes));

      if (name.endsWith(longest)) return;
      const text = run('pdftotext', '-raw', '-enc', 'UTF-8', file, '-').out.replace(/\s+/g, ' ');
      for (const stated of dataOf(document)) expect(text).toContain(stated);
      expect(text).toContain('SIMULAZIONE – senza valore legale');
    },
  );

  it('reads the letters of Slovenian', async () => {
    const { file } = await written(usual.find(([name]) => name === 'aar-sl')?.[1] as PlatformDocument);

    expect(run('pdftotext', '-raw', file, '-').out).toContain('Če ne morete dostopati sami');
  });
});

describe.skipIf(!readsCodes)('the QR code of a notice', () => {
  it('leads to the notice of that recipient', async () => {
    const document = everyDocument().aar;
    if (document?.kind !== 'AAR') throw new Error('no notice');
    const { file } = await written(document);
    execFileSync('pdftoppm', ['-r', '150', '-l', '1', '-singlefile', '-png', file, join(folder, 'page')]);

    expect(run('zbarimg', '-q', '--raw', join(folder, 'page.png')).out.trim()).toBe(document.accessUrl);
  });
});
