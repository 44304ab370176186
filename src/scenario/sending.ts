import { requestFrom, type UploadedFile } from './plain-request.js';
import type { EarlierText, SenderActsText } from './schema-sender.js';
import { bytesOf } from './wanted-file.js';

type Json = Readonly<Record<string, unknown>>;

/** A request ready to be sent but for its files: wherever it says `<name>:key`, `<name>:versionToken` or `<name>:sha256`. */
interface ReadyRequest {
  readonly body: Json;
  readonly files: readonly {
    readonly name: string;
    readonly contentType: string;
    /** Base64. */
    readonly content: string;
  }[];
}

/** All that a sender does in the story of a file. */
interface Sending extends SenderActsText, ReadyRequest {
  /** Value of `x-send-sim-scenario`: a scenario without conditions is chosen by it. */
  readonly header: string;
  /** Requests that come first, each after the one before was validated. */
  readonly before: readonly (ReadyRequest & Pick<EarlierText, 'cancelled'>)[];
}

interface SendingSender {
  readonly taxId: string;
  readonly denomination: string;
}

/**
 * What has to be sent so that the story of a scenario file is played.
 *
 * @param text of the file
 * @param ordinal how many requests the sandbox has already: protocol numbers and notices follow from it
 * @param act the PDF that stands for a document of which the file says nothing
 * @returns undefined where the file has no request
 */
export const sendingOf = async (
  text: string,
  sender: SendingSender,
  ordinal: number,
  act: () => Promise<Uint8Array>,
): Promise<Sending | undefined> => {
  const { parse } = await import('yaml');
  const file = parse(text) as {
    readonly name: string;
    readonly request?: Json;
    readonly before?: readonly EarlierText[];
    readonly sender?: SenderActsText;
  };
  if (!file.request) return undefined;
  let count = 0;
  const ready = async (patch: Json, position: number): Promise<ReadyRequest> => {
    const files: ReadyRequest['files'][number][] = [];
    const body = await requestFrom(patch, sender, ordinal + position, async (wanted): Promise<UploadedFile> => {
      const name = `file${++count}`;
      const isPlain = wanted.content === undefined && wanted.pages === 1 && wanted.contentType === 'application/pdf';
      const bytes = isPlain ? await act() : bytesOf(wanted, count);
      files.push({ name, contentType: wanted.contentType, content: Buffer.from(bytes).toString('base64') });
      return { key: `${name}:key`, versionToken: `${name}:versionToken`, sha256: `${name}:sha256` };
    });
    return { body, files };
  };
  const before: (ReadyRequest & Pick<EarlierText, 'cancelled'>)[] = [];
  for (const [i, { request, cancelled }] of (file.before ?? []).entries()) {
    before.push({ ...(await ready(request, i)), ...(cancelled ? { cancelled } : {}) });
  }
  return { header: file.name, before, ...(await ready(file.request, before.length)), ...file.sender };
};
