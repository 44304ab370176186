import type { NotificationRoom } from '../notification/service.js';
import { contentTypeOf, type PlatformDocument } from './document.js';
import { findDocument } from './find.js';
import { renderDocument } from './render/render-document.js';

export interface RenderedDocument {
  readonly bytes: Buffer;
  readonly contentType: string;
}

export interface LegalFactService {
  /**
   * A document, made when first asked for.
   * @param iun whose it is; undefined: of no notification, as the certificates of malfunctions
   * @returns undefined when there is no such key
   */
  document(iun: string | undefined, key: string): Promise<RenderedDocument | undefined>;
  reset(): void;
}

/** Documents kept ready, by number: making one again gives the same bytes. */
const keptDocuments = 64;

/** @param certificateOf the document about a malfunction, by its key */
export const createLegalFactService = (
  notifications: NotificationRoom,
  certificateOf: (key: string) => PlatformDocument | undefined,
): LegalFactService => {
  const kept = new Map<string, Promise<RenderedDocument>>();
  const find = (iun: string | undefined, key: string): PlatformDocument | undefined => {
    if (iun === undefined) return certificateOf(key);
    const notification = notifications.get(iun);
    return notification && findDocument(notification, key);
  };
  return {
    document: async (iun, key) => {
      const id = `${iun ?? ''}/${key.replace(/^safestorage:\/\//, '')}`;
      const ready = kept.get(id);
      if (ready) return ready;
      const document = find(iun, key);
      if (!document) return undefined;
      const made = renderDocument(document).then((bytes) => ({ bytes, contentType: contentTypeOf(document.kind) }));
      kept.set(id, made);
      made.catch(() => kept.delete(id));
      const [oldest] = kept.keys();
      if (kept.size > keptDocuments && oldest !== undefined) kept.delete(oldest);
      return made;
    },
    reset: () => kept.clear(),
  };
};
