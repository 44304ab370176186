import { createHash } from 'node:crypto';
import { checksumHeader, secretHeader } from '../send/attachment/facts.js';
import type { AttachmentRoom } from '../send/attachment/service.js';
import type { UploadedFile, WantedFile } from './plain-request.js';

/** Address of a simulator that nobody calls: links are made for it and used at once. */
const baseUrl = 'http://rehearsal.invalid';

/** Uploads files as a sender does: a preload, then the presigned PUT. Two of them never have the same bytes. */
export const createUploads = (attachments: AttachmentRoom): ((file: WantedFile) => Promise<UploadedFile>) => {
  let count = 0;
  return async (file) => {
    const bytes = bytesOf(file, ++count);
    const sha256 = createHash('sha256').update(bytes).digest('base64');
    const [slot] = attachments.preload([{ contentType: file.contentType, sha256 }], { baseUrl });
    if (!slot) throw new Error('a preload without slot');
    const { host, pathname, search } = new URL(slot.url);
    const answer = await attachments.upload({
      method: 'PUT',
      path: pathname,
      query: search.slice(1),
      key: slot.key,
      headers: {
        host,
        'content-type': file.contentType,
        'content-length': String(bytes.length),
        [checksumHeader]: sha256,
        [secretHeader]: slot.secret,
      },
      body: (async function* () {
        yield bytes;
      })(),
    });
    if (answer.status !== 200) throw new Error(`the upload of ${slot.key} was refused: ${answer.refusal?.hint.en}`);
    return { key: slot.key, versionToken: answer.headers['x-amz-version-id'] ?? '', sha256 };
  };
};

const bytesOf = ({ content, contentType, pages, applyCost }: WantedFile, ordinal: number): Buffer => {
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
