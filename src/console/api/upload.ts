import { platform } from './client.js';
import { CallProblem, problemOf } from './problem.js';
import { sha256Base64 } from './sha256.js';

/** A file that lies at the platform, as a request refers to it. */
export interface Uploaded {
  readonly key: string;
  readonly versionToken: string;
  readonly sha256: string;
}

interface Slot {
  readonly key: string;
  readonly secret: string;
  readonly url: string;
  readonly httpMethod: 'PUT' | 'POST';
}

/** The three steps of every sender: the sum of the file, room for it, the file itself. @throws CallProblem */
export const upload = async (key: string, file: Blob, contentType = 'application/pdf'): Promise<Uploaded> => {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const sha256 = await sha256Base64(bytes);
  const [slot] = await platform<readonly Slot[]>('POST', '/delivery/attachments/preload', {
    key,
    body: [{ preloadIdx: '0', contentType, sha256 }],
  });
  if (slot === undefined) throw new CallProblem(0, {}, 'POST /delivery/attachments/preload');
  // The link may name another address of the same simulator (--public-url): what counts is its path.
  const { pathname, search } = new URL(slot.url);
  const answer = await fetch(`${pathname}${search}`, {
    method: slot.httpMethod,
    headers: { 'content-type': contentType, 'x-amz-meta-secret': slot.secret, 'x-amz-checksum-sha256': sha256 },
    body: bytes,
  });
  if (!answer.ok) {
    throw problemOf(answer.status, await answer.text(), `${slot.httpMethod} ${pathname}`, answer.headers);
  }
  return { key: slot.key, versionToken: answer.headers.get('x-amz-version-id') ?? '', sha256 };
};
