import type { Instant } from '../../clock/instant.js';
import type { Answer, Call, Handlers } from '../../http/call.js';
import { canSee } from '../request/service.js';
import { documentAt, filenameOf, paymentAttachmentAt, type Wanted } from './download.js';
import { refusals } from './errors.js';
import type { Notification } from './model.js';
import type { NotificationRoom } from './service.js';
import { toWireDetailV29 } from './wire/detail.js';

/** What the reading side needs of the store of uploads. */
export interface UploadedFiles {
  fileOf(
    key: string,
  ): { readonly contentType: string; readonly contentLength: number; readonly sha256Base64: string } | undefined;
  linkTo(key: string, link: { readonly baseUrl: string; readonly filename: string }): string;
}

export interface NotificationRooms {
  readonly notifications: NotificationRoom;
  readonly files: UploadedFiles;
  readonly now: () => Instant;
}

/** Detail and downloads of a sent notification. */
export const notificationHandlers = <World>(roomsOf: (world: World) => NotificationRooms): Handlers<World> => {
  /** Downloads look at the owner only, neither at groups nor at the status. */
  const owned = ({ world, caller }: Call<World>, iun: string): Notification => {
    const found = roomsOf(world).notifications.get(iun);
    if (!found || found.sender.paId !== caller.sender.paId) throw refusals.notFound(iun);
    return found;
  };

  const download = (call: Call<World>, iun: string, wanted: Wanted): Answer => {
    const { files } = roomsOf(call.world);
    const { key } = wanted.attachment.ref;
    const file = files.fileOf(key);
    if (!file) throw refusals.fileUnknown(key);
    const filename = filenameOf(iun, wanted);
    return {
      status: 200,
      body: {
        filename,
        contentType: file.contentType,
        contentLength: file.contentLength,
        sha256: file.sha256Base64,
        url: files.linkTo(key, { baseUrl: call.baseUrl, filename }),
      },
    };
  };

  return {
    retrieveSentNotificationV29: ({ world, caller, params }) => {
      const { notifications, now } = roomsOf(world);
      const iun = String(params.iun);
      const row = notifications.row(iun);
      if (!row || !canSee(caller, row)) throw refusals.notFound(iun);
      if (row.status === 'IN_VALIDATION' || row.status === 'REFUSED') throw refusals.notAcceptedYet(iun, row.status);
      const notification = notifications.get(iun) as Notification;
      const groupName = (id: string): string | undefined => caller.sender.groups.find((g) => g.id === id)?.name;
      return { status: 200, body: toWireDetailV29(notification, notifications.timeline(iun), now(), groupName) };
    },
    retrieveSentNotificationDocument: (call) => {
      const iun = String(call.params.iun);
      return download(call, iun, documentAt(owned(call, iun), Number(call.params.docIdx)));
    },
    retrieveSentNotificationAttachment: (call) => {
      const iun = String(call.params.iun);
      const { recipientIdx, attachmentName } = call.params;
      const attachmentIdx = Number(call.query.attachmentIdx ?? 0);
      const wanted = paymentAttachmentAt(owned(call, iun), Number(recipientIdx), String(attachmentName), attachmentIdx);
      return download(call, iun, wanted);
    },
  };
};
