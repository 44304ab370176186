import type { Call, Handlers } from '../../http/call.js';
import type { TimelineElement } from '../notification/model.js';
import type { NotificationRoom } from '../notification/service.js';
import { isVisible } from '../notification/wire/detail.js';
import { refusals } from './errors.js';
import type { LegalFactService } from './service.js';

export interface LegalFactRooms {
  readonly notifications: NotificationRoom;
  readonly legalFacts: LegalFactService;
  linkTo(
    key: string,
    link: { readonly baseUrl: string; readonly filename: string; readonly contentType: string; readonly token: string },
  ): string;
}

const alphanumeric = (text: string): string => text.replace(/[^A-Za-z0-9]/g, '');

/**
 * IUN and key with letters and digits only, then the extension: the dot of the key goes, so `pdf` stands there twice.
 *
 * Source: pn-delivery-push service/utils/FileUtils.java
 */
export const filenameOf = (iun: string, key: string, contentType: string): string =>
  `${alphanumeric(iun)}_${alphanumeric(key)}.${contentType === 'application/xml' ? 'xml' : 'pdf'}`;

/** Legal facts of a notification: the list, and the download by key. */
export const legalFactHandlers = <World>(roomsOf: (world: World) => LegalFactRooms): Handlers<World> => {
  const assertOwned = ({ world, caller }: Call<World>, iun: string): void => {
    const row = roomsOf(world).notifications.row(iun);
    if (!row) throw refusals.unknownIun(iun);
    if (row.paId !== caller.sender.paId) throw refusals.otherSender(iun);
  };

  return {
    retrieveNotificationLegalFactsV20: (call) => {
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
          return element.legalFactsIds.map((legalFactsId) => ({ iun, ...(taxId ? { taxId } : {}), legalFactsId }));
        });
      return { status: 200, body: facts };
    },
    downloadLegalFactById: async (call) => {
      const iun = String(call.params.iun);
      assertOwned(call, iun);
      const key = String(call.params.legalFactId).replace(/^safestorage:\/\//, '');
      const { legalFacts, linkTo } = roomsOf(call.world);
      const document = await legalFacts.document(iun, key);
      if (!document) throw refusals.unknownFile(key);
      const filename = filenameOf(iun, key, document.contentType);
      const url = linkTo(key, { baseUrl: call.baseUrl, filename, contentType: document.contentType, token: iun });
      return { status: 200, body: { filename, contentLength: document.bytes.length, url } };
    },
  };
};
