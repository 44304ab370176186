import { createHash } from 'node:crypto';
import type { Micros } from '../../clock/instant.js';
import type { Notification } from '../notification/model.js';
import type { NotificationRoom } from '../notification/service.js';
import type { Waiter } from '../waiter.js';
import { type ContentType, contentTypeOf, type F24Form, type PlatformDocument } from './document.js';
import { findDocument } from './find.js';
import { italianTexts } from './render/texts/italian.js';
import { titleOf } from './render/title.js';

export interface RenderedDocument {
  readonly bytes: Buffer;
  readonly contentType: ContentType;
  readonly sha256Base64: string;
  readonly title: string;
}

export interface LegalFactService extends Waiter {
  /**
   * A document, made when first asked for.
   * @param iun whose it is; undefined: of no notification, as the certificates of malfunctions
   * @returns undefined when there is no such key
   */
  document(iun: string | undefined, key: string): Promise<RenderedDocument | undefined>;
  /**
   * How long a document of the notification lets wait because its scenario says so: each asking counts, and is in vain so
   * many times. Not stored: after a restart it counts anew.
   * @returns undefined when the document is at hand
   */
  waitFor(iun: string, key: string): Micros | undefined;
  reset(): void;
}

/** Documents kept ready, by number: making one again gives the same bytes. */
const keptDocuments = 64;

interface LegalFactParts {
  readonly notifications: Pick<NotificationRoom, 'get'>;
  /** The document about a malfunction, by its key. */
  readonly certificateOf: (key: string) => PlatformDocument | undefined;
  /** A printed payment form, by its key. */
  readonly formOf: (notification: Notification, key: string) => Promise<F24Form | undefined>;
  readonly render?: (document: PlatformDocument) => Promise<Buffer>;
}

/** Drawing takes many texts and a library: they are loaded when the first document is opened. */
const drawn = async (document: PlatformDocument): Promise<Buffer> => {
  const { renderDocument } = await import('./render/render-document.js');
  return renderDocument(document);
};

const rendered = (document: PlatformDocument, bytes: Buffer): RenderedDocument => ({
  bytes,
  contentType: contentTypeOf(document),
  sha256Base64: createHash('sha256').update(bytes).digest('base64'),
  title: titleOf(document, italianTexts),
});

export const createLegalFactService = ({
  notifications,
  certificateOf,
  formOf,
  render = drawn,
}: LegalFactParts): LegalFactService => {
  const kept = new Map<string, Promise<RenderedDocument>>();
  const find = async (iun: string | undefined, key: string): Promise<PlatformDocument | undefined> => {
    if (iun === undefined) return certificateOf(key);
    const notification = notifications.get(iun);
    return notification && (findDocument(notification, key) ?? formOf(notification, key));
  };
  /** By notification and key. */
  const askedInVain = new Map<string, number>();
  return {
    waitFor: (iun, key) => {
      const late = (notifications.get(iun)?.scenarios ?? []).flatMap(
        (chosen) => chosen?.plays.store?.lateDocuments ?? [],
      )[0];
      if (!late) return undefined;
      const id = `${iun}/${key}`;
      const times = askedInVain.get(id) ?? 0;
      if (times >= late.times) return undefined;
      askedInVain.set(id, times + 1);
      return late.retryAfter;
    },
    document: async (iun, reference) => {
      const key = reference.replace(/^safestorage:\/\//, '');
      const document = await find(iun, key);
      if (!document) return undefined;
      // A correction may change the cost of a letter, and with it the form of the same name.
      const id = `${iun ?? ''}/${key}${document.kind === 'F24' ? `/${document.costCents}` : ''}`;
      const ready = kept.get(id);
      if (ready) return ready;
      const made = render(document).then((bytes) => rendered(document, bytes));
      kept.set(id, made);
      made.catch(() => kept.delete(id));
      const [oldest] = kept.keys();
      if (kept.size > keptDocuments && oldest !== undefined) kept.delete(oldest);
      return made;
    },
    waiting: () => [...askedInVain],
    waitOn: (waiting) => {
      for (const [id, times] of waiting) askedInVain.set(id, times);
    },
    reset: () => {
      kept.clear();
      askedInVain.clear();
    },
  };
};
