import type { Room, RoomContext, Step } from '../../sandbox/room.js';
import type { ByteStore } from '../../store/ports.js';
import type { Appended } from '../notification/service.js';
import { type Bucket, createBucket } from './bucket.js';
import type { ContentReaders } from './content.js';
import { createDepot } from './depot.js';
import { defaultLimitBytes } from './facts.js';
import { newKey, newSecret, newTraceId, storageKey } from './formats.js';
import { hostOf, pathOf } from './links.js';
import type { AttachmentChange, FileFacts, LinkPass, PreLoadRequest, PreLoadResponse } from './model.js';
import { createRetentions } from './retention.js';
import { preloadRefusal } from './rules.js';
import { createAttachmentState } from './state.js';

export interface AttachmentOptions extends ContentReaders {
  /** Largest upload that is taken, in bytes. */
  readonly limitBytes?: number;
  /** `off`: files that no notification uses are kept for ever. */
  readonly retention?: 'platform' | 'off';
}

interface LinkRequest {
  /** Address by which the client reaches us. */
  readonly baseUrl: string;
  /** A HEAD needs a link signed for it, as on the platform. */
  readonly method?: 'GET' | 'HEAD';
  /** Absent: the download carries no name. */
  readonly filename?: string;
  /** Absent: that of the file. */
  readonly contentType?: string;
  /** Handed back to the source of documents when the link is used. */
  readonly token?: string;
}

/**
 * Uploads and downloads of one sandbox. `upload` takes a presigned PUT: its body streams into the store and counts only
 * once its checksum is right; what the body throws when its sender goes away is thrown on, and nothing stays behind.
 * `download` takes a presigned GET or HEAD, and ends any other method in the refusal it deserves.
 */
export interface AttachmentRoom extends Room<AttachmentChange>, Bucket {
  /**
   * Reserves a key per item, in the order asked, and gives the link to upload it.
   *
   * Errors: PN_GENERIC_INVALIDPARAMETER_SIZE, PN_HTTPRESPONSE_GENERIC_ERROR (400, 422)
   * Source: pn-delivery svc/NotificationAttachmentService.java
   */
  preload(items: readonly PreLoadRequest[], links: { readonly baseUrl: string }): PreLoadResponse[];
  /** The file under a key, with or without `safestorage://`; undefined when never uploaded or expired. */
  fileOf(key: string): FileFacts | undefined;
  contentOf(key: string): Promise<Buffer | undefined>;
  /** An accepted notification uses the file: it lives with it from now on. Unknown and expired keys are left alone. */
  attach(key: string, iun: string): void;
  /** Listens to the notifications: they decide how long their files are kept. Records nothing. */
  onAppended(appended: Appended): void;
  /** A link to download a file or a generated document, valid for 60 minutes of storage time. */
  linkTo(key: string, request: LinkRequest): string;
}

/** `reset` forgets the state; the bytes are cleared by whoever owns the store. */
export const createAttachmentRoom = (
  context: RoomContext,
  bytes: ByteStore,
  { limitBytes = defaultLimitBytes, retention = 'platform', ...readers }: AttachmentOptions = {},
): AttachmentRoom => {
  const { seed, time, sandboxId } = context;
  const state = createAttachmentState();
  const record = (change: AttachmentChange): void => void context.record(room, change);
  const retentions = createRetentions();
  const depot = createDepot(context, bytes, state, retention, retentions.of, record);

  const urlOf = (pass: LinkPass, baseUrl: string): string => {
    const link = state.link(pass);
    if (!link) throw new Error('a link that was just recorded is not there');
    return `${baseUrl.replace(/\/+$/, '')}${pathOf(sandboxId, link.key)}?${depot.signedQuery(link)}`;
  };

  const room: AttachmentRoom = {
    name: 'attachment',
    apply: (step: Step<AttachmentChange>) => {
      state.apply(step);
      if (step.data.kind === 'kept') retentions.put(step.data.retentions);
    },
    snapshot: () => {
      const [files, links, kept] = [state.files(), state.links(), retentions.all()];
      return files.length + links.length + kept.length > 0 ? [{ kind: 'kept', files, links, retentions: kept }] : [];
    },
    uploads: () => state.files().filter(({ upload }) => upload !== undefined),
    reset: () => {
      state.reset();
      retentions.reset();
    },
    onAppended: retentions.onAppended,
    counts: state.counts,
    ...createBucket(depot, limitBytes, readers),

    preload: (items, { baseUrl }) => {
      const refusal = preloadRefusal(items);
      if (refusal) throw refusal;
      const files = items.map(({ contentType = '', sha256 }) => {
        const ordinal = seed.next('attachment.preload');
        return {
          key: newKey(seed, ordinal, contentType),
          contentType,
          sha256,
          secret: newSecret(seed, ordinal),
          traceId: newTraceId(seed, 'attachment.preload', ordinal, time.now()),
        };
      });
      record({ kind: 'preloaded', host: hostOf(baseUrl), files });
      return files.map(({ key, secret }, i) => {
        const preloadIdx = items[i]?.preloadIdx;
        const url = urlOf({ upload: key }, baseUrl);
        return { ...(preloadIdx !== undefined && { preloadIdx }), secret, httpMethod: 'PUT', url, key };
      });
    },

    fileOf: (key) => {
      const file = depot.liveFile(key);
      if (!file?.upload) return undefined;
      const { contentType, sha256Base64, status, birth, upload } = file;
      const timeLeft = depot.timeLeft(file);
      return {
        key: file.key,
        contentType,
        sha256Base64,
        status,
        birth,
        ...upload,
        ...(timeLeft === undefined ? {} : { timeLeft }),
      };
    },

    contentOf: async (key) => {
      const file = depot.liveFile(key);
      return file?.upload && bytes.readAll(file.key, file.sha256Base64);
    },

    attach: (key, iun) => {
      const file = depot.liveFile(key);
      if (file?.upload) record({ kind: 'attached', key: file.key, iun });
    },

    linkTo: (key, { baseUrl, method = 'GET', filename, contentType, token }) => {
      const id = seed.next('attachment.link');
      record({
        kind: 'linked',
        id,
        method,
        key: storageKey(key),
        host: hostOf(baseUrl),
        traceId: newTraceId(seed, 'attachment.link', id, time.now()),
        overrides: { ...(filename !== undefined && { filename }), ...(contentType !== undefined && { contentType }) },
        ...(token !== undefined && { token }),
      });
      return urlOf({ download: id }, baseUrl);
    },
  };
  return room;
};
