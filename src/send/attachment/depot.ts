import type { Micros } from '../../clock/instant.js';
import type { Birth, RoomContext } from '../../sandbox/room.js';
import type { ByteStore } from '../../store/ports.js';
import { credentialsOf, storageKey } from './formats.js';
import { queryOf } from './links.js';
import type { AttachmentChange, Link, StoredFile } from './model.js';
import type { Credentials } from './signature.js';
import { type AttachmentState, unattachedLife } from './state.js';

/** The room's state seen at this moment, and the only ways to change it: what preload and bucket share. */
export interface Depot {
  readonly context: RoomContext;
  readonly bytes: ByteStore;
  readonly state: AttachmentState;
  readonly credentials: Credentials;
  record(change: AttachmentChange): void;
  /** Age in storage time. */
  age(birth: Birth): Micros;
  /** No notification used it in time: as unknown. */
  isExpired(file: StoredFile): boolean;
  /** The file under a key, with or without `safestorage://`, unless it expired. */
  liveFile(reference: string): StoredFile | undefined;
  /** The query string under which a link was given out. */
  signedQuery(link: Link): string;
}

export const createDepot = (
  context: RoomContext,
  bytes: ByteStore,
  state: AttachmentState,
  retention: 'platform' | 'off',
  record: (change: AttachmentChange) => void,
): Depot => {
  const credentials = credentialsOf(context.seed);
  const age = (birth: Birth): Micros => context.time.storageNow() - birth.at;
  const isExpired = (file: StoredFile): boolean =>
    retention === 'platform' && file.status === 'PRELOADED' && age(file.birth) > unattachedLife;
  return {
    context,
    bytes,
    state,
    credentials,
    record,
    age,
    isExpired,
    liveFile: (reference) => {
      const file = state.file(storageKey(reference));
      return file && !isExpired(file) ? file : undefined;
    },
    signedQuery: (link) =>
      queryOf(link, context.sandboxId, credentials, link.method === 'PUT' ? state.file(link.key) : undefined),
  };
};
