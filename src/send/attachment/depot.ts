import type { Micros } from '../../clock/instant.js';
import type { Birth, RoomContext } from '../../sandbox/room.js';
import type { ByteStore } from '../../store/ports.js';
import { credentialsOf, storageKey } from './formats.js';
import { queryOf } from './links.js';
import type { AttachmentChange, Link, StoredFile } from './model.js';
import { keptUntil, type Retentions } from './retention.js';
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
  /** What is left of a file's life, in storage time; undefined: it is kept for ever. */
  timeLeft(file: StoredFile): Micros | undefined;
  /** No notification used it in time, or its notification is long over: as unknown. */
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
  retentionOf: Retentions['of'],
  record: (change: AttachmentChange) => void,
): Depot => {
  const credentials = credentialsOf(context.seed);
  const age = (birth: Birth): Micros => context.time.storageNow() - birth.at;
  const timeLeft = ({ status, birth, iun }: StoredFile): Micros | undefined => {
    if (retention === 'off') return undefined;
    if (status === 'PRELOADED') return unattachedLife - age(birth);
    const now = context.time.storageNow();
    const kept = iun === undefined ? undefined : retentionOf(iun);
    return kept && keptUntil(kept, now) - now;
  };
  const isExpired = (file: StoredFile): boolean => (timeLeft(file) ?? 0) < 0;
  return {
    context,
    bytes,
    state,
    credentials,
    record,
    age,
    timeLeft,
    isExpired,
    liveFile: (reference) => {
      const file = state.file(storageKey(reference));
      return file && !isExpired(file) ? file : undefined;
    },
    signedQuery: (link) =>
      queryOf(link, context.sandboxId, credentials, link.method === 'PUT' ? state.file(link.key) : undefined),
  };
};
