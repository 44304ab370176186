import { toWireDetailV29 } from '../../../src/send/notification/wire/detail.js';
import type { NotificationRequest } from '../../../src/send/request/model.js';
import type { SandboxClient } from '../../support/simulator.js';
import type { TestWorld } from '../../support/world.js';

/** An element as the detail shows it, with the times as seconds since the 202. */
export interface ToldElement {
  /** Its id with `I` for the IUN part. */
  readonly id: string;
  readonly category: string;
  /** Status that begins with it. */
  readonly status?: string;
  readonly at: number;
  readonly ingestedAt: number;
  readonly details: Readonly<Record<string, unknown>>;
  readonly legalFacts: readonly string[];
}

export interface ToldLife {
  readonly iun: string;
  readonly status: string;
  readonly sentAt: string;
  readonly history: readonly {
    readonly status: string;
    readonly activeFrom: string;
    readonly ids: readonly string[];
  }[];
  readonly elements: readonly ToldElement[];
  /** The one element of a category (and id ending). @throws when there is none or several */
  one(category: string, ending?: string): ToldElement;
}

interface DetailBody {
  readonly iun: string;
  readonly sentAt: string;
  readonly notificationStatus: string;
  readonly notificationStatusHistory: readonly {
    readonly status: string;
    readonly activeFrom: string;
    readonly relatedTimelineElements: readonly string[];
  }[];
  readonly timeline: readonly {
    readonly elementId: string;
    readonly category: string;
    readonly timestamp: string;
    readonly ingestionTimestamp: string;
    readonly details: Readonly<Record<string, unknown>>;
    readonly legalFactsIds: readonly { readonly category: string }[];
  }[];
}

const tell = (detail: DetailBody): ToldLife => {
  const { iun } = detail;
  const sentMs = Date.parse(detail.sentAt);
  const seconds = (text: string): number => (Date.parse(text) - sentMs) / 1_000;
  const short = (id: string): string => id.replaceAll(`IUN_${iun}`, 'I').replaceAll('RECINDEX_', 'R');
  const opens = new Map(detail.notificationStatusHistory.map((h) => [h.relatedTimelineElements[0], h.status]));
  const elements = detail.timeline.map((e) => ({
    id: short(e.elementId),
    category: e.category,
    ...(opens.has(e.elementId) ? { status: opens.get(e.elementId) as string } : {}),
    at: seconds(e.timestamp),
    ingestedAt: seconds(e.ingestionTimestamp),
    details: e.details,
    legalFacts: e.legalFactsIds.map((f) => f.category),
  }));
  return {
    iun,
    status: detail.notificationStatus,
    sentAt: detail.sentAt,
    history: detail.notificationStatusHistory.map((h) => ({
      status: h.status,
      activeFrom: h.activeFrom,
      ids: h.relatedTimelineElements.map(short),
    })),
    elements,
    one: (category, ending = '') => {
      const found = elements.filter((e) => e.category === category && e.id.endsWith(ending));
      if (found.length !== 1) throw new Error(`${found.length} elements ${category} ${ending}`);
      return found[0] as ToldElement;
    },
  };
};

/** Reads the life of a notification back, in the words of the worked timelines. */
export const readLife = async (client: SandboxClient, iun: string): Promise<ToldLife> =>
  tell((await client.detail(iun)) as unknown as DetailBody);

/** The same, in a world without HTTP. */
export const lifeIn = ({ rooms, notification, now }: TestWorld, iun: string): ToldLife => {
  const timeline = rooms.notifications.timeline(iun);
  return tell(toWireDetailV29(notification(iun), timeline, now, () => undefined) as unknown as DetailBody);
};

/** Sends, moves the clock until the status is reached, reads the life. */
export const liveUntil = async (
  client: SandboxClient,
  status: string,
  change: Partial<NotificationRequest>,
): Promise<ToldLife> => {
  const notificationRequestId = await client.send(change);
  await client.advance({ until: { notificationRequestId, status } });
  return readLife(client, Buffer.from(notificationRequestId, 'base64').toString('ascii'));
};

/** `[id]` or `[id, status]` per element, in the order of the API: what the tables of the tests are compared with. */
export const told = ({ elements }: ToldLife): readonly (readonly string[])[] =>
  elements.map(({ id, status }) => (status === undefined ? [id] : [id, status]));

export const days = (n: number): number => n * 86_400;
