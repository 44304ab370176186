import type { Instant } from '../../clock/instant.js';
import type { Answer, Call, Handler, Handlers } from '../../http/call.js';
import type { RenderedDocument } from '../legal-fact/service.js';
import { type F24Forms, f24BeingMade } from '../payment/service.js';
import { canSee } from '../request/service.js';
import {
  documentAt,
  f24RetryAfterMs,
  filenameOf,
  paymentAttachmentAt,
  type Wanted,
  type WantedForm,
} from './download.js';
import { refusals } from './errors.js';
import type { Notification } from './model.js';
import type { NotificationRoom } from './service.js';
import { toWireDetailV29 } from './wire/detail.js';
import { type DetailVersion, toWireDetail } from './wire/versions.js';

/** What the reading side needs of the store of uploads. */
interface UploadedFiles {
  fileOf(
    key: string,
  ): { readonly contentType: string; readonly contentLength: number; readonly sha256Base64: string } | undefined;
  linkTo(
    key: string,
    link: {
      readonly baseUrl: string;
      readonly filename: string;
      readonly contentType?: string;
      readonly token?: string;
    },
  ): string;
}

/** The forms that the platform prints. */
interface PrintedForms extends Pick<F24Forms, 'keyOf' | 'waitFor' | 'warning'> {
  document(iun: string, key: string): Promise<RenderedDocument | undefined>;
}

interface NotificationRooms {
  readonly notifications: NotificationRoom;
  readonly files: UploadedFiles;
  readonly forms: PrintedForms;
  readonly now: () => Instant;
}

/** Detail, in every version, and downloads of a sent notification. */
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
    const filename = filenameOf(iun, wanted.name, wanted.attachment.contentType);
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

  const downloadForm = async (call: Call<World>, iun: string, wanted: WantedForm): Promise<Answer> => {
    const { notifications, files, forms } = roomsOf(call.world);
    forms.waitFor(iun);
    const notification = notifications.get(iun) as Notification;
    const key = forms.keyOf(notification, wanted.recIndex, wanted.paymentIndex);
    const contentType = 'application/pdf';
    const filename = filenameOf(iun, wanted.f24.title, contentType);
    if (key === undefined) {
      const body = { filename, contentType, contentLength: 0, sha256: '', retryAfter: f24RetryAfterMs };
      return { status: 200, body, hint: f24BeingMade };
    }
    const file = await forms.document(iun, key);
    if (!file) throw refusals.fileUnknown(wanted.f24.metadataAttachment.ref.key);
    const hint = await forms.warning(notification, key);
    return {
      status: 200,
      body: {
        filename,
        contentType,
        contentLength: file.bytes.length,
        sha256: file.sha256Base64,
        url: files.linkTo(key, { baseUrl: call.baseUrl, filename, contentType, token: iun }),
      },
      ...(hint ? { hint } : {}),
    };
  };

  const detail =
    (version: DetailVersion): Handler<World> =>
    ({ world, caller, params }) => {
      const { notifications, now } = roomsOf(world);
      const iun = String(params.iun);
      const row = notifications.row(iun);
      if (!row || !canSee(caller, row)) throw refusals.notFound(iun);
      if (row.status === 'IN_VALIDATION' || row.status === 'REFUSED') throw refusals.notAcceptedYet(iun, row.status);
      const notification = notifications.get(iun) as Notification;
      const groupName = (id: string): string | undefined => caller.sender.groups.find((g) => g.id === id)?.name;
      const newest = toWireDetailV29(notification, notifications.timeline(iun), now(), groupName);
      return { status: 200, body: toWireDetail(version, newest) };
    };

  return {
    retrieveSentNotification: detail('1'),
    retrieveSentNotificationV20: detail('2.0'),
    retrieveSentNotificationV21: detail('2.1'),
    retrieveSentNotificationV23: detail('2.3'),
    retrieveSentNotificationV24: detail('2.4'),
    retrieveSentNotificationV25: detail('2.5'),
    retrieveSentNotificationV26: detail('2.6'),
    retrieveSentNotificationV27: detail('2.7'),
    retrieveSentNotificationV28: detail('2.8'),
    retrieveSentNotificationV29: detail('2.9'),
    retrieveSentNotificationDocument: (call) => {
      const iun = String(call.params.iun);
      return download(call, iun, documentAt(owned(call, iun), Number(call.params.docIdx)));
    },
    retrieveSentNotificationAttachment: (call) => {
      const iun = String(call.params.iun);
      const { recipientIdx, attachmentName } = call.params;
      const attachmentIdx = Number(call.query.attachmentIdx ?? 0);
      const wanted = paymentAttachmentAt(owned(call, iun), Number(recipientIdx), String(attachmentName), attachmentIdx);
      return 'f24' in wanted ? downloadForm(call, iun, wanted) : download(call, iun, wanted);
    },
  };
};
