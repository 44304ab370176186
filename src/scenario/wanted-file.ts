import type { WantedFile } from './plain-request.js';

/** @param ordinal two files never have the same bytes */
export const bytesOf = ({ content, contentType, pages, applyCost }: WantedFile, ordinal: number): Buffer => {
  if (typeof content === 'string') return Buffer.from(content);
  if (content !== undefined) return Buffer.from(JSON.stringify(content));
  return contentType === 'application/json' ? smallestForm(applyCost) : plainPdf(pages, ordinal);
};

/** Metadata of an ELID form. */
const smallestForm = (applyCost: boolean): Buffer =>
  Buffer.from(
    JSON.stringify({
      f24Elid: {
        taxPayer: { taxCode: '12345678903', company: { name: 'Ente di prova' } },
        treasury: { records: [{ applyCost }] },
      },
    }),
  );

/** Empty pages; the ordinal makes the bytes differ. */
const plainPdf = (pages: number, ordinal: number): Buffer => {
  const numbers = Array.from({ length: pages }, (_, i) => i + 3);
  const objects = [
    '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
    `2 0 obj<</Type/Pages/Kids[${numbers.map((n) => `${n} 0 R`).join(' ')}]/Count ${pages}>>endobj`,
    ...numbers.map((n) => `${n} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj`),
  ];
  return Buffer.from(`%PDF-1.4\n${objects.join('\n')}\n%${ordinal}\ntrailer<</Root 1 0 R>>\n%%EOF\n`);
};
