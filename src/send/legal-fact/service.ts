import type { NotificationRoom } from '../notification/service.js';
import { contentTypeOf } from './document.js';
import { findDocument } from './find.js';
import { renderDocument } from './render/render-document.js';

export interface RenderedDocument {
  readonly bytes: Buffer;
  readonly contentType: string;
}

export interface LegalFactService {
  /** The document of a notification; made when first asked for. Undefined when the notification has no such key. */
  document(iun: string, key: string): Promise<RenderedDocument | undefined>;
  reset(): void;
}

/** Documents kept ready, by number: making one again gives the same bytes. */
const keptDocuments = 64;

export const createLegalFactService = (notifications: NotificationRoom): LegalFactService => {
  const kept = new Map<string, Promise<RenderedDocument>>();
  return {
    document: async (iun, key) => {
      const id = `${iun}/${key.replace(/^safestorage:\/\//, '')}`;
      const ready = kept.get(id);
      if (ready) return ready;
      const notification = notifications.get(iun);
      const document = notification && findDocument(notification, key);
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
