import { seconds } from '../../clock/instant.js';
import type { Answer, Call, Handler, Handlers } from '../../http/call.js';
import type { LegalFactId, TimelineElement } from '../notification/model.js';
import type { NotificationRoom } from '../notification/service.js';
import { isVisible } from '../notification/wire/detail.js';
import type { ArchiveRoom } from './archive.js';
import type { ContentType } from './document.js';
import { refusals } from './errors.js';
import type { LegalFactService } from './service.js';

interface LegalFactRooms {
  readonly notifications: NotificationRoom;
  readonly legalFacts: LegalFactService;
  readonly archive: Pick<ArchiveRoom, 'ask'>;
  linkTo(
    key: string,
    link: { readonly baseUrl: string; readonly filename: string; readonly contentType: string; readonly token: string },
  ): string;
}

const alphanumeric = (text: string): string => text.replace(/[^A-Za-z0-9]/g, '');

/**
 * IUN, type where the call names one, and key; IUN and key with letters and digits only: the dot of the key goes, so `pdf`
 * stands there twice.
 *
 * Source: pn-delivery-push service/utils/FileUtils.java
 */
export const filenameOf = (iun: string, key: string, contentType: ContentType, type?: string): string => {
  const parts = [alphanumeric(iun), ...(type === undefined ? [] : [type]), alphanumeric(key)];
  return `${parts.join('_')}.${contentType.replace('application/', '')}`;
};

/** Categories in the contract of v1; v2.0 has any text. */
const categoriesOfV1 = new Set([
  'SENDER_ACK',
  'DIGITAL_DELIVERY',
  'ANALOG_DELIVERY',
  'RECIPIENT_ACCESS',
  'PEC_RECEIPT',
  'ANALOG_FAILURE_DELIVERY',
]);

/** unsure: v1 leaves out what it has no word for (the attestation of a cancellation), as the old details do. */
const isInV1 = ({ category }: LegalFactId): boolean => categoriesOfV1.has(category);
const isInV20 = (): boolean => true;

/** Legal facts of a notification: the list in both versions, and the downloads by key. */
export const legalFactHandlers = <World>(roomsOf: (world: World) => LegalFactRooms): Handlers<World> => {
  const assertOwned = ({ world, caller }: Call<World>, iun: string): void => {
    const row = roomsOf(world).notifications.row(iun);
    if (!row) throw refusals.unknownIun(iun);
    if (row.paId !== caller.sender.paId) throw refusals.otherSender(iun);
  };

  const list =
    (isShown: (id: LegalFactId) => boolean): Handler<World> =>
    (call) => {
      const iun = String(call.params.iun);
      assertOwned(call, iun);
      const { notifications } = roomsOf(call.world);
      const recipients = notifications.get(iun)?.request.recipients ?? [];
      const taxIdOf = ({ details }: TimelineElement) => recipients[details.recIndex ?? -1]?.taxId;
      const facts = notifications
        .timeline(iun)
        .filter(isVisible)
        .flatMap((element) => {
          const taxId = taxIdOf(element);
          const ids = element.legalFactsIds.filter(isShown);
          return ids.map((legalFactsId) => ({ iun, ...(taxId ? { taxId } : {}), legalFactsId }));
        });
      return { status: 200, body: facts };
    };

  /** @param type goes into the file name; that it is the document's own is not checked, as on the platform */
  const download = async (call: Call<World>, type?: string): Promise<Answer> => {
    const iun = String(call.params.iun);
    assertOwned(call, iun);
    const key = String(call.params.legalFactId).replace(/^safestorage:\/\//, '');
    const { legalFacts, archive, linkTo } = roomsOf(call.world);
    const document = await legalFacts.document(iun, key);
    if (!document) throw refusals.unknownFile(key);
    const where = archive.ask(iun, key);
    if (where.kind === 'gone') throw refusals.fileGone(key);
    const filename = filenameOf(iun, key, document.contentType, type);
    const contentLength = document.bytes.length;
    const wait = where.kind === 'archived' ? where.retryAfter : legalFacts.waitFor(iun, key);
    if (wait !== undefined) {
      return { status: 200, body: { filename, contentLength, retryAfter: Math.ceil(wait / seconds(1)) } };
    }
    const url = linkTo(key, { baseUrl: call.baseUrl, filename, contentType: document.contentType, token: iun });
    return { status: 200, body: { filename, contentLength, url } };
  };

  return {
    retrieveNotificationLegalFacts: list(isInV1),
    retrieveNotificationLegalFactsV20: list(isInV20),
    retrieveLegalFact: (call) => download(call, String(call.params.legalFactType)),
    downloadLegalFactById: (call) => download(call),
  };
};
