import { createHash } from 'node:crypto';
import type { UploadedFile, WantedFile } from '../scenario/plain-request.js';
import { bytesOf } from '../scenario/wanted-file.js';
import { checksumHeader, secretHeader } from '../send/attachment/facts.js';
import type { AttachmentRoom } from '../send/attachment/service.js';

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
