import type { Instant, Micros } from '../../clock/instant.js';
import type { Birth, Room, RoomContext, Step } from '../../sandbox/room.js';
import type { TimelineElement } from '../notification/model.js';
import type { Appended, NotificationRoom } from '../notification/service.js';
import { documentLife, readyLife, recallTime } from './facts.js';
import { elementOf } from './find.js';

/** Where a document is: at hand, in the cold archive, or gone. */
type Whereabouts =
  | { readonly kind: 'ready' | 'gone' }
  /** `retryAfter`, in storage time: how long until it is at hand. */
  | { readonly kind: 'archived'; readonly retryAfter: Micros };

/** Somebody asked for a document of the cold archive. */
interface Recalled {
  readonly iun: string;
  readonly key: string;
}

type BornDocuments = readonly { readonly from: Instant; readonly birth: Birth }[];

/** The whole room as a snapshot keeps it: births by notification, recalls by notification and key. */
interface KeptArchive {
  readonly born: readonly (readonly [string, BornDocuments])[];
  readonly recalled: readonly (readonly [string, Birth])[];
}

/** How old the documents of the platform are, and what has been called back from the cold archive. */
export interface ArchiveRoom extends Room<Recalled | KeptArchive> {
  /** Where a document is now; asking for an archived one calls it back. */
  ask(iun: string, key: string): Whereabouts;
  /** Listens to the notifications, for the age of their documents. Records nothing. */
  onAppended(appended: Appended): void;
}

/**
 * @param age of the document, storage time
 * @param sinceRecall how long ago somebody asked for it; undefined: nobody has
 */
export const whereabouts = (age: Micros, sinceRecall: Micros | undefined): Whereabouts => {
  if (age > documentLife) return { kind: 'gone' };
  if (age <= readyLife || (sinceRecall ?? 0) >= recallTime) return { kind: 'ready' };
  return { kind: 'archived', retryAfter: recallTime - (sinceRecall ?? 0) };
};

const hasDocument = ({ legalFactsIds, details }: TimelineElement): boolean =>
  legalFactsIds.length > 0 || details.legalFactId !== undefined || details.aarKey !== undefined;

/** Elements tell in virtual time when a document was made; here it is kept in storage time. */
const createBirths = () => {
  /** By notification, in order; what one move of the clock made has one birth. */
  const born = new Map<string, BornDocuments>();
  return {
    of: (iun: string, madeAt: Instant): Birth | undefined =>
      born.get(iun)?.findLast(({ from }) => from <= madeAt)?.birth,
    onAppended: ({ notification: { iun }, added, birth }: Appended): void => {
      const first = added.find(({ element }) => hasDocument(element))?.element;
      const list = born.get(iun) ?? [];
      if (!first || list.at(-1)?.birth === birth) return;
      born.set(iun, list.concat({ from: first.ingestedAt, birth }));
    },
    all: () => [...born],
    put: (all: KeptArchive['born']): void => {
      born.clear();
      for (const [iun, list] of all) born.set(iun, list);
    },
    reset: (): void => born.clear(),
  };
};

interface ArchiveParts {
  readonly notifications: Pick<NotificationRoom, 'get'>;
  /** `off`: documents never age. */
  readonly retention: 'platform' | 'off';
}

export const createArchiveRoom = (context: RoomContext, { notifications, retention }: ArchiveParts): ArchiveRoom => {
  const recalled = new Map<string, Birth>();
  const births = createBirths();
  const age = (birth: Birth): Micros => context.time.storageNow() - birth.at;
  const idOf = ({ iun, key }: Recalled): string => `${iun}/${key}`;

  const room: ArchiveRoom = {
    name: 'archive',
    ask: (iun, key) => {
      const notification = retention === 'off' ? undefined : notifications.get(iun);
      const element = notification && elementOf(notification, key);
      const birth = element && births.of(iun, element.ingestedAt);
      if (!birth) return { kind: 'ready' };
      const recall = recalled.get(idOf({ iun, key }));
      const where = whereabouts(age(birth), recall && age(recall));
      if (where.kind === 'archived' && !recall) context.record(room, { iun, key });
      return where;
    },
    onAppended: births.onAppended,
    apply: ({ data, birth }: Step<Recalled | KeptArchive>) => {
      if ('born' in data) {
        births.put(data.born);
        for (const [id, since] of data.recalled) recalled.set(id, since);
      } else recalled.set(idOf(data), birth);
    },
    snapshot: () => {
      const born = births.all();
      return born.length + recalled.size > 0 ? [{ born, recalled: [...recalled] }] : [];
    },
    reset: () => {
      recalled.clear();
      births.reset();
    },
  };
  return room;
};
